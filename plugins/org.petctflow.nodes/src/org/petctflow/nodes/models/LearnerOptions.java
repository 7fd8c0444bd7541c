package org.petctflow.nodes.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.petctflow.learning.ensemble.Calibrated;
import org.petctflow.learning.ensemble.Calibration;
import org.petctflow.learning.ensemble.GridSearch;
import org.petctflow.learning.ensemble.Oversampled;
import org.petctflow.learning.ensemble.Stacking;
import org.petctflow.learning.ensemble.ThresholdPolicy;
import org.petctflow.learning.model.ClassWeight;
import org.petctflow.learning.model.ExtraTrees;
import org.petctflow.learning.model.GradientBoosting;
import org.petctflow.learning.model.Learner;
import org.petctflow.learning.model.LinearSvm;
import org.petctflow.learning.model.LogisticRegression;
import org.petctflow.learning.model.MaxFeatures;
import org.petctflow.learning.model.Metric;
import org.petctflow.learning.model.RandomForest;
import org.petctflow.learning.model.RbfSvm;
import org.petctflow.nodes.common.Checks;

/** Which models are stacked, with which options, and what is done to their probabilities: the same for learning and evaluating. */
final class LearnerOptions implements WidgetGroup, Persistable {

    enum Penalty {
            @Label(value = "L2", description = "Quadratic: keeps every column (ridge).")
            L2,
            @Label(value = "L1", description = "Absolute: drops columns (lasso).")
            L1,
            @Label(value = "Elastic net", description = "A mixture of both.")
            ELASTIC_NET
    }

    enum Meta {
            @Label(value = "Logistic regression", description = "As in the study.")
            LOGISTIC,
            @Label(value = "Random forest", description = "With the number of trees above.")
            FOREST,
            @Label(value = "Extremely randomised trees", description = "With the number of trees above.")
            EXTRA_TREES,
            @Label(value = "Gradient boosting", description = "With the number of trees above.")
            BOOSTING,
            @Label(value = "Linear SVM", description = "With Platt's probabilities.")
            LINEAR_SVM,
            @Label(value = "RBF SVM", description = "With Platt's probabilities.")
            RBF_SVM
    }

    enum Weights {
            @Label(value = "None", description = "Every row counts the same.")
            NONE,
            @Label(value = "Balanced", description = "Both classes count the same: a row counts n / (2 rows of its class).")
            BALANCED
    }

    enum Calibrate {
            @Label(value = "No", description = "Probabilities as they are.")
            NONE,
            @Label(value = "Platt", description = "A sigmoid of the log odds; right for small data.")
            PLATT,
            @Label(value = "Isotonic", description = "A rising step function; wants some hundred rows.")
            ISOTONIC
    }

    enum Threshold {
            @Label(value = "0.5", description = "The likelier class.")
            HALF,
            @Label(value = "Youden",
                description = "Greatest sensitivity + specificity of out-of-fold predictions of the training rows.")
            YOUDEN,
            @Label(value = "Sensitivity",
                description = "The greatest threshold that reaches a sensitivity on the same predictions.")
            SENSITIVITY
    }

    interface LogisticRef extends BooleanReference {
    }

    interface ForestRef extends BooleanReference {
    }

    interface ExtraTreesRef extends BooleanReference {
    }

    interface BoostingRef extends BooleanReference {
    }

    interface LinearSvmRef extends BooleanReference {
    }

    interface RbfSvmRef extends BooleanReference {
    }

    interface SmoteRef extends BooleanReference {
    }

    interface PenaltyRef extends ParameterReference<Penalty> {
    }

    interface ThresholdRef extends ParameterReference<Threshold> {
    }

