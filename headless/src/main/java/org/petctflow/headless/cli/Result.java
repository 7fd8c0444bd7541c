package org.petctflow.headless.cli;

import java.nio.file.Path;
import java.util.List;

import org.petctflow.headless.engine.FlowNode;

/**
 * What a command led to.
 *
 * @param exitCode 0 all went well; 1 a node failed or a check found problems; 2 the command or the workflow is wrong; 130 cancelled
 * @param nodes the nodes of the workflow, if one was loaded
 * @param files the files that were written
 */
public record Result(int exitCode, List<FlowNode> nodes, List<Path> files) {

    /** All went well. */
    public static final int OK = 0;

    /** A node failed or a check found problems. */
    public static final int FAILED = 1;

    /** The command or the workflow is wrong; nothing ran. */
    public static final int WRONG = 2;

    /** The run was cancelled: what a shell says of Ctrl-C. */
    public static final int CANCELLED = 130;

    /** Copies the lists. */
    public Result {
        nodes = List.copyOf(nodes);
        files = List.copyOf(files);
    }

    static Result of(final int exitCode) {
        return new Result(exitCode, List.of(), List.of());
    }
}
