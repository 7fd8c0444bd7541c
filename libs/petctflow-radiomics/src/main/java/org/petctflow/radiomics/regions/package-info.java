/** Sub-regions of a region of interest: habitats of like intensity, and core, rim and surrounding shells in mm. */
package org.petctflow.radiomics.regions;
