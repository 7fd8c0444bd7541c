package org.knime.core.webui.node.dialog.defaultdialog.setting.singleselection;

import java.util.Objects;
import java.util.Optional;

import org.knime.node.parameters.persistence.Persist;
import org.knime.node.parameters.persistence.Persistable;

/**
 * A text, such as the name of a column, or one of a few constants.
 *
 * @param <E> the constants
 */
public final class StringOrEnum<E extends Enum<E>> implements Persistable {

    String m_regularChoice;

    @Persist(hidden = true)
    E m_specialChoice;

    StringOrEnum() {
    }

    /** @param regularChoice a text */
    public StringOrEnum(final String regularChoice) {
        m_regularChoice = regularChoice;
    }

    /** @param specialChoice a constant */
    public StringOrEnum(final E specialChoice) {
        m_specialChoice = specialChoice;
    }

    /** @return the constant; empty for a text */
    public Optional<E> getEnumChoice() {
        return m_regularChoice == null ? Optional.ofNullable(m_specialChoice) : Optional.empty();
    }

    /** @return the text; null for a constant */
    public String getStringChoice() {
        return m_regularChoice;
    }

    @Override
    public boolean equals(final Object obj) {
        return obj instanceof StringOrEnum<?> other && Objects.equals(m_regularChoice, other.m_regularChoice)
            && Objects.equals(m_specialChoice, other.m_specialChoice);
    }

    @Override
    public int hashCode() {
        return Objects.hash(m_regularChoice, m_specialChoice);
    }
}
