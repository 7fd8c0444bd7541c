package org.petctflow.nodes.features;

import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.filter.ColumnFilterWidget;
import org.petctflow.learning.preprocess.FeaturePreprocessor;
import org.petctflow.nodes.common.Checks;
import org.petctflow.nodes.common.Columns;

/** Settings of {@link FeaturePreprocessorNodeFactory}. */
final class FeaturePreprocessorNodeParameters implements NodeParameters {

    @Section(title = "Columns")
    interface Which {
    }

    @Section(title = "Steps")
    @After(Which.class)
    interface Steps {
    }

    @Widget(title = "Features", description = """
            The columns of numbers to prepare. By default all, also those that appear later: leave labels and ids of numbers out.""")
    @ColumnFilterWidget(choicesProvider = Columns.Numbers.class)
    @Layout(Which.class)
    ColumnFilter m_features = new ColumnFilter().withIncludeUnknownColumns();

    @Widget(title = "Fill missing values with the median", description = """
            Missing values become the column's median, as in the study (default). Without it a missing value is an error.""")
    @Layout(Steps.class)
    boolean m_impute = true;

    @Widget(title = "Least variance", description = """
            Columns of this or a smaller population variance are dropped, before scaling. Default 0: constant columns, which tell nothing.
            Unchecked, none is dropped.""")
    @Layout(Steps.class)
    Optional<Double> m_minVariance = Optional.of(0.0);

    @Widget(title = "Greatest correlation", description = """
            From left to right, a column is dropped whose absolute Pearson correlation with a column kept before is greater, e.g. 0.95.
            Unchecked by default: mRMR and LASSO deal with redundant columns themselves.""")
    @Layout(Steps.class)
    Optional<Double> m_maxCorrelation = Optional.empty();

    @Widget(title = "Scale to mean 0 and standard deviation 1", description = """
            z = (x - mean) / SD with the population SD. Default: penalised models, SVMs and distances need it; forests do not mind.""")
    @Layout(Steps.class)
    boolean m_scale = true;

    FeaturePreprocessor preprocessor() {
        return new FeaturePreprocessor(m_impute, m_scale, m_minVariance.orElse(-1.0), m_maxCorrelation.orElse(1.0));
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_minVariance.isPresent()) {
            Checks.inRange("Least variance", m_minVariance.get(), 0, Double.MAX_VALUE, "");
        }
        if (m_maxCorrelation.isPresent()) {
            Checks.inRange("Greatest correlation", m_maxCorrelation.get(), 0, 1, "");
        }
    }
}
