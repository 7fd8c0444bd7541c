/** Writes the pages of docs/nodes from the nodes' own descriptions. */
package org.petctflow.headless.docs;
