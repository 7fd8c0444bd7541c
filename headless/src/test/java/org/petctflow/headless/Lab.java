package org.petctflow.headless;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.petctflow.headless.build.Definitions;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.cli.CommandLine;
import org.petctflow.headless.cli.Result;
import org.petctflow.headless.engine.NodeCatalog;
import org.petctflow.headless.workflow.WorkflowException;

/** Builds workflows of the test nodes in a temporary folder and runs commands on them. */
public final class Lab {

    /** All nodes there are, with the test nodes. */
    public static final NodeCatalog CATALOG = new NodeCatalog();

    private final Path m_folder;

    private final ByteArrayOutputStream m_out = new ByteArrayOutputStream();

    private final ByteArrayOutputStream m_err = new ByteArrayOutputStream();

    private CommandLine m_command;

    /** Describes a workflow. */
    public interface Description {
        void describe(WorkflowBuilder w) throws WorkflowException;
    }

    /** @param folder an empty folder */
    public Lab(final Path folder) throws IOException {
        m_folder = folder;
        Files.createDirectories(temporary());
        m_command = newCommand();
    }

    private CommandLine newCommand() {
        return new CommandLine(new PrintStream(m_out, true, StandardCharsets.UTF_8), new PrintStream(m_err, true, StandardCharsets.UTF_8),
            temporary(), m_folder);
    }

    /** Where runs keep what lies on disk. */
    public Path temporary() {
        return m_folder.resolve("tmp");
    }

    /** Where results go. */
    public Path results() {
        return m_folder.resolve("results");
    }

    /** Writes a workflow and gives its folder. */
    public Path build(final String name, final Description description) throws WorkflowException, IOException {
        final var w = new WorkflowBuilder(CATALOG, name);
        description.describe(w);
        final Path folder = m_folder.resolve(name);
        Definitions.write(folder, w.files());
        return folder;
    }

    /** Runs a command; output of earlier ones is forgotten. */
    public Result command(final String... args) {
        m_out.reset();
        m_err.reset();
        return m_command.run(args);
    }

    /** Runs a workflow with results in {@link #results()}. */
    public Result run(final Path workflow, final String... options) {
        final List<String> args = new ArrayList<>(List.of("run", workflow.toString(), "--out", results().toString()));
        args.addAll(List.of(options));
        return command(args.toArray(new String[0]));
    }

    /** The command line of all commands, for cancelling. */
    public CommandLine commandLine() {
        return m_command;
    }

    /** What the last command printed. */
    public String out() {
        return m_out.toString(StandardCharsets.UTF_8);
    }

    /** What the last command complained of. */
    public String err() {
        return m_err.toString(StandardCharsets.UTF_8);
    }

    /** The text of a result. */
    public String result(final String name) throws IOException {
        return Files.readString(results().resolve(name));
    }

    /** Everything below a folder, as paths relative to it. */
    public static List<String> filesIn(final Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> !f.equals(folder)).map(f -> folder.relativize(f).toString()).sorted().toList();
        }
    }

    /** The folder of the reference data; null on machines that have none. */
    public static Path reference() {
        final Path reference = Path.of(System.getProperty("petctflow.reference", ""));
        return Files.isDirectory(reference.resolve("knime")) ? reference : null;
    }
}
