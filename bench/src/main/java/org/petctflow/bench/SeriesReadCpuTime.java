package org.petctflow.bench;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * The series of {@link SeriesReadBenchmark} in processor seconds of one thread, which other work on the machine does not show
 * in: median of {@value #TIMES} after as many to warm up.
 */
public final class SeriesReadCpuTime {

    private static final int TIMES = 15;

    private SeriesReadCpuTime() {
    }

    /**
     * @param args none
     * @throws Exception if reading fails
     */
    public static void main(final String[] args) throws Exception {
        final SeriesReadBenchmark series = new SeriesReadBenchmark();
        series.threads = 1;
        series.write();
        try {
            final double bytes = seconds(series::bytes);
            final double volume = seconds(series::volume);
            final double both = seconds(series::scanAndVolume);
            System.out.printf(Locale.ROOT, "bytes          %.3f CPU s  1.00%nvolume         %.3f CPU s  %.2f%n"
                + "scan + volume  %.3f CPU s  %.2f%n", bytes, volume, volume / bytes, both, both / bytes);
        } finally {
            series.remove();
        }
    }

    private static double seconds(final Callable<?> work) throws Exception {
        final double[] seconds = new double[TIMES];
        for (int i = 0; i < 2 * TIMES; i++) {
            final long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            work.call();
            seconds[i % TIMES] = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
        }
        Arrays.sort(seconds);
        return seconds[TIMES / 2];
    }
}
