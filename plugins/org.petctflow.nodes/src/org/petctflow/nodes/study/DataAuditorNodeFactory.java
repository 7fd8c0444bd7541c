package org.petctflow.nodes.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.RowKey;
import org.knime.core.data.StringValue;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.petctflow.base.Parallel;
import org.petctflow.base.Progress;
import org.petctflow.learning.audit.DataAuditor;
import org.petctflow.learning.audit.Finding;
import org.petctflow.learning.audit.ReportedFigures;
import org.petctflow.learning.cohort.StudyTable;
import org.petctflow.learning.data.Run;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.LabelClasses;
import org.petctflow.nodes.common.Tables;

/** The Data Auditor: what a careful analyst should know of tables before anything is learned from them. */
public final class DataAuditorNodeFactory extends DefaultNodeFactory {

    private static final String[] TABLES = {"First table", "Second table"};

    private static final DataTableSpec FINDINGS = new DataTableSpec(Tables.column("Severity", StringCell.TYPE),
        Tables.column("Kind", StringCell.TYPE), Tables.column("Table", StringCell.TYPE), Tables.column("Columns", StringCell.TYPE),
        Tables.column("Finding", StringCell.TYPE), Tables.column("Evidence", StringCell.TYPE), Tables.column("Advice", StringCell.TYPE));

