package org.petctflow.deep.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ArraySampler;
import org.apache.commons.rng.simple.RandomSource;
import org.petctflow.base.Progress;
import org.petctflow.base.Provenance;
import org.petctflow.base.Seeds;
import org.petctflow.deep.data.Batch;
import org.petctflow.deep.data.Crops;
import org.petctflow.deep.data.FeatureScaler;
import org.petctflow.deep.data.Prefetcher;
import org.petctflow.deep.data.PreparedCases;
import org.petctflow.deep.data.Preprocessing;
import org.petctflow.deep.engine.GradMode;
import org.petctflow.deep.engine.TorchEngine;
import org.petctflow.deep.model.DmdpModel;
import org.petctflow.deep.network.Architecture;
import org.petctflow.deep.network.JointLoss;
import org.petctflow.deep.network.Network;
import org.petctflow.deep.network.Parameters;
import org.petctflow.deep.predict.Prediction;
import org.petctflow.deep.predict.Predictor;
import org.petctflow.deep.predict.Softmax;
import org.petctflow.deep.predict.Uncertainty;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * Trains a {@link org.petctflow.deep.network.Dmdp}. The same options, patients and number of threads give the same model on a CPU,
 * bit by bit, whether the training ran through or was cancelled and resumed.
 */
public final class Trainer {

    private final PreparedCases m_cases;

    private final TrainOptions m_options;

    private final int[] m_training;

    private final int[] m_validation;

    private final Map<Integer, String> m_leftOut = new TreeMap<>();

    private Trainer(final PreparedCases cases, final int[] training, final int[] validation, final TrainOptions options)
        throws TrainingException {
        m_cases = cases;
        m_options = options;
        m_training = usable(training);
        m_validation = usable(validation);
        check();
    }

    /**
     * Trains a network.
     *
     * @param cases the patients
     * @param training who it learns from
     * @param validation who decides which epoch is kept; empty for the last one
     * @param options what it is told
     * @param listener hears of every epoch, on the caller's thread
     * @param progress 0 to 1 over the epochs
     * @return the trained network
     * @throws TrainingException if it cannot begin (a task with one class only, nobody to train with, a checkpoint of something
     *             else) or cannot go on (loss not a number, no memory, disk full)
     * @throws java.util.concurrent.CancellationException if cancelled; the checkpoint of the last epoch, which holds the best one
     *             too, stays
     * @throws Exception what reading the patients threw
     */
    public static TrainResult train(final PreparedCases cases, final int[] training, final int[] validation,
        final TrainOptions options, final Consumer<EpochLosses> listener, final Progress progress) throws Exception {
        return new Trainer(cases, training, validation, options).run(listener, progress);
    }

    private int[] usable(final int[] indices) {
        return Arrays.stream(indices).filter(i -> {
            final String problem = m_cases.problem(i, m_options.architecture());
            if (problem != null) {
                m_leftOut.put(i, problem);
            }
            return problem == null;
        }).toArray();
    }

    private void check() throws TrainingException {
        final Architecture a = m_options.architecture();
        final var grid = m_cases.preprocessing().grid();
        if (grid.slices() != a.slices() || grid.rows() != a.rows() || grid.columns() != a.columns()) {
            throw new TrainingException("The patients lie on a grid of " + grid.slices() + " x " + grid.rows() + " x "
                + grid.columns() + " voxels, but the network takes " + a.slices() + " x " + a.rows() + " x " + a.columns(), null);
        }
        if (a.features() != 0 && a.features() != m_cases.featureNames().size()) {
            throw new TrainingException("There are " + m_cases.featureNames().size() + " features, but the network takes "
                + a.features(), null);
        }
        if (!m_cases.tasks().stream().map(t -> t.classes().size()).toList().equals(a.classes())) {
            throw new TrainingException("The tasks are " + m_cases.tasks() + ", but the network has " + a.classes()
                + " classes", null);
        }
        if (m_training.length < 2) {
            throw new TrainingException("There are " + m_training.length + " usable training patients; at least 2 are needed"
                + (m_leftOut.isEmpty() ? "" : ". The first that cannot be used: " + m_leftOut.values().iterator().next()), null);
        }
        for (int t = 0; t < a.classes().size(); t++) {
            final int task = t;
            final int[] classes =
                Arrays.stream(m_training).map(i -> m_cases.labels(i)[task]).filter(l -> l >= 0).distinct().toArray();
            if (m_options.loss().taskWeights().get(t) > 0 && classes.length < 2) {
                final var named = m_cases.tasks().get(t);
                throw new TrainingException("The training patients have "
                    + (classes.length == 0 ? "no label" : "only the class '" + named.classes().get(classes[0]) + "'")
                    + " for the task '" + named.name() + "': two classes are needed. Check the label column and the split, or "
                    + "set the task's weight to 0", null);
            }
        }
    }

