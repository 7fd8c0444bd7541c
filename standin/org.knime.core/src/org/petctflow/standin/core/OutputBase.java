package org.petctflow.standin.core;

import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Hands everything to a DataOutputStream, except strings. */
abstract class OutputBase implements DataOutput, AutoCloseable {

    final DataOutputStream m_data;

    OutputBase(final OutputStream out) {
        m_data = new DataOutputStream(out);
    }

    @Override
    public void close() throws IOException {
        m_data.close();
    }

    @Override
    public void write(final int b) throws IOException {
        m_data.write(b);
    }

    @Override
    public void write(final byte[] b) throws IOException {
        m_data.write(b);
    }

    @Override
    public void write(final byte[] b, final int off, final int len) throws IOException {
        m_data.write(b, off, len);
    }

    @Override
    public void writeBytes(final String s) throws IOException {
        m_data.writeBytes(s);
    }

    @Override
    public void writeChars(final String s) throws IOException {
        m_data.writeChars(s);
    }

    @Override
    public void writeBoolean(final boolean v) throws IOException {
        m_data.writeBoolean(v);
    }

    @Override
    public void writeByte(final int v) throws IOException {
        m_data.writeByte(v);
    }

    @Override
    public void writeShort(final int v) throws IOException {
        m_data.writeShort(v);
    }

    @Override
    public void writeChar(final int v) throws IOException {
        m_data.writeChar(v);
    }

    @Override
    public void writeInt(final int v) throws IOException {
        m_data.writeInt(v);
    }

    @Override
    public void writeLong(final long v) throws IOException {
        m_data.writeLong(v);
    }

    @Override
    public void writeFloat(final float v) throws IOException {
        m_data.writeFloat(v);
    }

    @Override
    public void writeDouble(final double v) throws IOException {
        m_data.writeDouble(v);
    }
}
