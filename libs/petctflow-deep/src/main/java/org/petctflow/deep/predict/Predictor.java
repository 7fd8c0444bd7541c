package org.petctflow.deep.predict;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.petctflow.base.Progress;
import org.petctflow.base.Seeds;
import org.petctflow.deep.data.Batch;
import org.petctflow.deep.data.CaseSource;
import org.petctflow.deep.data.Crops;
import org.petctflow.deep.data.Images;
import org.petctflow.deep.data.Prefetcher;
import org.petctflow.deep.data.PreparedCases;
import org.petctflow.deep.engine.GradMode;
import org.petctflow.deep.engine.TorchEngine;
import org.petctflow.deep.model.DmdpModel;
import org.petctflow.deep.network.Architecture;
import org.petctflow.deep.network.Dmdp;
import org.petctflow.deep.network.Network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * Predicts patients with a trained network, until closed. Belongs to one thread.
 *
 * <p>A patient that lacks one of two modalities is predicted from the other: what was learnt for a missing one stands in (train
 * with modality dropout if that will happen). Missing features are filled with the training patients' median. A patient whose
 * volumes have another extent, unit or grid than the network takes gets a problem, and the others go on.
 *
 * <p>Passes always hold two patients (or two variants of one), the last one twice if need be: PyTorch computes two in the time
 * of one, and a patient's numbers do not depend on who comes with it.
 */
public final class Predictor implements AutoCloseable {

    private static final int PAIR = 2;

    private final DmdpModel m_model;

    private final Network m_network;

    private Predictor(final DmdpModel model, final Network network) {
        m_model = model;
        m_network = network;
    }

    /**
     * @param model a trained network
     * @param device {@code auto}, {@code cpu} or {@code cuda:k}
     * @param threads PyTorch's threads; 0 for all processors
     * @return the predictor
     * @throws IOException if the model's parameters are not those of its architecture
     */
    public static Predictor open(final DmdpModel model, final String device, final int threads) throws IOException {
        TorchEngine.setThreads(threads);
        try {
            return new Predictor(model,
                Network.open(model.architecture(), model.parameters(), TorchEngine.device(device)));
        } catch (final IllegalArgumentException e) {
            throw new IOException("The model is damaged: " + e.getMessage(), e);
        }
    }

    /** @return the model */
    public DmdpModel model() {
        return m_model;
    }

    /** @return its network on the device */
    public Network network() {
        return m_network;
    }

    /** Gives a patient's sample, or says why there is none. */
    private interface Samples {
        String name(int patient);

        Batch.Sample load(int patient) throws IOException;
    }

    /** One pass of one patient. */
    private record Item(int patient, int pass, Batch.Sample sample, String problem) {
    }

    /**
     * Predicts patients from their volumes.
     *
     * @param source the patients; the features must be the model's, in its order (for a model without, they are not looked at)
     * @param uncertainty how its uncertainty is estimated
     * @param progress 0 to 1 over the patients
     * @return one prediction a patient, in their order
     * @throws IllegalArgumentException if the features are not the model's
     * @throws Exception if something else went wrong than a patient's data
     */
    public List<Prediction> predict(final CaseSource source, final Uncertainty uncertainty, final Progress progress)
        throws Exception {
        if (m_model.features() != null && !source.featureNames().equals(m_model.features().names())) {
            throw new IllegalArgumentException(differing(source.featureNames(), m_model.features().names()));
        }
        final int[] all = new int[source.size()];
        Arrays.setAll(all, i -> i);
        return predict(all, new Samples() {
            @Override
            public String name(final int patient) {
                return source.name(patient);
            }

            @Override
            public Batch.Sample load(final int patient) throws IOException {
                return sample(source.images(patient), source.features(patient));
            }
        }, uncertainty, progress);
    }

    /**
     * Predicts patients that are prepared already, with the model's grid and ranges.
     *
     * @param cases the patients
     * @param indices which of them
     * @param uncertainty how its uncertainty is estimated
     * @param progress 0 to 1 over the patients
     * @return one prediction a patient, in the order of the indices
     * @throws Exception if something else went wrong than a patient's data
     */
    public List<Prediction> predict(final PreparedCases cases, final int[] indices, final Uncertainty uncertainty,
        final Progress progress) throws Exception {
        final var mine = m_model.preprocessing();
        if (!cases.preprocessing().withNormalization(mine.ctMean(), mine.ctSd(), mine.petMean(), mine.petSd())
            .equals(mine)) {
            throw new IllegalArgumentException("The patients were prepared as " + cases.preprocessing()
                + ", but the network takes them as " + mine);
        }
        return predict(indices, new Samples() {
            @Override
            public String name(final int patient) {
                return cases.name(patient);
            }

            @Override
            public Batch.Sample load(final int patient) throws IOException {
                final String problem = cases.problem(patient, m_model.architecture());
                if (problem != null) {
                    throw new IOException(problem);
                }
                return sample(cases.crops(patient), cases.features(patient));
            }
        }, uncertainty, progress);
    }

