package org.petctflow.deep.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

import org.petctflow.base.AtomicFiles;
import org.petctflow.base.DiskSpace;
import org.petctflow.base.Progress;
import org.petctflow.deep.engine.Unfinished;
import org.petctflow.deep.network.Architecture;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;

/**
 * Patients whose crops lie ready on the network's grid, one raw file each in a folder: an epoch reads a crop in a millisecond,
 * and memory does not grow with the cohort. Labels, features and names are held. The folder is deleted on close if it was made
 * here; it holds no patient's name, only what {@link CaseSource#name} gives.
 *
 * <p>A patient whose volumes cannot be used stays in its place with a {@link #problem}; nothing else of it is asked for.
 */
public final class PreparedCases implements AutoCloseable {

    private static final Gson GSON = new GsonBuilder().serializeSpecialFloatingPointValues().create();

    private static final String INDEX = "cases.json";

    private static final int VERSION = 1;

    private record Entry(String name, double[] features, int[] labels, boolean ct, boolean pet, boolean mask,
        String digest, String problem) {
    }

    private record Index(int version, Preprocessing preprocessing, List<String> featureNames, List<Task> tasks,
        List<Entry> entries) {
    }

    private final Path m_folder;

    /** Null where the folder stays. */
    private final Unfinished m_temporary;

    private final Index m_index;

    private PreparedCases(final Path folder, final Unfinished temporary, final Index index) {
        m_folder = folder;
        m_temporary = temporary;
        m_index = index;
    }

    /**
     * Prepares every patient.
     *
     * @param source the patients
     * @param preprocessing grid and ranges; its normalisation is not used
     * @param parent where the folder is made; null for the folder for temporary files
     * @param progress 0 to 1 over the patients
     * @return the patients; to be closed
     * @throws IOException if the folder cannot be written, e.g. because the disk is full
     */
    public static PreparedCases prepare(final CaseSource source, final Preprocessing preprocessing, final Path parent,
        final Progress progress) throws IOException {
        final Unfinished unfinished = Unfinished.begin();
        final Path folder;
        try {
            folder = createFolder(parent);
        } catch (final IOException e) {
            unfinished.close();
            throw e;
        }
        final List<Entry> entries = new ArrayList<>();
        try {
            for (int i = 0; i < source.size(); i++) {
                progress.checkCancelled();
                Unfinished.checkGoingOn();
                progress.report((double)i / source.size(), "Preparing patient " + (i + 1) + " of " + source.size());
                entries.add(prepare(source, i, preprocessing, folder));
            }
            final Index index =
                new Index(VERSION, preprocessing, source.featureNames(), List.copyOf(source.tasks()), List.copyOf(entries));
            AtomicFiles.writeString(folder.resolve(INDEX), GSON.toJson(index));
            return new PreparedCases(folder, unfinished, index);
        } catch (final IOException | RuntimeException | Error e) {
            try {
                delete(folder);
            } catch (final UncheckedIOException second) {
                e.addSuppressed(second);
            }
            unfinished.close();
            throw e;
        }
    }

    private static Path createFolder(final Path parent) throws IOException {
        return parent == null ? Files.createTempDirectory("petctflow-cases") : Files.createTempDirectory(parent, "petctflow-cases");
    }

    private static Entry prepare(final CaseSource source, final int i, final Preprocessing preprocessing, final Path folder)
        throws IOException {
        final double[] features = source.features(i).clone();
        final int[] labels = source.labels(i).clone();
        if (features.length != source.featureNames().size()) {
            throw new IllegalArgumentException("The row '" + source.name(i) + "' has " + features.length + " features, but there "
                + "are " + source.featureNames().size() + " names");
        }
        checkLabels(source, i, labels);
        for (int f = 0; f < features.length; f++) {
            if (Double.isInfinite(features[f])) {
                return new Entry(source.name(i), features, labels, false, false, false, "",
                    "The feature '" + source.featureNames().get(f) + "' is infinite");
            }
        }
        final Crops crops;
        try {
            crops = preprocessing.crop(source.images(i));
        } catch (final IOException e) {
            return new Entry(source.name(i), features, labels, false, false, false, "",
                e.getMessage() == null ? e.toString() : e.getMessage());
        }
        final String digest;
        try {
            digest = write(file(folder, i), crops);
        } catch (final IOException e) {
            throw new IOException("The prepared box of " + source.name(i) + " could not be written to " + file(folder, i) + ": "
                + e.getMessage() + " (" + DiskSpace.left(folder) + "; " + source.size() + " patients need about "
                + ((4L * source.size() * arrays(crops) * preprocessing.grid().voxels() >> 20) + 1)
                + " MB). Free some, or name another folder for temporary files with -Djava.io.tmpdir", e);
        }
        return new Entry(source.name(i), features, labels, crops.ct() != null, crops.pet() != null, crops.mask() != null,
            digest, null);
    }

