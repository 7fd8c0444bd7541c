/** The nodes of the category Study, and the node that checks tables in test workflows. */
package org.petctflow.nodes.study;
