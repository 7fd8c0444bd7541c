package org.knime.node.parameters.widget.choices.util;

import java.util.Collection;
import java.util.List;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;

/** Gives the columns of an input table whose cells are of given kinds. */
public class CompatibleColumnsProvider implements FilteredInputTableColumnsProvider {

    private final Collection<Class<? extends DataValue>> m_valueClasses;

    /** @param valueClass what the cells must be */
    protected CompatibleColumnsProvider(final Class<? extends DataValue> valueClass) {
        this(List.<Class<? extends DataValue>> of(valueClass));
    }

    /** @param valueClasses what the cells must be: one of these */
    protected CompatibleColumnsProvider(final Collection<Class<? extends DataValue>> valueClasses) {
        m_valueClasses = valueClasses;
    }

    @Override
    public boolean isIncluded(final DataColumnSpec col) {
        return m_valueClasses.stream().anyMatch(col.getType()::isCompatible);
    }

    /** Gives the columns of texts. */
    public static class StringColumnsProvider extends CompatibleColumnsProvider {

        /** Of the first table. */
        protected StringColumnsProvider() {
            super(StringValue.class);
        }
    }

    /** Gives the columns of numbers. */
    public static class DoubleColumnsProvider extends CompatibleColumnsProvider {

        /** Of the first table. */
        protected DoubleColumnsProvider() {
            super(DoubleValue.class);
        }
    }
}
