package org.petctflow.nodes.common;

import java.util.ArrayList;
import java.util.List;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.InvalidSettingsException;
import org.petctflow.base.ModelManifest;
import org.petctflow.learning.data.FeatureMatrix;

/** Whether a model fits a table. */
public final class Models {

    private Models() {
    }

    /**
     * @param manifest what is known of the model
     * @param spec the table it is to be applied to
     * @throws InvalidSettingsException if a column is absent or holds no numbers where it must; the message names the columns
     */
    public static void checkInputs(final ModelManifest manifest, final DataTableSpec spec) throws InvalidSettingsException {
        final List<String> absent = new ArrayList<>();
        final List<String> wrong = new ArrayList<>();
        final List<String> empty = new ArrayList<>(); // of those: a reader gave them as text, for no row has a value
        for (final ModelManifest.Input input : manifest.inputs()) {
            final DataColumnSpec column = spec.getColumnSpec(input.name());
            if (column == null) {
                absent.add(input.name());
            } else if (input.type() == ModelManifest.Type.NUMBER && !column.getType().isCompatible(DoubleValue.class)) {
                wrong.add(input.name());
                if (column.getDomain().hasValues() && column.getDomain().getValues().isEmpty()) {
                    empty.add(input.name());
                }
            }
        }
        if (!absent.isEmpty() || !wrong.isEmpty()) {
            throw new InvalidSettingsException("The table does not fit the model of " + manifest.inputs().size() + " columns."
                + (absent.isEmpty() ? "" : " " + absent.size() + " are absent: " + FeatureMatrix.brief(absent) + ".")
                + (wrong.isEmpty() ? "" : " " + wrong.size() + " hold no numbers: " + FeatureMatrix.brief(wrong) + ".")
                + (empty.isEmpty() ? "" : " No row has a value of " + FeatureMatrix.brief(empty) + ".")
                + " Give it a table with the columns it was learned from");
        }
    }
}
