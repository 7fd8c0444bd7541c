package org.petctflow.nodes.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.petctflow.base.Progress;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Groups;
import org.petctflow.learning.ensemble.ThresholdPolicy;
import org.petctflow.learning.evaluate.Predictions;
import org.petctflow.learning.evaluate.Scored;
import org.petctflow.nodes.common.LabelClasses;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.models.ModelEvaluatorNodeParameters.Policy;

/**
 * A table of predictions as the Model Evaluator reads it.
 *
 * @param data what the table is called
 * @param classes the negative and the positive class
 * @param models predictions by the models' names
 * @param subgroups by the models' names, then by the columns', which part each row is of
 * @param thresholds the thresholds of the models, by name; empty where they are in columns
 * @param left how many rows were left out
 * @param rows how many rows the table has
 */
record PredictionTable(String data, List<String> classes, Map<String, Predictions> models, Map<String, Map<String, Groups>> subgroups,
    Map<String, Double> thresholds, long left, long rows) {

    /** The rows of one model while they are read. */
    private static final class Part {
        final List<String> m_labels = new ArrayList<>();

        final List<Double> m_scores = new ArrayList<>();

        final List<Double> m_thresholds = new ArrayList<>();

        final List<String> m_patients = new ArrayList<>();

        final List<List<String>> m_groups = new ArrayList<>();
    }

    /**
     * @param data what the table is called, for messages
     * @param table the table
     * @param parameters the settings; they fit the table
     * @param before the first table, or null if this is it: its classes and thresholds hold
     * @param progress asked for cancellation
     * @return the predictions
     */
    static PredictionTable read(final String data, final BufferedDataTable table, final ModelEvaluatorNodeParameters parameters,
        final PredictionTable before, final Progress progress) {
        final Map<String, Part> parts = new LinkedHashMap<>();
        long left = 0;
        for (final DataRow row : table) {
            progress.checkCancelled();
            left += read(row, table.getDataTableSpec(), parameters, parts) ? 0 : 1;
        }
        final TreeSet<String> found = new TreeSet<>();
        parts.values().forEach(p -> found.addAll(p.m_labels));
        if (found.isEmpty()) {
            throw new IllegalArgumentException("No row of the table '" + data + "' has a label in the column '" + parameters.m_labelColumn
                + "' and probabilities in " + FeatureMatrix.brief(List.of(parameters.m_probabilityColumns)));
        }
        final List<String> classes = before == null ? classes(parameters, found) : before.classes;
        if (!classes.containsAll(found)) {
            throw new IllegalArgumentException("The label '" + parameters.m_labelColumn + "' of the table '" + data + "' has the classes "
                + FeatureMatrix.brief(found) + ", but the first table has " + FeatureMatrix.brief(classes));
        }
        final Map<String, Predictions> models = new LinkedHashMap<>();
        final Map<String, Map<String, Groups>> subgroups = new LinkedHashMap<>();
        final Map<String, Double> thresholds = new LinkedHashMap<>();
        parts.forEach((name, part) -> {
            final int[] y = part.m_labels.stream().mapToInt(classes::indexOf).toArray();
            final int positives = Arrays.stream(y).sum();
            if (positives == 0 || positives == y.length) {
                throw new IllegalArgumentException("All " + y.length + " rows of '" + name + "' in the table '" + data + "' have the class '"
                    + classes.get(y[0]) + "' in the column '" + parameters.m_labelColumn + "': nothing can be measured with one class");
            }
            final Scored scored = new Scored(y, part.m_scores.stream().mapToDouble(Double::doubleValue).toArray());
            final Groups patients = part.m_patients.isEmpty() ? Groups.single(y.length) : Groups.of(part.m_patients);
            if (parameters.m_policy == Policy.COLUMNS) {
                models.put(name,
                    Predictions.of(scored, part.m_thresholds.stream().mapToDouble(Double::doubleValue).toArray(), patients));
            } else {
                thresholds.put(name, before == null ? threshold(parameters, scored) : before.threshold(name));
                models.put(name, Predictions.of(scored, thresholds.get(name), patients));
            }
            final Map<String, Groups> of = new LinkedHashMap<>();
            for (int g = 0; g < parameters.m_subgroupColumns.length; g++) {
                final int column = g;
                of.put(parameters.m_subgroupColumns[g], Groups.of(part.m_groups.stream().map(l -> l.get(column)).toList()));
            }
            subgroups.put(name, of);
        });
        return new PredictionTable(data, classes, models, subgroups, thresholds, left, table.size());
    }

    private double threshold(final String model) {
        if (!thresholds.containsKey(model)) {
            throw new IllegalArgumentException("The second table has predictions of the model '" + model + "', but the first has those of "
                + FeatureMatrix.brief(thresholds.keySet()) + " only");
        }
        return thresholds.get(model);
    }

    private static double threshold(final ModelEvaluatorNodeParameters parameters, final Scored scored) {
        return switch (parameters.m_policy) {
            case YOUDEN -> ThresholdPolicy.youden().choose(scored.score(), scored.y());
            case SENSITIVITY -> new ThresholdPolicy(ThresholdPolicy.Rule.SENSITIVITY, parameters.m_sensitivity / 100)
                .choose(scored.score(), scored.y());
            default -> parameters.m_threshold;
        };
    }

    private static List<String> classes(final ModelEvaluatorNodeParameters parameters, final TreeSet<String> found) {
        final String positive = LabelClasses.positive(parameters.m_labelColumn, parameters.m_positiveClass, found);
        return List.of(found.first().equals(positive) ? found.last() : found.first(), positive);
    }

    /** @return whether the row was taken */
    private static boolean read(final DataRow row, final DataTableSpec spec, final ModelEvaluatorNodeParameters parameters,
        final Map<String, Part> parts) {
        final String label = LabelClasses.label(row.getCell(spec.findColumnIndex(parameters.m_labelColumn)));
        final String[] columns = parameters.m_probabilityColumns;
        final String[] thresholds = parameters.m_policy == Policy.COLUMNS ? parameters.m_thresholdColumns : new String[0];
        final double[] scores = probabilities(row, spec, columns);
        final double[] limits = probabilities(row, spec, thresholds);
        final String model = parameters.m_modelColumn.map(c -> Tables.text(row.getCell(spec.findColumnIndex(c)))).orElse(null);
        final String patient = parameters.m_patientColumn.map(c -> Tables.text(row.getCell(spec.findColumnIndex(c)))).orElse(null);
        if (label == null || scores == null || limits == null || parameters.m_modelColumn.isPresent() && model == null
            || parameters.m_patientColumn.isPresent() && patient == null) {
            return false;
        }
        for (int c = 0; c < columns.length; c++) {
            final Part part = parts.computeIfAbsent(model == null ? columns[c] : model, k -> new Part());
            part.m_labels.add(label);
            part.m_scores.add(scores[c]);
            if (limits.length > 0) {
                part.m_thresholds.add(limits[limits.length == 1 ? 0 : c]);
            }
            if (patient != null) {
                part.m_patients.add(patient);
            }
            part.m_groups.add(Arrays.stream(parameters.m_subgroupColumns).map(g -> {
                final String value = LabelClasses.label(row.getCell(spec.findColumnIndex(g)));
                return value == null ? "(missing)" : value;
            }).toList());
        }
        return true;
    }

    /** @return the probabilities; null if one is missing */
    private static double[] probabilities(final DataRow row, final DataTableSpec spec, final String[] columns) {
        final double[] values = new double[columns.length];
        for (int c = 0; c < columns.length; c++) {
            values[c] = Tables.number(row.getCell(spec.findColumnIndex(columns[c])));
            if (Double.isNaN(values[c])) {
                return null;
            }
            if (!(values[c] >= 0 && values[c] <= 1)) {
                throw new IllegalArgumentException("Row '" + row.getKey() + "' has " + values[c] + " in the column '" + columns[c]
                    + "', but a probability lies between 0 and 1: choose another column");
            }
        }
        return values;
    }

    /** @return whether all models have the same rows, so that they can be compared pair by pair */
    boolean paired() {
        final Predictions first = models.values().iterator().next();
        return models.values().stream().allMatch(p -> Arrays.equals(p.scored().y(), first.scored().y())
            && Arrays.equals(p.patients().codes(), first.patients().codes()) && p.patients().names().equals(first.patients().names()));
    }

    /** @return what to tell of rows that were left out; empty if there are none */
    String warning() {
        return left == 0 ? "" : left + " of " + rows + " rows of '" + data + "' have no label or no probability and were left out.";
    }
}
