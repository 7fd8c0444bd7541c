/** Applies a trained network to patients: probabilities, embeddings, uncertainty. */
package org.petctflow.deep.predict;
