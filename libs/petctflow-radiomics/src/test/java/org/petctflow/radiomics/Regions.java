package org.petctflow.radiomics;

import java.util.Random;

import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;
import org.petctflow.radiomics.image.Region;

/**
 * Seeded test images: noise that neighbours share in part, in a lumpy region.
 *
 * @param image the image
 * @param mask the region
 */
public record Regions(Volume image, Mask mask) {

    /**
     * @param slices size
     * @param rows size
     * @param columns size
     * @param spacing mm: slices, rows, columns
     * @param seed seed
     * @return an image of whole numbers and a region within it
     */
    public static Regions lumpy(final int slices, final int rows, final int columns, final double[] spacing, final long seed) {
        final Random random = new Random(seed);
        final Geometry g = Geometry.axial(slices, rows, columns, spacing[0], spacing[1], spacing[2]);
        final short[] values = new short[g.voxels()];
        final byte[] inside = new byte[values.length];
        final double phase = random.nextDouble() * 6;
        double last = 0;
        for (int s = 0, v = 0; s < slices; s++) {
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < columns; c++, v++) {
                    last = 0.6 * last + random.nextGaussian();
                    values[v] = (short)Math.round(40 * last + 3 * s);
                    final double z = (s - (slices - 1) / 2.0) / (slices / 2.0 - 1);
                    final double y = (r - (rows - 1) / 2.0) / (rows / 2.0 - 1);
                    final double x = (c - (columns - 1) / 2.0) / (columns / 2.0 - 1);
                    final double edge = 0.8 + 0.2 * Math.sin(phase + 5 * x) * Math.cos(4 * y - z);
                    inside[v] = (byte)(z * z + y * y + x * x < edge && random.nextInt(30) > 0 ? 1 : 0);
                }
            }
        }
        return new Regions(Volume.of(g, Modality.OTHER, Units.NONE, Voxels.of(values)), Mask.of(g, inside));
    }

    /** @return the region with its intensities */
    public Region region() {
        return Region.of(image, mask);
    }

    /**
     * @param values one for each voxel
     * @return the same region in another image
     */
    public Regions withValues(final double[] values) {
        return new Regions(Volume.of(image.geometry(), image.info().modality(), image.info().unit(), Voxels.of(values)), mask);
    }

    /**
     * Turned by 90 degrees, with the voxels' spacing.
     *
     * @param from and {@code to}: the two axes of the plane of rotation
     * @param to see from
     * @return the turned image and region
     */
    public Regions rotated(final int from, final int to) {
        final Geometry g = image.geometry();
        final int[] size = {g.slices(), g.rows(), g.columns()};
        final double[] spacing = g.spacing();
        final int[] newSize = size.clone();
        final double[] newSpacing = spacing.clone();
        newSize[from] = size[to];
        newSize[to] = size[from];
        newSpacing[from] = spacing[to];
        newSpacing[to] = spacing[from];
        final Geometry turned = Geometry.axial(newSize[0], newSize[1], newSize[2], newSpacing[0], newSpacing[1], newSpacing[2]);
        final double[] values = new double[g.voxels()];
        final byte[] inside = new byte[values.length];
        final int[] p = new int[3];
        for (p[0] = 0; p[0] < size[0]; p[0]++) {
            for (p[1] = 0; p[1] < size[1]; p[1]++) {
                for (p[2] = 0; p[2] < size[2]; p[2]++) {
                    final int[] q = p.clone();
                    q[to] = p[from];
                    q[from] = size[to] - 1 - p[to];
                    final int source = g.voxel(p[0], p[1], p[2]);
                    final int target = turned.voxel(q[0], q[1], q[2]);
                    values[target] = image.voxels().get(source);
                    inside[target] = mask.inside()[source];
                }
            }
        }
        return new Regions(Volume.of(turned, image.info().modality(), image.info().unit(), Voxels.of(values)),
            Mask.of(turned, inside));
    }

    /**
     * @param axis 0 slices, 1 rows, 2 columns
     * @return the image and region mirrored along the axis
     */
    public Regions flipped(final int axis) {
        final Geometry g = image.geometry();
        final double[] values = new double[g.voxels()];
        final byte[] inside = new byte[values.length];
        for (int s = 0; s < g.slices(); s++) {
            for (int r = 0; r < g.rows(); r++) {
                for (int c = 0; c < g.columns(); c++) {
                    final int target = g.voxel(axis == 0 ? g.slices() - 1 - s : s, axis == 1 ? g.rows() - 1 - r : r,
                        axis == 2 ? g.columns() - 1 - c : c);
                    values[target] = image.get(s, r, c);
                    inside[target] = mask.inside()[g.voxel(s, r, c)];
                }
            }
        }
        return new Regions(Volume.of(g, image.info().modality(), image.info().unit(), Voxels.of(values)), Mask.of(g, inside));
    }

    /**
     * @param slices moved by
     * @param rows moved by
     * @param columns moved by
     * @return the image and region in a larger grid, with zeros around
     */
    public Regions moved(final int slices, final int rows, final int columns) {
        final Geometry g = image.geometry();
        final Geometry larger = Geometry.axial(g.slices() + 7, g.rows() + 9, g.columns() + 8, g.spacing(0), g.spacing(1), g.spacing(2));
        final double[] values = new double[larger.voxels()];
        final byte[] inside = new byte[values.length];
        for (int s = 0; s < g.slices(); s++) {
            for (int r = 0; r < g.rows(); r++) {
                for (int c = 0; c < g.columns(); c++) {
                    final int target = larger.voxel(s + slices, r + rows, c + columns);
                    values[target] = image.get(s, r, c);
                    inside[target] = mask.inside()[g.voxel(s, r, c)];
                }
            }
        }
        return new Regions(Volume.of(larger, image.info().modality(), image.info().unit(), Voxels.of(values)),
            Mask.of(larger, inside));
    }
}
