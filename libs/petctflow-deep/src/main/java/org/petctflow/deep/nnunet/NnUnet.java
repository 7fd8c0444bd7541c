package org.petctflow.deep.nnunet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.petctflow.base.Progress;
import org.petctflow.deep.engine.TorchEngine;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.imaging.volume.Voxels;

import ai.djl.Device;

/**
 * A trained nnU-Net v2 that segments. Its folder holds plans.json and dataset.json, which nnU-Net writes, and the networks as
 * TorchScript: {@code *.pt} there, or one in each of {@code fold_0}, {@code fold_1}, ..., whose predictions are averaged. Windows are
 * added up in 32 bits, where nnU-Net itself does it in 16: its predictions differ from these in the fourth digit, and labels where two
 * are as near to each other. For one thread at a time.
 */
public final class NnUnet implements AutoCloseable {

    /** Over which axes windows are mirrored, too, and the predictions averaged. */
    public enum Mirroring {
            /** None: 1 run a window. */
            NONE,
            /** All: 8 runs a window in 3D, 4 in 2D. nnU-Net's own trainer mirrors over all. */
            ALL,
            /** The second and third axis: 4 runs a window; for networks whose trainer did not mirror over the first. */
            IN_PLANE
    }

    /**
     * How it is applied.
     *
     * @param configuration its name in plans.json; null for 3d_fullres or the only one
     * @param mirroring test-time mirroring
     * @param step the largest step between windows as a share of the window, above 0 to 1; nnU-Net's default is 0.5
     * @param device {@code auto}, {@code cpu} or {@code cuda:k}
     * @param threads PyTorch's; 0 for all processors
     */
    public record Options(String configuration, Mirroring mirroring, double step, String device, int threads) {

        /** Checks the step. */
        public Options {
            if (!(step > 0 && step <= 1)) {
                throw new IllegalArgumentException("The step between windows must be above 0 to 1, but was " + step);
            }
        }
    }

    private static final double SAME_GRID_MM = 0.01;

    private final Plan m_plan;

    private final Labels m_labels;

    private final List<String> m_channels;

    private final Options m_options;

    private final List<TorchScript> m_networks = new ArrayList<>();

    private String m_digest = "";

    private NnUnet(final Plan plan, final Labels labels, final List<String> channels, final Options options) {
        m_plan = plan;
        m_labels = labels;
        m_channels = channels;
        m_options = options;
    }

    /**
     * @param folder the folder
     * @param options how it is applied
     * @return the networks, loaded; to be closed
     * @throws IOException if a file is missing, damaged, or of something that is not known
     */
    public static NnUnet open(final Path folder, final Options options) throws IOException {
        final NnUnet result = describe(folder, options);
        final List<Path> files = networks(folder);
        final Device device = TorchEngine.device(options.device());
        TorchEngine.setThreads(options.threads());
        try {
            for (final Path file : files) {
                result.m_networks.add(TorchScript.open(file, device));
            }
            result.m_digest = digest(folder, files);
            return result;
        } catch (final IOException | RuntimeException e) {
            result.close();
            throw e;
        }
    }

