package org.petctflow.nodes.models;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Before;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.text.TextAreaWidget;
import org.petctflow.learning.harmonise.ComBat;
import org.petctflow.learning.model.Learner;
import org.petctflow.learning.model.LogisticRegression;
import org.petctflow.learning.model.Metric;
import org.petctflow.learning.preprocess.FeaturePreprocessor;
import org.petctflow.learning.protocol.FeatureSets;
import org.petctflow.learning.protocol.Protocol;
import org.petctflow.learning.protocol.Scheme;
import org.petctflow.learning.protocol.Transformer;
import org.petctflow.learning.select.AllColumns;
import org.petctflow.learning.select.Cost;
import org.petctflow.learning.select.GroupedSelector;
import org.petctflow.learning.select.Lasso;
import org.petctflow.learning.select.Mrmr;
import org.petctflow.learning.select.Rfecv;
import org.petctflow.learning.select.Selector;
import org.petctflow.learning.select.SelectorChain;
import org.petctflow.nodes.common.Checks;
import org.petctflow.nodes.common.Columns;
import org.petctflow.nodes.common.LearningColumns;
import org.petctflow.nodes.common.Tables;

/** Settings of {@link ProtocolEvaluatorNodeFactory}. */
final class ProtocolEvaluatorNodeParameters implements NodeParameters {

    /** The name of the stack among the models. */
    static final String STACKING = "Stacking";

    @Section(title = "Columns")
    @Before(LearnerSections.Bases.class)
    interface Which {
    }

    @Section(title = "Preparation")
    @After(Which.class)
    @Before(LearnerSections.Bases.class)
    interface Preparation {
    }

    @Section(title = "Selection")
    @After(Preparation.class)
    @Before(LearnerSections.Bases.class)
    interface SelectionPart {
    }

    @Section(title = "Splits")
    @After(LearnerSections.ClassesPart.class)
    interface Splits {
    }

    @Section(title = "Comparison")
    @After(Splits.class)
    interface Comparison {
    }

    enum Select {
            @Label(value = "None", description = "All columns.")
            NONE,
            @Label(value = "mRMR", description = "As the mRMR Selector with MIQ and three states.")
            MRMR,
            @Label(value = "LASSO", description = "As the LASSO Selector, binomial, least error.")
            LASSO,
            @Label(value = "mRMR, then LASSO", description = "The study's way for CT.")
            MRMR_LASSO,
            @Label(value = "RFECV",
                description = "As the RFECV Selector with logistic regression and AUC; the study's way for PET.")
            RFECV,
            @Label(value = "By group", description = "Another way for each group of columns, such as CT and PET.")
            BY_GROUP
    }

    enum Kind {
            @Label(value = "Splits", description = "Independent stratified splits, such as 8:2.")
            SPLITS,
            @Label(value = "scikit-learn's splits", description = """
                    Those of <tt>train_test_split(..., stratify=y, random_state)</tt>, random states from 0 on: to compare with a Python
                    program split by split. Rows must stand in the program's order, and each be a patient.""")
            SCIKIT_LEARN_SPLITS,
            @Label(value = "Cross-validation",
                description = "Stratified, repeated with other folds; nested, for tuning happens inside.")
            CROSS_VALIDATION,
            @Label(value = "Leave one centre out", description = "Each centre once as test rows.")
            LEAVE_ONE_CENTRE_OUT
    }

    enum Figure {
            @Label(value = "ROC AUC", description = "Area under the ROC curve.")
            ROC_AUC,
            @Label(value = "Accuracy", description = "Share of rows classed right.")
            ACCURACY,
            @Label(value = "F1", description = "F1 of the positive class.")
            F1,
            @Label(value = "Macro F1", description = "Mean of the F1 of both classes.")
            F1_MACRO,
            @Label(value = "Sensitivity", description = "Share of positive rows that are found.")
            SENSITIVITY,
            @Label(value = "Specificity", description = "Share of negative rows that are classed negative.")
            SPECIFICITY
    }

    enum Harmonize {
            @Label(value = "No", description = "Values as they are.")
            NONE,
            @Label(value = "ComBat, parametric", description = "Normal and inverse gamma priors, the usual way.")
            PARAMETRIC,
            @Label(value = "ComBat, non-parametric", description = "Priors as the features have them; slower.")
            NON_PARAMETRIC
    }

    interface HarmonizeRef extends ParameterReference<Harmonize> {
    }

    interface WithinRef extends BooleanReference {
    }

