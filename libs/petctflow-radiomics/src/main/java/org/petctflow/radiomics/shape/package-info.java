/** Surface, hull, ellipsoids and spatial autocorrelation of a region. Lengths are mm. */
package org.petctflow.radiomics.shape;
