package org.petctflow.learning.stats;

/** How large a difference is, beside whether it is there (Cohen 1988; Hedges 1981, doi:10.3102/10769986006002107). */
public final class EffectSize {

    private EffectSize() {
    }

    /**
     * @param x the first sample
     * @param y the second sample
     * @return Cohen's d: difference of the means (x - y) in pooled standard deviations
     */
    public static double cohenD(final double[] x, final double[] y) {
        Samples.require(x, 2, "Cohen's d");
        Samples.require(y, 2, "Cohen's d");
        return (Samples.mean(x) - Samples.mean(y))
            / Math.sqrt((Samples.squares(x) + Samples.squares(y)) / (x.length + y.length - 2));
    }

    /**
     * @param x the first sample
     * @param y the second sample
     * @return Hedges' g: Cohen's d with its bias in small samples taken out, factor 1 - 3 / (4 df - 1)
     */
    public static double hedgesG(final double[] x, final double[] y) {
        return cohenD(x, y) * (1 - 3.0 / (4.0 * (x.length + y.length - 2) - 1));
    }

    /**
     * @param x the first sample
     * @param y the second sample
     * @return the rank-biserial correlation (Cliff's delta): share of pairs in which x is greater minus share in which y is
     */
    public static double rankBiserial(final double[] x, final double[] y) {
        final double u = RankTests.mannWhitney(x, y, RankTests.Method.ASYMPTOTIC).statistic();
        return 2 * u / ((double)x.length * y.length) - 1;
    }

    /**
     * @param groups the samples, [group][i]
     * @return eta squared: the share of the variance that lies between the groups
     */
    public static double etaSquared(final double[]... groups) {
        final TestResult f = MeanTests.anova(groups);
        final double between = f.statistic() * f.df();
        return Double.isInfinite(between) ? 1 : between / (between + f.df2());
    }

    /**
     * @param groups the samples, [group][i]
     * @return epsilon squared of the Kruskal-Wallis test: H / (n - 1)
     */
    public static double epsilonSquared(final double[]... groups) {
        return RankTests.kruskalWallis(groups).statistic() / (Samples.concat(groups).length - 1);
    }
}
