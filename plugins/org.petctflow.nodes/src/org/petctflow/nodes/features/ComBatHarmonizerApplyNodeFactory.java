package org.petctflow.nodes.features;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
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
import org.petctflow.learning.data.Groups;
import org.petctflow.learning.harmonise.FittedComBat;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.LabelClasses;
import org.petctflow.nodes.common.LearningRows;
import org.petctflow.nodes.common.Models;
import org.petctflow.nodes.common.Tables;
import org.petctflow.types.FeatureTransformerPortObject;
import org.petctflow.base.ModelManifest;
import org.petctflow.types.ModelPortObjectSpec;

/** The ComBat Harmonizer Apply: harmonises other rows as it was learned from training rows. */
public final class ComBatHarmonizerApplyNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "ComBat Harmonizer Apply";

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("combat-harmonizer-apply"))
        .shortDescription("Harmonises rows with the shifts and scales of centres that were learned from training rows.")
        .fullDescription("""
                Takes out of the features what the ComBat Harmonizer learned of each batch from its training rows; nothing is learned from
                these rows. The batch is read from the column of the same name. A batch that was not there in training is refused or
                left as it is, as it was set when learning; a table that lacks a feature or covariate is refused with its name.
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputPort("Harmonizer", "What a ComBat Harmonizer learned.", FeatureTransformerPortObject.TYPE)
            .addInputTable("Rows", "A table with the same features, covariates and batch column.")
            .addOutputTable("Harmonised rows", "The same rows with harmonised features; other columns stay."))
        .model(m -> m.parametersClass(ComBatHarmonizerApplyNodeParameters.class)
            .configure(ComBatHarmonizerApplyNodeFactory::configure)
            .execute(Execution.of(NAME, ComBatHarmonizerApplyNodeFactory::execute)))
        .keywords("batch effect", "centre", "center", "scanner", "harmonize", "test rows");

    /** For KNIME. */
    public ComBatHarmonizerApplyNodeFactory() {
        super(NODE);
    }

    private static String check(final ModelManifest manifest, final DataTableSpec spec) throws InvalidSettingsException {
        final String batch = manifest.details().get(ComBatHarmonizerNodeFactory.BATCH);
        if (batch == null) {
            throw new InvalidSettingsException("The first input is no harmonizer but a \"" + manifest.summary() + "\": connect a ComBat Harmonizer");
        }
        Tables.column(spec, batch, "Batch", DataValue.class);
        Models.checkInputs(manifest, spec);
        return batch;
    }

    private static List<String> features(final ModelManifest manifest) {
        final List<String> inputs = manifest.inputNames(ModelManifest.Type.NUMBER);
        return inputs.subList(0, inputs.size() - Integer.parseInt(manifest.details().get(ComBatHarmonizerNodeFactory.COVARIATES)));
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final ModelPortObjectSpec model = in.getInPortSpec(0);
        final DataTableSpec spec = in.getInPortSpec(1);
        check(model.getManifest(), spec);
        final List<String> features = features(model.getManifest());
        out.setOutSpec(0, Preprocessing.spec(spec, features, features, model.getManifest().provenance()));
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final FeatureTransformerPortObject model = in.getInPortObject(0);
        final BufferedDataTable table = in.getInPortObject(1);
        final ModelManifest manifest = model.getManifest();
        final String batch = check(manifest, table.getDataTableSpec());
        final FittedComBat fitted = model.read(i -> FittedComBat.fromJson(new String(i.readAllBytes(), StandardCharsets.UTF_8)));
        final List<String> inputs = manifest.inputNames(ModelManifest.Type.NUMBER);
        final FeatureMatrix x = LearningRows.matrix(table, inputs, false, null, progress);
        final FeatureMatrix harmonised =
            fitted.apply(x, Groups.of(LabelClasses.ofRows(table, batch, progress))).selectColumns(features(manifest));
        out.setOutData(0,
            Preprocessing.replace(in.getExecutionContext(), table, features(manifest), harmonised, manifest.provenance(), progress));
    }
}