    private TrainResult run(final Consumer<EpochLosses> listener, final Progress progress) throws Exception {
        final Device device = TorchEngine.device(m_options.device());
        TorchEngine.setThreads(m_options.threads());
        final Architecture a = m_options.architecture();
        final Preprocessing preprocessing = m_cases.normalization(m_training, progress);
        final FeatureScaler scaler = a.features() == 0 ? null
            : FeatureScaler.fit(m_cases.featureNames(), Arrays.stream(m_training).mapToObj(m_cases::features).toList());
        final String fingerprint = fingerprint();
        final Checkpoint begin = begin(fingerprint);
        final State state = new State(begin);
        try (Network network = Network.open(a, begin.now(), device);
                WeightAverage average = m_options.averaging() == 0 ? null
                    : new WeightAverage(m_options.averaging(), a, begin.average(), network, device);
                Optimizer optimizer = new Optimizer(m_options.optimizer(), network)) {
            if (begin.epoch() > 0) {
                optimizer.restore(begin.steps(), begin.optimizer());
            }
            final Network validated = average == null ? network : average.network();
            final int batches = batches(m_training.length);
            try (Prefetcher<Batch> prefetcher = new Prefetcher<>((m_options.epochs() - begin.epoch()) * batches,
                m_options.prefetch(), i -> trainingBatch(preprocessing, scaler, begin.epoch() + i / batches, i % batches))) {
                for (int epoch = begin.epoch(); epoch < m_options.epochs() && !state.m_stopped; epoch++) {
                    final EpochLosses trained = epoch(epoch, network, average, optimizer, prefetcher, progress);
                    state.add(trained, validate(validated, preprocessing, scaler, progress), validated);
                    save(fingerprint, state, network, validated, optimizer);
                    final EpochLosses last = state.m_curve.get(epoch);
                    listener.accept(last);
                    progress.report((epoch + 1.0) / m_options.epochs(), message(last));
                }
                state.m_waited = prefetcher.waitedSeconds();
            }
        } catch (final EngineException e) {
            throw new TrainingException(engineMessage(e), e);
        }
        final DmdpModel model = new DmdpModel(a, preprocessing, scaler, m_cases.tasks(), provenance(state), state.m_best);
        return new TrainResult(model, List.copyOf(state.m_curve), predictions(model, progress), state.m_bestEpoch,
            state.m_stopped, Map.copyOf(m_leftOut), state.m_waited);
    }

    private Checkpoint begin(final String fingerprint) throws IOException {
        if (m_options.resume() && Files.exists(m_options.checkpoint())) {
            final Checkpoint checkpoint = Checkpoint.read(m_options.checkpoint());
            if (!checkpoint.fingerprint().equals(fingerprint)) {
                throw new TrainingException("The checkpoint " + m_options.checkpoint().getFileName()
                    + " was written by a training with other settings or other patients: set them as they were, or start anew",
                    null);
            }
            return checkpoint;
        }
        final Parameters initial =
            Parameters.initial(m_options.architecture(), Seeds.derive(m_options.seed(), "initial"));
        return new Checkpoint(fingerprint, 0, 0, List.of(), 0, Double.POSITIVE_INFINITY, initial, initial, initial, Map.of());
    }

    /** What has come of the training so far. */
    private final class State {
        private final List<EpochLosses> m_curve;

        private Parameters m_best;

        private int m_bestEpoch;

        private double m_bestLoss;

        private boolean m_stopped;

        private double m_waited;

