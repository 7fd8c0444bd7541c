package org.petctflow.study.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/** A report goes to others: patients are numbered through, the same patient with the same number in all tables and figures. */
final class Pseudonyms {

    private static final Pattern IDS = Pattern.compile("(patient|subject|case|person)([ _-]?(id|key|name|number))?|id|mrn|pid");

    /** Free words of the auditor may quote ids. */
    private static final String EVIDENCE = "evidence";

    private final Map<String, String> m_numbers = new HashMap<>();

    private String of(final Object id) {
        return m_numbers.computeIfAbsent(String.valueOf(id), k -> "patient " + (m_numbers.size() + 1));
    }

    Input.Table of(final Input.Table table, final Section section) {
        final List<String> names = table.columns().stream().map(c -> c.toLowerCase(Locale.ROOT)).toList();
        final List<Integer> kept = new ArrayList<>();
        for (int c = 0; c < names.size(); c++) {
            if (section != Section.AUDIT || !names.get(c).equals(EVIDENCE)) {
                kept.add(c);
            }
        }
        final List<Object[]> rows = new ArrayList<>();
        for (final Object[] row : table.rows()) {
            final Object[] cells = new Object[kept.size()];
            for (int i = 0; i < cells.length; i++) {
                final Object cell = row[kept.get(i)];
                cells[i] = cell != null && IDS.matcher(names.get(kept.get(i))).matches() ? of(cell) : cell;
            }
            rows.add(cells);
        }
        return new Input.Table(kept.stream().map(table.columns()::get).toList(), rows, table.total());
    }

    /** Points of a scatter chart have ids. */
    void replaceIn(final JsonObject chart) {
        if (chart.get("ids") instanceof JsonArray ids) {
            for (int i = 0; i < ids.size(); i++) {
                ids.set(i, new JsonPrimitive(of(ids.get(i).isJsonPrimitive() ? ids.get(i).getAsString() : i)));
            }
        }
    }
}
