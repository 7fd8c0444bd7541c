package org.knime.core.data.renderer;

import java.awt.Component;

import javax.swing.JComponent;
import javax.swing.JList;
import javax.swing.JTable;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataType;
import org.knime.core.node.NodeLogger;

/** Paints a cell in its own way: {@link #setValue} takes the cell, paintComponent paints it. */
public abstract class AbstractPainterDataValueRenderer extends JComponent implements DataValueRenderer {

    private static final long serialVersionUID = 1L;

    /** For subclasses. */
    public AbstractPainterDataValueRenderer() {
        setOpaque(true);
    }

    @Override
    public String getDescription() {
        return "Default";
    }

    @Override
    public boolean accepts(final DataColumnSpec spec) {
        return true;
    }

    /** @param value the cell to paint */
    protected abstract void setValue(Object value);

    private Component show(final Object value) {
        try {
            setValue(value);
        } catch (RuntimeException e) {
            NodeLogger.getLogger(getClass()).coding("The value \"" + value + "\" cannot be shown", e);
            setValue(DataType.getMissingCell());
        }
        return this;
    }

    @Override
    public Component getRendererComponent(final Object val) {
        setValue(val);
        return this;
    }

    @Override
    public Component getTableCellRendererComponent(final JTable table, final Object value, final boolean isSelected,
        final boolean hasFocus, final int row, final int column) {
        setForeground(isSelected ? table.getSelectionForeground() : table.getForeground());
        setBackground(isSelected ? table.getSelectionBackground() : table.getBackground());
        setFont(table.getFont());
        return show(value);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Component getListCellRendererComponent(final JList list, final Object value, final int index, final boolean isSelected,
        final boolean cellHasFocus) {
        setForeground(isSelected ? list.getSelectionForeground() : list.getForeground());
        setBackground(isSelected ? list.getSelectionBackground() : list.getBackground());
        setFont(list.getFont());
        return show(value);
    }
}
