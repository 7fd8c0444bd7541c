package org.knime.core.data;

/** Rows of one structure, read from first to last. */
public interface DataTable extends Iterable<DataRow> {

    /** @return the columns */
    DataTableSpec getDataTableSpec();

    @Override
    RowIterator iterator();
}
