/** Statistics, histograms and peaks of a region's intensities. */
package org.petctflow.radiomics.intensity;