    /**
     * A patient as the network takes it.
     *
     * @param images its volumes
     * @param features its features
     * @return the sample, without labels
     * @throws IOException if they are not what the network takes
     */
    public Batch.Sample sample(final Images images, final double[] features) throws IOException {
        final Architecture a = m_model.architecture();
        final Images used =
            new Images(a.ct() ? images.ct() : null, a.pet() ? images.pet() : null, a.maskChannel() ? images.mask() : null);
        final String lacking = PreparedCases.lacking(a, used.ct() != null, used.pet() != null, used.mask() != null);
        if (lacking != null) {
            throw new IOException(lacking);
        }
        return sample(m_model.preprocessing().crop(used), features);
    }

    private Batch.Sample sample(final Crops crops, final double[] features) throws IOException {
        final int[] labels = new int[m_model.tasks().size()];
        Arrays.fill(labels, -1);
        return new Batch.Sample(m_model.preprocessing().normalize(crops),
            m_model.features() == null ? new float[0] : m_model.features().apply(features), labels);
    }

    private static String differing(final List<String> has, final List<String> wants) {
        final List<String> missing = wants.stream().filter(w -> !has.contains(w)).toList();
        if (!missing.isEmpty()) {
            return "The model needs the feature column" + (missing.size() == 1 ? " '" : "s '") + String.join("', '", missing)
                + "', which the table does not have";
        }
        return "The model takes the features in this order and no others: " + wants + ", but they are " + has;
    }

    private List<Prediction> predict(final int[] patients, final Samples samples, final Uncertainty uncertainty,
        final Progress progress) throws Exception {
        final int passes = uncertainty.kind() == Uncertainty.Kind.NONE ? 1 : uncertainty.passes();
        final List<Prediction> predictions = new ArrayList<>();
        final List<Item> pair = new ArrayList<>();
        final Collected collected = new Collected(m_model.architecture(), samples, predictions);
        try (Prefetcher<List<Item>> prefetcher =
            new Prefetcher<>(patients.length, 2, i -> items(patients[i], passes, samples, uncertainty));
                GradMode off = GradMode.off()) {
            for (int i = 0; i < patients.length; i++) {
                progress.report((double)i / patients.length, "Predicting patient " + (i + 1) + " of " + patients.length);
                for (final Item item : prefetcher.next(progress)) {
                    if (item.problem() != null) {
                        collected.fail(item);
                        continue;
                    }
                    pair.add(item);
                    if (pair.size() == PAIR) {
                        progress.checkCancelled();
                        run(pair, passes, uncertainty, collected);
                    }
                }
            }
            if (!pair.isEmpty()) {
                run(pair, passes, uncertainty, collected);
            }
        }
        predictions.sort(java.util.Comparator.comparingInt(p -> indexOf(patients, p.index())));
        return predictions;
    }

    private static int indexOf(final int[] patients, final int patient) {
        for (int i = 0; i < patients.length; i++) {
            if (patients[i] == patient) {
                return i;
            }
        }
        throw new IllegalStateException("Patient " + patient + " was not asked for");
    }

    private List<Item> items(final int patient, final int passes, final Samples samples, final Uncertainty uncertainty) {
        final Batch.Sample sample;
        try {
            sample = samples.load(patient);
        } catch (final IOException e) {
            return List.of(new Item(patient, 0, null, e.getMessage() == null ? e.toString() : e.getMessage()));
        }
        final List<Item> items = new ArrayList<>();
        for (int pass = 0; pass < passes; pass++) {
            Batch.Sample varied = sample;
            if (uncertainty.kind() == Uncertainty.Kind.TEST_TIME_AUGMENTATION && pass > 0) {
                final Crops crops = uncertainty.augmentation().apply(sample.crops(), m_model.preprocessing().grid(),
                    random(uncertainty, patient, pass));
                varied = new Batch.Sample(crops, sample.features(), sample.labels());
            }
            items.add(new Item(patient, pass, varied, null));
        }
        return items;
    }

    private static UniformRandomProvider random(final Uncertainty uncertainty, final int patient, final int pass) {
        return RandomSource.XO_SHI_RO_256_PP.create(Seeds.derive(uncertainty.seed(), patient, pass));
    }

