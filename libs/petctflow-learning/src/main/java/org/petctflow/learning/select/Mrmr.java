package org.petctflow.learning.select;

import java.util.Arrays;

import org.apache.commons.statistics.distribution.FDistribution;
import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Run;

/**
 * Minimum redundancy, maximum relevance (Peng, Long, Ding 2005, doi:10.1109/TPAMI.2005.159; Ding, Peng 2005,
 * doi:10.1142/S0219720005001004). The first column is the most relevant one; each next one has the greatest score, given those
 * selected before (S):
 *
 * <ul>
 * <li>MID: I(x, y) - mean over S of I(x, s)</li>
 * <li>MIQ: I(x, y) / max(mean over S of I(x, s), 1e-12)</li>
 * <li>FCQ: F(x, y) / mean over S of max(|r(x, s)|, 0.001)</li>
 * <li>FCD: F(x, y) - mean over S of |r(x, s)|</li>
 * </ul>
 *
 * with the mutual information I of discretised columns (plug-in estimator, natural logarithm), the F statistic of a one-way
 * analysis of variance and Pearson's correlation r. F and r of a constant column count as 0. Of equal scores (to 1e-12,
 * relative above 1) the leftmost column wins. Nothing is random.
 *
 * @param count how many columns to select, at least 1; all where there are fewer
 * @param scheme the score
 * @param discretisation how columns become discrete, for MID and MIQ
 */
public record Mrmr(int count, Scheme scheme, Discretisation discretisation) implements Selector {

    /** What is maximised. */
    public enum Scheme {
        /** Mutual information difference. */
        MID,
        /** Mutual information quotient. */
        MIQ,
        /** F statistic, correlation, quotient. */
        FCQ,
        /** F statistic, correlation, difference. */
        FCD
    }

    /** How a column becomes discrete. */
    public enum Discretisation {
        /** Three states: below, within and above one population SD around the mean, as Peng's. */
        THREE_STATES,
        /** Ten bins of equal width from the least to the greatest value; a value on an inner edge belongs to the upper bin. */
        TEN_BINS
    }

    /** Checks the options. */
    public Mrmr {
        if (count < 1) {
            throw new IllegalArgumentException("The number of columns to select must be 1 or more, but was " + count);
        }
    }

    /** @return 20 columns by MIQ with three states */
    public static Mrmr withDefaults() {
        return new Mrmr(20, Scheme.MIQ, Discretisation.THREE_STATES);
    }

    /**
     * What was found.
     *
     * @param columns the selected columns, in the order of selection
     * @param scores the score of each when it was selected; the first one's is its relevance
     * @param relevance for every column its mutual information with the label (nats), or its F statistic
     */
    public record Result(int[] columns, double[] scores, double[] relevance) implements Selection {
    }

    @Override
    public Result select(final Dataset data, final Run run) {
        data.requireLearnable();
        final FeatureMatrix x = data.features();
        return scheme == Scheme.MID || scheme == Scheme.MIQ ? byInformation(x, data.y(), run) : byCorrelation(x, data.y(), run);
    }

    /** Adds to each column's sum its redundancy with a newly selected one. */
    private interface Redundancy {
        void add(int selected, boolean[] taken, double[] sums);
    }

    private Result byInformation(final FeatureMatrix x, final int[] y, final Run run) {
        final int n = y.length;
        final int states = discretisation == Discretisation.THREE_STATES ? 3 : 10;
        final byte[][] codes = new byte[x.columns()][];
        final double[] relevance = new double[x.columns()];
        final Information information = new Information(n, states);
        final byte[] label = new byte[n];
        for (int i = 0; i < n; i++) {
            label[i] = (byte)y[i];
        }
        for (int c = 0; c < codes.length; c++) {
            codes[c] = discretise(x.column(c), discretisation);
            relevance[c] = information.of(codes[c], label);
        }
        return greedy(relevance, run, (selected, taken, sums) -> {
            for (int c = 0; c < sums.length; c++) {
                if (!taken[c]) {
                    sums[c] += information.of(codes[c], codes[selected]);
                }
            }
        });
    }

    private Result byCorrelation(final FeatureMatrix x, final int[] y, final Run run) {
        final double[] relevance = new double[x.columns()];
        final double[] means = new double[x.columns()];
        final double[] norms = new double[x.columns()];
        for (int c = 0; c < relevance.length; c++) {
            final double[] column = x.column(c);
            relevance[c] = fStatistic(column, y);
            means[c] = mean(column);
            norms[c] = norm(column, means[c]);
        }
        final double least = scheme == Scheme.FCQ ? 0.001 : 0;
        return greedy(relevance, run, (selected, taken, sums) -> {
            final double[] unit = new double[y.length];
            for (int i = 0; i < unit.length && norms[selected] > 0; i++) {
                unit[i] = (x.get(i, selected) - means[selected]) / norms[selected];
            }
            for (int c = 0; c < sums.length; c++) {
                if (!taken[c]) {
                    final double[] column = x.column(c);
                    double r = 0;
                    for (int i = 0; i < unit.length; i++) {
                        r += (column[i] - means[c]) * unit[i];
                    }
                    sums[c] += Math.max(least, norms[c] > 0 ? Math.abs(r) / norms[c] : 0);
                }
            }
        });
    }

