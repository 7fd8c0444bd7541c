package org.petctflow.study.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.petctflow.base.Provenance;

/**
 * The methods in words, from the provenance of the nodes that ran. What is said of a node stands in {@code methods.tsv}; its settings
 * are filled in by their titles. A node that is not there is named with all its settings.
 */
public final class Methods {

    /** Parts of the methods in their order, by the word of {@code methods.tsv}. */
    private static final Map<String, String> STAGES = new LinkedHashMap<>();

    private static final Map<String, Methods> NODES = new LinkedHashMap<>();

    private static final Pattern OPTIONAL = Pattern.compile("\\[([^\\[\\]]*)]");

    private static final Pattern SETTING = Pattern.compile("\\{([^{}]+)}");

    static {
        STAGES.put("data", "Data");
        STAGES.put("images", "Images");
        STAGES.put("segmentation", "Segmentation");
        STAGES.put("features", "Features");
        STAGES.put("preparation", "Preparation and selection of features");
        STAGES.put("models", "Models");
        STAGES.put("deep", "Deep learning");
        STAGES.put("evaluation", "Evaluation");
        STAGES.put("further", "Further steps");
        for (final String[] row : Resources.rows("methods.tsv")) {
            NODES.put(row[0], new Methods(Section.valueOf(row[1].toUpperCase(Locale.ROOT)), row[2], row[3]));
        }
    }

    /**
     * A part of the methods.
     *
     * @param title what a person reads above it
     * @param sentences what was done, in the order in which the nodes ran
     */
    public record Part(String title, List<String> sentences) {
    }

    private final Section m_section;

    private final String m_stage;

    private final String m_sentence;

    private Methods(final Section section, final String stage, final String sentence) {
        m_section = section;
        m_stage = stage;
        m_sentence = sentence;
    }

    /** @return the nodes of which something is said */
    public static Set<String> nodes() {
        return NODES.keySet();
    }

    /**
     * @param node a node's name
     * @return titles of settings that are filled in, optional ones too
     */
    public static Set<String> settings(final String node) {
        final Set<String> titles = new LinkedHashSet<>();
        final Matcher m = SETTING.matcher(NODES.get(node).m_sentence);
        while (m.find()) {
            titles.add(m.group(1));
        }
        return titles;
    }

    static Optional<Section> section(final String node) {
        return Optional.ofNullable(NODES.get(node)).map(n -> n.m_section);
    }

    /**
     * @param steps nodes that ran, each once
     * @return the methods; parts without a node are left out
     */
    public static List<Part> of(final List<Provenance> steps) {
        final Map<String, Set<String>> sentences = new LinkedHashMap<>();
        STAGES.keySet().forEach(s -> sentences.put(s, new LinkedHashSet<>()));
        for (final Provenance step : steps) {
            final Methods node = NODES.get(step.step());
            sentences.get(node == null ? "further" : node.m_stage)
                .add(node == null ? other(step) : node.m_sentence.isEmpty() ? other(step) : fill(node.m_sentence, step.settings()));
        }
        final List<Part> parts = new ArrayList<>();
        sentences.forEach((stage, all) -> {
            if (!all.isEmpty()) {
                parts.add(new Part(STAGES.get(stage), List.copyOf(all)));
            }
        });
        return parts;
    }

    private static String other(final Provenance step) {
        final List<String> settings = step.settings().entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList();
        return "The node " + step.step() + " was run" + (settings.isEmpty() ? "." : " with " + String.join("; ", settings) + ".");
    }

    static String fill(final String sentence, final Map<String, String> settings) {
        final String chosen = OPTIONAL.matcher(sentence).replaceAll(m -> {
            final Matcher title = SETTING.matcher(m.group(1));
            while (title.find()) {
                if (settings.getOrDefault(title.group(1), "None").equals("None")) {
                    return "";
                }
            }
            return Matcher.quoteReplacement(m.group(1));
        });
        return SETTING.matcher(chosen).replaceAll(m -> Matcher.quoteReplacement(words(settings.getOrDefault(m.group(1), "not set"))));
    }

    /** Settings as words of a sentence: 96.0 is 96, FIELD_OF_VIEW is field of view. */
    private static String words(final String value) {
        final String whole = value.replaceAll("(?<![\\d.])(\\d+)\\.0(?![\\d.])", "$1");
        return whole.contains("_") && whole.matches("[A-Z][A-Z_]*(, [A-Z][A-Z_]*)*") ? whole.toLowerCase(Locale.ROOT).replace('_', ' ') : whole;
    }

    /**
     * @param steps nodes that ran
     * @return the same in the order of a study, as {@code methods.tsv} has it; others at the end
     */
    static List<Provenance> sorted(final Collection<Provenance> steps) {
        final List<String> order = List.copyOf(NODES.keySet());
        return steps.stream().sorted(Comparator.comparingInt(s -> {
            final int at = order.indexOf(s.step());
            return at < 0 ? order.size() : at;
        })).toList();
    }
}