    static final class HasHarmonizer implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(HarmonizeRef.class).isOneOf(Harmonize.PARAMETRIC, Harmonize.NON_PARAMETRIC);
        }
    }

    interface SelectRef extends ParameterReference<Select> {
    }

    interface KindRef extends ParameterReference<Kind> {
    }

    static final class HasMrmr implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(SelectRef.class).isOneOf(Select.MRMR, Select.MRMR_LASSO, Select.BY_GROUP);
        }
    }

    static final class HasRfecv implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(SelectRef.class).isOneOf(Select.RFECV, Select.BY_GROUP);
        }
    }

    static final class HasGroups implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(SelectRef.class).isOneOf(Select.BY_GROUP);
        }
    }

    static final class HasRepeats implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(KindRef.class).isOneOf(Kind.SPLITS, Kind.SCIKIT_LEARN_SPLITS, Kind.CROSS_VALIDATION);
        }
    }

    static final class IsSplits implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(KindRef.class).isOneOf(Kind.SPLITS, Kind.SCIKIT_LEARN_SPLITS);
        }
    }

    static final class IsCrossValidation implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(KindRef.class).isOneOf(Kind.CROSS_VALIDATION);
        }
    }

    static final class HasCentres implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(KindRef.class).isOneOf(Kind.LEAVE_ONE_CENTRE_OUT)
                .or(i.getEnum(HarmonizeRef.class).isOneOf(Harmonize.PARAMETRIC, Harmonize.NON_PARAMETRIC))
                .or(i.getBoolean(WithinRef.class).isTrue());
        }
    }

    @Layout(Which.class)
    LearningColumns m_columns = new LearningColumns();

    @Widget(title = "Feature sets", description = """
            Choices of columns that are evaluated one after the other, on the same splits. One a line (or with semicolons between): its name,
            <tt>=</tt>, and columns with commas between, by name or by regular expression, such as
            <tt>PET = suv_.*, MTV</tt>. They choose among the features above. A table at the second input does the same. Empty by default:
            all features are one set.""")
    @TextAreaWidget(rows = 4)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Which.class)
    String m_featureSets = "";

    @Widget(title = "Fill missing values with the median",
        description = "Of the training rows of each split. Default, as in the study.")
    @Layout(Preparation.class)
    boolean m_impute = true;

    @Widget(title = "Least variance",
        description = "Columns of this or a smaller variance in the training rows are dropped. Default 0: constant ones.")
    @Layout(Preparation.class)
    Optional<Double> m_minVariance = Optional.of(0.0);

    @Widget(title = "Greatest correlation",
        description = "A column more correlated with one before is dropped. Unchecked by default.")
    @Layout(Preparation.class)
    Optional<Double> m_maxCorrelation = Optional.empty();

    @Widget(title = "Scale to mean 0 and standard deviation 1", description = "By the training rows of each split. Default.")
    @Layout(Preparation.class)
    boolean m_scale = true;

    @Widget(title = "Harmonise centres", description = """
            Takes shift and scale of each centre out of the features, learned from the training rows of each split
            (doi:10.1093/biostatistics/kxj037). Not done by default: it also takes out what truly differs between centres. A centre that
            was left out as a test stays as it is. Covariates can be kept with the ComBat Harmonizer.""")
    @ValueReference(HarmonizeRef.class)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Preparation.class)
    Harmonize m_harmonize = Harmonize.NONE;

    @Widget(title = "Reference centre", description = """
            The centre that all others are brought to, and that stays as it is. Unchecked by default: the mean of all.""")
    @Effect(predicate = HasHarmonizer.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Preparation.class)
    Optional<String> m_referenceCentre = Optional.empty();

    @Widget(title = "Select columns by", description = """
            Inside each split, on its training rows. Default none: give the table before any selection, or the result is too good whatever is
            chosen here.""")
    @ValueReference(SelectRef.class)
    @Layout(SelectionPart.class)
    Select m_selection = Select.NONE;

    @Widget(title = "Groups", description = """
            One a line (or with semicolons between): <tt>MRMR</tt>, <tt>LASSO</tt>, <tt>MRMR_LASSO</tt> or <tt>RFECV</tt>, <tt>=</tt>, and the columns that
            it selects among, with commas between, by name or by regular expression: e.g. <tt>RFECV = suv_.*, MTV</tt>. Columns of no group,
            such as clinical ones, are kept; a group of which a feature set has no column is passed over.""")
    @TextAreaWidget(rows = 3)
    @Effect(predicate = HasGroups.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(SelectionPart.class)
    String m_selectionGroups = "";

    @Widget(title = "Columns of mRMR", description = "How many mRMR selects. Default 20, as in the study.")
    @Effect(predicate = HasMrmr.class, type = EffectType.SHOW)
    @Layout(SelectionPart.class)
    int m_mrmrCount = 20;

    @Widget(title = "Step of RFECV", description = "How many columns go at a time, or below 1 that share of them. Default 1.")
    @Effect(predicate = HasRfecv.class, type = EffectType.SHOW)
    @Layout(SelectionPart.class)
    double m_rfecvStep = 1;

    LearnerOptions m_learner = new LearnerOptions();

    @Widget(title = "Scheme",
        description = "How rows are divided into training and test rows, again and again. Patients stay together.")
    @ValueReference(KindRef.class)
    @Layout(Splits.class)
    Kind m_kind = Kind.SPLITS;

    @Widget(title = "Repeats", description = """
            How many splits, or how often the cross-validation. Default 50: with some 50 test rows one split's AUC has a standard deviation
            near 0.07, so a single one says little.""")
    @Effect(predicate = HasRepeats.class, type = EffectType.SHOW)
    @Layout(Splits.class)
    int m_repeats = 50;

    @Widget(title = "Test rows (%)", description = "Of a split. Default 20 %, the study's 8:2.")
    @Effect(predicate = IsSplits.class, type = EffectType.SHOW)
    @Layout(Splits.class)
    double m_testPercent = 20;

    @Widget(title = "Folds", description = "Of the cross-validation. Default 5.")
    @Effect(predicate = IsCrossValidation.class, type = EffectType.SHOW)
    @Layout(Splits.class)
    int m_folds = 5;

    @Widget(title = "Centre", description = "The column that says which rows come from one centre.")
    @ChoicesProvider(Columns.All.class)
    @Effect(predicate = HasCentres.class, type = EffectType.SHOW)
    @Layout(Splits.class)
    String m_centreColumn = "centre";

    @Widget(title = "Seed",
        description = "All splits, folds and models derive from it. The same seed gives the same result on any number of processors.")
    @Layout(Splits.class)
    long m_seed = 1;

    @Widget(title = "Figure", description = "Which figure is compared with a published number and tested by permutation.")
    @Layout(Comparison.class)
    Figure m_figure = Figure.ROC_AUC;

    @Widget(title = "Published number", description = """
            A line in the view, and in how many splits the figure is at least that. Unchecked by default.""")
    @Layout(Comparison.class)
    Optional<Double> m_published = Optional.empty();

    @Widget(title = "Permutations", description = """
            How often the whole evaluation is repeated with labels at random, for a p value of the mean; 0 (default) for not at all. It takes
            as long as that many evaluations.""")
    @Layout(Comparison.class)
    int m_permutations;

    @Widget(title = "Exchange labels within centres", description = """
            Permutations keep each centre's number of positive rows: then a model that only knows the centre is not significant. Not done
            by default.""")
    @ValueReference(WithinRef.class)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Comparison.class)
    boolean m_withinCentres;

    @Widget(title = "Learning curve at (%)", description = """
            Shares of the training rows with commas between, such as <tt>25, 50, 75, 100</tt>: the figure with fewer training rows and the
            same test rows shows whether more patients would help. Each takes as long as an evaluation. Empty (default) for none.""")
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Comparison.class)
    String m_learningCurve = "";

    ProtocolEvaluatorNodeParameters() {
    }

    ProtocolEvaluatorNodeParameters(final NodeParametersInput input) {
        m_columns = new LearningColumns(input);
    }

    /** @return the centre's column, or null where none is asked for */
    String centre() {
        return m_kind == Kind.LEAVE_ONE_CENTRE_OUT || m_harmonize != Harmonize.NONE || (m_permutations > 0 && m_withinCentres) ? m_centreColumn : null;
    }

    /** @return the names of the features */
    List<String> check(final DataTableSpec spec) throws InvalidSettingsException {
        if (centre() == null) {
            return m_columns.check(spec);
        }
        Tables.column(spec, m_centreColumn, "Centre", DataValue.class);
        return m_columns.check(spec, m_centreColumn);
    }

    /** @return the shares of the learning curve, above 0 and up to 1 */
    double[] shares() {
        return Arrays.stream(m_learningCurve.split(",")).map(String::strip).filter(s -> !s.isEmpty())
            .mapToDouble(s -> Double.parseDouble(s) / 100).toArray();
    }

    private Transformer harmonizer() {
        return m_harmonize == Harmonize.NONE ? null
            : new ComBat(m_harmonize == Harmonize.PARAMETRIC, List.of(), m_referenceCentre.orElse(null),
                m_kind == Kind.LEAVE_ONE_CENTRE_OUT ? ComBat.Unseen.LEAVE : ComBat.Unseen.REFUSE);
    }

    Metric figure() {
        return Metric.valueOf(m_figure.name());
    }

    private Selector selector(final Select method) {
        final Selector mrmr = new Mrmr(m_mrmrCount, Mrmr.Scheme.MIQ, Mrmr.Discretisation.THREE_STATES);
        return switch (method) {
            case NONE -> new AllColumns();
            case MRMR -> mrmr;
            case LASSO -> Lasso.withDefaults();
            case MRMR_LASSO -> new SelectorChain(List.of(mrmr, Lasso.withDefaults()));
            case RFECV -> new Rfecv(LogisticRegression.withDefaults(), m_rfecvStep, 1, Metric.ROC_AUC, 5);
            case BY_GROUP -> new GroupedSelector(FeatureSets.parse(m_selectionGroups).entrySet().stream()
                .map(g -> new GroupedSelector.Group(g.getValue(), selector(method(g.getKey())))).toList());
        };
    }

    /**
     * @param sets the columns of each feature set
     * @param centres how many centres there are, 0 where that is not known yet
     * @return what to tell of a selection that takes long; empty for others
     */
    Optional<String> warning(final Collection<List<String>> sets, final int centres) {
        final long splits = m_kind == Kind.LEAVE_ONE_CENTRE_OUT ? centres : m_kind == Kind.CROSS_VALIDATION ? (long)m_repeats * m_folds : m_repeats;
        final Selector selector = selector(m_selection);
        return cost(selector, sets, splits).warning(cost(selector.coarser(), sets, splits), "Step of RFECV");
    }

    private Cost cost(final Selector selector, final Collection<List<String>> sets, final long splits) {
        return sets.stream().map(selector::cost).reduce(Cost.NONE, Cost::plus).times(splits * (1 + m_permutations + shares().length));
    }

    private static Select method(final String name) {
        for (final Select method : Select.values()) {
            if (method.name().equals(name) && method != Select.BY_GROUP) {
                return method;
            }
        }
        throw new IllegalArgumentException("\"Groups\": there is no way of selection \"" + name + "\"; there are MRMR, LASSO, MRMR_LASSO and RFECV");
    }

    /** @return everything that is done with training rows; a stack only where there are several base learners */
    Protocol protocol() {
        final Map<String, Learner> models = new LinkedHashMap<>();
        m_learner.bases().forEach((name, base) -> models.put(name, m_learner.calibrated(base)));
        if (models.size() > 1) {
            models.put(STACKING, m_learner.calibrated(m_learner.stacking()));
        }
        return new Protocol(new FeaturePreprocessor(m_impute, m_scale, m_minVariance.orElse(-1.0), m_maxCorrelation.orElse(1.0)),
            harmonizer(), selector(m_selection), models, m_learner.policy(), m_learner.m_stackingFolds);
    }

    Scheme scheme() {
        return switch (m_kind) {
            case SPLITS -> Scheme.splits(m_repeats, m_testPercent / 100);
            case SCIKIT_LEARN_SPLITS -> Scheme.scikitLearnSplits(m_repeats, m_testPercent / 100, 0);
            case CROSS_VALIDATION -> Scheme.crossValidation(m_folds, m_repeats);
            case LEAVE_ONE_CENTRE_OUT -> Scheme.leaveOneCentreOut();
        };
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_minVariance.isPresent()) {
            Checks.inRange("Least variance", m_minVariance.get(), 0, Double.MAX_VALUE, "");
        }
        if (m_maxCorrelation.isPresent()) {
            Checks.inRange("Greatest correlation", m_maxCorrelation.get(), 0, 1, "");
        }
        Checks.inRange("Columns of mRMR", m_mrmrCount, 1, Integer.MAX_VALUE, "");
        Checks.inRange("Repeats", m_repeats, 1, 100_000, "");
        Checks.inRange("Folds", m_folds, 2, 1000, "");
        Checks.inRange("Permutations", m_permutations, 0, 100_000, "");
        if (m_published.isPresent()) {
            Checks.inRange("Published number", m_published.get(), 0, 1, "");
        }
        if (!(m_testPercent > 0 && m_testPercent < 100)) {
            throw new InvalidSettingsException("\"Test rows (%)\" must lie between 0 and 100 %, but is " + m_testPercent);
        }
        m_learner.validate();
        try {
            for (final double share : shares()) {
                Checks.inRange("Learning curve at (%)", 100 * share, 1, 100, " %");
            }
        } catch (final NumberFormatException e) {
            throw new InvalidSettingsException("\"Learning curve at (%)\" must be numbers with commas between, but is \"" + m_learningCurve
                + "\"", e);
        }
        try {
            FeatureSets.parse(m_featureSets);
            protocol();
        } catch (final IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }
}
