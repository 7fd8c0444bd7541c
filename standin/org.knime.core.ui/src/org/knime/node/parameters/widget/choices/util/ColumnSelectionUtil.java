package org.knime.node.parameters.widget.choices.util;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.knime.node.parameters.NodeParametersInput;

/** Selects columns of input tables, for defaults and choices. Ports count from 0; where no table is known, there are no columns. */
public final class ColumnSelectionUtil {

    private ColumnSelectionUtil() {
    }

    private static Stream<DataColumnSpec> columns(final NodeParametersInput context, final int portIndex) {
        return columns(context.getInTableSpec(portIndex).orElse(null));
    }

    private static Stream<DataColumnSpec> columns(final DataTableSpec spec) {
        return spec == null ? Stream.empty() : spec.stream();
    }

    private static Predicate<DataColumnSpec> isOneOf(final Collection<Class<? extends DataValue>> valueClasses) {
        return c -> valueClasses.stream().anyMatch(c.getType()::isCompatible);
    }

    /**
     * @param context the input
     * @param portIndex a port
     * @return its columns
     */
    public static List<DataColumnSpec> getAllColumns(final NodeParametersInput context, final int portIndex) {
        return columns(context, portIndex).toList();
    }

    /**
     * @param context the input
     * @return the columns of port 0
     */
    public static List<DataColumnSpec> getAllColumnsOfFirstPort(final NodeParametersInput context) {
        return getAllColumns(context, 0);
    }

    /**
     * @param context the input
     * @param portIndex a port
     * @return its first column
     */
    public static Optional<DataColumnSpec> getFirstColumn(final NodeParametersInput context, final int portIndex) {
        return columns(context, portIndex).findFirst();
    }

    /**
     * @param context the input
     * @return the first column of port 0
     */
    public static Optional<DataColumnSpec> getFirstColumnOfFirstPort(final NodeParametersInput context) {
        return getFirstColumn(context, 0);
    }

    /**
     * @param context the input
     * @param portIndex a port
     * @param filter a condition
     * @return the columns for which it holds
     */
    public static List<DataColumnSpec> getFilteredColumns(final NodeParametersInput context, final int portIndex,
        final Predicate<DataColumnSpec> filter) {
        return columns(context, portIndex).filter(filter).toList();
    }

    /**
     * @param context the input
     * @param portIndex a port
     * @param valueClasses kinds of cells
     * @return its columns of one of these kinds
     */
    @SafeVarargs
    public static List<DataColumnSpec> getCompatibleColumns(final NodeParametersInput context, final int portIndex,
        final Class<? extends DataValue>... valueClasses) {
        return getFilteredColumns(context, portIndex, isOneOf(Arrays.asList(valueClasses)));
    }

    /**
     * @param context the input
     * @param valueClasses kinds of cells
     * @return the columns of port 0 of one of these kinds
     */
    @SafeVarargs
    public static List<DataColumnSpec> getCompatibleColumnsOfFirstPort(final NodeParametersInput context,
        final Class<? extends DataValue>... valueClasses) {
        return getCompatibleColumns(context, 0, valueClasses);
    }

    /**
     * @param context the input
     * @param portIndex a port
     * @return its columns of texts
     */
    public static List<DataColumnSpec> getStringColumns(final NodeParametersInput context, final int portIndex) {
        return getCompatibleColumns(context, portIndex, StringValue.class);
    }

    /**
     * @param inSpec a table, or null
     * @return its columns of texts
     */
    public static List<DataColumnSpec> getStringColumns(final DataTableSpec inSpec) {
        return getCompatibleColumns(inSpec, StringValue.class);
    }

    /**
     * @param inSpec a table, or null
     * @return its first column of texts
     */
    public static Optional<DataColumnSpec> getFirstStringColumn(final DataTableSpec inSpec) {
        return getFirstCompatibleColumn(inSpec, StringValue.class);
    }

    /**
     * @param context the input
     * @return the columns of texts of port 0
     */
    public static List<DataColumnSpec> getStringColumnsOfFirstPort(final NodeParametersInput context) {
        return getStringColumns(context, 0);
    }

    /**
     * @param context the input
     * @param portIndex a port
     * @return its columns of numbers
     */
    public static List<DataColumnSpec> getDoubleColumns(final NodeParametersInput context, final int portIndex) {
        return getCompatibleColumns(context, portIndex, DoubleValue.class);
    }

    /**
     * @param inSpec a table, or null
     * @return its columns of numbers
     */
    public static List<DataColumnSpec> getDoubleColumns(final DataTableSpec inSpec) {
        return getCompatibleColumns(inSpec, DoubleValue.class);
    }

    /**
     * @param inSpec a table, or null
     * @return its first column of numbers
     */
    public static Optional<DataColumnSpec> getFirstDoubleColumn(final DataTableSpec inSpec) {
        return getFirstCompatibleColumn(inSpec, DoubleValue.class);
    }

    /**
     * @param context the input
     * @return the columns of numbers of port 0
     */
    public static List<DataColumnSpec> getDoubleColumnsOfFirstPort(final NodeParametersInput context) {
        return getDoubleColumns(context, 0);
    }

    /**
     * @param spec a table, or null
     * @param valueClasses kinds of cells
     * @return its columns of one of these kinds
     */
    @SafeVarargs
    public static List<DataColumnSpec> getCompatibleColumns(final DataTableSpec spec,
        final Class<? extends DataValue>... valueClasses) {
        return getCompatibleColumns(spec, (Collection<Class<? extends DataValue>>)Arrays.asList(valueClasses));
    }

    /**
     * @param spec a table, or null
     * @param valueClasses kinds of cells
     * @return its columns of one of these kinds
     */
    public static List<DataColumnSpec> getCompatibleColumns(final DataTableSpec spec,
        final Collection<Class<? extends DataValue>> valueClasses) {
        return columns(spec).filter(isOneOf(valueClasses)).toList();
    }

    /**
     * @param spec a table, or null
     * @param valueClasses kinds of cells
     * @return its first column of one of these kinds
     */
    @SafeVarargs
    public static Optional<DataColumnSpec> getFirstCompatibleColumn(final DataTableSpec spec,
        final Class<? extends DataValue>... valueClasses) {
        return getFirstCompatibleColumn(spec, Arrays.asList(valueClasses));
    }

    /**
     * @param spec a table, or null
     * @param valueClasses kinds of cells
     * @return its first column of one of these kinds
     */
    public static Optional<DataColumnSpec> getFirstCompatibleColumn(final DataTableSpec spec,
        final List<Class<? extends DataValue>> valueClasses) {
        return columns(spec).filter(isOneOf(valueClasses)).findFirst();
    }
}
