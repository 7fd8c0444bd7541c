package org.knime.core.node.port;

import java.io.IOException;

import javax.swing.JComponent;

import org.knime.core.internal.SerializerMethodLoader.Serializer;

/** What is known of a port object before it is there. */
public interface PortObjectSpec {

    /**
     * Writes and reads specs of one class; registered in plugin.xml beside the port type.
     *
     * @param <T> the class of the specs
     */
    abstract static class PortObjectSpecSerializer<T extends PortObjectSpec> implements Serializer<T> {

        /** For subclasses. */
        public PortObjectSpecSerializer() {
        }

        /**
         * @param portObjectSpec what to write
         * @param out takes it
         * @throws IOException if it cannot be written
         */
        public abstract void savePortObjectSpec(T portObjectSpec, PortObjectSpecZipOutputStream out) throws IOException;

        /**
         * @param in what {@link #savePortObjectSpec} wrote
         * @return the spec
         * @throws IOException if it cannot be read
         */
        public abstract T loadPortObjectSpec(PortObjectSpecZipInputStream in) throws IOException;
    }

    /** @return components that show the spec; null for none */
    JComponent[] getViews();
}
