package org.petctflow.study.charts;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;

/**
 * A page of charts, and its JSON of the schema {@code petct.charts/1}.
 *
 * @param title what a person reads on top
 * @param charts the charts, in order
 * @param notes sentences at the end: where the numbers come from, warnings
 */
public record ChartsPage(String title, List<Chart> charts, List<String> notes) {

    /** The schema's name and version. */
    public static final String SCHEMA = "petct.charts/1";

    /** Numbers that are not finite have no JSON: they become null, a gap. */
    private static final TypeAdapter<Double> FINITE = new TypeAdapter<>() {
        @Override
        public void write(final JsonWriter out, final Double value) throws IOException {
            out.value(value == null || !Double.isFinite(value) ? null : value);
        }

        @Override
        public Double read(final JsonReader in) {
            throw new UnsupportedOperationException("Charts are written only");
        }
    };

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().registerTypeAdapter(double.class, FINITE)
        .registerTypeAdapter(Double.class, FINITE).create(); // arrays ask for the one, records for the other

    /** Checks that ids are unique and safe. */
    public ChartsPage {
        charts = List.copyOf(charts);
        notes = List.copyOf(notes);
        final Set<String> ids = new HashSet<>();
        for (final Chart c : charts) {
            if (!c.id().matches("[\\w-]+") || !ids.add(c.id())) {
                throw new IllegalArgumentException("The id of a chart must be unique and of letters, digits, hyphens and "
                    + "underscores, but was '" + c.id() + "'");
            }
        }
    }

    /** @return the JSON; the same charts always give the same text */
    public String toJson() {
        final JsonObject page = new JsonObject();
        page.addProperty("schema", SCHEMA);
        page.addProperty("title", title);
        page.add("notes", GSON.toJsonTree(notes));
        final JsonArray all = new JsonArray();
        for (final Chart c : charts) {
            final JsonElement tree = GSON.toJsonTree(c);
            tree.getAsJsonObject().addProperty("type", c.getClass().getSimpleName().toLowerCase(Locale.ROOT));
            all.add(tree);
        }
        page.add("charts", all);
        return GSON.toJson(page);
    }
}
