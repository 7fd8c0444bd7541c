package org.knime.core.node;

/**
 * A factory of nodes whose ports the user may add and remove. (In the stand-in such nodes are made with
 * org.knime.node.DefaultNode only.)
 *
 * @param <T> the class of the model
 */
public abstract class ConfigurableNodeFactory<T extends NodeModel> extends NodeFactory<T> {

    /** The description is read at once. */
    protected ConfigurableNodeFactory() {
    }

    /** @param lazyInitialization whether the description is read later, by {@link #init()} */
    protected ConfigurableNodeFactory(final boolean lazyInitialization) {
        super(lazyInitialization);
    }
}