    private Result greedy(final double[] relevance, final Run run, final Redundancy redundancy) {
        final int p = relevance.length;
        final int wanted = Math.min(count, p);
        final int[] columns = new int[wanted];
        final double[] scores = new double[wanted];
        final boolean[] taken = new boolean[p];
        final double[] sums = new double[p];
        for (int k = 0; k < wanted; k++) {
            run.progress().checkCancelled();
            run.progress().report((double)k / wanted, "Selected " + k + " of " + wanted + " columns");
            int best = -1;
            double bestScore = 0;
            for (int c = 0; c < p; c++) {
                if (!taken[c]) {
                    final double score = k == 0 ? relevance[c] : score(relevance[c], sums[c] / k);
                    if (best < 0 || score > bestScore + 1e-12 * Math.max(1, Math.abs(bestScore))) {
                        best = c;
                        bestScore = score;
                    }
                }
            }
            columns[k] = best;
            scores[k] = bestScore;
            taken[best] = true;
            redundancy.add(best, taken, sums);
        }
        return new Result(columns, scores, relevance);
    }

    private double score(final double relevance, final double redundancy) {
        return switch (scheme) {
            case MID, FCD -> relevance - redundancy;
            case MIQ -> relevance / Math.max(redundancy, 1e-12);
            case FCQ -> relevance / redundancy;
        };
    }

    /** Mutual information by counting; c log c is looked up. */
    private static final class Information {

        private final double[] m_cLogC;

        private final int m_states;

        private final int[] m_joint;

        Information(final int n, final int states) {
            m_cLogC = new double[n + 1];
            for (int c = 2; c <= n; c++) {
                m_cLogC[c] = c * Math.log(c);
            }
            m_states = states;
            m_joint = new int[states * states];
        }

        double of(final byte[] a, final byte[] b) {
            Arrays.fill(m_joint, 0);
            for (int i = 0; i < a.length; i++) {
                m_joint[a[i] * m_states + b[i]]++;
            }
            double sum = m_cLogC[a.length];
            for (int s = 0; s < m_states; s++) {
                int row = 0;
                int column = 0;
                for (int t = 0; t < m_states; t++) {
                    final int c = m_joint[s * m_states + t];
                    sum += m_cLogC[c];
                    row += c;
                    column += m_joint[t * m_states + s];
                }
                sum -= m_cLogC[row] + m_cLogC[column];
            }
            return Math.max(0, sum / a.length);
        }
    }

    /**
     * @param a a column
     * @param b another one
     * @param discretisation how they become discrete
     * @return their mutual information in nats
     */
    public static double mutualInformation(final double[] a, final double[] b, final Discretisation discretisation) {
        return new Information(a.length, discretisation == Discretisation.THREE_STATES ? 3 : 10)
            .of(discretise(a, discretisation), discretise(b, discretisation));
    }

    private static byte[] discretise(final double[] column, final Discretisation discretisation) {
        final byte[] codes = new byte[column.length];
        if (discretisation == Discretisation.THREE_STATES) {
            final double mean = mean(column);
            final double sd = norm(column, mean) / Math.sqrt(column.length);
            for (int i = 0; i < codes.length; i++) {
                final double z = sd > 0 ? (column[i] - mean) / sd : 0;
                codes[i] = (byte)(z < -1 ? 0 : z > 1 ? 2 : 1);
            }
            return codes;
        }
        final double least = Arrays.stream(column).min().orElseThrow();
        final double greatest = Arrays.stream(column).max().orElseThrow();
        final double width = (greatest - least) / 10;
        final double[] edges = new double[9];
        for (int e = 0; e < 9; e++) {
            edges[e] = least + (e + 1) * width;
        }
        for (int i = 0; i < codes.length && greatest > least; i++) {
            while (codes[i] < 9 && column[i] >= edges[codes[i]]) {
                codes[i]++;
            }
        }
        return codes;
    }

    /**
     * @param column the values
     * @param y the classes, 0 or 1
     * @return the F statistic of the one-way analysis of variance with 1 and n - 2 degrees of freedom; 0 for a constant column,
     *         infinite where the classes differ and nothing varies within them
     */
    public static double fStatistic(final double[] column, final int[] y) {
        final int n = y.length;
        final double mean = mean(column);
        final double[] means = new double[2];
        final int[] counts = new int[2];
        for (int i = 0; i < n; i++) {
            means[y[i]] += column[i] - mean;
            counts[y[i]]++;
        }
        means[0] /= counts[0];
        means[1] /= counts[1];
        double within = 0;
        for (int i = 0; i < n; i++) {
            final double d = column[i] - mean - means[y[i]];
            within += d * d;
        }
        final double between = counts[0] * means[0] * means[0] + counts[1] * means[1] * means[1];
        return norm(column, mean) == 0 ? 0 : between / (within / (n - 2));
    }

    /**
     * @param f an F statistic of {@link #fStatistic}
     * @param n how many rows it came from, at least 3
     * @return its p value
     */
    public static double fPValue(final double f, final int n) {
        return FDistribution.of(1, n - 2).survivalProbability(f);
    }

    private static double mean(final double[] column) {
        double mean = 0;
        for (final double v : column) {
            mean += v / column.length;
        }
        double rest = 0;
        for (final double v : column) {
            rest += v - mean;
        }
        return mean + rest / column.length;
    }

    /** Length of the centred column; 0 if it is constant, whatever rounding says. */
    private static double norm(final double[] column, final double mean) {
        double sum = 0;
        boolean constant = true;
        for (final double v : column) {
            sum += (v - mean) * (v - mean);
            constant &= v == column[0];
        }
        return constant ? 0 : Math.sqrt(sum);
    }
}
