/**
 * What every library of the suite needs and none owns: progress and cancellation, derived seeds, ordered parallel work
 * on bounded memory, files that are written whole or not at all, and the provenance of a result.
 */
package org.petctflow.base;
