package org.petctflow.learning.evaluate;

import org.petctflow.learning.stats.Samples;

/**
 * The area under a ROC curve with its standard error by DeLong, DeLong and Clarke-Pearson (1988, doi:10.2307/2531595), in
 * the fast form with mid-ranks of Sun and Xu (2014, doi:10.1109/LSP.2014.2337313).
 *
 * @param auc the area
 * @param se its standard error; NaN where a class has one row, 0 where the scores separate the classes
 * @param ci the interval auc +- z se, cut at 0 and 1
 * @param logitCi the interval on the log odds of the area, which never leaves 0 to 1; NaN where the area is 0 or 1
 * @param note why a number is not to be had or not to be trusted, else empty
 */
public record DeLong(double auc, double se, Interval ci, Interval logitCi, String note) {

    /**
     * Two areas on the same rows.
     *
     * @param aucA the first area
     * @param aucB the second area
     * @param covariance of the two areas, [2][2]
     * @param difference a - b with its interval
     * @param z the difference over its standard error; NaN where that is 0
     * @param p two-sided
     * @param note why a number is not to be had, else empty
     */
    public record Comparison(double aucA, double aucB, double[][] covariance, Interval difference, double z, double p,
        String note) {
    }

    /**
     * @param scored rows of both classes
     * @param level the level of the intervals, e.g. 0.95
     * @return the area
     */
    public static DeLong of(final Scored scored, final double level) {
        final double z = Interval.z(level);
        final Components c = Components.of(scored);
        final double se = Math.sqrt(covariance(c, c));
        final Interval ci = new Interval(c.auc, Math.max(0, c.auc - z * se), Math.min(1, c.auc + z * se));
        final boolean inside = c.auc > 0 && c.auc < 1;
        final double logit = Math.log(c.auc / (1 - c.auc));
        final double step = z * se / (c.auc * (1 - c.auc));
        final Interval logitCi = inside ? new Interval(c.auc, expit(logit - step), expit(logit + step))
            : new Interval(c.auc, Double.NaN, Double.NaN);
        String note = "";
        if (Double.isNaN(se)) {
            note = "One class has a single row, so the area has no standard error";
        } else if (se == 0) {
            note = "The scores " + (inside ? "do not vary" : "separate the classes")
                + ", so DeLong's standard error is 0 and the interval is too narrow";
        }
        return new DeLong(c.auc, se, ci, logitCi, note);
    }

    private static double expit(final double f) {
        return 1 / (1 + Math.exp(-f));
    }

    /**
     * DeLong's test of two scores of the same rows.
     *
     * @param a rows of both classes with the first score
     * @param b the same rows with the second score
     * @param level the level of the difference's interval
     * @return the comparison
     */
    public static Comparison compare(final Scored a, final Scored b, final double level) {
        if (!java.util.Arrays.equals(a.y(), b.y())) {
            throw new IllegalArgumentException(
                "DeLong's paired test compares two scores of the same rows in the same order, but the classes differ");
        }
        final double z = Interval.z(level);
        final Components ca = Components.of(a);
        final Components cb = Components.of(b);
        final double[][] covariance = {{covariance(ca, ca), covariance(ca, cb)}, {covariance(cb, ca), covariance(cb, cb)}};
        final double difference = ca.auc - cb.auc;
        final double variance = covariance[0][0] + covariance[1][1] - 2 * covariance[0][1];
        final double se = variance < 1e-18 ? 0 : Math.sqrt(variance); // a rounding, where both order the rows alike
        final Interval ci = new Interval(difference, difference - z * se, difference + z * se);
        if (se == 0) {
            return new Comparison(ca.auc, cb.auc, covariance, ci, Double.NaN, Math.abs(difference) < 1e-12 ? 1 : 0,
                "The difference has no variance: the two scores order the rows alike, or both separate the classes");
        }
        final double statistic = difference / se;
        return new Comparison(ca.auc, cb.auc, covariance, ci, statistic,
            Double.isNaN(statistic) ? Double.NaN : Math.min(1, 2 * Interval.NORMAL.survivalProbability(Math.abs(statistic))),
            Double.isNaN(statistic) ? "One class has a single row, so the areas have no standard error" : "");
    }

    /**
     * @param auc the area
     * @param positives how many rows of class 1
     * @param negatives how many rows of class 0
     * @return the standard error by Hanley and McNeil (1982, doi:10.1148/radiology.143.1.7063747)
     */
    public static double hanleyMcNeil(final double auc, final int positives, final int negatives) {
        final double q1 = auc / (2 - auc);
        final double q2 = 2 * auc * auc / (1 + auc);
        return Math.sqrt((auc * (1 - auc) + (positives - 1) * (q1 - auc * auc) + (negatives - 1) * (q2 - auc * auc))
            / ((double)positives * negatives));
    }

    private static double covariance(final Components a, final Components b) {
        return covariance(a.ofPositives, b.ofPositives) / a.ofPositives.length
            + covariance(a.ofNegatives, b.ofNegatives) / a.ofNegatives.length;
    }

    private static double covariance(final double[] a, final double[] b) {
        double ma = 0;
        double mb = 0;
        for (int i = 0; i < a.length; i++) {
            ma += a[i] / a.length;
            mb += b[i] / a.length;
        }
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - ma) * (b[i] - mb);
        }
        return sum / (a.length - 1);
    }

    /** For each positive row the share of negatives below it, for each negative row the share of positives above it. */
    private record Components(double auc, double[] ofPositives, double[] ofNegatives) {

        static Components of(final Scored scored) {
            scored.requireBothClasses();
            final double[] positives = scored.scoresOf(1);
            final double[] negatives = scored.scoresOf(0);
            final int m = positives.length;
            final int n = negatives.length;
            final double[] all = java.util.Arrays.copyOf(positives, m + n);
            System.arraycopy(negatives, 0, all, m, n);
            final double[] rank = Samples.ranks(all);
            final double[] among1 = Samples.ranks(positives);
            final double[] among0 = Samples.ranks(negatives);
            double sum = 0;
            for (int i = 0; i < m; i++) {
                sum += rank[i] - among1[i];
                among1[i] = (rank[i] - among1[i]) / n;
            }
            for (int j = 0; j < n; j++) {
                among0[j] = 1 - (rank[m + j] - among0[j]) / m;
            }
            return new Components(sum / ((double)m * n), among1, among0);
        }
    }
}
