package org.petctflow.learning.select;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.petctflow.base.Progress;
import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Folds;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.data.Split;
import org.petctflow.learning.model.Classifier;
import org.petctflow.learning.model.CrossValidation;
import org.petctflow.learning.model.Learner;
import org.petctflow.learning.model.Metric;

/**
 * Recursive feature elimination with cross-validation (Guyon et al. 2002, doi:10.1023/A:1012487302797; as scikit-learn's RFECV).
 * In each fold a model is fitted to all columns and scored on the fold's test rows, the least important columns are removed, and
 * so on down to the least number. The number of columns with the greatest mean score over folds wins (the smallest of equal
 * ones); the elimination on all rows then says which columns those are.
 *
 * <p>Importance is the squared coefficient of a linear model or the decrease of impurity of a forest. Of equally unimportant
 * columns the leftmost goes first. A forest draws afresh in each fit, from a seed derived from the fold and the number of
 * columns.
 *
 * @param learner the model; one that tells importances
 * @param step how many columns to remove at a time: 1 or more, or below 1 that share of all columns (at least one)
 * @param minFeatures least number of columns, at least 1
 * @param metric what is scored
 * @param folds how many folds, at least 2
 */
public record Rfecv(Learner learner, double step, int minFeatures, Metric metric, int folds) implements Selector {

    /** Checks the options. */
    public Rfecv {
        if (!(step > 0 && (step < 1 || step == Math.rint(step)) && step <= Integer.MAX_VALUE)) {
            throw new IllegalArgumentException(
                "The step must be a whole number of columns, or a share of them between 0 and 1, but was " + step);
        }
        if (minFeatures < 1) {
            throw new IllegalArgumentException("The least number of columns must be 1 or more, but was " + minFeatures);
        }
        if (folds < 2) {
            throw new IllegalArgumentException("The number of folds must be at least 2, but was " + folds);
        }
    }

    /**
     * What was found.
     *
     * @param columns the selected columns, ascending
     * @param ranking for each column 1 if selected, 2 for the last one(s) removed, and so on
     * @param sizes the numbers of columns that were scored, ascending
     * @param meanScores for each size the mean score over folds
     * @param sdScores for each size the population SD over folds
     * @param foldScores [fold][size]
     */
    public record Result(int[] columns, int[] ranking, int[] sizes, double[] meanScores, double[] sdScores,
        double[][] foldScores) implements Selection {
    }

    /** Columns as they were removed (first removed first, then those left), and the score before each removal. */
    private record Elimination(List<int[]> removed, int[] left, double[] scores) {
    }

    @Override
    public Result select(final Dataset data, final Run run) {
        data.requireLearnable();
        return select(data, data.folds(folds, run.part("folds").seed()), run);
    }

    /**
     * @param data the training rows
     * @param given the folds to use
     * @param run seed, threads and progress
     * @return the selection
     */
    public Result select(final Dataset data, final Folds given, final Run run) {
        data.requireLearnable();
        given.requireBothClasses(data.labels(), metric.needsBothClasses());
        final int[] sizes = sizes(data.features().columns());
        final Run inner = run.onOneThread();
        final Fits fits = new Fits(run.progress(), sizes, given.count());
        final List<double[]> scores = run.silent().map(given.count(), f -> {
            final Split split = given.split(f);
            return eliminate(data.select(split.train()), data.select(split.test()), sizes, sizes[0], inner.part("rfe", f), fits).scores;
        });
        final int n = sizes.length;
        final int folds = given.count();
        final double[] mean = new double[n];
        final double[] sd = new double[n];
        final double[][] byFold = new double[folds][n];
        final int[] ascending = new int[n];
        for (int s = 0; s < n; s++) {
            final int from = n - 1 - s; // the elimination goes from many columns to few
            ascending[s] = sizes[from];
            for (int f = 0; f < folds; f++) {
                byFold[f][s] = scores.get(f)[from];
                mean[s] += byFold[f][s] / folds;
            }
            for (int f = 0; f < folds; f++) {
                sd[s] += (byFold[f][s] - mean[s]) * (byFold[f][s] - mean[s]) / folds;
            }
            sd[s] = Math.sqrt(sd[s]);
        }
        int best = 0;
        for (int s = 1; s < n; s++) {
            if (mean[s] > mean[best] + 1e-12) { // less is rounding: the smaller number of columns stays
                best = s;
            }
        }
        final Elimination all = eliminate(data, null, sizes, ascending[best], run.silent().part("rfe", given.count()), fits);
        run.progress().report(1, ascending[best] + " of " + ascending[n - 1] + " columns selected");
        final int[] ranking = new int[data.features().columns()];
        Arrays.fill(ranking, 1);
        for (int i = 0; i < all.removed.size(); i++) {
            for (final int c : all.removed.get(i)) {
                ranking[c] = all.removed.size() - i + 1;
            }
        }
        return new Result(all.left, ranking, ascending, mean, sd, byFold);
    }

