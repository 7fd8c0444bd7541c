package org.petctflow.nodes.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Arrays;
import java.util.stream.IntStream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
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
import org.petctflow.learning.select.Rfecv;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.common.Views;
import org.petctflow.study.charts.Chart;

/** The RFECV Selector. */
public final class RfecvSelectorNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "RFECV Selector";

    private static final SelectorNode<Rfecv.Result> SELECTOR = new RfecvNode();

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("rfecv-selector"))
        .shortDescription("Selects columns by recursive feature elimination with cross-validation.")
        .fullDescription("""
                In each fold a model is fitted to all columns and scored on the fold's test rows, the least important columns are removed, and so
                on (Guyon et al. 2002, doi:10.1023/A:1012487302797; as scikit-learn's RFECV). The number of columns of the greatest mean score
                wins, the smallest of equal ones; the elimination on all rows says which columns those are.
                <p>The study selects its PET features in this way. Scale columns first for linear models.</p>
                <p>With p columns, k folds and steps of one column it fits up to k p + p - 1 models, and that many again for every resample: some
                seconds for tens of columns, hours for thousands. The node tells the number before it runs where it is large; a step of 0.1 takes
                a tenth of the columns away at a time, which is 11 numbers of columns in place of p.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> SelectorNode.ports(p, "its rank (1 if selected, 2 for the last removed, and so on)",
            "One row a number of columns: mean score over folds and its standard deviation."))
        .model(m -> m.parametersClass(RfecvSelectorNodeParameters.class)
            .configure(RfecvSelectorNodeFactory::configure)
            .execute(Execution.of(NAME, RfecvSelectorNodeFactory::execute)))
        .addView(v -> Views.charts(v, "The score against the number of columns with one standard deviation, and how often resamples select a column."))
        .keywords("feature selection", "RFE", "recursive feature elimination", "wrapper", "backward");

    /** For KNIME. */
    public RfecvSelectorNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final RfecvSelectorNodeParameters parameters = in.getParameters();
        SELECTOR.configure(in.getInTableSpec(0), parameters.m_columns, parameters.m_stability, parameters.selector(),
            parameters.m_foldColumn.orElse(null), out);
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final RfecvSelectorNodeParameters parameters = in.getParameters();
        final Rfecv selector = parameters.selector();
        SELECTOR.execute(in, out, parameters.m_columns, parameters.m_stability, selector, parameters.m_foldColumn.orElse(null),
            selector::select, progress);
    }

    private static final class RfecvNode extends SelectorNode<Rfecv.Result> {

        RfecvNode() {
            super(NAME, new DataTableSpec(Tables.column("Number of columns", IntCell.TYPE), Tables.column("Mean score", DoubleCell.TYPE),
                Tables.column("Standard deviation", DoubleCell.TYPE)), "Rank");
        }

        @Override
        double[][] scores(final Rfecv.Result selection, final FeatureMatrix x) {
            return new double[][]{Arrays.stream(selection.ranking()).asDoubleStream().toArray()};
        }

        @Override
        List<DataCell[]> path(final Rfecv.Result selection, final FeatureMatrix x) {
            final List<DataCell[]> rows = new ArrayList<>();
            for (int s = 0; s < selection.sizes().length; s++) {
                rows.add(new DataCell[]{Tables.cell(selection.sizes()[s]), Tables.cell(selection.meanScores()[s]),
                    Tables.cell(selection.sdScores()[s])});
            }
            return rows;
        }

        @Override
        Chart curve(final Rfecv.Result selection, final FeatureMatrix x) {
            final double[] sizes = Arrays.stream(selection.sizes()).asDoubleStream().toArray();
            final double[] mean = selection.meanScores();
            final double[] sd = selection.sdScores();
            return new Chart.Lines("curve", "Cross-validated score", "The band is one standard deviation over folds.", "Number of columns",
                "Score", List.of(new Chart.Curve("score", null, sizes, mean, sizes,
                    IntStream.range(0, mean.length).mapToDouble(i -> mean[i] - sd[i]).toArray(),
                    IntStream.range(0, mean.length).mapToDouble(i -> mean[i] + sd[i]).toArray())),
                List.of(new Chart.Mark(selection.columns().length, selection.columns().length + " columns")));
        }
    }
}
