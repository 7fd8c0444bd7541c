package org.petctflow.nodes.study;

import java.util.List;
import java.util.Optional;

import org.knime.core.data.DataValue;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.petctflow.nodes.common.Columns;

/** Settings of {@link DataAuditorNodeFactory}. */
final class DataAuditorNodeParameters implements NodeParameters {

    @Widget(title = "Id column", description = """
            The column that names the patient, in every table that is connected: it joins them, and shows who is there twice.""")
    @ChoicesProvider(Columns.All.class)
    String m_idColumn = "patient";

    @Widget(title = "Label", description = """
            The column with what is to be predicted. Two tables may both have it: it is read from the one that knows it for the larger
            share of its rows, and differences are findings.""")
    @ChoicesProvider(Columns.All.class)
    String m_labelColumn = "label";

    @Widget(title = "Cohort", description = """
            The column with the cohort, centre or scanner. Unchecked by default: then the form of the ids tells it, such as the text
            before a hyphen, which shows pooled cohorts that no column names.""")
    @ChoicesProvider(Columns.All.class)
    Optional<String> m_cohortColumn = Optional.empty();

    @Widget(title = "Seed", description = """
            Of the folds in which the cohort is told from the features. The same seed gives the same findings; the default 1 is as good as
            any.""", advanced = true)
    long m_seed = 1;

    DataAuditorNodeParameters() {
    }

    DataAuditorNodeParameters(final NodeParametersInput input) {
        m_idColumn = Columns.guess(input, 0, List.of("patient", "patient_id", "PatientID", "id", "case"), DataValue.class);
        m_labelColumn = Columns.guess(input, 0, List.of("label", "EGFR", "class", "target", "outcome"), DataValue.class);
    }
}
