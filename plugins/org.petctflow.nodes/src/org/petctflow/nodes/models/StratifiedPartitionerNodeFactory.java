package org.petctflow.nodes.models;

import java.util.ArrayList;
import java.util.List;

import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.petctflow.base.Progress;
import org.petctflow.learning.data.Groups;
import org.petctflow.learning.data.Labels;
import org.petctflow.learning.data.Split;
import org.petctflow.learning.data.StratifiedSplitter;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.LabelClasses;
import org.petctflow.nodes.common.Provenances;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.models.StratifiedPartitionerNodeParameters.Parts;

/** The Stratified Partitioner: training and test rows, or folds, by labels and patients. */
public final class StratifiedPartitionerNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Stratified Partitioner";

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("stratified-partitioner"))
        .shortDescription("Divides rows into training and test rows or folds, by labels and by patients.")
        .fullDescription("""
                Every part gets its share of each class of one or several labels, and all rows of a patient go to the same part. Where every
                patient has one row, rows are ordered by their classes, at random within equal ones, and dealt out in turn; where patients
                have several rows, the largest patients go first, each to the part where it leaves the counts nearest to the wanted ones
                (Sechidis et al. 2011, doi:10.1007/978-3-642-23808-6_10).
                <p>One split says little about a small study: for the distribution over many use the Protocol Evaluator.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputTable("Rows", "A table with one or several columns of classes; no class may be missing.")
            .addOutputTable("Training rows", "The rows to learn from, or all rows with the column <b>Fold</b>, from 1.")
            .addOutputTable("Test rows", "The other rows; none where folds only are asked for."))
        .model(m -> m.parametersClass(StratifiedPartitionerNodeParameters.class)
            .configure(StratifiedPartitionerNodeFactory::configure)
            .execute(Execution.of(NAME, StratifiedPartitionerNodeFactory::execute)))
        .keywords("partitioning", "train test split", "cross-validation", "fold", "stratified", "group", "patient");

    /** For KNIME. */
    public StratifiedPartitionerNodeFactory() {
        super(NODE);
    }

    private static DataTableSpec outSpec(final DataTableSpec spec, final StratifiedPartitionerNodeParameters parameters) {
        return parameters.m_parts == Parts.SPLIT ? spec
            : Tables.append(spec, Provenances.column("Fold", IntCell.TYPE, Provenances.of(NAME, parameters, parameters.m_seed)));
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final StratifiedPartitionerNodeParameters parameters = in.getParameters();
        final DataTableSpec spec = in.getInTableSpec(0);
        for (final String label : parameters.m_labelColumns) {
            Tables.column(spec, label, "Labels", StringValue.class, DoubleValue.class);
        }
        if (parameters.m_patientColumn.isPresent()) {
            Tables.column(spec, parameters.m_patientColumn.get(), "Patient", DataValue.class);
        }
        out.setOutSpecs(outSpec(spec, parameters), outSpec(spec, parameters));
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final StratifiedPartitionerNodeParameters parameters = in.getParameters();
        final BufferedDataTable table = in.getInTable(0);
        final DataTableSpec spec = table.getDataTableSpec();
        final List<Labels> labels = new ArrayList<>();
        for (final String column : parameters.m_labelColumns) {
            labels.add(labels(table, column, progress));
        }
        final Groups patients = parameters.m_patientColumn.isEmpty() ? null
            : Groups.of(LabelClasses.ofRows(table, parameters.m_patientColumn.get(), progress));
        final int[] codes; // the fold of each row, or 1 for test rows
        if (parameters.m_parts == Parts.SPLIT) {
            final Split split = StratifiedSplitter.split(labels, patients, parameters.m_testPercent / 100, parameters.m_seed);
            codes = new int[labels.get(0).rows()];
            for (final int r : split.test()) {
                codes[r] = 1;
            }
        } else {
            codes = StratifiedSplitter.folds(labels, patients, parameters.m_folds, parameters.m_seed).codes();
        }
        final int test = parameters.m_parts == Parts.SPLIT ? 1 : parameters.m_parts == Parts.FOLD ? parameters.m_testFold - 1 : -1;
        final BufferedDataContainer[] parts = {in.getExecutionContext().createDataContainer(outSpec(spec, parameters)),
            in.getExecutionContext().createDataContainer(outSpec(spec, parameters))};
        int r = 0;
        for (final DataRow row : table) {
            progress.checkCancelled();
            parts[codes[r] == test ? 1 : 0]
                .addRowToTable(parameters.m_parts == Parts.SPLIT ? row : Tables.append(row, Tables.cell(codes[r] + 1)));
            r++;
        }
        parts[0].close();
        parts[1].close();
        out.setOutData(parts[0].getTable(), parts[1].getTable());
    }

    private static Labels labels(final BufferedDataTable table, final String column, final Progress progress) {
        final List<String> values = LabelClasses.ofRows(table, column, progress);
        final Labels labels = Labels.of(values).named(column);
        if (labels.classes().size() > 20 && labels.classes().size() > values.size() / 2) {
            throw new IllegalArgumentException("The column '" + column + "' has " + labels.classes().size() + " different values in "
                + values.size() + " rows, so they are no classes: choose another for \"Labels\", or bin it before");
        }
        return labels;
    }
}