    private static int arrays(final Crops crops) {
        return (crops.ct() == null ? 0 : 1) + (crops.pet() == null ? 0 : 1) + (crops.mask() == null ? 0 : 1);
    }

    private static void checkLabels(final CaseSource source, final int i, final int[] labels) {
        if (labels.length != source.tasks().size()) {
            throw new IllegalArgumentException("The row '" + source.name(i) + "' has " + labels.length + " labels for "
                + source.tasks().size() + " tasks");
        }
        for (int t = 0; t < labels.length; t++) {
            if (labels[t] < -1 || labels[t] >= source.tasks().get(t).classes().size()) {
                throw new IllegalArgumentException("The row '" + source.name(i) + "' has label " + labels[t] + " for the task '"
                    + source.tasks().get(t).name() + "' with the classes " + source.tasks().get(t).classes());
            }
        }
    }

    /**
     * Opens a folder that {@link #prepare} wrote, e.g. in another process. It stays on close.
     *
     * @param folder the folder
     * @return the patients
     * @throws IOException if it is none
     */
    public static PreparedCases open(final Path folder) throws IOException {
        return open(folder, folder.resolve(INDEX));
    }

    /**
     * The same with another choice of features.
     *
     * @param folder the folder
     * @param file what {@link #writeIndex} wrote
     * @return the patients
     * @throws IOException if it is none
     */
    public static PreparedCases open(final Path folder, final Path file) throws IOException {
        try {
            final Index index = GSON.fromJson(Files.readString(file, StandardCharsets.UTF_8), Index.class);
            if (index == null || index.version() != VERSION || index.preprocessing() == null || index.tasks() == null
                || index.entries() == null || index.featureNames() == null) {
                throw new IOException(folder + " holds no prepared patients of version " + VERSION);
            }
            return new PreparedCases(folder, null, index);
        } catch (final JsonParseException | IllegalArgumentException e) {
            throw new IOException(folder + " holds no prepared patients: " + e.getMessage(), e);
        }
    }

    /**
     * These patients with some of their features. The crops are shared: this must stay open as long as they are used.
     *
     * @param names which features, in the order wanted
     * @return the patients
     * @throws IllegalArgumentException if there is no such feature
     */
    public PreparedCases withFeatures(final List<String> names) {
        final int[] at = names.stream().mapToInt(m_index.featureNames()::indexOf).toArray();
        for (int k = 0; k < at.length; k++) {
            if (at[k] < 0) {
                throw new IllegalArgumentException(
                    "There is no feature '" + names.get(k) + "' among " + m_index.featureNames());
            }
        }
        final List<Entry> entries = m_index.entries().stream()
            .map(e -> new Entry(e.name(), Arrays.stream(at).mapToDouble(f -> e.features()[f]).toArray(), e.labels(), e.ct(),
                e.pet(), e.mask(), e.digest(), e.problem()))
            .toList();
        return new PreparedCases(m_folder, null,
            new Index(VERSION, m_index.preprocessing(), List.copyOf(names), m_index.tasks(), entries));
    }

    /**
     * Writes labels, features and names, as they are here, for {@link #open(Path, Path)}.
     *
     * @param file where to
     * @throws IOException if it cannot be written
     */
    public void writeIndex(final Path file) throws IOException {
        AtomicFiles.writeString(file, GSON.toJson(m_index));
    }

    /** @return where they lie */
    public Path folder() {
        return m_folder;
    }

    /** @return grid and ranges */
    public Preprocessing preprocessing() {
        return m_index.preprocessing();
    }

    /** @return how many patients there are, unusable ones included */
    public int size() {
        return m_index.entries().size();
    }

    /** @return the features' names */
    public List<String> featureNames() {
        return m_index.featureNames();
    }

    /** @return what is to be predicted */
    public List<Task> tasks() {
        return m_index.tasks();
    }

    /**
     * @param index which patient
     * @return how messages call it
     */
    public String name(final int index) {
        return m_index.entries().get(index).name();
    }

    /**
     * @param index which patient
     * @return why it cannot be used; null if it can
     */
    public String problem(final int index) {
        return m_index.entries().get(index).problem();
    }

    /**
     * @param index which patient
     * @param architecture a network's sizes
     * @return why the patient cannot be used with this network; null if it can
     */
    public String problem(final int index, final Architecture architecture) {
        final Entry entry = m_index.entries().get(index);
        if (entry.problem() != null) {
            return entry.problem();
        }
        return lacking(architecture, entry.ct(), entry.pet(), entry.mask());
    }

