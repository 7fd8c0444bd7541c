package org.petctflow.nodes.features;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.petctflow.base.Parallel;
import org.petctflow.base.Progress;
import org.petctflow.base.Provenance;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Groups;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.harmonise.FittedComBat;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.LabelClasses;
import org.petctflow.nodes.common.LearningRows;
import org.petctflow.nodes.common.Provenances;
import org.petctflow.nodes.common.Tables;
import org.petctflow.types.FeatureTransformerPortObject;
import org.petctflow.base.ModelManifest;
import org.petctflow.types.ModelPortObjectSpec;

/** The ComBat Harmonizer: takes what differs between centres out of features. */
public final class ComBatHarmonizerNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "ComBat Harmonizer";

    /** Of the manifest's details: the column with the batch. */
    static final String BATCH = "batch";

    /** Of the manifest's details: how many of the inputs, the last ones, are covariates. */
    static final String COVARIATES = "covariates";

    private static final DataTableSpec EFFECTS = new DataTableSpec(Tables.column("Batch", StringCell.TYPE),
        Tables.column("Rows", IntCell.TYPE), Tables.column("Feature", StringCell.TYPE), Tables.column("Shift (SD)", DoubleCell.TYPE),
        Tables.column("Variance ratio", DoubleCell.TYPE));

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("combat-harmonizer"))
        .shortDescription("Learns shift and scale of each centre's features from training rows, and takes them out.")
        .fullDescription("""
                ComBat (Johnson et al. 2007, doi:10.1093/biostatistics/kxj037; for images Fortin et al. 2018,
                doi:10.1016/j.neuroimage.2017.11.024): every feature of every batch has a shift and a scale, which are shrunk over the features
                by an empirical Bayes prior, and removed. Missing values stay missing and are left out of what is learned.
                <p>Give it training rows only, and harmonise test rows with the ComBat Harmonizer Apply. It cannot know what truly differs
                between centres: where one has more of the positive class, part of that difference goes, too. To judge a whole
                protocol, let the Protocol Evaluator harmonise inside each split.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputTable("Training rows", "A table with columns of numbers and each row's batch; at least 2 rows of every batch.")
            .addOutputTable("Harmonised rows", "The same rows with harmonised features; other columns stay.")
            .addOutputPort("Harmonizer", "What was learned, for the ComBat Harmonizer Apply.", FeatureTransformerPortObject.TYPE)
            .addOutputTable("Batch effects", """
                One row a batch and feature: the batch's shift in standard deviations, and its variance over the common one, after shrinking."""))
        .model(m -> m.parametersClass(ComBatHarmonizerNodeParameters.class)
            .configure(ComBatHarmonizerNodeFactory::configure)
            .execute(Execution.of(NAME, ComBatHarmonizerNodeFactory::execute)))
        .keywords("batch effect", "centre", "center", "scanner", "multi-centre", "normalize", "harmonize", "neuroCombat");

    /** For KNIME. */
    public ComBatHarmonizerNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final ComBatHarmonizerNodeParameters parameters = in.getParameters();
        final DataTableSpec spec = in.getInTableSpec(0);
        final List<String> features = parameters.check(spec);
        final Provenance provenance = Provenances.of(NAME, parameters, null);
        out.setOutSpec(0, Preprocessing.spec(spec, features, features, provenance));
        out.setOutSpec(1, new ModelPortObjectSpec(manifest(parameters, features, "not learned yet", provenance)));
        out.setOutSpec(2, EFFECTS);
    }

    private static ModelManifest manifest(final ComBatHarmonizerNodeParameters parameters, final List<String> features,
        final String summary, final Provenance provenance) {
        final List<ModelManifest.Input> inputs = new ArrayList<>();
        features.forEach(f -> inputs.add(new ModelManifest.Input(f, ModelManifest.Type.NUMBER)));
        List.of(parameters.m_covariates).forEach(f -> inputs.add(new ModelManifest.Input(f, ModelManifest.Type.NUMBER)));
        return new ModelManifest(ModelManifest.FEATURE_TRANSFORMER, "ComBat of " + features.size() + " features: " + summary, inputs, "",
            List.of(), Map.of(BATCH, parameters.m_batchColumn, COVARIATES, Integer.toString(parameters.m_covariates.length)), provenance);
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final ComBatHarmonizerNodeParameters parameters = in.getParameters();
        final BufferedDataTable table = in.getInTable(0);
        final ExecutionContext exec = in.getExecutionContext();
        final List<String> features = parameters.check(table.getDataTableSpec());
        final List<String> all = new ArrayList<>(features);
        all.addAll(List.of(parameters.m_covariates));
        final FeatureMatrix x = LearningRows.matrix(table, all, false, null, progress);
        final Groups batches = Groups.of(LabelClasses.ofRows(table, parameters.m_batchColumn, progress));
        final FittedComBat fitted = parameters.combat().fit(x, batches, new Run(0, Parallel.processors(), progress));
        final Provenance provenance = Provenances.of(NAME, parameters, null);
        final ModelManifest manifest = manifest(parameters, features,
            batches.count() + " batches (" + FeatureMatrix.brief(batches.names()) + "), learned from " + x.rows() + " rows", provenance);
        out.setOutData(0, Preprocessing.replace(exec, table, features, fitted.apply(x, batches).selectColumns(features), provenance, progress));
        out.setOutData(1, FeatureTransformerPortObject.create(exec, manifest,
            o -> o.write(fitted.toText().getBytes(StandardCharsets.UTF_8))));
        out.setOutData(2, Tables.table(exec, EFFECTS, effects(fitted, batches)));
        final List<String> notes = LearningRows.emptyTexts(table, parameters.m_features, List.of(parameters.m_batchColumn), progress);
        if (!notes.isEmpty()) {
            out.setWarningMessage(String.join("\n", notes));
        }
    }

    private static List<DataCell[]> effects(final FittedComBat fitted, final Groups batches) {
        final List<DataCell[]> rows = new ArrayList<>();
        for (int b = 0; b < batches.count(); b++) {
            for (int f = 0; f < fitted.features().size(); f++) {
                rows.add(new DataCell[]{Tables.cell(batches.names().get(b)), Tables.cell(batches.members()[b].length),
                    Tables.cell(fitted.features().get(f)), Tables.cell(fitted.shift(b, f)), Tables.cell(fitted.scale(b, f))});
            }
        }
        return rows;
    }
}
