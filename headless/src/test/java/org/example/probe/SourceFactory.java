package org.example.probe;

import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Gives a table. */
public final class SourceFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create().name("Probe Source").icon("").shortDescription("Gives a table.").fullDescription("Gives a table.")
        .sinceVersion(5, 8, 0)
        .ports(p -> p.addOutputTable("Out", "Out table."))
        .model(m -> m.parametersClass(Ops.Parameters.class).configure(Ops::configure).execute(Ops::execute)).nodeType(NodeType.Source);

    public SourceFactory() {
        super(NODE);
    }
}