    /**
     * What a network cannot do without: its only modality, one of two, and the mask if it is a channel.
     *
     * @param a a network's sizes
     * @param ct whether there is CT
     * @param pet whether there is PET
     * @param mask whether there is a mask
     * @return what is missing, as a sentence; null if nothing is
     */
    public static String lacking(final Architecture a, final boolean ct, final boolean pet, final boolean mask) {
        if (!(a.ct() && ct) && !(a.pet() && pet)) {
            return "There is no " + (a.ct() && a.pet() ? "CT and no PET" : a.ct() ? "CT" : "PET")
                + ", which the network needs";
        }
        return a.maskChannel() && !mask ? "There is no mask, which the network takes as a channel" : null;
    }

    /**
     * @param index which patient
     * @return its features; NaN where one is missing; not to be changed
     */
    public double[] features(final int index) {
        return m_index.entries().get(index).features();
    }

    /**
     * @param index which patient
     * @return its labels; -1 where one is missing; not to be changed
     */
    public int[] labels(final int index) {
        return m_index.entries().get(index).labels();
    }

    /**
     * @param index which patient, a usable one
     * @return its crops, within their ranges, not normalised
     * @throws IOException if the file cannot be read
     */
    public Crops crops(final int index) throws IOException {
        final Entry entry = m_index.entries().get(index);
        final int n = preprocessing().grid().voxels();
        final int arrays = (entry.ct() ? 1 : 0) + (entry.pet() ? 1 : 0) + (entry.mask() ? 1 : 0);
        final ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file(m_folder, index))).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.remaining() != 4L * n * arrays) {
            throw new IOException("The prepared patient " + file(m_folder, index) + " has " + bytes.remaining()
                + " bytes instead of " + 4L * n * arrays + ": somebody changed it");
        }
        return new Crops(entry.ct() ? floats(bytes, n) : null, entry.pet() ? floats(bytes, n) : null,
            entry.mask() ? floats(bytes, n) : null);
    }

    /**
     * @param index which patient
     * @return a checksum of its crops
     */
    public String cropsDigest(final int index) {
        return m_index.entries().get(index).digest();
    }

    private static float[] floats(final ByteBuffer bytes, final int n) {
        final float[] values = new float[n];
        bytes.asFloatBuffer().get(values);
        bytes.position(bytes.position() + 4 * n);
        return values;
    }

    /** Returns the checksum of what was written. */
    private static String write(final Path file, final Crops crops) throws IOException {
        final CRC32C checksum = new CRC32C();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (final float[] values : new float[][]{crops.ct(), crops.pet(), crops.mask()}) {
                if (values != null) {
                    final ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
                    bytes.asFloatBuffer().put(values);
                    checksum.update(bytes.array());
                    while (bytes.hasRemaining()) {
                        channel.write(bytes);
                    }
                }
            }
        }
        return Long.toHexString(checksum.getValue());
    }

    private static Path file(final Path folder, final int index) {
        return folder.resolve("case-" + index + ".f32");
    }

    /**
     * @param indices usable patients
     * @param progress asked for cancellation
     * @return the preprocessing with the normalisation of these patients' voxels
     * @throws IOException if a file cannot be read
     */
    public Preprocessing normalization(final int[] indices, final Progress progress) throws IOException {
        final double[][] sums = new double[2][3];
        for (final int index : indices) {
            progress.checkCancelled();
            final Crops crops = crops(index);
            add(crops.ct(), sums[0]);
            add(crops.pet(), sums[1]);
        }
        return preprocessing().withNormalization(mean(sums[0]), sd(sums[0]), mean(sums[1]), sd(sums[1]));
    }

    private static void add(final float[] values, final double[] sums) {
        if (values != null) {
            for (final float v : values) {
                sums[1] += v;
                sums[2] += (double)v * v;
            }
            sums[0] += values.length;
        }
    }

    private static double mean(final double[] sums) {
        return sums[0] == 0 ? 0 : sums[1] / sums[0];
    }

    private static double sd(final double[] sums) {
        final double variance = sums[0] == 0 ? 0 : sums[2] / sums[0] - mean(sums) * mean(sums);
        return variance > 1e-12 ? Math.sqrt(variance) : 1;
    }

    /** Deletes the folder if it was made by {@link #prepare}. */
    @Override
    public void close() {
        if (m_temporary != null) {
            try {
                delete(m_folder);
            } finally {
                m_temporary.close();
            }
        }
    }

    private static void delete(final Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (final Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("The folder " + folder + " could not be deleted", e);
        }
    }
}
