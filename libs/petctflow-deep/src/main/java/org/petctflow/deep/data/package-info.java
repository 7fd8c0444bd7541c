/**
 * From patients' volumes and table rows to what the network takes: crops on one grid, scaled features, labels, splits,
 * augmentation, and batches that are ready before they are asked for.
 */
package org.petctflow.deep.data;
