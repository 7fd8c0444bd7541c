package org.petctflow.radiomics.filter;

import java.util.Arrays;

/**
 * A Gaussian or its second derivative along a line as a fourth-order recursive filter, forwards and backwards, whose kernel approximates
 * it: what ITK's Laplacian of Gaussian, and so PyRadiomics', is made of. Source: Deriche 1993, Recursively implementing the Gaussian and
 * its derivatives, INRIA RR-1893; second derivative, normalisation of the moments and border as in Farneback and Westin 2006,
 * doi:10.1007/s10851-006-8464-z. Beyond the border the line goes on with its last value.
 */
final class RecursiveGaussian implements Grid.Line {

    private static final double W1 = 0.6681;

    private static final double L1 = -1.3932;

    private static final double W2 = 2.0787;

    private static final double L2 = -1.3732;

    /** A1, B1, A2, B2 of the Gaussian. */
    private static final double[] GAUSSIAN = {1.3530, 1.8151, -0.3531, 0.0902};

    /** A1, B1, A2, B2 of its second derivative. */
    private static final double[] SECOND = {-1.3563, 5.2318, 0.3446, -2.2355};

    private final double[] m_forward;

    private final double[] m_backward = new double[5];

    private final double[] m_feedback;

    /**
     * @param sigma in voxels
     * @param second whether to take the second derivative, per voxel^2
     */
    RecursiveGaussian(final double sigma, final boolean second) {
        this(sigma, second, 1);
    }

    /**
     * @param sigma in voxels
     * @param second whether to take the second derivative, per voxel^2
     * @param factor by which the response is multiplied
     */
    RecursiveGaussian(final double sigma, final boolean second, final double factor) {
        final double c1 = Math.cos(W1 / sigma);
        final double c2 = Math.cos(W2 / sigma);
        final double e1 = Math.exp(L1 / sigma);
        final double e2 = Math.exp(L2 / sigma);
        m_feedback = new double[]{1, -2 * (e2 * c2 + e1 * c1), 4 * c1 * c2 * e1 * e2 + e1 * e1 + e2 * e2,
            -2 * c1 * e1 * e2 * e2 - 2 * c2 * e2 * e1 * e1, e1 * e1 * e2 * e2};
        final double[] d = moments(m_feedback);
        double[] n = numerator(GAUSSIAN, sigma);
        double[] m = moments(n);
        if (second) {
            final double[] n2 = numerator(SECOND, sigma);
            final double[] m2 = moments(n2);
            // so much of the Gaussian that the kernel's sum is 0
            final double beta = -(2 * m2[0] - d[0] * n2[0]) / (2 * m[0] - d[0] * n[0]);
            for (int i = 0; i < 4; i++) {
                n2[i] += beta * n[i];
            }
            n = n2;
            m = moments(n);
            final double alpha = (m[2] * d[0] * d[0] - d[2] * m[0] * d[0] - 2 * m[1] * d[1] * d[0] + 2 * d[1] * d[1] * m[0])
                / (d[0] * d[0] * d[0]);
            scale(n, factor / alpha);
        } else {
            scale(n, factor / (2 * m[0] / d[0] - n[0]));
        }
        m_forward = n;
        for (int i = 1; i < 5; i++) {
            m_backward[i] = (i < 4 ? n[i] : 0) - m_feedback[i] * n[0];
        }
    }

    private static double[] numerator(final double[] ab, final double sigma) {
        final double s1 = Math.sin(W1 / sigma);
        final double s2 = Math.sin(W2 / sigma);
        final double c1 = Math.cos(W1 / sigma);
        final double c2 = Math.cos(W2 / sigma);
        final double e1 = Math.exp(L1 / sigma);
        final double e2 = Math.exp(L2 / sigma);
        final double a1 = ab[0];
        final double b1 = ab[1];
        final double a2 = ab[2];
        final double b2 = ab[3];
        return new double[]{a1 + a2, e2 * (b2 * s2 - (a2 + 2 * a1) * c2) + e1 * (b1 * s1 - (a1 + 2 * a2) * c1),
            2 * e1 * e2 * ((a1 + a2) * c2 * c1 - b1 * c2 * s1 - b2 * c1 * s2) + a2 * e1 * e1 + a1 * e2 * e2,
            e2 * e1 * e1 * (b2 * s2 - a2 * c2) + e1 * e2 * e2 * (b1 * s1 - a1 * c1)};
    }

    /** Sums of c(i), i c(i) and i^2 c(i). */
    private static double[] moments(final double[] c) {
        final double[] m = new double[3];
        for (int i = 0; i < c.length; i++) {
            m[0] += c[i];
            m[1] += i * c[i];
            m[2] += i * i * c[i];
        }
        return m;
    }

    private static void scale(final double[] n, final double factor) {
        for (int i = 0; i < n.length; i++) {
            n[i] *= factor;
        }
    }

    @Override
    public void apply(final double[] line, final double[] result) {
        final int n = line.length;
        final double sum = moments(m_feedback)[0];
        final double[] past = new double[5];
        // what the filter would have given for ever before the border
        Arrays.fill(past, line[0] * moments(m_forward)[0] / sum);
        for (int i = 0; i < n; i++) {
            double y = 0;
            for (int k = 0; k < 4; k++) {
                y += m_forward[k] * line[Math.max(0, i - k)];
            }
            result[i] = next(past, y);
        }
        Arrays.fill(past, line[n - 1] * moments(m_backward)[0] / sum);
        for (int i = n - 1; i >= 0; i--) {
            double y = 0;
            for (int k = 1; k < 5; k++) {
                y += m_backward[k] * line[Math.min(n - 1, i + k)];
            }
            result[i] += next(past, y);
        }
    }

    private double next(final double[] past, final double input) {
        double y = input;
        for (int k = 1; k < 5; k++) {
            y -= m_feedback[k] * past[k];
        }
        for (int k = 4; k > 1; k--) {
            past[k] = past[k - 1];
        }
        past[1] = y;
        return y;
    }
}
