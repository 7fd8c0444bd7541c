package org.knime.core.node.workflow;

/** All types of variables. */
public final class VariableTypeRegistry {

    private static final VariableTypeRegistry INSTANCE = new VariableTypeRegistry();

    private VariableTypeRegistry() {
    }

    /** @return the only instance */
    public static VariableTypeRegistry getInstance() {
        return INSTANCE;
    }

    /** @return all types */
    public VariableType<?>[] getAllTypes() {
        return VariableType.all().toArray(VariableType<?>[]::new);
    }
}
