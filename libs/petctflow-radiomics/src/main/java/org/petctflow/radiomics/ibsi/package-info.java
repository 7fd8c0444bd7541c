/** Features as the Image Biomarker Standardisation Initiative defines them. */
package org.petctflow.radiomics.ibsi;