    static final class HasLogistic implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(LogisticRef.class).isTrue();
        }
    }

    static final class IsElasticNet implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(LogisticRef.class).isTrue().and(i.getEnum(PenaltyRef.class).isOneOf(Penalty.ELASTIC_NET));
        }
    }

    static final class HasC implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(LogisticRef.class).isTrue().or(i.getBoolean(LinearSvmRef.class).isTrue())
                .or(i.getBoolean(RbfSvmRef.class).isTrue());
        }
    }

    static final class HasGamma implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(RbfSvmRef.class).isTrue();
        }
    }

    static final class HasForest implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(ForestRef.class).isTrue().or(i.getBoolean(ExtraTreesRef.class).isTrue());
        }
    }

    static final class HasBoosting implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(BoostingRef.class).isTrue();
        }
    }

    static final class HasSmote implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(SmoteRef.class).isTrue();
        }
    }

    static final class HasSensitivity implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(ThresholdRef.class).isOneOf(Threshold.SENSITIVITY);
        }
    }

    @Widget(title = "Logistic regression", description = "Penalised, solved exactly. Default: one of the study's three.")
    @ValueReference(LogisticRef.class)
    @Layout(LearnerSections.Bases.class)
    boolean m_logistic = true;

    @Widget(title = "Random forest", description = "Breiman's (doi:10.1023/A:1010933404324). Default: one of the study's three.")
    @ValueReference(ForestRef.class)
    @Layout(LearnerSections.Bases.class)
    boolean m_forest = true;

    @Widget(title = "Extremely randomised trees", description = """
            Thresholds at random, every tree on all rows (doi:10.1007/s10994-006-6226-1). Default: one of the study's three.""")
    @ValueReference(ExtraTreesRef.class)
    @Layout(LearnerSections.Bases.class)
    boolean m_extraTrees = true;

    @Widget(title = "Gradient boosting", description = "Trees on the residuals of the logistic loss (doi:10.1214/aos/1013203451).")
    @ValueReference(BoostingRef.class)
    @Layout(LearnerSections.Bases.class)
    boolean m_boosting;

    @Widget(title = "Linear SVM", description = "Support vector machine with Platt's probabilities.")
    @ValueReference(LinearSvmRef.class)
    @Layout(LearnerSections.Bases.class)
    boolean m_linearSvm;

    @Widget(title = "RBF SVM", description = "Support vector machine with a Gaussian kernel and Platt's probabilities.")
    @ValueReference(RbfSvmRef.class)
    @Layout(LearnerSections.Bases.class)
    boolean m_rbfSvm;

    @Widget(title = "Penalty", description = "Of the logistic regression. Default L2.")
    @ValueSwitchWidget
    @ValueReference(PenaltyRef.class)
    @Effect(predicate = HasLogistic.class, type = EffectType.SHOW)
    @Layout(LearnerSections.Bases.class)
    Penalty m_penalty = Penalty.L2;

    @Widget(title = "Share of L1", description = """
            Of the elastic net, 0 to 1. Several values with commas between are tried by the grid search.""")
    @Effect(predicate = IsElasticNet.class, type = EffectType.SHOW)
    @Layout(LearnerSections.Bases.class)
    String m_l1Ratios = "0.5";

    @Widget(title = "C", description = """
            Inverse strength of the penalty, or cost of an SVM; smaller is simpler. Several values with commas between are tried by the grid
            search inside the training rows; one value is taken as it is.""")
    @Effect(predicate = HasC.class, type = EffectType.SHOW)
    @Layout(LearnerSections.Bases.class)
    String m_c = "0.01, 0.1, 1, 10";

    @Widget(title = "Gamma", description = """
            Width of the RBF kernel; 0 (default) takes 1 / (columns * variance). Several values are tried by the grid search.""")
    @Effect(predicate = HasGamma.class, type = EffectType.SHOW)
    @Layout(LearnerSections.Bases.class)
    String m_gamma = "0";

    @Widget(title = "Trees", description = "How many trees forests and boosting have. Default 100: more change little but time.")
    @Layout(LearnerSections.Bases.class)
    int m_trees = 100;

    @Widget(title = "Depth of forests", description = """
            Greatest depth of a tree, 0 for no limit. Several values are tried by the grid search. Default 3 and no limit.""")
    @Effect(predicate = HasForest.class, type = EffectType.SHOW)
    @Layout(LearnerSections.Bases.class)
    String m_depths = "3, 0";

    @Widget(title = "Least rows of a leaf", description = """
            Of the trees of forests. Several values are tried by the grid search. Default 1 and 5.""")
    @Effect(predicate = HasForest.class, type = EffectType.SHOW)
    @Layout(LearnerSections.Bases.class)
    String m_leaves = "1, 5";

    @Widget(title = "Depth of boosted trees", description = "Several values are tried by the grid search. Default 3.")
    @Effect(predicate = HasBoosting.class, type = EffectType.SHOW)
    @Layout(LearnerSections.Bases.class)
    String m_boostingDepths = "3";

    @Widget(title = "Learning rate",
        description = "Of the boosting, above 0 to 1. Several values are tried by the grid search. Default 0.1.")
    @Effect(predicate = HasBoosting.class, type = EffectType.SHOW)
    @Layout(LearnerSections.Bases.class)
    String m_learningRates = "0.1";

    @Widget(title = "Meta-learner", description = """
            Learns the label from the out-of-fold probabilities of the base learners (Wolpert 1992, doi:10.1016/S0893-6080(05)80023-1).
            Default logistic regression, as in the study.""")
    @Layout(LearnerSections.Stack.class)
    Meta m_meta = Meta.LOGISTIC;

    @Widget(title = "Folds of stacking",
        description = "In which base learners predict training rows they have not seen. Default 5.")
    @Layout(LearnerSections.Stack.class)
    int m_stackingFolds = 5;

    @Widget(title = "Folds of tuning", description = "Of the grid search, inside the training rows. Default 5.")
    @Layout(LearnerSections.Stack.class)
    int m_tuningFolds = 5;

    @Widget(title = "Class weights",
        description = "Default none: weights move probabilities away from the frequencies, the AUC hardly.")
    @ValueSwitchWidget
    @Layout(LearnerSections.ClassesPart.class)
    Weights m_weights = Weights.NONE;

    @Widget(title = "Oversample the smaller class (SMOTE)", description = """
            New rows between neighbours of the smaller class (doi:10.1613/jair.953), inside each fit of a base learner, never before a
            split. Not done by default.""")
    @ValueReference(SmoteRef.class)
    @Layout(LearnerSections.ClassesPart.class)
    boolean m_smote;

    @Widget(title = "Neighbours", description = "Among how many nearest rows a new one lies. Default 5, the authors'.")
    @Effect(predicate = HasSmote.class, type = EffectType.SHOW)
    @Layout(LearnerSections.ClassesPart.class)
    int m_neighbours = 5;

    @Widget(title = "Calibrate probabilities",
        description = "On out-of-fold predictions of the training rows. Not done by default.")
    @ValueSwitchWidget
    @Layout(LearnerSections.ClassesPart.class)
    Calibrate m_calibration = Calibrate.NONE;

    @Widget(title = "Threshold", description = """
            From which probability on a row is classed positive, chosen from training rows only. Default 0.5.""")
    @ValueSwitchWidget
    @ValueReference(ThresholdRef.class)
    @Layout(LearnerSections.ClassesPart.class)
    Threshold m_threshold = Threshold.HALF;

    @Widget(title = "Sensitivity (%)", description = "That the threshold must reach. Default 90 %.")
    @Effect(predicate = HasSensitivity.class, type = EffectType.SHOW)
    @Layout(LearnerSections.ClassesPart.class)
    double m_sensitivity = 90;

    LearnerOptions() {
    }

    private ClassWeight weight() {
        return ClassWeight.valueOf(m_weights.name());
    }

    /** @return the chosen base learners by their names, tuned by a grid search where an option has several values */
    Map<String, Learner> bases() {
        final Map<String, Learner> bases = new LinkedHashMap<>();
        if (m_logistic) {
            final Map<String, List<String>> grid = new LinkedHashMap<>();
            grid.put("c", split(m_c));
            if (m_penalty == Penalty.ELASTIC_NET) {
                grid.put("l1Ratio", split(m_l1Ratios));
            }
            bases.put("Logistic regression", tuned(new LogisticRegression(1, m_penalty == Penalty.L2 ? 0 : 1, weight()), grid));
        }
        if (m_forest) {
            bases.put("Random forest", tuned(new RandomForest(m_trees, 0, 1, 2, MaxFeatures.SQRT, weight()), forestGrid()));
        }
        if (m_extraTrees) {
            bases.put("Extra trees", tuned(new ExtraTrees(m_trees, 0, 1, 2, MaxFeatures.SQRT, weight()), forestGrid()));
        }
        if (m_boosting) {
            final Map<String, List<String>> grid = new LinkedHashMap<>();
            grid.put("maxDepth", split(m_boostingDepths));
            grid.put("learningRate", split(m_learningRates));
            bases.put("Gradient boosting", tuned(new GradientBoosting(m_trees, 0.1, 3, 1, 1, weight()), grid));
        }
        if (m_linearSvm) {
            bases.put("Linear SVM", tuned(new LinearSvm(1, true, weight()), Map.of("c", split(m_c))));
        }
        if (m_rbfSvm) {
            final Map<String, List<String>> grid = new LinkedHashMap<>();
            grid.put("c", split(m_c));
            grid.put("gamma", split(m_gamma));
            bases.put("RBF SVM", tuned(new RbfSvm(1, 0, true, weight()), grid));
        }
        return bases;
    }

    private Map<String, List<String>> forestGrid() {
        final Map<String, List<String>> grid = new LinkedHashMap<>();
        grid.put("maxDepth", split(m_depths));
        grid.put("minSamplesLeaf", split(m_leaves));
        return grid;
    }

    private Learner tuned(final Learner learner, final Map<String, List<String>> grid) {
        if (!m_smote) {
            return new GridSearch(learner, grid, m_tuningFolds, Metric.ROC_AUC);
        }
        final Map<String, List<String>> inner = new LinkedHashMap<>(); // rows are added inside each fold of the search
        grid.forEach((option, values) -> inner.put("learner." + option, values));
        return new GridSearch(new Oversampled(learner, m_neighbours), inner, m_tuningFolds, Metric.ROC_AUC);
    }

    private static List<String> split(final String values) {
        return Arrays.stream(values.split(",")).map(String::strip).filter(v -> !v.isEmpty()).toList();
    }

    /** @return the base learners under the meta-learner */
    Stacking stacking() {
        final Learner meta = switch (m_meta) {
            case LOGISTIC -> LogisticRegression.withDefaults();
            case FOREST -> new RandomForest(m_trees, 0, 1, 2, MaxFeatures.SQRT, ClassWeight.NONE);
            case EXTRA_TREES -> new ExtraTrees(m_trees, 0, 1, 2, MaxFeatures.SQRT, ClassWeight.NONE);
            case BOOSTING -> new GradientBoosting(m_trees, 0.1, 3, 1, 1, ClassWeight.NONE);
            case LINEAR_SVM -> LinearSvm.withDefaults();
            case RBF_SVM -> RbfSvm.withDefaults();
        };
        return new Stacking(new ArrayList<>(bases().values()), meta, m_stackingFolds);
    }

    /** @return the learner, calibrated where that is asked for */
    Learner calibrated(final Learner learner) {
        return m_calibration == Calibrate.NONE ? learner
            : new Calibrated(learner, Calibration.Method.valueOf(m_calibration.name()), m_stackingFolds);
    }

    /** @return how the threshold is chosen */
    ThresholdPolicy policy() {
        return switch (m_threshold) {
            case HALF -> ThresholdPolicy.half();
            case YOUDEN -> ThresholdPolicy.youden();
            case SENSITIVITY -> new ThresholdPolicy(ThresholdPolicy.Rule.SENSITIVITY, m_sensitivity / 100);
        };
    }

    void validate() throws InvalidSettingsException {
        Checks.inRange("Trees", m_trees, 1, 100_000, "");
        Checks.inRange("Folds of stacking", m_stackingFolds, 2, 1000, "");
        Checks.inRange("Folds of tuning", m_tuningFolds, 2, 1000, "");
        if (m_smote) {
            Checks.inRange("Neighbours", m_neighbours, 1, 1000, "");
        }
        if (m_threshold == Threshold.SENSITIVITY && !(m_sensitivity > 0 && m_sensitivity <= 100)) {
            throw new InvalidSettingsException("\"Sensitivity (%)\" must be above 0 and up to 100 %, but is " + m_sensitivity);
        }
        try {
            if (bases().isEmpty()) {
                throw new InvalidSettingsException("Choose at least one of the base learners");
            }
            stacking(); // every point of the grids is checked
        } catch (final IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }
}
