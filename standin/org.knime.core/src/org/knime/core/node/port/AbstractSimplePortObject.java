package org.knime.core.node.port;

import java.io.IOException;
import java.util.zip.ZipEntry;

import javax.swing.JComponent;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;

/** A port object whose content fits into settings. It needs a public constructor without parameters. */
public abstract class AbstractSimplePortObject implements PortObject {

    private static final String ENTRY = "content.xml";

    /** For reading. */
    public AbstractSimplePortObject() {
    }

    /**
     * @param model takes the content
     * @param exec takes the progress
     * @throws CanceledExecutionException if the work was cancelled
     */
    protected abstract void save(ModelContentWO model, ExecutionMonitor exec) throws CanceledExecutionException;

    /**
     * @param model what {@link #save} wrote
     * @param spec the spec
     * @param exec takes the progress
     * @throws InvalidSettingsException if it is something else
     * @throws CanceledExecutionException if the work was cancelled
     */
    protected abstract void load(ModelContentRO model, PortObjectSpec spec, ExecutionMonitor exec)
        throws InvalidSettingsException, CanceledExecutionException;

    /**
     * Writes and reads objects of one class; subclassed with that class as the type argument.
     *
     * @param <T> the class
     */
    public abstract static class AbstractSimplePortObjectSerializer<T extends AbstractSimplePortObject>
        extends PortObjectSerializer<T> {

        /** For subclasses. */
        public AbstractSimplePortObjectSerializer() {
        }

        @Override
        public T loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec, final ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
            final ZipEntry entry = in.getNextEntry();
            if (entry == null || !ENTRY.equals(entry.getName())) {
                throw new IOException("Expected zip entry " + ENTRY + ", got " + (entry == null ? null : entry.getName()));
            }
            final T object = AbstractPortObject.newInstance(this);
            try {
                final ModelContentRO content = ModelContent.loadFromXML(in);
                final String name = content.getString("class_name");
                if (!name.equals(object.getClass().getName())) {
                    throw new IOException("Expected a " + object.getClass().getName() + ", got a " + name);
                }
                object.load(content.getModelContent("model"), spec, exec);
                return object;
            } catch (InvalidSettingsException e) {
                throw new IOException("Unable to load model content into \"" + object.getClass().getSimpleName() + "\": "
                    + e.getMessage(), e);
            }
        }

        @Override
        public void savePortObject(final T portObject, final PortObjectZipOutputStream out, final ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
            final ModelContent content = new ModelContent("model.xml");
            content.addInt("version", 1);
            content.addString("class_name", portObject.getClass().getName());
            portObject.save(content.addModelContent("model"), exec);
            out.putNextEntry(new ZipEntry(ENTRY));
            content.saveToXML(out);
        }
    }

    private ModelContent content() {
        final ModelContent content = new ModelContent("content");
        try {
            save(content, new ExecutionMonitor());
        } catch (CanceledExecutionException e) {
            throw new IllegalStateException(e);
        }
        return content;
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    public boolean equals(final Object oport) {
        return oport == this || oport != null && getClass() == oport.getClass()
            && content().equals(((AbstractSimplePortObject)oport).content());
    }

    @Override
    public int hashCode() {
        return content().hashCode();
    }
}
