package org.petctflow.imaging.volume;

import java.util.Objects;

/**
 * A volume: what is known of it, and its voxels in the order slice, row, column (column fastest).
 *
 * @param info what is known of it
 * @param voxels the values, one for each voxel of the geometry
 */
public record Volume(VolumeInfo info, Voxels voxels) {

    /** Checks that info and voxels fit each other. */
    public Volume {
        Objects.requireNonNull(info, "info");
        Objects.requireNonNull(voxels, "voxels");
        if (voxels.length() != info.geometry().voxels()) {
            throw new IllegalArgumentException("A volume of " + info.geometry() + " needs " + info.geometry().voxels()
                + " values, but there were " + voxels.length());
        }
        if (voxels.kind() != info.kind()) {
            throw new IllegalArgumentException(
                "The volume's info says " + info.kind() + ", but its voxels are " + voxels.kind());
        }
    }

    /**
     * @param geometry the grid
     * @param modality what made it
     * @param unit the unit of a value
     * @param voxels the values
     * @return a volume with everything else unknown
     */
    public static Volume of(final Geometry geometry, final Modality modality, final String unit, final Voxels voxels) {
        return new Volume(VolumeInfo.of(geometry, voxels.kind(), modality, unit), voxels);
    }

    /** @return the grid */
    public Geometry geometry() {
        return info.geometry();
    }

    /**
     * @param slice the slice
     * @param row the row
     * @param column the column
     * @return the value there
     */
    public double get(final int slice, final int row, final int column) {
        return voxels.get(geometry().voxel(slice, row, column));
    }
}
