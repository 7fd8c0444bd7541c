package org.petctflow.learning.ensemble;

import java.util.Arrays;

import org.petctflow.learning.data.Documents;
import org.petctflow.learning.model.PlattScaling;

import com.google.gson.JsonObject;

/**
 * A rising map from a model's probability to a calibrated one, fitted on out-of-fold predictions: Platt's sigmoid of the log
 * odds, or isotonic regression (pool adjacent violators; between two fitted points linear, outside constant).
 */
public final class Calibration {

    /** Kinds. */
    public enum Method {
        /** The probability as it is. */
        NONE,
        /** A sigmoid of the log odds: two numbers, right for small data. */
        PLATT,
        /** A rising step function: wants some hundred rows. */
        ISOTONIC
    }

    private static final double CLIP = 1e-6; // log odds of 0 and 1 shall be finite

    private final Method m_method;

    private final PlattScaling m_platt;

    private final double[] m_x;

    private final double[] m_y;

    private Calibration(final Method method, final PlattScaling platt, final double[] x, final double[] y) {
        m_method = method;
        m_platt = platt;
        m_x = x;
        m_y = y;
    }

    /**
     * @param method which kind
     * @param probability predictions for rows that the model had not seen
     * @param y their classes, 0 or 1
     * @return the map
     */
    public static Calibration fit(final Method method, final double[] probability, final int[] y) {
        return switch (method) {
            case NONE -> new Calibration(method, null, null, null);
            case PLATT -> new Calibration(method, PlattScaling.fit(Arrays.stream(probability).map(Calibration::logOdds).toArray(), y),
                null, null);
            case ISOTONIC -> isotonic(probability, y);
        };
    }

    private static double logOdds(final double p) {
        final double q = Math.min(1 - CLIP, Math.max(CLIP, p));
        return Math.log(q / (1 - q));
    }

    private static Calibration isotonic(final double[] probability, final int[] y) {
        final double[] x = Arrays.stream(probability).sorted().distinct().toArray();
        final double[] sum = new double[x.length];
        final double[] weight = new double[x.length];
        for (int i = 0; i < y.length; i++) {
            final int at = Arrays.binarySearch(x, probability[i]);
            sum[at] += y[i];
            weight[at]++;
        }
        // blocks of equal fitted values; a block that lies below the one before is pooled with it
        final int[] end = new int[x.length];
        int blocks = 0;
        for (int i = 0; i < x.length; i++) {
            double s = sum[i];
            double w = weight[i];
            while (blocks > 0 && sum[blocks - 1] / weight[blocks - 1] >= s / w) {
                blocks--;
                s += sum[blocks];
                w += weight[blocks];
            }
            sum[blocks] = s;
            weight[blocks] = w;
            end[blocks++] = i;
        }
        // of each block its first and last point are enough
        final double[] px = new double[2 * blocks];
        final double[] py = new double[2 * blocks];
        int n = 0;
        for (int b = 0; b < blocks; b++) {
            final int first = b == 0 ? 0 : end[b - 1] + 1;
            for (final int at : first == end[b] ? new int[]{first} : new int[]{first, end[b]}) {
                px[n] = x[at];
                py[n++] = sum[b] / weight[b];
            }
        }
        return new Calibration(Method.ISOTONIC, null, Arrays.copyOf(px, n), Arrays.copyOf(py, n));
    }

    /**
     * @param probability a model's probability
     * @return the calibrated one
     */
    public double apply(final double probability) {
        if (m_method == Method.NONE) {
            return probability;
        } else if (m_method == Method.PLATT) {
            return m_platt.probability(logOdds(probability));
        }
        final int at = Arrays.binarySearch(m_x, probability);
        if (at >= 0) {
            return m_y[at];
        }
        final int above = -at - 1;
        if (above == 0) {
            return m_y[0];
        } else if (above == m_x.length) {
            return m_y[above - 1];
        }
        final double t = (probability - m_x[above - 1]) / (m_x[above] - m_x[above - 1]);
        return m_y[above - 1] + t * (m_y[above] - m_y[above - 1]);
    }

    /**
     * @param probability a model's probabilities
     * @return the calibrated ones
     */
    public double[] apply(final double[] probability) {
        return Arrays.stream(probability).map(this::apply).toArray();
    }

    JsonObject toJson() {
        final JsonObject json = new JsonObject();
        json.addProperty("method", m_method.name());
        if (m_method == Method.PLATT) {
            json.addProperty("a", m_platt.a());
            json.addProperty("b", m_platt.b());
        } else if (m_method == Method.ISOTONIC) {
            json.add("x", Documents.array(m_x));
            json.add("y", Documents.array(m_y));
        }
        return json;
    }

    static Calibration fromJson(final JsonObject json) {
        final Method method = Method.valueOf(Documents.string(json, "method"));
        if (method == Method.PLATT) {
            return new Calibration(method, new PlattScaling(Documents.number(json, "a"), Documents.number(json, "b")), null, null);
        } else if (method == Method.ISOTONIC) {
            final double[] x = Documents.numbers(json, "x", -1);
            if (x.length == 0) {
                throw new IllegalArgumentException("An isotonic calibration needs at least one point");
            }
            return new Calibration(method, null, x, Documents.numbers(json, "y", x.length));
        }
        return new Calibration(method, null, null, null);
    }
}
