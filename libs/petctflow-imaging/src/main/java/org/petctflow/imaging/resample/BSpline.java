package org.petctflow.imaging.resample;

/**
 * Cubic B-splines through given values (Unser, Aldroubi, Eden: B-spline signal processing, IEEE Trans. Signal Process. 41:821-848,
 * 1993, doi:10.1109/78.193207 and 10.1109/78.193220).
 */
final class BSpline {

    /** The pole of the cubic spline's filter. */
    static final double POLE = Math.sqrt(3) - 2;

    private static final double GAIN = (1 - POLE) * (1 - 1 / POLE);

    /** After that many voxels the filter's memory is below 1e-17. */
    private static final int HORIZON = 30;

    private BSpline() {
    }

    /**
     * Turns values into coefficients along one axis, for many lines that lie side by side. The signal continues as its mirror
     * image at the first and last value.
     *
     * @param c values, then coefficients: value k of line j at {@code offset + k * stride + j}
     * @param offset where the first line begins
     * @param n values a line
     * @param stride from one value of a line to its next
     * @param lines how many lines there are
     */
    static void prefilter(final double[] c, final int offset, final int n, final int stride, final int lines) {
        if (n < 2) {
            return;
        }
        initCausal(c, offset, n, stride, lines);
        for (int k = 1; k < n; k++) {
            final int at = offset + k * stride;
            for (int j = at; j < at + lines; j++) {
                c[j] = GAIN * c[j] + POLE * c[j - stride];
            }
        }
        final int last = offset + (n - 1) * stride;
        final double end = POLE / (POLE * POLE - 1);
        for (int j = last; j < last + lines; j++) {
            c[j] = end * (c[j] + POLE * c[j - stride]);
        }
        for (int k = n - 2; k >= 0; k--) {
            final int at = offset + k * stride;
            for (int j = at; j < at + lines; j++) {
                c[j] = POLE * (c[j + stride] - c[j]);
            }
        }
    }

    /** The first causal coefficient: the sum over the mirrored signal, in closed form where it is short. */
    private static void initCausal(final double[] c, final int offset, final int n, final int stride, final int lines) {
        if (n > HORIZON) {
            for (int j = offset; j < offset + lines; j++) {
                double power = 1;
                double sum = 0;
                for (int k = 0; k < HORIZON; k++) {
                    sum += power * c[j + k * stride];
                    power *= POLE;
                }
                c[j] = GAIN * sum;
            }
            return;
        }
        for (int j = offset; j < offset + lines; j++) {
            double power = 1;
            double sum = 0;
            // one period of the mirrored signal has 2 n - 2 values
            for (int k = 0; k < 2 * n - 2; k++) {
                sum += power * c[j + (k < n ? k : 2 * n - 2 - k) * stride];
                power *= POLE;
            }
            c[j] = GAIN * sum / (1 - power);
        }
    }

    /**
     * @param t where between the second and the third of four voxels, 0 to 1
     * @param w takes the weights of the four
     * @param at where in w
     */
    static void weights(final double t, final double[] w, final int at) {
        final double u = 1 - t;
        w[at] = u * u * u / 6;
        w[at + 1] = 2 / 3.0 - t * t * (2 - t) / 2;
        w[at + 2] = 2 / 3.0 - u * u * (2 - u) / 2;
        w[at + 3] = t * t * t / 6;
    }

    /**
     * @param k an index, anywhere
     * @param n how many voxels there are
     * @return the voxel whose mirror image is there
     */
    static int mirror(final long k, final int n) {
        if (k >= 0 && k < n) {
            return (int)k;
        }
        if (n == 1) {
            return 0;
        }
        final long period = 2L * n - 2;
        final long m = Math.floorMod(k, period);
        return (int)(m < n ? m : period - m);
    }
}
