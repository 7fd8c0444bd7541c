package org.petctflow.imaging.synthetic;

import java.io.ByteArrayOutputStream;

/** RLE Lossless of 16-bit images: the planes of high and of low bytes, packed by runs (DICOM PS3.5 annex G). */
final class RleEncoder {

    private static final int HEADER = 64;

    private RleEncoder() {
    }

    /**
     * @param frame 16-bit pixels, little endian
     * @param columns pixels a row: runs don't cross rows
     * @return the encoded frame
     */
    static byte[] encode(final byte[] frame, final int columns) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream(frame.length);
        out.write(new byte[HEADER], 0, HEADER);
        final int[] starts = new int[2];
        final byte[] row = new byte[columns];
        for (int plane = 0; plane < 2; plane++) {
            starts[plane] = out.size();
            for (int first = 1 - plane; first < frame.length; first += 2 * columns) {
                for (int c = 0; c < columns; c++) {
                    row[c] = frame[first + 2 * c];
                }
                pack(row, out);
            }
            if ((out.size() & 1) != 0) {
                out.write(0);
            }
        }
        final byte[] encoded = out.toByteArray();
        encoded[0] = 2;
        for (int plane = 0; plane < 2; plane++) {
            for (int b = 0; b < 4; b++) {
                encoded[4 + 4 * plane + b] = (byte)(starts[plane] >>> 8 * b);
            }
        }
        return encoded;
    }

    private static void pack(final byte[] row, final ByteArrayOutputStream out) {
        int i = 0;
        while (i < row.length) {
            int run = 1;
            while (i + run < row.length && run < 128 && row[i + run] == row[i]) {
                run++;
            }
            if (run > 1) {
                out.write(1 - run);
                out.write(row[i]);
                i += run;
                continue;
            }
            final int start = i++;
            while (i < row.length && i - start < 128 && (i + 1 == row.length || row[i] != row[i + 1])) {
                i++;
            }
            out.write(i - start - 1);
            out.write(row, start, i - start);
        }
    }
}
