package org.petctflow.headless.engine;

import java.nio.file.Path;
import java.util.List;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObject;

import java.io.IOException;

/** Writes what a run is for: the results that no other node takes, and the views. */
@FunctionalInterface
public interface ResultWriter {

    /** Writes nothing. */
    ResultWriter NONE = (node, results, monitor) -> List.of();

    /**
     * @param node a node that has just executed
     * @param results what its data ports gave, from port 1; null where another node takes it
     * @param monitor asked for cancellation
     * @return the files that were written
     * @throws IOException if a file cannot be written
     * @throws CanceledExecutionException if the run was cancelled
     */
    List<Path> write(FlowNode node, PortObject[] results, ExecutionMonitor monitor) throws IOException, CanceledExecutionException;
}
