package org.petctflow.learning.cohort;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Who is in a study: tables joined on the patient's key, then rules one after another. Each patient who leaves does so for the first rule that
 * excludes him, so that numbers in a flow chart add up.
 */
public final class CohortBuilder {

    private CohortBuilder() {
    }

    /** Who is there before the first rule. */
    public enum Join {
        /** Every row of the first table. */
        FIRST,
        /** Every patient of any table: those the first one lacks come after its rows, in the order of the other tables. */
        ANY
    }

    /** What is done with a patient who is in the first table several times. */
    public enum Repeated {
        /** Nothing is built, for it is not known which row is right. */
        REFUSE,
        /** The first row stays, the others leave. */
        FIRST,
        /** The first row that no rule excludes stays, the others leave. */
        ELIGIBLE,
        /** All rows stay, as of several lesions. */
        KEEP
    }

    /**
     * The joined rows.
     *
     * @param keys each row's key
     * @param rows [row][table] which row of that table belongs to it, -1 for none
     * @param repeated which rows repeat a patient who is there before
     */
    public record Joined(List<String> keys, int[][] rows, boolean[] repeated) {
    }

    /**
     * Joins tables on the patient's key; keys are compared without blanks around them.
     *
     * @param tables the keys of each table's rows
     * @param names the tables' names, for messages
     * @param join who is there
     * @param repeated what is done with several rows of a patient in the first table; in the others it is always an error
     * @return the joined rows
     * @throws IllegalArgumentException if a key is missing, or is there twice where it must not; the message names table and rows
     */
    public static Joined join(final List<String[]> tables, final List<String> names, final Join join, final Repeated repeated) {
        final List<Map<String, Integer>> index = new ArrayList<>();
        for (int t = 0; t < tables.size(); t++) {
            index.add(index(tables.get(t), names.get(t), t == 0 && repeated != Repeated.REFUSE));
        }
        final List<String> keys = new ArrayList<>();
        final List<int[]> rows = new ArrayList<>();
        final Set<String> seen = new LinkedHashSet<>();
        final List<Boolean> again = new ArrayList<>();
        for (int r = 0; r < tables.get(0).length; r++) {
            final String key = tables.get(0)[r].strip();
            keys.add(key);
            again.add(!seen.add(key));
            rows.add(row(index, key, r));
        }
        if (join == Join.ANY) {
            for (int t = 1; t < tables.size(); t++) {
                for (final String k : tables.get(t)) {
                    final String key = k.strip();
                    if (seen.add(key)) {
                        keys.add(key);
                        again.add(false);
                        rows.add(row(index, key, -1));
                    }
                }
            }
        }
        final boolean[] flags = new boolean[again.size()];
        for (int r = 0; r < flags.length; r++) {
            flags[r] = again.get(r) && repeated == Repeated.FIRST;
        }
        return new Joined(List.copyOf(keys), rows.toArray(int[][]::new), flags);
    }

    private static int[] row(final List<Map<String, Integer>> index, final String key, final int first) {
        final int[] row = new int[index.size()];
        row[0] = first;
        for (int t = 1; t < row.length; t++) {
            row[t] = index.get(t).getOrDefault(key, -1);
        }
        return row;
    }

    private static Map<String, Integer> index(final String[] keys, final String name, final boolean mayRepeat) {
        final Map<String, Integer> index = new HashMap<>();
        for (int r = 0; r < keys.length; r++) {
            if (keys[r] == null || keys[r].isBlank()) {
                throw new IllegalArgumentException("Row " + (r + 1) + " of the table '" + name + "' has no patient key: give it one, or filter it out");
            }
            final Integer before = index.putIfAbsent(keys[r].strip(), r);
            if (before != null && !mayRepeat) {
                throw new IllegalArgumentException("Rows " + (before + 1) + " and " + (r + 1) + " of the table '" + name
                    + "' have the same patient key: remove one of them, or group the table by patient before");
            }
        }
        return index;
    }

    /** What a rule does. */
    public enum Role {
        /** Who does not meet it leaves. */
        INCLUDE,
        /** Who meets it leaves. */
        EXCLUDE
    }

    /** What a rule does with a missing value. */
    public enum Missing {
        /** It does not meet the rule. */
        NOT_MET,
        /** The patient leaves. */
        LEAVES,
        /** The patient stays. */
        STAYS
    }

    /**
     * A rule.
     *
     * @param label what it is called in the flow chart, as the reason why somebody left
     * @param role whether who meets it stays or leaves
     * @param column the column that is looked at
     * @param condition the condition
     * @param missing what is done with a missing value; conditions that ask for missing values do not look at it
     */
    public record Rule(String label, Role role, String column, Condition condition, Missing missing) {

        /** @return whether a patient with this value leaves; null is missing */
        boolean excludes(final String value) {
            if (value == null && !condition.operator().asksForMissing()) {
                return switch (missing) {
                    case LEAVES -> true;
                    case STAYS -> false;
                    case NOT_MET -> role == Role.INCLUDE;
                };
            }
            return condition.isMet(value) == (role == Role.EXCLUDE);
        }
    }

    /**
     * What became of the rows.
     *
     * @param excludedBy for each row the number of the rule that excluded it, -1 for those who stay
     * @param remaining how many are left after each rule
     */
    public record Outcome(int[] excludedBy, int[] remaining) {
    }

    /**
     * @param count how many rows
     * @param rules the rules, in order
     * @param values for each rule the values of its column, null where missing
     * @return who left for which rule
     */
    public static Outcome apply(final int count, final List<Rule> rules, final IntFunction<String[]> values) {
        final int[] excludedBy = new int[count];
        java.util.Arrays.fill(excludedBy, -1);
        final int[] remaining = new int[rules.size()];
        int left = count;
        for (int i = 0; i < rules.size(); i++) {
            final String[] column = values.apply(i);
            for (int r = 0; r < count; r++) {
                if (excludedBy[r] < 0 && excludes(rules.get(i), column[r], r)) {
                    excludedBy[r] = i;
                    left--;
                }
            }
            remaining[i] = left;
        }
        return new Outcome(excludedBy, remaining);
    }

    /**
     * @param keys each row's patient
     * @param excludedBy for each row the number of the rule that excluded it, -1 for those who stay
     * @return which rows stay though another row of the patient stays before them
     */
    public static boolean[] again(final List<String> keys, final int[] excludedBy) {
        final boolean[] again = new boolean[excludedBy.length];
        final Set<String> seen = new LinkedHashSet<>();
        for (int r = 0; r < again.length; r++) {
            again[r] = excludedBy[r] < 0 && !seen.add(keys.get(r));
        }
        return again;
    }

    private static boolean excludes(final Rule rule, final String value, final int row) {
        try {
            return rule.excludes(value);
        } catch (final IllegalArgumentException e) {
            throw new IllegalArgumentException("Row " + (row + 1) + ", column '" + rule.column() + "', rule '" + rule.label() + "': "
                + e.getMessage(), e);
        }
    }

    /**
     * @param groups each row's group, such as the centre; null where missing
     * @param of which rows count
     * @return how many rows each group has, in the order in which groups first appear
     */
    public static Map<String, Integer> count(final String[] groups, final boolean[] of) {
        final Map<String, Integer> counts = new LinkedHashMap<>();
        for (int r = 0; r < groups.length; r++) {
            counts.merge(groups[r] == null ? "(missing)" : groups[r], of[r] ? 1 : 0, Integer::sum);
        }
        return counts;
    }
}
