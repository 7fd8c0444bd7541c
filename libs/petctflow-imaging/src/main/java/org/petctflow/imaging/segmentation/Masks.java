package org.petctflow.imaging.segmentation;

import java.io.IOException;
import java.util.List;

import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;

/** What the masks of one file have in common. */
final class Masks {

    private Masks() {
    }

    /**
     * @param masks masks, at least one
     * @return the grid of them all
     * @throws IOException if their grids differ
     */
    static Geometry grid(final List<Mask> masks) throws IOException {
        if (masks.isEmpty()) {
            throw new IllegalArgumentException("A segmentation has at least one mask");
        }
        final Geometry grid = masks.get(0).geometry();
        for (final Mask mask : masks) {
            if (!mask.geometry().sameGrid(grid, 1e-3)) {
                throw new IOException("The masks of a segmentation lie on one grid, but there are " + grid + " and "
                    + mask.geometry());
            }
        }
        return grid;
    }
}
