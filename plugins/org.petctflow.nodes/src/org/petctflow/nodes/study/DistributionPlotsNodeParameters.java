package org.petctflow.nodes.study;

import java.util.Optional;

import org.knime.core.data.DoubleValue;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.choices.util.ColumnSelectionUtil;
import org.petctflow.nodes.common.Columns;

/** Settings of {@link DistributionPlotsNodeFactory}. */
final class DistributionPlotsNodeParameters implements NodeParameters {

    /** A new node begins with a page that can be overlooked. */
    private static final int FIRST_COLUMNS = 6;

    @Widget(title = "Columns", description = """
            The columns of numbers to show, a chart each. A new node takes the first six: more charts than that are hard to compare at
            a glance.""")
    @ChoicesProvider(Columns.Numbers.class)
    @TwinlistWidget
    String[] m_columns = {};

    @Widget(title = "Group by", description = """
            A violin for each value of this column, such as a label, a centre or a modality; at most 30 values. Off by default: all
            rows are one group.""")
    @ChoicesProvider(Columns.All.class)
    Optional<String> m_groupColumn = Optional.empty();

    DistributionPlotsNodeParameters() {
    }

    DistributionPlotsNodeParameters(final NodeParametersInput input) {
        m_columns = ColumnSelectionUtil.getCompatibleColumns(input, 0, DoubleValue.class).stream().limit(FIRST_COLUMNS)
            .map(c -> c.getName()).toArray(String[]::new);
    }
}
