package org.petctflow.learning.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.petctflow.base.Progress;
import org.petctflow.learning.cohort.StudyTable;
import org.petctflow.learning.cohort.StudyTableReader;
import org.petctflow.learning.data.Randoms;
import org.petctflow.learning.data.Run;

class DataAuditorTest {

    private static final int ROWS = 120;

    private static StudyTable table(final String name, final List<String> names, final String[]... columns) {
        return new StudyTable(name, names, columns, columns[0].length, Set.of("id"), List.of());
    }

    private interface Cell {
        String of(int row);
    }

    private static String[] column(final Cell cell) {
        return IntStream.range(0, ROWS).mapToObj(cell::of).toArray(String[]::new);
    }

    private static final String[] IDS = column(r -> (r % 2 == 0 ? "X-" : "Y-") + r);

    private static final String[] LABEL = column(r -> r % 4 < 2 ? "0" : "1");

    private static String[] noise(final long seed) {
        final UniformRandomProvider random = Randoms.of(seed);
        return column(r -> Double.toString(random.nextDouble()));
    }

    private static List<Finding> audit(final StudyTable... tables) {
        return new DataAuditor("id", "label", null).audit(List.of(tables), Run.of(1));
    }

    private static List<Finding> of(final List<Finding> findings, final Finding.Kind kind) {
        return findings.stream().filter(f -> f.kind() == kind).toList();
    }

    @Test
    void aCleanTableHasNoFinding() {
        assertEquals(List.of(), audit(table("clean", List.of("id", "label", "a", "b", "c"), IDS, LABEL, noise(1), noise(2), noise(3))));
    }

    @Test
    void eachPlantedDefectIsFound() {
        final double[] z = new double[ROWS];
        for (int r = 0; r < ROWS; r++) {
            z[r] = (r - (ROWS - 1) / 2.0) / Math.sqrt((ROWS * ROWS - 1) / 12.0);
        }
        final String[] a = noise(4);
        final String[] missing = column(r -> r % 4 >= 2 && r < 40 ? null : a[r]);
        final String[] cohort = column(r -> Double.toString(r % 2 + r * 1e-3));
        final String[] constant = column(r -> r % 2 == 0 ? "1" : Integer.toString(r / 2 % 2));
        final String[] copy = column(r -> Double.toString(Double.parseDouble(LABEL[r]) + r * 1e-5));
        final String[] age = column(r -> r == 7 ? "-3" : r == 9 ? "1e9" : Integer.toString(50 + r % 30));
        final List<Finding> findings = audit(table("bad", List.of("id", "label", "missing", "scaled", "cohort", "constant", "copy", "age"),
            IDS, LABEL, missing, column(r -> Double.toString(z[r])), cohort, constant, copy, age));
        assertEquals(List.of("missing"), of(findings, Finding.Kind.MISSINGNESS_TELLS_LABEL).get(0).columns());
        assertEquals(List.of("scaled"), of(findings, Finding.Kind.STANDARDISED).get(0).columns());
        assertTrue(of(findings, Finding.Kind.CONSTANT).get(0).summary().contains("\"constant\" is 1 for every row of ids X-"));
        assertEquals(List.of("copy"), of(findings, Finding.Kind.LEAKAGE).get(0).columns());
        assertEquals(1, of(findings, Finding.Kind.COHORT_PREDICTABLE).size());
        assertEquals(2, of(findings, Finding.Kind.IMPLAUSIBLE).size());
        findings.forEach(f -> assertFalse(f.evidence().isBlank() || f.advice().isBlank()));
    }

    @Test
    void duplicatesAndDisagreements() {
        final String[] ids = IDS.clone();
        ids[5] = ids[3];
        final String[] a = noise(1);
        final String[] b = noise(2);
        final String[] c = noise(3);
        a[9] = a[8];
        b[9] = b[8];
        c[9] = c[8];
        final List<Finding> one = audit(table("t", List.of("id", "label", "a", "b", "c"), ids, LABEL, a, b, c));
        assertEquals(2, of(one, Finding.Kind.DUPLICATE).size());
        final String[] other = LABEL.clone();
        other[11] = "B";
        final List<Finding> two = audit(table("t", List.of("id", "label", "c"), IDS, LABEL, c),
            table("u", List.of("id", "label"), IDS, other));
        assertTrue(of(two, Finding.Kind.DISAGREEMENT).get(0).evidence().contains("1 -> B in 1 row"));
    }

