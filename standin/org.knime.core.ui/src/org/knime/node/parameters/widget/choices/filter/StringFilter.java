package org.knime.node.parameters.widget.choices.filter;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.knime.core.webui.node.dialog.defaultdialog.setting.filter.StringFilterMode;
import org.knime.core.webui.node.dialog.defaultdialog.setting.filter.util.ManualFilter;
import org.knime.core.webui.node.dialog.defaultdialog.setting.filter.util.PatternFilter;
import org.knime.node.parameters.persistence.Persistable;

/** Chooses texts: one by one or by a pattern. */
public class StringFilter implements Persistable {

    /** Which of the ways is used. */
    public StringFilterMode m_mode; // NOSONAR the name of the setting

    /** By a pattern. */
    public PatternFilter m_patternFilter; // NOSONAR the name of the setting

    /** One by one. */
    public ManualFilter m_manualFilter; // NOSONAR the name of the setting

    /** @param initialSelected the texts that are chosen */
    public StringFilter(final String[] initialSelected) {
        m_mode = StringFilterMode.MANUAL;
        m_patternFilter = new PatternFilter();
        m_manualFilter = new ManualFilter(Objects.requireNonNull(initialSelected));
    }

    /** @param initialSelected the texts that are chosen */
    public StringFilter(final List<String> initialSelected) {
        this(initialSelected.toArray(String[]::new));
    }

    /** Chooses none. */
    public StringFilter() {
        this(new String[0]);
    }

    /** Texts that appear later are not chosen. */
    public void excludeUnknownColumn() {
        m_manualFilter.m_includeUnknownColumns = false;
    }

    /**
     * @param choices the texts there are
     * @return the texts that were chosen one by one but are not there; those that are chosen where they are chosen by a pattern
     */
    public String[] getMissingSelected(final String[] choices) {
        return m_mode == StringFilterMode.MANUAL ? m_manualFilter.getUpdatedMissingValues(Objects.requireNonNull(choices))
            : filter(choices);
    }

    /**
     * @param choices the texts there are
     * @return those that are chosen
     */
    public String[] filter(final String[] choices) {
        if (m_mode != StringFilterMode.MANUAL) {
            return m_patternFilter.getSelected(m_mode.toPatternMode(), choices);
        }
        return Arrays.stream(choices).filter(m_manualFilter.getFilterPredicate()).toArray(String[]::new);
    }
}
