package org.petctflow.learning.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.petctflow.base.Progress;
import org.petctflow.learning.Golden;
import org.petctflow.learning.Synthetic;
import org.petctflow.learning.data.FeatureMatrix;

import com.google.gson.JsonObject;

class FeaturePreprocessorTest {

    private static final double NA = Double.NaN;

    @Test
    void mediansMeansAndDeviationsAreThoseOfScikitLearn() {
        final JsonObject golden = Golden.json("preprocess.json");
        final List<String> columns = Golden.strings(golden.getAsJsonArray("columns"));
        final FeatureMatrix x = Golden.csv("data.csv").matrix(columns);
        final FittedPreprocessor fitted = FeaturePreprocessor.withDefaults().fit(x, Progress.NONE);
        final FeatureMatrix design = fitted.apply(x);
        final FeatureMatrix expected = Golden.csv("design_all.csv").matrix(columns);
        for (int c = 0; c < columns.size(); c++) {
            assertEquals(golden.getAsJsonArray("median").get(c).getAsDouble(), fitted.median(c), 1e-12);
            assertEquals(golden.getAsJsonArray("mean").get(c).getAsDouble(), fitted.mean(c), 1e-12 * Math.max(1, Math.abs(fitted.mean(c))));
            assertEquals(golden.getAsJsonArray("sd").get(c).getAsDouble(), fitted.standardDeviation(c),
                1e-12 * fitted.standardDeviation(c));
            assertEquals(golden.getAsJsonArray("n_missing").get(c).getAsInt(), fitted.missing(c));
            assertArrayEquals(expected.column(c), design.column(c), 1e-12);
        }
    }

    @Test
    void whatWasLearnedOnTrainingRowsIsAppliedToOthers() {
        final FeatureMatrix train = FeatureMatrix.ofRows(List.of("a", "b"), new double[][]{{1, 5}, {3, NA}, {NA, 5}, {8, 5}});
        final FittedPreprocessor fitted = FeaturePreprocessor.withDefaults().fit(train, Progress.NONE);
        // a: median 3, values 1 3 3 8, mean 3.75, variance (7.5625 + 0.5625 + 0.5625 + 18.0625) / 4 = 6.6875
        final FeatureMatrix test = fitted.apply(FeatureMatrix.ofRows(List.of("b", "other", "a"), new double[][]{{7, 0, NA}}));
        assertEquals(List.of("a", "b"), test.names());
        assertEquals((3 - 3.75) / Math.sqrt(6.6875), test.get(0, 0), 1e-15);
        assertEquals(2, test.get(0, 1), "the SD of a constant column counts as 1");
    }

    @Test
    void columnsAreDroppedWithTheReason() {
        final double[][] rows = new double[40][];
        final Random random = new Random(1);
        for (int r = 0; r < rows.length; r++) {
            final double a = random.nextGaussian();
            rows[r] = new double[]{a, NA, 4, -2 * a + 0.01 * random.nextGaussian(), random.nextGaussian()};
        }
        final FeatureMatrix x = FeatureMatrix.ofRows(List.of("a", "empty", "constant", "twin", "b"), rows);
        final FittedPreprocessor fitted = new FeaturePreprocessor(true, true, 0, 0.95).fit(x, Progress.NONE);
        assertEquals(List.of("a", "b"), fitted.outputColumns());
        assertEquals(Map.of("empty", "has no value", "constant", "has a variance of 0.0", "twin", "is correlated with \"a\""),
            fitted.dropped());
    }

    @Test
    void aFittedPreprocessorSurvivesItsDocument() {
        final FeatureMatrix x = FeatureMatrix.ofRows(List.of("a", "empty", "b"), new double[][]{{1, NA, 0.1}, {NA, NA, 1e300}, {7, NA, 3}});
        final FittedPreprocessor fitted = new FeaturePreprocessor(true, true, 0, 1).fit(x, Progress.NONE);
        final String text = fitted.write();
        assertEquals("{\"format\":\"petctflow-preprocessor\",\"version\":1,", text.substring(0, 47));
        final FittedPreprocessor read = FittedPreprocessor.fromJson(text);
        assertEquals(text, read.write());
        assertArrayEquals(fitted.apply(x).toRows(), read.apply(x).toRows());
        assertThrows(IllegalArgumentException.class, () -> FittedPreprocessor.fromJson(text.substring(0, 200)));
        assertThrows(IllegalArgumentException.class, () -> FittedPreprocessor.fromJson(text.replace("\"version\":1", "\"version\":2")));
        assertThrows(IllegalArgumentException.class, () -> FittedPreprocessor.fromJson("[]"));
    }

    @Test
    void largeOffsetsAndHugeValuesKeepTheirPrecision() {
        final double[][] rows = new double[1000][1];
        for (int r = 0; r < 1000; r++) {
            rows[r][0] = 1e9 + (r % 2);
        }
        final FittedPreprocessor fitted = FeaturePreprocessor.withDefaults().fit(FeatureMatrix.ofRows(List.of("a"), rows), Progress.NONE);
        assertEquals(1e9 + 0.5, fitted.mean(0));
        assertEquals(0.5, fitted.standardDeviation(0));
        final FittedPreprocessor huge = FeaturePreprocessor.withDefaults()
            .fit(FeatureMatrix.ofRows(List.of("a"), new double[][]{{1e308}, {-1e308}, {1e308}, {-1e308}}), Progress.NONE);
        assertEquals(1e308, huge.standardDeviation(0), 1e293);
    }

    @Test
    void aHundredThousandColumnsPass() {
        final FeatureMatrix x = Synthetic.task(12, 5, 100_000, 0, 0, 3).features();
        assertEquals(100_000, FeaturePreprocessor.withDefaults().fit(x, Progress.NONE).apply(x).columns());
    }

    @Test
    void badValuesAreNamed() {
        final FeatureMatrix x = FeatureMatrix.ofRows(List.of("a", "suv"), new double[][]{{1, 2}, {2, Double.POSITIVE_INFINITY}});
        assertEquals("Column \"suv\", row 1: the value is infinite; correct it, or set it to missing",
            assertThrows(IllegalArgumentException.class, () -> FeaturePreprocessor.withDefaults().fit(x, Progress.NONE)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new FeaturePreprocessor(true, true, 0, 1.5));
    }
}
