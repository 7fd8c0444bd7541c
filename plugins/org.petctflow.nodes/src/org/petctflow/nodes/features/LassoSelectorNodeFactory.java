package org.petctflow.nodes.features;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.petctflow.base.Progress;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.select.Lasso;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.common.Views;
import org.petctflow.study.charts.Chart;

/** The LASSO Selector. */
public final class LassoSelectorNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "LASSO Selector";

    private static final SelectorNode<Lasso.Result> SELECTOR = new LassoNode();

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("lasso-selector"))
        .shortDescription("Selects the columns that a LASSO keeps at a cross-validated penalty.")
        .fullDescription("""
                The columns whose coefficients are not 0 at the penalty alpha that cross-validation chooses: minimise the mean log loss (or half
                the mean squared error) + alpha times the sum of absolute coefficients, solved exactly by coordinate descent (Friedman,
                Hastie, Tibshirani 2010, doi:10.18637/jss.v033.i01). Scale the columns first, with the Feature Preprocessor: the penalty
                compares coefficients. Where no column is left at the penalty, the path is followed to the first one with a column.
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> SelectorNode.ports(p, "its coefficient",
            "One row a penalty, descending: mean cross-validated error with its standard error, the number of columns, and whether it is the chosen one."))
        .model(m -> m.parametersClass(LassoSelectorNodeParameters.class)
            .configure(LassoSelectorNodeFactory::configure)
            .execute(Execution.of(NAME, LassoSelectorNodeFactory::execute)))
        .addView(v -> Views.charts(v, "The cross-validated error along the path with the chosen penalty, and how often resamples select a column."))
        .keywords("feature selection", "L1", "penalty", "sparse", "regularization path", "glmnet");

    /** For KNIME. */
    public LassoSelectorNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final LassoSelectorNodeParameters parameters = in.getParameters();
        SELECTOR.configure(in.getInTableSpec(0), parameters.m_columns, parameters.m_stability, parameters.selector(),
            parameters.m_foldColumn.orElse(null), out);
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final LassoSelectorNodeParameters parameters = in.getParameters();
        final Lasso selector = parameters.selector();
        SELECTOR.execute(in, out, parameters.m_columns, parameters.m_stability, selector, parameters.m_foldColumn.orElse(null),
            selector::select, progress);
    }

    private static final class LassoNode extends SelectorNode<Lasso.Result> {

        LassoNode() {
            super(NAME, new DataTableSpec(Tables.column("Penalty", DoubleCell.TYPE), Tables.column("Error", DoubleCell.TYPE),
                Tables.column("Standard error", DoubleCell.TYPE), Tables.column("Number of columns", IntCell.TYPE),
                Tables.column("Chosen", BooleanCell.TYPE)), "Coefficient");
        }

        @Override
        double[][] scores(final Lasso.Result selection, final FeatureMatrix x) {
            final double[] coefficients = new double[x.columns()];
            for (int k = 0; k < selection.columns().length; k++) {
                coefficients[selection.columns()[k]] = selection.coefficients()[k];
            }
            return new double[][]{coefficients};
        }

        @Override
        List<DataCell[]> path(final Lasso.Result selection, final FeatureMatrix x) {
            final List<DataCell[]> rows = new ArrayList<>();
            for (int a = 0; a < selection.penalties().length; a++) {
                rows.add(new DataCell[]{Tables.cell(selection.penalties()[a]), Tables.cell(selection.errors()[a]),
                    Tables.cell(selection.standardErrors()[a]), Tables.cell(selection.path().get(a).columns().length),
                    Tables.cell(selection.penalties()[a] == selection.penalty())});
            }
            return rows;
        }

        @Override
        Chart curve(final Lasso.Result selection, final FeatureMatrix x) {
            final int n = selection.penalties().length; // drawn by ascending penalty: simple models right
            final double[] log = IntStream.range(0, n).mapToDouble(i -> Math.log10(selection.penalties()[n - 1 - i])).toArray();
            final double[] error = IntStream.range(0, n).mapToDouble(i -> selection.errors()[n - 1 - i]).toArray();
            final double[] se = IntStream.range(0, n).mapToDouble(i -> selection.standardErrors()[n - 1 - i]).toArray();
            return new Chart.Lines("curve", "Cross-validated error", "The band is one standard error.", "log10 of the penalty", "Error",
                List.of(new Chart.Curve("error", null, log, error, log, IntStream.range(0, n).mapToDouble(i -> error[i] - se[i]).toArray(),
                    IntStream.range(0, n).mapToDouble(i -> error[i] + se[i]).toArray())),
                List.of(new Chart.Mark(Math.log10(selection.penalty()), selection.columns().length + " columns")));
        }
    }
}
