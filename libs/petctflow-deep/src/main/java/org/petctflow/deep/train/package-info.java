/** Trains a network: optimisers, schedules, the loop, checkpoints, and a process of its own for it. */
package org.petctflow.deep.train;
