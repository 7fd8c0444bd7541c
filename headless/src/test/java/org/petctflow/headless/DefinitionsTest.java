package org.petctflow.headless;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.Definitions;
import org.petctflow.headless.workflow.WorkflowCheck;

/** The workflows that are checked in are those that their definitions describe. */
class DefinitionsTest {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    @TestFactory
    Stream<DynamicTest> buildingAgainGivesTheCheckedInBytes() {
        return Definitions.all().stream().map(d -> DynamicTest.dynamicTest(d.folder(), () -> {
            final Path folder = HOME.resolve(d.folder());
            final Map<String, byte[]> files = Definitions.files(d, Lab.CATALOG, HOME);
            for (Map.Entry<String, byte[]> f : files.entrySet()) {
                final Path file = folder.resolve(f.getKey());
                assertTrue(Files.exists(file), file + " is missing: run ./petctflow build-workflows and check it in");
                assertArrayEquals(f.getValue(), Files.readAllBytes(file), file + " differs from its definition " + d.getClass().getName()
                    + ": run ./petctflow build-workflows and check it in");
            }
            final List<String> present = Lab.filesIn(folder).stream() // data that a workflow brings along lie in its folder "data"
                .filter(f -> Files.isRegularFile(folder.resolve(f)) && !f.startsWith("data/")).toList();
            assertEquals(List.copyOf(new TreeSet<>(files.keySet())), present);
            assertEquals(List.of(), WorkflowCheck.problems(folder));
        }));
    }

    @Test
    void everyWorkflowHasADefinition() throws IOException {
        final List<String> folders = new ArrayList<>();
        for (String parent : List.of("example-workflows", "test-workflows")) {
            if (Files.isDirectory(HOME.resolve(parent))) {
                try (Stream<Path> all = Files.list(HOME.resolve(parent))) {
                    all.filter(Definitions::isWorkflow).map(f -> parent + "/" + f.getFileName()).sorted().forEach(folders::add);
                }
            }
        }
        assertEquals(Definitions.all().stream().map(Definition::folder).sorted().toList(), folders);
    }
}
