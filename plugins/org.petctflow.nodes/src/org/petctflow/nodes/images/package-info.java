/** The nodes of the category Images. */
package org.petctflow.nodes.images;
