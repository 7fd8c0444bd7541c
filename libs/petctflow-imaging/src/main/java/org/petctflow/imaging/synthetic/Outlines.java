package org.petctflow.imaging.synthetic;

import java.util.Arrays;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

import org.petctflow.imaging.volume.Geometry;

/** A lesion's outline on the slices of a grid along the patient's axes. */
final class Outlines {

    private static final int POINTS = 72;

    private Outlines() {
    }

    /**
     * @param lesion the lesion
     * @param offset what is added to body coordinates to get patient coordinates, mm
     * @param geometry the grid
     * @return by slice: x, y, x, y ... in patient coordinates, rounded as they are written
     */
    static SortedMap<Integer, double[]> of(final Lesion lesion, final double[] offset, final Geometry geometry) {
        final SortedMap<Integer, double[]> outlines = new TreeMap<>();
        for (int s = 0; s < geometry.slices(); s++) {
            final double[] line = lesion.outline(geometry.toPatient(s, 0, 0)[2] - offset[2], POINTS);
            if (line != null) {
                for (int i = 0; i < line.length; i++) {
                    line[i] = Double.parseDouble(String.format(Locale.ROOT, "%.4f", line[i] + offset[i & 1]));
                }
                outlines.put(s, line);
            }
        }
        return outlines;
    }

    /**
     * The voxels whose centre lies inside an outline.
     *
     * @param outlines by slice
     * @param geometry the grid
     * @return 1 inside, 0 outside
     */
    static byte[] fill(final SortedMap<Integer, double[]> outlines, final Geometry geometry) {
        final byte[] inside = new byte[geometry.voxels()];
        outlines.forEach((slice, line) -> {
            for (int r = 0; r < geometry.rows(); r++) {
                final double y = geometry.toPatient(slice, r, 0)[1];
                final double[] crossings = crossings(line, y);
                for (int k = 0; k + 1 < crossings.length; k += 2) {
                    final double first = geometry.toIndex(crossings[k], y, 0)[2];
                    final double last = geometry.toIndex(crossings[k + 1], y, 0)[2];
                    for (int c = Math.max(0, (int)Math.ceil(first)); c < geometry.columns() && c < last; c++) {
                        inside[geometry.voxel(slice, r, c)] = 1;
                    }
                }
            }
        });
        return inside;
    }

    /** @return where the line at this y crosses the closed polygon, in ascending order; an even number */
    private static double[] crossings(final double[] line, final double y) {
        final double[] found = new double[line.length / 2];
        int n = 0;
        for (int i = 0, j = line.length - 2; i < line.length; j = i, i += 2) {
            if (line[i + 1] > y != line[j + 1] > y) {
                found[n++] = line[i] + (y - line[i + 1]) / (line[j + 1] - line[i + 1]) * (line[j] - line[i]);
            }
        }
        final double[] sorted = Arrays.copyOf(found, n);
        Arrays.sort(sorted);
        return sorted;
    }
}
