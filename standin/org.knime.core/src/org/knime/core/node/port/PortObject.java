package org.knime.core.node.port;

import java.io.IOException;

import javax.swing.JComponent;

import org.knime.core.internal.SerializerMethodLoader.Serializer;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;

/** What flows between nodes. */
public interface PortObject {

    /** The type of ports that take anything. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(PortObject.class);

    /** The type of ports that take anything or nothing. */
    public static final PortType TYPE_OPTIONAL = PortTypeRegistry.getInstance().getPortType(PortObject.class, true);

    /**
     * Writes and reads port objects of one class; registered in plugin.xml with the port type.
     *
     * @param <T> the class of the port objects
     */
    abstract static class PortObjectSerializer<T extends PortObject> implements Serializer<T> {

        /** For subclasses. */
        public PortObjectSerializer() {
        }

        /**
         * @param portObject what to write, without the spec and the files of file stores
         * @param out takes it
         * @param exec takes the progress
         * @throws IOException if it cannot be written
         * @throws CanceledExecutionException if the work was cancelled
         */
        public abstract void savePortObject(T portObject, PortObjectZipOutputStream out, ExecutionMonitor exec)
            throws IOException, CanceledExecutionException;

        /**
         * @param in what {@link #savePortObject} wrote
         * @param spec the port object's spec
         * @param exec takes the progress
         * @return the port object
         * @throws IOException if it cannot be read
         * @throws CanceledExecutionException if the work was cancelled
         */
        public abstract T loadPortObject(PortObjectZipInputStream in, PortObjectSpec spec, ExecutionMonitor exec)
            throws IOException, CanceledExecutionException;
    }

    /** @return a line about the object */
    String getSummary();

    /** @return the spec, not null */
    PortObjectSpec getSpec();

    /** @return components that show the object; null for none */
    JComponent[] getViews();
}
