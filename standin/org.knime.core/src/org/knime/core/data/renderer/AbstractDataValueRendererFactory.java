package org.knime.core.data.renderer;

/** A factory whose name is that of its class. */
public abstract class AbstractDataValueRendererFactory implements DataValueRendererFactory {

    /** For subclasses. */
    public AbstractDataValueRendererFactory() {
    }

    @Override
    public final String getId() {
        return getClass().getName();
    }

    @Override
    public int hashCode() {
        return getClass().hashCode();
    }

    @Override
    public boolean equals(final Object obj) {
        return obj != null && getClass() == obj.getClass();
    }
}
