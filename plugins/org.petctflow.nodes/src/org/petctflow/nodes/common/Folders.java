package org.petctflow.nodes.common;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.workflow.NodeContext;
import org.knime.core.node.workflow.contextv2.WorkflowContextV2;

/** Files and folders that a user names. */
public final class Folders {

    private Folders() {
    }

    /**
     * @param option the option's title
     * @param text what the user gave
     * @return the path; one that is not absolute lies below the workflow's folder, so that a workflow can bring its data along
     * @throws InvalidSettingsException if there is no text, or it cannot be a path
     */
    public static Path path(final String option, final String text) throws InvalidSettingsException {
        Checks.notBlank(option, text);
        try {
            return workflow().resolve(text.strip()).toAbsolutePath().normalize();
        } catch (final InvalidPathException e) {
            throw new InvalidSettingsException("\"" + option + "\" is no path: " + e.getMessage(), e);
        }
    }

    /** The folder of the workflow that the present thread works for; where that isn't known, what relative paths mean in Java. */
    private static Path workflow() {
        return NodeContext.getContextOptional().flatMap(c -> c.getContextObjectForClass(WorkflowContextV2.class))
            .map(w -> w.getExecutorInfo().getLocalWorkflowPath()).orElse(Path.of(""));
    }

    /**
     * @param text any text, e.g. a row key
     * @return the same as a file's name: letters, digits, dots, dashes and underscores, not beginning with a dot
     */
    public static String fileName(final String text) {
        final String name = text.strip().replaceAll("[^\\p{L}\\p{N}._-]+", "_").replaceFirst("^\\.+", "_");
        return name.isEmpty() ? "_" : name.substring(0, Math.min(120, name.length()));
    }
}
