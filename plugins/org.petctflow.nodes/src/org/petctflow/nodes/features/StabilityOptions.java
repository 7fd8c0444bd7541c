package org.petctflow.nodes.features;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.petctflow.nodes.common.Checks;

/** How a selector finds out how much its selection depends on the rows. */
final class StabilityOptions implements WidgetGroup, Persistable {

    @Widget(title = "Resamples", description = """
            How often the selection is repeated on a share of the rows, to see how stable it is; 0 for not at all. The selected columns come
            from all rows in any case. Default 20, enough to tell a stable selection from one by chance.""")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int m_resamples = 20;

    @Widget(title = "Rows of a resample (%)",
        description = "The share of rows, stratified by the label. Default 80 %, the training share of 8:2.",
        advanced = true)
    double m_percent = 80;

    @Widget(title = "Seed", description = "The same seed gives the same folds, resamples and models, on any number of processors.")
    long m_seed = 1;

    StabilityOptions() {
    }

    void validate() throws InvalidSettingsException {
        if (m_resamples != 0) {
            Checks.inRange("Resamples", m_resamples, 2, 10_000, " (or 0)");
        }
        if (!(m_percent > 0 && m_percent < 100)) {
            throw new InvalidSettingsException("\"Rows of a resample (%)\" must lie between 0 and 100 %, but is " + m_percent);
        }
    }
}
