package org.petctflow.learning.stats;

import org.apache.commons.numbers.gamma.LogGamma;

/** The distribution of the greatest distance of an empirical distribution function of n values from the true one, on either side. */
final class KolmogorovDistribution {

    /** Up to here the distribution is exact; the matrix has about 2 n d rows. */
    private static final int EXACT_UP_TO = 2000;

    /** Below this twice the one-sided tail is the two-sided one to more than ten digits: both sides are never that far off at once. */
    private static final double ONE_SIDE = 1e-4;

    private KolmogorovDistribution() {
    }

    /**
     * @param n how many values
     * @param d a distance, 0 to 1
     * @return the probability of a distance of at least d: exact (Marsaglia, Tsang and Wang 2003, doi:10.18637/jss.v008.i18) up to 2000
     *         values, above with Stephens's correction of the limit (1970, doi:10.1111/j.2517-6161.1970.tb00821.x)
     */
    static double atLeast(final int n, final double d) {
        if (d <= 0) {
            return 1;
        } else if (d >= 1) {
            return 0;
        } else if (n > EXACT_UP_TO) {
            return limit(d * (Math.sqrt(n) + 0.12 + 0.11 / Math.sqrt(n)));
        }
        final double twice = 2 * oneSided(n, d);
        return twice < ONE_SIDE ? twice : Math.max(0, 1 - below(n, d));
    }

    /** Smirnov's exact one-sided tail, a sum of positive terms. */
    private static double oneSided(final int n, final double d) {
        double sum = 0;
        final int last = (int)Math.floor(n * (1 - d));
        for (int j = 0; j <= last; j++) {
            final double at = d + j / (double)n;
            if (at < 1) {
                sum += Math.exp(LogGamma.value(n + 1.0) - LogGamma.value(j + 1.0) - LogGamma.value(n - j + 1.0)
                    + (j - 1) * Math.log(at) + (n - j) * Math.log1p(-at));
            }
        }
        return d * sum;
    }

    /** P(D < d): n! / n^n times the middle of the n-th power of a matrix. */
    private static double below(final int n, final double d) {
        final int k = (int)Math.floor(n * d) + 1;
        final int m = 2 * k - 1;
        final double h = k - n * d;
        final double[][] matrix = new double[m][m];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                matrix[i][j] = i - j + 1 < 0 ? 0 : 1;
            }
        }
        for (int i = 0; i < m; i++) {
            matrix[i][0] -= Math.pow(h, i + 1.0);
            matrix[m - 1][i] -= Math.pow(h, m - i);
        }
        matrix[m - 1][0] += 2 * h > 1 ? Math.pow(2 * h - 1, m) : 0;
        for (int i = 0; i < m; i++) {
            double factorial = 1;
            for (int j = i; j >= 0; j--) {
                factorial *= i - j + 1;
                matrix[i][j] /= factorial;
            }
        }
        double log = 0; // of what was divided out of the power
        double[][] power = null;
        double[][] square = matrix;
        double squareLog = 0;
        for (int rest = n; rest > 0; rest >>= 1) {
            if ((rest & 1) == 1) {
                power = power == null ? square : product(power, square);
                log += squareLog + normalise(power, k - 1);
            }
            if (rest > 1) {
                square = product(square, square);
                squareLog = 2 * squareLog + normalise(square, k - 1);
            }
        }
        return Math.exp(LogGamma.value(n + 1.0) - n * Math.log(n) + log) * power[k - 1][k - 1];
    }

    private static double[][] product(final double[][] a, final double[][] b) {
        final int m = a.length;
        final double[][] c = new double[m][m];
        for (int i = 0; i < m; i++) {
            for (int l = 0; l < m; l++) {
                final double v = a[i][l];
                for (int j = 0; j < m && v != 0; j++) {
                    c[i][j] += v * b[l][j];
                }
            }
        }
        return c;
    }

    /** Divides by the middle, so that nothing overflows; returns its logarithm. */
    private static double normalise(final double[][] a, final int middle) {
        final double by = a[middle][middle];
        if (by > 1e-100 && by < 1e100) {
            return 0;
        }
        for (final double[] row : a) {
            for (int j = 0; j < row.length; j++) {
                row[j] /= by;
            }
        }
        return Math.log(by);
    }

    private static double limit(final double lambda) {
        double sum = 0;
        for (int k = 1; k <= 100; k++) {
            sum += (k % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * k * k * lambda * lambda);
        }
        return Math.min(1, Math.max(0, lambda < 0.2 ? 1 : sum));
    }
}
