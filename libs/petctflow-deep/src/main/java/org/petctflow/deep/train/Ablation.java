package org.petctflow.deep.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

import org.petctflow.base.Progress;
import org.petctflow.deep.data.PreparedCases;
import org.petctflow.deep.predict.Prediction;
import org.petctflow.deep.predict.Predictor;
import org.petctflow.deep.predict.Uncertainty;

/**
 * Trains a network again and again with a part of it left out, and asks each for patients that none has seen: what the part is
 * worth. Every variant sees the same seeds, and with a seed the same split, order and augmentation.
 */
public final class Ablation {

    private Ablation() {
    }

    /**
     * What is trained.
     *
     * @param name what tables call it
     * @param features the features that it sees; without any the network has neither text encoder nor contrastive loss
     * @param contrastive whether the contrastive loss is part of the loss
     * @param ct whether it sees CT
     * @param pet whether it sees PET
     */
    public record Variant(String name, List<String> features, boolean contrastive, boolean ct, boolean pet) {
        /** Copies the list. */
        public Variant {
            features = List.copyOf(features);
        }
    }

    /**
     * One training.
     *
     * @param variant what was trained
     * @param seed its seed
     * @param curve the losses of every epoch
     * @param bestEpoch the epoch that was kept
     * @param scores a task's each, over the test patients
     */
    public record Run(Variant variant, long seed, List<EpochLosses> curve, int bestEpoch, List<Score> scores) {
        /** Copies the lists. */
        public Run {
            curve = List.copyOf(curve);
            scores = List.copyOf(scores);
        }
    }

    /** How a network is trained: {@link Trainer#train}, or {@link TrainingProcess#train}. */
    @FunctionalInterface
    public interface Training {
        /**
         * @param cases the patients
         * @param training who it learns from
         * @param validation who decides which epoch is kept
         * @param options what it is told
         * @param progress 0 to 1 over the epochs
         * @return the trained network
         * @throws Exception as these
         */
        TrainResult train(PreparedCases cases, int[] training, int[] validation, TrainOptions options, Progress progress)
            throws Exception;
    }

    /**
     * @param trainer how
     * @param cases the patients to train and validate with; they have all features that a variant names
     * @param tests the patients to score with, prepared alike
     * @param variants what to train
     * @param seeds the seeds, each for every variant
     * @param validates for a seed, whether each case validates
     * @param options of the training; its number of features, contrastive weight and modalities are the variant's, its seed the
     *            run's, and there are no checkpoints
     * @param progress 0 to 1 over the runs
     * @return the runs, the variants of a seed after each other
     * @throws Exception as {@link Trainer#train} and {@link Predictor#predict}
     */
    public static List<Run> run(final Training trainer, final PreparedCases cases, final PreparedCases tests, final List<Variant> variants,
        final long[] seeds, final LongFunction<boolean[]> validates, final TrainOptions options,
        final Progress progress) throws Exception {
        final List<Run> runs = new ArrayList<>();
        final int count = variants.size() * seeds.length;
        for (final long seed : seeds) {
            final boolean[] validating = validates.apply(seed);
            for (final Variant variant : variants) {
                final Progress part = progress.part((double)runs.size() / count, (runs.size() + 1.0) / count);
                runs.add(run(trainer, cases.withFeatures(variant.features()), tests.withFeatures(variant.features()), variant, seed,
                    validating, options, named(variant.name() + ", seed " + seed + ": ", part)));
            }
        }
        return runs;
    }

    private static Run run(final Training trainer, final PreparedCases cases, final PreparedCases tests, final Variant variant,
        final long seed, final boolean[] validating, final TrainOptions options, final Progress progress) throws Exception {
        final TrainOptions own = options.withSeed(seed).withCheckpoint(null, false)
            .withArchitecture(
                options.architecture().withFeatures(variant.features().size()).withModalities(variant.ct(), variant.pet()))
            .withLoss(variant.contrastive() ? options.loss() : options.loss().withContrastiveWeight(0), options.balanceClasses());
        final TrainResult result = trainer.train(cases, indices(validating, false), indices(validating, true), own, progress);
        final List<Prediction> predictions;
        try (Predictor predictor = Predictor.open(result.model(), options.device(), options.threads())) {
            predictions = predictor.predict(tests, IntStream.range(0, tests.size()).toArray(), Uncertainty.NONE, Progress.NONE)
                .stream().filter(p -> p.problem() == null).toList();
        }
        final List<Score> scores = new ArrayList<>();
        for (int t = 0; t < tests.tasks().size(); t++) {
            final int task = t;
            scores.add(Score.of(predictions.stream().map(p -> p.probabilities().get(task)).toList(),
                predictions.stream().mapToInt(p -> tests.labels(p.index())[task]).toArray()));
        }
        return new Run(variant, seed, result.curve(), result.bestEpoch(), scores);
    }

    /** Says before every message which run it is of. */
    private static Progress named(final String run, final Progress progress) {
        return new Progress() {
            @Override
            public void report(final double fraction, final String message) {
                progress.report(fraction, message == null ? null : run + message);
            }

            @Override
            public boolean isCancelled() {
                return progress.isCancelled();
            }
        };
    }

    private static int[] indices(final boolean[] chosen, final boolean value) {
        return IntStream.range(0, chosen.length).filter(i -> chosen[i] == value).toArray();
    }

    /**
     * @param values one a run; those that are no numbers are left out
     * @return their mean and standard deviation (n - 1); NaN without any, and the second with one
     */
    public static double[] meanAndSd(final double... values) {
        final double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        final double mean = Arrays.stream(finite).average().orElse(Double.NaN);
        final double squares = Arrays.stream(finite).map(v -> (v - mean) * (v - mean)).sum();
        return new double[]{mean, finite.length < 2 ? Double.NaN : Math.sqrt(squares / (finite.length - 1))};
    }
}
