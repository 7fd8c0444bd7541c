package org.petctflow.learning.evaluate;

import org.petctflow.learning.data.Groups;
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
        return of(scored, Groups.single(scored.rows()), level);
    }

    /**
     * With several rows a patient, whose variance is Obuchowski's (1997, doi:10.2307/2533958); with one each it is DeLong's.
     *
     * @param scored rows of both classes
     * @param patients which rows belong together
     * @param level the level of the intervals, e.g. 0.95
     * @return the area
     */
    public static DeLong of(final Scored scored, final Groups patients, final double level) {
        final double z = Interval.z(level);
        final Components c = Components.of(scored, patients);
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
        return compare(a, b, Groups.single(a.rows()), level);
    }

    /**
     * The same with several rows a patient.
     *
     * @param a rows of both classes with the first score
     * @param b the same rows with the second score
     * @param patients which rows belong together
     * @param level the level of the difference's interval
     * @return the comparison
     */
    public static Comparison compare(final Scored a, final Scored b, final Groups patients, final double level) {
        if (!java.util.Arrays.equals(a.y(), b.y())) {
            throw new IllegalArgumentException(
                "DeLong's paired test compares two scores of the same rows in the same order, but the classes differ");
        }
        final double z = Interval.z(level);
        final Components ca = Components.of(a, patients);
        final Components cb = Components.of(b, patients);
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
        final double m = a.ofPositives.length;
        final double n = a.ofNegatives.length;
        if (a.patients.count() == a.patients.rows()) {
            return covariance(a.ofPositives, b.ofPositives) / m + covariance(a.ofNegatives, b.ofNegatives) / n;
        }
        final double[][] sumsA = a.sumsOfPatients();
        final double[][] sumsB = b.sumsOfPatients();
        final double[] with = new double[2]; // how many patients have a positive row, a negative row
        double positives = 0;
        double negatives = 0;
        double both = 0;
        for (int i = 0; i < sumsA.length; i++) {
            with[0] += sumsA[i][2] > 0 ? 1 : 0;
            with[1] += sumsA[i][3] > 0 ? 1 : 0;
            positives += sumsA[i][0] * sumsB[i][0];
            negatives += sumsA[i][1] * sumsB[i][1];
            both += sumsA[i][0] * sumsB[i][1] + sumsB[i][0] * sumsA[i][1];
        }
        final double all = sumsA.length;
        return positives * with[0] / (with[0] - 1) / (m * m) + negatives * with[1] / (with[1] - 1) / (n * n)
            + both * all / (all - 1) / (m * n);
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
    private record Components(double auc, double[] ofPositives, double[] ofNegatives, int[] y, Groups patients) {

        /** For each patient: sums of its positive and negative rows' distances from the area, numbers of these rows. */
        double[][] sumsOfPatients() {
            final double[][] sums = new double[patients.count()][4];
            final int[] next = new int[2];
            for (int r = 0; r < y.length; r++) {
                final double[] sum = sums[patients.codes()[r]];
                final int k = 1 - y[r];
                sum[k] += (k == 0 ? ofPositives : ofNegatives)[next[k]++] - auc;
                sum[2 + k]++;
            }
            return sums;
        }

        static Components of(final Scored scored, final Groups patients) {
            if (patients.rows() != scored.rows()) {
                throw new IllegalArgumentException("There are " + scored.rows() + " scores, but patients of " + patients.rows() + " rows");
            }
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
            return new Components(sum / ((double)m * n), among1, among0, scored.y(), patients);
        }
    }
}
