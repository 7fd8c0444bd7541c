/**
 * What every method of learning and statistics shares: a matrix of named columns, labels, patients, folds and splits, the
 * run (seed, threads, progress), and options as text.
 *
 * <p><b>Seeds.</b> A computation takes one seed ({@link org.petctflow.learning.data.Run}). Whatever is random inside it (a
 * fold assignment, a tree, a resample) draws from a seed derived from that one and from where it stands (its purpose, its
 * index), never from a generator that is shared. So the order in which parts run, and the number of threads, never show in a
 * result, and adding a part changes no other part's numbers.
 */
package org.petctflow.learning.data;