    @Test
    void aTableWithoutIdOrLabelIsRefused() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> audit(table("t", List.of("x", "label"), IDS, LABEL))).getMessage()
            .contains("no id column"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> audit(table("t", List.of("id", "x"), IDS, LABEL))).getMessage()
            .contains("label column"));
        final List<Finding> few = audit(table("t", List.of("id", "label", "a"), new String[]{"1", "2", "3"},
            new String[]{"0", "1", "1"}, new String[]{"1", null, "2"}));
        assertTrue(few.isEmpty());
    }

    @Test
    void publishedFiguresThatDoNotFollow() {
        assertTrue(ReportedFigures.pValue("gender", new long[][]{{117, 45}, {28, 31}}, 0.001, 3).isEmpty());
        assertTrue(ReportedFigures.pValue("gender", new long[][]{{117, 45}, {28, 31}}, 0.2, 3).orElseThrow().evidence()
            .contains("6.07e-04"));
        assertTrue(ReportedFigures.classification("m", 13, 33, 10 / 13.0, 30 / 33.0, 40 / 46.0, Double.NaN, 3).isEmpty());
        assertTrue(ReportedFigures.classification("m", 13, 33, 0.769, 0.909, 0.95, Double.NaN, 3).orElseThrow().evidence()
            .contains("accuracy 0.870"));
    }

    @Test
    void aTableOfPublishedFiguresIsCheckedRowByRow() {
        assertTrue(ReportedFigures.check(Map.of("Name", "sex", "Counts", "117 45; 28 31", "p", "0.001")).isEmpty());
        assertTrue(ReportedFigures.check(Map.of("Name", "sex", "Counts", "117 45; 28 31", "p", "<0.01")).isEmpty());
        assertTrue(ReportedFigures.check(Map.of("Name", "sex", "Counts", "117 45; 28 31", "p", "<0.0001")).orElseThrow().evidence()
            .startsWith("published below 1.00e-04; chi-square 6.07e-04"));
        assertTrue(ReportedFigures.check(Map.of("Name", "m", "Positives", "13", "Negatives", "33", "Sensitivity", "0.769", "Specificity", "0.909",
            "Accuracy", "0.95")).isPresent());
        assertTrue(ReportedFigures.check(Map.of("Name", "m", "Positives", "13", "Negatives", "33", "Sensitivity", "0.77", "Specificity", "0.91",
            "Accuracy", "0.87")).isEmpty());
        assertTrue(ReportedFigures.check(Map.of("Name", "m", "Sensitivity", "0.77", "Accuracy", "0.95")).isEmpty(), "not enough to judge");
        final Finding open = ReportedFigures.unchecked(List.of(Map.of("Name", "sex", "Counts", "117 45; 28 31"), Map.of("Name", "smoke"),
            Map.of("Name", "m", "Positives", "13", "Negatives", "33"),
            Map.of("Name", "done", "Counts", "117 45; 28 31", "p", "0.001"),
            Map.of("Name", "n", "Positives", "13", "Negatives", "33", "Sensitivity", "0.77", "Specificity", "0.91", "F1", "0.8"))).orElseThrow();
        assertEquals("3 of 5 published figures are not filled in and were not checked", open.summary());
        assertEquals("sex lacks p; smoke lacks Counts, p; m lacks Sensitivity, Specificity, Accuracy or F1", open.evidence());
        assertEquals(Finding.Severity.NOTE, open.severity());
        assertEquals(List.of("sex", "smoke", "m"), open.columns());
        assertTrue(ReportedFigures.unchecked(List.of(Map.of("Name", "done", "Counts", "117 45; 28 31", "p", "0.001"))).isEmpty());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> ReportedFigures.check(Map.of("Name", "sex", "Counts", "1 x; 2 3", "p",
            "0.1"))).getMessage().contains("\"x\" is no number"));
    }

    @Test
    void theSixDefectsOfThePublishedMatrices() throws IOException {
        final String reference = System.getProperty("petctflow.reference");
        final Path folder = reference == null ? null : Path.of(reference, "published-matrices");
        Assumptions.assumeTrue(folder != null && Files.isDirectory(folder), "The published matrices are not there: test skipped");
        final List<StudyTable> tables = new ArrayList<>();
        for (final String file : List.of("PET_clinical_feature_matrix", "EGFR_mutation_prediction_CT_feature",
            "Pathological_subtype_classification_CT_feature")) {
            tables.add(StudyTableReader.withDefaults().withId("case").read(folder.resolve(file + ".xlsx"), Progress.NONE));
        }
        final List<Finding> egfr = new DataAuditor("case", "EGFR", null).audit(tables.subList(0, 2), Run.of(1));
        final List<Finding> type = new DataAuditor("case", "type", null).audit(List.of(tables.get(0), tables.get(2)), Run.of(1));
        for (final List<Finding> findings : List.of(egfr, type)) { // 1: gender is probably swapped
            assertTrue(of(findings, Finding.Kind.SWAPPED_CODE).stream().anyMatch(f -> f.columns().contains("gender")));
        }
        assertTrue(of(egfr, Finding.Kind.MISSINGNESS_TELLS_LABEL).stream() // 2: seven mutants without any clinical value
            .anyMatch(f -> f.columns().contains("age") && f.evidence().contains("0 of 162") && f.evidence().contains("7 of 66")));
        assertTrue(of(egfr, Finding.Kind.CONSTANT).stream() // 3: smoke is 1 for the whole in-house cohort
            .anyMatch(f -> f.columns().contains("smoke") && f.evidence().startsWith("75 of 75")));
        assertEquals(21, of(egfr, Finding.Kind.STANDARDISED).get(0).columns().size()); // 4: the whole CT file
        assertTrue(of(type, Finding.Kind.STANDARDISED).isEmpty());
        assertEquals(2, of(egfr, Finding.Kind.COHORT_PREDICTABLE).size()); // 5: from PET and from CT
        assertTrue(of(type, Finding.Kind.COHORT_PREDICTABLE).stream().anyMatch(f -> f.table().startsWith("Pathological")));
        assertTrue(of(type, Finding.Kind.LEAKAGE).stream().anyMatch(f -> f.columns().contains("case")));
        assertTrue(of(type, Finding.Kind.DISAGREEMENT).stream().anyMatch(f -> f.evidence().contains("B -> 0 in 7 rows")));
        assertTrue(of(egfr, Finding.Kind.DISAGREEMENT).stream().anyMatch(f -> f.evidence().contains("missing -> 1 in 7 rows")));
    }
}
