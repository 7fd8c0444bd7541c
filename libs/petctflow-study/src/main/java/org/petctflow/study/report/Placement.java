package org.petctflow.study.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.petctflow.base.Provenance;
import org.petctflow.study.figures.Figure;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/** Finds the section of a table or figure: by what it shows, else by the node that made it. */
final class Placement {

    private Placement() {
    }

    /** By columns that say what a table is wherever it comes from, then by the last node of the suite that it went through. */
    static Section of(final Input.Table table, final List<Provenance> lineage) {
        final Set<String> names = table.columns().stream().map(c -> c.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        if (names.containsAll(Set.of("severity", "finding"))) {
            return Section.AUDIT;
        } else if (names.stream().anyMatch(c -> c.contains("net benefit"))) {
            return Section.UTILITY;
        } else if (names.contains("observed") && names.stream().anyMatch(c -> c.contains("predicted"))) {
            return Section.CALIBRATION;
        } else if (names.contains("feature") && (names.contains("definition") || names.contains("formula"))) {
            return Section.FEATURES;
        }
        return last(lineage);
    }

    /** By the type of chart, then by the node. */
    static Section of(final Figure figure, final List<Provenance> lineage) {
        final String type = figure.chart() == null ? "" : type(chart(figure));
        return switch (type) {
            case "flow" -> Section.COHORT;
            case "roc", "pr" -> Section.PERFORMANCE;
            case "calibration" -> Section.CALIBRATION;
            case "decision" -> Section.UTILITY;
            default -> last(lineage);
        };
    }

    private static Section last(final List<Provenance> lineage) {
        for (int i = lineage.size() - 1; i >= 0; i--) {
            final Optional<Section> section = Methods.section(lineage.get(i).step());
            if (section.isPresent()) {
                return section.get();
            }
        }
        return Section.OTHER;
    }

    private static String type(final JsonObject chart) {
        return chart.has("type") && chart.get("type").isJsonPrimitive() ? chart.get("type").getAsString() : "";
    }

    /**
     * @param figure a figure with a chart
     * @return the chart alone
     * @throws IllegalArgumentException if it is not one chart of the schema
     */
    static JsonObject chart(final Figure figure) {
        final String rule = "The chart of the figure '" + figure.title() + "' must be JSON of the schema petct.charts/1 with one chart";
        try {
            final JsonElement page = JsonParser.parseString(figure.chart());
            final JsonArray charts = page.getAsJsonObject().getAsJsonArray("charts");
            if (!"petct.charts/1".equals(page.getAsJsonObject().get("schema").getAsString()) || charts.size() != 1) {
                throw new IllegalArgumentException(rule);
            }
            return charts.get(0).getAsJsonObject();
        } catch (final JsonParseException | IllegalStateException | NullPointerException | ClassCastException
                | UnsupportedOperationException | StackOverflowError e) {
            throw new IllegalArgumentException(rule + (e.getMessage() == null ? "" : ": " + e.getMessage()), e);
        }
    }
}
