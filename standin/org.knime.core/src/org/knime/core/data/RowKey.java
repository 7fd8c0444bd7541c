package org.knime.core.data;

import java.util.Arrays;

/** The key of a row, unique in its table. */
public final class RowKey implements RowKeyValue {

    private final String m_id;

    /** @param id the key, not null */
    public RowKey(final String id) {
        if (id == null) {
            throw new NullPointerException("Argument must not be null.");
        }
        m_id = id;
    }

    @Override
    public String getString() {
        return m_id;
    }

    @Override
    public RowKey materializeRowKey() {
        return this;
    }

    @Override
    public String toString() {
        return m_id;
    }

    @Override
    public boolean equals(final Object obj) {
        return obj == this || obj instanceof RowKeyValue k && k.getString().equals(m_id);
    }

    @Override
    public int hashCode() {
        return m_id.hashCode();
    }

    /**
     * @param rowKeys keys, or null
     * @return the same as strings, or null
     */
    public static String[] toStrings(final RowKey... rowKeys) {
        return rowKeys == null ? null : Arrays.stream(rowKeys).map(RowKey::getString).toArray(String[]::new);
    }

    /**
     * @param strs strings, or null
     * @return the same as keys, or null
     */
    public static RowKey[] toRowKeys(final String... strs) {
        return strs == null ? null : Arrays.stream(strs).map(RowKey::new).toArray(RowKey[]::new);
    }

    /**
     * @param rowIndex the number of a row, from 0
     * @return the key KNIME gives to such a row
     */
    public static RowKey createRowKey(final long rowIndex) {
        return new RowKey("Row" + rowIndex);
    }
}
