package org.knime.core.node.port;

import java.io.IOException;
import java.util.zip.ZipEntry;

import javax.swing.JComponent;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;

/** A spec whose content fits into settings. It needs a public constructor without parameters. */
public abstract class AbstractSimplePortObjectSpec implements PortObjectSpec {

    private static final String ENTRY = "content.xml";

    /** For reading. */
    public AbstractSimplePortObjectSpec() {
    }

    /**
     * @param model takes the content
     */
    protected abstract void save(ModelContentWO model);

    /**
     * @param model what {@link #save} wrote
     * @throws InvalidSettingsException if it is something else
     */
    protected abstract void load(ModelContentRO model)
        throws InvalidSettingsException;

    /**
     * Writes and reads specs of one class; subclassed with that class as the type argument.
     *
     * @param <T> the class
     */
    public abstract static class AbstractSimplePortObjectSpecSerializer<T extends AbstractSimplePortObjectSpec>
        extends PortObjectSpecSerializer<T> {

        /** For subclasses. */
        public AbstractSimplePortObjectSpecSerializer() {
        }

        @Override
        public T loadPortObjectSpec(final PortObjectSpecZipInputStream in) throws IOException {
            final ZipEntry entry = in.getNextEntry();
            if (entry == null || !ENTRY.equals(entry.getName())) {
                throw new IOException("Expected zip entry " + ENTRY + ", got " + (entry == null ? null : entry.getName()));
            }
            final T spec = AbstractPortObject.newInstance(this);
            try {
                final ModelContentRO content = ModelContent.loadFromXML(in);
                final String name = content.getString("class_name");
                if (!name.equals(spec.getClass().getName())) {
                    throw new IOException("Expected a " + spec.getClass().getName() + ", got a " + name);
                }
                spec.load(content.getModelContent("model"));
                return spec;
            } catch (InvalidSettingsException e) {
                throw new IOException("Unable to load model content into \"" + spec.getClass().getSimpleName() + "\": "
                    + e.getMessage(), e);
            }
        }

        @Override
        public void savePortObjectSpec(final T portObject, final PortObjectSpecZipOutputStream out) throws IOException {
            final ModelContent content = new ModelContent("model.xml");
            content.addInt("version", 1);
            content.addString("class_name", portObject.getClass().getName());
            portObject.save(content.addModelContent("model"));
            out.putNextEntry(new ZipEntry(ENTRY));
            content.saveToXML(out);
        }
    }

    private ModelContent content() {
        final ModelContent content = new ModelContent("content");
        save(content);
        return content;
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    public boolean equals(final Object ospec) {
        return ospec == this || ospec != null && getClass() == ospec.getClass()
            && content().equals(((AbstractSimplePortObjectSpec)ospec).content());
    }

    @Override
    public int hashCode() {
        return content().hashCode();
    }
}
