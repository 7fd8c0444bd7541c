package org.knime.core.node.port;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;

/** A port object that writes and reads itself. It needs a public constructor without parameters. */
public abstract class AbstractPortObject implements PortObject {

    /** For reading. */
    public AbstractPortObject() {
    }

    /**
     * @param out takes the content
     * @param exec takes the progress
     * @throws IOException if it cannot be written
     * @throws CanceledExecutionException if the work was cancelled
     */
    protected abstract void save(PortObjectZipOutputStream out, ExecutionMonitor exec)
        throws IOException, CanceledExecutionException;

    /**
     * @param in what {@link #save} wrote
     * @param spec the spec
     * @param exec takes the progress
     * @throws IOException if it cannot be read
     * @throws CanceledExecutionException if the work was cancelled
     */
    protected abstract void load(PortObjectZipInputStream in, PortObjectSpec spec, ExecutionMonitor exec)
        throws IOException, CanceledExecutionException;

    /**
     * Writes and reads objects of one class; subclassed with that class as the type argument.
     *
     * @param <T> the class
     */
    public abstract static class AbstractPortObjectSerializer<T extends AbstractPortObject> extends PortObjectSerializer<T> {

        /** For subclasses. */
        public AbstractPortObjectSerializer() {
        }

        @Override
        public T loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec, final ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
            final T object = newInstance(this);
            object.load(in, spec, exec);
            return object;
        }

        @Override
        public void savePortObject(final T portObject, final PortObjectZipOutputStream out, final ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
            portObject.save(out, exec);
        }
    }

    /** Makes an object of the class that a serializer names as its type argument. */
    @SuppressWarnings("unchecked")
    static <T> T newInstance(final Object serializer) {
        final var type = (ParameterizedType)serializer.getClass().getGenericSuperclass();
        final var c = (Class<T>)type.getActualTypeArguments()[0];
        try {
            final Constructor<T> constructor = c.getDeclaredConstructor();
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Failed to instantiate class \"" + c.getSimpleName()
                + "\" (failed to invoke no-arg constructor): " + e.getMessage(), e);
        }
    }
}
