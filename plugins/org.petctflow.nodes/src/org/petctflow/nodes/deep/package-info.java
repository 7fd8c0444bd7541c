/** The nodes of the category Deep learning: the DMDP network. */
package org.petctflow.nodes.deep;
