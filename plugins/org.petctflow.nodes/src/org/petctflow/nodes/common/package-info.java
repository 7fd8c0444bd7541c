/**
 * What keeps every node a thin door: progress and errors, tables to arrays and back, choices of columns, reasons for rows that
 * failed, provenance, views. How a node is written with them: docs/how-to-add-a-node.md.
 */
package org.petctflow.nodes.common;
