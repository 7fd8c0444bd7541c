package org.petctflow.nodes.features;

import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.petctflow.learning.model.ClassWeight;
import org.petctflow.learning.model.Learner;
import org.petctflow.learning.model.LinearSvm;
import org.petctflow.learning.model.LogisticRegression;
import org.petctflow.learning.model.MaxFeatures;
import org.petctflow.learning.model.Metric;
import org.petctflow.learning.model.RandomForest;
import org.petctflow.learning.select.Rfecv;
import org.petctflow.nodes.common.Checks;
import org.petctflow.nodes.common.Columns;
import org.petctflow.nodes.common.LearningColumns;

/** Settings of {@link RfecvSelectorNodeFactory}. */
final class RfecvSelectorNodeParameters implements NodeParameters {

    enum Model {
            @Label(value = "Logistic regression", description = "L2 penalty; importance is the squared coefficient. Fast.")
            LOGISTIC,
            @Label(value = "Random forest", description = "Importance is the decrease of impurity.")
            FOREST,
            @Label(value = "Linear SVM", description = "Importance is the squared coefficient.")
            LINEAR_SVM
    }

    enum Score {
            @Label(value = "ROC AUC", description = "Area under the ROC curve.")
            ROC_AUC,
            @Label(value = "Accuracy", description = "Share of rows classed right.")
            ACCURACY,
            @Label(value = "Balanced accuracy", description = "Mean of sensitivity and specificity.")
            BALANCED_ACCURACY,
            @Label(value = "F1", description = "F1 of the positive class.")
            F1,
            @Label(value = "Average precision", description = "Area under the precision-recall steps.")
            AVERAGE_PRECISION
    }

    interface ModelRef extends ParameterReference<Model> {
    }

    static final class IsForest implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(ModelRef.class).isOneOf(Model.FOREST);
        }
    }

    static final class HasCost implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(ModelRef.class).isOneOf(Model.LOGISTIC, Model.LINEAR_SVM);
        }
    }

    @Layout(SelectorSections.Which.class)
    LearningColumns m_columns = new LearningColumns();

    @Widget(title = "Model",
        description = "What is fitted to the columns that are left, and says which matters least. Default logistic regression.")
    @ValueReference(ModelRef.class)
    @Layout(SelectorSections.Method.class)
    Model m_model = Model.LOGISTIC;

    @Widget(title = "C", description = "Inverse strength of the penalty; smaller is simpler. Default 1.")
    @Effect(predicate = HasCost.class, type = EffectType.SHOW)
    @Layout(SelectorSections.Method.class)
    double m_c = 1;

    @Widget(title = "Trees", description = "How many trees a forest has. Default 100.")
    @Effect(predicate = IsForest.class, type = EffectType.SHOW)
    @Layout(SelectorSections.Method.class)
    int m_trees = 100;

    @Widget(title = "Score",
        description = "What is compared between numbers of columns. Default ROC AUC, which needs no threshold.")
    @Layout(SelectorSections.Method.class)
    Score m_metric = Score.ROC_AUC;

    @Widget(title = "Step", description = """
            How many columns are removed at a time (1 or more), or below 1 that share of all columns, as scikit-learn's. Default 1, the most
            careful; with hundreds of columns or more take 0.1, a tenth at a time.""")
    @Layout(SelectorSections.Method.class)
    double m_step = 1;

    @Widget(title = "Least number of columns", description = "The elimination ends here. Default 1.")
    @Layout(SelectorSections.Method.class)
    int m_minFeatures = 1;

    @Widget(title = "Folds", description = "Of the cross-validation that scores numbers of columns. Default 5.")
    @Layout(SelectorSections.Method.class)
    int m_folds = 5;

    @Widget(title = "Fold column", description = SelectorSections.FOLD_COLUMN, advanced = true)
    @ChoicesProvider(Columns.All.class)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(SelectorSections.Method.class)
    Optional<String> m_foldColumn = Optional.empty();

    @Layout(SelectorSections.Stability.class)
    StabilityOptions m_stability = new StabilityOptions();

    RfecvSelectorNodeParameters() {
    }

    RfecvSelectorNodeParameters(final NodeParametersInput input) {
        m_columns = new LearningColumns(input);
    }

    Rfecv selector() {
        final Learner learner = switch (m_model) {
            case LOGISTIC -> LogisticRegression.ridge(m_c);
            case FOREST -> new RandomForest(m_trees, 0, 1, 2, MaxFeatures.SQRT, ClassWeight.NONE);
            case LINEAR_SVM -> new LinearSvm(m_c, false, ClassWeight.NONE);
        };
        return new Rfecv(learner, m_step, m_minFeatures, Metric.valueOf(m_metric.name()), m_folds);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_model == Model.FOREST) {
            Checks.inRange("Trees", m_trees, 1, 100_000, "");
        } else {
            Checks.positive("C", m_c, "");
        }
        if (!(m_step > 0 && (m_step < 1 || m_step == Math.rint(m_step)) && m_step <= Integer.MAX_VALUE)) {
            throw new InvalidSettingsException("\"Step\" must be a whole number of columns, or a share between 0 and 1, but is " + m_step);
        }
        Checks.inRange("Least number of columns", m_minFeatures, 1, Integer.MAX_VALUE, "");
        Checks.inRange("Folds", m_folds, 2, 1000, "");
        m_stability.validate();
    }
}
