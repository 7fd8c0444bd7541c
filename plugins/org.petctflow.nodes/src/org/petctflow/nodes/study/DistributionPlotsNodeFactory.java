package org.petctflow.nodes.study;

import java.util.List;
import java.util.Optional;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
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
import org.petctflow.base.Progress;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Figures;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.common.Views;
import org.petctflow.study.charts.Distributions;
import org.petctflow.study.figures.Figure;

/** Distribution Plots: violins and box plots of columns. */
public final class DistributionPlotsNodeFactory extends DefaultNodeFactory {

    private static final DataTableSpec SUMMARIES = new DataTableSpec(Tables.column("Column", StringCell.TYPE),
        Tables.column("Group", StringCell.TYPE), Tables.column("n", IntCell.TYPE), Tables.column("Missing", IntCell.TYPE),
        Tables.column("Minimum", DoubleCell.TYPE), Tables.column("Lower quartile", DoubleCell.TYPE),
        Tables.column("Median", DoubleCell.TYPE), Tables.column("Upper quartile", DoubleCell.TYPE),
        Tables.column("Maximum", DoubleCell.TYPE));

    private static final String NAME = "Distribution Plots";

    private static final String CAPTION = "Violins are Gaussian kernel densities within the range of the data; boxes show the quartiles and "
        + "the median, whiskers reach to the outermost value within 1.5 interquartile ranges.";

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("distribution-plots"))
        .shortDescription("Shows how columns are distributed: a violin with a box plot for each group.")
        .fullDescription("""
                Draws each chosen column as violins (a Gaussian kernel density with Silverman's bandwidth, within the range of the data)
                with box plots inside (median, quartiles, whiskers to the outermost value within 1.5 interquartile ranges), and gives the
                numbers as a table. Quartiles are linear interpolations between order statistics (type 7 of Hyndman and Fan, doi:10.1080/00031305.1996.10473566).
                Missing and infinite values are counted and left out. A violin shows a difference; it is no test of one.
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputTable("Numbers", "A table with columns of numbers.")
            .addOutputTable("Summaries", "A row a column and group: count, missing values, minimum, quartiles, median, maximum.")
            .addOutputTable(Figures.PORT, Figures.PORT_DESCRIPTION))
        .model(m -> m.parametersClass(DistributionPlotsNodeParameters.class)
            .configure(DistributionPlotsNodeFactory::configure)
            .execute(Execution.of(NAME, DistributionPlotsNodeFactory::execute)))
        .addView(v -> Views.charts(v, "A violin with a box plot for each column and group."))
        .keywords("violin", "box plot", "histogram", "batch effect", "compare groups");

    /** For KNIME. */
    public DistributionPlotsNodeFactory() {
        super(NODE);
    }

    private static Optional<Integer> group(final DataTableSpec spec, final DistributionPlotsNodeParameters parameters)
        throws InvalidSettingsException {
        return parameters.m_groupColumn.isEmpty() ? Optional.empty()
            : Optional.of(Tables.column(spec, parameters.m_groupColumn.get(), "Group by", DataValue.class));
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final DistributionPlotsNodeParameters parameters = in.getParameters();
        Tables.columns(in.getInTableSpec(0), parameters.m_columns, "Columns", DoubleValue.class);
        group(in.getInTableSpec(0), parameters);
        out.setOutSpecs(SUMMARIES, Figures.SPEC);
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final DistributionPlotsNodeParameters parameters = in.getParameters();
        final BufferedDataTable table = in.getInTable(0);
        final int[] columns = Tables.columns(table.getDataTableSpec(), parameters.m_columns, "Columns", DoubleValue.class);
        final Optional<Integer> group = group(table.getDataTableSpec(), parameters);
        final var result = Distributions.of("Distributions", List.of(parameters.m_columns), Tables.numbers(table, columns, progress),
            group.isEmpty() ? null : Tables.texts(table, group.get()));
        final BufferedDataContainer container = in.getExecutionContext().createDataContainer(SUMMARIES);
        long key = 0;
        for (final var s : result.summaries()) {
            container.addRowToTable(new DefaultRow(RowKey.createRowKey(key++), Tables.cell(s.column()), Tables.cell(s.group()),
                Tables.cell(s.n()), Tables.cell(s.missing()), Tables.cell(s.minimum()), Tables.cell(s.lowerQuartile()),
                Tables.cell(s.median()), Tables.cell(s.upperQuartile()), Tables.cell(s.maximum())));
        }
        container.close();
        out.setOutData(0, container.getTable());
        out.setOutData(1, Figures.table(in.getExecutionContext(), Figure.of(result.page(), CAPTION)));
        out.setInternalData(Views.data(in.getExecutionContext(), result.page().toJson()));
    }
}
