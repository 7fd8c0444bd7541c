package org.petctflow.learning.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.commons.rng.UniformRandomProvider;
import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Labels;
import org.petctflow.learning.data.Randoms;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.data.Split;
import org.petctflow.learning.data.StratifiedSplitter;
import org.petctflow.learning.model.Metric;

/**
 * Runs a whole protocol inside each of many splits. Nothing of a test row is seen before its prediction: imputation, scaling,
 * harmonisation, selection, tuning, stacking and the threshold are learned from the split's training rows. All seeds derive
 * from the run's one; splits run in parallel, and the number of threads never shows.
 *
 * <p>A split in which nothing can be learned (such as a left-out centre that holds all positive rows) is kept with the reason and
 * warned of; only where every split fails is the first reason thrown.
 */
public final class ProtocolEvaluator {

    private final Protocol m_protocol;

    private final Scheme m_scheme;

    private final List<Metric> m_metrics;

    /**
     * @param protocol what is done with training rows
     * @param scheme how rows are divided
     * @param metrics the figures to give, at least one
     */
    public ProtocolEvaluator(final Protocol protocol, final Scheme scheme, final List<Metric> metrics) {
        if (metrics.isEmpty()) {
            throw new IllegalArgumentException("At least one figure must be asked for");
        }
        m_protocol = protocol;
        m_scheme = scheme;
        m_metrics = List.copyOf(metrics);
    }

    /**
     * @param data all rows, raw
     * @param run seed, threads and progress
     * @return the result
     * @throws IllegalArgumentException if nothing can be learned in any split
     */
    public ProtocolResult evaluate(final Dataset data, final Run run) {
        data.labels().requireBothClasses();
        data.features().requireNoInfinite();
        final List<ProtocolResult.SplitResult> splits = run(data, m_scheme.parts(data, run.part("splits").seed()), run);
        final List<ProtocolResult.SplitResult> failed = splits.stream().filter(s -> s.failure() != null).toList();
        if (failed.size() == splits.size()) {
            throw new IllegalArgumentException("Nothing could be learned in any of " + splits.size() + " splits. The first: "
                + failed.get(0).failure());
        }
        return new ProtocolResult(data.features().names(), m_metrics, splits, LeakSigns.of(data));
    }

    private List<ProtocolResult.SplitResult> run(final Dataset data, final List<Scheme.Part> parts, final Run run) {
        return run.map(parts.size(), i -> split(data, parts.get(i), run.onOneThread().part("split", i)));
    }

    private ProtocolResult.SplitResult split(final Dataset data, final Scheme.Part part, final Run run) {
        final Split rows = part.rows();
        try {
            final Protocol.Fitted fitted = m_protocol.fit(data.select(rows.train()), run);
            final Dataset test = data.select(rows.test());
            final FeatureMatrix x = fitted.apply(test);
            final Map<String, ProtocolResult.ModelResult> models = new LinkedHashMap<>();
            fitted.models().forEach((name, model) -> {
                final double[] p = model.classifier().predictProbability(x);
                models.put(name, new ProtocolResult.ModelResult(p, model.threshold(),
                    m_metrics.stream().mapToDouble(m -> m.of(test.y(), p, model.threshold())).toArray()));
            });
            return new ProtocolResult.SplitResult(part, fitted.selected(), models, null);
        } catch (final IllegalArgumentException e) {
            return new ProtocolResult.SplitResult(part, List.of(), Map.of(), e.getMessage());
        }
    }

    /**
     * The mean of a figure with the labels as they are, and with labels at random.
     *
     * @param observed the mean over splits with the true labels
     * @param permuted the mean over splits with each permutation
     * @param p the share of permutations that reach the observed mean, (1 + k) / (1 + n) (Phipson, Smyth 2010,
     *            doi:10.2202/1544-6115.1585)
     */
    public record PermutationTest(double observed, double[] permuted, double p) {
    }

