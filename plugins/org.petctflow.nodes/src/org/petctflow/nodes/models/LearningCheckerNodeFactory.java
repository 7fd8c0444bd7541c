package org.petctflow.nodes.models;

import java.nio.file.Path;
import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.petctflow.base.Parallel;
import org.petctflow.base.Progress;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.reference.Comparison;
import org.petctflow.learning.reference.ReferenceFolder;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Folders;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.Tables;

/** The Learning Checker: a folder of reference values, computed again by what the learning nodes call. */
public final class LearningCheckerNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Learning Checker";

    private static final DataTableSpec SPEC = new DataTableSpec(Tables.column("File", StringCell.TYPE),
        Tables.column("Quantity", StringCell.TYPE), Tables.column("Values", IntCell.TYPE), Tables.column("Expected", DoubleCell.TYPE),
        Tables.column("Got", DoubleCell.TYPE), Tables.column("Difference", DoubleCell.TYPE), Tables.column("Tolerance", DoubleCell.TYPE),
        Tables.column("OK", BooleanCell.TYPE), Tables.column("Note", StringCell.TYPE));

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("learning-checker"))
        .shortDescription("Computes a folder of other programs' reference values again and compares.")
        .fullDescription("""
                For a task with fixed folds, split, resamples and options: medians and scales, logistic regression, LASSO, RFECV, mRMR,
                stacking, tests and descriptions, evaluation of probabilities with bootstrap and Shapley values, by the very methods that the
                nodes of these names call. It shows on any table that they give what numpy, scipy, statsmodels and scikit-learn give, and
                keeps showing it after an update.
                <p>The folder holds <tt>data.csv</tt> (case, cohort, label 0 or 1, fold from 0, split train or test, then features; those
                of CT end in <tt>_reg</tt> and a region) and any of <tt>preprocess.json</tt>, <tt>logistic.json</tt>, <tt>lasso.json</tt>,
                <tt>lasso_logistic.json</tt>, <tt>rfecv.json</tt>, <tt>mrmr.json</tt>, <tt>stats.json</tt>, <tt>stacking.json</tt>,
                <tt>evaluation.json</tt>, <tt>design_all.csv</tt>, <tt>scores.csv</tt>, <tt>scores_test.csv</tt>, <tt>wide130.csv</tt>,
                <tt>bootstrap_idx.csv</tt> and <tt>roc_*.csv</tt>. Columns, penalties, pairs of models and small samples are read from
                them; where a file is absent the usual ones are taken and nothing is compared.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p.addOutputTable("Comparison", """
            One row a reference value: file, its path in the file, how many values (of a list the two that lie farthest apart are shown),
            expected, got, absolute difference, the tolerance of this kind of value, whether it is kept, and a note."""))
        .model(m -> m.parametersClass(LearningCheckerNodeParameters.class)
            .configure(LearningCheckerNodeFactory::configure)
            .execute(Execution.of(NAME, LearningCheckerNodeFactory::execute)))
        .nodeType(NodeType.Source)
        .keywords("test", "verify", "reference", "scikit-learn", "scipy", "golden values");

    /** For KNIME. */
    public LearningCheckerNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final LearningCheckerNodeParameters parameters = in.getParameters();
        Folders.path(LearningCheckerNodeParameters.FOLDER, parameters.m_folder);
        out.setOutSpec(0, SPEC);
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final LearningCheckerNodeParameters parameters = in.getParameters();
        final Path folder = Folders.path(LearningCheckerNodeParameters.FOLDER, parameters.m_folder);
        final ReferenceFolder result = ReferenceFolder.compute(folder, new Run(parameters.m_seed, Parallel.processors(), progress));
        if (parameters.m_results.isPresent()) {
            result.write(Folders.path("Write results to", parameters.m_results.get()));
        }
        final List<Comparison> all = result.comparisons();
        out.setOutData(0, Tables.table(in.getExecutionContext(), SPEC, all.stream().map(c -> new DataCell[]{Tables.cell(c.file()),
            Tables.cell(c.quantity()), Tables.cell(c.count()), Tables.cell(c.expected()), Tables.cell(c.got()), Tables.cell(c.difference()),
            Tables.cell(c.tolerance()), Tables.cell(c.ok()), Tables.cell(c.note())}).toList()));
        final long wrong = all.stream().filter(c -> !c.ok()).count();
        if (wrong > 0) {
            out.setWarningMessage(wrong + " of " + all.size() + " comparisons are not within their tolerance");
        }
    }
}
