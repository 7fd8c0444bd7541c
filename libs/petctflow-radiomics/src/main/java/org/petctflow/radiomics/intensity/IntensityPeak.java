package org.petctflow.radiomics.intensity;

import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.radiomics.image.Region;

/**
 * Mean intensity within a sphere of 1 cm3 about a voxel of the region: at its most intense voxel (local peak; of several the highest
 * mean), or wherever it is highest (global peak). The sphere takes every voxel of the image whose centre lies within 6.2 mm, be it in
 * the region or not. Source: IBSI section 3.2 (9ST6, VJGA, 0F91); Frings 2014, doi:10.1148/radiol.14132807.
 */
public final class IntensityPeak {

    /** Radius of a sphere of 1000 mm3 in mm. */
    public static final double RADIUS = Math.cbrt(1000 * 3 / (4 * Math.PI));

    private IntensityPeak() {
    }

    /**
     * @param image the whole image
     * @param region the region, cut from that image
     * @return local and global peak
     */
    public static double[] of(final Volume image, final Region region) {
        final Geometry g = image.geometry();
        final int reachSlices = (int)Math.floor(RADIUS / g.spacing(0));
        final int reachRows = (int)Math.floor(RADIUS / g.spacing(1));
        // half the length of the sphere's chord along each line, in columns
        final int[][] chord = new int[2 * reachSlices + 1][2 * reachRows + 1];
        for (int s = -reachSlices; s <= reachSlices; s++) {
            for (int r = -reachRows; r <= reachRows; r++) {
                final double z = s * g.spacing(0);
                final double y = r * g.spacing(1);
                final double left = RADIUS * RADIUS - z * z - y * y;
                chord[s + reachSlices][r + reachRows] = left < 0 ? -1 : (int)Math.floor(Math.sqrt(left) / g.spacing(2));
            }
        }
        final int firstSlice = Math.max(0, region.first(0) - reachSlices);
        final int firstRow = Math.max(0, region.first(1) - reachRows);
        final int slices = Math.min(g.slices(), region.first(0) + region.size(0) + reachSlices) - firstSlice;
        final int rows = Math.min(g.rows(), region.first(1) + region.size(1) + reachRows) - firstRow;
        final double[] sums = lineSums(image, firstSlice, firstRow, slices, rows);
        final int stride = g.columns() + 1;
        final double[] values = region.values();
        final int[] positions = region.positions();
        final double max = region.range()[1];
        double local = Double.NEGATIVE_INFINITY;
        double global = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < positions.length; k++) {
            final int p = positions[k];
            final int column = p % region.size(2) + region.first(2);
            final int row = p / region.size(2) % region.size(1) + region.first(1) - firstRow;
            final int slice = p / region.size(2) / region.size(1) + region.first(0) - firstSlice;
            double sum = 0;
            int count = 0;
            for (int s = Math.max(-reachSlices, -slice); s <= reachSlices && slice + s < slices; s++) {
                for (int r = Math.max(-reachRows, -row); r <= reachRows && row + r < rows; r++) {
                    final int half = chord[s + reachSlices][r + reachRows];
                    if (half >= 0) {
                        final int from = Math.max(0, column - half);
                        final int to = Math.min(g.columns(), column + half + 1);
                        final int line = ((slice + s) * rows + row + r) * stride;
                        sum += sums[line + to] - sums[line + from];
                        count += to - from;
                    }
                }
            }
            final double mean = sum / count;
            global = Math.max(global, mean);
            if (values[k] == max) {
                local = Math.max(local, mean);
            }
        }
        return new double[]{local, global};
    }

    /** Running sums along the columns: the sum of any stretch of a line is one difference. */
    private static double[] lineSums(final Volume image, final int firstSlice, final int firstRow, final int slices,
        final int rows) {
        final Geometry g = image.geometry();
        final int columns = g.columns();
        final double[] sums = new double[Math.multiplyExact(Math.multiplyExact(slices, rows), columns + 1)];
        for (int s = 0; s < slices; s++) {
            for (int r = 0; r < rows; r++) {
                final int line = (s * rows + r) * (columns + 1);
                final int v = g.voxel(firstSlice + s, firstRow + r, 0);
                double sum = 0;
                for (int c = 0; c < columns; c++) {
                    sum += image.voxels().get(v + c);
                    sums[line + c + 1] = sum;
                }
            }
        }
        return sums;
    }
}
