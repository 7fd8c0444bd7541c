package org.knime.core.node.message;

import org.knime.core.data.DataRow;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.container.filter.TableFilter;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.util.CheckUtils;

/** Something is wrong in a row of an input table, in one of its columns or (-1) in no particular one. */
record RowIssue(int port, int column, long row, String description) implements Issue {

    RowIssue {
        CheckUtils.checkArgument(port >= 0, "Invalid port index must be >= 0: %d", port);
        CheckUtils.checkArgument(column >= -1, "Invalid column index must be >= 0: %d", column);
        CheckUtils.checkArgument(row >= 0, "Row index >=0: %d", row);
    }

    @Override
    public String toPreformatted() {
        return description == null ? "" : description;
    }

    @Override
    public Issue render(final PortObject[] inputs) {
        if (column < 0 || port >= inputs.length || !(inputs[port] instanceof BufferedDataTable t) || row >= t.size()) {
            return new TextIssue(toPreformatted());
        }
        try (CloseableRowIterator it = t.filter(TableFilter.filterRangeOfRows(row, row)).iterator()) {
            final DataRow r = it.next();
            return new TextIssue("Row \"" + r.getKey() + "\" (number " + (row + 1) + "), column \""
                + t.getSpec().getColumnSpec(column).getName() + "\", value \"" + r.getCell(column) + "\": " + toPreformatted());
        }
    }
}
