package org.petctflow.nodes.study;

import java.util.List;
import java.util.Optional;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.filter.ColumnFilterWidget;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.choices.util.ColumnSelectionUtil;
import org.petctflow.learning.stats.Adjustment;
import org.petctflow.learning.stats.RankTests;
import org.petctflow.learning.stats.TableOne;
import org.petctflow.nodes.common.Checks;
import org.petctflow.nodes.common.Columns;

/** Settings of {@link CohortStatisticsNodeFactory}. */
final class CohortStatisticsNodeParameters implements NodeParameters {

    @Section(title = "Variables")
    interface Which {
    }

    @Section(title = "Figures and tests")
    @After(Which.class)
    interface Tests {
    }

    enum Centre {
            @Label(value = "By shape", description = "Mean and SD where every group is normal by the Shapiro-Wilk test, else median and quartiles.")
            BY_SHAPE,
            @Label(value = "Mean and SD", description = "With tests of means for all variables.")
            MEAN,
            @Label(value = "Median and quartiles", description = "With tests on ranks for all variables.")
            MEDIAN
    }

    enum Means {
            @Label(value = "By spread", description = "Welch's where Brown and Forsythe's test sees different variances, else Student's.")
            BY_SPREAD,
            @Label(value = "Student", description = "Pooled variance.")
            STUDENT,
            @Label(value = "Welch", description = "Does not ask for equal variances.")
            WELCH
    }

    enum Ranks {
            @Label(value = "Exact where possible", description = "Without ties and with fewer than 50 values a group, else asymptotic.")
            AUTO,
            @Label(value = "Asymptotic, corrected", description = "With the continuity correction of 1/2.")
            ASYMPTOTIC_CORRECTED,
            @Label(value = "Asymptotic", description = "Without the continuity correction.")
            ASYMPTOTIC
    }

    enum Categories {
            @Label(value = "By counts", description = "Chi-square where all expected counts are at least 5 (Cochran 1954), else Fisher's exact test.")
            BY_COUNTS,
            @Label(value = "Chi-square", description = "Pearson's, without correction.")
            CHI_SQUARE,
            @Label(value = "Chi-square, Yates", description = "Two by two tables with Yates's correction.")
            YATES,
            @Label(value = "Fisher", description = "Exact; large tables by 20,000 simulated ones.")
            FISHER
    }

    enum Adjust {
            @Label(value = "Benjamini-Hochberg", description = "False discovery rate (doi:10.1111/j.2517-6161.1995.tb02031.x).")
            BENJAMINI_HOCHBERG,
            @Label(value = "Holm", description = "Step-down Bonferroni: no false finding at all with the level's certainty.")
            HOLM,
            @Label(value = "Bonferroni", description = "Times the number of variables.")
            BONFERRONI,
            @Label(value = "None", description = "As they are.")
            NONE
    }

    @Widget(title = "Group by", description = """
            The column whose values are compared: a label, a centre, a cohort; at most 30 values. Rows without are left out with a warning.
            Without it (default) all rows are one group, which is described and not tested.""")
    @ChoicesProvider(Columns.All.class)
    @Layout(Which.class)
    Optional<String> m_groupColumn = Optional.empty();

    @Widget(title = "Variables", description = """
            The columns to describe, in the table's order: numbers, texts and truth values. By default all, also those that appear later.
            Texts with more values than half the rows and more than 20 are taken for ids and left out with a warning.""")
    @ColumnFilterWidget(choicesProvider = Columns.All.class)
    @Layout(Which.class)
    ColumnFilter m_variables = new ColumnFilter().withIncludeUnknownColumns();

    @Widget(title = "Numbers that are categories", description = """
            Columns of numbers that stand for categories, such as a stage of 1 to 4. Columns with up to the number below of different values
            are so anyway.""")
    @ChoicesProvider(Columns.Numbers.class)
    @TwinlistWidget
    @Layout(Which.class)
    String[] m_categoryColumns = {};

    @Widget(title = "Most values of a category column", description = """
            A column of numbers with so many different values or fewer is taken as categories. Default 2, such as 0 and 1 for no and yes;
            0 takes none so.""")
    @Layout(Which.class)
    int m_mostCategories = 2;

    @Widget(title = "Numbers are shown as", description = "This chooses the family of tests, too. Default by shape, as in the study.")
    @Layout(Tests.class)
    Centre m_centre = Centre.BY_SHAPE;

    @Widget(title = "Level of the tests of shape and spread", description = """
            From which p on Shapiro-Wilk's test takes values as normal and Brown-Forsythe's variances as equal. Default 0.05, the usual
            one; large samples are hardly ever normal by it, small ones nearly always.""", advanced = true)
    @Layout(Tests.class)
    double m_alpha = 0.05;

    @Widget(title = "Test of two means", description = """
            Default by spread. With more than two groups it is the analysis of variance.""", advanced = true)
    @Layout(Tests.class)
    Means m_means = Means.BY_SPREAD;

    @Widget(title = "Mann-Whitney p", description = """
            Of two groups that are not normal. Default exact where possible. With more than two groups it is the Kruskal-Wallis test.""",
        advanced = true)
    @Layout(Tests.class)
    Ranks m_ranks = Ranks.AUTO;

    @Widget(title = "Test of categories", description = "Default by counts.", advanced = true)
    @Layout(Tests.class)
    Categories m_categories = Categories.BY_COUNTS;

    @Widget(title = "Adjust p-values", description = """
            For the number of variables. Default Benjamini and Hochberg's, as a table of many features is a search; take Holm's where a
            single false finding is one too many.""")
    @Layout(Tests.class)
    Adjust m_adjust = Adjust.BENJAMINI_HOCHBERG;

    @Widget(title = "Decimals", description = "Of the figures in the formatted table. Default 2.")
    @Layout(Tests.class)
    int m_decimals = 2;

    @Widget(title = "Seed", description = "Of simulated exact tests. The same seed gives the same p; the default 1 is as good as any.", advanced = true)
    @Layout(Tests.class)
    long m_seed = 1;

    CohortStatisticsNodeParameters() {
    }

    CohortStatisticsNodeParameters(final NodeParametersInput input) {
        m_groupColumn = ColumnSelectionUtil.getCompatibleColumns(input, 0, DataValue.class).stream().map(DataColumnSpec::getName)
            .filter(n -> List.of("label", "egfr", "class", "target", "outcome", "group").contains(n.toLowerCase(java.util.Locale.ROOT)))
            .findFirst();
    }

    TableOne table() {
        return new TableOne(m_alpha, Adjustment.valueOf(m_adjust.name()), m_decimals, m_seed,
            new TableOne.Rules(TableOne.Centre.valueOf(m_centre.name()), TableOne.TwoMeans.valueOf(m_means.name()),
                RankTests.Method.valueOf(m_ranks.name()), TableOne.Categories.valueOf(m_categories.name())));
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (!(m_alpha > 0 && m_alpha < 1)) {
            throw new InvalidSettingsException(
                "\"Level of the tests of shape and spread\" must lie between 0 and 1, but is " + m_alpha);
        }
        Checks.inRange("Decimals", m_decimals, 0, 10, "");
        Checks.inRange("Most values of a category column", m_mostCategories, 0, 30, "");
    }
}
