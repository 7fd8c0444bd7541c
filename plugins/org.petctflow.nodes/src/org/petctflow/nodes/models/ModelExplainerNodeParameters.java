package org.petctflow.nodes.models;

import java.util.Locale;
import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.petctflow.learning.model.Metric;
import org.petctflow.nodes.common.Checks;

/** Settings of {@link ModelExplainerNodeFactory}. */
final class ModelExplainerNodeParameters implements NodeParameters {

    @Section(title = "Shapley values")
    interface Shapley {
    }

    @Section(title = "Permutation importance")
    @After(Shapley.class)
    interface Importance {
    }

    @Section(title = "Partial dependence")
    @After(Importance.class)
    interface Dependence {
    }

    enum Figure {
            @Label(value = "AUC", description = "Area under the ROC curve.")
            AUC,
            @Label(value = "Average precision", description = "Area under the precision-recall curve.")
            AVERAGE_PRECISION,
            @Label(value = "Brier score", description = "Mean squared difference of probability and class; a drop is its growth.")
            BRIER,
            @Label(value = "Log loss", description = "Mean negative log likelihood; a drop is its growth.")
            LOG_LOSS,
            @Label(value = "Accuracy", description = "At the model's threshold.")
            ACCURACY,
            @Label(value = "Balanced accuracy", description = "At the model's threshold.")
            BALANCED_ACCURACY
    }

    interface ImportanceRef extends BooleanReference {
    }

    static final class HasImportance implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(ImportanceRef.class).isTrue();
        }
    }

    /** All columns of the rows, which are the second input. */
    static final class RowColumns implements StringChoicesProvider {
        @Override
        public java.util.List<String> choices(final NodeParametersInput context) {
            return context.getInTableSpec(1).map(s -> java.util.List.of(s.getColumnNames())).orElse(java.util.List.of());
        }
    }

    @Widget(title = "Explain the base learners, too", description = """
            A stack's base learners each for itself, exactly where there is an algorithm for it. Done by default: it shows whether they
            agree.""")
    @Layout(Shapley.class)
    boolean m_bases = true;

    @Widget(title = "Random orders", description = """
            For models without an exact algorithm, such as a whole stack: in so many random orders, each forwards and backwards, columns turn from
            a background row's value to the explained row's. Default 100; the error falls with the square root, the time grows with the
            number.""", advanced = true)
    @Layout(Shapley.class)
    int m_orders = 100;

    @Widget(title = "Columns of the swarm", description = "How many columns the chart shows, the most important ones. Default 15.", advanced = true)
    @Layout(Shapley.class)
    int m_shown = 15;

    @Widget(title = "Compute permutation importance", description = """
            Done by default; it needs the rows' label. Rows the model has learned from show what it remembers, not what it is worth: give it
            others.""")
    @ValueReference(ImportanceRef.class)
    @Layout(Importance.class)
    boolean m_importance = true;

    @Widget(title = "Label", description = "The column with the rows' class. Off by default: it has the name that it had in training.")
    @ChoicesProvider(RowColumns.class)
    @Effect(predicate = HasImportance.class, type = EffectType.SHOW)
    @Layout(Importance.class)
    Optional<String> m_labelColumn = Optional.empty();

    @Widget(title = "Figure", description = "What a shuffled column makes worse. Default the AUC, which needs no threshold.")
    @Effect(predicate = HasImportance.class, type = EffectType.SHOW)
    @Layout(Importance.class)
    Figure m_figure = Figure.AUC;

    @Widget(title = "Repeats", description = "How often each column is shuffled. Default 50: the interval is from the 2.5th to the 97.5th percentile of them.")
    @Effect(predicate = HasImportance.class, type = EffectType.SHOW)
    @Layout(Importance.class)
    int m_repeats = 50;

    @Widget(title = "Columns", description = "Of how many columns the dependence is shown, the most important ones. Default 6; 0 for none.")
    @Layout(Dependence.class)
    int m_dependences = 6;

    @Widget(title = "Points", description = "At how many values of each column, quantiles from 5 to 95 %. Default 20.", advanced = true)
    @Layout(Dependence.class)
    int m_points = 20;

    @Widget(title = "Seed", description = "Of orders and shuffles. The same seed gives the same figures on any number of processors; 1 is as good as any.",
        advanced = true)
    @Layout(Dependence.class)
    long m_seed = 1;

    String figure() {
        return m_figure == Figure.AUC ? "AUC" : m_figure.name().charAt(0) + m_figure.name().substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    Metric metric() {
        return switch (m_figure) {
            case AUC -> Metric.ROC_AUC;
            case AVERAGE_PRECISION -> Metric.AVERAGE_PRECISION;
            case BRIER -> Metric.NEGATIVE_BRIER;
            case LOG_LOSS -> Metric.NEGATIVE_LOG_LOSS;
            case ACCURACY -> Metric.ACCURACY;
            case BALANCED_ACCURACY -> Metric.BALANCED_ACCURACY;
        };
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.inRange("Random orders", m_orders, 1, 100_000, "");
        Checks.inRange("Columns of the swarm", m_shown, 1, 100, "");
        Checks.inRange("Repeats", m_repeats, 1, 10_000, "");
        Checks.inRange("Columns of the dependence", m_dependences, 0, 100, "");
        Checks.inRange("Points", m_points, 2, 1000, "");
    }
}
