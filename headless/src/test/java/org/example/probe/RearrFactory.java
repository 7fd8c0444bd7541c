package org.example.probe;


import org.knime.core.data.container.ColumnRearranger;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Gives the table it gets. */
public final class RearrFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create().name("Probe Rearranger").icon("").shortDescription("Gives the table it gets.").fullDescription("Gives the table it gets.")
        .sinceVersion(5, 8, 0)
        .ports(p -> p.addInputTable("In", "In table.").addOutputTable("Out", "Out table."))
        .model(m -> m.parametersClass(Ops.Parameters.class)
            .rearrangeColumns((in, out) -> out.setColumnRearranger(new ColumnRearranger(in.getDataTableSpec()))));

    public RearrFactory() {
        super(NODE);
    }
}
