package org.petctflow.learning.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.petctflow.learning.data.FeatureMatrix;

/** Named choices of columns, such as those of CT, of PET and of both, that a protocol is evaluated with one after the other. */
public final class FeatureSets {

    private FeatureSets() {
    }

    /**
     * @param text a set a line (or between semicolons): its name, {@code =}, and columns with commas between; blank lines are left
     *            out; a name that is there again adds columns
     * @return for each set its columns, by name or regular expression
     * @throws IllegalArgumentException if a line is no such thing; the message shows it
     */
    public static Map<String, List<String>> parse(final String text) {
        final Map<String, List<String>> sets = new LinkedHashMap<>();
        for (final String line : text.split("[\\n;]")) {
            if (!line.isBlank()) {
                final int at = line.indexOf('=');
                final String name = at < 0 ? "" : line.substring(0, at).strip();
                final List<String> columns = new ArrayList<>();
                for (final String column : line.substring(at + 1).split(",")) {
                    if (!column.isBlank()) {
                        columns.add(column.strip());
                    }
                }
                if (name.isEmpty() || columns.isEmpty()) {
                    throw new IllegalArgumentException("\"" + line.strip() + "\" is no feature set: write name = columns, e.g. PET = suv_.*, MTV");
                }
                sets.computeIfAbsent(name, k -> new ArrayList<>()).addAll(columns);
            }
        }
        return sets;
    }

    /**
     * @param sets for each set its columns, by name or as a regular expression that matches the whole name
     * @param columns all columns
     * @return for each set its columns' names, in the order of all columns
     * @throws IllegalArgumentException if an expression is none or finds no column; the message names it
     */
    public static Map<String, List<String>> resolve(final Map<String, List<String>> sets, final List<String> columns) {
        final Map<String, List<String>> resolved = new LinkedHashMap<>();
        sets.forEach((name, patterns) -> {
            final boolean[] in = new boolean[columns.size()];
            for (final String pattern : patterns) {
                if (!mark(pattern, columns, in)) {
                    throw new IllegalArgumentException("The feature set \"" + name + "\": no column is called or matches \"" + pattern
                        + "\"; the columns are " + FeatureMatrix.brief(columns));
                }
            }
            final List<String> chosen = new ArrayList<>();
            for (int c = 0; c < in.length; c++) {
                if (in[c]) {
                    chosen.add(columns.get(c));
                }
            }
            resolved.put(name, chosen);
        });
        return resolved;
    }

    private static boolean mark(final String pattern, final List<String> columns, final boolean[] in) {
        final int exact = columns.indexOf(pattern);
        if (exact >= 0) {
            in[exact] = true;
            return true;
        }
        final Pattern regex;
        try {
            regex = Pattern.compile(pattern);
        } catch (final PatternSyntaxException e) {
            throw new IllegalArgumentException("\"" + pattern + "\" is neither a column nor a regular expression: " + e.getDescription(), e);
        }
        boolean any = false;
        for (int c = 0; c < in.length; c++) {
            if (regex.matcher(columns.get(c)).matches()) {
                in[c] = true;
                any = true;
            }
        }
        return any;
    }
}
