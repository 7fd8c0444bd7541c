package org.example.probe;

import org.knime.core.node.BufferedDataTable;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Gives the first table it gets. */
public final class DynFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create().name("Probe Dynamic").icon("").shortDescription("Gives the first table it gets.").fullDescription("Gives the first table it gets.")
        .sinceVersion(5, 8, 0)
        .dynamicPorts(p -> p
            .addInputPortGroup("fixed in", g -> g.name("Fixed").description("d").fixed(BufferedDataTable.TYPE))
            .addInputPortGroup("more", g -> g.name("More").description("d").extendable().supportedTypes(BufferedDataTable.TYPE))
            .addInputPortGroup("opt", g -> g.name("Opt").description("d").optional().supportedTypes(ProbeModel.TYPE))
            .addOutputPortGroup("out", g -> g.name("Out").description("d").fixed(BufferedDataTable.TYPE)))
        .model(m -> m.withoutParameters().configure((i, o) -> o.setOutSpec(0, i.getInTableSpec(0)))
            .execute((i, o) -> o.setOutData(i.getInTable(0))));

    public DynFactory() {
        super(NODE);
    }
}
