package org.petctflow.radiomics.image;

import java.lang.reflect.Array;

import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;

/** Boxes of volumes and masks, with numbers of the same kind. */
public final class Crop {

    private Crop() {
    }

    /**
     * @param volume a volume
     * @param from its first slice, row and column that are kept
     * @param size how many are kept along each axis; the box lies inside
     * @return the part
     */
    public static Volume of(final Volume volume, final int[] from, final int[] size) {
        final Geometry part = box(volume.geometry(), from, size);
        final Object values = Array.newInstance(volume.voxels().array().getClass().getComponentType(), part.voxels());
        copy(volume.geometry(), volume.voxels().array(), values, from, part);
        return new Volume(volume.info().withGrid(part, volume.voxels().kind()), voxels(values));
    }

    /**
     * @param mask a mask
     * @param from its first slice, row and column that are kept
     * @param size how many are kept along each axis; the box lies inside
     * @return the part
     */
    public static Mask of(final Mask mask, final int[] from, final int[] size) {
        final Geometry part = box(mask.geometry(), from, size);
        final byte[] inside = new byte[part.voxels()];
        copy(mask.geometry(), mask.inside(), inside, from, part);
        return Mask.of(mask.info().withGrid(part, Voxels.Kind.UINT8), inside);
    }

    private static Geometry box(final Geometry g, final int[] from, final int[] size) {
        return g.box(from[0], from[1], from[2], size[0], size[1], size[2]);
    }

    private static void copy(final Geometry g, final Object source, final Object target, final int[] from, final Geometry part) {
        for (int s = 0; s < part.slices(); s++) {
            for (int r = 0; r < part.rows(); r++) {
                System.arraycopy(source, g.voxel(from[0] + s, from[1] + r, from[2]), target, part.voxel(s, r, 0), part.columns());
            }
        }
    }

    private static Voxels voxels(final Object array) {
        if (array instanceof byte[] bytes) {
            return Voxels.ofUnsigned(bytes);
        }
        if (array instanceof short[] shorts) {
            return Voxels.of(shorts);
        }
        return array instanceof float[] floats ? Voxels.of(floats) : Voxels.of((double[])array);
    }
}
