package org.petctflow.deep.data;

import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Volume;

/**
 * A patient's crops as they come: all on one grid.
 *
 * @param ct in HU; null if there is none
 * @param pet in SUV; null if there is none
 * @param mask the tumour; null if there is none
 */
public record Images(Volume ct, Volume pet, Mask mask) {
}
