package org.petctflow.nodes.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.petctflow.learning.cohort.CohortBuilder;
import org.petctflow.learning.cohort.Condition;
import org.petctflow.nodes.common.LabelClasses;
import org.petctflow.study.charts.Chart;

/** The rules of the Cohort Builder over the joined rows: those of the tables first, then the user's. */
final class CohortRules {

    private static final String ALL = "All";

    private static final CohortBuilder.Rule THERE_ALREADY = leaves("Patient is there before");

    private final CohortBuilderNodeParameters m_parameters;

    private final List<CohortBuilder.Rule> m_rules = new ArrayList<>();

    private final List<Supplier<String[]>> m_values = new ArrayList<>();

    private final String[] m_centres; // null where no centre is given

    private final int m_rows;

    /** How many rules are of the tables, not of the user. */
    private final int m_ofTables;

    CohortRules(final CohortBuilderNodeParameters parameters, final CohortBuilder.Joined joined, final List<String> names,
        final List<DataRow> rows, final DataTableSpec spec) {
        m_parameters = parameters;
        m_rows = rows.size();
        if (parameters.m_repeated == CohortBuilderNodeParameters.Repeated.FIRST) {
            m_rules.add(THERE_ALREADY);
            m_values.add(() -> texts(joined.repeated()));
        }
        for (int t = 0; parameters.m_complete && t < names.size(); t++) {
            final int table = t;
            if (t > 0 || parameters.m_join == CohortBuilderNodeParameters.Join.ANY) {
                m_rules.add(leaves("Not in " + names.get(t)));
                m_values.add(() -> {
                    final boolean[] lacks = new boolean[m_rows];
                    for (int r = 0; r < m_rows; r++) {
                        lacks[r] = joined.rows()[r][table] < 0;
                    }
                    return texts(lacks);
                });
            }
        }
        m_ofTables = m_rules.size();
        for (final CohortBuilderNodeParameters.Rule rule : parameters.m_rules) {
            m_rules.add(rule.rule());
            m_values.add(() -> column(rows, spec.findColumnIndex(rule.m_column)));
        }
        if (parameters.m_repeated == CohortBuilderNodeParameters.Repeated.ELIGIBLE) {
            final int before = m_rules.size();
            m_rules.add(THERE_ALREADY);
            m_values.add(() -> {
                final CohortBuilder.Outcome so = CohortBuilder.apply(m_rows, m_rules.subList(0, before), i -> m_values.get(i).get());
                return texts(CohortBuilder.again(joined.keys(), so.excludedBy()));
            });
        }
        m_centres = parameters.m_centreColumn.map(c -> column(rows, spec.findColumnIndex(c))).orElse(null);
    }

    /** A rule of rows that {@link #texts} marks. */
    private static CohortBuilder.Rule leaves(final String label) {
        return new CohortBuilder.Rule(label, CohortBuilder.Role.EXCLUDE, "", new Condition(Condition.Operator.IS_MISSING, ""),
            CohortBuilder.Missing.NOT_MET);
    }

    private static String[] texts(final boolean[] leaves) {
        final String[] texts = new String[leaves.length];
        for (int r = 0; r < texts.length; r++) {
            texts[r] = leaves[r] ? null : "there";
        }
        return texts;
    }

    private static String[] column(final List<DataRow> rows, final int column) {
        return rows.stream().map(r -> LabelClasses.label(r.getCell(column))).toArray(String[]::new);
    }

    /** @return the rules' labels, in order */
    List<String> labels() {
        return m_rules.stream().map(CohortBuilder.Rule::label).toList();
    }

    CohortBuilder.Outcome apply() {
        return CohortBuilder.apply(m_rows, m_rules, i -> m_values.get(i).get());
    }

    /**
     * @param outcome who left
     * @param rule which rule
     * @return how many there are before and after it, in all and by centre
     */
    Map<String, int[]> counts(final CohortBuilder.Outcome outcome, final int rule) {
        final boolean[] before = new boolean[m_rows];
        final boolean[] after = new boolean[m_rows];
        for (int r = 0; r < m_rows; r++) {
            final int by = outcome.excludedBy()[r];
            before[r] = by < 0 || by >= rule;
            after[r] = by < 0 || by > rule;
        }
        final Map<String, int[]> counts = new LinkedHashMap<>();
        counts.put(ALL, new int[]{count(before), count(after)});
        if (m_centres != null) {
            final Map<String, Integer> left = CohortBuilder.count(m_centres, after);
            CohortBuilder.count(m_centres, before).forEach((centre, n) -> counts.put(centre, new int[]{n, left.get(centre)}));
        }
        return counts;
    }

    private static int count(final boolean[] flags) {
        int n = 0;
        for (final boolean f : flags) {
            n += f ? 1 : 0;
        }
        return n;
    }

    /**
     * @param outcome who left
     * @return the flow chart: a box after each run of rules of one kind
     */
    Chart flow(final CohortBuilder.Outcome outcome) {
        final List<Chart.Step> steps = new ArrayList<>();
        String label = m_parameters.m_startLabel.strip();
        int n = m_rows;
        for (int from = 0; from < m_rules.size();) {
            int to = from + 1;
            while (to < m_rules.size() && kind(to) == kind(from)) {
                to++;
            }
            final List<Chart.Exclusion> excluded = new ArrayList<>();
            for (int i = from; i < to; i++) {
                final int rule = i;
                excluded.add(new Chart.Exclusion(m_rules.get(i).label(),
                    (int)Arrays.stream(outcome.excludedBy()).filter(by -> by == rule).count()));
            }
            steps.add(new Chart.Step(label, n, excluded));
            n = outcome.remaining()[to - 1];
            label = switch (kind(from)) {
                case 0 -> "With data of all tables";
                case 1 -> "Eligible";
                default -> "Not excluded";
            };
            from = to;
        }
        steps.add(new Chart.Step(m_parameters.m_endLabel.strip(), n, List.of()));
        final boolean[] stay = new boolean[m_rows];
        for (int r = 0; r < m_rows; r++) {
            stay[r] = outcome.excludedBy()[r] < 0;
        }
        final List<Chart.Part> parts = m_centres == null ? List.of()
            : CohortBuilder.count(m_centres, stay).entrySet().stream().map(e -> new Chart.Part(e.getKey(), e.getValue())).toList();
        return new Chart.Flow("flow", "Flow of patients", null, steps, parts);
    }

    /** 0 for rules of the tables, 1 for inclusion, 2 for exclusion. */
    private int kind(final int rule) {
        return rule < m_ofTables ? 0 : m_rules.get(rule).role() == CohortBuilder.Role.INCLUDE ? 1 : 2;
    }
}
