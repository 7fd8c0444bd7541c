package org.petctflow.study.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.petctflow.base.Provenance;
import org.petctflow.study.charts.Chart;
import org.petctflow.study.figures.Figure;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

class StudyReportTest {

    private static final StudyReport PLAIN = new StudyReport("Title", "First.\n\nSecond.", false, Map.of(), Map.of());

    private static Provenance step(final String node, final Long seed, final Map<String, String> settings) {
        return new Provenance(node, "1.0.0", settings, seed, Map.of(), Map.of());
    }

    private static Input table(final List<String> columns, final List<Object[]> rows, final Provenance... lineage) {
        return new Input(Optional.of(new Input.Table(columns, rows, rows.size())), List.of(), List.of(lineage), Optional.empty(),
            Optional.empty());
    }

    private static Input figure(final Chart chart, final Provenance... lineage) {
        return new Input(Optional.empty(), List.of(Figure.of(chart, "How.")), List.of(lineage), Optional.empty(), Optional.empty());
    }

    private static Map<String, JsonObject> sections(final StudyReport.Result result) {
        final Map<String, JsonObject> sections = new LinkedHashMap<>();
        for (final JsonElement s : JsonParser.parseString(result.json()).getAsJsonObject().getAsJsonArray("sections")) {
            sections.put(s.getAsJsonObject().get("id").getAsString(), s.getAsJsonObject());
        }
        return sections;
    }

    private static JsonObject block(final JsonObject section, final int index) {
        return section.getAsJsonArray("blocks").get(index).getAsJsonObject();
    }

    private static Checklist.Item item(final StudyReport.Result result, final int checklist, final String number) {
        return result.checklists().get(checklist).items().stream().filter(i -> i.number().equals(number)).findFirst().orElseThrow();
    }

    @Test
    void inputsGoToTheSectionsThatTheirContentOrTheirNodeSays() {
        final var roc = new Chart.Roc("r", "ROC", null, List.of(Chart.Curve.of("a", new double[]{0, 1}, new double[]{0, 1})));
        final var lines = new Chart.Lines("l", "Scores", null, "n", "AUC", List.of(), List.of());
        final var flow = new Chart.Flow("f", "Patients", null, List.of(new Chart.Step("all", 3, List.of())), List.of());
        final StudyReport.Result r = PLAIN.of(List.of(figure(roc), figure(flow), figure(lines, step("RFECV Selector", 1L, Map.of())),
            table(List.of("Severity", "Finding"), List.of()), table(List.of("Threshold", "Net benefit"), List.of()),
            table(List.of("Column"), List.of(), step("DICOM Reader", null, Map.of()), step("LASSO Selector", 1L, Map.of())),
            table(List.of("anything"), List.of())));
        assertEquals(List.of("cohort", "methods", "selection", "performance", "utility", "audit", "other", "software", "tripod-ai", "clear"),
            List.copyOf(sections(r).keySet()));
        assertEquals("Feature selection (LASSO Selector)", block(sections(r).get("selection"), 1).get("title").getAsString());
        assertEquals(3, r.figures());
        assertEquals(3, r.nodes());
        final Input chosen = new Input(table(List.of("x"), List.of()).table(), List.of(), List.of(), Optional.of(Section.DEEP), Optional.of("Mine"));
        assertEquals("Mine", block(sections(PLAIN.of(List.of(chosen))).get("deep"), 0).get("title").getAsString());
    }

    @Test
    void methodsAreFilledFromTheSettingsOfTheNodesThatRan() {
        assertEquals("At 4 of 2.5 by field of view.", Methods.fill("At {A} of {B}[ by {C}][, not {D}].",
            Map.of("A", "4.0", "B", "2.5", "C", "FIELD_OF_VIEW")));
        final List<Methods.Part> parts = Methods.of(List.of(step("SUV Normalizer", null,
            Map.of("Normalised by", "Body weight (SUVbw)", "Decay was corrected to", "Start of the scan")),
            step("Something New", null, Map.of("Width", "3"))));
        assertEquals(List.of("Images", "Further steps"), parts.stream().map(Methods.Part::title).toList());
        assertTrue(parts.get(0).sentences().get(0).contains("normalised by “Body weight (SUVbw)”"), parts.get(0).sentences().get(0));
        assertEquals("The node Something New was run with Width: 3.", parts.get(1).sentences().get(0));
    }

