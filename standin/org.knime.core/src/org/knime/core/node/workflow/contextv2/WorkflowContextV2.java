package org.knime.core.node.workflow.contextv2;

import java.nio.file.Path;

/** Where a workflow lies and what runs it; here always the runner, on a folder of this machine. */
public final class WorkflowContextV2 {

    private final ExecutorInfo m_executorInfo;

    private WorkflowContextV2(final ExecutorInfo executorInfo) {
        m_executorInfo = executorInfo;
    }

    /**
     * @param workflowFolderPath the workflow's folder
     * @param sourceArchive the archive it came from, not looked at
     * @return a context
     */
    public static WorkflowContextV2 forTemporaryWorkflow(final Path workflowFolderPath, final Path sourceArchive) {
        return new WorkflowContextV2(new ExecutorInfo(workflowFolderPath) {
        });
    }

    /** @return what runs it */
    public ExecutorInfo getExecutorInfo() {
        return m_executorInfo;
    }
}
