package org.petctflow.headless.build;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.petctflow.base.AtomicFiles;
import org.petctflow.headless.engine.NodeCatalog;
import org.petctflow.headless.workflow.WorkflowException;
import org.petctflow.headless.workflow.WorkflowFolder;

/** All workflow definitions of this project, and the writing of their folders. */
public final class Definitions {

    private static final String PACKAGE = "org.petctflow.headless.workflows";

    private Definitions() {
    }

    /** @return every definition, by the name of its folder */
    public static List<Definition> all() {
        try {
            final URI home = Definitions.class.getProtectionDomain().getCodeSource().getLocation().toURI();
            final Path place = Path.of(home);
            if (Files.isDirectory(place)) {
                return in(place);
            }
            try (FileSystem jar = FileSystems.newFileSystem(place)) {
                return in(jar.getPath("/"));
            }
        } catch (IOException | URISyntaxException | ReflectiveOperationException e) {
            throw new IllegalStateException("The workflow definitions cannot be loaded: " + e, e);
        }
    }

    private static List<Definition> in(final Path root) throws IOException, ReflectiveOperationException {
        final List<Definition> found = new ArrayList<>();
        if (!Files.isDirectory(root.resolve(PACKAGE.replace('.', '/')))) {
            return found;
        }
        try (DirectoryStream<Path> classes = Files.newDirectoryStream(root.resolve(PACKAGE.replace('.', '/')), "*.class")) {
            for (Path c : classes) {
                final Class<?> type = Class.forName(PACKAGE + "." + c.getFileName().toString().replaceAll("\\.class$", ""));
                if (Definition.class.isAssignableFrom(type) && !type.isInterface()) {
                    found.add((Definition)type.getConstructor().newInstance());
                }
            }
        }
        found.sort(Comparator.comparing(Definition::folder));
        return found;
    }

    /**
     * @param definition a definition
     * @param catalog the nodes there are
     * @param home the folder that the definition's folder is in; nothing is written there
     * @return the files of its folder: path, content
     * @throws WorkflowException if the builder refuses something
     */
    public static Map<String, byte[]> files(final Definition definition, final NodeCatalog catalog, final Path home) throws WorkflowException {
        final var builder = new WorkflowBuilder(catalog, Path.of(definition.folder()).getFileName().toString())
            .in(home.resolve(definition.folder()).toAbsolutePath().normalize());
        definition.define(builder);
        return builder.files();
    }

    /**
     * Writes a folder and removes the folders of nodes that are not in the workflow any more.
     *
     * @param folder the workflow's folder
     * @param files path, content
     * @return how many files changed
     * @throws IOException if the folder cannot be written
     */
    public static int write(final Path folder, final Map<String, byte[]> files) throws IOException {
        int changed = 0;
        for (var e : files.entrySet()) {
            final Path file = folder.resolve(e.getKey());
            Files.createDirectories(file.getParent());
            if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), e.getValue())) {
                AtomicFiles.write(file, out -> out.write(e.getValue()));
                changed++;
            }
        }
        for (Path old : oldNodes(folder, files)) {
            Files.delete(old.resolve("settings.xml"));
            Files.delete(old); // fails where something else is in it, which nobody shall lose
            changed++;
        }
        return changed;
    }

    private static List<Path> oldNodes(final Path folder, final Map<String, byte[]> files) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(c -> c.getFileName().toString().matches(".* \\(#\\d+\\)") && Files.exists(c.resolve("settings.xml"))
                && !files.containsKey(c.getFileName() + "/settings.xml")).toList();
        }
    }

    /**
     * @param folder a folder
     * @return whether it is a workflow's
     */
    public static boolean isWorkflow(final Path folder) {
        return Files.isRegularFile(folder.resolve(WorkflowFolder.WORKFLOW_FILE));
    }
}
