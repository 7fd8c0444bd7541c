package org.petctflow.deep.nnunet;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.google.gson.JsonObject;

/**
 * How a channel's intensities are normalised, before it is resampled.
 *
 * @param scheme nnU-Net's name
 * @param masked whether the z-score looks at the voxels inside the mask of what is not zero alone, and leaves the others
 * @param mean of the training's foreground
 * @param sd of the training's foreground
 * @param low 0.5th percentile of the training's foreground
 * @param high 99.5th percentile
 */
record Normalization(Scheme scheme, boolean masked, double mean, double sd, double low, double high) {

    private static final double SMALLEST = 1e-8;

    /** nnU-Net's schemes. */
    enum Scheme {
            /** Clips to the percentiles, subtracts the mean and divides by the standard deviation, all of the training's foreground. */
            CT("CTNormalization"),
            /** Subtracts the image's mean and divides by its standard deviation (of n). */
            Z_SCORE("ZScoreNormalization"),
            /** Leaves values as they are. */
            NONE("NoNormalization"),
            /** Brings the image's smallest value to 0 and its largest to 1. */
            ZERO_TO_ONE("RescaleTo01Normalization"),
            /** Divides by 255: photographs, and what is stored like them. */
            RGB("RGBTo01Normalization");

        private final String m_name;

        Scheme(final String name) {
            m_name = name;
        }
    }

    static Normalization of(final String name, final boolean masked, final JsonObject intensity) throws IOException {
        for (final Scheme scheme : Scheme.values()) {
            if (scheme.m_name.equals(name)) {
                if (scheme != Scheme.CT) {
                    return new Normalization(scheme, masked, 0, 1, 0, 0);
                }
                if (intensity == null) {
                    throw new IOException("plans.json has no foreground_intensity_properties_per_channel for a channel of CT");
                }
                return new Normalization(scheme, false, Json.number(intensity, "mean"), Json.number(intensity, "std"),
                    Json.number(intensity, "percentile_00_5"), Json.number(intensity, "percentile_99_5"));
            }
        }
        throw new IOException("plans.json normalises with " + name + ", which is not known; known are "
            + Stream.of(Scheme.values()).map(s -> s.m_name).collect(Collectors.joining(", ")));
    }

    /**
     * @param values a channel; changed
     * @param inside which voxels are not zero in any channel, holes filled
     * @throws IOException if the values cannot be those of an image of this kind
     */
    void apply(final float[] values, final boolean[] inside) throws IOException {
        switch (scheme) {
            case CT -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float)((Math.min(Math.max(values[i], low), high) - mean) / Math.max(sd, SMALLEST));
                }
            }
            case Z_SCORE -> zScore(values, masked ? inside : null);
            case ZERO_TO_ONE -> {
                float smallest = Float.POSITIVE_INFINITY;
                float largest = Float.NEGATIVE_INFINITY;
                for (final float v : values) {
                    smallest = Math.min(smallest, v);
                    largest = Math.max(largest, v);
                }
                final double range = Math.max((double)largest - smallest, SMALLEST);
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float)(((double)values[i] - smallest) / range);
                }
            }
            case RGB -> {
                for (int i = 0; i < values.length; i++) {
                    if (values[i] < 0 || values[i] > 255) {
                        throw new IOException("The network takes values of colours from 0 to 255, but the image has " + values[i]);
                    }
                    values[i] /= 255;
                }
            }
            case NONE -> {
                // as they are
            }
        }
    }

    private static void zScore(final float[] values, final boolean[] inside) {
        double sum = 0;
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            if (inside == null || inside[i]) {
                sum += values[i];
                n++;
            }
        }
        final double average = sum / n;
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            if (inside == null || inside[i]) {
                squares += (values[i] - average) * (values[i] - average);
            }
        }
        final double deviation = Math.max(Math.sqrt(squares / n), SMALLEST);
        for (int i = 0; i < values.length; i++) {
            if (inside == null || inside[i]) {
                values[i] = (float)((values[i] - average) / deviation);
            }
        }
    }
}
