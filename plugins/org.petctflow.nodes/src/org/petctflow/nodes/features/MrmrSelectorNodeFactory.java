package org.petctflow.nodes.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Arrays;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.petctflow.base.Progress;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.select.Mrmr;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.common.Views;
import org.petctflow.study.charts.Chart;

/** The mRMR Selector. */
public final class MrmrSelectorNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "mRMR Selector";

    private static final SelectorNode<Mrmr.Result> SELECTOR = new MrmrNode();

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("mrmr-selector"))
        .shortDescription("Selects columns of greatest relevance to the label and least redundancy.")
        .fullDescription("""
                Minimum redundancy, maximum relevance (Peng, Long, Ding 2005, doi:10.1109/TPAMI.2005.159): the first column is the most relevant
                one, each next one has the best score of relevance against its redundancy with those selected before. Of equal scores the
                leftmost column wins; nothing is random but the resamples.
                <p>The study selects 20 of 130 CT features in this way, and then the LASSO Selector's.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> SelectorNode.ports(p, "its relevance (mutual information in nats, or F statistic) and its score when it was selected",
            "One row a selected column, in the order of selection: its name and score."))
        .model(m -> m.parametersClass(MrmrSelectorNodeParameters.class)
            .configure(MrmrSelectorNodeFactory::configure)
            .execute(Execution.of(NAME, MrmrSelectorNodeFactory::execute)))
        .addView(v -> Views.charts(v, "The score of each selected column in turn, and how often resamples select the same."))
        .keywords("feature selection", "minimum redundancy maximum relevance", "mutual information", "Peng");

    /** For KNIME. */
    public MrmrSelectorNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final MrmrSelectorNodeParameters parameters = in.getParameters();
        SELECTOR.configure(in.getInTableSpec(0), parameters.m_columns, parameters.m_stability, parameters.selector(),
            null, out);
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final MrmrSelectorNodeParameters parameters = in.getParameters();
        SELECTOR.execute(in, out, parameters.m_columns, parameters.m_stability, parameters.selector(), null, null, progress);
    }

    private static final class MrmrNode extends SelectorNode<Mrmr.Result> {

        MrmrNode() {
            super(NAME, new DataTableSpec(Tables.column("Order", IntCell.TYPE), Tables.column("Column", StringCell.TYPE),
                Tables.column("Score", DoubleCell.TYPE)), "Relevance", "Score");
        }

        @Override
        double[][] scores(final Mrmr.Result selection, final FeatureMatrix x) {
            final double[] scores = new double[x.columns()];
            Arrays.fill(scores, Double.NaN);
            for (int k = 0; k < selection.columns().length; k++) {
                scores[selection.columns()[k]] = selection.scores()[k];
            }
            return new double[][]{selection.relevance(), scores};
        }

        @Override
        List<DataCell[]> path(final Mrmr.Result selection, final FeatureMatrix x) {
            final List<DataCell[]> rows = new ArrayList<>();
            for (int k = 0; k < selection.columns().length; k++) {
                rows.add(new DataCell[]{Tables.cell(k + 1), Tables.cell(x.name(selection.columns()[k])), Tables.cell(selection.scores()[k])});
            }
            return rows;
        }

        @Override
        Chart curve(final Mrmr.Result selection, final FeatureMatrix x) {
            final double[] k = new double[selection.columns().length];
            Arrays.setAll(k, i -> i + 1);
            return new Chart.Lines("curve", "Score when selected", "The first is the column's relevance alone.", "Selected columns", "Score",
                List.of(Chart.Curve.of("score", k, selection.scores())), List.of());
        }
    }
}
