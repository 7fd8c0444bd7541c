package org.petctflow.learning.stats;

import java.util.Arrays;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Shapiro and Wilk's test of normality by Royston's algorithm AS R94 (Applied Statistics 44, 1995, 547-551,
 * doi:10.2307/2986146), for 3 to 5000 values.
 */
public final class ShapiroWilk {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    static final double[] LAST = {0, .221157, -.147981, -2.071190, 4.434685, -2.706056};

    static final double[] LAST_BUT_ONE = {0, .042981, -.293762, -1.752461, 5.682633, -3.582633};

    static final double[] SMALL_MEAN = {.5440, -.39978, .025054, -6.714e-4};

    static final double[] SMALL_LOG_SD = {1.3822, -.77857, .062767, -.0020322};

    static final double[] LARGE_MEAN = {-1.5861, -.31082, -.083751, .0038915};

    static final double[] LARGE_LOG_SD = {-.4803, -.082676, .0030302};

    static final double[] GAMMA = {-2.273, .459};

    private ShapiroWilk() {
    }

    /**
     * @param values the sample, 3 to 5000 values that are not all equal
     * @return W and p
     * @throws IllegalArgumentException if there are too few or too many values, or they are all equal
     */
    public static TestResult test(final double[] values) {
        final int n = require(values);
        final double[] x = values.clone();
        Arrays.sort(x);
        final double[] a = weights(n);
        final double scale = x[n - 1] - x[0];
        double mean = 0;
        for (final double v : x) {
            mean += (v - x[0]) / scale;
        }
        mean /= n;
        double product = 0;
        double squares = 0;
        double weights = 0;
        for (int i = 0; i < n; i++) {
            final double d = (x[i] - x[0]) / scale - mean;
            product += a[i] * d;
            squares += d * d;
            weights += a[i] * a[i];
        }
        final double norm = Math.sqrt(weights * squares);
        final double rest = Math.max(0, (norm - product) * (norm + product) / (weights * squares)); // 1 - W without cancellation
        return TestResult.of("Shapiro-Wilk", 1 - rest, p(n, rest));
    }

    /** @return how many values there are, if the test is defined for them */
    static int require(final double[] values) {
        Samples.require(values, 3, "The Shapiro-Wilk test");
        if (values.length > 5000) {
            throw new IllegalArgumentException("The Shapiro-Wilk test is known for up to 5000 values, but there are " + values.length);
        }
        if (Arrays.stream(values).allMatch(v -> v == values[0])) {
            throw new IllegalArgumentException("The Shapiro-Wilk test is not defined where all " + values.length + " values are equal ("
                + values[0] + ")");
        }
        return values.length;
    }

    /** The weights of the order statistics, antisymmetric. */
    private static double[] weights(final int n) {
        final double[] a = new double[n];
        if (n == 3) {
            a[2] = Math.sqrt(0.5);
            a[0] = -a[2];
            return a;
        }
        final double[] m = new double[n];
        double squares = 0;
        for (int i = 0; i < n; i++) {
            m[i] = NORMAL.inverseCumulativeProbability((i + 1 - 0.375) / (n + 0.25));
            squares += m[i] * m[i];
        }
        final double u = 1 / Math.sqrt(n);
        final double length = Math.sqrt(squares);
        final double last = polynomial(LAST, u) + m[n - 1] / length;
        final int exact = n > 5 ? 2 : 1;
        final double before = n > 5 ? polynomial(LAST_BUT_ONE, u) + m[n - 2] / length : 0;
        final double factor = Math.sqrt((squares - 2 * m[n - 1] * m[n - 1] - (n > 5 ? 2 * m[n - 2] * m[n - 2] : 0))
            / (1 - 2 * last * last - 2 * before * before));
        for (int i = exact; i < n - exact; i++) {
            a[i] = m[i] / factor;
        }
        a[n - 1] = last;
        a[0] = -last;
        if (n > 5) {
            a[n - 2] = before;
            a[1] = -before;
        }
        return a;
    }

    private static double p(final int n, final double rest) {
        if (n == 3) {
            return Math.max(0, 6 / Math.PI * (Math.asin(Math.sqrt(1 - rest)) - Math.asin(Math.sqrt(0.75))));
        }
        double y = Math.log(rest);
        final double mean;
        final double sd;
        if (n <= 11) {
            final double gamma = polynomial(GAMMA, n);
            if (y >= gamma) {
                return 0;
            }
            y = -Math.log(gamma - y);
            mean = polynomial(SMALL_MEAN, n);
            sd = Math.exp(polynomial(SMALL_LOG_SD, n));
        } else {
            mean = polynomial(LARGE_MEAN, Math.log(n));
            sd = Math.exp(polynomial(LARGE_LOG_SD, Math.log(n)));
        }
        return NORMAL.survivalProbability((y - mean) / sd);
    }

    private static double polynomial(final double[] c, final double x) {
        double sum = 0;
        for (int i = c.length - 1; i >= 0; i--) {
            sum = sum * x + c[i];
        }
        return sum;
    }
}
