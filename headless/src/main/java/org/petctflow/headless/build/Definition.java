package org.petctflow.headless.build;

import org.petctflow.headless.workflow.WorkflowException;

/**
 * The description of one workflow folder of this project: a public class with a public constructor in the package
 * {@code org.petctflow.headless.workflows}, found by being there.
 */
public interface Definition {

    /** @return the folder in the project, e.g. {@code example-workflows/quickstart} */
    String folder();

    /**
     * @param w takes the description
     * @throws WorkflowException if the builder refuses something
     */
    void define(WorkflowBuilder w) throws WorkflowException;
}
