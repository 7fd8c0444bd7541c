package org.petctflow.learning.model;

import com.google.gson.JsonObject;

import org.petctflow.learning.data.Documents;

/**
 * Turns scores into probabilities by p = 1 / (1 + exp(a f + b)), fitted by maximum likelihood to targets (n1 + 1)/(n1 + 2) and
 * 1/(n0 + 2) instead of 1 and 0 (Platt 1999), with Newton's method as safeguarded by Lin, Lin, Weng 2007
 * (doi:10.1007/s10994-007-5018-6).
 *
 * @param a slope, usually below 0
 * @param b offset
 */
public record PlattScaling(double a, double b) {

    /**
     * @param score the scores, of rows that the scoring model has not seen
     * @param y the classes, 0 or 1
     * @return the scaling
     */
    public static PlattScaling fit(final double[] score, final int[] y) {
        int positives = 0;
        for (final int c : y) {
            positives += c;
        }
        final double high = (positives + 1.0) / (positives + 2.0);
        final double low = 1.0 / (y.length - positives + 2.0);
        double a = 0;
        double b = Math.log((y.length - positives + 1.0) / (positives + 1.0));
        double value = value(score, y, high, low, a, b);
        for (int iteration = 0; iteration < 100; iteration++) {
            double h11 = 1e-12;
            double h22 = 1e-12;
            double h21 = 0;
            double g1 = 0;
            double g2 = 0;
            for (int i = 0; i < y.length; i++) {
                final double p = Maths.sigmoid(-(a * score[i] + b));
                final double d2 = p * (1 - p);
                h11 += score[i] * score[i] * d2;
                h22 += d2;
                h21 += score[i] * d2;
                final double d1 = (y[i] == 1 ? high : low) - p;
                g1 += score[i] * d1;
                g2 += d1;
            }
            if (Math.abs(g1) < 1e-10 && Math.abs(g2) < 1e-10) {
                break;
            }
            final double det = h11 * h22 - h21 * h21;
            final double da = -(h22 * g1 - h21 * g2) / det;
            final double db = -(-h21 * g1 + h11 * g2) / det;
            final double gd = g1 * da + g2 * db;
            double step = 1;
            while (step >= 1e-10) {
                final double next = value(score, y, high, low, a + step * da, b + step * db);
                if (next < value + 1e-4 * step * gd) {
                    a += step * da;
                    b += step * db;
                    value = next;
                    break;
                }
                step /= 2;
            }
            if (step < 1e-10) {
                break; // as near as rounding allows
            }
        }
        return new PlattScaling(a, b);
    }

    private static double value(final double[] score, final int[] y, final double high, final double low, final double a,
        final double b) {
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            final double f = a * score[i] + b;
            sum += Maths.softplus(f) - (1 - (y[i] == 1 ? high : low)) * f;
        }
        return sum;
    }

    /**
     * @param score a score
     * @return its probability
     */
    public double probability(final double score) {
        return Maths.sigmoid(-(a * score + b));
    }

    JsonObject toJson() {
        final JsonObject json = new JsonObject();
        json.addProperty("a", a);
        json.addProperty("b", b);
        return json;
    }

    static PlattScaling fromJson(final JsonObject json) {
        return new PlattScaling(Documents.number(json, "a"), Documents.number(json, "b"));
    }
}
