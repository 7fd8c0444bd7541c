package org.petctflow.nodes.features;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.filter.ColumnFilterWidget;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.petctflow.learning.harmonise.ComBat;
import org.petctflow.nodes.common.Columns;
import org.petctflow.nodes.common.LearningColumns;
import org.petctflow.nodes.common.Tables;

/** Settings of {@link ComBatHarmonizerNodeFactory}. */
final class ComBatHarmonizerNodeParameters implements NodeParameters {

    @Section(title = "Columns")
    interface Which {
    }

    @Section(title = "Method")
    @After(Which.class)
    interface Method {
    }

    enum Prior {
            @Label(value = "Parametric", description = "Shifts are normal, scales inverse gamma over the features: the usual way.")
            PARAMETRIC,
            @Label(value = "Non-parametric",
                description = "Shifts and scales as the features have them: for features of very different kinds; slower.")
            NON_PARAMETRIC
    }

    enum Unseen {
            @Label(value = "Refuse", description = "Applying stops and names the batch.")
            REFUSE,
            @Label(value = "Leave as they are", description = "Their values stay, e.g. of an external centre that is a test.")
            LEAVE
    }

    @Widget(title = "Batch", description = "The column with each row's centre, scanner or protocol. Every row needs one.")
    @ChoicesProvider(Columns.All.class)
    @Layout(Which.class)
    String m_batchColumn = "centre";

    @Widget(title = "Features", description = """
            The columns of numbers to harmonise. By default all, also those that appear later: leave labels and ids of numbers out.""")
    @ColumnFilterWidget(choicesProvider = Columns.Numbers.class)
    @Layout(Which.class)
    ColumnFilter m_features = new ColumnFilter().withIncludeUnknownColumns();

    @Widget(title = "Covariates", description = """
            Columns of numbers, such as age, whose effect on the features is kept where batches differ in them; they stay as they are.
            None by default. Never the label that a model is to predict: it is unknown for a new patient.""")
    @ChoicesProvider(Columns.Numbers.class)
    @TwinlistWidget
    @Layout(Which.class)
    String[] m_covariates = {};

    @Widget(title = "Priors", description = "How shifts and scales of a batch's features are shrunk. Default parametric.")
    @ValueSwitchWidget
    @Layout(Method.class)
    Prior m_prior = Prior.PARAMETRIC;

    @Widget(title = "Reference batch", description = """
            The batch that all others are brought to, and that stays as it is. Unchecked by default: the mean of all.""")
    @Layout(Method.class)
    Optional<String> m_reference = Optional.empty();

    @Widget(title = "Batches not seen in training", description = """
            What the ComBat Harmonizer Apply does with rows of a batch from which nothing was learned. Default refuse: their shift is
            not known.""")
    @ValueSwitchWidget
    @Layout(Method.class)
    Unseen m_unseen = Unseen.REFUSE;

    ComBatHarmonizerNodeParameters() {
    }

    ComBatHarmonizerNodeParameters(final NodeParametersInput input) {
        m_batchColumn = Columns.guess(input, 0, List.of("centre", "center", "cohort", "batch", "scanner", "site"), DataValue.class);
    }

    /** @return the features, without the covariates */
    List<String> check(final DataTableSpec spec) throws InvalidSettingsException {
        Tables.column(spec, m_batchColumn, "Batch", DataValue.class);
        if (m_covariates.length > 0) {
            Tables.columns(spec, m_covariates, "Covariates", DoubleValue.class);
        }
        final List<String> others = new java.util.ArrayList<>(Arrays.asList(m_covariates));
        others.add(m_batchColumn);
        return LearningColumns.features(spec, m_features, others);
    }

    ComBat combat() {
        return new ComBat(m_prior == Prior.PARAMETRIC, List.of(m_covariates), m_reference.orElse(null), ComBat.Unseen.valueOf(m_unseen.name()));
    }
}