    private void run(final List<Item> pair, final int passes, final Uncertainty uncertainty, final Collected collected) {
        final List<Batch.Sample> samples = new ArrayList<>();
        for (int i = 0; i < PAIR; i++) {
            samples.add(pair.get(Math.min(i, pair.size() - 1)).sample());
        }
        final List<UniformRandomProvider> dropout = new ArrayList<>();
        if (uncertainty.kind() == Uncertainty.Kind.MONTE_CARLO_DROPOUT) {
            for (int i = 0; i < PAIR; i++) {
                final Item item = pair.get(Math.min(i, pair.size() - 1));
                dropout.add(random(uncertainty, item.patient(), item.pass()));
            }
        }
        m_network.block().setDropout(dropout.isEmpty() ? null : new RowRandom(dropout,
            m_model.architecture().hidden() + (m_model.features() == null ? 0 : m_model.architecture().textUnits())));
        try (NDManager step = m_network.step()) {
            final Dmdp.Output out =
                m_network.block().run(m_network.store(), new Batch(m_model.architecture(), samples).inputs(step), false);
            final List<float[]> logits = out.logits().stream().map(NDArray::toFloatArray).toList();
            final NDArray image = out.imageProjection() == null ? out.imageEmbedding() : out.imageProjection();
            final float[] images = image.toFloatArray();
            final float[] texts = out.textProjection() == null ? null : out.textProjection().toFloatArray();
            for (int i = 0; i < pair.size(); i++) {
                collected.add(pair.get(i), i, passes, logits, images, texts);
            }
        } finally {
            m_network.block().setDropout(null);
        }
        pair.clear();
    }

    /** A generator a row of a batch: a patient's masks do not depend on who lies beside it. */
    private static final class RowRandom implements UniformRandomProvider {
        private final List<UniformRandomProvider> m_rows;

        private final int m_length;

        private int m_drawn;

        RowRandom(final List<UniformRandomProvider> rows, final int length) {
            m_rows = rows;
            m_length = length;
        }

        @Override
        public long nextLong() {
            return m_rows.get(m_drawn++ / m_length % m_rows.size()).nextLong();
        }
    }

    /** Puts the passes of patients together, one patient after the other. */
    private static final class Collected {
        private final Architecture m_architecture;

        private final Samples m_samples;

        private final List<Prediction> m_predictions;

        private final List<List<double[]>> m_passes = new ArrayList<>();

        private float[] m_image;

        private float[] m_text;

        Collected(final Architecture architecture, final Samples samples, final List<Prediction> predictions) {
            m_architecture = architecture;
            m_samples = samples;
            m_predictions = predictions;
        }

        void fail(final Item item) {
            m_predictions.add(Prediction.failed(item.patient(), m_samples.name(item.patient()), item.problem()));
        }

        void add(final Item item, final int row, final int passes, final List<float[]> logits, final float[] images,
            final float[] texts) {
            final List<double[]> probabilities = new ArrayList<>();
            for (int t = 0; t < logits.size(); t++) {
                probabilities.add(Softmax.row(logits.get(t), row, m_architecture.classes().get(t)));
            }
            m_passes.add(probabilities);
            if (item.pass() == 0) {
                m_image = part(images, row);
                m_text = texts == null ? null : part(texts, row);
            }
            if (m_passes.size() == passes) {
                final List<double[]> means = new ArrayList<>();
                final List<double[]> spreads = new ArrayList<>();
                for (int t = 0; t < logits.size(); t++) {
                    final double[] mean = new double[m_architecture.classes().get(t)];
                    final double[] spread = new double[mean.length];
                    for (int c = 0; c < mean.length; c++) {
                        final int task = t;
                        final int k = c;
                        mean[c] = m_passes.stream().mapToDouble(p -> p.get(task)[k]).average().orElseThrow();
                        final double m = mean[c];
                        spread[c] = Math.sqrt(m_passes.stream().mapToDouble(p -> Math.pow(p.get(task)[k] - m, 2)).sum()
                            / Math.max(1, passes - 1));
                    }
                    means.add(mean);
                    spreads.add(spread);
                }
                m_predictions.add(new Prediction(item.patient(), m_samples.name(item.patient()), means,
                    passes == 1 ? null : spreads, m_image, m_text, null));
                m_passes.clear();
            }
        }

        private static float[] part(final float[] rows, final int row) {
            final int n = rows.length / PAIR;
            return Arrays.copyOfRange(rows, row * n, (row + 1) * n);
        }
    }

    @Override
    public void close() {
        m_network.close();
    }
}