    /** A model a fold and number of columns, and again those on all rows but the last. */
    @Override
    public Cost cost(final List<String> columns) {
        return cost(sizes(columns.size()), folds);
    }

    private static Cost cost(final int[] sizes, final int folds) {
        final long sum = Arrays.stream(sizes).asLongStream().sum();
        return new Cost((folds + 1L) * sizes.length - 1, (folds + 1L) * sum - sizes[sizes.length - 1]);
    }

    @Override
    public Selector coarser() {
        return new Rfecv(learner, 0.1, minFeatures, metric, folds);
    }

    /** Counts the fits. One of many columns takes longer than one of few, so each counts by its columns. */
    private static final class Fits {

        private final Progress m_progress;

        private final Cost m_cost;

        private long m_done;

        private long m_fits;

        Fits(final Progress progress, final int[] sizes, final int folds) {
            m_progress = progress;
            m_cost = cost(sizes, folds);
        }

        synchronized void done(final int columns) {
            m_done += columns;
            m_fits++;
            m_progress.report((double)m_done / m_cost.columns(), "model " + m_fits + " of up to " + m_cost.fits());
        }
    }

    /** The numbers of columns, descending. */
    private int[] sizes(final int columns) {
        final int by = step >= 1 ? (int)step : Math.max(1, (int)(step * columns));
        final List<Integer> sizes = new ArrayList<>();
        int size = columns;
        sizes.add(size);
        while (size > minFeatures) {
            size = Math.max(minFeatures, size - by);
            sizes.add(size);
        }
        return sizes.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Removes columns down to a number of them; scores on the test rows unless they are null. */
    private Elimination eliminate(final Dataset train, final Dataset test, final int[] sizes, final int downTo, final Run run,
        final Fits fits) {
        final FeatureMatrix x = train.features();
        int[] left = new int[x.columns()];
        Arrays.setAll(left, i -> i);
        final double[] scores = new double[sizes.length];
        final List<int[]> removed = new ArrayList<>();
        final int end = test == null ? downTo : sizes[sizes.length - 1];
        for (int s = 0; s < sizes.length; s++) {
            run.progress().checkCancelled();
            if (test == null && left.length == end) {
                break;
            }
            final Dataset part = train.with(x.selectColumns(left));
            final Classifier model = learner.fit(part, run.part("size", left.length));
            fits.done(left.length);
            if (test != null) {
                scores[s] = CrossValidation.predict(model, test.with(test.features().selectColumns(left))).score(metric, test.y());
            }
            if (left.length == end) {
                break;
            }
            final double[] importances = model.importances().orElseThrow(() -> new IllegalArgumentException(
                "A " + learner.type() + " does not tell how much a column matters; take a logistic regression, a forest or a linear "
                    + "SVM for recursive feature elimination"));
            final int[] current = left;
            final Integer[] order = new Integer[current.length];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, Comparator.comparingDouble(i -> importances[i])); // stable: of equal ones the leftmost first
            final int count = current.length - sizes[s + 1];
            removed.add(Arrays.stream(order).limit(count).mapToInt(i -> current[i]).toArray());
            left = Arrays.stream(order).skip(count).mapToInt(i -> current[i]).sorted().toArray();
        }
        return new Elimination(removed, left, scores);
    }
}
