package org.petctflow.imaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPOutputStream;

import com.sun.management.ThreadMXBean;

import org.petctflow.base.Seeds;

/**
 * Gives a reader damaged files: it must return or throw a checked exception within 2 s of processor time (what else runs on the
 * machine does not count), and allocate at most 64 MiB more than the file is long. Each file hangs on the seed and its number
 * alone. A reader that never comes back is reported with where it is.
 */
public final class Fuzzer {

    private static final long MAX_MILLIS = 2000;

    private static final long MAX_BYTES = 64L << 20;

    /** Generous: a busy machine is no hang. */
    private static final int HANG_SECONDS = 60;

    private static final long[] EXTREMES = {0, 1, 2, -1, 127, 128, 255, 256, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff,
        0x80000000L, 0xffffffffL, Long.MAX_VALUE, Long.MIN_VALUE, Float.floatToIntBits(Float.NaN),
        Float.floatToIntBits(Float.POSITIVE_INFINITY), Float.floatToIntBits(1e30f), Double.doubleToLongBits(Double.NaN)};

    private static final String[] TEXTS = {"0", "-1", "99999999999", "2147483647", "1e300", "nan", "inf", "none", "(", ",", " ",
        "\n", ":=", ": "};

    /** What reads a file. */
    @FunctionalInterface
    public interface Reader {
        /**
         * @param file the file
         * @throws Exception a checked one, if the file cannot be read
         */
        void read(Path file) throws Exception;
    }

    /**
     * A file that is intact.
     *
     * @param content its bytes
     * @param gzip whether it is compressed after the damage is done
     */
    public record Seed(byte[] content, boolean gzip) {
    }

    /**
     * What came out.
     *
     * @param read files that were read
     * @param refused files that were refused
     * @param slowest ms that the slowest file took
     * @param most bytes that were allocated beyond a file's size at most
     */
    public record Summary(int read, int refused, long slowest, long most) {
    }

    private Fuzzer() {
    }

    /**
     * @param seeds intact files
     * @param reader reads one
     * @param file where damaged ones are written, one after the other
     * @param seed whatever number
     * @param count how many
     * @return a summary
     * @throws IOException if a file cannot be written
     */
    public static Summary run(final List<Seed> seeds, final Reader reader, final Path file, final long seed, final int count)
        throws IOException {
        final Thread[] thread = new Thread[1];
        final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
            thread[0] = new Thread(task, "fuzz");
            thread[0].setDaemon(true);
            return thread[0];
        });
        int read = 0;
        long slowest = 0;
        long most = 0;
        try {
            for (int i = 0; i < count; i++) {
                final Random random = new Random(Seeds.derive(seed, i));
                final Seed original = seeds.get(i % seeds.size());
                byte[] bytes = damage(original.content(), random);
                if (original.gzip()) {
                    bytes = gzip(bytes);
                }
                Files.write(file, bytes);
                final String which = "damaged file " + i + " (seed file " + i % seeds.size() + ", seed " + seed + ")";
                final Outcome outcome = outcome(worker, thread, reader, file, which);
                read += outcome.read() ? 1 : 0;
                slowest = Math.max(slowest, outcome.millis());
                most = Math.max(most, outcome.allocated() - bytes.length);
                if (outcome.millis() > MAX_MILLIS || outcome.allocated() - bytes.length > MAX_BYTES) {
                    throw new AssertionError(which + " took " + outcome.millis() + " ms and " + outcome.allocated()
                        + " bytes for its own " + bytes.length);
                }
            }
        } finally {
            worker.shutdownNow();
        }
        return new Summary(read, count - read, slowest, most);
    }

    private record Outcome(boolean read, long millis, long allocated) {
    }

    private static Outcome outcome(final ExecutorService worker, final Thread[] thread, final Reader reader, final Path file,
        final String which) {
        final Future<Outcome> result = worker.submit(() -> {
            final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
            final long before = threads.getCurrentThreadAllocatedBytes();
            final long start = threads.getCurrentThreadCpuTime();
            boolean read = false;
            try {
                reader.read(file);
                read = true;
            } catch (final Error | RuntimeException e) {
                throw new AssertionError(which + ": " + e, e);
            } catch (final Exception checked) {
                if (checked.getMessage() == null || checked.getMessage().isBlank()) {
                    throw new AssertionError(which + " is refused without a reason", checked);
                }
            }
            return new Outcome(read, (threads.getCurrentThreadCpuTime() - start) / 1_000_000,
                threads.getCurrentThreadAllocatedBytes() - before);
        });
        try {
            return result.get(HANG_SECONDS, TimeUnit.SECONDS);
        } catch (final TimeoutException e) {
            final AssertionError hangs = new AssertionError(which + " hangs");
            hangs.setStackTrace(thread[0].getStackTrace());
            throw hangs;
        } catch (final ExecutionException e) {
            throw e.getCause() instanceof AssertionError a ? a : new AssertionError(which + ": " + e.getCause(), e.getCause());
        } catch (final InterruptedException e) {
            throw new AssertionError(which + " was interrupted", e);
        }
    }

    private static byte[] gzip(final byte[] bytes) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
            packed.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] damage(final byte[] intact, final Random random) {
        byte[] b = intact.clone();
        for (int n = 1 + random.nextInt(4) * random.nextInt(3); n > 0 && b.length > 0; n--) {
            // more often where headers are
            final int at = random.nextInt(random.nextBoolean() ? Math.min(b.length, 800) : b.length);
            switch (random.nextInt(10)) {
                case 0 -> b[at] ^= (byte)(1 << random.nextInt(8));
                case 1 -> b[at] = (byte)random.nextInt();
                case 2, 3, 4 -> {
                    final ByteBuffer number = ByteBuffer.allocate(8)
                        .order(random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
                    final long value = EXTREMES[random.nextInt(EXTREMES.length)];
                    final int size = 1 << random.nextInt(4);
                    switch (size) {
                        case 1 -> number.put((byte)value);
                        case 2 -> number.putShort((short)value);
                        case 4 -> number.putInt((int)value);
                        default -> number.putLong(value);
                    }
                    System.arraycopy(number.array(), 0, b, at, Math.min(size, b.length - at));
                }
                case 5 -> b = Arrays.copyOf(b, at);
                case 6 -> b = splice(b, at, new byte[0], random.nextInt(32));
                case 7 -> b = splice(b, at, Arrays.copyOfRange(b, at, Math.min(b.length, at + random.nextInt(64))), 0);
                case 8 -> b = splice(b, at, TEXTS[random.nextInt(TEXTS.length)].getBytes(StandardCharsets.US_ASCII), random.nextInt(4));
                default -> {
                    // a digit of a text becomes another number
                    for (int k = at; k < b.length && k < at + 200; k++) {
                        if (b[k] >= '0' && b[k] <= '9') {
                            b = splice(b, k, TEXTS[random.nextInt(8)].getBytes(StandardCharsets.US_ASCII), 1);
                            break;
                        }
                    }
                }
            }
        }
        return b;
    }

    private static byte[] splice(final byte[] b, final int at, final byte[] in, final int drop) {
        final int rest = Math.min(b.length, at + drop);
        final byte[] r = new byte[at + in.length + b.length - rest];
        System.arraycopy(b, 0, r, 0, at);
        System.arraycopy(in, 0, r, at, in.length);
        System.arraycopy(b, rest, r, at + in.length, b.length - rest);
        return r;
    }
}
