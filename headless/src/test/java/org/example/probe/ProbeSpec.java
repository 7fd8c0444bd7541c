package org.example.probe;

import javax.swing.JComponent;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;

/** The spec of a {@link ProbeModel}. */
public final class ProbeSpec extends AbstractSimplePortObjectSpec {

    private String m_text = "";

    public ProbeSpec() {
        // for the serializer
    }

    ProbeSpec(final String text) {
        m_text = text;
    }

    @Override
    protected void save(final ModelContentWO model) {
        model.addString("text", m_text);
    }

    @Override
    protected void load(final ModelContentRO model) throws InvalidSettingsException {
        m_text = model.getString("text");
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    /** Writes the text. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<ProbeSpec> {
    }
}
