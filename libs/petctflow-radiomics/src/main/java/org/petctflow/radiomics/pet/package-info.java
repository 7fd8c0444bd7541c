/** PET uptake and its heterogeneity: SUV statistics, MTV, TLG, cumulative histogram, dispersion of plane means. */
package org.petctflow.radiomics.pet;
