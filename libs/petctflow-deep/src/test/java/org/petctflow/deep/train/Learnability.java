package org.petctflow.deep.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.petctflow.base.Progress;
import org.petctflow.deep.data.CohortCases;
import org.petctflow.deep.data.Grid;
import org.petctflow.deep.data.PreparedCases;
import org.petctflow.deep.data.Preprocessing;
import org.petctflow.deep.explain.Attention;
import org.petctflow.deep.explain.AttentionSummary;
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
 * What a network learns of a Synthetic Cohort with the settings of {@code example-workflows/dmdp}: 112 patients to train, 28 to
 * validate, 100 that are not seen.
 *
 * @param auc of EGFR and subtype, over the patients that were not seen
 * @param attention where Grad-CAM of the class that the network thinks most likely lies, for each task and layer, over the same patients
 * @param seconds of processor time that the training took
 */
record Learnability(double[] auc, List<AttentionSummary> attention, double seconds) {

    private static final int TRAINING = 112;

    private static final int VALIDATION = 28;

    private static final int TEST = 100;

    private static final double[] SIZE = {48, 64, 64};

    /** The rim reaches from the surface of the tumour, where it is planted, 7 mm outwards; the core begins 2 mm below. */
    private static final double INNER_MM = 2;

    private static final double OUTER_MM = 7;

    /** Patients of a seed, with labels that show in their images. */
    static CohortCases cohort(final long seed) {
        return new CohortCases(SyntheticCohort.Options.DEFAULT.withPatients(TRAINING + VALIDATION + TEST, seed)
            .withGrids(new SyntheticCohort.Grid(56, 96, 4, 4), new SyntheticCohort.Grid(56, 96, 4, 4.0728)), 2, SIZE);
    }

    /** The settings of the example workflow. */
    static TrainOptions options(final Grid grid, final long seed) {
        final Architecture small = Architecture.of(grid.slices(), grid.rows(), grid.columns(), 3).withWidth(8, 4)
            .withEmbedding(64, 32, 16).withStrides(List.of(1, 1, 2, 2)).withMaskChannel(true);
        return TrainOptions.of(small).withLoss(JointLoss.DEFAULT.withContrastiveWeight(0.05), true).withEpochs(40, 0, 8).withSeed(seed)
            .withResources("cpu", 1, 3);
    }

    /** Trains and asks; explains only if told. */
    static Learnability of(final CohortCases source, final long seed, final boolean explain) throws Exception {
        final Preprocessing preprocessing = Preprocessing.of(Grid.of(SIZE[0], SIZE[1], SIZE[2], 4));
        try (PreparedCases cases = PreparedCases.prepare(source, preprocessing, null, Progress.NONE)) {
            final double begin = cpuSeconds();
            final TrainResult result = Trainer.train(cases, IntStream.range(0, TRAINING).toArray(),
                IntStream.range(TRAINING, TRAINING + VALIDATION).toArray(), options(cases.preprocessing().grid(), seed), e -> {
                }, Progress.NONE);
            final double trained = cpuSeconds() - begin;
            try (Predictor predictor = Predictor.open(result.model(), "cpu", 1)) {
                return new Learnability(aucs(cases, predictor), explain ? attention(predictor, source) : List.of(), trained);
            }
        }
    }

    private static double[] aucs(final PreparedCases cases, final Predictor predictor) throws Exception {
        final int[] tests = IntStream.range(TRAINING + VALIDATION, cases.size()).toArray();
        final List<Prediction> predictions = predictor.predict(cases, tests, Uncertainty.NONE, Progress.NONE);
        return IntStream.range(0, 2).mapToDouble(t -> Score.of(predictions.stream().map(p -> p.probabilities().get(t)).toList(),
            Arrays.stream(tests).map(i -> cases.labels(i)[t]).toArray()).auc()).toArray();
    }

    private static List<AttentionSummary> attention(final Predictor predictor, final CohortCases source) throws Exception {
        final List<AttentionSummary.Entry> entries = new ArrayList<>();
        for (int i = TRAINING + VALIDATION; i < source.size(); i++) {
            for (int t = 0; t < 2; t++) {
                for (final HeatMap map : GradCam.explain(predictor, source.images(i), source.features(i), t, -1, EnumSet.allOf(Layer.class),
                    GradCam.Method.GRAD_CAM)) {
                    entries.add(new AttentionSummary.Entry(t, map.layer(), map.method(),
                        Attention.of(map.map(), source.images(i).mask(), INNER_MM, OUTER_MM)));
                }
            }
        }
        return AttentionSummary.of(entries);
    }

    /** A mean over the patients, by a name of {@link AttentionSummary#NUMBERS}. */
    double attention(final int task, final Layer layer, final String number) {
        return attention.stream().filter(s -> s.task() == task && s.layer() == layer).findFirst().orElseThrow()
            .mean()[AttentionSummary.NUMBERS.indexOf(number)];
    }

    /** How much more of the PET encoder's map lies in the core for the mutation, whose sign is there, than for the subtype. */
    double coreMargin() {
        return attention(0, Layer.PET_ENCODER, "core") - attention(1, Layer.PET_ENCODER, "core");
    }

    /** The same of how much denser the map is in the core than in the rim. */
    double densityMargin() {
        return attention(0, Layer.PET_ENCODER, "core against rim") - attention(1, Layer.PET_ENCODER, "core against rim");
    }

    /** How much more of the CT encoder's map lies in the rim for the subtype, whose sign is there, than for the mutation. */
    double rimMargin() {
        return attention(1, Layer.CT_ENCODER, "rim") - attention(0, Layer.CT_ENCODER, "rim");
    }

    /** For a person: a line a layer, mutation / subtype. */
    String text() {
        final StringBuilder text = new StringBuilder();
        for (final Layer layer : Layer.values()) {
            text.append(String.format(Locale.ROOT, "%n    %-22s", layer.title()));
            for (final String number : AttentionSummary.NUMBERS) {
                text.append(String.format(Locale.ROOT, "  %s %.3f / %.3f", number, attention(0, layer, number), attention(1, layer, number)));
            }
        }
        return text.toString();
    }

    private static double cpuSeconds() {
        return ((com.sun.management.OperatingSystemMXBean)java.lang.management.ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime() / 1e9;
    }
}
