package org.petctflow.learning.ensemble;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

import org.apache.commons.rng.UniformRandomProvider;
import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Randoms;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.model.Classifier;
import org.petctflow.learning.model.Learner;

/**
 * Fits a learner on training rows to which rows of the smaller class were added until both classes have the same number, by
 * SMOTE (Chawla et al. 2002, doi:10.1613/jair.953): a new row lies at random between a row and one of its nearest neighbours of
 * the same class. It happens inside each fit, so a row that is left out for testing never has a child among the training rows.
 *
 * @param learner the learner; none that makes folds of its own
 * @param neighbours how many nearest neighbours, at least 1; fewer where the class has fewer rows
 */
public record Oversampled(Learner learner, int neighbours) implements Learner {

    /** Checks the option. */
    public Oversampled {
        if (neighbours < 1) {
            throw new IllegalArgumentException("The number of neighbours must be 1 or more, but was " + neighbours);
        }
        if (learner instanceof GridSearch || learner instanceof Stacking || learner instanceof Calibrated) {
            throw new IllegalArgumentException("A " + learner.type() + " makes folds of its own, and a new row must not stand in another "
                + "fold than the rows it lies between: oversample the learners inside it instead");
        }
    }

    @Override
    public Classifier fit(final Dataset data, final Run run) {
        return learner.fit(oversample(data.requireLearnable(), run), run.part("fit"));
    }

    /**
     * @param data rows
     * @param run seed and progress
     * @return the same rows, then the new ones
     */
    Dataset oversample(final Dataset data, final Run run) {
        final int[] counts = data.labels().counts();
        final int small = counts[1] < counts[0] ? 1 : 0;
        final int added = counts[1 - small] - counts[small];
        final int[] rows = IntStream.range(0, data.rows()).filter(r -> data.y()[r] == small).toArray();
        final double[][] x = data.features().selectRows(rows).toRows();
        final int k = Math.min(neighbours, rows.length - 1);
        final int[][] nearest = new int[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            run.progress().checkCancelled();
            nearest[i] = nearest(x, i, k);
        }
        final UniformRandomProvider random = Randoms.of(run.part("smote").seed());
        final int n = data.rows();
        final int p = data.features().columns();
        final double[][] columns = new double[p][];
        for (int c = 0; c < p; c++) {
            columns[c] = Arrays.copyOf(data.features().column(c), n + added);
        }
        final int[] y = Arrays.copyOf(data.y(), n + added);
        for (int a = 0; a < added; a++) {
            final int i = random.nextInt(rows.length);
            final int j = k == 0 ? i : nearest[i][random.nextInt(k)];
            final double between = random.nextDouble();
            for (int c = 0; c < p; c++) {
                columns[c][n + a] = x[i][c] + between * (x[j][c] - x[i][c]);
            }
            y[n + a] = small;
        }
        return Dataset.of(FeatureMatrix.ofColumns(data.features().names(), columns, n + added),
            data.labels().with(y));
    }

    private static int[] nearest(final double[][] x, final int i, final int k) {
        final double[] distance = new double[x.length];
        for (int j = 0; j < x.length; j++) {
            for (int c = 0; c < x[i].length; c++) {
                final double d = x[i][c] - x[j][c];
                distance[j] += d * d;
            }
        }
        return IntStream.range(0, x.length).filter(j -> j != i).boxed()
            .sorted(Comparator.comparingDouble(j -> distance[j])).limit(k).mapToInt(Integer::intValue).toArray();
    }
}
