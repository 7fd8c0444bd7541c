/** A region of interest cut from its image, interpolation, and grey levels: what every family of features starts from. */
package org.petctflow.radiomics.image;
