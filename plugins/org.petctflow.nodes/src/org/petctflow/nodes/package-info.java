/** The nodes: what a user sees of them. What they compute is in libs/. */
package org.petctflow.nodes;
