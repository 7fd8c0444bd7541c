package org.petctflow.learning.explain;

import java.util.Arrays;
import java.util.List;

import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.model.Classifier;
import org.petctflow.learning.stats.Description;

/**
 * The mean prediction of all rows when a column has the same value in all of them (Friedman 2001, doi:10.1214/aos/1013203451), and how the rows'
 * own predictions spread (Goldstein 2015, doi:10.1080/10618600.2014.907095). Where columns depend on each other, it asks the model about
 * patients that do not exist.
 *
 * @param column the column
 * @param values the values it was given, rising
 * @param mean the mean probability at each value
 * @param low the 10th percentile of the rows' probabilities
 * @param high the 90th percentile
 */
public record PartialDependence(String column, double[] values, double[] mean, double[] low, double[] high) {

    /**
     * @param model a fitted model
     * @param x rows as the model gets them
     * @param column which of its columns
     * @param points at how many values, at least 2: quantiles of the column from 5 to 95 %, each once
     * @param run threads and progress
     * @return the dependence
     */
    public static PartialDependence of(final Classifier model, final FeatureMatrix x, final String column, final int points, final Run run) {
        if (points < 2) {
            throw new IllegalArgumentException("A curve needs at least 2 points, but " + points + " were asked for");
        }
        final List<String> columns = model.columns();
        final int at = columns.indexOf(column);
        if (at < 0) {
            throw new IllegalArgumentException("The model has no column \"" + column + "\"");
        }
        final FeatureMatrix rows = x.selectColumns(columns).requireFinite();
        final double[] own = rows.column(at);
        final double[] values = java.util.stream.IntStream.range(0, points)
            .mapToDouble(i -> Description.quantile(own, 0.05 + 0.9 * i / (points - 1.0))).distinct().toArray();
        final double[] mean = new double[values.length];
        final double[] low = new double[values.length];
        final double[] high = new double[values.length];
        final List<double[]> predictions = run.map(values.length, v -> {
            final double[][] all = new double[columns.size()][];
            for (int c = 0; c < all.length; c++) {
                all[c] = rows.column(c);
            }
            all[at] = new double[rows.rows()];
            Arrays.fill(all[at], values[v]);
            return model.predictProbability(FeatureMatrix.ofColumns(columns, all, rows.rows()));
        });
        for (int v = 0; v < values.length; v++) {
            mean[v] = Arrays.stream(predictions.get(v)).average().orElse(Double.NaN);
            low[v] = Description.quantile(predictions.get(v), 0.1);
            high[v] = Description.quantile(predictions.get(v), 0.9);
        }
        return new PartialDependence(column, values, mean, low, high);
    }
}
