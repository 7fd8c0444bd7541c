/**
 * What every library of the suite needs and none owns: progress and cancellation, derived seeds, ordered parallel work
 * on bounded memory, files that are written whole or not at all, the provenance of a result, and the file of a model.
 */
package org.petctflow.base;