        State(final Checkpoint begin) {
            m_curve = new ArrayList<>(begin.curve());
            m_best = begin.best();
            m_bestEpoch = begin.bestEpoch();
            m_bestLoss = begin.bestLoss();
            m_stopped = begin.epoch() > 0 && patienceIsOver(begin.epoch());
        }

        void add(final EpochLosses trained, final double[] validation, final Network validated) {
            double total = Double.NaN;
            if (m_validation.length > 0) {
                total = 0;
                for (int t = 0; t < validation.length; t++) {
                    final double weight = m_options.loss().taskWeights().get(t);
                    total += weight == 0 || Double.isNaN(validation[t]) ? 0 : weight * validation[t];
                }
            }
            // without validation patients the last epoch is the best
            final boolean best = m_validation.length == 0 || total < m_bestLoss;
            if (best) {
                m_best = validated.parameters();
                m_bestEpoch = trained.epoch();
                m_bestLoss = total;
            }
            m_curve.add(new EpochLosses(trained.epoch(), trained.learningRate(), trained.total(), trained.tasks(),
                trained.contrastive(), total, Arrays.stream(validation).boxed().toList(), best));
            m_stopped = patienceIsOver(trained.epoch());
        }

        private boolean patienceIsOver(final int epoch) {
            return m_options.patience() > 0 && m_validation.length > 0 && epoch - m_bestEpoch >= m_options.patience();
        }
    }

    private int batches(final int patients) {
        return (patients + m_options.batchSize() - 1) / m_options.batchSize();
    }

    /** The n-th of the batches that the patients are divided into, whose sizes differ by 1 at most. */
    private int[] batch(final int[] patients, final int n) {
        final int count = batches(patients.length);
        return Arrays.copyOfRange(patients, (int)((long)patients.length * n / count),
            (int)((long)patients.length * (n + 1) / count));
    }

    private Batch trainingBatch(final Preprocessing preprocessing, final FeatureScaler scaler, final int epoch, final int n)
        throws IOException {
        final int[] order = m_training.clone();
        ArraySampler.shuffle(random("order", epoch, 0), order);
        final List<Batch.Sample> samples = new ArrayList<>();
        for (final int patient : batch(order, n)) {
            final UniformRandomProvider random = random("augmentation", epoch, patient);
            final Batch.Sample sample = sample(preprocessing, scaler, patient);
            final boolean drops = random.nextDouble() < m_options.modalityDropout();
            final boolean dropsCt = random.nextBoolean();
            final Crops varied = m_options.augmentation().apply(sample.crops(), preprocessing.grid(), random);
            final boolean both = varied.ct() != null && varied.pet() != null;
            samples.add(new Batch.Sample(
                !drops || !both ? varied
                    : new Crops(dropsCt ? null : varied.ct(), dropsCt ? varied.pet() : null, varied.mask()),
                sample.features(), sample.labels()));
        }
        return new Batch(m_options.architecture(), samples);
    }

    private Batch.Sample sample(final Preprocessing preprocessing, final FeatureScaler scaler, final int patient)
        throws IOException {
        return new Batch.Sample(preprocessing.normalize(m_cases.crops(patient)),
            scaler == null ? new float[0] : scaler.apply(m_cases.features(patient)), m_cases.labels(patient));
    }

    private UniformRandomProvider random(final String purpose, final long... indices) {
        return RandomSource.XO_SHI_RO_256_PP.create(Seeds.derive(Seeds.derive(m_options.seed(), purpose), indices));
    }

