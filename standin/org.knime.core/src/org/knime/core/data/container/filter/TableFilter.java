package org.knime.core.data.container.filter;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.util.CheckUtils;

/** A range of rows, and the columns that are looked at; the others may or may not be there. */
public final class TableFilter {

    private final Optional<Set<Integer>> m_columns;

    private final Optional<Long> m_from;

    private final Optional<Long> m_to;

    private TableFilter(final Optional<Set<Integer>> columns, final Optional<Long> from, final Optional<Long> to) {
        m_columns = columns;
        m_from = from;
        m_to = to;
    }

    /** @return the columns that are looked at, empty for all */
    public Optional<Set<Integer>> getMaterializeColumnIndices() {
        return m_columns;
    }

    /** @return the first row, empty for that of the table */
    public Optional<Long> getFromRowIndex() {
        return m_from;
    }

    /** @return the last row, empty for that of the table */
    public Optional<Long> getToRowIndex() {
        return m_to;
    }

    /**
     * @param spec the columns of a table
     * @param size the number of its rows
     */
    public void validate(final DataTableSpec spec, final long size) {
        if (m_to.isPresent() && m_to.get() >= size) {
            throw new IndexOutOfBoundsException("Row index must be smaller than " + size);
        }
        m_columns.ifPresent(c -> spec.verifyIndices(c.stream().mapToInt(Integer::intValue).toArray()));
    }

    /**
     * @param indices columns
     * @return all rows, these columns
     */
    public static TableFilter materializeCols(final int... indices) {
        return new Builder().withMaterializeColumnIndices(indices).build();
    }

    /**
     * @param spec the columns of a table
     * @param columnNames names of columns
     * @return all rows, these columns
     */
    public static TableFilter materializeCols(final DataTableSpec spec, final String... columnNames) {
        return materializeCols(spec.columnsToIndices(columnNames));
    }

    /**
     * @param index the first row
     * @return the rows from there
     */
    public static TableFilter filterRowsFromIndex(final long index) {
        return new Builder().withFromRowIndex(index).build();
    }

    /**
     * @param index the last row
     * @return the rows to there
     */
    public static TableFilter filterRowsToIndex(final long index) {
        return new Builder().withToRowIndex(index).build();
    }

    /**
     * @param fromIndex the first row
     * @param toIndex the last row
     * @return the rows between, with both
     */
    public static TableFilter filterRangeOfRows(final long fromIndex, final long toIndex) {
        return new Builder().withFromRowIndex(fromIndex).withToRowIndex(toIndex).build();
    }

    /** Makes filters. */
    public static final class Builder {

        private Optional<Set<Integer>> m_columns = Optional.empty();

        private Optional<Long> m_from = Optional.empty();

        private Optional<Long> m_to = Optional.empty();

        /** All rows and columns. */
        public Builder() {
        }

        /** @param filter what to begin with */
        public Builder(final TableFilter filter) {
            m_columns = filter.m_columns;
            m_from = filter.m_from;
            m_to = filter.m_to;
        }

        /**
         * @param indices columns
         * @return this
         */
        public Builder withMaterializeColumnIndices(final int... indices) {
            CheckUtils.checkArgumentNotNull(indices);
            final Set<Integer> set = IntStream.of(indices).boxed().collect(Collectors.toSet());
            CheckUtils.checkArgument(set.size() == indices.length, "Duplicate index");
            m_columns = Optional.of(set);
            return this;
        }

        /**
         * @param index the first row
         * @return this
         */
        public Builder withFromRowIndex(final long index) {
            m_from = Optional.of(index);
            return check(index);
        }

        /**
         * @param index the last row
         * @return this
         */
        public Builder withToRowIndex(final long index) {
            m_to = Optional.of(index);
            return check(index);
        }

        private Builder check(final long index) {
            if (index < 0) {
                throw new IndexOutOfBoundsException("Row index must be at least 0.");
            }
            CheckUtils.checkArgument(m_from.isEmpty() || m_to.isEmpty() || m_from.get() <= m_to.get(),
                "Row index to filter from cannot be higher than row index to filter to.");
            return this;
        }

        /** @return the filter */
        public TableFilter build() {
            return new TableFilter(m_columns, m_from, m_to);
        }
    }
}
