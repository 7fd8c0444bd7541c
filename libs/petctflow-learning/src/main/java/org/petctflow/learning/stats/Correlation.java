package org.petctflow.learning.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** Correlations of two columns: Pearson's r, Spearman's rho, Kendall's tau-b (Kendall 1945, doi:10.2307/2332303). */
public final class Correlation {

    private Correlation() {
    }

    /**
     * @param x the first column, at least 3 values
     * @param y the second column, of the same length
     * @return r, n - 2, two-sided p of t = r sqrt((n - 2) / (1 - r^2)); NaN where a column is constant
     */
    public static TestResult pearson(final double[] x, final double[] y) {
        return r("Pearson", x, y);
    }

    /**
     * @param x the first column, at least 3 values
     * @param y the second column, of the same length
     * @return rho (Pearson's r of the ranks), n - 2, two-sided p by t
     */
    public static TestResult spearman(final double[] x, final double[] y) {
        require(x, y);
        return r("Spearman", Samples.ranks(x), Samples.ranks(y));
    }

    private static void require(final double[] x, final double[] y) {
        Samples.require(x, 3, "A correlation");
        Samples.require(y, 3, "A correlation");
        if (x.length != y.length) {
            throw new IllegalArgumentException("A correlation needs pairs, but there are " + x.length + " and " + y.length + " values");
        }
    }

    private static TestResult r(final String name, final double[] x, final double[] y) {
        require(x, y);
        final double mx = Samples.mean(x);
        final double my = Samples.mean(y);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (x[i] - mx) * (y[i] - my);
        }
        final double norm = Math.sqrt(Samples.squares(x)) * Math.sqrt(Samples.squares(y));
        final double r = norm == 0 ? Double.NaN : Math.max(-1, Math.min(1, sum / norm));
        final double df = x.length - 2.0;
        final double t = Math.abs(r) * Math.sqrt(df / ((1 - r) * (1 + r)));
        final double p;
        if (Double.isNaN(t)) {
            p = Double.NaN;
        } else {
            p = Double.isInfinite(t) ? 0 : 2 * TDistribution.of(df).survivalProbability(t);
        }
        return TestResult.of(name, r, df, p);
    }

    /**
     * @param x the first column, 3 to 50,000 values
     * @param y the second column, of the same length
     * @return tau-b, two-sided p by the normal distribution with the variance corrected for ties
     */
    public static TestResult kendall(final double[] x, final double[] y) {
        require(x, y);
        if (x.length > 50_000) {
            throw new IllegalArgumentException("Kendall's tau looks at all pairs and takes up to 50000 rows, but there are " + x.length);
        }
        final int n = x.length;
        double score = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                score += Math.signum(x[i] - x[j]) * Math.signum(y[i] - y[j]);
            }
        }
        final double pairs = n * (n - 1.0);
        final double[] tx = ties(x);
        final double[] ty = ties(y);
        final double tau = score / Math.sqrt(pairs / 2 - tx[0]) / Math.sqrt(pairs / 2 - ty[0]);
        final double variance = (pairs * (2 * n + 5) - tx[1] - ty[1]) / 18 + 2 * tx[0] * ty[0] / pairs
            + tx[2] * ty[2] / (9 * pairs * (n - 2));
        return TestResult.of("Kendall tau-b", tau,
            2 * NormalDistribution.of(0, 1).survivalProbability(Math.abs(score) / Math.sqrt(variance)));
    }

    private static double[] ties(final double[] x) {
        final double[] sums = new double[3];
        for (final double t : Samples.ties(x)) {
            sums[0] += t * (t - 1) / 2;
            sums[1] += t * (t - 1) * (2 * t + 5);
            sums[2] += t * (t - 1) * (t - 2);
        }
        return sums;
    }
}
