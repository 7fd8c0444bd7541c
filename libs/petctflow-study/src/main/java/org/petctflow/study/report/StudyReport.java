package org.petctflow.study.report;

import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.petctflow.base.Provenance;
import org.petctflow.base.Suite;
import org.petctflow.study.figures.Figure;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/**
 * Puts a report together. The same inputs always give the same JSON: there is no date in it.
 *
 * @param title what a person reads on top
 * @param description what the study is about; an empty line parts paragraphs
 * @param showIds whether ids of patients are printed; otherwise patients are numbered through
 * @param tripodAi what the analyst answers to items of TRIPOD+AI, by number
 * @param clear what the analyst answers to items of CLEAR, by number
 */
public record StudyReport(String title, String description, boolean showIds, Map<String, String> tripodAi, Map<String, String> clear) {

    /** The schema's name and version. */
    public static final String SCHEMA = "petct.report/1";

    /** Longer tables are folded: they are there, but do not stand in the way. */
    static final int FOLD_ROWS = 25;

    /** More columns are not read from a page; the report names how many are left out. */
    static final int MOST_COLUMNS = 20;

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    /**
     * What came of it.
     *
     * @param json the report, schema {@value #SCHEMA}
     * @param tables how many tables of inputs and settings it holds
     * @param figures how many figures
     * @param nodes how many nodes are known to have run
     * @param checklists the filled guidelines
     */
    public record Result(String json, int tables, int figures, int nodes, List<Checklist> checklists) {
    }

    /**
     * @param inputs tables and figures, in the order in which they shall stand within their sections
     * @return the report
     * @throws IllegalArgumentException if a figure is none; the message says why
     */
    public Result of(final List<Input> inputs) {
        final Set<Provenance> distinct = new LinkedHashSet<>();
        inputs.forEach(i -> distinct.addAll(i.lineage()));
        final List<Provenance> steps = Methods.sorted(distinct);
        final Writer writer = new Writer(showIds ? null : new Pseudonyms());
        for (final Input input : inputs) {
            writer.add(input);
        }
        Methods.of(steps).forEach(writer::add);
        writer.software(steps);
        final Set<String> nodes = steps.stream().map(Provenance::step).collect(Collectors.toSet());
        final Set<String> sections = writer.m_blocks.keySet().stream().map(Section::id).collect(Collectors.toSet());
        sections.add(Section.CLEAR.id());
        final Checklist first = Checklist.tripodAi(sections, nodes, tripodAi);
        final Checklist second = Checklist.clear(sections, nodes, clear);
        writer.add(Section.TRIPOD_AI, first);
        writer.add(Section.CLEAR, second);
        final JsonObject report = new JsonObject();
        report.addProperty("schema", SCHEMA);
        report.addProperty("title", title);
        report.add("description", GSON.toJsonTree(description.isBlank() ? List.of() : List.of(description.strip().split("\\n\\s*\\n"))));
        report.add("sections", writer.sections());
        return new Result(GSON.toJson(report), writer.m_tables, writer.m_figures, steps.size(), List.of(first, second));
    }

    /** Collects the blocks of each section. */
    private static final class Writer {

        private final Map<Section, JsonArray> m_blocks = new EnumMap<>(Section.class);

        private final Pseudonyms m_pseudonyms;

        private int m_tables;

        private int m_figures;

        Writer(final Pseudonyms pseudonyms) {
            m_pseudonyms = pseudonyms;
        }

        private JsonObject block(final Section section, final String type) {
            final JsonObject block = new JsonObject();
            block.addProperty("type", type);
            m_blocks.computeIfAbsent(section, s -> new JsonArray()).add(block);
            return block;
        }

        void add(final Input input) {
            input.table().ifPresent(t -> {
                final Section section = input.section().orElseGet(() -> Placement.of(t, input.lineage()));
                table(section, input.title().orElseGet(() -> made(section, input.lineage())), m_pseudonyms == null ? t : m_pseudonyms.of(t, section));
            });
            for (final Figure figure : input.figures()) {
                final JsonObject block = block(input.section().orElseGet(() -> Placement.of(figure, input.lineage())), "figure");
                block.addProperty("title", figure.title());
                if (figure.chart() != null) {
                    final JsonObject chart = Placement.chart(figure);
                    if (m_pseudonyms != null) {
                        m_pseudonyms.replaceIn(chart);
                    }
                    block.add("chart", chart);
                } else {
                    block.addProperty("image", Base64.getEncoder().encodeToString(figure.picture()));
                }
                block.addProperty("caption", figure.caption());
                m_figures++;
            }
        }

