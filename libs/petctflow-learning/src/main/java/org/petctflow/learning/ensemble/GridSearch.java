package org.petctflow.learning.ensemble;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.Folds;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.model.Classifier;
import org.petctflow.learning.model.CrossValidation;
import org.petctflow.learning.model.Learner;
import org.petctflow.learning.model.Metric;

/**
 * Tries every combination of some options by stratified cross-validation on the training rows and takes the one with the
 * greatest mean score over folds. Of equal ones it takes the first, options being in alphabetical order, the last one changing
 * fastest.
 *
 * @param learner the learner whose options are tried
 * @param grid for each option the values to try, as text, e.g. {@code c -> 0.01, 0.1, 1}
 * @param folds how many folds, at least 2
 * @param metric what is scored
 */
public record GridSearch(Learner learner, Map<String, List<String>> grid, int folds, Metric metric) implements Learner {

    private static final int MAX_POINTS = 10_000;

    /** Copies the grid and checks every point of it. */
    public GridSearch {
        final Map<String, List<String>> copy = new TreeMap<>(); // an order that does not hang on the caller's map
        grid.forEach((k, v) -> copy.put(k, List.copyOf(v)));
        grid = Collections.unmodifiableMap(copy);
        if (folds < 2) {
            throw new IllegalArgumentException("The number of folds must be at least 2, but was " + folds);
        }
        candidates(learner, grid);
    }

    /** @return the learner of each point of the grid, in order */
    public List<Learner> candidates() {
        return candidates(learner, grid);
    }

    private static List<Learner> candidates(final Learner learner, final Map<String, List<String>> grid) {
        List<Map<String, String>> points = List.of(Map.of());
        for (final Map.Entry<String, List<String>> option : grid.entrySet()) {
            if (option.getValue().isEmpty()) {
                throw new IllegalArgumentException("The grid has no value for the option \"" + option.getKey() + "\"");
            }
            final List<Map<String, String>> more = new ArrayList<>();
            for (final Map<String, String> point : points) {
                for (final String value : option.getValue()) {
                    final Map<String, String> next = new LinkedHashMap<>(point);
                    next.put(option.getKey(), value);
                    more.add(next);
                }
            }
            points = more;
            if (points.size() > MAX_POINTS) {
                throw new IllegalArgumentException("The grid has more than " + MAX_POINTS + " points; try fewer values");
            }
        }
        return points.stream().map(p -> p.isEmpty() ? learner : Learners.with(learner, p)).toList();
    }

    @Override
    public Learner settle(final Dataset data, final Run run) {
        final List<Learner> candidates = candidates();
        return candidates.get(candidates.size() == 1 ? 0 : best(scores(data, run))).settle(data, run.part("chosen"));
    }

    /**
     * @param data the training rows
     * @param run seed, threads and progress
     * @return the mean score of each candidate over the folds; all are fitted on the same folds with the same seeds
     */
    public double[] scores(final Dataset data, final Run run) {
        data.requireLearnable();
        final List<Learner> candidates = candidates();
        final Folds f = data.folds(folds, run.part("folds").seed());
        f.requireBothClasses(data.labels(), metric.needsBothClasses());
        final double[] scores = new double[candidates.size()];
        for (int c = 0; c < scores.length; c++) {
            run.progress().report((double)c / scores.length, "Grid point " + (c + 1) + " of " + scores.length);
            final double[] byFold = CrossValidation.foldScores(
                CrossValidation.outOfFold(candidates.get(c), data, f, run.silent().part("candidate")), data.y(), f, metric);
            for (final double s : byFold) {
                scores[c] += s / byFold.length;
            }
        }
        return scores;
    }

    private static int best(final double[] scores) {
        int best = 0;
        for (int c = 1; c < scores.length; c++) {
            if (scores[c] > scores[best] + 1e-12 || Double.isNaN(scores[best])) {
                best = c;
            }
        }
        return best;
    }

    @Override
    public Classifier fit(final Dataset data, final Run run) {
        return settle(data, run).fit(data, run.part("fit"));
    }
}
