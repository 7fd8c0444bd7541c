/** The nodes of the category Radiomics. */
package org.petctflow.nodes.radiomics;