        /** A table without a title of its own is told apart by the node that made it. */
        private static String made(final Section section, final List<Provenance> lineage) {
            return lineage.isEmpty() ? section.title() : section.title() + " (" + lineage.get(lineage.size() - 1).step() + ")";
        }

        private void table(final Section section, final String title, final Input.Table table) {
            final JsonObject block = block(section, "table");
            final int columns = Math.min(table.columns().size(), MOST_COLUMNS);
            block.addProperty("title", title);
            block.add("columns", GSON.toJsonTree(table.columns().subList(0, columns)));
            final JsonArray rows = new JsonArray();
            for (final Object[] row : table.rows()) {
                final JsonArray cells = new JsonArray();
                for (int c = 0; c < columns; c++) {
                    cells.add(row[c] == null ? JsonNull.INSTANCE : row[c] instanceof Number n ? new JsonPrimitive(n)
                        : new JsonPrimitive(row[c].toString()));
                }
                rows.add(cells);
            }
            block.add("rows", rows);
            block.addProperty("total", table.total());
            block.addProperty("hiddenColumns", table.columns().size() - columns);
            block.addProperty("folded", table.rows().size() > FOLD_ROWS || table.columns().size() > MOST_COLUMNS);
            m_tables++;
        }

        void add(final Methods.Part part) {
            final JsonObject block = block(Section.METHODS, "text");
            block.addProperty("title", part.title());
            block.addProperty("text", String.join(" ", part.sentences()));
        }

        void add(final Section section, final Checklist checklist) {
            final JsonObject block = block(section, "checklist");
            block.addProperty("title", checklist.name() + " (" + checklist.source() + ")");
            block.add("items", GSON.toJsonTree(checklist.items()));
        }

        void software(final List<Provenance> steps) {
            final Map<String, String> software = new TreeMap<>();
            software.put("PETCT Flow", Suite.version());
            software.put("Java", Runtime.version().toString());
            steps.forEach(s -> software.putAll(s.software()));
            table(Section.SOFTWARE, "Software", new Input.Table(List.of("Software", "Version"),
                software.entrySet().stream().map(e -> new Object[]{e.getKey(), e.getValue()}).toList(), software.size()));
            if (steps.isEmpty()) {
                return;
            }
            final List<Object[]> seeds = steps.stream().map(s -> new Object[]{s.step(), s.version(), s.seed()}).toList();
            table(Section.SOFTWARE, "Nodes that ran, and their seeds", new Input.Table(List.of("Node", "Version", "Seed"), seeds, seeds.size()));
            final List<Object[]> settings = new ArrayList<>();
            for (final Provenance s : steps) {
                s.settings().forEach((name, value) -> settings.add(new Object[]{s.step(), name, value}));
            }
            if (!settings.isEmpty()) {
                table(Section.SOFTWARE, "Settings of all nodes",
                    new Input.Table(List.of("Node", "Setting", "Value"), settings, settings.size()));
            }
        }

        JsonArray sections() {
            final JsonArray sections = new JsonArray();
            int table = 0;
            int figure = 0;
            for (final Map.Entry<Section, JsonArray> e : m_blocks.entrySet()) {
                final JsonObject section = new JsonObject();
                section.addProperty("id", e.getKey().id());
                section.addProperty("title", e.getKey().title());
                for (final var block : e.getValue()) {
                    final String type = block.getAsJsonObject().get("type").getAsString();
                    if (type.equals("table")) {
                        block.getAsJsonObject().addProperty("number", ++table);
                    } else if (type.equals("figure")) {
                        block.getAsJsonObject().addProperty("number", ++figure);
                    }
                }
                section.add("blocks", e.getValue());
                sections.add(section);
            }
            return sections;
        }
    }
}