    /**
     * Repeats the whole evaluation with permuted labels. Patients exchange their labels (those with the same number of rows, if
     * they have several). Everything else that is random is the same each time.
     *
     * @param data all rows, raw
     * @param model which model
     * @param metric which figure
     * @param permutations how many, at least 1
     * @param withinCentres whether labels are exchanged inside each centre only: then a model that knows the centre alone is not
     *            significant
     * @param run seed, threads and progress
     * @return the test
     */
    public PermutationTest permutationTest(final Dataset data, final String model, final Metric metric, final int permutations,
        final boolean withinCentres, final Run run) {
        if (permutations < 1) {
            throw new IllegalArgumentException("The number of permutations must be 1 or more, but was " + permutations);
        }
        if (withinCentres && data.centres() == null) {
            throw new IllegalArgumentException("Labels cannot be exchanged within centres: the table names none");
        }
        final ProtocolEvaluator one = new ProtocolEvaluator(m_protocol, m_scheme, List.of(metric));
        final double observed = one.evaluate(data, run.silent().part("evaluation")).distribution(model, metric).mean();
        final double[] permuted = run.map(permutations, i -> {
            final Dataset shuffled = new Dataset(data.features(),
                permute(data, withinCentres, run.part("permutation", i).seed()), data.patients(), data.centres());
            return one.evaluate(shuffled, run.onOneThread().part("evaluation")).distribution(model, metric).mean();
        }).stream().mapToDouble(Double::doubleValue).toArray();
        final long reaching = Arrays.stream(permuted).filter(v -> v >= observed - 1e-12).count();
        return new PermutationTest(observed, permuted, (1.0 + reaching) / (1.0 + permutations));
    }

    private static Labels permute(final Dataset data, final boolean withinCentres, final long seed) {
        final UniformRandomProvider random = Randoms.of(seed);
        final int[][] members = data.patients().members();
        final Map<Long, List<Integer>> blocks = new TreeMap<>(); // patients that may exchange labels
        for (int p = 0; p < members.length; p++) {
            final long centre = withinCentres ? data.centres().codes()[members[p][0]] : 0;
            blocks.computeIfAbsent((centre << 32) | members[p].length, k -> new ArrayList<>()).add(p);
        }
        final int[] y = new int[data.rows()];
        for (final List<Integer> block : blocks.values()) {
            final int[] order = block.stream().mapToInt(Integer::intValue).toArray();
            Randoms.shuffle(order, random);
            for (int i = 0; i < order.length; i++) {
                final int[] to = members[block.get(i)];
                final int[] from = members[order[i]];
                for (int r = 0; r < to.length; r++) {
                    y[to[r]] = data.y()[from[r]];
                }
            }
        }
        return data.labels().with(y);
    }

    /**
     * A figure with a share of the training rows.
     *
     * @param share the share
     * @param trainingRows the mean number of training rows
     * @param result the figure over splits
     */
    public record LearningPoint(double share, double trainingRows, ProtocolResult result) {
    }

    /**
     * Evaluates with fewer training rows, the test rows being the same.
     *
     * @param data all rows, raw
     * @param shares shares of each split's training rows, above 0 and up to 1
     * @param run seed, threads and progress
     * @return a point for each share
     */
    public List<LearningPoint> learningCurve(final Dataset data, final double[] shares, final Run run) {
        final List<Scheme.Part> parts = m_scheme.parts(data, run.part("splits").seed());
        final List<LearningPoint> curve = new ArrayList<>();
        for (int s = 0; s < shares.length; s++) {
            final double share = shares[s];
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("A share of training rows must be above 0 and up to 1, but was " + share);
            }
            final List<Scheme.Part> smaller = new ArrayList<>();
            double rows = 0;
            for (int i = 0; i < parts.size(); i++) {
                int[] train = parts.get(i).rows().train();
                if (share < 1) {
                    final int[] all = train;
                    final Dataset part = data.select(all);
                    train = Arrays.stream(StratifiedSplitter.split(part.labels(), part.patients(), 1 - share,
                        run.part("share", i).seed()).train()).map(r -> all[r]).toArray();
                }
                rows += (double)train.length / parts.size();
                smaller.add(new Scheme.Part(parts.get(i).repeat(), parts.get(i).fold(), new Split(train, parts.get(i).rows().test())));
            }
            final Run part = run.with(run.progress().part((double)s / shares.length, (s + 1.0) / shares.length));
            curve.add(new LearningPoint(share, rows, new ProtocolResult(data.features().names(), m_metrics, run(data, smaller, part),
                List.of())));
        }
        return curve;
    }
}
