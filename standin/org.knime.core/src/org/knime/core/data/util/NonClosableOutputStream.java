package org.knime.core.data.util;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.ZipOutputStream;

/** Hands everything on, except that closing only flushes. */
public class NonClosableOutputStream extends OutputStream {

    private final OutputStream m_out;

    /** @param out takes everything */
    public NonClosableOutputStream(final OutputStream out) {
        m_out = out;
    }

    @Override
    public void close() throws IOException {
        m_out.flush();
    }

    @Override
    public void flush() throws IOException {
        m_out.flush();
    }

    @Override
    public void write(final byte[] b, final int off, final int len) throws IOException {
        m_out.write(b, off, len);
    }

    @Override
    public void write(final byte[] b) throws IOException {
        m_out.write(b);
    }

    @Override
    public void write(final int b) throws IOException {
        m_out.write(b);
    }

    /** An entry of a zip: closing closes the entry. */
    public static final class Zip extends NonClosableOutputStream {

        private final ZipOutputStream m_zip;

        /** @param zipOut a zip with an open entry */
        public Zip(final ZipOutputStream zipOut) {
            super(zipOut);
            m_zip = zipOut;
        }

        @Override
        public void close() throws IOException {
            m_zip.closeEntry();
        }
    }
}
