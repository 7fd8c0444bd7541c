package org.petctflow.imaging;

import java.util.Random;

import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;

/** Random grids and volumes for property tests. */
public final class RandomGrids {

    private RandomGrids() {
    }

    /**
     * @param random the source
     * @return nine numbers as in {@link Geometry#direction()}: any rotation, of either handedness
     */
    public static double[] direction(final Random random) {
        final double[] a = new double[9];
        for (int v = 0; v < 3; v++) {
            double length = 0;
            while (length < 0.1) {
                for (int i = 0; i < 3; i++) {
                    a[3 * v + i] = random.nextGaussian();
                }
                for (int w = 0; w < v; w++) {
                    final double dot = a[3 * v] * a[3 * w] + a[3 * v + 1] * a[3 * w + 1] + a[3 * v + 2] * a[3 * w + 2];
                    for (int i = 0; i < 3; i++) {
                        a[3 * v + i] -= dot * a[3 * w + i];
                    }
                }
                length = Math.sqrt(a[3 * v] * a[3 * v] + a[3 * v + 1] * a[3 * v + 1] + a[3 * v + 2] * a[3 * v + 2]);
            }
            for (int i = 0; i < 3; i++) {
                a[3 * v + i] /= length;
            }
        }
        return a;
    }

    /**
     * @param random the source
     * @param maxSize the most voxels an axis has
     * @return an oblique grid of 1 to {@code maxSize} voxels an axis
     */
    public static Geometry oblique(final Random random, final int maxSize) {
        return of(random, maxSize, direction(random));
    }

    /**
     * @param random the source
     * @param maxSize the most voxels an axis has
     * @return a grid along the patient's axes
     */
    public static Geometry axial(final Random random, final int maxSize) {
        return of(random, maxSize, new double[]{0, 0, 1, 0, 1, 0, 1, 0, 0});
    }

    private static Geometry of(final Random random, final int maxSize, final double[] direction) {
        final double[] spacing = new double[3];
        final double[] origin = new double[3];
        for (int i = 0; i < 3; i++) {
            spacing[i] = 0.5 + 4 * random.nextDouble();
            origin[i] = 400 * (random.nextDouble() - 0.5);
        }
        return Geometry.of(1 + random.nextInt(maxSize), 1 + random.nextInt(maxSize), 1 + random.nextInt(maxSize), spacing,
            origin, direction);
    }

    /**
     * @param random the source
     * @param geometry the grid
     * @param kind how values are held
     * @return noise on the grid, over most of the kind's range
     */
    public static Volume noise(final Random random, final Geometry geometry, final Voxels.Kind kind) {
        final int n = geometry.voxels();
        final Voxels voxels;
        switch (kind) {
            case UINT8 -> {
                final byte[] b = new byte[n];
                random.nextBytes(b);
                voxels = Voxels.ofUnsigned(b);
            }
            case INT16 -> {
                final short[] s = new short[n];
                for (int i = 0; i < n; i++) {
                    s[i] = (short)random.nextInt();
                }
                voxels = Voxels.of(s);
            }
            case FLOAT32 -> {
                final float[] f = new float[n];
                for (int i = 0; i < n; i++) {
                    f[i] = (float)random.nextGaussian() * 1000;
                }
                voxels = Voxels.of(f);
            }
            default -> {
                final double[] d = new double[n];
                for (int i = 0; i < n; i++) {
                    d[i] = random.nextGaussian() * 1000;
                }
                voxels = Voxels.of(d);
            }
        }
        return Volume.of(geometry, Modality.PET, Units.SUV_BW, voxels);
    }
}
