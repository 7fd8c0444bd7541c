package org.petctflow.imaging.volume;

import java.util.Objects;

/** A region of interest on a grid: 1 inside, 0 outside. */
public final class Mask {

    private final VolumeInfo m_info;

    private final byte[] m_inside;

    private final int m_count;

    private Mask(final VolumeInfo info, final byte[] inside) {
        m_info = info;
        m_inside = inside;
        int n = 0;
        for (int i = 0; i < inside.length; i++) {
            if (inside[i] != 0 && inside[i] != 1) {
                throw new IllegalArgumentException("A mask holds 0 and 1 only, but voxel " + i + " is " + inside[i]);
            }
            n += inside[i];
        }
        m_count = n;
    }

    /**
     * @param geometry the grid
     * @param inside 1 inside, 0 outside, one for each voxel; not copied
     * @return the mask
     */
    public static Mask of(final Geometry geometry, final byte[] inside) {
        return of(VolumeInfo.of(geometry, Voxels.Kind.UINT8, Modality.MASK, Units.NONE), inside);
    }

    /**
     * @param info what is known of it; its modality, kind and unit become those of a mask
     * @param inside 1 inside, 0 outside, one for each voxel; not copied
     * @return the mask
     */
    public static Mask of(final VolumeInfo info, final byte[] inside) {
        Objects.requireNonNull(info, "info");
        if (inside.length != info.geometry().voxels()) {
            throw new IllegalArgumentException("A mask of " + info.geometry() + " needs " + info.geometry().voxels()
                + " values, but there were " + inside.length);
        }
        return new Mask(info.withGrid(info.geometry(), Voxels.Kind.UINT8).withModality(Modality.MASK, Units.NONE), inside);
    }

    /**
     * @param volume a volume
     * @param label the value that counts as inside
     * @return the voxels that have this value
     */
    public static Mask ofLabel(final Volume volume, final double label) {
        final byte[] inside = new byte[volume.voxels().length()];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = (byte)(volume.voxels().get(i) == label ? 1 : 0);
        }
        return of(volume.info(), inside);
    }

    /** @return what is known of it */
    public VolumeInfo info() {
        return m_info;
    }

    /** @return the grid */
    public Geometry geometry() {
        return m_info.geometry();
    }

    /** @return 1 inside, 0 outside, in the order slice, row, column; the array itself */
    public byte[] inside() {
        return m_inside;
    }

    /** @return how many voxels are inside */
    public int count() {
        return m_count;
    }

    /** @return the volume of the inside in mm3 */
    public double volume() {
        return m_count * geometry().voxelVolume();
    }

    /**
     * @param slice the slice
     * @param row the row
     * @param column the column
     * @return whether the voxel is inside
     */
    public boolean contains(final int slice, final int row, final int column) {
        return m_inside[geometry().voxel(slice, row, column)] != 0;
    }

    /**
     * @return first slice, row, column and last slice, row, column of the inside, both included; null if nothing is inside
     */
    public int[] boundingBox() {
        if (m_count == 0) {
            return null;
        }
        final int rows = geometry().rows();
        final int columns = geometry().columns();
        final int[] box = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, -1, -1, -1};
        for (int line = 0, i = 0; line < geometry().slices() * rows; line++) {
            for (int c = 0; c < columns; c++, i++) {
                if (m_inside[i] != 0) {
                    final int s = line / rows;
                    final int r = line % rows;
                    box[0] = Math.min(box[0], s);
                    box[1] = Math.min(box[1], r);
                    box[2] = Math.min(box[2], c);
                    box[3] = Math.max(box[3], s);
                    box[4] = Math.max(box[4], r);
                    box[5] = Math.max(box[5], c);
                }
            }
        }
        return box;
    }

    /** @return the mask as a volume of 0 and 1, on the same array */
    public Volume toVolume() {
        return new Volume(m_info, Voxels.ofUnsigned(m_inside));
    }
}
