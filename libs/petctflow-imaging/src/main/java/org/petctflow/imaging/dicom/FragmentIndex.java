package org.petctflow.imaging.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Where the fragments of encapsulated pixel data are in a file (DICOM PS3.5 section A.4), and which make up a frame. */
final class FragmentIndex {

    private static final int ITEM = 0xFFFEE000;

    private static final int DELIMITER = 0xFFFEE0DD;

    /** Where the values start. */
    private long[] m_offsets = new long[2];

    private int[] m_lengths = new int[2];

    private int m_size;

    /** First fragment of each frame, and the number of fragments behind the last. */
    private int[] m_frames;

    private FragmentIndex() {
    }

    /**
     * @param path a file
     * @param start where its first item starts
     * @param frames number of frames
     * @return where its fragments are
     * @throws IOException if they are damaged
     */
    static FragmentIndex of(final Path path, final long start, final int frames) throws IOException {
        try (FileChannel in = FileChannel.open(path, StandardOpenOption.READ)) {
            final FragmentIndex index = new FragmentIndex();
            final int[] table = index.find(in, start, Files.size(path), frames);
            index.m_frames = index.frames(in, start, table, frames);
            return index;
        }
    }

    private static ByteBuffer read(final FileChannel in, final long position, final int n) throws IOException {
        final ByteBuffer b = ByteBuffer.allocate(n).order(ByteOrder.LITTLE_ENDIAN);
        while (b.hasRemaining()) {
            if (in.read(b, position + b.position()) < 0) {
                throw new IOException("The file is truncated: it ends at offset " + (position + b.position())
                    + " within pixel data (7FE0,0010); copy the file again");
            }
        }
        return b.flip();
    }

    /** @return the basic offset table */
    private int[] find(final FileChannel in, final long start, final long size, final int frames) throws IOException {
        int[] table = null;
        long position = start;
        while (true) {
            final ByteBuffer header = read(in, position, 8);
            final int tag = header.getShort() << 16 | header.getShort() & 0xffff;
            final long length = header.getInt() & 0xffffffffL;
            if (tag == DELIMITER) {
                break;
            }
            if (tag != ITEM) {
                throw new IOException("A fragment of pixel data (7FE0,0010) was expected at offset " + position
                    + ", but there is " + String.format("(%04X,%04X)", tag >>> 16, tag & 0xffff));
            }
            position += 8;
            if (length > size - position) {
                throw new IOException("The file is truncated: the fragment of pixel data (7FE0,0010) at offset " + position
                    + " should have " + length + " bytes, but only " + (size - position) + " are left; copy the file again");
            }
            if (table == null) {
                final int entries = (int)Math.min(length / 4, frames);
                table = new int[entries];
                read(in, position, 4 * entries).asIntBuffer().get(table);
            } else {
                add(position, (int)Math.min(length, Integer.MAX_VALUE - 8));
            }
            position += length;
        }
        if (m_size == 0) {
            throw new IOException("Pixel data (7FE0,0010) at offset " + start + " has no fragment");
        }
        return table;
    }

    private void add(final long offset, final int length) {
        if (m_size == m_offsets.length) {
            m_offsets = Arrays.copyOf(m_offsets, 2 * m_size);
            m_lengths = Arrays.copyOf(m_lengths, 2 * m_size);
        }
        m_offsets[m_size] = offset;
        m_lengths[m_size++] = length;
    }

    private int[] frames(final FileChannel in, final long start, final int[] table, final int frames) throws IOException {
        final int[] first = new int[frames + 1];
        first[frames] = m_size;
        if (frames == 1) {
            return first;
        }
        if (m_size == frames) {
            Arrays.setAll(first, i -> i);
            return first;
        }
        int found = 0;
        if (table.length == frames) {
            // entries count from the first fragment's item (PS3.5 section A.4)
            final long base = m_offsets[0] - 8;
            for (int i = 0; i < m_size && found < frames; i++) {
                if (m_offsets[i] - 8 - base == (table[found] & 0xffffffffL)) {
                    first[found++] = i;
                }
            }
        } else {
            for (int i = 0; i < m_size && found <= frames; i++) {
                if (m_lengths[i] >= 2 && startsImage(read(in, m_offsets[i], 2).getShort() & 0xffff)) {
                    if (found < frames) {
                        first[found] = i;
                    }
                    found++;
                }
            }
        }
        if (found != frames || first[0] != 0) {
            throw new IOException("Pixel data (7FE0,0010) at offset " + start + " has " + m_size + " fragments for " + frames
                + " frames, and its offset table does not say which belong together");
        }
        return first;
    }

    /** JPEG and JPEG-LS start with FF D8, JPEG 2000 with FF 4F; read as a little endian number. */
    private static boolean startsImage(final int bytes) {
        return bytes == 0xD8FF || bytes == 0x4FFF;
    }

    /**
     * @param in the file
     * @param frame a frame
     * @return its bytes
     * @throws IOException if the file ends before
     */
    ByteBuffer frame(final FileChannel in, final int frame) throws IOException {
        long length = 0;
        for (int i = m_frames[frame]; i < m_frames[frame + 1]; i++) {
            length += m_lengths[i];
        }
        if (length > Integer.MAX_VALUE - 8) {
            throw new IOException("Frame " + (frame + 1) + " has " + length + " bytes: too many");
        }
        if (m_frames[frame + 1] == m_frames[frame] + 1) {
            return read(in, m_offsets[m_frames[frame]], m_lengths[m_frames[frame]]);
        }
        final ByteBuffer whole = ByteBuffer.allocate((int)length);
        for (int i = m_frames[frame]; i < m_frames[frame + 1]; i++) {
            whole.put(read(in, m_offsets[i], m_lengths[i]));
        }
        return whole.flip();
    }
}
