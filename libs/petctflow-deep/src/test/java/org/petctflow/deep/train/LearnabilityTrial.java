package org.petctflow.deep.train;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import org.petctflow.base.Progress;
import org.petctflow.deep.data.CohortCases;
import org.petctflow.deep.data.Grid;
import org.petctflow.deep.data.PreparedCases;
import org.petctflow.deep.data.Preprocessing;
import org.petctflow.deep.explain.Attention;
import org.petctflow.deep.explain.GradCam;
import org.petctflow.deep.explain.HeatMap;
import org.petctflow.deep.network.Architecture;
import org.petctflow.deep.network.JointLoss;
import org.petctflow.deep.network.Layer;
import org.petctflow.deep.predict.Prediction;
import org.petctflow.deep.predict.Predictor;
import org.petctflow.deep.predict.Uncertainty;
import org.petctflow.imaging.synthetic.SyntheticCohort;

/**
 * Whether the network learns what the Synthetic Cohort plants: a seed after the other, with the settings of
 * {@code example-workflows/dmdp}. Minutes of processor time, so that it is a program and no test; it fails if
 * <ul>
 * <li>fewer than all but one of the seeds reach an AUC of 0.85 for both tasks on 60 patients that were not seen,
 * <li>with labels that know nothing of the images the mean AUC is further from 0.5 than 0.15,
 * <li>Grad-CAM of the mutation in the PET encoder, where its sign is, does not put more in the core, against the rim, than that of the
 * subtype there by the margin, as the mean over the seeds. (Other layers are printed only: their maps hold what the other modality and
 * the surroundings add, which differs from seed to seed.)
 * </ul>
 *
 * <p>Arguments: the seeds, separated by commas, by default 1 to 5; for how many of them labels are shuffled, too, by default all.
 */
public final class LearnabilityTrial {

    private static final int TRAINING = 112;

    private static final int VALIDATION = 28;

    private static final int TEST = 60;

    private static final double[] SIZE = {48, 64, 64};

    /** The rim reaches from the surface of the tumour, where it is planted, 7 mm outwards; the core begins 2 mm below. */
    private static final double INNER_MM = 2;

    private static final double OUTER_MM = 7;

    private static final double MARGIN = 0.1;

    /** The class of each task whose tumours carry the sign: mutants are patchy, adenocarcinomas have a halo. */
    private static final int[] SIGN = {1, 0};

    private LearnabilityTrial() {
    }

    private static SyntheticCohort.Options cohort(final long seed) {
        return SyntheticCohort.Options.DEFAULT.withPatients(TRAINING + VALIDATION + TEST, seed)
            .withGrids(new SyntheticCohort.Grid(56, 96, 4, 4), new SyntheticCohort.Grid(56, 96, 4, 4.0728));
    }

    /** Those of the example workflow. */
    static TrainOptions options(final Grid grid, final long seed) {
        final Architecture small = Architecture.of(grid.slices(), grid.rows(), grid.columns(), 3).withWidth(8, 4)
            .withEmbedding(64, 32, 16).withStrides(List.of(1, 1, 2, 2));
        return TrainOptions.of(small).withLoss(JointLoss.DEFAULT.withContrastiveWeight(0.05), true).withEpochs(40, 0, 8).withSeed(seed).withResources("cpu", 1, 3)
            .withOptimizer(OptimizerOptions.DEFAULT.with(OptimizerOptions.Kind.ADAMW, 0.002), Schedule.DEFAULT);
    }

    private static TrainResult train(final PreparedCases cases, final long seed) throws Exception {
        return Trainer.train(cases, IntStream.range(0, TRAINING).toArray(),
            IntStream.range(TRAINING, TRAINING + VALIDATION).toArray(), options(cases.preprocessing().grid(), seed), e -> {
            }, Progress.NONE);
    }

    private static double[] aucs(final PreparedCases cases, final Predictor predictor) throws Exception {
        final int[] tests = IntStream.range(TRAINING + VALIDATION, cases.size()).toArray();
        final List<Prediction> predictions = predictor.predict(cases, tests, Uncertainty.NONE, Progress.NONE);
        return IntStream.range(0, 2).mapToDouble(t -> Score.of(predictions.stream().map(p -> p.probabilities().get(t)).toList(),
            Arrays.stream(tests).map(i -> cases.labels(i)[t]).toArray()).auc()).toArray();
    }

