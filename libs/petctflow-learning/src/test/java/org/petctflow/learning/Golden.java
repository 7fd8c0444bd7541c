package org.petctflow.learning;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Assumptions;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Folds;
import org.petctflow.learning.data.Labels;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** The golden values of the reference folder (numpy, scipy 1.10, statsmodels 0.13, scikit-learn 1.2). */
public final class Golden {

    private static final String FOLDER = "learning/golden";

    private Golden() {
    }

    private static Path folder() {
        final String reference = System.getProperty("petctflow.reference");
        final Path folder = reference == null ? null : Path.of(reference, FOLDER);
        Assumptions.assumeTrue(folder != null && Files.isDirectory(folder),
            "The reference data (shared/reference/" + FOLDER + ") are not there: this test is skipped");
        return folder;
    }

    public static JsonObject json(final String file) {
        try {
            return JsonParser.parseString(Files.readString(folder().resolve(file))).getAsJsonObject();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A csv whose cells are read by column name. */
    public record Table(List<String> names, List<String[]> rows) {
        public List<String> column(final String name) {
            final int c = names.indexOf(name);
            return rows.stream().map(r -> r[c]).toList();
        }

        public int[] ints(final String name) {
            return column(name).stream().mapToInt(Integer::parseInt).toArray();
        }

        public FeatureMatrix matrix(final List<String> columns) {
            final double[][] values = new double[columns.size()][];
            for (int c = 0; c < values.length; c++) {
                values[c] = column(columns.get(c)).stream().mapToDouble(s -> s.isEmpty() ? Double.NaN : Double.parseDouble(s))
                    .toArray();
            }
            return FeatureMatrix.ofColumns(columns, values, rows.size());
        }

        public Labels label() {
            return Labels.binary(ints("label"));
        }

        public Folds folds() {
            return new Folds(ints("fold"), 5);
        }

        public int[] rowsWhere(final String column, final String value) {
            final List<String> values = column(column);
            return IntStream.range(0, rows.size()).filter(r -> values.get(r).equals(value)).toArray();
        }
    }

    public static Table csv(final String file) {
        try {
            return table(Files.readString(folder().resolve(file)));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A resource beside a test class; unlike the reference folder it is always there. */
    public static String resource(final Class<?> test, final String name) {
        try (InputStream in = test.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Table table(final String csv) {
        final List<String> lines = csv.lines().toList();
        final List<String[]> rows = new ArrayList<>();
        for (final String line : lines.subList(1, lines.size())) {
            rows.add(line.split(",", -1));
        }
        return new Table(List.of(lines.get(0).split(",", -1)), rows);
    }

    /** A csv of whole numbers without a header. */
    public static int[][] intRows(final String file) {
        try {
            return Files.readAllLines(folder().resolve(file)).stream()
                .map(line -> Arrays.stream(line.split(",")).mapToInt(Integer::parseInt).toArray()).toArray(int[][]::new);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static double[] doubles(final JsonArray array) {
        return IntStream.range(0, array.size()).mapToDouble(i -> array.get(i).isJsonNull() ? Double.NaN : array.get(i).getAsDouble())
            .toArray();
    }

    public static int[] ints(final JsonArray array) {
        return IntStream.range(0, array.size()).map(i -> array.get(i).getAsInt()).toArray();
    }

    public static List<String> strings(final JsonArray array) {
        return IntStream.range(0, array.size()).mapToObj(i -> array.get(i).getAsString()).toList();
    }
}
