/**
 * The study's network, Dual-Modal Dual-task Prediction (DMDP), as DJL blocks: a file a module. Sizes are in
 * {@link org.petctflow.deep.network.Architecture}; {@link org.petctflow.deep.network.Dmdp} draws how they hang together.
 *
 * <p>Shapes are written (B, C, d, h, w): case in the batch, channel, slice, row, column; B, N, C for tokens.
 */
package org.petctflow.deep.network;
