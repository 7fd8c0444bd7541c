package org.petctflow.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.petctflow.headless.build.Definitions;
import org.petctflow.headless.cli.Result;
import org.petctflow.headless.engine.NodeCatalog;
import org.petctflow.headless.workflow.WorkflowException;
import org.petctflow.headless.workflow.WorkflowFolder;
import org.petctflow.headless.workflow.WorkflowNode;

/**
 * Runs the workflows of test-workflows/, and those of example-workflows/ that test-workflows/expected names, and compares what they give
 * with test-workflows/expected/&lt;workflow&gt;; docs/workflows.md tells what may be there. The system property
 * {@code petctflow.workflows}, a regular expression, leaves only the workflows whose name matches.
 */
class CheckedInWorkflowsTest {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    private static final Path TESTS = HOME.resolve("test-workflows");

    private static final Path EXPECTED = TESTS.resolve("expected");

    @TempDir
    Path m_folder;

    private static List<Path> children(final Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    @TestFactory
    List<DynamicTest> givesWhatIsExpected() throws IOException {
        final Map<String, Path> workflows = new TreeMap<>();
        for (Path w : children(TESTS)) {
            if (Definitions.isWorkflow(w)) {
                workflows.put(w.getFileName().toString(), w);
            }
        }
        for (Path e : children(EXPECTED)) {
            final String name = e.getFileName().toString();
            if (!workflows.containsKey(name)) {
                final Path example = HOME.resolve("example-workflows").resolve(name);
                assertTrue(Definitions.isWorkflow(example), e + " is for no workflow");
                workflows.put(name, example);
            }
        }
        final Pattern wanted = Pattern.compile(System.getProperty("petctflow.workflows", ".*"));
        workflows.keySet().removeIf(name -> !wanted.matcher(name).matches());
        final List<DynamicTest> tests = new ArrayList<>();
        for (Map.Entry<String, Path> w : workflows.entrySet()) {
            final Path expected = EXPECTED.resolve(w.getKey());
            final List<Path> cases = children(expected).stream().filter(Files::isDirectory).toList();
            if (cases.isEmpty()) {
                tests.add(DynamicTest.dynamicTest(w.getKey(), () -> run(w.getValue(), expected)));
            }
            cases.forEach(c -> tests.add(DynamicTest.dynamicTest(w.getKey() + ", " + c.getFileName(), () -> run(w.getValue(), c))));
        }
        return tests;
    }

    private void run(final Path workflow, final Path expected) throws IOException {
        final Lab lab = new Lab(Files.createTempDirectory(m_folder, "run"));
        final List<String> arguments = new ArrayList<>();
        for (String a : lines(expected.resolve("arguments"))) {
            assumeTrue(!a.contains("${reference}") || Lab.reference() != null, "no reference data on this machine");
            arguments.add(a.replace("${reference}", String.valueOf(Lab.reference())).replace("${case}", expected.toString()));
        }
        final Result r = lab.run(workflow, arguments.toArray(new String[0]));
        final List<String> errors = lines(expected.resolve("errors"));
        final String all = lab.out() + lab.err();
        if (errors.isEmpty()) {
            assertEquals(Result.OK, r.exitCode(), all);
        } else {
            assertTrue(r.exitCode() != Result.OK, "it should fail");
            errors.forEach(e -> assertTrue(lab.err().contains(e), "\"" + e + "\" is not in:\n" + lab.err()));
        }
        lines(expected.resolve("output")).forEach(o -> assertTrue(lab.out().contains(o), "\"" + o + "\" is not in:\n" + all));
        for (Path csv : children(expected)) {
            if (csv.getFileName().toString().endsWith(".csv")) {
                final Path actual = lab.results().resolve(csv.getFileName());
                assertTrue(Files.exists(actual), () -> csv.getFileName() + " was not written:\n" + all);
                assertNull(Csv.difference(Files.readString(csv), Files.readString(actual)), csv.getFileName().toString());
            }
        }
        assertEquals(List.of(), Lab.filesIn(lab.temporary()), "temporary files are left");
    }

    private static List<String> lines(final Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file).stream().filter(l -> !l.isBlank()).toList() : List.of();
    }

    @Test
    void everyNodeIsInATestWorkflow() throws IOException, WorkflowException {
        final Set<String> tested = new TreeSet<>();
        for (Path w : children(TESTS)) {
            if (Definitions.isWorkflow(w)) {
                WorkflowFolder.read(w).nodes().stream().map(WorkflowNode::factory).forEach(tested::add);
            }
        }
        final Set<String> missing = new TreeSet<>();
        final Set<String> known = new TreeSet<>();
        for (NodeCatalog.Entry e : Lab.CATALOG.entries()) {
            if (e.plugin().symbolicName().startsWith("org.petctflow.")) {
                known.add(e.factory());
                if (!tested.contains(e.factory())) {
                    missing.add(e.factory().substring(e.factory().lastIndexOf('.') + 1));
                }
            }
        }
        assertTrue(known.containsAll(tested), () -> "test workflows use nodes that are not registered: " + tested);
        if (Boolean.getBoolean("petctflow.every.node.tested")) {
            assertEquals(Set.of(), missing, "nodes without a test workflow");
        } else if (!missing.isEmpty()) {
            System.out.println("Nodes without a test workflow: " + String.join(", ", missing));
        }
    }
}
