package org.petctflow.radiomics.intensity;

import java.util.Arrays;

import org.petctflow.radiomics.image.Discretisation;

/**
 * The cumulative intensity-volume histogram: the fraction nu(i) of the volume that is at least as intense as level i, against the
 * intensity fraction gamma(i) = (i - lowest) / (highest - lowest). Levels are intensities themselves, centres of bins, or numbers of
 * bins. Source: IBSI section 3.5 (P88C); El Naqa 2009, doi:10.1016/j.patcog.2008.08.011; area under the curve by the trapezoidal rule
 * over gamma, van Velden 2011, doi:10.1007/s00259-011-1845-6.
 */
public final class IntensityVolumeHistogram {

    /** How many features there are. */
    public static final int COUNT = 7;

    /** More levels than this are not intensities, but noise. */
    private static final int MOST_LEVELS = 10_000_000;

    private final double m_first;

    private final double m_step;

    private final double[] m_volumeFraction;

    private IntensityVolumeHistogram(final double first, final double step, final int[] counts, final int total) {
        m_first = first;
        m_step = step;
        m_volumeFraction = new double[counts.length];
        int below = 0;
        for (int i = 0; i < counts.length; i++) {
            m_volumeFraction[i] = 1 - (double)below / total;
            below += counts[i];
        }
    }

    /**
     * @param values intensities, at least one
     * @param discretisation how intensities become levels; with {@link Discretisation.Method#NONE} each integer is a level
     * @param low lower bound of the re-segmentation range, NaN for none: the levels begin here
     * @param high upper bound of the re-segmentation range, NaN for none: the levels end here
     * @return the histogram
     * @throws IllegalArgumentException if a value is no integer where integers are needed, or there are too many levels
     */
    public static IntensityVolumeHistogram of(final double[] values, final Discretisation discretisation, final double low,
        final double high) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (final double v : values) {
            min = Math.min(min, v);
            max = Math.max(max, v);
        }
        final double first = Double.isFinite(low) ? Math.min(low, min) : min;
        final double last = Double.isFinite(high) ? Math.max(high, max) : max;
        switch (discretisation.method()) {
            case NONE: {
                final int[] counts = new int[levels(last - first + 1)];
                for (final double v : values) {
                    if (v - first != Math.rint(v - first)) {
                        throw new IllegalArgumentException("Without bins the intensity-volume histogram needs whole numbers, but"
                            + " a value was " + v + ": choose a bin size or a number of bins");
                    }
                    counts[(int)(v - first)]++;
                }
                return new IntensityVolumeHistogram(first, 1, counts, values.length);
            }
            case FIXED_BIN_SIZE: {
                final double width = discretisation.binSize();
                final int[] counts = new int[levels(Math.ceil((last - first) / width) + 1)];
                for (final double v : values) {
                    counts[(int)Math.floor((v - first) / width)]++;
                }
                return new IntensityVolumeHistogram(first + width / 2, width, counts, values.length);
            }
            default: {
                final int bins = discretisation.bins();
                final int[] counts = new int[bins];
                for (final double v : values) {
                    counts[max == min ? 0 : Math.min(bins - 1, (int)(bins * (v - min) / (max - min)))]++;
                }
                return new IntensityVolumeHistogram(1, 1, counts, values.length);
            }
        }
    }

    private static int levels(final double count) {
        if (!(count <= MOST_LEVELS)) {
            throw new IllegalArgumentException(
                "The intensity-volume histogram would have " + count + " levels: choose a larger bin size");
        }
        return (int)count;
    }

    /** @return how many levels there are */
    public int levels() {
        return m_volumeFraction.length;
    }

    /** @return the volume fraction of each level; a copy */
    public double[] volumeFractions() {
        return Arrays.copyOf(m_volumeFraction, m_volumeFraction.length);
    }

    private double intensityFraction(final int level) {
        return (double)level / (m_volumeFraction.length - 1);
    }

    /** The largest volume fraction whose intensity fraction is at least this. */
    private double volumeAt(final double fraction) {
        for (int i = 0; i < m_volumeFraction.length; i++) {
            if (intensityFraction(i) >= fraction) {
                return m_volumeFraction[i];
            }
        }
        return Double.NaN;
    }

    /** The lowest intensity that at most this volume fraction reaches; the level after the last where all are more common. */
    private double intensityAt(final double fraction) {
        for (int i = 0; i < m_volumeFraction.length; i++) {
            if (m_volumeFraction[i] <= fraction) {
                return m_first + i * m_step;
            }
        }
        return m_first + m_volumeFraction.length * m_step;
    }

    /** @return V10, V90, I10, I90, V10 - V90, I10 - I90 and the area under the curve; NaN where one level leaves no fraction */
    public double[] features() {
        double area = 0;
        for (int i = 1; i < m_volumeFraction.length; i++) {
            area += (m_volumeFraction[i] + m_volumeFraction[i - 1]) / 2;
        }
        area = m_volumeFraction.length < 2 ? Double.NaN : area / (m_volumeFraction.length - 1);
        final double v10 = volumeAt(0.1);
        final double v90 = volumeAt(0.9);
        final double i10 = intensityAt(0.1);
        final double i90 = intensityAt(0.9);
        return new double[]{v10, v90, i10, i90, v10 - v90, i10 - i90, area};
    }
}
