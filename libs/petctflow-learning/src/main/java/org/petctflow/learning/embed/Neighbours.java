package org.petctflow.learning.embed;

import java.util.List;

import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Run;

/**
 * The nearest rows of each row by Euclidean distance, found exactly by comparing all pairs: n^2 times the columns.
 *
 * @param rows for each row its neighbours, nearest first, [row][i]; of equal ones the earlier row; the row itself is not among them
 * @param distances their distances, [row][i]
 */
public record Neighbours(int[][] rows, double[][] distances) {

    /**
     * @param x the rows, without missing or infinite values
     * @param count how many neighbours, at least 1; all others where there are fewer
     * @param run threads and progress
     * @return the neighbours
     */
    public static Neighbours of(final FeatureMatrix x, final int count, final Run run) {
        if (count < 1) {
            throw new IllegalArgumentException("The number of neighbours must be 1 or more, but was " + count);
        }
        if (x.rows() < 2) {
            throw new IllegalArgumentException("Neighbours need at least 2 rows, but there is " + x.rows());
        }
        final double[][] points = x.requireFinite().toRows();
        final int k = Math.min(count, points.length - 1);
        final List<Object[]> found = run.map(points.length, r -> nearest(points, r, k));
        return new Neighbours(found.stream().map(f -> (int[])f[0]).toArray(int[][]::new),
            found.stream().map(f -> (double[])f[1]).toArray(double[][]::new));
    }

    /** A sorted list of the k nearest so far; the next row goes in where it is nearer than the last. */
    private static Object[] nearest(final double[][] points, final int row, final int k) {
        final int[] rows = new int[k];
        final double[] squares = new double[k];
        int n = 0;
        for (int r = 0; r < points.length; r++) {
            if (r == row) {
                continue;
            }
            final double square = square(points[row], points[r]);
            if (n == k && square >= squares[k - 1]) {
                continue;
            }
            int at = n < k ? n++ : k - 1;
            while (at > 0 && squares[at - 1] > square) {
                squares[at] = squares[at - 1];
                rows[at] = rows[at - 1];
                at--;
            }
            squares[at] = square;
            rows[at] = r;
        }
        for (int i = 0; i < k; i++) {
            squares[i] = Math.sqrt(squares[i]);
        }
        return new Object[]{rows, squares};
    }

    static double square(final double[] a, final double[] b) {
        double sum = 0;
        for (int c = 0; c < a.length; c++) {
            sum += (a[c] - b[c]) * (a[c] - b[c]);
        }
        return sum;
    }
}
