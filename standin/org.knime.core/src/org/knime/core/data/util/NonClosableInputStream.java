package org.knime.core.data.util;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.ZipInputStream;

/** Takes everything from another stream, except that closing does nothing. */
public class NonClosableInputStream extends InputStream {

    private final InputStream m_in;

    /** @param inStream gives everything */
    public NonClosableInputStream(final InputStream inStream) {
        m_in = Objects.requireNonNull(inStream, "Argument must not be null.");
    }

    @Override
    public int available() throws IOException {
        return m_in.available();
    }

    @Override
    public void close() throws IOException {
        // that is what it is for
    }

    @Override
    public void mark(final int readlimit) {
        m_in.mark(readlimit);
    }

    @Override
    public boolean markSupported() {
        return m_in.markSupported();
    }

    @Override
    public int read() throws IOException {
        return m_in.read();
    }

    @Override
    public int read(final byte[] b, final int off, final int len) throws IOException {
        return m_in.read(b, off, len);
    }

    @Override
    public int read(final byte[] b) throws IOException {
        return m_in.read(b);
    }

    @Override
    public void reset() throws IOException {
        m_in.reset();
    }

    @Override
    public long skip(final long n) throws IOException {
        return m_in.skip(n);
    }

    @Override
    public String toString() {
        return m_in.toString();
    }

    /** @return the other stream */
    public final InputStream getUnderlyingStream() {
        return m_in;
    }

    /** An entry of a zip: closing goes to the end of the entry. */
    public static final class Zip extends NonClosableInputStream {

        private final ZipInputStream m_zip;

        /** @param zipIn a zip at an entry */
        public Zip(final ZipInputStream zipIn) {
            super(zipIn);
            m_zip = zipIn;
        }

        @Override
        public void close() throws IOException {
            m_zip.closeEntry();
        }
    }
}
