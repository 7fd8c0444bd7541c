package org.petctflow.standin.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.ExecutionContext;
import org.petctflow.standin.core.Access;
import org.petctflow.standin.core.DataSpace;
import org.petctflow.standin.core.NodeData;

/** Does what was done in KNIME when the facts were recorded; each fact is a test. */
abstract class FactTest {

    @TempDir
    Path m_folder;

    /**
     * @param r runs the operations
     * @param e what an executing node works with
     */
    abstract void record(Recorder r, ExecutionContext e) throws Exception;

    @TestFactory
    Stream<DynamicTest> sameAsInKnime() throws Exception {
        final var recorder = new Recorder();
        try (var space = new DataSpace(m_folder, DataSpace.DEFAULT_CELLS_IN_MEMORY)) {
            record(recorder, newContext(space));
        }
        return recorder.facts().stream().map(f -> dynamicTest(f.area() + " | " + f.operation(), () -> {
            final String expected = RecordedFacts.outcome(f);
            assertNotNull(expected, () -> "not recorded; here " + f.outcome());
            assertEquals(expected, f.outcome());
        }));
    }

    static ExecutionContext newContext(final DataSpace space) throws IOException {
        return Access.nodes().newContext(new DefaultNodeProgressMonitor(), new NodeData(space, "Probe Source"));
    }
}