    private EpochLosses epoch(final int epoch, final Network network, final WeightAverage average, final Optimizer optimizer,
        final Prefetcher<Batch> prefetcher, final Progress progress) throws Exception {
        final int tasks = m_options.architecture().classes().size();
        final int batches = batches(m_training.length);
        final float[][] weights = classWeights();
        double total = 0;
        double contrastive = 0;
        double rate = 0;
        final double[] sums = new double[tasks];
        final int[] counts = new int[tasks];
        for (int n = 0; n < batches; n++) {
            final Batch batch = prefetcher.next(progress);
            network.block().setDropout(random("dropout", epoch, n));
            try (NDManager step = network.step()) {
                try (GradMode on = GradMode.on()) {
                    final JointLoss.Terms terms = m_options.loss().of(
                        network.block().run(network.store(), batch.inputs(step), true), labels(step, batch),
                        Arrays.stream(weights).map(step::create).toList());
                    GradMode.backward(terms.total());
                    total += terms.total().getFloat() / batches;
                    contrastive += terms.contrastive() == null ? Double.NaN : terms.contrastive().getFloat() / batches;
                    for (int t = 0; t < tasks; t++) {
                        if (Arrays.stream(batch.labels(t)).anyMatch(l -> l >= 0)) {
                            sums[t] += terms.tasks().get(t).getFloat();
                            counts[t]++;
                        }
                    }
                }
            } finally {
                network.block().setDropout(null);
            }
            rate = m_options.optimizer().learningRate()
                * m_options.schedule().at(epoch + (n + 1.0) / batches, m_options.epochs());
            final double length = optimizer.step(rate);
            if (!Double.isFinite(length) || !Double.isFinite(total)) {
                throw new TrainingException("The loss or its gradient is not a number in epoch " + (epoch + 1)
                    + " at the learning rate " + rate + ": lower the learning rate, or check the feature columns for huge values",
                    null);
            }
            if (average != null) {
                average.follow(optimizer.steps());
            }
            progress.report((epoch + (n + 1.0) / batches) / m_options.epochs(),
                "Epoch " + (epoch + 1) + " of " + m_options.epochs());
        }
        final List<Double> means = new ArrayList<>();
        for (int t = 0; t < tasks; t++) {
            means.add(counts[t] == 0 ? Double.NaN : sums[t] / counts[t]);
        }
        return new EpochLosses(epoch + 1, rate, total, means, contrastive, Double.NaN, List.of(), false);
    }

    private static List<NDArray> labels(final NDManager step, final Batch batch) {
        final List<NDArray> labels = new ArrayList<>();
        for (int t = 0; t < batch.taskCount(); t++) {
            labels.add(step.create(batch.labels(t)));
        }
        return labels;
    }

    /** n / (classes * n of the class) over the training patients, or 1. */
    private float[][] classWeights() {
        final List<Integer> classes = m_options.architecture().classes();
        final float[][] weights = new float[classes.size()][];
        for (int t = 0; t < weights.length; t++) {
            weights[t] = new float[classes.get(t)];
            Arrays.fill(weights[t], 1);
            if (m_options.balanceClasses()) {
                final int[] counts = new int[weights[t].length];
                for (final int i : m_training) {
                    if (m_cases.labels(i)[t] >= 0) {
                        counts[m_cases.labels(i)[t]]++;
                    }
                }
                final int labelled = Arrays.stream(counts).sum();
                for (int c = 0; c < counts.length; c++) {
                    weights[t][c] = counts[c] == 0 ? 1 : (float)labelled / counts.length / counts[c];
                }
            }
        }
        return weights;
    }

    /** Each task's mean cross-entropy over the validation patients that have a label; NaN if none has. */
    private double[] validate(final Network network, final Preprocessing preprocessing, final FeatureScaler scaler,
        final Progress progress) throws Exception {
        final int tasks = m_options.architecture().classes().size();
        final double[] sums = new double[tasks];
        final int[] counts = new int[tasks];
        final int batches = batches(m_validation.length);
        try (GradMode off = GradMode.off();
                Prefetcher<Batch> prefetcher = new Prefetcher<>(batches, m_options.prefetch(), n -> {
                    final List<Batch.Sample> samples = new ArrayList<>();
                    for (final int patient : batch(m_validation, n)) {
                        samples.add(sample(preprocessing, scaler, patient));
                    }
                    return new Batch(m_options.architecture(), samples);
                })) {
            for (int n = 0; n < batches; n++) {
                final Batch batch = prefetcher.next(progress);
                try (NDManager step = network.step()) {
                    final List<NDArray> logits =
                        network.block().run(network.store(), batch.inputs(step), false).logits();
                    for (int t = 0; t < tasks; t++) {
                        final float[] z = logits.get(t).toFloatArray();
                        for (int i = 0; i < batch.size(); i++) {
                            final int label = (int)batch.labels(t)[i];
                            if (label >= 0) {
                                sums[t] -= Math
                                    .log(Math.max(1e-12, Softmax.row(z, i, m_options.architecture().classes().get(t))[label]));
                                counts[t]++;
                            }
                        }
                    }
                }
            }
        }
        final double[] means = new double[tasks];
        Arrays.setAll(means, t -> counts[t] == 0 ? Double.NaN : sums[t] / counts[t]);
        return means;
    }

