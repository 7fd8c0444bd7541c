package org.petctflow.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Labels;

/** Data sets for tests, from a seed. */
public final class Synthetic {

    private Synthetic() {
    }

    public static List<String> names(final int columns) {
        final List<String> names = new ArrayList<>();
        for (int c = 0; c < columns; c++) {
            names.add("x" + c);
        }
        return names;
    }

    /** Normal noise; the first {@code signals} columns are shifted by {@code shift} SD in the positive class. */
    public static Dataset task(final int rows, final int positives, final int columns, final int signals, final double shift,
        final long seed) {
        final Random random = new Random(seed);
        final int[] y = new int[rows];
        for (int i = 0; i < positives; i++) {
            y[(int)((i + 0.5) * rows / positives)] = 1;
        }
        final double[][] x = new double[columns][rows];
        for (int c = 0; c < columns; c++) {
            for (int r = 0; r < rows; r++) {
                x[c][r] = random.nextGaussian() + (c < signals && y[r] == 1 ? shift : 0);
            }
        }
        return Dataset.of(FeatureMatrix.ofColumns(names(columns), x, rows), Labels.binary(y));
    }

    /** AUC by comparing every pair. */
    public static double auc(final int[] y, final double[] score) {
        double wins = 0;
        int pairs = 0;
        for (int i = 0; i < y.length; i++) {
            for (int j = 0; j < y.length; j++) {
                if (y[i] == 1 && y[j] == 0) {
                    wins += score[i] > score[j] ? 1 : score[i] == score[j] ? 0.5 : 0;
                    pairs++;
                }
            }
        }
        return wins / pairs;
    }
}
