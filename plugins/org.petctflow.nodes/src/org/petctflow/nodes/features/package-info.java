/** The nodes of the category Features. */
package org.petctflow.nodes.features;
