package org.knime.node.parameters.widget.choices.filter;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

import org.knime.core.node.workflow.FlowVariable;
import org.knime.core.webui.node.dialog.defaultdialog.setting.filter.variable.FlowVariableTypeFilter;
import org.knime.core.webui.node.dialog.defaultdialog.setting.filter.withtypes.TypedStringFilterMode;

/** Chooses flow variables: one by one, by a pattern of their names or by type. */
public final class FlowVariableFilter extends TypedStringFilter<FlowVariableTypeFilter> {

    /** Chooses none. */
    public FlowVariableFilter() {
        this(new String[0]);
    }

    /** @param selected the variables that are chosen */
    public FlowVariableFilter(final String[] selected) {
        super(selected, new FlowVariableTypeFilter());
    }

    /** @param selected the variables that are chosen */
    public FlowVariableFilter(final List<String> selected) {
        super(selected, new FlowVariableTypeFilter());
    }

    /** @return this, now without variables that appear later */
    public FlowVariableFilter withExcludedUnknowns() {
        setIncludeUnknownValues(false);
        return this;
    }

    /** @return this, now with variables that appear later */
    public FlowVariableFilter withIncludedUnknowns() {
        setIncludeUnknownValues(true);
        return this;
    }

    /** @return whether a variable is chosen */
    public Predicate<FlowVariable> getFilterPredicate() {
        if (m_mode == TypedStringFilterMode.TYPE) {
            return m_typeFilter.getFilterPredicate();
        }
        final Predicate<String> names = getStringFilterPredicate();
        return v -> names.test(v.getName());
    }

    /**
     * @param flowVariables the variables there are
     * @return those that are chosen
     */
    public List<FlowVariable> filter(final Collection<FlowVariable> flowVariables) {
        return flowVariables.stream().filter(getFilterPredicate()).toList();
    }

    /**
     * @param flowVariables the variables there are
     * @return the variables that were chosen one by one but are not there
     */
    public String[] getMissingSelected(final Collection<FlowVariable> flowVariables) {
        return getMissingSelected(flowVariables.stream().map(FlowVariable::getName).toArray(String[]::new));
    }
}
