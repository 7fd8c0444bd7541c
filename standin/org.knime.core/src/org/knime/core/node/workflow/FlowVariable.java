package org.knime.core.node.workflow;

import java.util.Objects;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.util.CheckUtils;
import org.petctflow.standin.core.Access;

/** A named value that flows beside the data. */
public final class FlowVariable extends FlowObject {

    private final String m_name;

    private final VariableType<?> m_type;

    private final Object m_value;

    private final Scope m_scope;

    static {
        Access.set(new VariableAccess());
    }

    /** Where a variable is seen. */
    public enum Scope {
            /** A constant of the application. */
            Global("knime"),
            /** Along the flow. */
            Flow(""),
            /** In a node only. */
            Local("knime.node"),
            /** Hides another variable. */
            Hide("knime.hide");

        private final String m_prefix;

        Scope(final String prefix) {
            m_prefix = prefix;
        }

        /** @return how the names of such variables begin */
        public String getPrefix() {
            return m_prefix;
        }

        /** @param name the name of such a variable; an exception is thrown if it begins otherwise */
        public void verifyName(final String name) {
            if (!name.startsWith(m_prefix)) {
                throw new IllegalArgumentException(
                    "Invalid " + name() + " variable, name must start with \"" + m_prefix + "\": " + name);
            }
            if (this == Flow) {
                for (Scope s : new Scope[]{Local, Hide, Global}) {
                    if (name.startsWith(s.m_prefix)) {
                        throw new IllegalArgumentException("The flow variable '" + name + "' has a reserved prefix ('" + s.m_prefix
                            + "'). Please change the name.");
                    }
                }
            }
        }
    }

    <T> FlowVariable(final String name, final VariableType<T> type, final T value, final Scope scope) {
        m_name = CheckUtils.checkArgumentNotNull(name, "Name must not be null");
        m_type = CheckUtils.checkArgumentNotNull(type, "Type must not be null");
        CheckUtils.checkArgument(!name.isBlank(), "Invalid (empty) flow variable name");
        scope.verifyName(name);
        m_value = value;
        m_scope = scope;
    }

    /**
     * @param name the name
     * @param type the type, whose default value is taken
     * @param <T> the Java type of the value
     */
    public <T> FlowVariable(final String name, final VariableType<T> type) {
        this(name, type, type.getDefault(), Scope.Flow);
    }

    /**
     * @param name the name
     * @param type the type
     * @param value the value
     * @param <T> the Java type of the value
     */
    public <T> FlowVariable(final String name, final VariableType<T> type, final T value) {
        this(name, type, value, Scope.Flow);
    }

    /**
     * @param name the name
     * @param valueS the value
     */
    public FlowVariable(final String name, final String valueS) {
        this(name, VariableType.StringType.INSTANCE, valueS);
    }

    /**
     * @param name the name
     * @param valueD the value
     */
    public FlowVariable(final String name, final double valueD) {
        this(name, VariableType.DoubleType.INSTANCE, valueD);
    }

    /**
     * @param name the name
     * @param valueI the value
     */
    public FlowVariable(final String name, final int valueI) {
        this(name, VariableType.IntType.INSTANCE, valueI);
    }

    Object value() {
        return m_value;
    }

    /** @return the name */
    public String getName() {
        return m_name;
    }

    /** @return whether it is a constant of the application */
    public boolean isGlobalConstant() {
        return m_scope == Scope.Global;
    }

    /** @return where it is seen */
    public Scope getScope() {
        return m_scope;
    }

    /** @return the type */
    public VariableType<?> getVariableType() {
        return m_type;
    }

    /**
     * @param expectedType as what it is read
     * @param <T> the Java type of the value
     * @return the value
     */
    public <T> T getValue(final VariableType<T> expectedType) {
        CheckUtils.checkArgument(m_type.isConvertible(expectedType),
            "Flow variable does not represent value of class \"%s\" (but \"%s\") and also can't be converted to it.", m_type,
            expectedType);
        return convert(m_type, expectedType);
    }

    private <S, T> T convert(final VariableType<S> type, final VariableType<T> target) {
        return type.convert(type.getSimpleType().cast(m_value), target);
    }

    /** @return the value of a string variable, null for any other */
    public String getStringValue() {
        return m_type == VariableType.StringType.INSTANCE ? (String)m_value : null;
    }

    /** @return the value of a double variable, NaN for any other */
    public double getDoubleValue() {
        return m_type == VariableType.DoubleType.INSTANCE ? (Double)m_value : Double.NaN;
    }

    /** @return the value of an int variable, 0 for any other */
    public int getIntValue() {
        return m_type == VariableType.IntType.INSTANCE ? (Integer)m_value : 0;
    }

    /** @return the value as text */
    public String getValueAsString() {
        return String.valueOf(m_value);
    }

    /** @param settings take the variable */
    public void save(final NodeSettingsWO settings) {
        settings.addString("name", m_name);
        save(settings, m_type);
    }

    private <T> void save(final NodeSettingsWO settings, final VariableType<T> type) {
        type.saveWithType(settings, type.getSimpleType().cast(m_value));
    }

    /**
     * @param sub what {@link #save} wrote
     * @return the variable
     * @throws InvalidSettingsException if it is something else
     */
    public static FlowVariable load(final NodeSettingsRO sub) throws InvalidSettingsException {
        final String name = CheckUtils.checkSettingNotNull(sub.getString("name"), "name must not be null");
        try {
            return VariableType.load(name, sub, VariableType.loadType(sub));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "\"" + m_name + "\" (" + m_type.getIdentifier() + ": " + getValueAsString() + ")";
    }

    @Override
    public boolean equals(final Object obj) {
        return obj == this || obj instanceof FlowVariable v && m_name.equals(v.m_name) && m_type == v.m_type
            && Objects.equals(m_value, v.m_value);
    }

    @Override
    public int hashCode() {
        return m_type.hashCode() ^ m_name.hashCode();
    }
}
