package org.petctflow.learning.data;

import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The rows that scikit-learn's {@code train_test_split(..., test_size, stratify=y, random_state)} draws, so that results can be
 * compared with a Python program's split by split. For everything else take {@link StratifiedSplitter}, which keeps patients together.
 * The generator is MT19937 (Matsumoto, Nishimura 1998, doi:10.1145/272991.272995) as numpy's RandomState seeds and uses it.
 */
public final class ScikitLearnSplits {

    private ScikitLearnSplits() {
    }

    /**
     * @param labels each row's class, at least two rows each
     * @param testShare the share of test rows, between 0 and 1
     * @param randomState from 0 to 2^32 - 1
     * @return the training and test rows, ascending
     */
    public static Split split(final Labels labels, final double testShare, final long randomState) {
        final int n = labels.rows();
        final int test = (int)Math.ceil(testShare * n);
        final int train = n - test;
        final int[] counts = labels.counts();
        if (Arrays.stream(counts).anyMatch(c -> c < 2) || Math.min(test, train) < counts.length) {
            throw new IllegalArgumentException("A stratified split needs two rows of each class and a test row for each, but there are "
                + Arrays.toString(counts) + " rows and " + test + " of them are to be test rows");
        }
        final Mt19937 random = new Mt19937(randomState);
        final int[] inTrain = shares(counts, train, random);
        final int[] left = IntStream.range(0, counts.length).map(c -> counts[c] - inTrain[c]).toArray();
        final int[] inTest = shares(left, test, random);
        final int[] trainRows = new int[train];
        final int[] testRows = new int[test];
        int tr = 0;
        int te = 0;
        for (int c = 0; c < counts.length; c++) {
            final int of = c;
            final int[] rows = IntStream.range(0, n).filter(r -> labels.code(r) == of).toArray();
            final int[] order = random.permutation(rows.length);
            for (int i = 0; i < inTrain[c] + inTest[c]; i++) {
                if (i < inTrain[c]) {
                    trainRows[tr++] = rows[order[i]];
                } else {
                    testRows[te++] = rows[order[i]];
                }
            }
        }
        Arrays.sort(trainRows);
        Arrays.sort(testRows);
        return new Split(trainRows, testRows);
    }

    /** How many of the draws each class gets: by its share, rounded down, the rest by the greatest remainders, ties at random. */
    private static int[] shares(final int[] counts, final int draws, final Mt19937 random) {
        final double total = Arrays.stream(counts).sum();
        final double[] exact = Arrays.stream(counts).mapToDouble(c -> c / total * draws).toArray();
        final int[] shares = Arrays.stream(exact).mapToInt(v -> (int)Math.floor(v)).toArray();
        int missing = draws - Arrays.stream(shares).sum();
        final double[] rest = IntStream.range(0, counts.length).mapToDouble(c -> exact[c] - shares[c]).toArray();
        for (final double value : new TreeSet<>(Arrays.stream(rest).boxed().toList()).descendingSet()) {
            final int[] equal = IntStream.range(0, rest.length).filter(c -> rest[c] == value).toArray();
            final int now = Math.min(equal.length, missing);
            if (now <= 0) {
                break;
            }
            final int[] order = random.permutation(equal.length);
            for (int i = 0; i < now; i++) {
                shares[equal[order[i]]]++;
            }
            missing -= now;
        }
        return shares;
    }

    /** numpy's RandomState, as far as permutations need it. */
    private static final class Mt19937 {

        private static final int SIZE = 624;

        private static final int MIDDLE = 397;

        private final int[] m_state = new int[SIZE];

        private int m_at = SIZE;

        Mt19937(final long seed) {
            if (seed < 0 || seed > 0xffffffffL) {
                throw new IllegalArgumentException("A random_state lies between 0 and 2^32 - 1, but was " + seed);
            }
            m_state[0] = (int)seed;
            for (int i = 1; i < SIZE; i++) {
                m_state[i] = 1812433253 * (m_state[i - 1] ^ (m_state[i - 1] >>> 30)) + i;
            }
        }

        private int next() {
            if (m_at == SIZE) {
                for (int i = 0; i < SIZE; i++) {
                    final int y = (m_state[i] & 0x80000000) | (m_state[(i + 1) % SIZE] & 0x7fffffff);
                    m_state[i] = m_state[(i + MIDDLE) % SIZE] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
                }
                m_at = 0;
            }
            int y = m_state[m_at++];
            y ^= y >>> 11;
            y ^= (y << 7) & 0x9d2c5680;
            y ^= (y << 15) & 0xefc60000;
            return y ^ (y >>> 18);
        }

        /** 0 to most, both included, by masked rejection. */
        private int upTo(final int most) {
            if (most == 0) {
                return 0;
            }
            final int mask = -1 >>> Integer.numberOfLeadingZeros(most);
            int value = next() & mask;
            while (value > most) {
                value = next() & mask;
            }
            return value;
        }

        int[] permutation(final int n) {
            final int[] order = IntStream.range(0, n).toArray();
            for (int i = n - 1; i > 0; i--) {
                final int j = upTo(i);
                final int t = order[i];
                order[i] = order[j];
                order[j] = t;
            }
            return order;
        }
    }
}
