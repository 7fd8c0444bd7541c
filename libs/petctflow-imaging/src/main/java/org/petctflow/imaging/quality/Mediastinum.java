package org.petctflow.imaging.quality;

import java.util.Arrays;

import org.petctflow.imaging.petseg.Components;
import org.petctflow.imaging.petseg.Connectivity;
import org.petctflow.imaging.volume.Geometry;

/**
 * The uptake of the blood pool: the median in the soft tissue between the lungs (0 to 80 HU), in the middle half of the lungs'
 * height, without the lesion and 2 cm around it. It needs no drawn aorta.
 */
final class Mediastinum {

    private static final double LUNG_HU = -500;

    /** A lung has at least this many ml. */
    private static final double LUNG_ML = 200;

    private static final int FEWEST = 50;

    private Mediastinum() {
    }

    /**
     * @param ct HU by cell
     * @param pet uptake by cell
     * @param body the body in the CT
     * @param lesion distance to the lesion is at least 2 cm where this is 0; null without a lesion
     * @param g the coarse grid
     * @return median uptake; NaN if there are no two lungs
     */
    static double uptake(final float[] ct, final float[] pet, final byte[] body, final byte[] lesion, final Geometry g) {
        final byte[] air = new byte[ct.length];
        for (int i = 0; i < ct.length; i++) {
            air[i] = (byte)(body[i] != 0 && ct[i] < LUNG_HU ? 1 : 0);
        }
        final Components pieces = Components.of(air, g, Connectivity.FACES);
        double middle = 0;
        int cells = 0;
        for (int i = 0; i < body.length; i++) {
            if (body[i] != 0) {
                middle += i % g.columns();
                cells++;
            }
        }
        middle /= Math.max(1, cells);
        // what is lung, and on which side; the windpipe is too small
        final boolean[] lung = new boolean[pieces.count() + 1];
        for (int k = 1; k <= pieces.count(); k++) {
            lung[k] = pieces.size(k) * g.voxelVolume() >= 1000 * LUNG_ML;
        }
        int first = g.slices();
        int last = -1;
        for (int s = 0; s < g.slices(); s++) {
            if (sides(pieces.labels(), lung, g, s, middle)) {
                first = Math.min(first, s);
                last = s;
            }
        }
        if (last < 0) {
            return Double.NaN;
        }
        final float[] values = new float[ct.length];
        int n = 0;
        final int quarter = (last - first + 1) / 4;
        for (int s = first + quarter; s <= last - quarter; s++) {
            for (int r = 0; r < g.rows(); r++) {
                // between the right lung's last and the left lung's first cell of the row
                int from = -1;
                int to = -1;
                for (int c = 0; c < g.columns(); c++) {
                    if (lung[pieces.labels()[g.voxel(s, r, c)]]) {
                        if (c < middle) {
                            from = c;
                        } else if (to < 0) {
                            to = c;
                        }
                    }
                }
                if (from < 0 || to < 0) {
                    continue;
                }
                for (int c = from + 2; c < to - 1; c++) {
                    final int i = g.voxel(s, r, c);
                    if (ct[i] >= 0 && ct[i] <= 80 && !Float.isNaN(pet[i]) && (lesion == null || lesion[i] == 0)) {
                        values[n++] = pet[i];
                    }
                }
            }
        }
        if (n < FEWEST) {
            return Double.NaN;
        }
        Arrays.sort(values, 0, n);
        return values[n / 2];
    }

    private static boolean sides(final int[] labels, final boolean[] lung, final Geometry g, final int slice,
        final double middle) {
        boolean right = false;
        boolean left = false;
        for (int i = g.voxel(slice, 0, 0); i < g.voxel(slice + 1, 0, 0); i++) {
            if (lung[labels[i]]) {
                right |= i % g.columns() < middle;
                left |= i % g.columns() > middle;
            }
        }
        return right && left;
    }
}
