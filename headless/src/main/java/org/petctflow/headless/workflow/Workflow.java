package org.petctflow.headless.workflow;

import java.nio.file.Path;
import java.util.List;

import org.knime.core.node.NodeSettings;
import org.knime.core.node.workflow.FlowVariable;

/**
 * A workflow as its folder says it.
 *
 * @param name the name of the folder
 * @param settings all of workflow.knime
 * @param nodes the nodes, in the order of the file
 * @param connections the lines between them
 * @param variables the workflow's variables
 * @param folder where it lies; null if it lies nowhere yet
 */
public record Workflow(String name, NodeSettings settings, List<WorkflowNode> nodes, List<Connection> connections,
    List<FlowVariable> variables, Path folder) {

    /** Copies the lists. */
    public Workflow {
        nodes = List.copyOf(nodes);
        connections = List.copyOf(connections);
        variables = List.copyOf(variables);
    }

    /**
     * @param id a number
     * @return the node with it
     * @throws WorkflowException if there is none
     */
    public WorkflowNode node(final int id) throws WorkflowException {
        return nodes.stream().filter(n -> n.id() == id).findFirst().orElseThrow(() -> new WorkflowException(
            "The workflow " + name + " has no node #" + id + "; it has "
                + String.join(", ", nodes.stream().map(WorkflowNode::title).toList()) + "."));
    }
}
