package org.knime.node.parameters.widget.choices.filter;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.widget.choices.TypedStringChoice.PossibleTypeValue;

/** Chooses by type. */
public abstract class TypeFilter implements Persistable {

    /** The types that are chosen. */
    public String[] m_selectedTypes; // NOSONAR the name of the setting

    /** Chooses none. */
    protected TypeFilter() {
        this(new String[0]);
    }

    /** @param selectedTypes the types that are chosen */
    protected TypeFilter(final String[] selectedTypes) {
        m_selectedTypes = selectedTypes;
    }

    /**
     * @param typeId a type as it is saved
     * @return the type as the dialog shows it, if it is known
     */
    protected abstract Optional<PossibleTypeValue> fromTypeId(String typeId);

    /** @return whether a type is chosen */
    protected Predicate<String> getIsSelectedPredicate() {
        return Set.of(m_selectedTypes)::contains;
    }
}
