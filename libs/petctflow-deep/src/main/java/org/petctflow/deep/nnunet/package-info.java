/**
 * Segments with networks of nnU-Net v2 (doi:10.1038/s41592-020-01008-z) that were exported as TorchScript: its preprocessing, its
 * sliding window and its way back to the image, as the plans of the training say. {@link org.petctflow.deep.nnunet.NnUnet} is the
 * door.
 *
 * <p>What is done otherwise: sums are 64 bits wide where NumPy's are 32, predictions are summed up in 32 bits where nnU-Net takes
 * 16, the label is chosen from the resampled logits by their order (softmax and sigmoid keep it), and beyond the image splines see
 * 12 repeated voxels and then a mirror, as SciPy does, to within 1e-6 of the exact continuation.
 */
package org.petctflow.deep.nnunet;
