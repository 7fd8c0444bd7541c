package org.petctflow.bench;

import java.util.Arrays;
import java.util.Random;

import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;

/**
 * A made-up patient for the radiomics benchmarks: noise of about 25 grey levels at a bin width of 25, correlated from voxel to voxel, in
 * a lumpy region of an exact number of voxels.
 *
 * @param image 48 x 96 x 96 voxels of 3 x 1 x 1 mm, more where the region needs it
 * @param mask the region
 */
record RadiomicsPatient(Volume image, Mask mask) {

    static RadiomicsPatient of(final int voxels, final long seed) {
        double scale = 1;
        while (48.0 * 96 * 96 * scale * scale * scale < 2.2 * voxels) {
            scale *= 1.1;
        }
        final Geometry g = Geometry.axial((int)(48 * scale), (int)(96 * scale), (int)(96 * scale), 3, 1, 1);
        final Random random = new Random(seed);
        final short[] values = new short[g.voxels()];
        final double[] reach = new double[values.length];
        final double phase = 6 * random.nextDouble();
        double last = 0;
        for (int s = 0, v = 0; s < g.slices(); s++) {
            for (int r = 0; r < g.rows(); r++) {
                for (int c = 0; c < g.columns(); c++, v++) {
                    final double above = r == 0 ? 0 : values[v - g.columns()] - 90;
                    last = 0.5 * last + 0.4 * above + 60 * random.nextGaussian();
                    values[v] = (short)Math.round(90 + last);
                    final double z = (s - (g.slices() - 1) / 2.0) / g.slices();
                    final double y = (r - (g.rows() - 1) / 2.0) / g.rows();
                    final double x = (c - (g.columns() - 1) / 2.0) / g.columns();
                    reach[v] = Math.sqrt(z * z + y * y + x * x)
                        * (1 + 0.2 * Math.sin(phase + 12 * x) * Math.cos(10 * y) + 0.1 * Math.sin(25 * z));
                }
            }
        }
        final double[] sorted = reach.clone();
        Arrays.sort(sorted);
        final byte[] inside = new byte[values.length];
        for (int v = 0; v < inside.length; v++) {
            inside[v] = (byte)(reach[v] < sorted[voxels] ? 1 : 0);
        }
        return new RadiomicsPatient(Volume.of(g, Modality.CT, Units.HU, Voxels.of(values)), Mask.of(g, inside));
    }
}
