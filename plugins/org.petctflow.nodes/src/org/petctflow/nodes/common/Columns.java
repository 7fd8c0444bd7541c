package org.petctflow.nodes.common;

import java.util.List;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.widget.choices.util.ColumnSelectionUtil;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider;
import org.knime.node.parameters.widget.choices.util.FilteredInputTableColumnsProvider;
import org.petctflow.types.VolumeValue;

/** Choices of columns for {@code @ChoicesProvider}, and the first guess of a new node. */
public final class Columns {

    private Columns() {
    }

    /** Columns of volumes of the first input. */
    public static final class Volumes extends CompatibleColumnsProvider {
        Volumes() {
            super(VolumeValue.class);
        }
    }

    /** Columns of volumes, or of lists of volumes, of the first input. */
    public static final class VolumesOrLists implements FilteredInputTableColumnsProvider {
        @Override
        public boolean isIncluded(final DataColumnSpec column) {
            return isVolumeOrList(column);
        }
    }

    /** Columns of numbers of the first input. */
    public static final class Numbers extends CompatibleColumnsProvider {
        Numbers() {
            super(DoubleValue.class);
        }
    }

    /** Columns of text of the first input. */
    public static final class Texts extends CompatibleColumnsProvider {
        Texts() {
            super(StringValue.class);
        }
    }

    /** All columns of the first input. */
    public static final class All implements FilteredInputTableColumnsProvider {
        @Override
        public boolean isIncluded(final DataColumnSpec column) {
            return true;
        }
    }

    /**
     * @param column a column
     * @return whether its cells are volumes or lists of volumes
     */
    public static boolean isVolumeOrList(final DataColumnSpec column) {
        final DataType type = column.getType();
        return type.isCompatible(VolumeValue.class)
            || type.isCollectionType() && type.getCollectionElementType().isCompatible(VolumeValue.class);
    }

    /**
     * The first guess of a new node.
     *
     * @param input what a new node is connected to
     * @param port which input, from 0
     * @param names names to look for, the best first; compared without regard to case
     * @param value what the cells must be
     * @return the first column of such a name, else the first that fits, else the best name
     */
    public static String guess(final NodeParametersInput input, final int port, final List<String> names,
        final Class<? extends DataValue> value) {
        final List<DataColumnSpec> columns = ColumnSelectionUtil.getCompatibleColumns(input, port, value);
        for (final String name : names) {
            for (final DataColumnSpec column : columns) {
                if (column.getName().equalsIgnoreCase(name)) {
                    return column.getName();
                }
            }
        }
        return columns.isEmpty() ? names.get(0) : columns.get(0).getName();
    }
}
