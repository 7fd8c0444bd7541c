package org.example.probe;

import java.io.*;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import javax.swing.JComponent;
import org.knime.core.node.*;
import org.knime.core.node.port.*;

public final class MyPO implements PortObject {
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(MyPO.class);

    public static final class Ser extends PortObjectSerializer<MyPO> {
        @Override
        public void savePortObject(
                final MyPO o, final PortObjectZipOutputStream out, final ExecutionMonitor exec)
                throws IOException {
            out.putNextEntry(new ZipEntry("text.txt"));
            out.write(o.m_text.getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        }

        @Override
        public MyPO loadPortObject(
                final PortObjectZipInputStream in,
                final PortObjectSpec spec,
                final ExecutionMonitor exec)
                throws IOException {
            in.getNextEntry();
            return new MyPO(new String(in.readAllBytes(), StandardCharsets.UTF_8), (MySpec) spec);
        }
    }

    public final String m_text;
    private final MySpec m_spec;

    public MyPO(final String t, final MySpec s) {
        m_text = t;
        m_spec = s;
    }

    @Override
    public String getSummary() {
        return "MyPO: " + m_text;
    }

    @Override
    public MySpec getSpec() {
        return m_spec;
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }
}
