package org.petctflow.study.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A reporting guideline, filled as far as a report answers it.
 *
 * @param name the guideline's name
 * @param source where it is published
 * @param items its items
 */
public record Checklist(String name, String source, List<Item> items) {

    private static final String TRIPOD_AI_NAME = "TRIPOD+AI";

    private static final String CLEAR_NAME = "CLEAR";


    /** How far an item is answered. */
    public enum Status {
            /** Here. */
            ANSWERED,
            /** Here in part; something remains to be written. */
            PARTLY,
            /** By the analyst. */
            BY_AUTHORS,
            /** Not at all. */
            OPEN;

        /** @return the status as a person reads it */
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * @param number its number in the guideline
     * @param part what it belongs to
     * @param text what it asks for, in words of our own
     * @param status how far it is answered
     * @param sections ids of the sections that answer it
     * @param nodes nodes whose methods answer it
     * @param remark what remains to be written, or what the analyst wrote; null for nothing
     */
    public record Item(String number, String part, String text, Status status, List<String> sections, List<String> nodes, String remark) {

        /** @return sections and nodes as a person reads them; empty where there are none */
        public String where() {
            return Stream.concat(sections.stream().map(Section::titleOf), nodes.stream().map(n -> "Methods: " + n))
                .collect(Collectors.joining("; "));
        }
    }

    private record Definition(String number, String part, String text, List<String> where, String remains) {
    }

    private static final List<Definition> TRIPOD_AI = definitions("tripod-ai.tsv");

    private static final List<Definition> CLEAR = definitions("clear.tsv");

    private static List<Definition> definitions(final String resource) {
        return Resources.rows(resource).stream()
            .map(r -> new Definition(r[0], r[1], r[2], r[3].isEmpty() ? List.of() : List.of(r[3].split(";")), r[4])).toList();
    }

    /**
     * TRIPOD+AI: 27 items with 52 parts on prediction models.
     *
     * @param sections ids of the sections that hold something
     * @param nodes nodes that ran
     * @param answers what the analyst wrote, by the item's number
     * @return the checklist
     */
    public static Checklist tripodAi(final Set<String> sections, final Set<String> nodes, final Map<String, String> answers) {
        return new Checklist(TRIPOD_AI_NAME, "Collins et al., BMJ 2024;385:e078378, doi:10.1136/bmj-2023-078378",
            fill(TRIPOD_AI, sections, nodes, answers));
    }

    /**
     * CLEAR: 58 items on radiomics.
     *
     * @param sections ids of the sections that hold something
     * @param nodes nodes that ran
     * @param answers what the analyst wrote, by the item's number
     * @return the checklist
     */
    public static Checklist clear(final Set<String> sections, final Set<String> nodes, final Map<String, String> answers) {
        return new Checklist(CLEAR_NAME, "Kocak et al., Insights into Imaging 2023;14:75, doi:10.1186/s13244-023-01415-8",
            fill(CLEAR, sections, nodes, answers));
    }

    private static List<Item> fill(final List<Definition> definitions, final Set<String> sections, final Set<String> nodes,
        final Map<String, String> answers) {
        final List<Item> items = new ArrayList<>();
        for (final Definition d : definitions) {
            final List<String> inSections = d.where.stream().filter(w -> w.startsWith("#")).map(w -> w.substring(1))
                .filter(sections::contains).toList();
            final boolean any = d.where.contains("@*") && !nodes.isEmpty();
            final List<String> byNodes = d.where.stream().filter(w -> w.startsWith("@")).map(w -> w.substring(1))
                .filter(nodes::contains).toList();
            final Optional<String> answer = Optional.ofNullable(answers.get(d.number)).filter(a -> !a.isBlank());
            final boolean found = any || !inSections.isEmpty() || !byNodes.isEmpty();
            final Status status = answer.isPresent() ? Status.BY_AUTHORS : !found ? Status.OPEN
                : d.remains.isEmpty() ? Status.ANSWERED : Status.PARTLY;
            items.add(new Item(d.number, d.part, d.text, status, any && inSections.isEmpty() ? List.of(Section.SOFTWARE.id()) : inSections,
                byNodes, answer.orElse(status == Status.PARTLY ? d.remains : null)));
        }
        return List.copyOf(items);
    }

    /**
     * @param checklist a guideline's name
     * @param number an item's number, e.g. {@code 12c}
     * @return whether the guideline has it
     */
    public static boolean has(final String checklist, final String number) {
        final List<Definition> definitions = TRIPOD_AI_NAME.equals(checklist) ? TRIPOD_AI : CLEAR_NAME.equals(checklist) ? CLEAR : List.of();
        return definitions.stream().anyMatch(d -> d.number.equals(number));
    }
}
