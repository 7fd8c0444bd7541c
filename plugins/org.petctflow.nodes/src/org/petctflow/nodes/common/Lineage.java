package org.petctflow.nodes.common;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.parameters.NodeParameters;
import org.petctflow.base.Provenance;
import org.petctflow.types.ModelPortObject;

/**
 * Keeps where a table comes from when a node makes a new one. A KNIME node does not see the workflow, only its inputs; columns
 * carry their provenance, but a table of scores has none of the columns that it was computed from. So every output table gets, at
 * its first column, all nodes that its node's inputs know of, and the node itself, unless its columns say so by themselves.
 */
final class Lineage implements ExecuteOutput {

    private final ExecuteInput m_in;

    private final ExecuteOutput m_out;

    private final Provenance m_node;

    private final Set<Provenance> m_before = new LinkedHashSet<>();

    /**
     * @param node the node's name
     * @param in the node's input
     * @param out takes the output
     */
    Lineage(final String node, final ExecuteInput in, final ExecuteOutput out) {
        m_in = in;
        m_out = out;
        final NodeParameters parameters = in.getParameters();
        m_node = Provenances.of(node, parameters, Provenances.seed(parameters));
        for (final PortObject object : in.getInPortObjects()) {
            if (object instanceof BufferedDataTable table) {
                m_before.addAll(Provenances.of(table.getDataTableSpec()));
            } else if (object instanceof ModelPortObject model) {
                m_before.add(model.getManifest().provenance());
            }
        }
    }

    private PortObject withLineage(final PortObject data) {
        if (!(data instanceof BufferedDataTable table) || table.getDataTableSpec().getNumColumns() == 0) {
            return data;
        }
        final DataTableSpec spec = table.getDataTableSpec();
        final List<Provenance> known = Provenances.of(spec);
        final Set<Provenance> all = new LinkedHashSet<>(m_before);
        all.addAll(known);
        if (known.stream().noneMatch(p -> p.step().equals(m_node.step()) && p.settings().equals(m_node.settings()))) {
            all.add(m_node);
        }
        return all.size() == known.size() ? data
            : m_in.getExecutionContext().createSpecReplacerTable(table, Provenances.withLineage(spec, List.copyOf(all)));
    }

    @Override
    public <D extends PortObject> void setOutData(final int index, final D data) {
        m_out.setOutData(index, withLineage(data));
    }

    @Override
    @SafeVarargs
    public final <D extends PortObject> void setOutData(final D... data) {
        final PortObject[] all = new PortObject[data.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = withLineage(data[i]);
        }
        m_out.setOutData(all);
    }

    @Override
    @SafeVarargs
    public final <D extends PortObject> void setInternalData(final D... data) {
        m_out.setInternalData(data);
    }

    @Override
    public void setWarningMessage(final String message) {
        m_out.setWarningMessage(message);
    }
}
