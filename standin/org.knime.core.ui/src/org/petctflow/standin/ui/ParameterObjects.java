package org.petctflow.standin.ui;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;

/** Makes objects of classes of settings. */
public final class ParameterObjects {

    private ParameterObjects() {
    }

    /**
     * @param c a class of settings
     * @param <S> the class
     * @return an object with defaults; null if its constructor is missing or fails, as in KNIME
     */
    public static <S extends NodeParameters> S create(final Class<S> c) {
        return Fields.create(c);
    }

    /**
     * @param c a class of settings
     * @param input what is known of a node's input
     * @param <S> the class
     * @return an object with defaults for this input; null if its constructor is missing or fails, as in KNIME
     */
    public static <S extends NodeParameters> S create(final Class<S> c, final NodeParametersInput input) {
        try {
            c.getDeclaredConstructor(NodeParametersInput.class);
        } catch (NoSuchMethodException e) { // NOSONAR then there are the same defaults for all
            return Fields.create(c);
        }
        return Fields.create(c, new Class<?>[]{NodeParametersInput.class}, input);
    }
}
