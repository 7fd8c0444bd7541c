package org.petctflow.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.petctflow.base.Progress;
import org.petctflow.imaging.segmentation.Contour;
import org.petctflow.imaging.segmentation.MaskOptions;
import org.petctflow.imaging.segmentation.References;
import org.petctflow.imaging.segmentation.Roi;
import org.petctflow.imaging.segmentation.Segment;
import org.petctflow.imaging.segmentation.StructureSet;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.imaging.volume.Voxels;

/**
 * A mask of 100 contours of 200 points, each about 120 voxels wide, on a CT of 100 x 512 x 512 voxels: by scan lines, beside the test
 * of each voxel in a contour's bounding box (baseline).
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@State(Scope.Thread)
public class ContourBenchmark {

    private static final int SLICES = 100;

    private static final int POINTS = 200;

    private final VolumeInfo m_image =
        VolumeInfo.of(Geometry.axial(SLICES, 512, 512, 3, 1, 1), Voxels.Kind.INT16, Modality.CT, Units.HU);

    private final double[][] m_polygons = new double[SLICES][2 * POINTS];

    private StructureSet m_set;

    /**
     * CPU time in place of wall time, for a machine with other work on it: best of 5, after 3.
     *
     * @param args none
     * @throws IOException never
     */
    public static void main(final String[] args) throws IOException {
        final ContourBenchmark bench = new ContourBenchmark();
        bench.draw();
        final double[] best = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        for (int i = 0; i < 8; i++) {
            for (int rival = 0; rival < 2; rival++) {
                final long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                if ((rival == 0 ? bench.scanLines() : bench.pointByPoint()) < 1) {
                    throw new IllegalStateException("Nothing is inside");
                }
                final double ms = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e6;
                best[rival] = i < 3 ? best[rival] : Math.min(best[rival], ms);
            }
        }
        System.out.printf("scan lines %.1f ms, each voxel %.1f ms, ratio %.3f%n", best[0], best[1], best[0] / best[1]);
    }

    /** Draws the contours. */
    @Setup
    public void draw() {
        final Random random = new Random(1);
        final List<Contour> contours = new ArrayList<>();
        for (int s = 0; s < SLICES; s++) {
            final double[] points = new double[3 * POINTS];
            for (int i = 0; i < POINTS; i++) {
                final double radius = 55 + 10 * random.nextDouble();
                m_polygons[s][2 * i] = 250.3 + radius * Math.cos(2 * Math.PI * i / POINTS);
                m_polygons[s][2 * i + 1] = 240.7 + radius * Math.sin(2 * Math.PI * i / POINTS);
                points[3 * i] = m_polygons[s][2 * i];
                points[3 * i + 1] = m_polygons[s][2 * i + 1];
                points[3 * i + 2] = 3 * s;
            }
            contours.add(new Contour(Contour.CLOSED_PLANAR, points));
        }
        m_set = new StructureSet(List.of(new Roi(new Segment(1, "GTV"), "", contours)), References.NONE, List.of());
    }

    /**
     * @return the number of voxels inside, by scan lines
     * @throws IOException never
     */
    @Benchmark
    public int scanLines() throws IOException {
        return m_set.mask(m_set.segments().get(0), m_image, MaskOptions.DEFAULTS, Progress.NONE).mask().count();
    }

    /** @return the number of voxels inside, by a test of each in the contour's bounding box */
    @Benchmark
    public int pointByPoint() {
        final byte[] inside = new byte[m_image.geometry().voxels()];
        int count = 0;
        for (int s = 0; s < SLICES; s++) {
            final double[] p = m_polygons[s];
            final double[] box = {Double.MAX_VALUE, Double.MAX_VALUE, 0, 0};
            for (int i = 0; i < p.length; i++) {
                box[i & 1] = Math.min(box[i & 1], p[i]);
                box[2 + (i & 1)] = Math.max(box[2 + (i & 1)], p[i]);
            }
            for (int y = (int)box[1]; y <= box[3]; y++) {
                for (int x = (int)box[0]; x <= box[2]; x++) {
                    boolean in = false;
                    for (int i = 0, j = p.length - 2; i < p.length; j = i, i += 2) {
                        if (p[i + 1] > y != p[j + 1] > y
                            && x < (p[j] - p[i]) * (y - p[i + 1]) / (p[j + 1] - p[i + 1]) + p[i]) {
                            in = !in;
                        }
                    }
                    if (in) {
                        inside[(s * 512 + y) * 512 + x] = 1;
                        count++;
                    }
                }
            }
        }
        return count;
    }
}