    @Test
    void checklistsSayWhatIsAnsweredInPartOrNotAtAll() {
        final StudyReport report = new StudyReport("T", "", false, Map.of("17", "Approved."), Map.of());
        final StudyReport.Result r = report.of(List.of(table(List.of("a"), List.of(), step("Stratified Partitioner", 7L, Map.of()),
            step("Stacking Learner", 1L, Map.of()))));
        assertEquals(52, r.checklists().get(0).items().size());
        assertEquals(58, r.checklists().get(1).items().size());
        assertEquals(Checklist.Status.ANSWERED, item(r, 0, "12a").status());
        assertEquals(List.of("Stratified Partitioner"), item(r, 0, "12a").nodes());
        assertEquals(Checklist.Status.PARTLY, item(r, 0, "12c").status());
        assertEquals("give the reason for the type of model", item(r, 0, "12c").remark());
        assertEquals(Checklist.Status.BY_AUTHORS, item(r, 0, "17").status());
        assertEquals(Checklist.Status.OPEN, item(r, 1, "8").status());
        assertEquals(Checklist.Status.OPEN, item(r, 0, "11").status());
        assertEquals("Performance", item(r, 1, "40").where());
        assertTrue(Checklist.has("TRIPOD+AI", "12g") && Checklist.has("CLEAR", "58"));
        assertFalse(Checklist.has("CLEAR", "12g"));
    }

    @Test
    void everyReferenceOfAChecklistIsASectionOrANodeOfTheMethods() {
        for (final String file : List.of("tripod-ai.tsv", "clear.tsv")) {
            for (final String[] row : Resources.rows(file)) {
                assertEquals(5, row.length, file + " " + row[0]);
                for (final String where : row[3].isEmpty() ? new String[0] : row[3].split(";")) {
                    final String name = where.substring(1);
                    assertTrue(where.equals("@*") || where.charAt(0) == '@' && Methods.nodes().contains(name)
                        || where.charAt(0) == '#' && Arrays.stream(Section.values()).anyMatch(s -> s.id().equals(name)), where);
                }
            }
        }
    }

    @Test
    void patientsAreNumberedThroughUnlessTheirIdsAreAskedFor() {
        final var scatter = new Chart.Scatter("s", "UMAP", null, "x", "y", List.of("g"), new double[]{1}, new double[]{2}, new int[]{0},
            List.of("Smith-17"));
        final List<Input> inputs = List.of(
            table(List.of("Patient ID", "Age"), List.of(new Object[]{"Jones-3", 61L}, new Object[]{"Smith-17", 70L})), figure(scatter),
            table(List.of("Severity", "Finding", "Evidence"), List.of(new Object[][]{{"Serious", "Twice", "Smith-17"}})));
        final String hidden = PLAIN.of(inputs).json();
        assertFalse(hidden.contains("Smith"), hidden);
        assertTrue(hidden.contains("\"ids\":[\"patient 2\"]") && hidden.contains("[\"patient 2\",70]"), hidden);
        assertTrue(new StudyReport("T", "", true, Map.of(), Map.of()).of(inputs).json().contains("Smith-17"));
    }

    @Test
    void wideAndLongTablesAreFoldedAndCut() {
        final List<String> columns = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            columns.add("c" + i);
        }
        final Input wide = table(columns, List.<Object[]>of(new Object[30]));
        final JsonObject block = block(sections(PLAIN.of(List.of(wide))).get("other"), 0);
        assertEquals(StudyReport.MOST_COLUMNS, block.getAsJsonArray("columns").size());
        assertEquals(10, block.get("hiddenColumns").getAsInt());
        assertTrue(block.get("folded").getAsBoolean());
    }

    @Test
    void theSameInputsGiveTheSameTextAndWhatIsNoChartIsRefusedByName() {
        final List<Input> inputs = List.of(table(List.of("a"), List.<Object[]>of(new Object[]{1.5})));
        assertEquals(PLAIN.of(inputs).json(), PLAIN.of(inputs).json());
        for (final String bad : List.of("{", "[]", "{\"schema\":\"petct.charts/2\",\"charts\":[]}", "{\"schema\":\"petct.charts/1\",\"charts\":[]}", "null")) {
            final Input input = new Input(Optional.empty(), List.of(new Figure("Odd", bad, null, null)), List.of(), Optional.empty(), Optional.empty());
            final var e = assertThrows(IllegalArgumentException.class, () -> PLAIN.of(List.of(input)));
            assertTrue(e.getMessage().startsWith("The chart of the figure 'Odd' must be JSON of the schema petct.charts/1"), e.getMessage());
        }
    }

    @Test
    void dataCannotEndTheElementThatHoldsThem() {
        final String page = "<p><script type=\"application/json\" id=\"view-data\"></script></p>";
        final String html = PageFile.of(page, "{\"a\":\"</script><script>alert(1)</script>\u2028\"}");
        assertEquals(1, html.split("</script>", -1).length - 1);
        assertTrue(html.contains("\\u003c/script>") && html.contains("\\u2028"), html);
        assertThrows(IllegalArgumentException.class, () -> PageFile.of("<p></p>", "{}"));
    }
}