    private void save(final String fingerprint, final State state, final Network network, final Network validated,
        final Optimizer optimizer) throws TrainingException {
        if (m_options.checkpoint() == null) {
            return;
        }
        final Parameters now = network.parameters();
        final Checkpoint checkpoint = new Checkpoint(fingerprint, state.m_curve.size(), optimizer.steps(), state.m_curve,
            state.m_bestEpoch, state.m_bestLoss, now, validated == network ? now : validated.parameters(), state.m_best,
            optimizer.state());
        try {
            checkpoint.write(m_options.checkpoint());
        } catch (final IOException e) {
            throw new TrainingException("The checkpoint of epoch " + state.m_curve.size() + " could not be written to "
                + m_options.checkpoint() + ": " + e.getMessage() + ". Free some disk space or name another file, and resume: "
                + "the checkpoint before is whole", e);
        }
    }

    private List<Prediction> predictions(final DmdpModel model, final Progress progress) throws Exception {
        try (Predictor predictor = Predictor.open(model, m_options.device(), m_options.threads())) {
            return predictor.predict(m_cases, m_validation, Uncertainty.NONE, progress.part(1, 1));
        }
    }

    private String message(final EpochLosses losses) {
        final StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "Epoch %d of %d: loss %.3f (", losses.epoch(), m_options.epochs(),
            losses.total()));
        for (int t = 0; t < losses.tasks().size(); t++) {
            text.append(String.format(Locale.ROOT, "%s%s %.3f", t == 0 ? "" : ", ", m_cases.tasks().get(t).name(),
                losses.tasks().get(t)));
        }
        if (!Double.isNaN(losses.contrastive())) {
            text.append(String.format(Locale.ROOT, ", contrastive %.3f", losses.contrastive()));
        }
        text.append(")");
        if (!Double.isNaN(losses.validationTotal())) {
            text.append(String.format(Locale.ROOT, ", validation %.3f", losses.validationTotal()));
        }
        return text.toString();
    }

    private static String engineMessage(final EngineException e) {
        final String message = String.valueOf(e.getMessage()).split("\n")[0];
        return message.toLowerCase(Locale.ROOT).contains("memory")
            ? "There is not enough memory: choose a smaller batch size or a coarser voxel size (" + message + ")"
            : "PyTorch cannot go on: " + message;
    }

    private Provenance provenance(final State state) {
        final Map<String, String> settings = new LinkedHashMap<>();
        settings.put("options", portable().toString());
        settings.put("trainingPatients", String.valueOf(m_training.length));
        settings.put("validationPatients", String.valueOf(m_validation.length));
        settings.put("epochs", String.valueOf(state.m_curve.size()));
        settings.put("bestEpoch", String.valueOf(state.m_bestEpoch));
        settings.put("threads", String.valueOf(TorchEngine.setThreads(m_options.threads())));
        final String version = Trainer.class.getPackage().getImplementationVersion();
        return new Provenance("DMDP Trainer", version == null ? "" : version, settings, m_options.seed(),
            Map.of("patients", patientsDigest()), Map.of("PyTorch", TorchEngine.version()));
    }

    /** The options that a result depends on. */
    private TrainOptions portable() {
        return m_options.withCheckpoint(null, false).withResources(m_options.device(), 1, 1);
    }

    private String fingerprint() {
        return digest(portable() + patientsDigest());
    }

    /** Who takes part, with which labels, features and crops. */
    private String patientsDigest() {
        final StringBuilder text = new StringBuilder();
        text.append(m_cases.preprocessing()).append(m_cases.featureNames()).append(m_cases.tasks());
        for (final int[] part : new int[][]{m_training, m_validation}) {
            text.append('|');
            for (final int i : part) {
                text.append(i).append(Arrays.toString(m_cases.labels(i))).append(Arrays.toString(m_cases.features(i)))
                    .append(m_cases.cropsDigest(i));
            }
        }
        return digest(text.toString());
    }

    private static String digest(final String text) {
        try {
            return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
