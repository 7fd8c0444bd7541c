package org.example.probe;

import javax.swing.JComponent;
import org.knime.core.node.*;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;

public final class MySpec extends AbstractSimplePortObjectSpec {
    public static final class Ser extends AbstractSimplePortObjectSpecSerializer<MySpec> {}

    public String m_s;

    public MySpec() {}

    public MySpec(final String g) {
        m_s = g;
    }

    @Override
    protected void save(final ModelContentWO model) {
        model.addString("s", m_s);
    }

    @Override
    protected void load(final ModelContentRO model) throws InvalidSettingsException {
        m_s = model.getString("s");
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }
}
