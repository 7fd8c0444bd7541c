package org.knime.core.data;

import java.util.function.ToIntBiFunction;

import javax.swing.Icon;

import org.petctflow.standin.core.LetterIcon;

/** Name, icon and order of one of the value interfaces that KNIME itself brings. */
final class BuiltinUtility extends ExtensibleUtilityFactory {

    private final String m_name;

    private final String m_legacyName;

    private final Icon m_icon;

    private final DataValueComparator m_comparator;

    BuiltinUtility(final Class<? extends DataValue> valueClass, final String name, final String legacyName, final String letter,
        final ToIntBiFunction<DataValue, DataValue> order) {
        super(valueClass);
        m_name = name;
        m_legacyName = legacyName;
        m_icon = new LetterIcon(letter);
        m_comparator = order == null ? null : new DataValueComparator() {
            @Override
            protected int compareDataValues(final DataValue v1, final DataValue v2) {
                return order.applyAsInt(v1, v2);
            }
        };
    }

    @Override
    public Icon getIcon() {
        return m_icon;
    }

    @Override
    protected DataValueComparator getComparator() {
        return m_comparator;
    }

    @Override
    public String getName() {
        return m_name;
    }

    @Override
    protected String[] getLegacyNames() {
        return m_legacyName == null ? super.getLegacyNames() : new String[]{m_legacyName};
    }

    @Override
    public String getGroupName() {
        return "Basic";
    }
}
