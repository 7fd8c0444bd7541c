package org.petctflow.nodes.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DataValue;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.petctflow.base.Progress;
import org.petctflow.learning.cohort.CohortBuilder;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Figures;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.LabelClasses;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.common.Views;
import org.petctflow.study.charts.ChartsPage;
import org.petctflow.study.figures.Figure;

/** The Cohort Builder: joins tables on the patient and says who is in the study, and why others are not. */
public final class CohortBuilderNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Cohort Builder";

    /** The group of ports that can grow. */
    private static final String MORE = "Further tables";

    private static final DataTableSpec COUNTS = new DataTableSpec(Tables.column("Step", IntCell.TYPE), Tables.column("Rule", StringCell.TYPE),
        Tables.column("Centre", StringCell.TYPE), Tables.column("Before", IntCell.TYPE), Tables.column("Excluded", IntCell.TYPE),
        Tables.column("After", IntCell.TYPE));

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("cohort-builder"))
        .shortDescription("Joins tables on the patient, applies inclusion and exclusion rules, and draws the study's flow chart.")
        .fullDescription("""
                The rows of the first table get the columns of the others by the patient's key. Then rules are applied one after another: a patient
                leaves for the first one that excludes him, so that the numbers of the flow chart (STARD 2015, doi:10.1136/bmj.h5527; TRIPOD,
                doi:10.7326/M14-0697) add up. Everybody who leaves is in the second table with the reason; nobody is lost.
                <p>Tables of several centres with the same columns are put below each other with KNIME's Concatenate before; the column with
                the centre gives the numbers of each.</p>
                <p>It is the node for who is in the study. Where one table only lies in several files of one folder, and nobody is to be excluded, the
                Study Table Reader's "Further files in the folder" is enough; it draws no chart and keeps every row of its first file.</p>
                """)
        .sinceVersion(5, 8, 0)
        .dynamicPorts(p -> p
            .addInputPortGroup("Patients", g -> g.name("Patients").description("One row a patient, or several.").fixed(BufferedDataTable.TYPE))
            .addInputPortGroup(MORE, g -> g.name(MORE).description("One row a patient each: images, features, outcomes.").extendable()
                .supportedTypes(BufferedDataTable.TYPE))
            .addOutputPortGroup("Cohort", g -> g.name("Cohort").description("The rows that stay, with the columns of all tables.")
                .fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Excluded", g -> g.name("Excluded").description("The rows that left, with <b>Excluded by</b>, the rule.")
                .fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Counts", g -> g.name("Counts").description("""
                    One row a rule, in all and for each centre: how many were there before it, left by it, and were there after it.""")
                .fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup(Figures.PORT, g -> g.name(Figures.PORT).description(Figures.PORT_DESCRIPTION).fixed(BufferedDataTable.TYPE)))
        .model(m -> m.parametersClass(CohortBuilderNodeParameters.class)
            .configure(CohortBuilderNodeFactory::configure)
            .execute(Execution.of(NAME, CohortBuilderNodeFactory::execute)))
        .addView(v -> Views.charts(v, "The flow chart: who came, who left for which reason, who is analysed."))
        .keywords("join", "inclusion criteria", "exclusion criteria", "flow chart", "STARD", "TRIPOD", "CONSORT", "patients", "filter");

    /** For KNIME. */
    public CohortBuilderNodeFactory() {
        super(NODE);
    }

    /** The tables' key columns; checked. */
    private static int[] keys(final DataTableSpec[] specs, final CohortBuilderNodeParameters parameters) throws InvalidSettingsException {
        final int[] keys = new int[specs.length];
        for (int t = 0; t < specs.length; t++) {
            keys[t] = Tables.column(specs[t], t == 0 ? parameters.m_keyColumn : parameters.m_otherKey.orElse(parameters.m_keyColumn),
                t == 0 ? "Patient key" : "Patient key of the other tables", DataValue.class);
            if (parameters.m_join == CohortBuilderNodeParameters.Join.ANY
                && !specs[t].getColumnSpec(keys[t]).getType().equals(specs[0].getColumnSpec(keys[0]).getType())) {
                throw new InvalidSettingsException("The patient key is " + specs[0].getColumnSpec(keys[0]).getType().getName()
                    + " in the first table, but " + specs[t].getColumnSpec(keys[t]).getType().getName() + " in table " + (t + 1)
                    + ": read both alike, or take the rows of the first table only");
            }
        }
        return keys;
    }

    private static DataTableSpec joined(final DataTableSpec[] specs, final int[] keys, final CohortBuilderNodeParameters parameters)
        throws InvalidSettingsException {
        DataTableSpec joined = specs[0];
        for (int t = 1; t < specs.length; t++) {
            final int key = keys[t];
            final DataTableSpec spec = specs[t];
            joined = Tables.append(joined, java.util.stream.IntStream.range(0, spec.getNumColumns()).filter(c -> c != key)
                .mapToObj(spec::getColumnSpec).toArray(DataColumnSpec[]::new));
        }
        for (final CohortBuilderNodeParameters.Rule rule : parameters.m_rules) {
            Tables.column(joined, rule.m_column, "Column", DataValue.class);
        }
        if (parameters.m_centreColumn.isPresent()) {
            Tables.column(joined, parameters.m_centreColumn.get(), "Centre", DataValue.class);
        }
        return joined;
    }

    private static DataTableSpec excluded(final DataTableSpec joined) {
        return Tables.append(joined, Tables.column("Excluded by", StringCell.TYPE));
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final CohortBuilderNodeParameters parameters = in.getParameters();
        final DataTableSpec[] specs = in.getInTableSpecs();
        final DataTableSpec joined = joined(specs, keys(specs, parameters), parameters);
        out.setOutSpecs(joined, excluded(joined), COUNTS, Figures.SPEC);
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final CohortBuilderNodeParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        final BufferedDataTable[] tables = in.getInTables();
        final DataTableSpec[] specs = Arrays.stream(tables).map(BufferedDataTable::getDataTableSpec).toArray(DataTableSpec[]::new);
        final int[] keys = keys(specs, parameters);
        final DataTableSpec spec = joined(specs, keys, parameters);
        final List<String> names = parameters.names(tables.length);
        final List<List<DataRow>> rows = new ArrayList<>();
        final List<String[]> keysOf = new ArrayList<>();
        for (int t = 0; t < tables.length; t++) {
            final List<DataRow> of = new ArrayList<>();
            for (final DataRow row : tables[t]) {
                progress.checkCancelled();
                of.add(row);
            }
            final int key = keys[t];
            rows.add(of);
            keysOf.add(of.stream().map(r -> LabelClasses.label(r.getCell(key))).toArray(String[]::new));
        }
        final CohortBuilder.Joined joined = CohortBuilder.join(keysOf, names, CohortBuilder.Join.valueOf(parameters.m_join.name()),
            CohortBuilder.Repeated.valueOf(parameters.m_repeated.name()));
        final List<DataRow> all = rows(joined, rows, specs, keys);
        final CohortRules rules = new CohortRules(parameters, joined, names, all, spec);
        final CohortBuilder.Outcome outcome = rules.apply();
        final BufferedDataContainer cohort = exec.createDataContainer(spec);
        final BufferedDataContainer left = exec.createDataContainer(excluded(spec));
        for (int r = 0; r < all.size(); r++) {
            progress.checkCancelled();
            final int rule = outcome.excludedBy()[r];
            if (rule < 0) {
                cohort.addRowToTable(all.get(r));
            } else {
                left.addRowToTable(Tables.append(all.get(r), Tables.cell(rules.labels().get(rule))));
            }
        }
        cohort.close();
        left.close();
        final ChartsPage page = new ChartsPage(NAME, List.of(rules.flow(outcome)), List.of());
        out.setOutData(cohort.getTable(), left.getTable(), Tables.table(exec, COUNTS, counts(rules, outcome)),
            Figures.table(exec, Figure.of(page, "Each patient left for the first rule that excludes him.")));
        out.setInternalData(Views.data(exec, page.toJson()));
        if (cohort.getTable().size() == 0) {
            out.setWarningMessage("Nobody is left: look at the counts which rule excludes everybody");
        }
    }

    private static List<DataRow> rows(final CohortBuilder.Joined joined, final List<List<DataRow>> rows,
        final DataTableSpec[] specs, final int[] keys) {
        final List<DataRow> all = new ArrayList<>();
        final Set<String> taken = new HashSet<>();
        for (int r = 0; r < joined.keys().size(); r++) {
            final List<DataCell> cells = new ArrayList<>();
            String key = null;
            for (int t = 0; t < rows.size(); t++) {
                final int at = joined.rows()[r][t];
                final DataRow row = at < 0 ? null : rows.get(t).get(at);
                for (int c = 0; c < specs[t].getNumColumns(); c++) {
                    if (t == 0 || c != keys[t]) {
                        cells.add(row == null ? DataType.getMissingCell() : row.getCell(c));
                    }
                }
                if (row != null && key == null) {
                    key = row.getKey().getString();
                    if (t > 0) { // the first table lacks the patient
                        cells.set(keys[0], row.getCell(keys[t]));
                    }
                }
            }
            all.add(new DefaultRow(Tables.uniqueKey(key, taken), cells.toArray(DataCell[]::new)));
        }
        return all;
    }

    private static List<DataCell[]> counts(final CohortRules rules, final CohortBuilder.Outcome outcome) {
        final List<DataCell[]> cells = new ArrayList<>();
        for (int i = 0; i < rules.labels().size(); i++) {
            final Map<String, int[]> byCentre = rules.counts(outcome, i);
            final int step = i + 1;
            final String label = rules.labels().get(i);
            byCentre.forEach((centre, n) -> cells.add(new DataCell[]{Tables.cell(step), Tables.cell(label), Tables.cell(centre),
                Tables.cell(n[0]), Tables.cell(n[0] - n[1]), Tables.cell(n[1])}));
        }
        return cells;
    }
}
