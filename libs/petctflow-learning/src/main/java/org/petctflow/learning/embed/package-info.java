/** Draws many features as a picture of two, and says in numbers whether batches mix. */
package org.petctflow.learning.embed;
