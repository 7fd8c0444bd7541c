/**
 * PET/CT studies made by a formula: a chest with a lung tumour whose look tells two labels, so that a whole study can be
 * rehearsed, tested and benchmarked without a patient's data.
 *
 * <p>Begin with {@link org.petctflow.imaging.synthetic.SyntheticCohort}, which writes a folder of DICOM files, or with
 * {@link org.petctflow.imaging.synthetic.SyntheticCase}, which makes one patient in memory. The same seed gives the same
 * numbers on every machine: random numbers come from XoShiRo256++ and every function that reaches a voxel from
 * {@link java.lang.StrictMath}.
 */
package org.petctflow.imaging.synthetic;
