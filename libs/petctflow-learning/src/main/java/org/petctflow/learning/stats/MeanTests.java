package org.petctflow.learning.stats;

import org.apache.commons.statistics.distribution.FDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Tests of means and variances: Student's and Welch's t (Welch 1947, doi:10.2307/2332510), one-way analysis of variance,
 * Levene's test and its form about the medians (Brown and Forsythe 1974, doi:10.1080/01621459.1974.10482955). Where no group
 * varies at all, the statistic is infinite (means differ, p = 0) or NaN (they do not).
 */
public final class MeanTests {

    private MeanTests() {
    }

    /**
     * Student's t with pooled variance.
     *
     * @param x the first sample, at least 2 values
     * @param y the second sample, at least 2 values
     * @return t (positive where x has the greater mean), df, two-sided p
     */
    public static TestResult student(final double[] x, final double[] y) {
        require(x, y, "Student's t test");
        final double df = x.length + y.length - 2.0;
        final double variance = (Samples.squares(x) + Samples.squares(y)) / df;
        final double t = (Samples.mean(x) - Samples.mean(y)) / Math.sqrt(variance * (1.0 / x.length + 1.0 / y.length));
        return t("Student t", t, df);
    }

    /**
     * Welch's t, which does not ask for equal variances.
     *
     * @param x the first sample, at least 2 values
     * @param y the second sample, at least 2 values
     * @return t (positive where x has the greater mean), Welch-Satterthwaite df, two-sided p
     */
    public static TestResult welch(final double[] x, final double[] y) {
        require(x, y, "Welch's t test");
        final double u = Samples.squares(x) / (x.length - 1) / x.length;
        final double v = Samples.squares(y) / (y.length - 1) / y.length;
        final double df = (u + v) * (u + v) / (u * u / (x.length - 1) + v * v / (y.length - 1));
        return t("Welch t", (Samples.mean(x) - Samples.mean(y)) / Math.sqrt(u + v), df);
    }

    /**
     * Student's t of the differences of pairs.
     *
     * @param x the first values
     * @param y the second values, of the same length
     * @return t, df, two-sided p
     */
    public static TestResult paired(final double[] x, final double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException("A paired test needs pairs, but there are " + x.length + " and " + y.length + " values");
        }
        require(x, y, "The paired t test");
        final double[] d = new double[x.length];
        for (int i = 0; i < d.length; i++) {
            d[i] = x[i] - y[i];
        }
        return t("Paired t", Samples.mean(d) / Math.sqrt(Samples.squares(d) / (d.length - 1) / d.length), d.length - 1.0);
    }

    private static void require(final double[] x, final double[] y, final String test) {
        Samples.require(x, 2, test);
        Samples.require(y, 2, test);
    }

    private static TestResult t(final String name, final double t, final double df) {
        if (Double.isInfinite(t)) {
            return TestResult.of(name, t, df, 0);
        }
        return TestResult.of(name, t, df,
            Double.isNaN(t) ? Double.NaN : 2 * TDistribution.of(df).survivalProbability(Math.abs(t)));
    }

    /**
     * One-way analysis of variance.
     *
     * @param groups the samples, [group][i]
     * @return F, its two degrees of freedom, p
     */
    public static TestResult anova(final double[]... groups) {
        return anova("One-way ANOVA", groups);
    }

    private static TestResult anova(final String name, final double[][] groups) {
        Samples.require(groups, 1, name);
        final double[] all = Samples.concat(groups);
        final double df = groups.length - 1.0;
        final double df2 = all.length - (double)groups.length;
        if (df2 < 1) {
            throw new IllegalArgumentException(name + " needs more values (" + all.length + ") than groups (" + groups.length + ")");
        }
        final double grand = Samples.mean(all);
        double within = 0;
        double between = 0;
        for (final double[] g : groups) {
            within += Samples.squares(g);
            between += g.length * (Samples.mean(g) - grand) * (Samples.mean(g) - grand);
        }
        final double f = between / df / (within / df2);
        final double p;
        if (Double.isNaN(f)) {
            p = Double.NaN;
        } else {
            p = Double.isInfinite(f) ? 0 : FDistribution.of(df, df2).survivalProbability(f);
        }
        return new TestResult(name, f, df, df2, p);
    }

    /**
     * Levene's test of equal variances: analysis of variance of the distances from each group's mean.
     *
     * @param groups the samples, [group][i]
     * @return F, its two degrees of freedom, p
     */
    public static TestResult levene(final double[]... groups) {
        return spread("Levene", groups, false);
    }

    /**
     * Brown and Forsythe's test of equal variances: distances from each group's median, so that skewed samples do not mislead.
     *
     * @param groups the samples, [group][i]
     * @return F, its two degrees of freedom, p
     */
    public static TestResult brownForsythe(final double[]... groups) {
        return spread("Brown-Forsythe", groups, true);
    }

    private static TestResult spread(final String name, final double[][] groups, final boolean median) {
        Samples.require(groups, 2, name);
        final double[][] distances = new double[groups.length][];
        for (int g = 0; g < groups.length; g++) {
            final double centre = median ? Description.quantile(groups[g], 0.5) : Samples.mean(groups[g]);
            distances[g] = java.util.Arrays.stream(groups[g]).map(v -> Math.abs(v - centre)).toArray();
        }
        return anova(name, distances);
    }
}
