package org.petctflow.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;

import org.junit.jupiter.api.Test;

class ContourBenchmarkTest {

    @Test
    void bothWaysGiveTheSame() throws IOException {
        final ContourBenchmark benchmark = new ContourBenchmark();
        benchmark.draw();
        assertEquals(benchmark.pointByPoint(), benchmark.scanLines());
    }
}
