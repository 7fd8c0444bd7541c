package org.petctflow.deep.explain;

import org.petctflow.deep.network.Layer;
import org.petctflow.imaging.volume.Volume;

/**
 * How much each voxel spoke for a class.
 *
 * @param task which task
 * @param classIndex which of its classes
 * @param layer where in the network
 * @param method how it was computed
 * @param map on the images' grid, 0 to 1 (the highest voxel; all 0 if nothing spoke for the class)
 * @param peak what 1 stands for: the highest value before scaling
 */
public record HeatMap(int task, int classIndex, Layer layer, GradCam.Method method, Volume map, double peak) {
}
