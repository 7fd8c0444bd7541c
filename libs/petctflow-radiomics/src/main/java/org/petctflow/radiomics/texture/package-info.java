/** Texture matrices and their features. Levels count from 1; a step is slices, rows, columns. */
package org.petctflow.radiomics.texture;
