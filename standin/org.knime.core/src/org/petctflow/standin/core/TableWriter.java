package org.petctflow.standin.core;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.container.DataContainerException;
import org.knime.core.data.container.DataContainerSettings;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.filestore.FileStoreCell;
import org.knime.core.data.filestore.FileStoreUtil;
import org.knime.core.util.DuplicateKeyException;

/**
 * Checks rows and stores them. As in KNIME this is done in batches, so that a bad row is reported when a later one is added or at
 * {@link #close()}; unlike there it is always at the same place.
 */
public final class TableWriter {

    private final DataTableSpec m_spec;

    private final DataContainerSettings m_settings;

    private final RowStore m_store;

    private final DomainCollector m_domain;

    private final Set<String> m_keys = new HashSet<>();

    private final List<DataRow> m_batch = new ArrayList<>();

    private RuntimeException m_error;

    private long m_size;

    private DataTableSpec m_finalSpec;

    /**
     * @param spec the columns
     * @param settings how the table is written
     * @param store where it is written to
     */
    public TableWriter(final DataTableSpec spec, final DataContainerSettings settings, final RowStore store) {
        m_spec = spec;
        m_settings = settings;
        m_store = store;
        m_domain = new DomainCollector(spec, settings.isInitializeDomain(), settings.getMaxDomainValues());
    }

    /**
     * @param settings how a table is written
     * @return how many of its cells may be in memory
     */
    public static long maxCells(final DataContainerSettings settings) {
        return settings.getMaxCellsInMemory().isPresent() ? settings.getMaxCellsInMemory().getAsInt() : Long.MAX_VALUE;
    }

    /** @param row the next row */
    public void add(final DataRow row) {
        if (isClosed()) {
            throw new IllegalStateException("Cannot add row: container has not been initialized (opened).");
        }
        if (row == null) {
            throw new NullPointerException("Can't add null rows to container");
        }
        if (m_batch.size() == m_settings.getRowBatchSize()) {
            throwError();
            processBatch();
        }
        m_batch.add(row);
        m_size++;
    }

    /** Stores the rows that wait. */
    public void flush() {
        processBatch();
        throwError();
    }

    private void throwError() {
        if (m_error != null) {
            throw m_error;
        }
    }

    private void processBatch() {
        for (DataRow row : m_batch) {
            if (m_error == null) {
                try {
                    process(row);
                } catch (DuplicateKeyException e) {
                    m_error = e;
                } catch (IOException | RuntimeException e) {
                    m_error = new DataContainerException(e.getMessage(), e);
                }
            }
        }
        m_batch.clear();
    }

    private void process(final DataRow row) throws IOException {
        check(row);
        final String key = row.getKey().getString();
        if (m_settings.isCheckDuplicateRowKeys() && !m_keys.add(key)) {
            throw new DuplicateKeyException("Encountered duplicate row ID \"" + key + "\"", key);
        }
        if (m_settings.isEnableDomainUpdate()) {
            m_domain.update(row);
        }
        for (DataCell cell : row) {
            if (cell instanceof FileStoreCell c) {
                FileStoreUtil.invokeFlush(c); // so that the cell need not keep its content
            }
        }
        m_store.add(new DefaultRow(row.getKey(), row));
    }

    private void check(final DataRow row) {
        if (row.getNumCells() != m_spec.getNumColumns()) {
            throw new IllegalArgumentException("Cell count in row \"" + row.getKey()
                + "\" is not equal to length of column names array: " + row.getNumCells() + " vs. " + m_spec.getNumColumns());
        }
        for (int i = 0; i < row.getNumCells(); i++) {
            final DataCell value = row.getCell(i);
            final DataType type = value.getType();
            final DataType expected = m_spec.getColumnSpec(i).getType();
            if (!expected.isASuperTypeOf(type)) {
                throw new IllegalArgumentException("Runtime class of object \"" + value + "\" (index " + i + ") in row \""
                    + row.getKey() + "\" is " + type + " and does not comply with its supposed superclass " + expected);
            }
        }
    }

    /** Ends writing. */
    public void close() {
        if (isClosed()) {
            return;
        }
        flush();
        try {
            m_store.finish();
        } catch (IOException e) {
            throw new DataContainerException("The table cannot be written: " + e.getMessage(), e);
        }
        m_keys.clear();
        m_finalSpec = m_settings.isEnableDomainUpdate() ? m_domain.createSpec() : m_spec;
    }

    /** @return whether no more rows are taken */
    public boolean isClosed() {
        return m_finalSpec != null;
    }

    /** @return the number of rows */
    public long size() {
        return m_size;
    }

    /** @return the columns, with what is known of their content after closing */
    public DataTableSpec spec() {
        return isClosed() ? m_finalSpec : m_spec;
    }

    /**
     * @return the rows that were written
     * @throws IllegalStateException before closing; KNIME throws a NullPointerException then
     */
    public RowStore store() {
        if (!isClosed()) {
            throw new IllegalStateException("The table of a container can be taken only after close()");
        }
        return m_store;
    }
}
