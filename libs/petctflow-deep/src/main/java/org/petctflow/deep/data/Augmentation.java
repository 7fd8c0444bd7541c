package org.petctflow.deep.data;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Varies a training case: what a radiologist would call the same finding. CT, PET and mask move together.
 *
 * @param flip whether the grid is mirrored, along each axis with probability 1/2
 * @param rotationDegrees largest turn about each axis, 0 for none; turning interpolates, which smooths, so that only every
 *            other case is turned
 * @param shiftVoxels largest shift along each axis, in whole voxels, so that nothing is smoothed
 * @param intensityScale contrast is multiplied by 1 - s to 1 + s
 * @param intensityShift brightness moves by up to this many standard deviations
 * @param noise standard deviation of the noise added, in standard deviations of the modality
 */
public record Augmentation(boolean flip, double rotationDegrees, int shiftVoxels, double intensityScale,
    double intensityShift, double noise) {

    /** Flips, up to 10 degrees, 2 voxels, 10 % contrast, 0.1 brightness, noise 0.05. */
    public static final Augmentation DEFAULT = new Augmentation(true, 10, 2, 0.1, 0.1, 0.05);

    /** Leaves everything as it is. */
    public static final Augmentation NONE = new Augmentation(false, 0, 0, 0, 0, 0);

    /** Checks the numbers. */
    public Augmentation {
        if (!(rotationDegrees >= 0 && rotationDegrees <= 180)) {
            throw new IllegalArgumentException("The rotation must be from 0 to 180 degrees, but was " + rotationDegrees);
        }
        if (shiftVoxels < 0 || shiftVoxels > 64) {
            throw new IllegalArgumentException("The shift must be from 0 to 64 voxels, but was " + shiftVoxels);
        }
        if (!(intensityScale >= 0 && intensityScale < 1 && intensityShift >= 0 && intensityShift < 100 && noise >= 0
            && noise < 100)) {
            throw new IllegalArgumentException("The intensity scale must be from 0 to below 1, shift and noise 0 or more, but "
                + "they were " + intensityScale + ", " + intensityShift + ", " + noise);
        }
    }

    /**
     * @param crops normalised crops; not changed
     * @param grid their grid
     * @param random decides
     * @return the varied crops
     */
    public Crops apply(final Crops crops, final Grid grid, final UniformRandomProvider random) {
        final boolean[] mirrored = new boolean[3];
        final int[] shift = new int[3];
        final double[] angle = new double[3];
        // every number is drawn whatever it is used for, so that one setting does not change another's randomness
        final boolean turned = random.nextBoolean();
        for (int a = 0; a < 3; a++) {
            mirrored[a] = random.nextBoolean() && flip;
            shift[a] = random.nextInt(2 * shiftVoxels + 1) - shiftVoxels;
            angle[a] = Math.toRadians(rotationDegrees) * (2 * random.nextDouble() - 1);
        }
        final Placement placement = new Placement(grid, mirrored, shift, turned && rotationDegrees > 0 ? angle : null);
        return new Crops(vary(placement.apply(crops.ct()), random), vary(placement.apply(crops.pet()), random),
            placement.apply(crops.mask()));
    }

    private float[] vary(final float[] values, final UniformRandomProvider random) {
        final float scale = (float)(1 + intensityScale * (2 * random.nextDouble() - 1));
        final float shift = (float)(intensityShift * (2 * random.nextDouble() - 1));
        if (values == null) {
            return null;
        }
        final ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        final float sd = (float)noise;
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] * scale + shift + (sd > 0 ? sd * (float)gaussian.sample() : 0);
        }
        return values;
    }

    /** Where an output voxel's value comes from. */
    private static final class Placement {
        private final Grid m_grid;

        private final boolean[] m_mirrored;

        private final int[] m_shift;

        /** Rows: how slice, row and column of the source advance with slice, row and column of the output; null if unturned. */
        private final double[] m_matrix;

        Placement(final Grid grid, final boolean[] mirrored, final int[] shift, final double[] angles) {
            m_grid = grid;
            m_mirrored = mirrored;
            m_shift = shift;
            m_matrix = angles == null ? null : matrix(grid, mirrored, angles);
        }

        private static double[] matrix(final Grid grid, final boolean[] mirrored, final double[] angles) {
            double[] r = {1, 0, 0, 0, 1, 0, 0, 0, 1};
            for (int axis = 0; axis < 3; axis++) {
                final int p = (axis + 1) % 3;
                final int q = (axis + 2) % 3;
                final double[] turn = {1, 0, 0, 0, 1, 0, 0, 0, 1};
                turn[3 * p + p] = Math.cos(angles[axis]);
                turn[3 * q + q] = Math.cos(angles[axis]);
                turn[3 * p + q] = -Math.sin(angles[axis]);
                turn[3 * q + p] = Math.sin(angles[axis]);
                r = product(r, turn);
            }
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    r[3 * i + j] *= grid.mm(j) / grid.mm(i) * (mirrored[j] ? -1 : 1);
                }
            }
            return r;
        }

        private static double[] product(final double[] a, final double[] b) {
            final double[] c = new double[9];
            for (int i = 0; i < 9; i++) {
                for (int k = 0; k < 3; k++) {
                    c[i] += a[i / 3 * 3 + k] * b[3 * k + i % 3];
                }
            }
            return c;
        }

        float[] apply(final float[] x) {
            return x == null ? null : m_matrix == null ? moved(x) : turned(x);
        }

        private float[] moved(final float[] x) {
            final int[][] from = new int[3][];
            for (int a = 0; a < 3; a++) {
                final int n = m_grid.size(a);
                from[a] = new int[n];
                for (int i = 0; i < n; i++) {
                    final int at = Math.min(n - 1, Math.max(0, i - m_shift[a]));
                    from[a][i] = m_mirrored[a] ? n - 1 - at : at;
                }
            }
            final int rows = m_grid.rows();
            final int columns = m_grid.columns();
            final float[] y = new float[x.length];
            int to = 0;
            for (final int s : from[0]) {
                for (final int r : from[1]) {
                    final int line = (s * rows + r) * columns;
                    for (final int c : from[2]) {
                        y[to++] = x[line + c];
                    }
                }
            }
            return y;
        }

        private float[] turned(final float[] x) {
            final int slices = m_grid.slices();
            final int rows = m_grid.rows();
            final int columns = m_grid.columns();
            final float[] y = new float[x.length];
            final double[] m = m_matrix;
            int to = 0;
            for (int s = 0; s < slices; s++) {
                final double ds = s - m_shift[0] - (slices - 1) / 2.0;
                for (int r = 0; r < rows; r++) {
                    final double dr = r - m_shift[1] - (rows - 1) / 2.0;
                    final double s0 = m[0] * ds + m[1] * dr + (slices - 1) / 2.0;
                    final double r0 = m[3] * ds + m[4] * dr + (rows - 1) / 2.0;
                    final double c0 = m[6] * ds + m[7] * dr + (columns - 1) / 2.0;
                    for (int c = 0; c < columns; c++) {
                        final double dc = c - m_shift[2] - (columns - 1) / 2.0;
                        final double fs = Math.min(slices - 1, Math.max(0, s0 + m[2] * dc));
                        final double fr = Math.min(rows - 1, Math.max(0, r0 + m[5] * dc));
                        final double fc = Math.min(columns - 1, Math.max(0, c0 + m[8] * dc));
                        final int is = Math.min(slices - 2, (int)fs);
                        final int ir = Math.min(rows - 2, (int)fr);
                        final int ic = Math.min(columns - 2, (int)fc);
                        final float ws = (float)(fs - is);
                        final float wr = (float)(fr - ir);
                        final float wc = (float)(fc - ic);
                        final int at = (is * rows + ir) * columns + ic;
                        final int up = at + rows * columns;
                        final float near = (1 - wr) * (x[at] + wc * (x[at + 1] - x[at]))
                            + wr * (x[at + columns] + wc * (x[at + columns + 1] - x[at + columns]));
                        final float far = (1 - wr) * (x[up] + wc * (x[up + 1] - x[up]))
                            + wr * (x[up + columns] + wc * (x[up + columns + 1] - x[up + columns]));
                        y[to++] = near + ws * (far - near);
                    }
                }
            }
            return y;
        }
    }
}
