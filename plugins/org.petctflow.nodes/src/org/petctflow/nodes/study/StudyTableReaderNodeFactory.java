package org.petctflow.nodes.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.petctflow.base.Progress;
import org.petctflow.learning.cohort.StudyTable;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.Tables;

/** The Study Table Reader: a clinical or feature table of a csv or xlsx file. */
public final class StudyTableReaderNodeFactory extends DefaultNodeFactory {

    /** A number that a number column would change: with leading zeros, or with more digits than a double keeps. */
    private static final Pattern CODE = Pattern.compile("[+-]?(0\\d+|\\d{16,})");

    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,10}");

    private static final String NAME = "Study Table Reader";

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("study-table-reader"))
        .shortDescription("Reads a study's clinical or feature table from a csv or xlsx file.")
        .fullDescription("""
                Reads one row a patient as hospitals and public cohorts hand them out: delimiter and decimal comma are recognised, words
                such as "Unknown" become missing values, and ids stay text.
                <p>A column is one of whole numbers if all its values are, one of numbers if all are numbers, else text; so a single
                typing error makes a column text and is seen at once. Where a comma or point may stand between thousands, all columns together
                say what it is, and the node tells what it took it for. Dates of an xlsx file become texts such as 2023-05-17. Columns without
                name and values and empty rows are left out with a warning; a column with a name but no value in any row is text, for nothing
                says that it holds numbers, and the node warns and names it; a column that is there twice, or values beyond the named columns,
                are errors that name row and column.</p>
                <p>"Further files in the folder" puts together what is one table in several files: clinical columns beside features of the same
                patients, read alike. Nobody leaves or comes, and what does not fit is told. For tables that come from several readers or other
                nodes, patients who may be in any of them, inclusion and exclusion rules, or a flow chart, take the Cohort Builder behind several
                readers: it also says who was lost and why.</p>
                <p>Where images' patients are named by pseudonyms, the id column can be, too: the Cohort Builder then joins both.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p.addOutputTable("Study table", "The file's rows and columns, in their order."))
        .model(m -> m.parametersClass(StudyTableReaderNodeParameters.class)
            .configure(StudyTableReaderNodeFactory::configure)
            .execute(Execution.of(NAME, StudyTableReaderNodeFactory::execute)))
        .nodeType(NodeType.Source)
        .keywords("csv", "xlsx", "Excel", "clinical data", "import", "load", "patients");

    /** For KNIME. */
    public StudyTableReaderNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final StudyTableReaderNodeParameters parameters = in.getParameters();
        parameters.file();
        parameters.furtherFiles();
        out.setOutSpec(0, null); // the file's columns are known once it was read
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final StudyTableReaderNodeParameters parameters = in.getParameters();
        final Path file = parameters.file();
        StudyTable table = read(file, parameters, progress);
        for (final Path further : parameters.furtherFiles()) {
            table = table.join(read(further, parameters, progress), parameters.m_idColumn.orElseThrow().strip());
        }
        write(in, out, table, parameters, progress);
    }

    private static StudyTable read(final Path file, final StudyTableReaderNodeParameters parameters, final Progress progress)
        throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("The file " + file + " does not exist");
        }
        return parameters.reader().read(file, progress);
    }

    private static void write(final ExecuteInput in, final ExecuteOutput out, final StudyTable table,
        final StudyTableReaderNodeParameters parameters, final Progress progress) {
        final String id = parameters.m_idColumn.map(String::strip).orElse("");
        final List<String> names = table.names();
        final DataType[] types = names.stream().map(n -> type(table, n)).toArray(DataType[]::new);
        final DataColumnSpec[] columns = new DataColumnSpec[types.length];
        final List<IntFunction<DataCell>> cells = new ArrayList<>();
        for (int c = 0; c < types.length; c++) {
            columns[c] = Tables.column(names.get(c), types[c]);
            cells.add(names.get(c).equals(id) ? keys(table.text(id), parameters.key()) : cells(table, names.get(c), types[c]));
        }
        final BufferedDataContainer container = in.getExecutionContext().createDataContainer(new DataTableSpec(columns));
        for (int r = 0; r < table.rows(); r++) {
            progress.checkCancelled();
            final int row = r;
            container.addRowToTable(new DefaultRow(RowKey.createRowKey((long)r),
                cells.stream().map(f -> f.apply(row)).toArray(DataCell[]::new)));
        }
        container.close();
        out.setOutData(0, container.getTable());
        if (!table.notes().isEmpty()) {
            out.setWarningMessage(String.join("\n", table.notes()));
        }
    }

    private static DataType type(final StudyTable table, final String column) {
        final List<String> values = Arrays.stream(table.text(column)).filter(Objects::nonNull).toList();
        if (table.type(column) != StudyTable.Type.NUMBER || values.stream().anyMatch(v -> CODE.matcher(v).matches())) {
            return StringCell.TYPE;
        }
        return values.stream().allMatch(v -> WHOLE.matcher(v).matches() && Math.abs(Long.parseLong(v)) <= Integer.MAX_VALUE)
            ? IntCell.TYPE : DoubleCell.TYPE;
    }

    private static IntFunction<DataCell> keys(final String[] ids, final UnaryOperator<String> key) {
        return r -> ids[r] == null ? DataType.getMissingCell() : Tables.cell(key.apply(ids[r]));
    }

    private static IntFunction<DataCell> cells(final StudyTable table, final String column, final DataType type) {
        final String[] texts = table.text(column);
        if (type == StringCell.TYPE) {
            return r -> Tables.cell(texts[r]);
        }
        if (type == IntCell.TYPE) {
            return r -> texts[r] == null ? DataType.getMissingCell() : Tables.cell(Integer.parseInt(texts[r]));
        }
        final double[] numbers = table.numbers(column);
        return r -> Tables.cell(numbers[r]);
    }
}
