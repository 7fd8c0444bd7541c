/**
 * Segmentation of PET: thresholds that are fixed, relative to the lesion or to the liver, Otsu's, and region growing, with
 * connected components behind them. {@link org.petctflow.imaging.petseg.PetSegmenter} is the door.
 */
package org.petctflow.imaging.petseg;
