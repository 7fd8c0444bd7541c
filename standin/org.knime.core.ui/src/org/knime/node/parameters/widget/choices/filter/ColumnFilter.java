package org.knime.node.parameters.widget.choices.filter;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.webui.node.dialog.defaultdialog.setting.filter.withtypes.TypedStringFilterMode;

/** Chooses columns: one by one, by a pattern of their names or by type. Columns that appear later are not chosen unless it says so. */
public final class ColumnFilter extends TypedStringFilter<ColumnTypeFilter> {

    /** Chooses none. */
    public ColumnFilter() {
        this(new String[0]);
    }

    /** @param selected the columns that are chosen */
    public ColumnFilter(final String[] selected) {
        super(selected, new ColumnTypeFilter());
    }

    /** @param selectedColumns the columns that are chosen */
    public ColumnFilter(final List<DataColumnSpec> selectedColumns) {
        super(names(selectedColumns), new ColumnTypeFilter());
    }

    private static String[] names(final List<DataColumnSpec> columns) {
        return columns.stream().map(DataColumnSpec::getName).toArray(String[]::new);
    }

    /** @return this, now without columns that appear later */
    public ColumnFilter withExcludeUnknownColumns() {
        setIncludeUnknownValues(false);
        return this;
    }

    /** @return this, now with columns that appear later */
    public ColumnFilter withIncludeUnknownColumns() {
        setIncludeUnknownValues(true);
        return this;
    }

    /**
     * @param choices the columns there are
     * @return the columns that were chosen one by one but are not there
     */
    public String[] getMissingSelected(final List<DataColumnSpec> choices) {
        return getMissingSelected(names(choices));
    }

    /**
     * @param choices the columns there are
     * @return those that are chosen
     */
    public String[] filter(final List<DataColumnSpec> choices) {
        return getSelected(names(choices), types -> names(choices.stream().filter(types.columns()).toList()));
    }

    /** @return whether a column is chosen */
    public Predicate<DataColumnSpec> getFilterPredicate() {
        if (m_mode == TypedStringFilterMode.TYPE) {
            return m_typeFilter.columns();
        }
        final Predicate<String> names = getStringFilterPredicate();
        return c -> names.test(c.getName());
    }

    /**
     * @param spec the table
     * @return its columns that are chosen
     */
    public String[] filterFromFullSpec(final DataTableSpec spec) {
        return filter(spec.stream().toList());
    }

    /**
     * @param spec the table
     * @return the columns that were chosen one by one but are not in it
     */
    public String[] getMissingSelectedFromFullSpec(final DataTableSpec spec) {
        return getMissingSelected(spec.stream().toList());
    }

    /**
     * @param choices the columns there are
     * @return those that are chosen and then those that are missing; kept for the dialog
     */
    public String[] updateSelectedColumnsBeforeSerialization(final List<DataColumnSpec> choices) {
        final String[] selected =
            Stream.concat(Arrays.stream(filter(choices)), Arrays.stream(getMissingSelected(choices))).toArray(String[]::new);
        setSelectedBeforeSerialization(selected);
        return selected;
    }

    /** @param selected the columns that are chosen, for the dialog; they are not saved */
    public void setSelectedBeforeSerialization(final String[] selected) {
        setSelected(selected);
    }
}
