package org.knime.node;

import java.util.concurrent.atomic.AtomicReference;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.util.CheckUtils;
import org.knime.node.DefaultModel.RearrangeColumnsInput;
import org.knime.node.parameters.NodeParameters;

/** The model of a node that rearranges columns. */
final class RearrangerNodeModel extends DefaultNodeModel {

    private final DefaultModel.Rearranger m_model;

    RearrangerNodeModel(final DefaultModel.Rearranger model, final Class<? extends NodeParameters> viewParameters) {
        super(new PortType[]{BufferedDataTable.TYPE}, new PortType[]{BufferedDataTable.TYPE}, model, viewParameters);
        m_model = model;
    }

    private ColumnRearranger rearranger(final DataTableSpec spec) throws InvalidSettingsException {
        m_parameters.setSpecs(new PortObjectSpec[]{spec});
        final var rearranger = new AtomicReference<ColumnRearranger>();
        m_model.m_rearrange.accept(new RearrangeColumnsInput() {

            @Override
            public <S extends NodeParameters> S getParameters() {
                return m_parameters.get();
            }

            @Override
            public DataTableSpec getDataTableSpec() {
                return spec;
            }
        }, r -> rearranger.set(CheckUtils.checkArgumentNotNull(r, "Column rearranger must not be null.")));
        if (rearranger.get() == null) {
            throw new InvalidSettingsException("No column rearranger has been set.");
        }
        return rearranger.get();
    }

    @Override
    protected PortObjectSpec[] configure(final PortObjectSpec[] inSpecs) throws InvalidSettingsException {
        return new PortObjectSpec[]{rearranger((DataTableSpec)inSpecs[0]).createSpec()};
    }

    @Override
    protected PortObject[] execute(final PortObject[] inObjects, final ExecutionContext exec) throws Exception {
        final var table = (BufferedDataTable)inObjects[0];
        return new PortObject[]{exec.createColumnRearrangeTable(table, rearranger(table.getDataTableSpec()), exec)};
    }
}
