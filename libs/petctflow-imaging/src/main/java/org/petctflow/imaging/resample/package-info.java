/**
 * Images on other grids: a new voxel size or another image's grid, by nearest voxel, trilinear or cubic B-spline interpolation, as
 * the Image Biomarker Standardisation Initiative defines it (IBSI reference manual, chapter "Image processing", section
 * "Interpolation"; Zwanenburg et al., Radiology 2020, doi:10.1148/radiol.2020191145).
 *
 * <p>{@link org.petctflow.imaging.resample.TargetGrids} makes grids, {@link org.petctflow.imaging.resample.Resampler} fills them.
 */
package org.petctflow.imaging.resample;
