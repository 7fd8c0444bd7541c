package org.petctflow.standin.contract;

import java.io.File;

import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeDialogPane;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.NodeView;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.flowvariable.FlowVariablePortObject;
import org.knime.core.node.port.flowvariable.FlowVariablePortObjectSpec;
import org.knime.core.webui.node.dialog.NodeDialog;
import org.knime.core.webui.node.dialog.NodeDialogFactory;
import org.knime.core.webui.node.dialog.SettingsType;
import org.knime.core.webui.node.dialog.defaultdialog.DefaultNodeDialog;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;

/** A node with a model of its own, as it takes to push flow variables, and a dialog made of a class of settings. */
public final class ClassicNodeFactory extends NodeFactory<ClassicNodeFactory.Model> implements NodeDialogFactory {

    static final class Parameters implements NodeParameters {
        @Widget(title = "Folds", description = "How many.")
        int m_folds = 5;
    }

    static final class Model extends NodeModel {

        private Parameters m_parameters = new Parameters();

        Model() {
            super(new PortType[0], new PortType[]{FlowVariablePortObject.TYPE});
        }

        @Override
        protected PortObjectSpec[] configure(final PortObjectSpec[] inSpecs) throws InvalidSettingsException {
            pushFlowVariableInt("folds", m_parameters.m_folds);
            return new PortObjectSpec[]{FlowVariablePortObjectSpec.INSTANCE};
        }

        @Override
        protected PortObject[] execute(final PortObject[] inObjects, final ExecutionContext exec) {
            pushFlowVariableInt("folds", m_parameters.m_folds);
            pushFlowVariableString("name", "cohort");
            return new PortObject[]{FlowVariablePortObject.INSTANCE};
        }

        @Override
        protected void saveSettingsTo(final NodeSettingsWO settings) {
            NodeParametersUtil.saveSettings(Parameters.class, m_parameters, settings);
        }

        @Override
        protected void validateSettings(final NodeSettingsRO settings) throws InvalidSettingsException {
            NodeParametersUtil.loadSettings(settings, Parameters.class).validate();
        }

        @Override
        protected void loadValidatedSettingsFrom(final NodeSettingsRO settings) throws InvalidSettingsException {
            m_parameters = NodeParametersUtil.loadSettings(settings, Parameters.class);
        }

        @Override
        protected void reset() {
            // nothing is kept
        }

        @Override
        protected void loadInternals(final File nodeInternDir, final ExecutionMonitor exec) {
            // nothing is kept
        }

        @Override
        protected void saveInternals(final File nodeInternDir, final ExecutionMonitor exec) {
            // nothing is kept
        }
    }

    @Override
    public Model createNodeModel() {
        return new Model();
    }

    @Override
    public NodeDialog createNodeDialog() {
        return new DefaultNodeDialog(SettingsType.MODEL, Parameters.class);
    }

    @Override
    protected int getNrNodeViews() {
        return 0;
    }

    @SuppressWarnings("removal")
    @Override
    public NodeView<Model> createNodeView(final int viewIndex, final Model nodeModel) {
        return null;
    }

    @SuppressWarnings("removal")
    @Override
    protected boolean hasDialog() {
        return false;
    }

    @SuppressWarnings("removal")
    @Override
    protected NodeDialogPane createNodeDialogPane() {
        return null;
    }
}
