package org.petctflow.nodes.study;

import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.text.TextAreaWidget;
import org.petctflow.nodes.common.Columns;
import org.petctflow.study.check.Expectations;

/** Settings of {@link TableCheckerNodeFactory}. */
final class TableCheckerNodeParameters implements NodeParameters {

    @Widget(title = "Columns that name a row", description = """
            A row's name is what these columns hold, in this order with <tt>/</tt> between them, e.g. <tt>SYN-0001/GTV</tt>. Without
            any (default) it is the row key.""")
    @ChoicesProvider(Columns.All.class)
    @TwinlistWidget
    String[] m_rowColumns = {};

    @Widget(title = "Expected values", description = """
            One expectation a line: <tt>row | column | value</tt> or <tt>row | column | value | tolerance</tt>. The row is a row's name,
            or <tt>*</tt> for every row. A value is compared as a number in columns of numbers, else as text; <tt>?</tt> is a missing
            value, <tt>!?</tt> any value that is not missing. A tolerance is absolute (<tt>0.001</tt>) or relative (<tt>0.1%</tt>).
            Lines that begin with <tt>#</tt> are comments. A bar in a name is written <tt>\\|</tt>.""")
    @TextAreaWidget(rows = 12)
    String m_expectedValues = "";

    @Widget(title = "Tolerance", description = """
            The tolerance of lines without one, absolute or with <tt>%</tt> relative. Default 0: equal to the last bit.""")
    String m_tolerance = "0";

    @Widget(title = "Number of rows", description = "How many rows the table must have. Not checked by default.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    Optional<Integer> m_rows = Optional.empty();

    @Override
    public void validate() throws InvalidSettingsException {
        try {
            Expectations.parse(m_expectedValues, m_tolerance);
        } catch (final IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }
}
