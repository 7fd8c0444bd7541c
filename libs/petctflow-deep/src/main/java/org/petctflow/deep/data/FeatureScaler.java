package org.petctflow.deep.data;

import java.util.Arrays;
import java.util.List;

/**
 * Fills missing features with the training patients' median, then takes off their mean and divides by their standard
 * deviation (of the filled values, n - 1). A feature that is constant there becomes 0.
 *
 * @param names the features, in order
 * @param medians the training patients' medians; 0 where a feature is missing in all
 * @param means their means
 * @param sds their standard deviations; 1 for constant features
 */
public record FeatureScaler(List<String> names, List<Double> medians, List<Double> means, List<Double> sds) {

    /** Checks that there is one number a feature. */
    public FeatureScaler {
        names = List.copyOf(names);
        medians = List.copyOf(medians);
        means = List.copyOf(means);
        sds = List.copyOf(sds);
        final int n = names.size();
        if (medians.size() != n || means.size() != n || sds.size() != n) {
            throw new IllegalArgumentException("The scaling of " + n + " features has " + medians.size() + " medians, "
                + means.size() + " means and " + sds.size() + " standard deviations");
        }
        for (int i = 0; i < n; i++) {
            if (!(sds.get(i) > 0) || !Double.isFinite(medians.get(i) + means.get(i) + sds.get(i))) {
                throw new IllegalArgumentException("The scaling of the feature '" + names.get(i) + "' is not finite");
            }
        }
    }

    /**
     * @param names the features
     * @param training one row a training patient; NaN where a value is missing
     * @return the scaling
     * @throws IllegalArgumentException if a value is infinite
     */
    public static FeatureScaler fit(final List<String> names, final List<double[]> training) {
        final int n = names.size();
        final Double[] medians = new Double[n];
        final Double[] means = new Double[n];
        final Double[] sds = new Double[n];
        for (int f = 0; f < n; f++) {
            final int feature = f;
            final double[] known =
                training.stream().mapToDouble(r -> r[feature]).filter(v -> !Double.isNaN(v)).sorted().toArray();
            for (final double v : known) {
                if (Double.isInfinite(v)) {
                    throw new IllegalArgumentException("The feature '" + names.get(f) + "' has an infinite value");
                }
            }
            medians[f] = known.length == 0 ? 0
                : known.length % 2 == 1 ? known[known.length / 2]
                    : known[known.length / 2 - 1] / 2 + known[known.length / 2] / 2;
            final double median = medians[f];
            final double[] filled =
                training.stream().mapToDouble(r -> Double.isNaN(r[feature]) ? median : r[feature]).toArray();
            final double mean = Arrays.stream(filled).average().orElse(0);
            final double squares = Arrays.stream(filled).map(v -> (v - mean) * (v - mean)).sum();
            final double sd = Math.sqrt(squares / Math.max(1, filled.length - 1));
            means[f] = mean;
            sds[f] = sd > 1e-12 * Math.max(1, Math.abs(mean)) ? sd : 1;
        }
        return new FeatureScaler(names, List.of(medians), List.of(means), List.of(sds));
    }

    /**
     * @param values one number a feature; NaN where it is missing
     * @return the scaled numbers
     * @throws BadCaseException if there are fewer or more, or one is infinite
     */
    public float[] apply(final double[] values) throws BadCaseException {
        if (values.length != names.size()) {
            throw new BadCaseException(
                "There are " + values.length + " features, but the network takes " + names.size() + ": " + names);
        }
        final float[] scaled = new float[values.length];
        for (int i = 0; i < scaled.length; i++) {
            if (Double.isInfinite(values[i])) {
                throw new BadCaseException("The feature '" + names.get(i) + "' is infinite");
            }
            scaled[i] = (float)(((Double.isNaN(values[i]) ? medians.get(i) : values[i]) - means.get(i)) / sds.get(i));
        }
        return scaled;
    }
}
