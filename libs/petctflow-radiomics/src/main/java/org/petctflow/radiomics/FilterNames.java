package org.petctflow.radiomics;

import java.util.Arrays;
import java.util.List;

import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;

/**
 * What a filter calls its images. Its names depend on its settings only, so it is asked by having it filter 16 x 16 x 16 voxels. They are
 * 100 mm apart: wide enough for a filter of any size in mm.
 */
public final class FilterNames {

    private static final int EDGE = 16;

    private FilterNames() {
    }

    /**
     * @param filter a filter
     * @return the names of the images it makes, in their order
     */
    public static List<String> of(final ImageFilter filter) {
        final Geometry grid = Geometry.axial(EDGE, EDGE, EDGE, 100, 100, 100);
        final double[] values = new double[grid.voxels()];
        Arrays.setAll(values, v -> v * 7919 % 101);
        final byte[] inside = new byte[grid.voxels()];
        Arrays.fill(inside, (byte)1);
        return filter.apply(Volume.of(grid, Modality.OTHER, Units.NONE, Voxels.of(values)), Mask.of(grid, inside), Progress.NONE).stream()
            .map(ImageFilter.Filtered::name).toList();
    }
}
