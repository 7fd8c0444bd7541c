package org.petctflow.bench;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.petctflow.imaging.petseg.Components;
import org.petctflow.imaging.petseg.Connectivity;
import org.petctflow.imaging.synthetic.SyntheticCase;
import org.petctflow.imaging.synthetic.SyntheticCohort;
import org.petctflow.imaging.volume.Geometry;

/**
 * Connected components of what is above SUV 0.6 in a synthetic PET of 80 x 96 x 96 voxels, large organs and many specks, against a
 * flood fill with a queue. That both agree is tested in petctflow-imaging (ComponentsTest).
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
// one fork and five seconds: the difference is a multiple, not a per cent
@Fork(value = 1, jvmArgs = "-Xmx1g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ComponentsBenchmark {

    /** Which voxels are neighbours. */
    @Param({"FACES", "CORNERS"})
    public Connectivity connectivity;

    private Geometry m_geometry;

    private byte[] m_inside;

    /**
     * CPU time in place of wall time, for a machine with other work on it: best of 20, after 20.
     *
     * @param args none
     */
    public static void main(final String[] args) {
        for (final Connectivity connectivity : Connectivity.values()) {
            final ComponentsBenchmark bench = new ComponentsBenchmark();
            bench.connectivity = connectivity;
            bench.setUp();
            System.out.printf("| %s | %.2f ms | %.2f ms |%n", connectivity, best(bench::unionFind), best(bench::floodFill));
        }
    }

    private static double best(final IntSupplier work) {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 40; i++) {
            final long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            if (work.getAsInt() < 1) {
                throw new IllegalStateException("There are no components");
            }
            best = i < 20 ? best : Math.min(best, (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e6);
        }
        return best;
    }

    /** Makes the image. */
    @Setup
    public void setUp() {
        final SyntheticCase patient = SyntheticCase.of(SyntheticCohort.Options.DEFAULT, 0);
        m_geometry = patient.pet().geometry();
        final float[] suv = patient.pet().voxels().toFloats();
        m_inside = new byte[suv.length];
        for (int i = 0; i < suv.length; i++) {
            m_inside[i] = (byte)(suv[i] > 0.6 ? 1 : 0);
        }
    }

    /** @return the number of components, by runs and a forest */
    @Benchmark
    public int unionFind() {
        return Components.of(m_inside, m_geometry, connectivity).count();
    }

    /** @return the number of components, by a queue from each voxel */
    @Benchmark
    public int floodFill() {
        final int rows = m_geometry.rows();
        final int columns = m_geometry.columns();
        final int[] labels = new int[m_inside.length];
        final int[] queue = new int[m_inside.length];
        int count = 0;
        for (int start = 0; start < labels.length; start++) {
            if (m_inside[start] == 0 || labels[start] != 0) {
                continue;
            }
            labels[start] = ++count;
            int head = 0;
            int tail = 0;
            queue[tail++] = start;
            while (head < tail) {
                final int i = queue[head++];
                final int s = i / (rows * columns);
                final int r = i / columns % rows;
                final int c = i % columns;
                for (int k = 0; k < 27; k++) {
                    final int ds = k / 9 - 1;
                    final int dr = k / 3 % 3 - 1;
                    final int dc = k % 3 - 1;
                    if (!connectivity.neighbours(ds, dr, dc) || s + ds < 0 || s + ds >= m_geometry.slices() || r + dr < 0
                        || r + dr >= rows || c + dc < 0 || c + dc >= columns) {
                        continue;
                    }
                    final int j = m_geometry.voxel(s + ds, r + dr, c + dc);
                    if (m_inside[j] != 0 && labels[j] == 0) {
                        labels[j] = count;
                        queue[tail++] = j;
                    }
                }
            }
        }
        return count;
    }
}
