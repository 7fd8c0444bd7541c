package org.petctflow.learning.stats;

import java.util.Arrays;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Tests on ranks: Mann-Whitney U (1947, doi:10.1214/aoms/1177730491), Wilcoxon's signed ranks (1945, doi:10.2307/3001968),
 * Kruskal-Wallis (1952, doi:10.1080/01621459.1952.10483441), Friedman (1937, doi:10.1080/01621459.1937.10503522) and
 * Kolmogorov-Smirnov for two samples. Approximations correct the variance for ties.
 */
public final class RankTests {

    /** How a p-value is found. */
    public enum Method {
        /** Exact where there are no ties and fewer than 50 values in each sample, else asymptotic with continuity correction. */
        AUTO,
        /** From the exact distribution; not defined where values tie. */
        EXACT,
        /** From the normal distribution. */
        ASYMPTOTIC,
        /** From the normal distribution, with a continuity correction of 1/2. */
        ASYMPTOTIC_CORRECTED
    }

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    static final int EXACT_BELOW = 50;

    private static final int EXACT_MOST = 200;

    private RankTests() {
    }

    /**
     * Mann-Whitney U (Wilcoxon's rank sum).
     *
     * @param x the first sample
     * @param y the second sample
     * @param method how p is found
     * @return U of x (pairs in which x is greater, ties one half), two-sided p
     * @throws IllegalArgumentException if EXACT is asked for and values tie, or a sample has more than 200 values
     */
    public static TestResult mannWhitney(final double[] x, final double[] y, final Method method) {
        Samples.require(x, 1, "The Mann-Whitney U test");
        Samples.require(y, 1, "The Mann-Whitney U test");
        final double n1 = x.length;
        final double n2 = y.length;
        final double[] all = Samples.concat(x, y);
        final double[] ranks = Samples.ranks(all);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += ranks[i];
        }
        final double u = sum - n1 * (n1 + 1) / 2;
        final double tied = Samples.tieSum(all);
        final boolean exact =
            method == Method.EXACT || method == Method.AUTO && tied == 0 && Math.max(n1, n2) < EXACT_BELOW;
        final double greater = Math.max(u, n1 * n2 - u);
        if (exact) {
            requireExact("Mann-Whitney", tied, (int)Math.max(n1, n2));
            return TestResult.of("Mann-Whitney U (exact)", u, 2 * mannWhitneyTail(x.length, y.length, (int)greater));
        }
        final double n = n1 + n2;
        final double sd = Math.sqrt(n1 * n2 / 12 * (n + 1 - tied / (n * (n - 1))));
        if (sd == 0) {
            return TestResult.of("Mann-Whitney U", u, 1); // all values equal: nothing speaks for a difference
        }
        final double correction = method == Method.ASYMPTOTIC ? 0 : 0.5;
        return TestResult.of("Mann-Whitney U", u, 2 * NORMAL.survivalProbability((greater - n1 * n2 / 2 - correction) / sd));
    }

    private static void requireExact(final String test, final double tied, final int n) {
        if (tied > 0) {
            throw new IllegalArgumentException("The exact " + test + " test is not defined where values tie; use the asymptotic one");
        }
        if (n > EXACT_MOST) {
            throw new IllegalArgumentException("The exact " + test + " test takes up to " + EXACT_MOST
                + " values in each sample, but one has " + n + "; use the asymptotic one");
        }
    }

    /** P(U >= u): counts the subsets of m of the ranks 1 to m + n by their sum. */
    private static double mannWhitneyTail(final int n1, final int n2, final int u) {
        final int m = Math.min(n1, n2);
        final int n = Math.max(n1, n2);
        final double[][] ways = new double[m + 1][m * n + 1]; // [chosen so far][U so far]
        ways[0][0] = 1;
        for (int r = 0; r < m + n; r++) { // the r smaller ranks: choosing this one as the k-th adds r - (k - 1) to U
            for (int k = Math.min(m, r + 1); k >= 1; k--) {
                final int add = r - (k - 1);
                if (add <= n) {
                    for (int s = m * n; s >= add; s--) {
                        ways[k][s] += ways[k - 1][s - add];
                    }
                }
            }
        }
        double tail = 0;
        double all = 0;
        for (int s = 0; s <= m * n; s++) {
            all += ways[m][s];
            tail += s >= u ? ways[m][s] : 0;
        }
        return tail / all;
    }

    /**
     * Wilcoxon's signed ranks of differences; differences of 0 are left out.
     *
     * @param differences the differences of pairs
     * @param method how p is found
     * @return the smaller of the two rank sums, two-sided p
     */
    public static TestResult wilcoxon(final double[] differences, final Method method) {
        Samples.require(differences, 1, "The Wilcoxon signed rank test");
        final double[] d = Arrays.stream(differences).filter(v -> v != 0).toArray();
        if (d.length == 0) {
            throw new IllegalArgumentException("The Wilcoxon signed rank test is not defined: all differences are 0");
        }
        final double[] sizes = Arrays.stream(d).map(Math::abs).toArray();
        final double[] ranks = Samples.ranks(sizes);
        final double n = d.length;
        double plus = 0;
        for (int i = 0; i < d.length; i++) {
            plus += d[i] > 0 ? ranks[i] : 0;
        }
        final double w = Math.min(plus, n * (n + 1) / 2 - plus);
        final double tied = Samples.tieSum(sizes);
        if (method == Method.EXACT || method == Method.AUTO && tied == 0 && d.length == differences.length && n < EXACT_BELOW) {
            requireExact("Wilcoxon", tied, d.length);
            return TestResult.of("Wilcoxon signed rank (exact)", w, 2 * signedRankTail(d.length, (int)w));
        }
        final double sd = Math.sqrt(n * (n + 1) * (2 * n + 1) / 24 - tied / 48);
        final double correction = method == Method.ASYMPTOTIC ? 0 : 0.5;
        return TestResult.of("Wilcoxon signed rank", w, 2 * NORMAL.cumulativeProbability((w - n * (n + 1) / 4 + correction) / sd));
    }

    /** P(W <= w): the share of sets of the ranks 1 to n with a sum up to w. */
    private static double signedRankTail(final int n, final int w) {
        final double[] share = new double[n * (n + 1) / 2 + 1];
        share[0] = 1;
        int reached = 0;
        for (int r = 1; r <= n; r++) {
            reached += r;
            for (int s = reached; s >= 0; s--) {
                share[s] = (share[s] + (s >= r ? share[s - r] : 0)) / 2;
            }
        }
        return Arrays.stream(share, 0, w + 1).sum();
    }

    /**
     * Kruskal and Wallis's test, corrected for ties.
     *
     * @param groups the samples, [group][i]
     * @return H, df, p
     */
    public static TestResult kruskalWallis(final double[]... groups) {
        Samples.require(groups, 1, "The Kruskal-Wallis test");
        final double[] all = Samples.concat(groups);
        final double[] ranks = Samples.ranks(all);
        final double n = all.length;
        double sum = 0;
        int at = 0;
        for (final double[] g : groups) {
            double rankSum = 0;
            for (int i = 0; i < g.length; i++) {
                rankSum += ranks[at++];
            }
            sum += rankSum * rankSum / g.length;
        }
        final double h = (12 / (n * (n + 1)) * sum - 3 * (n + 1)) / (1 - Samples.tieSum(all) / (n * n * n - n));
        final double df = groups.length - 1.0;
        return TestResult.of("Kruskal-Wallis", h, df,
            Double.isNaN(h) ? Double.NaN : ChiSquaredDistribution.of(df).survivalProbability(h));
    }

    /**
     * Friedman's test of treatments that are measured in the same blocks, corrected for ties.
     *
     * @param treatments the values, [treatment][block]; at least 3 treatments
     * @return chi-square, df, p
     */
    public static TestResult friedman(final double[]... treatments) {
        Samples.require(treatments, 2, "The Friedman test");
        final int k = treatments.length;
        final int n = treatments[0].length;
        final double[] sums = new double[k];
        double tied = 0;
        for (int b = 0; b < n; b++) {
            final double[] block = new double[k];
            for (int t = 0; t < k; t++) {
                if (treatments[t].length != n) {
                    throw new IllegalArgumentException("The Friedman test needs the same blocks for all treatments, but treatment 0 has "
                        + n + " and treatment " + t + " has " + treatments[t].length);
                }
                block[t] = treatments[t][b];
            }
            final double[] ranks = Samples.ranks(block);
            for (int t = 0; t < k; t++) {
                sums[t] += ranks[t];
            }
            tied += Samples.tieSum(block);
        }
        final double squares = Arrays.stream(sums).map(s -> s * s).sum();
        final double chi = (12.0 / (k * n * (k + 1.0)) * squares - 3.0 * n * (k + 1)) / (1 - tied / (k * (k * (double)k - 1) * n));
        return TestResult.of("Friedman", chi, k - 1.0,
            Double.isNaN(chi) ? Double.NaN : ChiSquaredDistribution.of(k - 1.0).survivalProbability(chi));
    }

    /**
     * Kolmogorov and Smirnov's test of two samples.
     *
     * @param x the first sample
     * @param y the second sample
     * @param method ASYMPTOTIC: p of one sample of m n / (m + n) values, rounded to a whole number, as SciPy has it; else exact as by the
     *            other method
     * @return the greatest distance of the two distribution functions, two-sided p
     */
    public static TestResult kolmogorovSmirnov(final double[] x, final double[] y, final Method method) {
        if (method != Method.ASYMPTOTIC) {
            return kolmogorovSmirnov(x, y);
        }
        Samples.require(x, 1, "The Kolmogorov-Smirnov test");
        Samples.require(y, 1, "The Kolmogorov-Smirnov test");
        final double d = widest(x, y) / ((double)x.length * y.length);
        final double n = (double)x.length * y.length / (x.length + (double)y.length);
        return TestResult.of("Kolmogorov-Smirnov (asymptotic)", d, KolmogorovDistribution.atLeast((int)Math.max(1, Math.rint(n)), d));
    }

    /** The greatest distance of the two distribution functions, in units of 1 / (m n), so that comparisons are exact. */
    private static long widest(final double[] x, final double[] y) {
        final double[] a = x.clone();
        final double[] b = y.clone();
        Arrays.sort(a);
        Arrays.sort(b);
        final long m = a.length;
        final long n = b.length;
        long widest = 0;
        int i = 0;
        int j = 0;
        while (i < m && j < n) {
            final double v = Math.min(a[i], b[j]);
            while (i < m && a[i] == v) {
                i++;
            }
            while (j < n && b[j] == v) {
                j++;
            }
            widest = Math.max(widest, Math.abs(i * n - j * m));
        }
        return widest;
    }

    /**
     * Kolmogorov and Smirnov's test of two samples. p is exact without ties (the share of lattice paths that stray as far:
     * Hodges 1958, doi:10.1007/BF02589501) and too large rather than too small with ties.
     *
     * @param x the first sample
     * @param y the second sample
     * @return the greatest distance of the two distribution functions, two-sided p
     */
    public static TestResult kolmogorovSmirnov(final double[] x, final double[] y) {
        Samples.require(x, 1, "The Kolmogorov-Smirnov test");
        Samples.require(y, 1, "The Kolmogorov-Smirnov test");
        if ((double)x.length * y.length > 1e8) {
            throw new IllegalArgumentException("The exact Kolmogorov-Smirnov test takes up to 10^8 pairs of values, but there are "
                + x.length + " x " + y.length);
        }
        final long m = x.length;
        final long n = y.length;
        final long widest = widest(x, y);
        final double[] strayed = new double[(int)n + 1]; // P(a path to (k, l) has been as far from the diagonal)
        for (int k = 0; k <= m; k++) {
            for (int l = 0; l <= n; l++) {
                if (Math.abs(k * n - l * m) >= widest) {
                    strayed[l] = 1;
                } else if (k + l > 0) {
                    strayed[l] = (k * strayed[l] + l * (l == 0 ? 0 : strayed[l - 1])) / (k + l);
                }
            }
        }
        return TestResult.of("Kolmogorov-Smirnov", widest / (double)(m * n), strayed[(int)n]);
    }
}
