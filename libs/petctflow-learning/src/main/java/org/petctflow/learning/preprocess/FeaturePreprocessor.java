package org.petctflow.learning.preprocess;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.petctflow.base.Progress;
import org.petctflow.learning.data.FeatureMatrix;

/**
 * Learns, from training rows alone, how to fill missing values, which columns to drop and how to scale; the result is
 * applied to any rows. The steps, in this order:
 *
 * <ol>
 * <li>A column without any value is dropped: nothing is known of it.</li>
 * <li>Missing values become the column's median (of the values that are there; the mean of the middle two where their number
 * is even).</li>
 * <li>Columns whose population variance is not above the threshold are dropped; 0 drops constant columns.</li>
 * <li>Going from left to right, a column is dropped if its absolute Pearson correlation with a column kept before is above the
 * threshold.</li>
 * <li>z = (x - mean) / SD with the population SD (divided by n, as scikit-learn's StandardScaler).</li>
 * </ol>
 *
 * @param impute whether missing values are filled; otherwise a missing value is an error
 * @param scale whether columns are scaled; the SD of a constant column counts as 1
 * @param minVariance columns with this or a smaller variance are dropped; negative: none
 * @param maxCorrelation columns more correlated than this with a column before are dropped, 0 to 1; 1: none
 */
public record FeaturePreprocessor(boolean impute, boolean scale, double minVariance, double maxCorrelation) {

    /** Checks the thresholds. */
    public FeaturePreprocessor {
        if (Double.isNaN(minVariance)) {
            throw new IllegalArgumentException("The least variance must be a number");
        }
        if (!(maxCorrelation >= 0 && maxCorrelation <= 1)) {
            throw new IllegalArgumentException("The greatest correlation must lie within 0 and 1, but was " + maxCorrelation);
        }
    }

    /** @return median imputation and z-score, all columns kept */
    public static FeaturePreprocessor withDefaults() {
        return new FeaturePreprocessor(true, true, -1, 1);
    }

    /**
     * @param x the training rows, at least one; missing values are NaN
     * @param progress asked for cancellation
     * @return what was learned
     * @throws IllegalArgumentException if a value is infinite, or missing where nothing is imputed; the message names the column
     */
    public FittedPreprocessor fit(final FeatureMatrix x, final Progress progress) {
        if (x.rows() == 0) {
            throw new IllegalArgumentException("There is no row to learn from");
        }
        if (impute) {
            x.requireNoInfinite();
        } else {
            x.requireFinite();
        }
        final int columns = x.columns();
        final double[] medians = new double[columns];
        final double[] means = new double[columns];
        final double[] sds = new double[columns];
        final int[] missing = new int[columns];
        final String[] reasons = new String[columns];
        final List<double[]> keptUnits = new ArrayList<>(); // centred to norm 1, for the correlation filter
        final List<Integer> kept = new ArrayList<>();
        for (int c = 0; c < columns; c++) {
            if ((c & 63) == 0) {
                progress.checkCancelled();
            }
            final double[] column = x.column(c);
            medians[c] = median(column);
            missing[c] = (int)Arrays.stream(column).filter(Double::isNaN).count();
            if (missing[c] == column.length) {
                reasons[c] = "has no value";
                continue;
            }
            final double[] filled = fill(column, medians[c], missing[c]);
            means[c] = mean(filled);
            sds[c] = standardDeviation(filled, means[c]);
            if (sds[c] * sds[c] <= minVariance) {
                reasons[c] = "has a variance of " + (float)(sds[c] * sds[c]);
                continue;
            }
            if (maxCorrelation < 1) {
                final double[] unit = unit(filled, means[c]);
                final int twin = firstCorrelated(unit, keptUnits, progress);
                if (twin >= 0) {
                    reasons[c] = "is correlated with \"" + x.name(kept.get(twin)) + "\"";
                    continue;
                }
                keptUnits.add(unit);
            }
            kept.add(c);
        }
        return new FittedPreprocessor(x.names(), medians, means, sds, missing, reasons, impute, scale);
    }

    private int firstCorrelated(final double[] unit, final List<double[]> others, final Progress progress) {
        for (int k = 0; k < others.size(); k++) {
            if ((k & 4095) == 4095) {
                progress.checkCancelled();
            }
            final double[] other = others.get(k);
            double r = 0;
            for (int i = 0; i < unit.length; i++) {
                r += unit[i] * other[i];
            }
            if (Math.abs(r) > maxCorrelation) {
                return k;
            }
        }
        return -1;
    }

    /** @return the median of the values that are there, NaN if none is */
    static double median(final double[] column) {
        final double[] sorted = Arrays.stream(column).filter(v -> !Double.isNaN(v)).sorted().toArray();
        final int n = sorted.length;
        if (n == 0) {
            return Double.NaN;
        }
        return n % 2 == 1 ? sorted[n / 2] : sorted[n / 2 - 1] + (sorted[n / 2] - sorted[n / 2 - 1]) / 2;
    }

    private static double[] fill(final double[] column, final double median, final int missing) {
        if (missing == 0) {
            return column;
        }
        final double[] filled = column.clone();
        for (int i = 0; i < filled.length; i++) {
            if (Double.isNaN(filled[i])) {
                filled[i] = median;
            }
        }
        return filled;
    }

    /** The mean, corrected once by the mean of the residuals: exact to the last bits also for large offsets. */
    static double mean(final double[] values) {
        double sum = 0;
        for (final double v : values) {
            sum += v / values.length; // divided first: a sum of large values does not overflow
        }
        double rest = 0;
        for (final double v : values) {
            rest += v - sum;
        }
        return sum + rest / values.length;
    }

    /** The population SD; 0 for a constant column, whatever rounding says. */
    static double standardDeviation(final double[] values, final double mean) {
        double greatest = 0;
        boolean constant = true;
        for (final double v : values) {
            greatest = Math.max(greatest, Math.abs(v - mean));
            constant &= v == values[0];
        }
        if (constant || greatest == 0) {
            return 0;
        }
        double sum = 0;
        for (final double v : values) {
            final double d = (v - mean) / greatest;
            sum += d * d;
        }
        return greatest * Math.sqrt(sum / values.length);
    }

    private static double[] unit(final double[] values, final double mean) {
        final double norm = standardDeviation(values, mean) * Math.sqrt(values.length);
        final double[] unit = new double[values.length];
        for (int i = 0; i < unit.length && norm > 0; i++) {
            unit[i] = (values[i] - mean) / norm;
        }
        return unit;
    }
}
