package org.example.probe;


import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Gives a model. */
public final class ModelFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create().name("Probe Model").icon("").shortDescription("Gives a model.").fullDescription("Gives a model.")
        .sinceVersion(5, 8, 0)
        .ports(p -> p.addInputTable("In", "In table.").addOutputPort("Model", "A model.", ProbeModel.TYPE))
        .model(m -> m.withoutParameters().configure((i, o) -> o.setOutSpec(0, new ProbeSpec("spec")))
            .execute((i, o) -> o.setOutData(new ProbeModel("rows " + i.getInTable(0).size(), new ProbeSpec("spec")))));

    public ModelFactory() {
        super(NODE);
    }
}
