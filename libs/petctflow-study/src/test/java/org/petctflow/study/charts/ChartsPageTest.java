package org.petctflow.study.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import com.google.gson.JsonParser;

class ChartsPageTest {

    @Test
    void jsonIsOfTheSchemaThatThePageReads() {
        final Chart.Curve curve = new Chart.Curve("LR", "AUC 0.5", new double[]{0, 1}, new double[]{0, 1}, null, null, null);
        final String json = new ChartsPage("Title", List.of(new Chart.Roc("roc", "ROC", null, List.of(curve))), List.of("note")).toJson();
        assertEquals("{\"schema\":\"petct.charts/1\",\"title\":\"Title\",\"notes\":[\"note\"],\"charts\":[{\"id\":\"roc\","
            + "\"title\":\"ROC\",\"series\":[{\"name\":\"LR\",\"label\":\"AUC 0.5\",\"x\":[0.0,1.0],\"y\":[0.0,1.0]}],"
            + "\"type\":\"roc\"}]}", json);
    }

    @Test
    void everyTypeHasTheNameOfThePagesContract() {
        final List<Chart> all = List.of(new Chart.Roc("a", "", null, List.of()), new Chart.Pr("b", "", null, List.of(), 0.3),
            new Chart.Calibration("c", "", null, List.of()), new Chart.Decision("d", "", null, new double[0], List.of()),
            new Chart.Lines("e", "", null, "", "", List.of(), List.of()), new Chart.Violin("f", "", null, "", List.of(), List.of()),
            new Chart.Scatter("g", "", null, "", "", List.of(), new double[0], new double[0], new int[0], List.of()),
            new Chart.Beeswarm("k", "", null, "", List.of(), new double[0], new int[0], new double[0], List.of(), "", ""),
            new Chart.Bars("h", "", null, "", List.of(), new double[0], null, null),
            new Chart.Matrix("i", "", null, "", "", List.of(), List.of(), new double[0][], null),
            new Chart.Flow("j", "", null, List.of(), List.of()));
        final StringBuilder types = new StringBuilder();
        JsonParser.parseString(new ChartsPage("", all, List.of()).toJson()).getAsJsonObject().getAsJsonArray("charts")
            .forEach(c -> types.append(c.getAsJsonObject().get("type").getAsString()).append(' '));
        assertEquals("roc pr calibration decision lines violin scatter beeswarm bars matrix flow ", types.toString());
    }

    @Test
    void numbersThatAreNotFiniteAreGaps() {
        final Chart lines = new Chart.Lines("l", "", null, "x", "y",
            List.of(Chart.Curve.of("s", new double[]{1, 2}, new double[]{Double.NaN, 3})), List.of());
        assertTrue(new ChartsPage("", List.of(lines), List.of()).toJson().contains("\"y\":[null,3.0]"));
        assertEquals(2, new Chart.Group("g", new double[]{1, Double.NaN, 2, Double.POSITIVE_INFINITY}).values().length);
    }

    @Test
    void listsOfOtherLengthsAndIdsThatAreNotSafeAreRefused() {
        final var e = assertThrows(IllegalArgumentException.class, () -> Chart.Curve.of("LR", new double[1], new double[2]));
        assertEquals("The curve LR has lists of 1 and 2 entries; they must be equal", e.getMessage());
        final Chart c = new Chart.Roc("a b", "", null, List.of());
        assertThrows(IllegalArgumentException.class, () -> new ChartsPage("", List.of(c), List.of()));
    }

    @Test
    void aPointOfASwarmBelongsToARow() {
        final var e = assertThrows(IllegalArgumentException.class, () -> new Chart.Beeswarm("s", "", null, "", List.of("a"), new double[]{1},
            new int[]{1}, new double[]{0}, List.of("p"), "low", "high"));
        assertEquals("A point of the beeswarm s belongs to row 1 of 1", e.getMessage());
    }
}
