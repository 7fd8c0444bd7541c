package org.petctflow.nodes.models;

import java.util.List;
import java.util.Optional;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
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
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.choices.util.ColumnSelectionUtil;
import org.petctflow.learning.evaluate.Confusion;
import org.petctflow.learning.evaluate.Performance;
import org.petctflow.learning.stats.Adjustment;
import org.petctflow.nodes.common.Checks;
import org.petctflow.nodes.common.Columns;
import org.petctflow.nodes.common.LearningColumns;
import org.petctflow.nodes.common.Tables;

/** Settings of {@link ModelEvaluatorNodeFactory}. */
final class ModelEvaluatorNodeParameters implements NodeParameters {

    @Section(title = "Predictions")
    interface Which {
    }

    @Section(title = "Threshold")
    @After(Which.class)
    interface ThresholdPart {
    }

    @Section(title = "Intervals and tests")
    @After(ThresholdPart.class)
    interface Intervals {
    }

    enum Policy {
            @Label(value = "A number", description = "The same for all models.")
            NUMBER,
            @Label(value = "Columns", description = "As the Classifier Predictor gives it.")
            COLUMNS,
            @Label(value = "Youden", description = "Greatest sensitivity + specificity of the first table.")
            YOUDEN,
            @Label(value = "Sensitivity", description = "The greatest threshold that reaches a sensitivity on the first table.")
            SENSITIVITY
    }

    enum Shares {
            @Label(value = "Wilson", description = "Right on average (doi:10.1080/01621459.1927.10502953).")
            WILSON,
            @Label(value = "Clopper-Pearson", description = "Never less than its level (doi:10.1093/biomet/26.4.404).")
            CLOPPER_PEARSON
    }

    enum Kind {
            @Label(value = "BCa", description = "Bias-corrected and accelerated (doi:10.1080/01621459.1987.10478410).")
            BCA,
            @Label(value = "Percentile", description = "Quantiles of the resamples.")
            PERCENTILE
    }

    enum Adjust {
            @Label(value = "Holm", description = "Step-down Bonferroni.")
            HOLM,
            @Label(value = "Benjamini-Hochberg", description = "False discovery rate.")
            BENJAMINI_HOCHBERG,
            @Label(value = "Bonferroni", description = "Times the number of pairs.")
            BONFERRONI,
            @Label(value = "None", description = "As they are.")
            NONE
    }

    interface PolicyRef extends ParameterReference<Policy> {
    }