    private static final String NAME = "Data Auditor";

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("data-auditor"))
        .shortDescription("Looks for what makes results of a study's tables wrong or too good, with evidence and advice.")
        .fullDescription("""
                Looks for patients that are there twice; columns that are constant, in all or within a cohort; columns that were scaled over
                all rows; values that cannot be or lie far from all others; columns, ids and gaps that tell the label; a label that goes
                with the cohort; a cohort that can be told from the features (5-fold cross-validated AUC of a ridge regression); two tables
                that say different things of the same patients; and figures of a paper that do not follow from each other.
                <p>One check needs to know lung cancer: EGFR mutations are more frequent in women and never-smokers
                (doi:10.1093/jnci/dji055), so codes 1 = male and 1 = smoker that go with mutations are probably swapped.</p>
                <p><b>Serious</b> findings make results wrong or too good if nothing is done; look into <b>warnings</b>; <b>notes</b> are
                good to know. No finding is no proof that all is well. Columns of other things than text and numbers are not looked at.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputTable("Study table", "One row a patient, with its id and features, before anything was filled or scaled.")
            .addInputPort("Other table", "Another table of the same patients, with the same id column; to be compared with the first.",
                BufferedDataTable.TYPE_OPTIONAL)
            .addInputPort("Reported figures", """
                If connected, figures of a paper to be checked against each other, a row each: <tt>Name</tt> with <tt>Counts</tt> (such as 117 45; 28
                31) and <tt>p</tt>, or with <tt>Positives</tt>, <tt>Negatives</tt>, <tt>Sensitivity</tt>, <tt>Specificity</tt>, <tt>Accuracy</tt> and
                <tt>F1</tt>. Rows that lack too much are not checked, and a note names them.""", BufferedDataTable.TYPE_OPTIONAL)
            .addOutputTable("Findings", """
                    One row a finding, serious ones first: severity, kind, table, columns, what was found, the figures that show it, and
                    what to do. Empty if nothing was found."""))
        .model(m -> m.parametersClass(DataAuditorNodeParameters.class)
            .configure(DataAuditorNodeFactory::configure)
            .execute(Execution.of(NAME, DataAuditorNodeFactory::execute)))
        .keywords("audit", "leakage", "data quality", "duplicates", "batch effect", "missing values", "sanity check");

    /** For KNIME. */
    public DataAuditorNodeFactory() {
        super(NODE);
    }

    private static void check(final DataTableSpec first, final DataTableSpec second, final DataAuditorNodeParameters parameters)
        throws InvalidSettingsException {
        Tables.column(first, parameters.m_idColumn, "Id column", StringValue.class, DoubleValue.class);
        if (second != null) {
            Tables.column(second, parameters.m_idColumn, "Id column", StringValue.class, DoubleValue.class);
        }
        if (second == null || !second.containsName(parameters.m_labelColumn)) {
            Tables.column(first, parameters.m_labelColumn, "Label", StringValue.class, DoubleValue.class);
        }
        if (parameters.m_cohortColumn.isPresent() && (second == null || !second.containsName(parameters.m_cohortColumn.get()))) {
            Tables.column(first, parameters.m_cohortColumn.get(), "Cohort", StringValue.class, DoubleValue.class);
        }
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        check(in.getInTableSpec(0), in.getInTableSpec(1), in.getParameters());
        out.setOutSpec(0, FINDINGS);
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final DataAuditorNodeParameters parameters = in.getParameters();
        final List<StudyTable> tables = new ArrayList<>();
        for (int t = 0; t < TABLES.length; t++) {
            if (in.getInTable(t) != null) {
                tables.add(table(TABLES[t], in.getInTable(t), parameters.m_idColumn, progress));
            }
        }
        final List<Finding> findings = new ArrayList<>(
            new DataAuditor(parameters.m_idColumn, parameters.m_labelColumn, parameters.m_cohortColumn.orElse(null)).audit(tables,
                new Run(parameters.m_seed, Parallel.processors(), progress)));
        final List<String> notes = new ArrayList<>();
        if (in.getInTable(2) != null) {
            final List<Finding> reported = reported(in.getInTable(2));
            findings.addAll(reported);
            findings.sort(Comparator.comparing(Finding::severity));
            reported.stream().filter(f -> f.severity() == Finding.Severity.NOTE).forEach(f -> notes.add(f.summary()));
        }
        final BufferedDataContainer container = in.getExecutionContext().createDataContainer(FINDINGS);
        long key = 0;
        for (final Finding f : findings) {
            container.addRowToTable(new DefaultRow(RowKey.createRowKey(key++), Tables.cell(words(f.severity())), Tables.cell(words(f.kind())),
                Tables.cell(f.table()), Tables.cell(String.join(", ", f.columns())), Tables.cell(f.summary()), Tables.cell(f.evidence()),
                Tables.cell(f.advice())));
        }
        container.close();
        out.setOutData(0, container.getTable());
        final long serious = findings.stream().filter(f -> f.severity() == Finding.Severity.SERIOUS).count();
        if (serious > 0) {
            notes.add(0, serious + " of " + findings.size() + " findings are serious: results are wrong or too good if nothing is done");
        }
        if (!notes.isEmpty()) {
            out.setWarningMessage(String.join("\n", notes));
        }
    }

    private static List<Finding> reported(final BufferedDataTable table) {
        final List<Finding> findings = new ArrayList<>();
        final List<Map<String, String>> rows = new ArrayList<>();
        for (final DataRow row : table) {
            final Map<String, String> texts = new HashMap<>();
            for (int c = 0; c < row.getNumCells(); c++) {
                final String text = Tables.text(row.getCell(c));
                if (text != null && !text.isBlank()) {
                    texts.put(table.getDataTableSpec().getColumnSpec(c).getName(), text);
                }
            }
            ReportedFigures.check(texts).ifPresent(findings::add);
            rows.add(texts);
        }
        ReportedFigures.unchecked(rows).ifPresent(findings::add);
        return findings;
    }

    private static String words(final Enum<?> constant) {
        return constant.name().charAt(0) + constant.name().substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Columns of text and numbers; a whole number as a label is the same in a column of doubles as in one of ints. */
    private static StudyTable table(final String name, final BufferedDataTable table, final String id, final Progress progress) {
        final DataTableSpec spec = table.getDataTableSpec();
        final List<String> names = spec.stream().filter(DataAuditorNodeFactory::isRead).map(DataColumnSpec::getName).toList();
        final int[] columns = names.stream().mapToInt(spec::findColumnIndex).toArray();
        final List<String[]> rows = new ArrayList<>();
        for (final DataRow row : table) {
            progress.checkCancelled();
            final String[] texts = new String[columns.length];
            for (int c = 0; c < columns.length; c++) {
                texts[c] = LabelClasses.label(row.getCell(columns[c]));
            }
            rows.add(texts);
        }
        final String[][] cells = new String[columns.length][rows.size()];
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < columns.length; c++) {
                final String text = rows.get(r)[c];
                cells[c][r] = text == null || text.isEmpty() ? null : text;
            }
        }
        return new StudyTable(name, names, cells, rows.size(), Set.of(id), List.of());
    }

    private static boolean isRead(final DataColumnSpec column) {
        final Class<?>[] types = {StringValue.class, DoubleValue.class, BooleanValue.class};
        for (final Class<?> type : types) {
            if (column.getType().isCompatible(type.asSubclass(DataValue.class))) {
                return true;
            }
        }
        return false;
    }
}
