package org.knime.core.data.renderer;

import java.awt.Component;

import javax.swing.JList;
import javax.swing.JTable;
import javax.swing.table.DefaultTableCellRenderer;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataType;
import org.knime.core.node.NodeLogger;

/** Paints a cell as text, which is what {@link #setValue} sets. */
public class DefaultDataValueRenderer extends DefaultTableCellRenderer implements DataValueRenderer {

    private static final long serialVersionUID = 1L;

    private static final String DEFAULT_DESCRIPTION = "Default";

    private final transient DataColumnSpec m_spec;

    private final String m_description;

    /** Makes renderers of text. */
    public static final class Factory extends AbstractDataValueRendererFactory {

        @Override
        public String getDescription() {
            return DEFAULT_DESCRIPTION;
        }

        @Override
        public DataValueRenderer createRenderer(final DataColumnSpec colSpec) {
            return new DefaultDataValueRenderer(colSpec);
        }
    }

    /** For any column. */
    public DefaultDataValueRenderer() {
        this(null, null);
    }

    /** @param description the name for a user */
    public DefaultDataValueRenderer(final String description) {
        this(null, description);
    }

    /** @param spec the column */
    public DefaultDataValueRenderer(final DataColumnSpec spec) {
        this(spec, null);
    }

    /**
     * @param spec the column
     * @param description the name for a user
     */
    public DefaultDataValueRenderer(final DataColumnSpec spec, final String description) {
        m_spec = spec;
        m_description = description == null ? DEFAULT_DESCRIPTION : description;
    }

    @Override
    public String getDescription() {
        return m_description;
    }

    /** @return the column, may be null */
    protected DataColumnSpec getColSpec() {
        return m_spec;
    }

    @Override
    public boolean accepts(final DataColumnSpec spec) {
        return true;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Component getListCellRendererComponent(final JList list, final Object value, final int index, final boolean isSelected,
        final boolean cellHasFocus) {
        setBackground(isSelected ? list.getSelectionBackground() : list.getBackground());
        setForeground(isSelected ? list.getSelectionForeground() : list.getForeground());
        setFont(list.getFont());
        setValueCatchingException(value);
        return this;
    }

    @Override
    public Component getTableCellRendererComponent(final JTable table, final Object value, final boolean isSelected,
        final boolean hasFocus, final int row, final int column) {
        return super.getTableCellRendererComponent(table, value, isSelected, hasFocus, row, column);
    }

    @Override
    public Component getRendererComponent(final Object val) {
        setValueCatchingException(val);
        return this;
    }

    /** @param value a cell; one that cannot be shown is logged and shown as missing */
    public final void setValueCatchingException(final Object value) {
        try {
            setValue(value);
        } catch (RuntimeException e) {
            NodeLogger.getLogger(getClass()).coding("The value \"" + value + "\" cannot be shown", e);
            setValue(DataType.getMissingCell());
        }
    }
}
