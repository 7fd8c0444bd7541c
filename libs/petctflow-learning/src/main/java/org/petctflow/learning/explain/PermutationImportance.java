package org.petctflow.learning.explain;

import java.util.List;

import org.petctflow.base.Seeds;
import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Randoms;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.model.Classifier;
import org.petctflow.learning.model.Metric;
import org.petctflow.learning.stats.Description;

/**
 * How much worse a model does when a column's values are shuffled among the rows (Breiman 2001, doi:10.1023/A:1010933404324),
 * on rows that the model has not seen. Correlated columns share their importance: each seems to matter less than both.
 *
 * @param columns the model's columns
 * @param baseline the figure on the rows as they are
 * @param drops the baseline minus the figure after shuffling, [column][repeat]
 */
public record PermutationImportance(List<String> columns, double baseline, double[][] drops) {

    /**
     * @param model a fitted model
     * @param data rows of both classes that the model has not seen
     * @param metric the figure
     * @param threshold a row is classed positive from this probability on
     * @param repeats how often each column is shuffled
     * @param run seed, threads and progress
     * @return the importance of each column
     */
    public static PermutationImportance of(final Classifier model, final Dataset data, final Metric metric, final double threshold,
        final int repeats, final Run run) {
        if (repeats < 1) {
            throw new IllegalArgumentException("Each column must be shuffled at least once, but repeats was " + repeats);
        }
        data.labels().requireBothClasses();
        final List<String> columns = model.columns();
        final FeatureMatrix x = data.features().selectColumns(columns);
        final double baseline = metric.of(data.y(), model.predictProbability(x), threshold);
        final List<double[]> drops = run.map(columns.size(), c -> {
            final double[] of = new double[repeats];
            for (int k = 0; k < repeats; k++) {
                final int[] order = new int[x.rows()];
                java.util.Arrays.setAll(order, i -> i);
                Randoms.shuffle(order, Randoms.of(Seeds.derive(run.seed(), c, k)));
                final double[][] values = new double[columns.size()][];
                for (int j = 0; j < values.length; j++) {
                    values[j] = x.column(j);
                }
                final double[] own = x.column(c);
                values[c] = java.util.Arrays.stream(order).mapToDouble(r -> own[r]).toArray();
                of[k] = baseline - metric.of(data.y(),
                    model.predictProbability(FeatureMatrix.ofColumns(columns, values, x.rows())), threshold);
            }
            return of;
        });
        return new PermutationImportance(columns, baseline, drops.toArray(double[][]::new));
    }

    /**
     * @param column which column
     * @return the mean drop over the repeats
     */
    public double mean(final int column) {
        return java.util.Arrays.stream(drops[column]).average().orElse(Double.NaN);
    }

    /**
     * @param column which column
     * @return the standard deviation of the drop over the repeats; NaN for one repeat
     */
    public double sd(final int column) {
        return Description.of(drops[column]).sd();
    }

    /**
     * @param column which column
     * @param share which quantile over the repeats, 0 to 1
     * @return the drop (linear interpolation, type 7)
     */
    public double quantile(final int column, final double share) {
        return Description.quantile(drops[column], share);
    }
}
