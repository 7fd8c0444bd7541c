package org.knime.node.parameters.widget.choices.filter;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

import org.knime.core.node.util.CheckUtils;
import org.knime.core.webui.node.dialog.defaultdialog.setting.filter.util.DoNotPersistSelected;
import org.knime.core.webui.node.dialog.defaultdialog.setting.filter.util.ManualFilter;
import org.knime.core.webui.node.dialog.defaultdialog.setting.filter.util.PatternFilter;
import org.knime.core.webui.node.dialog.defaultdialog.setting.filter.util.PatternFilter.PatternMode;
import org.knime.core.webui.node.dialog.defaultdialog.setting.filter.withtypes.TypedStringFilterMode;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.persistence.Persistor;

/**
 * Chooses names: one by one, by a pattern or by type.
 *
 * @param <T> how types are chosen
 */
public abstract class TypedStringFilter<T extends TypeFilter> implements Persistable {

    @Persistor(DoNotPersistSelected.class)
    String[] m_selected;

    /** Which of the ways is used. */
    public TypedStringFilterMode m_mode; // NOSONAR the name of the setting

    /** By a pattern. */
    public PatternFilter m_patternFilter; // NOSONAR the name of the setting

    /** One by one. */
    public ManualFilter m_manualFilter; // NOSONAR the name of the setting

    /** By type. */
    public T m_typeFilter; // NOSONAR the name of the setting

    /**
     * @param initialSelected the names that are chosen
     * @param defaultTypeFilter how types are chosen
     */
    protected TypedStringFilter(final String[] initialSelected, final T defaultTypeFilter) {
        m_mode = TypedStringFilterMode.MANUAL;
        m_patternFilter = new PatternFilter();
        m_manualFilter = new ManualFilter(Objects.requireNonNull(initialSelected));
        m_typeFilter = defaultTypeFilter;
    }

    /**
     * @param initialSelected the names that are chosen
     * @param defaultTypeFilter how types are chosen
     */
    protected TypedStringFilter(final List<String> initialSelected, final T defaultTypeFilter) {
        this(initialSelected.toArray(String[]::new), defaultTypeFilter);
    }

    /** @param value whether names that appear later are chosen */
    protected void setIncludeUnknownValues(final boolean value) {
        m_manualFilter.m_includeUnknownColumns = value;
    }

    /**
     * @param choices the names there are
     * @return the names that were chosen one by one but are not there
     */
    protected String[] getMissingSelected(final String[] choices) {
        Objects.requireNonNull(choices);
        return m_mode == TypedStringFilterMode.MANUAL ? m_manualFilter.getUpdatedMissingValues(choices) : new String[0];
    }

    /**
     * @param choices the names there are
     * @param getSelectedFromTypeFilter chooses by type
     * @return the names that are chosen
     */
    protected String[] getSelected(final String[] choices, final Function<T, String[]> getSelectedFromTypeFilter) {
        Objects.requireNonNull(choices);
        return m_mode == TypedStringFilterMode.TYPE ? getSelectedFromTypeFilter.apply(m_typeFilter)
            : Arrays.stream(choices).filter(getStringFilterPredicate()).toArray(String[]::new);
    }

    /** @return whether a name is chosen; there is no answer where names are chosen by type */
    protected Predicate<String> getStringFilterPredicate() {
        CheckUtils.checkState(m_mode != TypedStringFilterMode.TYPE, "A name alone does not say whether it is chosen by its type.");
        return switch (m_mode) {
            case MANUAL -> m_manualFilter.getFilterPredicate();
            case REGEX -> m_patternFilter.getIsSelectedPredicate(PatternMode.REGEX);
            default -> m_patternFilter.getIsSelectedPredicate(PatternMode.WILDCARD);
        };
    }

    /** @param selected the names that are chosen, for the dialog; they are not saved */
    protected void setSelected(final String[] selected) {
        m_selected = selected;
    }
}
