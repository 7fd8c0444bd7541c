package org.petctflow.radiomics.regions;

import org.petctflow.imaging.volume.Mask;

/**
 * A part of a region, or of what surrounds it.
 *
 * @param name as in a column's name: reg1 ... regK, core, rim, shell1 ...
 * @param mask its voxels, on the region's grid; may be empty
 */
public record SubRegion(String name, Mask mask) {
}
