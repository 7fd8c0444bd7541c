package org.petctflow.learning.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.petctflow.learning.model.Metric;
import org.petctflow.learning.select.SelectionStability;

/**
 * What a protocol gives over many splits.
 *
 * @param columns the table's columns
 * @param metrics the figures
 * @param splits the splits, in order
 * @param leaks sentences for the analyst: signs that the table was scaled or selected before
 */
public record ProtocolResult(List<String> columns, List<Metric> metrics, List<SplitResult> splits, List<String> leaks) {

    /** Copies the lists. */
    public ProtocolResult {
        columns = List.copyOf(columns);
        metrics = List.copyOf(metrics);
        splits = List.copyOf(splits);
        leaks = List.copyOf(leaks);
    }

    /**
     * One model in one split.
     *
     * @param probability of each test row, by a model that has not seen it
     * @param threshold chosen from the training rows
     * @param scores the figures, in the order of the metrics; NaN where undefined
     */
    public record ModelResult(double[] probability, double threshold, double[] scores) {
    }

    /**
     * One split.
     *
     * @param part which
     * @param selected the selected columns, in the order of the selector
     * @param models the models by name
     * @param failure why nothing could be learned, or null
     */
    public record SplitResult(Scheme.Part part, List<String> selected, Map<String, ModelResult> models, String failure) {
    }

    /**
     * A prediction for a row by a model that has not seen it.
     *
     * @param repeat which repeat
     * @param fold which fold
     * @param row the row
     * @param probability of the positive class
     * @param positive whether that reaches the split's threshold
     */
    public record Prediction(int repeat, int fold, int row, double probability, boolean positive) {
    }

    /** @return sentences for the analyst: signs of a leak, splits that failed */
    public List<String> warnings() {
        final List<String> warnings = new ArrayList<>(leaks);
        warnings.addAll(failures());
        return warnings;
    }

    /** @return a sentence for each split in which nothing could be learned; repeats and folds count from 1 */
    public List<String> failures() {
        return splits.stream().filter(s -> s.failure != null).map(s -> "Repeat " + (s.part.repeat() + 1) + ", fold " + (s.part.fold() + 1)
            + " failed: " + s.failure).toList();
    }

    /** @return the names of the models */
    public List<String> models() {
        return splits.stream().filter(s -> s.failure == null).findFirst().map(s -> List.copyOf(s.models.keySet())).orElse(List.of());
    }

    /**
     * @param model a model's name
     * @param metric one of the figures
     * @return the figure's distribution over the splits that did not fail
     */
    public Distribution distribution(final String model, final Metric metric) {
        final int m = metrics.indexOf(metric);
        if (m < 0 || !models().contains(model)) {
            throw new IllegalArgumentException("There is no " + metric + " of \"" + model + "\"; there are " + metrics + " of " + models());
        }
        return Distribution.of(splits.stream().filter(s -> s.failure == null).mapToDouble(s -> s.models.get(model).scores[m]).toArray());
    }

    /**
     * @param model a model's name
     * @return every prediction of it, by split and row
     */
    public List<Prediction> predictions(final String model) {
        final List<Prediction> predictions = new ArrayList<>();
        for (final SplitResult s : splits) {
            if (s.failure == null) {
                final ModelResult r = s.models.get(model);
                for (int i = 0; i < r.probability.length; i++) {
                    predictions.add(new Prediction(s.part.repeat(), s.part.fold(), s.part.rows().test()[i], r.probability[i],
                        r.probability[i] >= r.threshold));
                }
            }
        }
        return predictions;
    }

    /**
     * @return how often each column was selected, and how stable that is
     * @throws IllegalArgumentException if fewer than two splits succeeded
     */
    public SelectionStability selection() {
        return SelectionStability.of(splits.stream().filter(s -> s.failure == null)
            .map(s -> s.selected.stream().mapToInt(columns::indexOf).toArray()).toList(), columns.size());
    }
}
