package org.petctflow.bench;

import java.util.Random;
import java.util.concurrent.TimeUnit;

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
import org.petctflow.imaging.volume.Voxels;

/**
 * What the way to a volume's values costs: a kernel's own loop over the array (baseline), a converted copy, one call a voxel. One
 * fork gives a look; figures that are quoted come from three ({@code -f 3}).
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@State(Scope.Thread)
public class VoxelsBenchmark {

    private static final int SIZE = 48 * 96 * 96;

    /** How the values are held. */
    @Param({"INT16", "FLOAT32"})
    public Voxels.Kind kind;

    private Voxels m_voxels;

    /** Fills the volume with noise. */
    @Setup
    public void fill() {
        final Random random = new Random(1);
        if (kind == Voxels.Kind.INT16) {
            final short[] values = new short[SIZE];
            for (int i = 0; i < SIZE; i++) {
                values[i] = (short)random.nextInt(-1000, 1000);
            }
            m_voxels = Voxels.of(values);
        } else {
            final float[] values = new float[SIZE];
            for (int i = 0; i < SIZE; i++) {
                values[i] = random.nextFloat();
            }
            m_voxels = Voxels.of(values);
        }
    }

    /** @return the sum, by a loop over the array itself */
    @Benchmark
    public double array() {
        double sum = 0;
        if (m_voxels.array() instanceof short[] values) {
            for (final short v : values) {
                sum += v;
            }
        } else {
            for (final float v : (float[])m_voxels.array()) {
                sum += v;
            }
        }
        return sum;
    }

    /** @return the sum, over a copy as double */
    @Benchmark
    public double toDoubles() {
        double sum = 0;
        for (final double v : m_voxels.toDoubles()) {
            sum += v;
        }
        return sum;
    }

    /** @return the sum, by one call a voxel */
    @Benchmark
    public double get() {
        double sum = 0;
        for (int i = 0; i < SIZE; i++) {
            sum += m_voxels.get(i);
        }
        return sum;
    }
}
