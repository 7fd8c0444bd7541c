package org.example.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;

import javax.swing.JComponent;

import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** A model that holds a text. */
public final class ProbeModel implements PortObject {

    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(ProbeModel.class);

    private final String m_text;

    private final ProbeSpec m_spec;

    ProbeModel(final String text, final ProbeSpec spec) {
        m_text = text;
        m_spec = spec;
    }

    @Override
    public String getSummary() {
        return "Model: " + m_text;
    }

    @Override
    public ProbeSpec getSpec() {
        return m_spec;
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    /** Writes the text. */
    public static final class Serializer extends PortObjectSerializer<ProbeModel> {

        @Override
        public void savePortObject(final ProbeModel model, final PortObjectZipOutputStream out, final ExecutionMonitor exec)
            throws IOException {
            out.putNextEntry(new ZipEntry("text.txt"));
            out.write(model.m_text.getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        }

        @Override
        public ProbeModel loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec, final ExecutionMonitor exec)
            throws IOException {
            in.getNextEntry();
            return new ProbeModel(new String(in.readAllBytes(), StandardCharsets.UTF_8), (ProbeSpec)spec);
        }
    }
}