    /**
     * Mean over the test patients that carry a task's sign of the share that the core has of core and rim (by mean value, so that
     * their sizes do not count), for each layer and task.
     */
    private static Map<Layer, double[]> attention(final Predictor predictor, final CohortCases source) throws Exception {
        final Map<Layer, double[]> shares = new EnumMap<>(Layer.class);
        final EnumSet<Layer> layers = EnumSet.allOf(Layer.class);
        for (int t = 0; t < 2; t++) {
            final int task = t;
            final Map<Layer, List<Double>> all = new EnumMap<>(Layer.class);
            for (int i = TRAINING + VALIDATION; i < source.size(); i++) {
                if (source.labels(i)[t] != SIGN[t]) {
                    continue;
                }
                for (final HeatMap map : GradCam.explain(predictor, source.images(i), source.features(i), t, SIGN[t], layers,
                    GradCam.Method.GRAD_CAM)) {
                    final Attention a = Attention.of(map.map(), source.images(i).mask(), INNER_MM, OUTER_MM);
                    all.computeIfAbsent(map.layer(), l -> new ArrayList<>()).add(a.coreMean() / (a.coreMean() + a.rimMean()));
                }
            }
            // a map that is 0 in the whole tumour and its rim says nothing of either
            all.forEach((layer, values) -> shares.computeIfAbsent(layer, l -> new double[2])[task] =
                values.stream().filter(v -> !v.isNaN()).mapToDouble(v -> v).average().orElse(Double.NaN));
        }
        return shares;
    }

    private static double mean(final List<Map<Layer, double[]>> looks, final Layer layer, final int task) {
        return looks.stream().mapToDouble(l -> l.get(layer)[task]).average().orElseThrow();
    }

    private static String text(final Map<Layer, double[]> shares) {
        final StringBuilder text = new StringBuilder();
        shares.forEach((layer, s) -> text.append(String.format(Locale.ROOT, " %s %.3f %.3f;", layer.title(), s[0], s[1])));
        return text.toString();
    }

    private static double cpuSeconds() {
        return ((com.sun.management.OperatingSystemMXBean)ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }

    /**
     * @param arguments the seeds
     * @throws Exception if something else than learning fails
     */
    public static void main(final String[] arguments) throws Exception {
        final long[] seeds = arguments.length == 0 ? new long[]{1, 2, 3, 4, 5}
            : Arrays.stream(arguments[0].split(",")).mapToLong(Long::parseLong).toArray();
        final int shuffled = arguments.length < 2 ? seeds.length : Integer.parseInt(arguments[1]);
        final List<double[]> real = new ArrayList<>();
        final List<double[]> noise = new ArrayList<>();
        final List<Map<Layer, double[]>> looks = new ArrayList<>();
        for (int k = 0; k < seeds.length; k++) {
            final long seed = seeds[k];
            final Preprocessing preprocessing = Preprocessing.of(Grid.of(SIZE[0], SIZE[1], SIZE[2], 4));
            final CohortCases source = new CohortCases(cohort(seed), 2, SIZE);
            try (PreparedCases cases = PreparedCases.prepare(source, preprocessing, null, Progress.NONE)) {
                final double begin = cpuSeconds();
                final TrainResult result = train(cases, seed);
                final double trained = cpuSeconds() - begin;
                try (Predictor predictor = Predictor.open(result.model(), "cpu", 1)) {
                    real.add(aucs(cases, predictor));
                    looks.add(attention(predictor, source));
                }
                System.out.printf(Locale.ROOT, "seed %d: AUC EGFR %.3f, subtype %.3f; %.0f CPU s; core's share of core and rim, mutation and "
                    + "subtype:%s%n", seed, real.get(k)[0], real.get(k)[1], trained, text(looks.get(k)));
            }
            if (k < shuffled) {
                try (PreparedCases cases = PreparedCases.prepare(source.shuffled(), preprocessing, null, Progress.NONE);
                        Predictor predictor = Predictor.open(train(cases, seed).model(), "cpu", 1)) {
                    noise.add(aucs(cases, predictor));
                }
                System.out.printf(Locale.ROOT, "seed %d, labels shuffled: AUC EGFR %.3f, subtype %.3f%n", seed, noise.get(k)[0], noise.get(k)[1]);
            }
        }
        final List<String> failures = new ArrayList<>();
        final long good = real.stream().filter(a -> a[0] >= 0.85 && a[1] >= 0.85).count();
        if (good < Math.max(1, seeds.length - 1)) {
            failures.add("only " + good + " of " + seeds.length + " seeds reach an AUC of 0.85 for both tasks");
        }
        final double chance = noise.stream().flatMapToDouble(Arrays::stream).average().orElse(0.5);
        if (Math.abs(chance - 0.5) > 0.15) {
            failures.add("with labels that know nothing the mean AUC is " + chance);
        }
        final double mutation = mean(looks, Layer.PET_ENCODER, 0);
        final double subtype = mean(looks, Layer.PET_ENCODER, 1);
        System.out.printf(Locale.ROOT, "%d of %d seeds reach 0.85 for both; shuffled: mean AUC %.3f; PET encoder: the core's share is %.3f for the "
            + "mutation, %.3f for the subtype%n", good, seeds.length, chance, mutation, subtype);
        if (!(mutation > subtype + MARGIN)) {
            failures.add("Grad-CAM does not tell core from rim by " + MARGIN);
        }
        System.out.println(failures.isEmpty() ? "all as it must be" : "FAILED: " + failures);
        System.exit(failures.isEmpty() ? 0 : 1);
    }
}