    /** SHA-256 over what decides on the result, as the first 16 hexadecimal digits. */
    private static String digest(final Path folder, final List<Path> networks) throws IOException {
        try {
            final MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (final Path file : Stream.concat(Stream.of("plans.json", "dataset.json").map(folder::resolve), networks.stream()).toList()) {
                try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), sha)) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
            }
            return HexFormat.of().formatHex(sha.digest(), 0, 8);
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** Reads the two JSON files alone. */
    private static NnUnet describe(final Path folder, final Options options) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("There is no folder " + folder);
        }
        final var dataset = Json.read(folder.resolve("dataset.json"));
        final var channels = Json.object(dataset, dataset.has("channel_names") ? "channel_names" : "modality");
        final Map<Integer, String> names = new TreeMap<>();
        for (final String key : channels.keySet()) {
            if (!key.matches("\\d{1,3}")) {
                throw new IOException("dataset.json numbers its channels from 0, but one is '" + key + "'");
            }
            names.put(Integer.valueOf(key), Json.text(channels, key));
        }
        if (names.isEmpty() || !names.keySet().equals(new TreeSet<>(java.util.stream.IntStream.range(0, names.size()).boxed().toList()))) {
            throw new IOException("dataset.json numbers its channels from 0 without a gap, but they are " + names.keySet());
        }
        return new NnUnet(Plan.of(Json.read(folder.resolve("plans.json")), options.configuration(), names.size()), Labels.of(dataset),
            List.copyOf(names.values()), options);
    }

    private static List<Path> networks(final Path folder) throws IOException {
        final List<Path> own = scripts(folder);
        if (!own.isEmpty()) {
            return own;
        }
        final List<Path> result = new ArrayList<>();
        try (Stream<Path> folds = Files.list(folder)) {
            for (final Path fold : folds.filter(f -> f.getFileName().toString().matches("fold_(\\d+|all)")).sorted().toList()) {
                result.addAll(scripts(fold));
            }
        }
        if (result.isEmpty()) {
            throw new IOException("There is no network (*.pt, TorchScript) in " + folder + " or its folders fold_0, fold_1, ...");
        }
        return result;
    }

    private static List<Path> scripts(final Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().endsWith(".pt") && Files.isRegularFile(f)).sorted().toList();
        }
    }

    /** @return the names of the channels, in order, e.g. CT, PET */
    public List<String> channels() {
        return m_channels;
    }

    /** @return the names of the labels or regions, without the background */
    public List<String> labels() {
        return List.copyOf(m_labels.names().keySet());
    }

    /** @return how many networks' predictions are averaged */
    public int networks() {
        return m_networks.size();
    }

    /**
     * Segments an image.
     *
     * @param channels one volume a channel, in the order of {@link #channels()}, all on one grid
     * @param progress 0 to 1 over the windows
     * @return a volume of labels on the same grid, 0 for the background; its tag SegmentAlgorithmName holds the configuration and
     *         16 digits of SHA-256 over the network's files
     * @throws IOException if the volumes do not fit the network or each other, hold values that are no numbers, or are too large for
     *             the memory
     */
    public Volume segment(final List<Volume> channels, final Progress progress) throws IOException {
        check(channels);
        final Geometry grid = channels.get(0).geometry();
        final int[] size = {grid.slices(), grid.rows(), grid.columns()};
        final List<float[]> images = new ArrayList<>();
        for (final Volume volume : channels) {
            images.add(volume.voxels().toFloats());
        }
        final Frame frame = Frame.of(images, size, m_plan.transpose());
        final double[] spacing = new double[3];
        for (int a = 0; a < 3; a++) {
            spacing[a] = grid.spacing(m_plan.transpose()[a]);
        }
        final double[] target = m_plan.target(spacing);
        final int[] shape = Resize.shape(frame.shape(), spacing, target);
        checkMemory(frame.shape(), shape);

        final List<float[]> data = preprocess(images, frame, spacing, target, shape, progress);
        images.clear();
        final SlidingWindow window = new SlidingWindow(m_plan.window(), m_plan.patch().length == 2, m_options);
        final float[][] logits = window.predict(m_networks, data, shape, m_labels.outputs(), progress);
        data.clear();
        final byte[] labels = choose(logits, shape, frame.shape(), target, spacing, progress);
        final Map<String, String> tags = new TreeMap<>(channels.get(0).info().tags());
        tags.put("SegmentAlgorithmName", "nnU-Net " + m_plan.name() + " " + m_digest);
        final VolumeInfo info = channels.get(0).info().withGrid(grid, Voxels.Kind.UINT8).withModality(Modality.MASK, Units.NONE)
            .withName(String.join(", ", labels())).withTags(tags);
        return new Volume(info, Voxels.ofUnsigned(frame.putBack(labels)));
    }

    private void check(final List<Volume> channels) throws IOException {
        if (channels.size() != m_channels.size()) {
            throw new IOException("The network takes the channels " + m_channels + ", but there are " + channels.size() + " volumes");
        }
        for (int c = 0; c < channels.size(); c++) {
            final Volume volume = channels.get(c);
            if (!volume.geometry().sameGrid(channels.get(0).geometry(), SAME_GRID_MM)) {
                throw new IOException("The channel " + m_channels.get(c) + " lies on another grid (" + volume.geometry() + ") than "
                    + m_channels.get(0) + " (" + channels.get(0).geometry() + "): bring both onto one with the Image Resampler");
            }
            for (final float v : volume.voxels().toFloats()) {
                if (!Float.isFinite(v)) {
                    throw new IOException("The channel " + m_channels.get(c) + " holds values that are no numbers");
                }
            }
        }
    }

    /** Rather an error now than the end of memory in an hour. */
    private void checkMemory(final int[] cropped, final int[] shape) throws IOException {
        double voxels = 1;
        final int[] window = m_plan.window();
        for (int a = 0; a < 3; a++) {
            if (shape[a] < 1) {
                throw new IOException("The image is thinner than half a voxel of the network's grid");
            }
            voxels *= Math.max(shape[a], window[a]);
        }
        final double image = (double)cropped[0] * cropped[1] * cropped[2];
        final double bytes = 4 * (voxels * (m_channels.size() + m_labels.outputs() + 1) + 4 * image);
        if (voxels > Integer.MAX_VALUE || bytes > Runtime.getRuntime().maxMemory()) {
            throw new IOException(String.format(java.util.Locale.ROOT, "On the network's grid the image has %.0f million voxels, which "
                + "takes %.1f GB of Java's memory: crop it to the region of interest (ROI Cropper), or give KNIME more (-Xmx in knime.ini)",
                voxels / 1e6, bytes / (1L << 30)));
        }
    }

    private List<float[]> preprocess(final List<float[]> images, final Frame frame, final double[] spacing, final double[] target,
        final int[] shape, final Progress progress) throws IOException {
        final List<float[]> data = new ArrayList<>();
        images.forEach(image -> data.add(frame.take(image)));
        final boolean[] inside = m_plan.channels().stream().anyMatch(Normalization::masked) ? frame.inside(data) : null;
        final Plan.Resampling resampling = m_plan.data();
        for (int c = 0; c < data.size(); c++) {
            progress.report(0, "Preparing " + m_channels.get(c));
            m_plan.channels().get(c).apply(data.get(c), inside);
            if (resampling != null) {
                data.set(c, Resize.resize(data.get(c), frame.shape(), shape, resampling.order(), resampling.axis(spacing, target),
                    resampling.orderZ(), progress));
            }
        }
        return data;
    }

    /** Brings each output back onto the image's grid and takes the label: one output at a time is held there. */
    private byte[] choose(final float[][] logits, final int[] shape, final int[] imageShape, final double[] target,
        final double[] spacing, final Progress progress) {
        final Plan.Resampling resampling = m_plan.logits();
        final byte[] labels = new byte[imageShape[0] * imageShape[1] * imageShape[2]];
        float[] best = null;
        for (int k = 0; k < logits.length; k++) {
            final float[] logit = resampling == null ? logits[k]
                : Resize.resize(logits[k], shape, imageShape, resampling.order(), resampling.axis(target, spacing), resampling.orderZ(), progress);
            logits[k] = null;
            if (m_labels.regions()) {
                for (int i = 0; i < labels.length; i++) {
                    labels[i] = logit[i] > 0 ? (byte)(int)m_labels.values().get(k) : labels[i];
                }
            } else if (best == null) {
                best = logit;
            } else {
                for (int i = 0; i < labels.length; i++) {
                    if (logit[i] > best[i]) {
                        best[i] = logit[i];
                        labels[i] = (byte)k;
                    }
                }
            }
        }
        return labels;
    }

    /**
     * @param names names of labels
     * @throws IOException if the network has no such label
     */
    public void checkLabels(final Collection<String> names) throws IOException {
        for (final String name : names) {
            if (!m_labels.names().containsKey(name)) {
                throw new IOException("The network has no label '" + name + "', but " + labels());
            }
        }
    }

    /**
     * @param segmentation what {@link #segment} gave
     * @param names labels or regions; all if there are none
     * @return where one of them is
     * @throws IOException if the network has no such label
     */
    public Mask mask(final Volume segmentation, final Collection<String> names) throws IOException {
        checkLabels(names);
        final boolean[] wanted = new boolean[256];
        for (final String name : names.isEmpty() ? labels() : names) {
            m_labels.names().get(name).forEach(v -> wanted[v] = true);
        }
        wanted[0] = false;
        final byte[] inside = new byte[segmentation.voxels().length()];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = (byte)(wanted[(int)segmentation.voxels().get(i)] ? 1 : 0);
        }
        return Mask.of(segmentation.info(), inside);
    }

    @Override
    public void close() {
        m_networks.forEach(TorchScript::close);
        m_networks.clear();
    }
}
