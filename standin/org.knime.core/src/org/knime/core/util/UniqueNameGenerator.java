package org.knime.core.util;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;

/** Gives names that were not given before, by a number behind them. */
public final class UniqueNameGenerator {

    private static final Pattern NUMBERED = Pattern.compile("(.*) \\(#(\\d{1,9})\\)", Pattern.DOTALL);

    private final Set<String> m_names = new HashSet<>();

    /** @param spec its columns' names are taken already; null for none */
    public UniqueNameGenerator(final DataTableSpec spec) {
        if (spec != null) {
            m_names.addAll(Set.of(spec.getColumnNames()));
        }
    }

    /** @param names the names that are taken already; null for none */
    public UniqueNameGenerator(final Set<String> names) {
        if (names != null) {
            m_names.addAll(names);
        }
    }

    /**
     * @param suggested a name
     * @return the name without blanks around it, with a number behind it if it was taken
     */
    public String newName(final String suggested) {
        if (suggested == null) {
            throw new NullPointerException("Argument must not be null.");
        }
        final String name = suggested.trim();
        final Matcher m = NUMBERED.matcher(name);
        final String base = m.matches() ? m.group(1) : name;
        int number = m.matches() ? Integer.parseInt(m.group(2)) + 1 : 1;
        String unique = name;
        while (!m_names.add(unique)) {
            unique = base + " (#" + number++ + ")";
        }
        return unique;
    }

    /**
     * @param suggested a name
     * @param type a type
     * @return a creator of a column with a unique name
     */
    public DataColumnSpecCreator newCreator(final String suggested, final DataType type) {
        return new DataColumnSpecCreator(newName(suggested), type);
    }

    /**
     * @param column a column
     * @return a creator of the same column with a unique name
     */
    public DataColumnSpecCreator newCreator(final DataColumnSpec column) {
        final var creator = new DataColumnSpecCreator(column);
        creator.setName(newName(column.getName()));
        return creator;
    }

    /**
     * @param suggested a name
     * @param type a type
     * @return a column with a unique name
     */
    public DataColumnSpec newColumn(final String suggested, final DataType type) {
        return newCreator(suggested, type).createSpec();
    }
}
