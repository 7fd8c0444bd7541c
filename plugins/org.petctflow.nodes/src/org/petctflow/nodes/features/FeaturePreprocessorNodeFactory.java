package org.petctflow.nodes.features;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
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
import org.petctflow.base.ModelManifest;
import org.petctflow.base.Progress;
import org.petctflow.base.Provenance;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.preprocess.FittedPreprocessor;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.LearningColumns;
import org.petctflow.nodes.common.LearningRows;
import org.petctflow.nodes.common.Provenances;
import org.petctflow.nodes.common.Tables;
import org.petctflow.types.FeatureTransformerPortObject;
import org.petctflow.types.ModelPortObjectSpec;

/** The Feature Preprocessor: learns to fill, filter and scale features. */
public final class FeaturePreprocessorNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Feature Preprocessor";

    /** Of the manifest's details: for each input 1 if it is kept, else 0. Absent before the node ran. */
    static final String KEPT = "kept";

    private static final DataTableSpec COLUMNS = new DataTableSpec(Tables.column("Column", StringCell.TYPE),
        Tables.column("Kept", BooleanCell.TYPE), Tables.column("Dropped because it", StringCell.TYPE),
        Tables.column("Missing values", IntCell.TYPE), Tables.column("Median", DoubleCell.TYPE), Tables.column("Mean", DoubleCell.TYPE),
        Tables.column("Standard deviation", DoubleCell.TYPE));

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("feature-preprocessor"))
        .shortDescription("Learns from training rows how to fill, filter and scale features, and applies it to them.")
        .fullDescription("""
                In this order: a column without any value is dropped; missing values become the median; columns of little variance and columns
                too correlated with one before are dropped; what is left is scaled to mean 0 and standard deviation 1 (population SD, as
                scikit-learn's StandardScaler).
                <p>Give it training rows only, and prepare test rows with the Feature Preprocessor Apply: what is fitted to all rows has
                seen the test rows. Columns that are not chosen pass unchanged.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputTable("Training rows", "A table with columns of numbers.")
            .addOutputTable("Prepared rows", "The same rows; features are prepared, or gone where they were dropped.")
            .addOutputPort("Preprocessor", "What was learned, for the Feature Preprocessor Apply.", FeatureTransformerPortObject.TYPE)
            .addOutputTable("Columns", "One row a feature: whether it was kept and why not, its missing values, median, mean and SD."))
        .model(m -> m.parametersClass(FeaturePreprocessorNodeParameters.class)
            .configure(FeaturePreprocessorNodeFactory::configure)
            .execute(Execution.of(NAME, FeaturePreprocessorNodeFactory::execute)))
        .keywords("impute", "missing value", "median", "z-score", "normalize", "standardize", "variance filter", "correlation filter");

    /** For KNIME. */
    public FeaturePreprocessorNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final FeaturePreprocessorNodeParameters parameters = in.getParameters();
        final List<String> features = LearningColumns.features(in.getInTableSpec(0), parameters.m_features, List.of());
        out.setOutSpec(0, null); // which columns are dropped is not known yet
        out.setOutSpec(1, new ModelPortObjectSpec(manifest(features, "not learned yet", Map.of(), Provenances.of(NAME, parameters, null))));
        out.setOutSpec(2, COLUMNS);
    }

    private static ModelManifest manifest(final List<String> features, final String summary, final Map<String, String> details,
        final Provenance provenance) {
        return new ModelManifest(ModelManifest.FEATURE_TRANSFORMER, "Preprocessor of " + features.size() + " features: " + summary,
            features.stream().map(f -> new ModelManifest.Input(f, ModelManifest.Type.NUMBER)).toList(), "", List.of(), details, provenance);
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final FeaturePreprocessorNodeParameters parameters = in.getParameters();
        final BufferedDataTable table = in.getInTable(0);
        final ExecutionContext exec = in.getExecutionContext();
        final List<String> features = LearningColumns.features(table.getDataTableSpec(), parameters.m_features, List.of());
        final FeatureMatrix x = LearningRows.matrix(table, features, !parameters.m_impute, null, progress);
        if (x.rows() == 0) {
            throw new IllegalArgumentException("The input has no row to learn from");
        }
        final FittedPreprocessor fitted = parameters.preprocessor().fit(x, progress);
        final Provenance provenance = Provenances.of(NAME, parameters, null);
        final StringBuilder kept = new StringBuilder();
        features.forEach(f -> kept.append(fitted.dropped().containsKey(f) ? '0' : '1'));
        final ModelManifest manifest = manifest(features, fitted.outputColumns().size() + " kept, learned from " + x.rows() + " rows",
            Map.of(KEPT, kept.toString()), provenance);
        out.setOutData(0, Preprocessing.apply(exec, table, fitted, provenance, progress));
        out.setOutData(1, FeatureTransformerPortObject.create(exec, manifest,
            o -> o.write(fitted.write().getBytes(StandardCharsets.UTF_8))));
        out.setOutData(2, columns(exec, fitted));
        final List<String> notes = new ArrayList<>();
        if (!fitted.dropped().isEmpty()) {
            notes.add(fitted.dropped().size() + " of " + features.size() + " features were dropped: "
                + FeatureMatrix.brief(fitted.dropped().keySet()) + "; the third output says why");
        }
        notes.addAll(LearningRows.emptyTexts(table, parameters.m_features, List.of(), progress));
        if (!notes.isEmpty()) {
            out.setWarningMessage(String.join("\n", notes));
        }
    }

    private static BufferedDataTable columns(final ExecutionContext exec, final FittedPreprocessor fitted) {
        final BufferedDataContainer container = exec.createDataContainer(COLUMNS);
        final List<String> names = fitted.inputColumns();
        for (int c = 0; c < names.size(); c++) {
            final String reason = fitted.dropped().get(names.get(c));
            final boolean empty = Double.isNaN(fitted.median(c));
            container.addRowToTable(new DefaultRow(RowKey.createRowKey((long)c), Tables.cell(names.get(c)), Tables.cell(reason == null),
                Tables.cell(reason), Tables.cell(fitted.missing(c)), Tables.cell(fitted.median(c)),
                Tables.cell(empty ? Double.NaN : fitted.mean(c)), Tables.cell(empty ? Double.NaN : fitted.standardDeviation(c))));
        }
        container.close();
        return container.getTable();
    }
}
