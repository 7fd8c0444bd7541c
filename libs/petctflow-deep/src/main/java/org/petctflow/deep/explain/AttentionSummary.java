package org.petctflow.deep.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

import org.petctflow.deep.network.Layer;

/**
 * Where the weight of many patients' heat maps lies: mean and standard deviation (over n - 1) of the shares over the patients, and of
 * how much denser the core is than the rim. Maps of zeros have no shares and do not count; those of zeros in core and rim do not
 * count for {@link Attention#coreAgainstRim()}.
 *
 * @param task which task
 * @param layer where in the network
 * @param method how the maps were computed
 * @param n how many maps count
 * @param mean shares in the tumour, its core, the rim and outside, and core against rim; NaN without maps
 * @param sd their standard deviations; NaN for fewer than two maps
 */
public record AttentionSummary(int task, Layer layer, GradCam.Method method, int n, double[] mean, double[] sd) {

    /** What the numbers are, in order. */
    public static final List<String> NUMBERS = List.of("inside", "core", "rim", "outside", "core against rim");

    private static final List<ToDoubleFunction<Attention>> VALUES =
        List.of(Attention::inside, Attention::core, Attention::rim, Attention::outside, Attention::coreAgainstRim);

    /**
     * A patient's map.
     *
     * @param task which task
     * @param layer where in the network
     * @param method how it was computed
     * @param attention where its weight lies
     */
    public record Entry(int task, Layer layer, GradCam.Method method, Attention attention) {

        /**
         * @param number index into {@link #NUMBERS}
         * @return the number; may be NaN
         */
        public double value(final int number) {
            return VALUES.get(number).applyAsDouble(attention);
        }
    }

    /**
     * @param entries maps of patients
     * @return a summary for each task, method and layer, in the order in which they come first
     */
    public static List<AttentionSummary> of(final List<Entry> entries) {
        final Map<List<Object>, List<Entry>> groups = new LinkedHashMap<>();
        for (final Entry e : entries) {
            groups.computeIfAbsent(List.of(e.task, e.method, e.layer), k -> new ArrayList<>()).add(e);
        }
        final List<AttentionSummary> summaries = new ArrayList<>();
        for (final List<Entry> group : groups.values()) {
            final List<Entry> known = group.stream().filter(e -> !Double.isNaN(e.attention.core())).toList();
            final double[] mean = new double[VALUES.size()];
            final double[] sd = new double[VALUES.size()];
            for (int k = 0; k < mean.length; k++) {
                final int number = k;
                final double[] values = known.stream().mapToDouble(e -> e.value(number)).filter(v -> !Double.isNaN(v)).toArray();
                final double m = DoubleStream.of(values).average().orElse(Double.NaN);
                mean[k] = m;
                sd[k] = values.length < 2 ? Double.NaN
                    : Math.sqrt(DoubleStream.of(values).map(v -> (v - m) * (v - m)).sum() / (values.length - 1));
            }
            summaries.add(new AttentionSummary(group.get(0).task, group.get(0).layer, group.get(0).method, known.size(), mean, sd));
        }
        return List.copyOf(summaries);
    }
}
