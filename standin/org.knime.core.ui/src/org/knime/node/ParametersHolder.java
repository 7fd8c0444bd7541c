package org.knime.node;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.parameters.NodeParameters;
import org.petctflow.standin.ui.ParametersInput;

/** The settings of a model and the defaults of its view's. Defaults are made when they are first needed, with what is then known. */
final class ParametersHolder {

    private final Class<? extends NodeParameters> m_class;

    private final Class<? extends NodeParameters> m_viewClass;

    private final PortType[] m_inTypes;

    private final PortType[] m_outTypes;

    private NodeParameters m_parameters;

    private PortObjectSpec[] m_specs;

    ParametersHolder(final Class<? extends NodeParameters> parametersClass, final Class<? extends NodeParameters> viewClass,
        final PortType[] inTypes, final PortType[] outTypes) {
        m_class = parametersClass;
        m_viewClass = viewClass;
        m_inTypes = inTypes;
        m_outTypes = outTypes;
    }

    private NodeParameters create(final Class<? extends NodeParameters> c) {
        return m_specs == null ? NodeParametersUtil.createSettings(c)
            : NodeParametersUtil.createSettings(c, new ParametersInput(m_inTypes, m_outTypes, m_specs));
    }

    void setSpecs(final PortObjectSpec[] specs) throws InvalidSettingsException {
        m_specs = specs;
        if (m_class != null && m_parameters == null) {
            m_parameters = create(m_class);
            m_parameters.validate();
        }
    }

    @SuppressWarnings("unchecked")
    <S extends NodeParameters> S get() {
        return (S)m_parameters;
    }

    void save(final NodeSettingsWO settings) {
        if (m_class != null) {
            NodeParametersUtil.saveSettings(m_class, m_parameters == null ? NodeParametersUtil.createSettings(m_class) : m_parameters,
                settings);
        }
    }

    void validate(final NodeSettingsRO settings) throws InvalidSettingsException {
        if (m_class != null) {
            NodeParametersUtil.loadSettings(settings, m_class).validate();
        }
    }

    void load(final NodeSettingsRO settings) throws InvalidSettingsException {
        if (m_class != null) {
            m_parameters = NodeParametersUtil.loadSettings(settings, m_class);
        }
    }

    void validateView(final NodeSettingsRO settings) throws InvalidSettingsException {
        if (m_viewClass != null) {
            NodeParametersUtil.loadSettings(settings, m_viewClass).validate();
        }
    }

    void saveViewDefaults(final NodeSettingsWO settings) {
        if (m_viewClass != null) {
            NodeParametersUtil.saveSettings(m_viewClass, create(m_viewClass), settings);
        }
    }
}
