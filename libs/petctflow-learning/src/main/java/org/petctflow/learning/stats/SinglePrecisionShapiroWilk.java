package org.petctflow.learning.stats;

import java.util.Arrays;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Shapiro and Wilk's test as AS R94 was published and as SciPy computed it up to 1.10: all in single precision, with the normal quantiles of
 * AS 241's PPND7 (doi:10.2307/2347330) of about seven digits. Of some hundred values the rounding of its sums moves W by up to 2e-6 and p
 * by up to 3e-4 of itself. {@link ShapiroWilk} is the better number; this one is to compare with figures that were computed so.
 */
public final class SinglePrecisionShapiroWilk {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private SinglePrecisionShapiroWilk() {
    }

    /**
     * @param values the sample, 3 to 5000 values that are not all equal
     * @return W and p
     * @throws IllegalArgumentException if there are too few or too many values, or they are all equal
     */
    public static TestResult test(final double[] values) {
        final int n = ShapiroWilk.require(values);
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        final double middle = sorted[n / 2]; // taken off first, so that fewer digits are lost
        final float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float)(sorted[i] - middle);
        }
        final float[] a = weights(n);
        final float range = x[n - 1] - x[0];
        float meanX = 0;
        float meanA = 0;
        for (int i = 0; i < n; i++) {
            meanX += x[i] / range;
            meanA += weight(a, i, n);
        }
        meanX /= n;
        meanA /= n;
        float squaresA = 0;
        float squaresX = 0;
        float products = 0;
        for (int i = 0; i < n; i++) {
            final float da = weight(a, i, n) - meanA;
            final float dx = x[i] / range - meanX;
            squaresA += da * da;
            squaresX += dx * dx;
            products += da * dx;
        }
        final float norm = (float)Math.sqrt(squaresA * squaresX);
        final float rest = (norm - products) * (norm + products) / (squaresA * squaresX); // 1 - W
        return TestResult.of("Shapiro-Wilk (single precision)", 1 - rest, p(n, rest));
    }

    /** Antisymmetric: the lower half is the upper one negated. */
    private static float weight(final float[] upper, final int i, final int n) {
        final int from = Math.min(i, n - 1 - i);
        return i == n - 1 - i ? 0 : i > n - 1 - i ? upper[from] : -upper[from];
    }

    /** The weights of the greatest, second greatest ... value. */
    private static float[] weights(final int n) {
        final float[] a = new float[n / 2];
        if (n == 3) {
            a[0] = (float)Math.sqrt(0.5);
            return a;
        }
        final float[] m = new float[n / 2];
        float squares = 0;
        for (int i = 0; i < m.length; i++) {
            m[i] = quantile((i + 1 - 0.375f) / (n + 0.25f));
            squares += m[i] * m[i];
        }
        squares *= 2;
        final float length = (float)Math.sqrt(squares);
        final float u = 1 / (float)Math.sqrt(n);
        a[0] = polynomial(ShapiroWilk.LAST, u) - m[0] / length;
        int exact = 1;
        float rest = squares - 2 * (m[0] * m[0]);
        float one = 1 - 2 * (a[0] * a[0]);
        if (n > 5) {
            a[1] = -m[1] / length + polynomial(ShapiroWilk.LAST_BUT_ONE, u);
            rest -= 2 * (m[1] * m[1]);
            one -= 2 * (a[1] * a[1]);
            exact = 2;
        }
        final float factor = (float)Math.sqrt(rest / one);
        for (int i = exact; i < a.length; i++) {
            a[i] = -m[i] / factor;
        }
        return a;
    }

    private static double p(final int n, final float rest) {
        if (n == 3) {
            return Math.max(0, 6 / Math.PI * (Math.asin(Math.sqrt(1 - rest)) - Math.asin(Math.sqrt(0.75))));
        }
        float y = (float)Math.log(rest);
        final float mean;
        final float sd;
        if (n <= 11) {
            final float gamma = polynomial(ShapiroWilk.GAMMA, n);
            if (y >= gamma) {
                return 0;
            }
            y = -(float)Math.log(gamma - y);
            mean = polynomial(ShapiroWilk.SMALL_MEAN, n);
            sd = (float)Math.exp(polynomial(ShapiroWilk.SMALL_LOG_SD, n));
        } else {
            final float log = (float)Math.log(n);
            mean = polynomial(ShapiroWilk.LARGE_MEAN, log);
            sd = (float)Math.exp(polynomial(ShapiroWilk.LARGE_LOG_SD, log));
        }
        return NORMAL.survivalProbability((y - mean) / sd);
    }

    private static float polynomial(final double[] c, final float x) {
        float sum = 0;
        for (int i = c.length - 1; i >= 0; i--) {
            sum = sum * x + (float)c[i];
        }
        return sum;
    }

    private static final double[] CENTRE = {3.3871327179, 50.434271938, 159.29113202, 59.109374720};

    private static final double[] CENTRE_BELOW = {1, 17.895169469, 78.757757664, 67.187563600};

    private static final double[] TAIL = {1.4234372777, 2.7568153900, 1.3067284816, .17023821103};

    private static final double[] TAIL_BELOW = {1, .73700164250, .12021132975};

    /** PPND7; the smallest probability here, 0.625 / 5000.25, needs no third formula. */
    private static float quantile(final float p) {
        final float q = p - 0.5f;
        if (Math.abs(q) <= 0.425f) {
            final float r = 0.180625f - q * q;
            return q * polynomial(CENTRE, r) / polynomial(CENTRE_BELOW, r);
        }
        final float r = (float)Math.sqrt(-Math.log(Math.min(p, 1 - p))) - 1.6f;
        final float z = polynomial(TAIL, r) / polynomial(TAIL_BELOW, r);
        return q < 0 ? -z : z;
    }
}
