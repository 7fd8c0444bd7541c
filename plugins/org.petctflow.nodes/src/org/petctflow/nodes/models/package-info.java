/** The nodes of the category Models. */
package org.petctflow.nodes.models;
