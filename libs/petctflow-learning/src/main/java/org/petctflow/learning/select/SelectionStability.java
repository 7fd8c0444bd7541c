package org.petctflow.learning.select;

import java.util.List;

import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.data.Split;
import org.petctflow.learning.data.StratifiedSplitter;

/**
 * How much a selection changes when the rows change.
 *
 * @param selections how many selections were compared
 * @param frequency for each column the share of selections that hold it
 * @param meanSize the mean number of selected columns
 * @param kuncheva the mean over pairs of selections of Kuncheva's index (2007), which is 0 for selections at random and 1 for
 *            equal ones; for unequal sizes the correlation of the two selections, which is the same index where sizes are equal
 *            (Nogueira, Brown 2016, doi:10.1007/978-3-319-46227-1_28)
 * @param jaccard the mean over pairs of the share of common columns among all columns of either
 */
public record SelectionStability(int selections, double[] frequency, double meanSize, double kuncheva, double jaccard) {

    /**
     * @param selections the selected columns of each run, at least 2 runs
     * @param columns how many columns there were to select from
     * @return their stability
     */
    public static SelectionStability of(final List<int[]> selections, final int columns) {
        final int m = selections.size();
        if (m < 2) {
            throw new IllegalArgumentException("Stability needs at least 2 selections, but there is " + m);
        }
        final double[] frequency = new double[columns];
        double size = 0;
        final boolean[][] has = new boolean[m][columns];
        for (int s = 0; s < m; s++) {
            for (final int c : selections.get(s)) {
                has[s][c] = true;
                frequency[c] += 1.0 / m;
            }
            size += (double)selections.get(s).length / m;
        }
        double kuncheva = 0;
        double jaccard = 0;
        for (int s = 0; s < m; s++) {
            for (int t = 0; t < s; t++) {
                int common = 0;
                for (final int c : selections.get(s)) {
                    common += has[t][c] ? 1 : 0;
                }
                final int a = selections.get(s).length;
                final int b = selections.get(t).length;
                final double expected = (double)a * b / columns;
                final double scale = Math.sqrt((double)a * b) * Math.sqrt((1 - (double)a / columns) * (1 - (double)b / columns));
                kuncheva += scale > 0 ? (common - expected) / scale : a == b && common == a ? 1 : 0;
                jaccard += a + b == 0 ? 1 : (double)common / (a + b - common);
            }
        }
        final double pairs = m * (m - 1) / 2.0;
        return new SelectionStability(m, frequency, size, kuncheva / pairs, jaccard / pairs);
    }

    /**
     * Selects again and again on stratified shares of the rows.
     *
     * @param selector selects
     * @param data the training rows
     * @param resamples how often, at least 2
     * @param share the share of rows each time, between 0 and 1
     * @param run seed, threads and progress
     * @return the stability
     */
    public static SelectionStability of(final Selector selector, final Dataset data, final int resamples, final double share,
        final Run run) {
        if (resamples < 2) {
            throw new IllegalArgumentException("Stability needs at least 2 resamples, but there is " + resamples);
        }
        final List<int[]> selections = run.mapParts(resamples, (s, part) -> {
            final Split split = StratifiedSplitter.split(data.labels(), data.patients(), 1 - share, run.part("resample", s).seed());
            final Dataset resample = data.select(split.train());
            final int[] counts = resample.labels().counts();
            for (int c = 0; c < counts.length; c++) {
                if (counts[c] == 0) {
                    throw new IllegalArgumentException("A resample of " + resample.rows() + " of " + data.rows() + " rows has no row of the "
                        + data.labels().describe(c) + ", of which there " + (data.labels().counts()[c] == 1 ? "is 1" : "are " + data.labels().counts()[c])
                        + ": ask for no resamples, or for a greater share of the rows");
                }
            }
            return selector.select(resample, part.part("selection", s)).columns();
        });
        return of(selections, data.features().columns());
    }
}
