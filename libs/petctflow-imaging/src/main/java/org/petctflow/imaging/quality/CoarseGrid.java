package org.petctflow.imaging.quality;

import java.util.Arrays;

import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Volume;

/**
 * CT and PET on one coarse grid along the patient's axes that covers the CT: cells of 6 mm, each the mean of eight points. It is
 * what contours, shifts and the mediastinum are looked for on, so that orientation and voxel size don't matter.
 */
final class CoarseGrid {

    /** Edge of a cell, mm. */
    static final double CELL_MM = 6;

    /** Below this is no tissue but what a scanner writes outside of its field of view, HU. */
    private static final double PADDING_HU = -1500;

    private final Geometry m_geometry;

    private CoarseGrid(final Geometry geometry) {
        m_geometry = geometry;
    }

    static CoarseGrid covering(final Volume ct) {
        final double[] low = new double[3];
        final double[] high = new double[3];
        extent(ct.geometry(), low, high);
        final int[] size = new int[3];
        final double[] origin = new double[3];
        for (int k = 0; k < 3; k++) {
            size[k] = (int)Math.max(1, Math.floor((high[k] - low[k]) / CELL_MM));
            origin[k] = (low[k] + high[k]) / 2 - (size[k] - 1) * CELL_MM / 2;
        }
        return new CoarseGrid(Geometry.of(size[2], size[1], size[0], new double[]{CELL_MM, CELL_MM, CELL_MM}, origin,
            new double[]{0, 0, 1, 0, 1, 0, 1, 0, 0}));
    }

    /** The box around a grid's voxels, their edges included: x, y, z. */
    static void extent(final Geometry g, final double[] low, final double[] high) {
        Arrays.fill(low, Double.POSITIVE_INFINITY);
        Arrays.fill(high, Double.NEGATIVE_INFINITY);
        for (int corner = 0; corner < 8; corner++) {
            final double[] p = g.toPatient((corner & 1) == 0 ? -0.5 : g.slices() - 0.5,
                (corner & 2) == 0 ? -0.5 : g.rows() - 0.5, (corner & 4) == 0 ? -0.5 : g.columns() - 0.5);
            for (int k = 0; k < 3; k++) {
                low[k] = Math.min(low[k], p[k]);
                high[k] = Math.max(high[k], p[k]);
            }
        }
    }

    Geometry geometry() {
        return m_geometry;
    }

    /** @return a value for each cell; NaN where the volume doesn't reach, or holds padding */
    float[] sample(final Volume volume) {
        final Geometry g = volume.geometry();
        final float[] v = volume.voxels().toFloats();
        final float[] values = new float[m_geometry.voxels()];
        // index = at + cells * steps, both in voxels; a cell's eight points lie a quarter of its edge from its centre
        final double[] first = m_geometry.origin();
        final double[] at = g.toIndex(first[0], first[1], first[2]);
        final double[][] step = new double[3][];
        for (int axis = 0; axis < 3; axis++) {
            final double[] p = m_geometry.toPatient(axis == 0 ? 1 : 0, axis == 1 ? 1 : 0, axis == 2 ? 1 : 0);
            step[axis] = g.toIndex(p[0], p[1], p[2]);
            for (int k = 0; k < 3; k++) {
                step[axis][k] -= at[k];
            }
        }
        int cell = 0;
        for (int s = 0; s < m_geometry.slices(); s++) {
            for (int r = 0; r < m_geometry.rows(); r++) {
                for (int c = 0; c < m_geometry.columns(); c++, cell++) {
                    float sum = 0;
                    for (int corner = 0; corner < 8; corner++) {
                        final double z = s + ((corner & 1) - 0.5) / 2;
                        final double y = r + ((corner >> 1 & 1) - 0.5) / 2;
                        final double x = c + ((corner >> 2) - 0.5) / 2;
                        sum += nearest(v, g, at[0] + z * step[0][0] + y * step[1][0] + x * step[2][0],
                            at[1] + z * step[0][1] + y * step[1][1] + x * step[2][1],
                            at[2] + z * step[0][2] + y * step[1][2] + x * step[2][2]);
                    }
                    values[cell] = sum / 8;
                }
            }
        }
        return values;
    }

    private static float nearest(final float[] v, final Geometry g, final double slice, final double row,
        final double column) {
        final int s = (int)Math.floor(slice + 0.5);
        final int r = (int)Math.floor(row + 0.5);
        final int c = (int)Math.floor(column + 0.5);
        if (s < 0 || s >= g.slices() || r < 0 || r >= g.rows() || c < 0 || c >= g.columns()) {
            return Float.NaN;
        }
        final float value = v[g.voxel(s, r, c)];
        return value < PADDING_HU ? Float.NaN : value;
    }
}
