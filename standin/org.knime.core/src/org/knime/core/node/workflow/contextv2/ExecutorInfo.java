package org.knime.core.node.workflow.contextv2;

import java.nio.file.Path;

/** What runs a workflow, and where the workflow lies there. */
public abstract class ExecutorInfo {

    private final Path m_localWorkflowPath;

    ExecutorInfo(final Path localWorkflowPath) {
        m_localWorkflowPath = localWorkflowPath;
    }

    /** @return the workflow's folder */
    public Path getLocalWorkflowPath() {
        return m_localWorkflowPath;
    }
}
