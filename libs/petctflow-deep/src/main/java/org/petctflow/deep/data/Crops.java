package org.petctflow.deep.data;

/**
 * A patient's images on the network's grid, column fastest.
 *
 * @param ct HU within the window, or normalised; null if there is none
 * @param pet SUV within the cap, or normalised; null if there is none
 * @param mask the share of a voxel that lies in the tumour, 0 to 1; null if there is none
 */
public record Crops(float[] ct, float[] pet, float[] mask) {
}
