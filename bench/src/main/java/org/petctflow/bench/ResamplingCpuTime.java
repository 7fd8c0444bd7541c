package org.petctflow.bench;

import java.lang.management.ManagementFactory;
import java.util.Random;

import org.petctflow.base.Progress;
import org.petctflow.imaging.resample.Interpolation;
import org.petctflow.imaging.resample.ResampleOptions;
import org.petctflow.imaging.resample.Resampler;
import org.petctflow.imaging.resample.TargetGrids;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;

/**
 * CPU seconds for a CT of 300 x 512 x 512 voxels of 1.5 x 0.8 x 0.8 mm to 1 mm, on one thread: along its axes, and on a grid that is
 * turned by five degrees. The rival is {@code bench/resampling_scipy.py}.
 */
public final class ResamplingCpuTime {

    private ResamplingCpuTime() {
    }

    /** @param args number of repeats, 3 without one */
    public static void main(final String[] args) {
        final int repeats = args.length > 0 ? Integer.parseInt(args[0]) : 3;
        final Volume small = ct(40, 128, 128);
        final Volume ct = ct(300, 512, 512);
        final double angle = Math.toRadians(5);
        for (final boolean turned : new boolean[]{false, true}) {
            for (final Interpolation interpolation : new Interpolation[]{Interpolation.LINEAR, Interpolation.CUBIC_BSPLINE}) {
                for (int i = 0; i < 5; i++) {
                    seconds(small, turned ? angle : 0, interpolation);
                }
                double best = Double.POSITIVE_INFINITY;
                for (int i = 0; i < repeats; i++) {
                    best = Math.min(best, seconds(ct, turned ? angle : 0, interpolation));
                }
                System.out.printf("%s %s: %.2f CPU s%n", turned ? "turned by 5 degrees" : "along the axes", interpolation, best);
            }
        }
    }

    private static Volume ct(final int slices, final int rows, final int columns) {
        final Random random = new Random(1);
        final short[] values = new short[slices * rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short)random.nextInt(-1000, 1000);
        }
        return Volume.of(Geometry.axial(slices, rows, columns, 1.5, 0.8, 0.8), Modality.CT, Units.HU, Voxels.of(values));
    }

    private static double seconds(final Volume source, final double angle, final Interpolation interpolation) {
        final Geometry straight = TargetGrids.isotropic(source.geometry(), 1);
        final double c = Math.cos(angle);
        final double s = Math.sin(angle);
        final Geometry target = Geometry.of(straight.slices(), straight.rows(), straight.columns(), straight.spacing(),
            straight.origin(), new double[]{0, 0, 1, -s, c, 0, c, s, 0});
        final long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        Resampler.resample(source, target, ResampleOptions.of(interpolation), Progress.NONE);
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) * 1e-9;
    }
}
