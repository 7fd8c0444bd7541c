package org.knime.core.node.port.image;

import javax.swing.JComponent;

import org.knime.core.data.DataType;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;

/** The spec of a picture: the type of cells that can hold it. */
public final class ImagePortObjectSpec extends AbstractSimplePortObjectSpec {

    /** Writes and reads the type. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<ImagePortObjectSpec> {
    }

    private DataType m_type;

    /** @param type the type of cells that can hold the picture */
    public ImagePortObjectSpec(final DataType type) {
        m_type = type;
    }

    /** For reading. */
    public ImagePortObjectSpec() {
    }

    /** @return the type of cells that can hold the picture */
    public DataType getDataType() {
        return m_type;
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    protected void load(final ModelContentRO model) throws InvalidSettingsException {
        m_type = model.getDataType("type");
    }

    @Override
    protected void save(final ModelContentWO model) {
        model.addDataType("type", m_type);
    }
}
