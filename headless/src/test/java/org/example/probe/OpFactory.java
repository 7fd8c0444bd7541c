package org.example.probe;


import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Gives a table for a table. */
public final class OpFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create().name("Probe Op").icon("").shortDescription("Gives a table for a table.").fullDescription("Gives a table for a table.")
        .sinceVersion(5, 8, 0)
        .ports(p -> p.addInputTable("In", "In table.").addOutputTable("Out", "Out table."))
        .model(m -> m.parametersClass(Ops.Parameters.class).configure(Ops::configure).execute(Ops::execute));

    public OpFactory() {
        super(NODE);
    }
}
