package org.petctflow.nodes.features;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.petctflow.base.ModelManifest;
import org.petctflow.base.Progress;
import org.petctflow.learning.preprocess.FittedPreprocessor;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.Models;
import org.petctflow.types.FeatureTransformerPortObject;
import org.petctflow.types.ModelPortObjectSpec;

/** The Feature Preprocessor Apply: prepares other rows as the training rows were. */
public final class FeaturePreprocessorApplyNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Feature Preprocessor Apply";

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("feature-preprocessor-apply"))
        .shortDescription("Prepares rows with the medians, columns and scales that were learned from training rows.")
        .fullDescription("""
                Fills, drops and scales as the Feature Preprocessor learned it from its training rows, so that nothing is learned from these
                rows. A table that lacks one of the features is refused with its name; columns that are no features pass unchanged, and the
                order of the columns does not matter.
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputPort("Preprocessor", "What a Feature Preprocessor learned.", FeatureTransformerPortObject.TYPE)
            .addInputTable("Rows", "A table with the same features.")
            .addOutputTable("Prepared rows", "The same rows; features are prepared, or gone where they were dropped."))
        .model(m -> m.parametersClass(FeaturePreprocessorApplyNodeParameters.class)
            .configure(FeaturePreprocessorApplyNodeFactory::configure)
            .execute(Execution.of(NAME, FeaturePreprocessorApplyNodeFactory::execute)))
        .keywords("impute", "z-score", "normalize", "standardize", "test rows");

    /** For KNIME. */
    public FeaturePreprocessorApplyNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final ModelPortObjectSpec model = in.getInPortSpec(0);
        final DataTableSpec spec = in.getInPortSpec(1);
        final ModelManifest manifest = model.getManifest();
        Models.checkInputs(manifest, spec);
        final String kept = manifest.details().get(FeaturePreprocessorNodeFactory.KEPT);
        if (kept == null || kept.length() != manifest.inputs().size()) {
            out.setOutSpec(0, null); // known once it was learned
            return;
        }
        final List<String> inputs = manifest.inputNames(ModelManifest.Type.NUMBER);
        final List<String> outputs = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            if (kept.charAt(i) == '1') {
                outputs.add(inputs.get(i));
            }
        }
        out.setOutSpec(0, Preprocessing.spec(spec, inputs, outputs, manifest.provenance()));
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final FeatureTransformerPortObject model = in.getInPortObject(0);
        final BufferedDataTable table = in.getInPortObject(1);
        Models.checkInputs(model.getManifest(), table.getDataTableSpec());
        final FittedPreprocessor fitted =
            model.read(i -> FittedPreprocessor.fromJson(new String(i.readAllBytes(), StandardCharsets.UTF_8)));
        out.setOutData(0, Preprocessing.apply(in.getExecutionContext(), table, fitted, model.getManifest().provenance(), progress));
    }
}
