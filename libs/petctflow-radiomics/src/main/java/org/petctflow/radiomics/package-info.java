/**
 * Radiomics: features of a region of interest in a volume. The registry of all features, names of columns and results are 
 * here; IBSI's and PyRadiomics' extraction in the packages of their names, on kernels that both share.
 */
package org.petctflow.radiomics;
