package org.petctflow.learning.model;

import java.util.Arrays;

import org.petctflow.base.Progress;

/**
 * For each column its distinct values, ascending, and for each row which of them it has. Computed once for all trees of a
 * model: a node then counts its rows by rank instead of sorting them.
 *
 * @param values the distinct values, [column][rank]
 * @param ranks the rank of each row's value, [column][row]
 */
record Ranks(double[][] values, int[][] ranks) {

    static Ranks of(final double[][] columns, final Progress progress) {
        final double[][] values = new double[columns.length][];
        final int[][] ranks = new int[columns.length][];
        for (int c = 0; c < columns.length; c++) {
            progress.checkCancelled();
            final double[] sorted = columns[c].clone();
            for (int i = 0; i < sorted.length; i++) {
                sorted[i] += 0.0; // -0 is 0
            }
            Arrays.sort(sorted);
            int n = 0;
            for (int i = 0; i < sorted.length; i++) {
                if (i == 0 || sorted[i] != sorted[n - 1]) {
                    sorted[n++] = sorted[i];
                }
            }
            values[c] = Arrays.copyOf(sorted, n);
            ranks[c] = new int[columns[c].length];
            for (int r = 0; r < ranks[c].length; r++) {
                ranks[c][r] = Arrays.binarySearch(values[c], columns[c][r] + 0.0);
            }
        }
        return new Ranks(values, ranks);
    }

    /** The threshold between two neighbouring values: their middle, or the lower one where rounding reaches the upper. */
    static double between(final double low, final double high) {
        final double middle = low + (high - low) / 2;
        return middle < high && middle >= low ? middle : low;
    }
}
