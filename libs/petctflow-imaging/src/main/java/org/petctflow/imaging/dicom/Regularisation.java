package org.petctflow.imaging.dicom;

import org.petctflow.base.Progress;

/**
 * Brings slices onto a regular grid: each lies somewhere along the grid's slices and shifted within its plane. Linear
 * interpolation in all three directions; values outside of a slice are the background.
 *
 * @param place where each slice lies, in slices of the grid, increasing
 * @param rowShift the row of the grid in which each slice's first row lies
 * @param columnShift the column of the grid in which each slice's first column lies
 */
record Regularisation(double[] place, double[] rowShift, double[] columnShift) {

    /** Reads values of one slice. */
    interface Source {
        /**
         * @param slice a slice
         * @return its values, row by row
         */
        float[] slice(int slice);
    }

    /** Takes values of the grid. */
    interface Target {
        /**
         * @param slice a slice of the grid
         * @param values its values, row by row
         */
        void accept(int slice, double[] values);
    }

    /**
     * @param source the slices
     * @param inRows their rows
     * @param inColumns their columns
     * @param slices slices of the grid
     * @param rows rows of the grid
     * @param columns columns of the grid
     * @param background value outside of slices
     * @param progress asked for cancellation
     * @param target takes the grid's slices
     */
    void apply(final Source source, final int inRows, final int inColumns, final int slices, final int rows,
        final int columns, final double background, final Progress progress, final Target target) {
        final double[] lower = new double[rows * columns];
        final double[] upper = new double[rows * columns];
        final double[] out = new double[rows * columns];
        int inLower = -1;
        int inUpper = -1;
        int next = 1;
        for (int s = 0; s < slices; s++) {
            progress.checkCancelled();
            while (next < place.length - 1 && place[next] < s) {
                next++;
            }
            final int below = next - 1;
            final double weight = Math.min(1, Math.max(0, (s - place[below]) / (place[next] - place[below])));
            if (inLower != below) {
                shift(source.slice(below), inRows, inColumns, below, rows, columns, lower);
                inLower = below;
            }
            if (inUpper != next) {
                shift(source.slice(next), inRows, inColumns, next, rows, columns, upper);
                inUpper = next;
            }
            for (int i = 0; i < out.length; i++) {
                final double value = Double.isNaN(lower[i]) || Double.isNaN(upper[i]) ? weight <= 0.5 ? lower[i] : upper[i]
                    : lower[i] + weight * (upper[i] - lower[i]);
                out[i] = Double.isNaN(value) ? background : value;
            }
            target.accept(s, out);
        }
    }

    /** Moves a slice within its plane. Outside of its pixels there is no value (NaN): it must not be mixed with the background. */
    private void shift(final float[] values, final int inRows, final int inColumns, final int slice, final int rows,
        final int columns, final double[] out) {
        for (int r = 0; r < rows; r++) {
            final double y = within(r - rowShift[slice], inRows);
            final int y0 = (int)Math.floor(y);
            final double wy = y - y0;
            final int y1 = Math.min(inRows - 1, y0 + 1);
            for (int c = 0; c < columns; c++) {
                final double x = within(c - columnShift[slice], inColumns);
                if (Double.isNaN(x) || Double.isNaN(y)) {
                    out[r * columns + c] = Double.NaN;
                    continue;
                }
                final int x0 = (int)Math.floor(x);
                final double wx = x - x0;
                final int x1 = Math.min(inColumns - 1, x0 + 1);
                out[r * columns + c] = (1 - wy) * ((1 - wx) * values[y0 * inColumns + x0] + wx * values[y0 * inColumns + x1])
                    + wy * ((1 - wx) * values[y1 * inColumns + x0] + wx * values[y1 * inColumns + x1]);
            }
        }
    }

    /** @return a place among n pixels; NaN if it is outside of all; the outer half of the outermost pixels has their value */
    private static double within(final double at, final int n) {
        return at < -0.5 - 1e-6 || at > n - 0.5 + 1e-6 ? Double.NaN : Math.max(0, Math.min(n - 1, at));
    }
}
