package org.petctflow.deep.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

import org.petctflow.deep.network.Layer;

/**
 * Where the weight of many patients' heat maps lies: mean and standard deviation (over n - 1) of the shares over the patients.
 * Maps of zeros have no shares and do not count.
 *
 * @param task which task
 * @param layer where in the network
 * @param method how the maps were computed
 * @param n how many maps count
 * @param mean shares in the tumour, its core, the rim and outside; NaN without maps
 * @param sd their standard deviations; NaN for fewer than two maps
 */
public record AttentionSummary(int task, Layer layer, GradCam.Method method, int n, double[] mean, double[] sd) {

    /** What the numbers are, in order. */
    public static final List<String> REGIONS = List.of("inside", "core", "rim", "outside");

    private static final List<ToDoubleFunction<Attention>> SHARES =
        List.of(Attention::inside, Attention::core, Attention::rim, Attention::outside);

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
         * @param region index into {@link #REGIONS}
         * @return the share there
         */
        public double share(final int region) {
            return SHARES.get(region).applyAsDouble(attention);
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
            final double[] mean = new double[SHARES.size()];
            final double[] sd = new double[SHARES.size()];
            for (int k = 0; k < mean.length; k++) {
                final int region = k;
                final double m = known.stream().mapToDouble(e -> e.share(region)).average().orElse(Double.NaN);
                mean[k] = m;
                final DoubleStream squares = known.stream().mapToDouble(e -> (e.share(region) - m) * (e.share(region) - m));
                sd[k] = known.size() < 2 ? Double.NaN : Math.sqrt(squares.sum() / (known.size() - 1));
            }
            summaries.add(new AttentionSummary(group.get(0).task, group.get(0).layer, group.get(0).method, known.size(), mean, sd));
        }
        return List.copyOf(summaries);
    }
}
