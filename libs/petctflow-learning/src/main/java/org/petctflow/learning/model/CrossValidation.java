package org.petctflow.learning.model;

import java.util.List;

import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.Folds;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.data.Split;

/** Predictions for rows by models that have not seen them. */
public final class CrossValidation {

    /**
     * Predictions, one a row.
     *
     * @param probability of the positive class
     * @param decision the score, above 0 for the positive class
     */
    public record Predictions(double[] probability, double[] decision) {

        /**
         * @param metric a figure
         * @param y the classes, 0 or 1
         * @return the figure; rows are ordered by the decision value rounded to ten decimals, so that equal rows tie whatever
         *         rounding did to them, and classed positive where it is above 0
         */
        public double score(final Metric metric, final int[] y) {
            final double[] rounded = new double[y.length];
            final boolean[] positive = new boolean[y.length];
            for (int i = 0; i < y.length; i++) {
                rounded[i] = Math.abs(decision[i]) < 1e5 ? Math.rint(decision[i] * 1e10) / 1e10 : decision[i];
                positive[i] = decision[i] > 0;
            }
            return metric.of(y, rounded, probability, positive);
        }
    }

    private CrossValidation() {
    }

    /**
     * @param learner learns on the rows outside each fold
     * @param data all rows
     * @param folds the folds
     * @param run seed, threads and progress
     * @return the predictions of every row by the model of its fold
     * @throws IllegalArgumentException if a fold holds all rows of a class
     */
    public static Predictions outOfFold(final Learner learner, final Dataset data, final Folds folds, final Run run) {
        folds.requireBothClasses(data.labels(), false);
        final List<Predictions> parts = run.map(folds.count(), f -> {
            final Split split = folds.split(f);
            return predict(learner.fit(data.select(split.train()), run.onOneThread().part("fold", f)), data.select(split.test()));
        });
        final double[] probability = new double[data.rows()];
        final double[] decision = new double[data.rows()];
        for (int f = 0; f < parts.size(); f++) {
            final int[] test = folds.split(f).test();
            for (int i = 0; i < test.length; i++) {
                probability[test[i]] = parts.get(f).probability[i];
                decision[test[i]] = parts.get(f).decision[i];
            }
        }
        return new Predictions(probability, decision);
    }

    /**
     * @param model a fitted model
     * @param data rows
     * @return their predictions
     */
    public static Predictions predict(final Classifier model, final Dataset data) {
        return new Predictions(model.predictProbability(data.features()), model.decision(data.features()));
    }

    /**
     * @param predictions out-of-fold predictions
     * @param y the classes, 0 or 1
     * @param folds the folds
     * @param metric a figure
     * @return the figure in each fold
     */
    public static double[] foldScores(final Predictions predictions, final int[] y, final Folds folds, final Metric metric) {
        final double[] scores = new double[folds.count()];
        for (int f = 0; f < scores.length; f++) {
            final int[] test = folds.split(f).test();
            final double[] p = new double[test.length];
            final double[] d = new double[test.length];
            final int[] t = new int[test.length];
            for (int i = 0; i < test.length; i++) {
                p[i] = predictions.probability[test[i]];
                d[i] = predictions.decision[test[i]];
                t[i] = y[test[i]];
            }
            scores[f] = new Predictions(p, d).score(metric, t);
        }
        return scores;
    }
}
