package org.petctflow.nodes.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.petctflow.base.Progress;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.stats.GroupStatistics;
import org.petctflow.learning.stats.TableOne;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.LabelClasses;
import org.petctflow.nodes.common.Tables;

/** Cohort Statistics: the table of a cohort's variables by group that opens a paper, and every test behind it. */
public final class CohortStatisticsNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Cohort Statistics";

    private static final int MOST_GROUPS = 30;

    private static final int MOST_OF_AN_ID = 20;

    private static final DataTableSpec FIGURES = new DataTableSpec(Tables.column("Variable", StringCell.TYPE),
        Tables.column("Category", StringCell.TYPE), Tables.column("Group", StringCell.TYPE), Tables.column("Figure", StringCell.TYPE),
        Tables.column("Value", DoubleCell.TYPE), Tables.column("df", DoubleCell.TYPE), Tables.column("df2", DoubleCell.TYPE),
        Tables.column("p", DoubleCell.TYPE), Tables.column("Adjusted p", DoubleCell.TYPE), Tables.column("In the table", BooleanCell.TYPE));

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("cohort-statistics"))
        .shortDescription("Describes and compares groups of patients variable by variable: Table 1 of a paper.")
        .fullDescription("""
                Numbers are shown as mean &#177; standard deviation where they are normal in every group by the Shapiro-Wilk test (Royston 1995,
                doi:10.2307/2986146), else as median [quartiles] (type 7 of doi:10.1080/00031305.1996.10473566); categories as counts and
                percentages of the values that are there. Two groups are compared by Student's or Welch's t (doi:10.2307/2332510), by
                Mann and Whitney's U (doi:10.1214/aoms/1177730491), more by the analysis of variance or Kruskal and Wallis's test
                (doi:10.1080/01621459.1952.10483441), categories by Pearson's chi-square or Fisher's exact test. Each has its effect size:
                Cohen's d, rank-biserial correlation, eta and epsilon squared, Cram&#233;r's V.
                <p>The second table has them all, chosen or not, with Levene's and Brown and Forsythe's test of variances, Hedges' g, odds ratio
                and Kolmogorov and Smirnov's test, for those who decide otherwise.</p>
                <p>A small p in one of many variables is to be expected: read the adjusted one. A difference that is not significant is not
                proven to be none.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputTable("Patients", "One row a patient.")
            .addOutputTable("Table 1", """
                    One row a variable, or category of one: its figures over all patients and in each group as text, missing values, p and
                    adjusted p, the test, the effect size, and why there is no test. Its first row has the numbers of patients.""")
            .addOutputTable("Numbers and tests", """
                One row a variable, group and figure: descriptions, all tests with statistic, degrees of freedom and p, effect sizes. A test that
                stands in Table 1 is marked, and has its adjusted p."""))
        .model(m -> m.parametersClass(CohortStatisticsNodeParameters.class)
            .configure(CohortStatisticsNodeFactory::configure)
            .execute(Execution.of(NAME, CohortStatisticsNodeFactory::execute)))
        .keywords("table 1", "baseline characteristics", "t test", "Mann-Whitney", "Wilcoxon", "chi-square", "Fisher", "ANOVA", "Kruskal-Wallis",
            "Shapiro-Wilk", "Levene", "Bonferroni", "false discovery rate");

    /** For KNIME. */
    public CohortStatisticsNodeFactory() {
        super(NODE);
    }

    private static boolean isRead(final DataColumnSpec column) {
        return column.getType().isCompatible(StringValue.class) || column.getType().isCompatible(DoubleValue.class)
            || column.getType().isCompatible(BooleanValue.class);
    }

    private static List<String> check(final DataTableSpec spec, final CohortStatisticsNodeParameters parameters)
        throws InvalidSettingsException {
        if (parameters.m_groupColumn.isPresent()) {
            Tables.column(spec, parameters.m_groupColumn.get(), "Group by", StringValue.class, DoubleValue.class, BooleanValue.class);
        }
        for (final String c : parameters.m_categoryColumns) {
            Tables.column(spec, c, "Numbers that are categories", DataValue.class);
        }
        final List<String> names = Arrays.stream(parameters.m_variables.filter(spec.stream().toList()))
            .filter(n -> isRead(spec.getColumnSpec(n)) && !n.equals(parameters.m_groupColumn.orElse(null))).toList();
        if (names.isEmpty()) {
            throw new InvalidSettingsException("Choose at least one column of numbers, texts or truth values for \"Variables\"");
        }
        return names;
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        check(in.getInTableSpec(0), in.getParameters());
        out.setOutSpecs(null, FIGURES); // the groups are columns, and not known yet
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final CohortStatisticsNodeParameters parameters = in.getParameters();
        final BufferedDataTable table = in.getInTable(0);
        final List<String> names = check(table.getDataTableSpec(), parameters);
        final List<String> warnings = new ArrayList<>();
        final String[] groupOf = groups(table, parameters);
        final List<String> groups = names(groupOf, parameters);
        final int[] codes = Arrays.stream(groupOf).mapToInt(g -> g == null ? -1 : groups.indexOf(g)).toArray();
        final long without = Arrays.stream(codes).filter(c -> c < 0).count();
        if (without > 0) {
            warnings.add(without + " of " + codes.length + " rows have no value in the column '" + parameters.m_groupColumn.orElse("")
                + "' and were left out");
        }
        final List<TableOne.Variable> variables = variables(table, names, parameters, codes, warnings, progress);
        final List<TableOne.Row> rows = parameters.table().of(variables, codes, groups.size());
        out.setOutData(Tables.table(in.getExecutionContext(), spec(groups), formatted(rows, codes, groups)),
            Tables.table(in.getExecutionContext(), FIGURES, figures(variables, rows, codes, groups, progress)));
        if (!warnings.isEmpty()) {
            out.setWarningMessage(String.join("\n", warnings));
        }
    }

    private static String[] groups(final BufferedDataTable table, final CohortStatisticsNodeParameters parameters) {
        final String[] groups = new String[Math.toIntExact(table.size())];
        Arrays.fill(groups, "All");
        if (parameters.m_groupColumn.isPresent()) {
            final int column = table.getDataTableSpec().findColumnIndex(parameters.m_groupColumn.get());
            int r = 0;
            for (final DataRow row : table) {
                groups[r++] = LabelClasses.label(row.getCell(column));
            }
        }
        return groups;
    }

    /** The groups in order: numbers by size, else alphabetically. */
    private static List<String> names(final String[] groupOf, final CohortStatisticsNodeParameters parameters) {
        final TreeSet<String> found = new TreeSet<>();
        Arrays.stream(groupOf).filter(g -> g != null).forEach(found::add);
        if (found.isEmpty() || found.size() > MOST_GROUPS) {
            throw new IllegalArgumentException(found.isEmpty() ? "No row has a value in the column '" + parameters.m_groupColumn.orElse("") + "'"
                : "The column '" + parameters.m_groupColumn.orElse("") + "' has " + found.size() + " values; groups of at most " + MOST_GROUPS
                    + " can be compared. Choose another column for \"Group by\"");
        }
        return found.stream().allMatch(f -> f.matches("-?\\d{1,9}"))
            ? found.stream().sorted(java.util.Comparator.comparingInt(Integer::parseInt)).toList() : List.copyOf(found);
    }

    private static List<TableOne.Variable> variables(final BufferedDataTable table, final List<String> names,
        final CohortStatisticsNodeParameters parameters, final int[] codes, final List<String> warnings, final Progress progress) {
        final DataTableSpec spec = table.getDataTableSpec();
        final int[] columns = names.stream().mapToInt(spec::findColumnIndex).toArray();
        final DataCell[][] cells = new DataCell[columns.length][codes.length];
        int r = 0;
        for (final DataRow row : table) {
            progress.checkCancelled();
            for (int c = 0; c < columns.length; c++) {
                cells[c][r] = row.getCell(columns[c]);
            }
            r++;
        }
        final List<TableOne.Variable> variables = new ArrayList<>();
        final List<String> ids = new ArrayList<>();
        for (int c = 0; c < columns.length; c++) {
            final DataColumnSpec column = spec.getColumnSpec(columns[c]);
            final long values = Arrays.stream(cells[c]).filter(v -> !v.isMissing()).distinct().count();
            final boolean number = column.getType().isCompatible(DoubleValue.class) && !column.getType().isCompatible(BooleanValue.class)
                && values > parameters.m_mostCategories && !Arrays.asList(parameters.m_categoryColumns).contains(column.getName());
            if (number) {
                variables.add(TableOne.Variable.of(column.getName(), Arrays.stream(cells[c]).mapToDouble(Tables::number).toArray()));
            } else if (values > MOST_OF_AN_ID && values > codes.length / 2) {
                ids.add(column.getName());
            } else {
                variables.add(TableOne.Variable.of(column.getName(),
                    Arrays.stream(cells[c]).map(LabelClasses::label).toArray(String[]::new)));
            }
            cells[c] = null;
        }
        if (!ids.isEmpty()) {
            warnings.add("Left out, as they have nearly as many values as rows: " + FeatureMatrix.brief(ids));
        }
        if (variables.isEmpty()) {
            throw new IllegalArgumentException("All columns have nearly as many values as rows, as ids have: " + FeatureMatrix.brief(ids)
                + ". Choose others for \"Variables\"");
        }
        return variables;
    }

    private static DataTableSpec spec(final List<String> groups) {
        DataTableSpec spec = new DataTableSpec(Tables.column("Variable", StringCell.TYPE), Tables.column("Category", StringCell.TYPE),
            Tables.column("Overall", StringCell.TYPE));
        for (final String group : groups) {
            spec = Tables.append(spec, Tables.column(group, StringCell.TYPE));
        }
        return Tables.append(spec, Tables.column("Missing", IntCell.TYPE), Tables.column("p", StringCell.TYPE),
            Tables.column("Adjusted p", StringCell.TYPE), Tables.column("Test", StringCell.TYPE), Tables.column("Effect", DoubleCell.TYPE),
            Tables.column("Effect size", StringCell.TYPE), Tables.column("Note", StringCell.TYPE));
    }

    private static List<DataCell[]> formatted(final List<TableOne.Row> rows, final int[] codes, final List<String> groups) {
        final List<DataCell[]> cells = new ArrayList<>();
        final List<DataCell> first = new ArrayList<>(List.of(Tables.cell("n"), Tables.cell((String)null),
            Tables.cell(Long.toString(Arrays.stream(codes).filter(c -> c >= 0).count()))));
        for (int g = 0; g < groups.size(); g++) {
            final int group = g;
            first.add(Tables.cell(Long.toString(Arrays.stream(codes).filter(c -> c == group).count())));
        }
        first.addAll(Arrays.asList(Tables.missing(7)));
        cells.add(first.toArray(DataCell[]::new));
        String before = null;
        for (final TableOne.Row row : rows) {
            final boolean again = row.variable().equals(before);
            before = row.variable();
            final List<DataCell> line = new ArrayList<>(
                List.of(Tables.cell(row.variable()), Tables.cell(row.category()), Tables.cell(row.overall())));
            row.groups().forEach(g -> line.add(Tables.cell(g)));
            line.addAll(again ? Arrays.asList(Tables.missing(7)) : List.of(Tables.cell(Arrays.stream(row.missing()).sum()),
                Tables.cell(p(row.test().p())), Tables.cell(p(row.adjustedP())), Tables.cell(row.test().test()), Tables.cell(row.effect()),
                Tables.cell(Double.isNaN(row.effect()) ? null : row.effectName()), Tables.cell(row.note())));
            cells.add(line.toArray(DataCell[]::new));
        }
        return cells;
    }

    private static String p(final double p) {
        if (Double.isNaN(p)) {
            return null;
        }
        return p < 0.001 ? "<0.001" : String.format(Locale.ROOT, "%.3f", p);
    }

    private static List<DataCell[]> figures(final List<TableOne.Variable> variables, final List<TableOne.Row> rows, final int[] codes,
        final List<String> groups, final Progress progress) {
        final Map<String, TableOne.Row> chosen = new LinkedHashMap<>();
        rows.forEach(r -> chosen.putIfAbsent(r.variable(), r));
        final List<DataCell[]> cells = new ArrayList<>();
        for (int v = 0; v < variables.size(); v++) {
            progress.checkCancelled();
            progress.report((v + 1.0) / variables.size(), variables.get(v).name());
            final TableOne.Row row = chosen.get(variables.get(v).name());
            boolean found = false;
            for (final GroupStatistics.Figure f : GroupStatistics.of(variables.get(v), codes, groups)) {
                // by the p, too: two forms of a test may share a name
                final boolean used = !found && f.group().isEmpty() && f.figure().equals(row.test().test()) && f.p() == row.test().p();
                found |= used;
                cells.add(line(f, used ? row.adjustedP() : Double.NaN, used));
            }
            if (!found && !Double.isNaN(row.test().p())) { // a test that is only made where it is chosen, such as a simulated one
                cells.add(line(new GroupStatistics.Figure(row.variable(), "", "", row.test().test(), row.test().statistic(), row.test().df(),
                    row.test().df2(), row.test().p()), row.adjustedP(), true));
            }
        }
        return cells;
    }

    private static DataCell[] line(final GroupStatistics.Figure f, final double adjusted, final boolean used) {
        return new DataCell[]{Tables.cell(f.variable()), Tables.cell(f.category()), Tables.cell(f.group()), Tables.cell(f.figure()),
            Tables.cell(f.value()), Tables.cell(f.df()), Tables.cell(f.df2()), Tables.cell(f.p()), Tables.cell(adjusted),
            Tables.cell(used)};
    }
}
