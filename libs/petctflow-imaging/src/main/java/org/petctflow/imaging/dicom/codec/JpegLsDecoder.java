package org.petctflow.imaging.dicom.codec;

import java.io.IOException;
import java.util.Arrays;

/**
 * JPEG-LS (ISO/IEC 14495-1, ITU-T T.87): lossless and near-lossless, 2 to 16 bits, one or several components in any
 * interleave mode, preset coding parameters, mapping tables, restart intervals, point transform.
 *
 * <p>Letters of variables are those of T.87 annex A.
 */
final class JpegLsDecoder {

    private static final int[] J = {0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12,
        13, 14, 15};

    private static final int CONTEXTS = 365;

    private static final int MAX_K = 24;

    private static final int MIN_C = -128;

    private static final int MAX_C = 127;

    private final byte[] m_data;

    private int m_at;

    private final int m_rows;

    private final int m_columns;

    private int m_precision;

    private int m_height;

    private int m_width;

    private int[] m_componentIds = {};

    /** Samples of each component, rows * columns. */
    private short[][] m_samples;

    // preset coding parameters as LSE gave them, 0 for the default
    private final int[] m_preset = new int[5];

    private final int[][] m_tables = new int[256][];

    private int m_restartInterval;

    // parameters of the scan
    private int m_near;

    private int m_maxval;

    private int m_t1;

    private int m_t2;

    private int m_t3;

    private int m_reset;

    private int m_range;

    private int m_qbpp;

    private int m_limit;

    // states of the scan
    private final int[] m_a = new int[CONTEXTS + 2];

    private final int[] m_b = new int[CONTEXTS];

    private final int[] m_c = new int[CONTEXTS];

    private final int[] m_n = new int[CONTEXTS + 2];

    private final int[] m_nn = new int[2];

    private int m_runIndex;

    // bits not read yet, the first one on the left
    private long m_bits;

    private int m_bitCount;

    private JpegLsDecoder(final byte[] data, final int rows, final int columns) {
        m_data = data;
        m_rows = rows;
        m_columns = columns;
    }

    /**
     * @param data an encoded image
     * @param rows the number of rows it must have
     * @param columns the number of columns it must have
     * @param components the number of components it must have
     * @return the samples of each component in reading order, as unsigned 16-bit numbers
     * @throws IOException if it is damaged, or of another size
     */
    static short[][] decode(final byte[] data, final int rows, final int columns, final int components)
        throws IOException {
        final JpegLsDecoder decoder = new JpegLsDecoder(data, rows, columns);
        decoder.decodeImage(components);
        return decoder.m_samples;
    }

    // ---- segments

