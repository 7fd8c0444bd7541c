package org.petctflow.imaging;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.petctflow.base.Seeds;

/**
 * Reads files that were damaged at random. Each gives a value or a checked exception: no other Throwable, no more than 2 s of
 * processor time, no more than 64 MiB allocated beyond the file's size. Every damaged file hangs on the seed and its number
 * alone: a failure's message says which, and {@link #damaged} makes it again.
 *
 * <p>The ordinary build tries {@value #COUNT} files a format; {@code -Dpetctflow.fuzz=100000} tries as many as it says.
 */
public final class Fuzz {

    /** Damaged files a format in the ordinary build. */
    public static final int COUNT = 2000;

    private static final long MOST_BYTES = 64L << 20;

    private static final long MOST_NANOS = 2_000_000_000L;

    private static final int HANG_SECONDS = 30;

    private static final int MOST_FAILURES = 10;

    /** Numbers that break lengths and counts. */
    private static final int[] EVIL = {0, 1, -1, 2, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x10000, Integer.MAX_VALUE,
        Integer.MIN_VALUE, 0x7ffffff0, 1 << 24, 1 << 28};

    private Fuzz() {
    }

    /** Reads a file and uses what it holds, on the calling thread alone. */
    @FunctionalInterface
    public interface Target {
        /**
         * @param file the file
         * @throws Exception a checked one where the file is damaged
         */
        void read(Path file) throws Exception;
    }

    /** @return how many files to try */
    public static int count() {
        return Integer.getInteger("petctflow.fuzz", COUNT);
    }

    /**
     * @param seeds good files
     * @param seed what all damage hangs on
     * @param file where damaged files are written, one after the other
     * @param target what reads them
     * @throws Exception if the harness itself fails
     */
    public static void run(final List<byte[]> seeds, final long seed, final Path file, final Target target) throws Exception {
        final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();
        final List<String> failures = new ArrayList<>();
        final Thread[] thread = new Thread[1];
        final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
            thread[0] = new Thread(task, "fuzz");
            thread[0].setDaemon(true);
            return thread[0];
        });
        try {
            // classes load, tables are built
            for (final byte[] good : seeds) {
                Files.write(file, good);
                worker.submit(() -> {
                    target.read(file);
                    return null;
                }).get();
            }
            final int count = count();
            for (int i = 0; i < count && failures.size() < MOST_FAILURES; i++) {
                final byte[] bytes = damaged(seeds, seed, i);
                Files.write(file, bytes);
                final Future<String> result = worker.submit(() -> judge(threads, file, bytes.length, target));
                try {
                    final String failure = result.get(HANG_SECONDS, TimeUnit.SECONDS);
                    if (!failure.isEmpty()) {
                        failures.add("file " + i + ": " + failure);
                    }
                } catch (final TimeoutException e) {
                    failures.add("file " + i + ": hangs at " + top(thread[0].getStackTrace()));
                    break;
                }
            }
        } catch (final ExecutionException e) {
            throw new IOException("a good file was not read: " + e.getCause(), e.getCause());
        } finally {
            worker.shutdownNow();
        }
        assertTrue(failures.isEmpty(), () -> "seed " + seed + ": " + String.join("\n", failures));
    }

    private static String judge(final com.sun.management.ThreadMXBean threads, final Path file, final int size,
        final Target target) {
        final long id = Thread.currentThread().getId();
        final long bytes = threads.getThreadAllocatedBytes(id);
        final long nanos = threads.getCurrentThreadCpuTime();
        String failure = "";
        try {
            target.read(file);
        } catch (final RuntimeException | Error e) {
            failure = e + " at " + top(e.getStackTrace());
        } catch (final Exception damagedAsItIs) {
            // a checked exception is what a damaged file shall give
            failure = damagedAsItIs.getMessage() == null ? damagedAsItIs + " has no message" : "";
        }
        final long spent = threads.getCurrentThreadCpuTime() - nanos;
        final long taken = threads.getThreadAllocatedBytes(id) - bytes;
        if (failure.isEmpty() && spent > MOST_NANOS) {
            failure = "took " + spent / 1_000_000 + " ms";
        }
        if (failure.isEmpty() && taken > MOST_BYTES + size) {
            failure = "allocated " + (taken >> 20) + " MiB for a file of " + size + " bytes";
        }
        return failure;
    }

    private static String top(final StackTraceElement[] trace) {
        return Arrays.toString(Arrays.copyOf(trace, Math.min(12, trace.length)));
    }

    /**
     * @param seeds good files
     * @param seed what all damage hangs on
     * @param number which damaged file
     * @return its bytes
     */
    public static byte[] damaged(final List<byte[]> seeds, final long seed, final int number) {
        final SplittableRandom random = new SplittableRandom(Seeds.derive(seed, number));
        byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
        final int times = 1 + random.nextInt(4);
        for (int t = 0; t < times && bytes.length > 8; t++) {
            // headers are where the danger is: half of the damage falls into the first 2 KB
            final int reach = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 2048);
            final int at = random.nextInt(reach - 4);
            switch (random.nextInt(8)) {
                case 0 -> bytes[at] ^= 1 << random.nextInt(8);
                case 1 -> bytes[at] = (byte)random.nextInt(256);
                case 2 -> putLittle(bytes, at, 2, EVIL[random.nextInt(EVIL.length)]);
                case 3 -> putLittle(bytes, at, 4, EVIL[random.nextInt(EVIL.length)]);
                case 4 -> bytes = Arrays.copyOf(bytes, at + 1);
                case 5 -> bytes = cut(bytes, at, Math.min(bytes.length - at, 1 + random.nextInt(16)));
                case 6 -> {
                    final byte[] other = seeds.get(random.nextInt(seeds.size()));
                    final int from = random.nextInt(other.length);
                    bytes = insert(bytes, at, other, from, Math.min(other.length - from, 1 + random.nextInt(64)));
                }
                default -> {
                    final int n = Math.min(bytes.length - at, 1 + random.nextInt(64));
                    bytes = insert(bytes, at, bytes, at, n);
                }
            }
        }
        return bytes;
    }

    private static void putLittle(final byte[] bytes, final int at, final int n, final int value) {
        for (int i = 0; i < n; i++) {
            bytes[at + i] = (byte)(value >>> 8 * i);
        }
    }

    private static byte[] cut(final byte[] bytes, final int at, final int n) {
        final byte[] shorter = Arrays.copyOf(bytes, bytes.length - n);
        System.arraycopy(bytes, at + n, shorter, at, bytes.length - at - n);
        return shorter;
    }

    private static byte[] insert(final byte[] bytes, final int at, final byte[] from, final int start, final int n) {
        final byte[] longer = new byte[bytes.length + n];
        System.arraycopy(bytes, 0, longer, 0, at);
        System.arraycopy(from, start, longer, at, n);
        System.arraycopy(bytes, at, longer, at + n, bytes.length - at);
        return longer;
    }
}
