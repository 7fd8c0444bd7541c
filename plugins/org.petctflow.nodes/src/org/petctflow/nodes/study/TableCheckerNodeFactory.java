package org.petctflow.nodes.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.message.Message;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.petctflow.base.Progress;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.Tables;
import org.petctflow.study.check.Expectations;

/** The Table Checker: fails where a table does not hold what it should. */
public final class TableCheckerNodeFactory extends DefaultNodeFactory {

    private static final int SHOWN = 20;

    private static final String NAME = "Table Checker";

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("table-checker"))
        .shortDescription("Fails where a table does not hold the expected values.")
        .fullDescription("""
                Compares the values of a table with expected ones and fails where they differ, naming row, column, expected and found.
                It is how the test workflows of PETCT Flow prove their numbers, and it guards a study's workflow in the same way: put
                the numbers of the day the study was written up into one, and every later run either gives them again or says what
                changed.
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputTable("Table", "The table to check.")
            .addOutputTable("Checked table", "The same table, if all is as expected."))
        .model(m -> m.parametersClass(TableCheckerNodeParameters.class)
            .configure(TableCheckerNodeFactory::configure)
            .execute(Execution.of(NAME, TableCheckerNodeFactory::execute)))
        .keywords("test", "assert", "compare", "expected value", "regression");

    /** For KNIME. */
    public TableCheckerNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final DataTableSpec spec = in.getInTableSpec(0);
        nameColumns(spec, in.getParameters());
        out.setOutSpec(0, spec);
    }

    private static int[] nameColumns(final DataTableSpec spec, final TableCheckerNodeParameters parameters)
        throws InvalidSettingsException {
        return parameters.m_rowColumns.length == 0 ? new int[0]
            : Tables.columns(spec, parameters.m_rowColumns, "Columns that name a row", DataValue.class);
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final TableCheckerNodeParameters parameters = in.getParameters();
        final BufferedDataTable table = in.getInTable(0);
        final List<String> wrong = new ArrayList<>();
        if (parameters.m_rows.isPresent() && parameters.m_rows.get() != table.size()) {
            wrong.add("expected " + parameters.m_rows.get() + " rows, found " + table.size());
        }
        wrong.addAll(Expectations.parse(parameters.m_expectedValues, parameters.m_tolerance)
            .check(read(table, nameColumns(table.getDataTableSpec(), parameters), progress)));
        if (!wrong.isEmpty()) {
            final List<String> shown = wrong.subList(0, Math.min(SHOWN, wrong.size()));
            throw KNIMEException.of(Message.fromSummary("The table is not as expected:\n" + String.join("\n", shown)
                + (wrong.size() > SHOWN ? "\nand " + (wrong.size() - SHOWN) + " more" : "")));
        }
        out.setOutData(0, table);
    }

    private static Expectations.Table read(final BufferedDataTable table, final int[] nameColumns, final Progress progress) {
        final List<String> columns = List.of(table.getDataTableSpec().getColumnNames());
        final List<String> names = new ArrayList<>();
        final List<Object[]> values = new ArrayList<>();
        for (final DataRow row : table) {
            progress.checkCancelled();
            names.add(nameColumns.length == 0 ? row.getKey().getString()
                : String.join("/", Arrays.stream(nameColumns).mapToObj(c -> row.getCell(c).toString()).toList()));
            values.add(row.stream().map(TableCheckerNodeFactory::value).toArray());
        }
        return new Expectations.Table() {
            @Override
            public int rows() {
                return names.size();
            }

            @Override
            public String name(final int row) {
                return names.get(row);
            }

            @Override
            public List<String> columns() {
                return columns;
            }

            @Override
            public Object value(final int row, final int column) {
                return values.get(row)[column];
            }
        };
    }

    private static Object value(final DataCell cell) {
        // true and false are words here, though KNIME takes them for numbers, too
        return cell instanceof DoubleValue d && !cell.isMissing() && !(cell instanceof BooleanValue) ? (Object)d.getDoubleValue() : Tables.text(cell);
    }
}
