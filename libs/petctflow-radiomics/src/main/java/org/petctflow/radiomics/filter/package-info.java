/** Filters that make images of an image before features are taken: PyRadiomics' image types and IBSI-2's convolutional filters. */
package org.petctflow.radiomics.filter;
