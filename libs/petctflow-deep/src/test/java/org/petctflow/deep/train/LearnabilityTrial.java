package org.petctflow.deep.train;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

import org.petctflow.base.Progress;
import org.petctflow.deep.data.CohortCases;
import org.petctflow.deep.data.Grid;
import org.petctflow.deep.data.Images;
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
 * <li>with labels that know nothing of the images the mean AUC over the seeds is further from 0.5 than 0.15,
 * <li>Grad-CAM of the mutation does not look more at the core, and less at the rim, than that of the subtype, by the margin.
 * </ul>
 *
 * <p>Arguments: the seeds, separated by commas; by default 1 to 5.
 */
public final class LearnabilityTrial {

    private static final int TRAINING = 112;

    private static final int VALIDATION = 28;

    private static final int TEST = 60;

    private static final double[] SIZE = {48, 64, 64};

    /** The rim reaches from the surface of the tumour, where it is planted, 7 mm outwards; the core begins 2 mm below. */
    private static final double INNER_MM = 2;

    private static final double OUTER_MM = 7;

    private static final double MARGIN = 0.05;

    private LearnabilityTrial() {
    }

    private static SyntheticCohort.Options cohort(final long seed, final boolean noise) {
        return SyntheticCohort.Options.DEFAULT.withPatients(TRAINING + VALIDATION + TEST, seed).withEffect(1, noise)
            .withGrids(new SyntheticCohort.Grid(56, 96, 4, 4), new SyntheticCohort.Grid(56, 96, 4, 4.0728));
    }

    /** Those of the example workflow. */
    static TrainOptions options(final Grid grid, final long seed) {
        final Architecture small = Architecture.of(grid.slices(), grid.rows(), grid.columns(), 3).withWidth(8, 4)
            .withEmbedding(64, 32, 16);
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

    /** Mean shares of core and rim over the test patients that carry both signs, for the mutation and for the adenocarcinoma. */
    private static double[][] attention(final Predictor predictor, final CohortCases source, final Layer layer) throws Exception {
        final double[][] sums = new double[2][2];
        int n = 0;
        for (int i = TRAINING + VALIDATION; i < source.size(); i++) {
            if (source.labels(i)[0] != 1 || source.labels(i)[1] != 0) {
                continue;
            }
            final Images images = source.images(i);
            final Attention[] a = new Attention[2];
            for (int t = 0; t < 2; t++) {
                final HeatMap map = GradCam.explain(predictor, images, source.features(i), t, source.labels(i)[t], EnumSet.of(layer),
                    GradCam.Method.GRAD_CAM).get(0);
                a[t] = Attention.of(map.map(), images.mask(), INNER_MM, OUTER_MM);
            }
            if (Double.isNaN(a[0].core()) || Double.isNaN(a[1].core())) {
                continue; // nothing spoke for the class in this layer
            }
            n++;
            for (int t = 0; t < 2; t++) {
                sums[t][0] += a[t].core();
                sums[t][1] += a[t].rim();
            }
        }
        for (final double[] s : sums) {
            s[0] /= n;
            s[1] /= n;
        }
        return sums;
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
        final Set<Layer> layers = EnumSet.allOf(Layer.class);
        final List<double[]> real = new ArrayList<>();
        final List<double[]> noise = new ArrayList<>();
        final List<double[][]> core = new ArrayList<>();
        System.out.printf("seed  AUC EGFR  AUC subtype  shuffled EGFR  shuffled subtype  CPU s  core and rim: mutation - subtype%n");
        for (final long seed : seeds) {
            final double begin = cpuSeconds();
            final Preprocessing preprocessing = Preprocessing.of(Grid.of(SIZE[0], SIZE[1], SIZE[2], 4));
            final double trained;
            final StringBuilder looks = new StringBuilder();
            final CohortCases source = new CohortCases(cohort(seed, false), 2, SIZE);
            try (PreparedCases cases = PreparedCases.prepare(source, preprocessing, null, Progress.NONE)) {
                final TrainResult result = train(cases, seed);
                trained = cpuSeconds() - begin;
                try (Predictor predictor = Predictor.open(result.model(), "cpu", 1)) {
                    real.add(aucs(cases, predictor));
                    for (final Layer layer : layers) {
                        final double[][] a = attention(predictor, source, layer);
                        if (layer == Layer.SMALL_SCALE_ATTENTION) {
                            core.add(a);
                        }
                        looks.append(String.format(Locale.ROOT, "  %s: core %.3f - %.3f, rim %.3f - %.3f", layer.title(), a[0][0], a[1][0],
                            a[0][1], a[1][1]));
                    }
                }
            }
            try (PreparedCases cases =
                PreparedCases.prepare(new CohortCases(cohort(seed, true), 2, SIZE), preprocessing, null, Progress.NONE);
                    Predictor predictor = Predictor.open(train(cases, seed).model(), "cpu", 1)) {
                noise.add(aucs(cases, predictor));
            }
            final int k = real.size() - 1;
            System.out.printf(Locale.ROOT, "%4d  %8.3f  %11.3f  %13.3f  %16.3f  %5.0f%s%n", seed, real.get(k)[0], real.get(k)[1],
                noise.get(k)[0], noise.get(k)[1], trained, looks);
        }
        final List<String> failures = new ArrayList<>();
        final long good = real.stream().filter(a -> a[0] >= 0.85 && a[1] >= 0.85).count();
        if (good < Math.max(1, seeds.length - 1)) {
            failures.add("only " + good + " of " + seeds.length + " seeds reach an AUC of 0.85 for both tasks");
        }
        for (int t = 0; t < 2; t++) {
            final int task = t;
            final double mean = noise.stream().mapToDouble(a -> a[task]).average().orElseThrow();
            if (Math.abs(mean - 0.5) > 0.15) {
                failures.add("with labels that know nothing the AUC is " + mean);
            }
        }
        final double coreMore = core.stream().mapToDouble(a -> a[0][0] - a[1][0]).average().orElseThrow();
        final double rimMore = core.stream().mapToDouble(a -> a[1][1] - a[0][1]).average().orElseThrow();
        System.out.printf(Locale.ROOT, "small-scale attention: core %+.3f for the mutation, rim %+.3f for the subtype%n", coreMore, rimMore);
        if (!(coreMore > MARGIN && rimMore > MARGIN)) {
            failures.add("Grad-CAM does not tell core from rim by " + MARGIN);
        }
        System.out.println(failures.isEmpty() ? "all as it must be" : "FAILED: " + failures);
        System.exit(failures.isEmpty() ? 0 : 1);
    }
}
