/**
 * Features as PyRadiomics defines and names them, its settings and its parameter files. Source: van Griethuysen et al. 2017,
 * doi:10.1158/0008-5472.CAN-17-0339; PyRadiomics 3.1.
 */
package org.petctflow.radiomics.pyradiomics;