    private void decodeImage(final int components) throws IOException {
        if (marker() != 0xd8) {
            throw damaged("it does not start with a start of image marker");
        }
        int decoded = 0;
        while (m_samples == null || decoded < m_samples.length) {
            final int marker = marker();
            if (marker == 0xd9) {
                throw damaged("it ends before all components came");
            }
            if (marker >= 0xd0 && marker <= 0xd7 || marker == 0x01) {
                continue;
            }
            final int end = m_at + word(m_at);
            if (end < m_at + 2 || end > m_data.length) {
                throw damaged(String.format("the segment of marker FF%02X exceeds it", marker));
            }
            m_at += 2;
            switch (marker) {
                case 0xf7 -> frameHeader(end, components);
                case 0xf8 -> presets(end);
                case 0xda -> decoded += scan(end);
                case 0xdd -> m_restartInterval = restartInterval(end);
                default -> {
                    if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xcc && marker != 0xc8) {
                        throw damaged(String.format("it is JPEG of another kind (marker FF%02X)", marker));
                    }
                }
            }
            if (marker != 0xda) {
                m_at = end;
            }
        }
    }

    private IOException damaged(final String why) {
        return new IOException("The JPEG-LS frame is damaged at byte " + m_at + ": " + why);
    }

    private int marker() throws IOException {
        while (m_at + 1 < m_data.length) {
            if (m_data[m_at] != (byte)0xff) {
                throw damaged("there is no marker");
            }
            m_at++;
            if (m_data[m_at] != (byte)0xff) {
                return m_data[m_at++] & 0xff;
            }
        }
        throw damaged("it ends where a marker should be");
    }

    private int octet(final int at) throws IOException {
        if (at >= m_data.length) {
            throw damaged("it ends within a segment");
        }
        return m_data[at] & 0xff;
    }

    private int word(final int at) throws IOException {
        return octet(at) << 8 | octet(at + 1);
    }

    private void frameHeader(final int end, final int components) throws IOException {
        if (m_samples != null) {
            throw damaged("it has two frame headers");
        }
        m_precision = octet(m_at);
        final int height = word(m_at + 1);
        final int width = word(m_at + 3);
        final int count = octet(m_at + 5);
        // sizes of 0 come later, as an LSE segment of type 4 or as a DNL segment: they must be the declared ones anyway
        m_height = height != 0 ? height : m_height != 0 ? m_height : m_rows;
        m_width = width != 0 ? width : m_width != 0 ? m_width : m_columns;
        if (m_precision < 2 || m_precision > 16) {
            throw damaged("its precision is " + m_precision + " bits");
        }
        if (m_height != m_rows || m_width != m_columns || count != components) {
            throw damaged("it has " + m_height + " x " + m_width + " x " + count + " samples, but " + m_rows + " x "
                + m_columns + " x " + components + " are declared");
        }
        if (end - m_at < 6 + 3 * count) {
            throw damaged("its frame header is too short");
        }
        m_componentIds = new int[count];
        for (int i = 0; i < count; i++) {
            m_componentIds[i] = octet(m_at + 6 + 3 * i);
            if (octet(m_at + 7 + 3 * i) != 0x11) {
                throw damaged("its components have different sizes");
            }
        }
        m_samples = new short[count][Math.multiplyExact(m_rows, m_columns)];
    }

    private void presets(final int end) throws IOException {
        final int type = octet(m_at++);
        switch (type) {
            case 1 -> {
                for (int i = 0; i < 5; i++) {
                    m_preset[i] = word(m_at + 2 * i);
                }
            }
            case 2, 3 -> mappingTable(end, type == 3);
            case 4 -> oversize();
            default -> throw damaged("it has preset parameters of unknown type " + type);
        }
    }

    private void mappingTable(final int end, final boolean continued) throws IOException {
        final int id = octet(m_at);
        final int width = octet(m_at + 1);
        if (width < 1 || width > 2) {
            throw damaged("its mapping table has entries of " + width + " bytes");
        }
        final int[] old = continued && m_tables[id] != null ? m_tables[id] : new int[0];
        final int entries = (end - m_at - 2) / width;
        if (entries + old.length > 1 << 16) {
            throw damaged("its mapping table has more than 65536 entries");
        }
        final int[] table = Arrays.copyOf(old, old.length + entries);
        for (int i = 0; i < entries; i++) {
            table[old.length + i] = width == 1 ? octet(m_at + 2 + i) : word(m_at + 2 + 2 * i);
        }
        m_tables[id] = table;
    }

    private void oversize() throws IOException {
        final int width = octet(m_at);
        if (width < 2 || width > 4) {
            throw damaged("its size is given in " + width + " bytes");
        }
        long height = 0;
        long columns = 0;
        for (int i = 0; i < width; i++) {
            height = height << 8 | octet(m_at + 1 + i);
            columns = columns << 8 | octet(m_at + 1 + width + i);
        }
        if (height != m_rows || columns != m_columns) {
            throw damaged("it has " + height + " x " + columns + " samples, but " + m_rows + " x " + m_columns
                + " are declared");
        }
        m_height = m_rows;
        m_width = m_columns;
    }

    private int restartInterval(final int end) throws IOException {
        long interval = 0;
        for (int i = m_at; i < end; i++) {
            interval = interval << 8 | octet(i);
        }
        return (int)Math.min(Integer.MAX_VALUE, interval);
    }

    // ---- a scan

    private int scan(final int end) throws IOException {
        if (m_samples == null) {
            throw damaged("a scan comes before the frame header");
        }
        final int count = octet(m_at);
        if (count < 1 || count > m_samples.length || end - m_at != 4 + 2 * count) {
            throw damaged("its scan header does not fit");
        }
        final int[] components = new int[count];
        final int[] tables = new int[count];
        for (int i = 0; i < count; i++) {
            components[i] = component(octet(m_at + 1 + 2 * i));
            tables[i] = octet(m_at + 2 + 2 * i);
        }
        m_near = octet(m_at + 1 + 2 * count);
        final int interleave = octet(m_at + 2 + 2 * count);
        final int pointTransform = octet(m_at + 3 + 2 * count) & 15;
        if (interleave > 2 || (interleave == 0) != (count == 1)) {
            // one component may be called interleaved: it is then coded like one that isn't
            if (interleave > 2 || count > 1) {
                throw damaged("it has " + count + " components in interleave mode " + interleave);
            }
        }
        m_at = end;
        parameters();
        lines(components, count > 1 ? interleave : 0);
        for (int i = 0; i < count; i++) {
            finish(m_samples[components[i]], tables[i], pointTransform);
        }
        return count;
    }

    private int component(final int id) throws IOException {
        for (int i = 0; i < m_componentIds.length; i++) {
            if (m_componentIds[i] == id) {
                return i;
            }
        }
        throw damaged("a scan has the unknown component " + id);
    }

    private void parameters() throws IOException {
        m_maxval = m_preset[0] != 0 ? m_preset[0] : (1 << m_precision) - 1;
        if (m_maxval >= 1 << m_precision || m_near > Math.min(255, m_maxval / 2)) {
            throw damaged("its largest value is " + m_maxval + " and its allowed error " + m_near);
        }
        defaultThresholds();
        m_t1 = m_preset[1] != 0 ? m_preset[1] : m_t1;
        m_t2 = m_preset[2] != 0 ? m_preset[2] : m_t2;
        m_t3 = m_preset[3] != 0 ? m_preset[3] : m_t3;
        m_reset = m_preset[4] != 0 ? m_preset[4] : 64;
        if (m_t1 <= m_near || m_t2 < m_t1 || m_t3 < m_t2 || m_t3 > m_maxval || m_reset < 3
            || m_reset > Math.max(255, m_maxval)) {
            throw damaged("its thresholds are " + m_t1 + ", " + m_t2 + ", " + m_t3 + ", reset " + m_reset);
        }
        m_range = (m_maxval + 2 * m_near) / (2 * m_near + 1) + 1;
        m_qbpp = bits(m_range);
        final int bpp = Math.max(2, bits(m_maxval + 1));
        m_limit = 2 * (bpp + Math.max(8, bpp));
    }

    /** The smallest number of bits that tells n values apart. */
    private static int bits(final int n) {
        return 32 - Integer.numberOfLeadingZeros(n - 1);
    }

    /** T.87 section C.2.4.1.1. */
    private void defaultThresholds() {
        if (m_maxval >= 128) {
            final int factor = (Math.min(m_maxval, 4095) + 128) / 256;
            m_t1 = clamp(factor + 2 + 3 * m_near, m_near + 1);
            m_t2 = clamp(factor * 4 + 3 + 5 * m_near, m_t1);
            m_t3 = clamp(factor * 17 + 4 + 7 * m_near, m_t2);
        } else {
            final int factor = 256 / (m_maxval + 1);
            m_t1 = clamp(Math.max(2, 3 / factor + 3 * m_near), m_near + 1);
            m_t2 = clamp(Math.max(3, 7 / factor + 5 * m_near), m_t1);
            m_t3 = clamp(Math.max(4, 21 / factor + 7 * m_near), m_t2);
        }
    }

    private int clamp(final int i, final int j) {
        return i > m_maxval || i < j ? j : i;
    }

    private void restart() {
        Arrays.fill(m_a, Math.max(2, (m_range + 32) / 64));
        Arrays.fill(m_b, 0);
        Arrays.fill(m_c, 0);
        Arrays.fill(m_n, 1);
        Arrays.fill(m_nn, 0);
        m_bits = 0;
        m_bitCount = 0;
    }

    /**
     * Lines have one more sample on either side: on the left the one above the first, on the right the last one above again.
     */
    private void lines(final int[] components, final int interleave) throws IOException {
        final int n = components.length;
        int[][] above = new int[n][m_columns + 2];
        int[][] line = new int[n][m_columns + 2];
        final int[] runIndices = new int[n];
        restart();
        int left = m_restartInterval;
        int restarts = 0;
        for (int row = 0; row < m_rows; row++) {
            if (m_restartInterval > 0 && left-- == 0) {
                restartMarker(restarts++ & 7);
                restart();
                Arrays.fill(runIndices, 0);
                for (final int[] a : above) {
                    Arrays.fill(a, 0);
                }
                left = m_restartInterval - 1;
            }
            for (int i = 0; i < n; i++) {
                above[i][m_columns + 1] = above[i][m_columns];
                line[i][0] = above[i][1];
            }
            if (interleave == 2) {
                m_runIndex = runIndices[0];
                sampleInterleavedLine(above, line);
                runIndices[0] = m_runIndex;
            } else {
                for (int i = 0; i < n; i++) {
                    m_runIndex = runIndices[i];
                    line(above[i], line[i]);
                    runIndices[i] = m_runIndex;
                }
            }
            for (int i = 0; i < n; i++) {
                final short[] samples = m_samples[components[i]];
                for (int c = 0; c < m_columns; c++) {
                    samples[row * m_columns + c] = (short)line[i][c + 1];
                }
            }
            final int[][] t = above;
            above = line;
            line = t;
        }
        endOfScan();
    }

    private void restartMarker(final int number) throws IOException {
        endOfScan();
        final int marker = marker();
        if (marker != 0xd0 + number) {
            throw damaged(String.format("restart marker %d should come, but FF%02X does", number, marker));
        }
    }

    /** Goes to the marker behind the bits that were read. */
    private void endOfScan() {
        while (m_at + 1 < m_data.length && !(m_data[m_at] == (byte)0xff && m_data[m_at + 1] < 0)) {
            m_at++;
        }
        m_bits = 0;
        m_bitCount = 0;
    }

    private void finish(final short[] samples, final int table, final int pointTransform) throws IOException {
        if (table != 0) {
            final int[] values = m_tables[table];
            if (values == null) {
                throw damaged("it refers to the mapping table " + table + ", which is not there");
            }
            for (int i = 0; i < samples.length; i++) {
                final int index = samples[i] & 0xffff;
                if (index >= values.length) {
                    throw damaged("a sample has the value " + index + ", but its mapping table " + values.length + " entries");
                }
                samples[i] = (short)values[index];
            }
        }
        if (pointTransform != 0) {
            for (int i = 0; i < samples.length; i++) {
                samples[i] <<= pointTransform;
            }
        }
    }

    // ---- lines

    private void line(final int[] above, final int[] line) throws IOException {
        int i = 1;
        int ra = line[0];
        int rb = above[1];
        int rc = above[0];
        while (i <= m_columns) {
            final int rd = above[i + 1];
            final int d1 = rd - rb;
            final int d2 = rb - rc;
            final int d3 = rc - ra;
            if (Math.abs(d1) <= m_near && Math.abs(d2) <= m_near && Math.abs(d3) <= m_near) {
                i = run(line, i, ra);
                if (i <= m_columns) {
                    line[i] = interrupted(line[i - 1], above[i], Math.abs(line[i - 1] - above[i]) <= m_near ? 1 : 0);
                    m_runIndex = Math.max(0, m_runIndex - 1);
                    i++;
                }
                ra = line[i - 1];
                rc = above[i - 1];
                rb = i <= m_columns ? above[i] : 0;
            } else {
                ra = regular(81 * quantize(d1) + 9 * quantize(d2) + quantize(d3), ra, rb, rc);
                line[i++] = ra;
                rc = rb;
                rb = rd;
            }
        }
    }

    private void sampleInterleavedLine(final int[][] above, final int[][] line) throws IOException {
        int i = 1;
        while (i <= m_columns) {
            boolean flat = true;
            for (int k = 0; k < line.length && flat; k++) {
                final int rb = above[k][i];
                final int rc = above[k][i - 1];
                flat = Math.abs(above[k][i + 1] - rb) <= m_near && Math.abs(rb - rc) <= m_near
                    && Math.abs(rc - line[k][i - 1]) <= m_near;
            }
            if (flat) {
                final int start = i;
                i = run(line[0], i, line[0][i - 1]);
                for (int k = 1; k < line.length; k++) {
                    Arrays.fill(line[k], start, i, line[k][start - 1]);
                }
                if (i <= m_columns) {
                    for (int k = 0; k < line.length; k++) {
                        line[k][i] = interrupted(line[k][i - 1], above[k][i], 0);
                    }
                    m_runIndex = Math.max(0, m_runIndex - 1);
                    i++;
                }
            } else {
                for (int k = 0; k < line.length; k++) {
                    final int ra = line[k][i - 1];
                    final int rb = above[k][i];
                    final int rc = above[k][i - 1];
                    line[k][i] = regular(81 * quantize(above[k][i + 1] - rb) + 9 * quantize(rb - rc) + quantize(rc - ra), ra,
                        rb, rc);
                }
                i++;
            }
        }
    }

    private int quantize(final int d) {
        if (d < 0) {
            return d <= -m_t3 ? -4 : d <= -m_t2 ? -3 : d <= -m_t1 ? -2 : d < -m_near ? -1 : 0;
        }
        return d <= m_near ? 0 : d < m_t1 ? 1 : d < m_t2 ? 2 : d < m_t3 ? 3 : 4;
    }

    /** T.87 sections A.3 to A.6. */
    private int regular(final int context, final int ra, final int rb, final int rc) throws IOException {
        final int sign = context < 0 ? -1 : 1;
        final int q = Math.abs(context);
        final int prediction;
        if (rc >= Math.max(ra, rb)) {
            prediction = Math.min(ra, rb);
        } else if (rc <= Math.min(ra, rb)) {
            prediction = Math.max(ra, rb);
        } else {
            prediction = ra + rb - rc;
        }
        final int px = Math.max(0, Math.min(m_maxval, prediction + sign * m_c[q]));
        int k = 0;
        while (k <= MAX_K && m_n[q] << k < m_a[q]) {
            k++;
        }
        final int mapped = golomb(k, m_limit);
        int error;
        if (m_near == 0 && k == 0 && 2 * m_b[q] <= -m_n[q]) {
            error = (mapped & 1) != 0 ? mapped >> 1 : -(mapped >> 1) - 1;
        } else {
            error = (mapped & 1) != 0 ? -(mapped + 1 >> 1) : mapped >> 1;
        }
        update(q, error);
        return reconstruct(px, sign * error);
    }

    private void update(final int q, final int error) {
        m_b[q] += error * (2 * m_near + 1);
        m_a[q] += Math.abs(error);
        if (m_n[q] == m_reset) {
            m_a[q] >>= 1;
            m_b[q] >>= 1;
            m_n[q] >>= 1;
        }
        m_n[q]++;
        if (m_b[q] <= -m_n[q]) {
            m_b[q] = Math.max(m_b[q] + m_n[q], 1 - m_n[q]);
            m_c[q] = Math.max(MIN_C, m_c[q] - 1);
        } else if (m_b[q] > 0) {
            m_b[q] = Math.min(m_b[q] - m_n[q], 0);
            m_c[q] = Math.min(MAX_C, m_c[q] + 1);
        }
    }

    private int reconstruct(final int px, final int error) {
        final int step = 2 * m_near + 1;
        int rx = px + error * step;
        if (rx < -m_near) {
            rx += m_range * step;
        } else if (rx > m_maxval + m_near) {
            rx -= m_range * step;
        }
        return Math.max(0, Math.min(m_maxval, rx));
    }

    /**
     * T.87 section A.7.1: repeats the sample on the left.
     *
     * @return the index behind the run
     */
    private int run(final int[] line, final int start, final int ra) throws IOException {
        int i = start;
        while (readBits(1) == 1) {
            final int whole = 1 << J[m_runIndex];
            final int n = Math.min(whole, m_columns + 1 - i);
            Arrays.fill(line, i, i + n, ra);
            i += n;
            if (n == whole && m_runIndex < 31) {
                m_runIndex++;
            }
            if (i > m_columns) {
                return i;
            }
        }
        final int n = readBits(J[m_runIndex]);
        if (n > m_columns - i) {
            throw damaged("a run exceeds its line");
        }
        Arrays.fill(line, i, i + n, ra);
        return i + n;
    }

    /** T.87 section A.7.2: the sample that ends a run. */
    private int interrupted(final int ra, final int rb, final int type) throws IOException {
        final int q = CONTEXTS + type;
        final int temp = type == 0 ? m_a[q] : m_a[q] + (m_n[q] >> 1);
        int k = 0;
        while (k <= MAX_K && m_n[q] << k < temp) {
            k++;
        }
        final int mapped = golomb(k, m_limit - J[m_runIndex] - 1);
        final int t = mapped + type;
        final boolean map = (t & 1) != 0;
        final int size = t + 1 >> 1;
        final int error = (k != 0 || 2 * m_nn[type] >= m_n[q]) == map ? -size : size;
        if (error < 0) {
            m_nn[type]++;
        }
        m_a[q] += mapped + 1 - type >> 1;
        if (m_n[q] == m_reset) {
            m_a[q] >>= 1;
            m_n[q] >>= 1;
            m_nn[type] >>= 1;
        }
        m_n[q]++;
        return type == 1 ? reconstruct(ra, error) : reconstruct(rb, ra > rb ? -error : error);
    }

    // ---- bits

    /** A limited-length Golomb code (T.87 section A.5.3). */
    private int golomb(final int k, final int limit) throws IOException {
        if (k > MAX_K) {
            throw damaged("its coding parameter exceeds " + MAX_K);
        }
        final int longest = limit - m_qbpp - 1;
        int zeros = 0;
        while (true) {
            fill(1);
            final int n = Math.min(Long.numberOfLeadingZeros(m_bits), m_bitCount);
            zeros += n;
            drop(n);
            if (zeros > longest) {
                throw damaged("a code has " + zeros + " zeros where " + longest + " are allowed");
            }
            if (m_bitCount > 0) {
                drop(1);
                break;
            }
        }
        return zeros < longest ? (zeros << k) + readBits(k) : readBits(m_qbpp) + 1;
    }

    private int readBits(final int n) throws IOException {
        if (n == 0) {
            return 0;
        }
        fill(n);
        final int value = (int)(m_bits >>> 64 - n);
        drop(n);
        return value;
    }

    private void drop(final int n) {
        m_bits = n == 64 ? 0 : m_bits << n;
        m_bitCount -= n;
    }

    /** A byte behind FF has seven bits, its first one being a stuffed zero; if that is one, the two are a marker. */
    private void fill(final int needed) throws IOException {
        if (m_bitCount >= needed) {
            return;
        }
        while (m_bitCount <= 48 && m_at < m_data.length) {
            final int b = m_data[m_at] & 0xff;
            if (b == 0xff) {
                if (m_at + 1 >= m_data.length || m_data[m_at + 1] < 0) {
                    break;
                }
                // both at once, so that nobody has to remember the FF
                m_bits |= (long)(b << 7 | m_data[m_at + 1]) << 64 - 15 - m_bitCount;
                m_bitCount += 15;
                m_at += 2;
            } else {
                m_bits |= (long)b << 64 - 8 - m_bitCount;
                m_bitCount += 8;
                m_at++;
            }
        }
        if (m_bitCount < needed) {
            throw damaged("its scan ends early");
        }
    }
}
