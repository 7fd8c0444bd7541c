package org.knime.core.webui.node.dialog.defaultdialog.setting.filter.util;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;

import org.knime.node.parameters.persistence.Persistable;

/** Chooses names one by one. */
public class ManualFilter implements Persistable {

    /** The names that are chosen. */
    public String[] m_manuallySelected; // NOSONAR the name of the setting

    /** The names that are not chosen. */
    public String[] m_manuallyDeselected; // NOSONAR the name of the setting

    /** Whether names in neither list are chosen. */
    public boolean m_includeUnknownColumns; // NOSONAR the name of the setting

    /** @param initialSelected the names that are chosen */
    public ManualFilter(final String[] initialSelected) {
        this(initialSelected, new String[0], false);
    }

    /**
     * @param manuallySelected the names that are chosen
     * @param manuallyDeselected the names that are not chosen
     * @param includeUnknownValues whether names in neither list are chosen
     */
    public ManualFilter(final String[] manuallySelected, final String[] manuallyDeselected, final boolean includeUnknownValues) {
        m_manuallySelected = manuallySelected;
        m_manuallyDeselected = manuallyDeselected;
        m_includeUnknownColumns = includeUnknownValues;
    }

    ManualFilter() {
    }

    /** @return whether a name is chosen */
    public Predicate<String> getFilterPredicate() {
        if (!m_includeUnknownColumns) {
            return Set.of(m_manuallySelected)::contains;
        }
        final Set<String> deselected = Set.of(m_manuallyDeselected);
        return name -> !deselected.contains(name);
    }

    /**
     * @param choices the names there are
     * @return the names that are chosen but not there; none where unknown names are chosen
     */
    public String[] getUpdatedMissingValues(final String[] choices) {
        if (m_includeUnknownColumns) {
            return new String[0];
        }
        final Set<String> known = Set.of(choices);
        return Arrays.stream(m_manuallySelected).filter(name -> !known.contains(name)).toArray(String[]::new);
    }
}
