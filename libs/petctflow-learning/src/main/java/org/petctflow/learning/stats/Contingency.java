package org.petctflow.learning.stats;

import java.util.Arrays;

import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.petctflow.learning.data.Randoms;

/**
 * Tables of counts: Pearson's chi-square with Yates's correction, Fisher's exact test for tables of any size (Freeman and
 * Halton 1951, doi:10.1093/biomet/38.1-2.141), odds ratio, Cramer's V. Tables are [row][column]; rows and columns without
 * any count are left out.
 */
public final class Contingency {

    /** At most so many tables are enumerated by {@link #fisher}. */
    public static final long MOST_TABLES = 20_000_000;

    private static final double ROUNDING = 1 + 1e-7; // as in R: tables as probable as the one seen count, whatever the last bits

    private Contingency() {
    }

    /**
     * @param rows each observation's row, from 0; negative where missing
     * @param rowCount how many rows
     * @param columns each observation's column, from 0; negative where missing
     * @param columnCount how many columns
     * @return the table of counts
     */
    public static long[][] table(final int[] rows, final int rowCount, final int[] columns, final int columnCount) {
        final long[][] table = new long[rowCount][columnCount];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] >= 0 && columns[i] >= 0) {
                table[rows[i]][columns[i]]++;
            }
        }
        return table;
    }

    private static long[][] require(final long[][] table) {
        for (int r = 0; r < table.length; r++) {
            for (final long v : table[r]) {
                if (v < 0 || table[r].length != table[0].length) {
                    throw new IllegalArgumentException("Row " + r + " of the table of counts has a negative count or another length");
                }
            }
        }
        final long[][] rows = Arrays.stream(table).filter(r -> Arrays.stream(r).sum() > 0).toArray(long[][]::new);
        final int[] columns = rows.length == 0 ? new int[0] : java.util.stream.IntStream.range(0, rows[0].length)
            .filter(c -> Arrays.stream(rows).mapToLong(r -> r[c]).sum() > 0).toArray();
        if (rows.length < 2 || columns.length < 2) {
            throw new IllegalArgumentException("A table of counts needs two rows and two columns that are not all 0, but has "
                + rows.length + " x " + columns.length + ": with one category there is nothing to compare");
        }
        return Arrays.stream(rows).map(r -> Arrays.stream(columns).mapToLong(c -> r[c]).toArray()).toArray(long[][]::new);
    }

    /**
     * @param table the counts, [row][column]
     * @return the counts that independence would give: row sum times column sum over total
     */
    public static double[][] expected(final long[][] table) {
        final long total = Arrays.stream(table).flatMapToLong(Arrays::stream).sum();
        final double[][] expected = new double[table.length][table[0].length];
        for (int r = 0; r < table.length; r++) {
            for (int c = 0; c < table[0].length; c++) {
                final int column = c;
                expected[r][c] = (double)Arrays.stream(table[r]).sum() * Arrays.stream(table).mapToLong(t -> t[column]).sum() / total;
            }
        }
        return expected;
    }

    /**
     * Pearson's chi-square test.
     *
     * @param table the counts, [row][column]
     * @param yates whether a 2 x 2 table is corrected for continuity (never further than to its expected count)
     * @return chi-square, df, p
     */
    public static TestResult chiSquare(final long[][] table, final boolean yates) {
        final long[][] t = require(table);
        final double[][] expected = expected(t);
        final boolean correct = yates && t.length == 2 && t[0].length == 2;
        double sum = 0;
        for (int r = 0; r < t.length; r++) {
            for (int c = 0; c < t[0].length; c++) {
                final double off = Math.abs(t[r][c] - expected[r][c]);
                final double d = off - (correct ? Math.min(0.5, off) : 0);
                sum += d * d / expected[r][c];
            }
        }
        final double df = (t.length - 1.0) * (t[0].length - 1.0);
        return TestResult.of(correct ? "Chi-square (Yates)" : "Chi-square", sum, df, ChiSquaredDistribution.of(df).survivalProbability(sum));
    }

    /**
     * Fisher's exact test: the probability of all tables with these margins that are no more probable than this one. 2 x 2
     * tables of any size; larger ones by enumeration.
     *
     * @param table the counts, [row][column]
     * @return the sample's odds ratio for a 2 x 2 table, else NaN; two-sided p
     * @throws IllegalArgumentException if there are more than {@link #MOST_TABLES} tables; then {@link #fisherSimulated} serves
     */
    public static TestResult fisher(final long[][] table) {
        final long[][] t = require(table);
        final boolean square = t.length == 2 && t[0].length == 2;
        return TestResult.of("Fisher exact", square ? oddsRatio(t) : Double.NaN, new Enumeration(t).p());
    }

    /**
     * Fisher's exact test by random tables with the same margins, for tables that are too large to enumerate.
     *
     * @param table the counts, [row][column]
     * @param draws how many random tables, e.g. 10,000
     * @param seed the seed
     * @return NaN for the statistic; p = (1 + tables no more probable) / (1 + draws)
     */
    public static TestResult fisherSimulated(final long[][] table, final int draws, final long seed) {
        final long[][] t = require(table);
        final int total = Math.toIntExact(Arrays.stream(t).flatMapToLong(Arrays::stream).sum());
        final int[] row = new int[total];
        final int[] column = new int[total];
        int at = 0;
        for (int r = 0; r < t.length; r++) {
            for (int c = 0; c < t[0].length; c++) {
                for (long k = 0; k < t[r][c]; k++) {
                    row[at] = r;
                    column[at++] = c;
                }
            }
        }
        final double[] logs = logFactorials(total);
        final double seen = cells(t, logs);
        final UniformRandomProvider random = Randoms.of(seed);
        int asExtreme = 0;
        for (int d = 0; d < draws; d++) {
            Randoms.shuffle(column, random);
            asExtreme += cells(table(row, t.length, column, t[0].length), logs) >= seen - 1e-7 ? 1 : 0;
        }
        return TestResult.of("Fisher exact (simulated)", Double.NaN, (1.0 + asExtreme) / (1.0 + draws));
    }

    private static double cells(final long[][] t, final double[] logs) {
        double sum = 0;
        for (final long[] r : t) {
            for (final long v : r) {
                sum += logs[(int)v];
            }
        }
        return sum;
    }

    private static double[] logFactorials(final int n) {
        final double[] logs = new double[n + 1];
        for (int i = 2; i <= n; i++) {
            logs[i] = LogGamma.value(i + 1.0);
        }
        return logs;
    }

    /**
     * @param table the counts, 2 x 2
     * @return ad / bc; infinite where b or c is 0 and a and d are not, NaN where both products are 0
     */
    public static double oddsRatio(final long[][] table) {
        return (double)table[0][0] * table[1][1] / ((double)table[0][1] * table[1][0]);
    }

    /**
     * @param table the counts, [row][column]
     * @return Cramer's V, 0 (independent) to 1
     */
    public static double cramersV(final long[][] table) {
        final long[][] t = require(table);
        final long total = Arrays.stream(t).flatMapToLong(Arrays::stream).sum();
        return Math.sqrt(chiSquare(t, false).statistic() / total / (Math.min(t.length, t[0].length) - 1));
    }

    /** Walks through all tables with the margins of one, column by column; the last row and column follow from the others. */
    private static final class Enumeration {

        private final double[] m_logs;

        private final long[] m_columns;

        private final int m_rows;

        private final long[] m_left;

        private final double m_constant;

        private final double m_seen;

        private double m_p;

        private long m_tables;

        Enumeration(final long[][] t) {
            final int total = Math.toIntExact(Arrays.stream(t).flatMapToLong(Arrays::stream).sum());
            m_logs = logFactorials(total);
            m_rows = t.length;
            m_left = Arrays.stream(t).mapToLong(r -> Arrays.stream(r).sum()).toArray();
            m_columns = new long[t[0].length];
            for (final long[] r : t) {
                for (int c = 0; c < r.length; c++) {
                    m_columns[c] += r[c];
                }
            }
            m_constant = Arrays.stream(m_left).mapToDouble(v -> m_logs[(int)v]).sum()
                + Arrays.stream(m_columns).mapToDouble(v -> m_logs[(int)v]).sum() - m_logs[total];
            m_seen = m_constant - cells(t, m_logs) + Math.log(ROUNDING);
        }

        double p() {
            cell(0, 0, m_columns[0], 0);
            return m_p;
        }

        /** @param open what the rows from this one on must still take of the column; cells sum of log factorials so far */
        private void cell(final int column, final int row, final long open, final double cells) {
            if (column == m_columns.length - 1) { // what is left in each row
                double sum = cells;
                for (final long v : m_left) {
                    sum += m_logs[(int)v];
                }
                if (++m_tables > MOST_TABLES) {
                    throw new IllegalArgumentException("Fisher's exact test would have to look at more than " + MOST_TABLES
                        + " tables; simulate it or use the chi-square test");
                }
                final double log = m_constant - sum;
                m_p += log <= m_seen ? Math.exp(log) : 0;
                return;
            }
            if (row == m_rows - 1) {
                if (open <= m_left[row]) {
                    m_left[row] -= open;
                    cell(column + 1, 0, m_columns[column + 1], cells + m_logs[(int)open]);
                    m_left[row] += open;
                }
                return;
            }
            final long most = Math.min(open, m_left[row]);
            for (long v = 0; v <= most; v++) {
                m_left[row] -= v;
                cell(column, row + 1, open - v, cells + m_logs[(int)v]);
                m_left[row] += v;
            }
        }
    }
}
