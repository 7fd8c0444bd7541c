package org.petctflow.learning.data;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * A class for each row. In a two-class task code 1 is the positive class (the event).
 */
public final class Labels {

    private final int[] m_codes;

    private final List<String> m_classes;

    private final String m_name; // null: none

    private Labels(final int[] codes, final List<String> classes, final String name) {
        m_codes = codes;
        m_classes = classes;
        m_name = name;
    }

    /**
     * @param codes for each row which class, from 0; copied
     * @param classes the classes' names, in the order of the codes
     * @return the labels
     */
    public static Labels of(final int[] codes, final List<String> classes) {
        for (int r = 0; r < codes.length; r++) {
            if (codes[r] < 0 || codes[r] >= classes.size()) {
                throw new IllegalArgumentException("Row " + r + ": there is no class " + codes[r] + "; the classes are 0 to "
                    + (classes.size() - 1));
            }
        }
        return new Labels(codes.clone(), List.copyOf(classes), null);
    }

    /**
     * @param codes 0 or 1 for each row, 1 is the positive class; copied
     * @return the labels, with the classes' names "0" and "1"
     */
    public static Labels binary(final int... codes) {
        return of(codes, List.of("0", "1"));
    }

    /**
     * @param values each row's class
     * @return the labels, classes in alphabetical order
     */
    public static Labels of(final List<String> values) {
        return of(values, List.copyOf(new TreeSet<>(requirePresent(values))));
    }

    /**
     * @param values each row's class, one of two
     * @param positive which of the two is the positive class
     * @return the labels with code 1 for the positive class
     * @throws IllegalArgumentException if there are not exactly two classes, or none is the positive one
     */
    public static Labels binary(final List<String> values, final String positive) {
        final TreeSet<String> classes = new TreeSet<>(requirePresent(values));
        if (classes.size() > 2 || (classes.size() == 2 && !classes.contains(positive))) {
            throw new IllegalArgumentException("The label must have two classes, one of them \"" + positive + "\", but it has "
                + FeatureMatrix.brief(classes));
        }
        classes.remove(positive);
        return of(values, List.of(classes.isEmpty() ? "not " + positive : classes.first(), positive));
    }

    private static Labels of(final List<String> values, final List<String> classes) {
        return new Labels(values.stream().mapToInt(classes::indexOf).toArray(), classes, null);
    }

    private static List<String> requirePresent(final List<String> values) {
        for (int r = 0; r < values.size(); r++) {
            if (values.get(r) == null) {
                throw new IllegalArgumentException("Row " + r + " has no label; remove rows without a label first");
            }
        }
        return values;
    }

    /** @return how many rows there are */
    public int rows() {
        return m_codes.length;
    }

    /** @return the class of each row, from 0; the object's own array, only to be read */
    public int[] codes() {
        return m_codes;
    }

    /**
     * @param row the row
     * @return its class, from 0
     */
    public int code(final int row) {
        return m_codes[row];
    }

    /** @return the classes' names, in the order of the codes */
    public List<String> classes() {
        return m_classes;
    }

    /** @return how many rows each class has */
    public int[] counts() {
        final int[] counts = new int[m_classes.size()];
        for (final int c : m_codes) {
            counts[c]++;
        }
        return counts;
    }

    /**
     * @param rows which rows
     * @return their labels; the classes stay, even one that has no row left
     */
    public Labels select(final int[] rows) {
        return new Labels(Arrays.stream(rows).map(r -> m_codes[r]).toArray(), m_classes, m_name);
    }

    /**
     * @param codes other rows' classes, from 0; copied
     * @return labels of those rows with the same classes and name
     */
    public Labels with(final int[] codes) {
        return of(codes, m_classes).named(m_name);
    }

    /**
     * @param column the column that the labels come from, for messages
     * @return the same labels with that name
     */
    public Labels named(final String column) {
        return new Labels(m_codes, m_classes, column);
    }

    /** @return how a message about the labels begins: with their column, where it is known */
    String column() {
        return m_name == null ? "" : "Column \"" + m_name + "\": ";
    }

    /**
     * @param code a class, from 0
     * @return what it is called in a message, with the label's name where it has one
     */
    public String describe(final int code) {
        return "class \"" + m_classes.get(code) + "\"" + (m_name == null ? "" : " of the label \"" + m_name + "\"");
    }

    /**
     * Asks for what a two-class model needs.
     *
     * @return this
     * @throws IllegalArgumentException if there are not two classes, or one of them has no row
     */
    public Labels requireBothClasses() {
        if (m_classes.size() != 2) {
            throw new IllegalArgumentException(column() + "The label must have two classes, but it has " + m_classes.size() + ": "
                + FeatureMatrix.brief(m_classes));
        }
        final int[] counts = counts();
        for (int c = 0; c < 2; c++) {
            if (counts[c] == 0) {
                throw new IllegalArgumentException(column() + (rows() == 1 ? "The only row has" : "All " + rows() + " rows have")
                    + " the label \"" + m_classes.get(1 - c) + "\", none has \"" + m_classes.get(c) + "\": nothing can be learned from one class");
            }
        }
        return this;
    }
}
