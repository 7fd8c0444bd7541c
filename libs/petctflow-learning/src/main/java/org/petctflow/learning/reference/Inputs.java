package org.petctflow.learning.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

import org.petctflow.base.Progress;
import org.petctflow.learning.cohort.StudyTable;
import org.petctflow.learning.cohort.StudyTableReader;
import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.Documents;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Folds;
import org.petctflow.learning.data.Labels;
import org.petctflow.learning.preprocess.FeaturePreprocessor;
import org.petctflow.learning.preprocess.FittedPreprocessor;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/** What a reference folder prescribes: the task of data.csv, and what else lies beside it. */
final class Inputs {

    private static final long MOST_BYTES = 64L << 20;

    private static final Set<String> ROLES = Set.of("case", "cohort", "label", "fold", "split");

    final StudyTable data;

    final Labels labels;

    final Folds folds;

    final int[] train;

    final int[] test;

    /** All features as they are, in the order of data.csv. */
    final FeatureMatrix raw;

    /** Median and scale of all rows. */
    final FittedPreprocessor fitted;

    /** All features, filled and scaled over all rows. */
    final Dataset design;

    private final Path m_folder;

    private final Progress m_progress;

    Inputs(final Path folder, final Progress progress) throws IOException {
        m_folder = folder;
        m_progress = progress;
        data = table("data.csv");
        final double[] y = data.numbers("label");
        labels = Labels.binary(codes(y, "label", 2)).requireBothClasses();
        final double[] fold = data.numbers("fold");
        final int count = (int)Arrays.stream(fold).max().orElse(0) + 1;
        folds = new Folds(codes(fold, "fold", count), count);
        final String[] split = data.text("split");
        train = IntStream.range(0, split.length).filter(r -> "train".equals(split[r])).toArray();
        test = IntStream.range(0, split.length).filter(r -> "test".equals(split[r])).toArray();
        raw = data.matrix(data.names().stream().filter(n -> !ROLES.contains(n)).toList());
        fitted = FeaturePreprocessor.withDefaults().fit(raw, progress);
        design = Dataset.of(fitted.apply(raw), labels);
    }

    private static int[] codes(final double[] values, final String column, final int count) {
        for (int r = 0; r < values.length; r++) {
            if (!(values[r] >= 0 && values[r] < count && values[r] == Math.rint(values[r]))) {
                throw new IllegalArgumentException("data.csv: the column \"" + column + "\", row " + (r + 1) + ", must hold a whole number "
                    + "from 0 to " + (count - 1));
            }
        }
        return Arrays.stream(values).mapToInt(v -> (int)v).toArray();
    }

    boolean has(final String file) {
        return Files.isRegularFile(m_folder.resolve(file));
    }

    StudyTable table(final String file) throws IOException {
        final Path path = m_folder.resolve(file);
        if (!Files.isRegularFile(path)) {
            throw new IOException("The folder " + m_folder + " has no " + file + ": it must be laid out as a folder of reference values");
        }
        final StudyTable table = StudyTableReader.withDefaults().withMissing(Set.of("nan")).read(path, m_progress);
        return table.has("case") ? StudyTableReader.withDefaults().withMissing(Set.of("nan")).withId("case").read(path, m_progress) : table;
    }

    String text(final String file) throws IOException {
        final Path path = m_folder.resolve(file);
        if (Files.size(path) > MOST_BYTES) {
            throw new IOException(file + " is larger than " + (MOST_BYTES >> 20) + " MB");
        }
        return Files.readString(path);
    }

    /** A json file's object; empty where there is no such file, so that a part takes the usual options. */
    JsonObject json(final String file) throws IOException {
        if (!has(file)) {
            return new JsonObject();
        }
        try {
            final JsonElement e = JsonParser.parseString(text(file));
            if (e.isJsonObject()) {
                return e.getAsJsonObject();
            }
        } catch (final JsonParseException | StackOverflowError e) {
            throw new IOException(file + " is not valid JSON: " + e.getMessage(), e);
        }
        throw new IOException(file + " must hold an object");
    }

    /** Whole numbers without a header, one list a line. */
    int[][] indices(final String file, final int below) throws IOException {
        final int[][] rows = text(file).lines().filter(l -> !l.isBlank())
            .map(l -> Arrays.stream(l.split(",")).map(String::strip).mapToInt(Integer::parseInt).toArray()).toArray(int[][]::new);
        for (int b = 0; b < rows.length; b++) {
            if (Arrays.stream(rows[b]).anyMatch(i -> i < 0 || i >= below)) {
                throw new IOException(file + ", line " + (b + 1) + ": there are rows 0 to " + (below - 1) + " only");
            }
        }
        return rows;
    }

    /** The columns that a file names, or all that the choice takes. */
    List<String> columns(final JsonObject json, final String key, final java.util.function.Predicate<String> otherwise) {
        return json.has(key) ? Documents.strings(json, key) : raw.names().stream().filter(otherwise).toList();
    }

    static boolean isCt(final String column) {
        return column.matches(".*_reg\\w+");
    }

    static boolean isClinical(final String column) {
        return Set.of("age", "gender", "sex", "smoke").contains(column);
    }

    Dataset design(final List<String> columns) {
        return design.with(design.features().selectColumns(columns));
    }

    /** The rows of another table's cases in data.csv. */
    int[] rowsOf(final StudyTable other) {
        final var byId = data.rowsById("case");
        return Arrays.stream(other.text("case")).map(byId::get).peek(r -> Objects.requireNonNull(r, "a case is not in data.csv"))
            .mapToInt(Integer::intValue).toArray();
    }
}
