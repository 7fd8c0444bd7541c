package org.petctflow.learning.data;

/**
 * Rows to learn from and rows to test on.
 *
 * @param train the training rows, ascending
 * @param test the test rows, ascending; none of them is a training row
 */
public record Split(int[] train, int[] test) {
}