    static final class IsNumber implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(PolicyRef.class).isOneOf(Policy.NUMBER);
        }
    }

    static final class IsColumns implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(PolicyRef.class).isOneOf(Policy.COLUMNS);
        }
    }

    static final class IsSensitivity implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(PolicyRef.class).isOneOf(Policy.SENSITIVITY);
        }
    }

    @Widget(title = "Label", description = "The column with the true class of each row; it must hold two. Rows without are left out.")
    @ChoicesProvider(LearningColumns.LabelColumns.class)
    @ValueReference(LearningColumns.LabelRef.class)
    @Layout(Which.class)
    String m_labelColumn = "label";

    @Widget(title = "Positive class", description = """
            The class whose probability is given, e.g. <tt>mutant</tt>. Empty (default) takes the one of the two that is called 1, true,
            yes, positive, mutant, mutated or event.""")
    @ChoicesProvider(LearningColumns.Classes.class)
    @Layout(Which.class)
    String m_positiveClass = "";

    @Widget(title = "Probabilities", description = """
            The columns with the predicted probability of the positive class, 0 to 1, of rows that the model has not learned from: one a
            model. Several are compared on the same rows: rows without one of them are left out.""")
    @ChoicesProvider(Columns.Numbers.class)
    @TwinlistWidget
    @Layout(Which.class)
    String[] m_probabilityColumns = {};

    @Widget(title = "Model", description = """
            For tables with a row a patient and model, such as the Protocol Evaluator's: the column with the model's name. Off by default:
            each column of probabilities is a model.""")
    @ChoicesProvider(Columns.All.class)
    @Layout(Which.class)
    Optional<String> m_modelColumn = Optional.empty();

    @Widget(title = "Patient", description = """
            The column that says which rows are of one patient, such as lesions or repeated predictions: such rows are not independent, and
            intervals take it into account. Off by default: every row is a patient.""")
    @ChoicesProvider(Columns.All.class)
    @Layout(Which.class)
    Optional<String> m_patientColumn = Optional.empty();

    @Widget(title = "Subgroups", description = """
            Columns such as sex or centre: figures are also given for the rows of each of their values. Default none; the more subgroups,
            the likelier a difference by chance.""")
    @ChoicesProvider(Columns.All.class)
    @TwinlistWidget
    @Layout(Which.class)
    String[] m_subgroupColumns = {};

    @Widget(title = "Threshold policy", description = """
            From which probability on a row is classed positive. Default the number 0.5. A threshold that is chosen on the first table makes
            its sensitivity and specificity too good; those of the second table remain honest.""")
    @ValueReference(PolicyRef.class)
    @Layout(ThresholdPart.class)
    Policy m_policy = Policy.NUMBER;

    @Widget(title = "Threshold", description = "A probability from 0 to 1 that was chosen without these rows. Default 0.5: the likelier class.")
    @Effect(predicate = IsNumber.class, type = EffectType.SHOW)
    @Layout(ThresholdPart.class)
    double m_threshold = 0.5;

    @Widget(title = "Threshold columns", description = """
            Columns with each row's threshold: one for all models, or one a column of probabilities in the same order.""")
    @ChoicesProvider(Columns.Numbers.class)
    @TwinlistWidget
    @Effect(predicate = IsColumns.class, type = EffectType.SHOW)
    @Layout(ThresholdPart.class)
    String[] m_thresholdColumns = {};

    @Widget(title = "Sensitivity (%)", description = "That the threshold must reach on the first table. Default 90 %.")
    @Effect(predicate = IsSensitivity.class, type = EffectType.SHOW)
    @Layout(ThresholdPart.class)
    double m_sensitivity = 90;

    @Widget(title = "Level of intervals (%)", description = "Default 95 %, the usual one.", advanced = true)
    @Layout(Intervals.class)
    double m_level = 95;

    @Widget(title = "Intervals of shares", description = """
            Of accuracy, sensitivity, specificity and predictive values. Default Wilson's: Clopper and Pearson's are too wide on average.
            With several rows a patient both are wrong, and the bootstrap takes their place.""", advanced = true)
    @ValueSwitchWidget
    @Layout(Intervals.class)
    Shares m_shares = Shares.WILSON;

    @Widget(title = "Bootstrap intervals", description = """
            Of figures that have no formula for one. Default BCa, which corrects for bias and skewness; where it is not defined, percentile.
            The area under the ROC curve has both, and DeLong's.""", advanced = true)
    @ValueSwitchWidget
    @Layout(Intervals.class)
    Kind m_bootstrap = Kind.BCA;

    @Widget(title = "Bootstrap resamples", description = "Default 2000: with fewer the ends of a 95 % interval vary with the seed.", advanced = true)
    @Layout(Intervals.class)
    int m_resamples = 2000;

    @Widget(title = "Seed", description = """
            Of the resamples. The same seed gives the same intervals on any number of processors; the default 1 is as good as any.""",
        advanced = true)
    @Layout(Intervals.class)
    long m_seed = 1;

    @Widget(title = "Adjust p-values", description = """
            Of the comparisons for the number of pairs of models, each test for itself. Default Holm's: as safe as Bonferroni's and never
            weaker.""", advanced = true)
    @Layout(Intervals.class)
    Adjust m_adjust = Adjust.HOLM;

    @Widget(title = "Groups of the calibration curve", description = """
            Into how many groups of about equally many rows the calibration curve divides the predictions. Default 5: with fewer than some
            20 rows a group its interval says nothing; take 10 for hundreds of rows.""", advanced = true)
    @Layout(Intervals.class)
    int m_groups = 5;

    ModelEvaluatorNodeParameters() {
    }

    ModelEvaluatorNodeParameters(final NodeParametersInput input) {
        m_labelColumn = Columns.guess(input, 0, List.of("label", "EGFR", "class", "target", "outcome", "True class"), DataValue.class);
        m_probabilityColumns = ColumnSelectionUtil.getCompatibleColumns(input, 0, DoubleValue.class).stream()
            .map(DataColumnSpec::getName).filter(n -> n.startsWith("P (") || n.startsWith("Probability")).toArray(String[]::new);
    }

    double level() {
        return m_level / 100;
    }

    Performance performance() {
        return new Performance(level(), Confusion.Method.valueOf(m_shares.name()), m_resamples, m_bootstrap == Kind.BCA);
    }

    Adjustment adjustment() {
        return Adjustment.valueOf(m_adjust.name());
    }

    /** For configure: whether the columns are there. */
    void check(final DataTableSpec spec) throws InvalidSettingsException {
        Tables.column(spec, m_labelColumn, "Label", StringValue.class, DoubleValue.class);
        Tables.columns(spec, m_probabilityColumns, "Probabilities", DoubleValue.class);
        if (m_modelColumn.isPresent()) {
            Tables.column(spec, m_modelColumn.get(), "Model", DataValue.class);
            if (m_probabilityColumns.length != 1) {
                throw new InvalidSettingsException("With a column for \"Model\" choose one column for \"Probabilities\", not "
                    + m_probabilityColumns.length);
            }
        }
        if (m_patientColumn.isPresent()) {
            Tables.column(spec, m_patientColumn.get(), "Patient", DataValue.class);
        }
        for (final String group : m_subgroupColumns) {
            Tables.column(spec, group, "Subgroups", DataValue.class);
        }
        if (m_policy == Policy.COLUMNS) {
            Tables.columns(spec, m_thresholdColumns, "Threshold columns", DoubleValue.class);
            if (m_thresholdColumns.length != 1 && m_thresholdColumns.length != m_probabilityColumns.length) {
                throw new InvalidSettingsException("Choose one column for \"Threshold columns\", or one a column of probabilities: there are "
                    + m_thresholdColumns.length + " and " + m_probabilityColumns.length);
            }
        }
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.inRange("Threshold", m_threshold, 0, 1, "");
        if (!(m_sensitivity > 0 && m_sensitivity <= 100)) {
            throw new InvalidSettingsException("\"Sensitivity (%)\" must be above 0 and up to 100 %, but is " + m_sensitivity);
        }
        Checks.inRange("Level of intervals (%)", m_level, 50, 99.99, " %");
        Checks.inRange("Groups of the calibration curve", m_groups, 2, 1000, "");
        Checks.inRange("Bootstrap resamples", m_resamples, 100, 100_000, "");
    }
}
