package org.petctflow.standin.core;

import java.io.DataInput;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Takes everything from a DataInputStream, except strings. */
abstract class InputBase implements DataInput, AutoCloseable {

    final DataInputStream m_data;

    InputBase(final InputStream in) {
        m_data = new DataInputStream(in);
    }

    @Override
    public void close() throws IOException {
        m_data.close();
    }

    @Override
    public void readFully(final byte[] b) throws IOException {
        m_data.readFully(b);
    }

    @Override
    public void readFully(final byte[] b, final int off, final int len) throws IOException {
        m_data.readFully(b, off, len);
    }

    @Override
    public int skipBytes(final int n) throws IOException {
        return m_data.skipBytes(n);
    }

    @Override
    public int readUnsignedByte() throws IOException {
        return m_data.readUnsignedByte();
    }

    @Override
    public int readUnsignedShort() throws IOException {
        return m_data.readUnsignedShort();
    }

    @Override
    public String readLine() throws IOException {
        throw new UnsupportedOperationException("readLine is deprecated in DataInput: write the string with writeUTF");
    }

    @Override
    public boolean readBoolean() throws IOException {
        return m_data.readBoolean();
    }

    @Override
    public byte readByte() throws IOException {
        return m_data.readByte();
    }

    @Override
    public short readShort() throws IOException {
        return m_data.readShort();
    }

    @Override
    public char readChar() throws IOException {
        return m_data.readChar();
    }

    @Override
    public int readInt() throws IOException {
        return m_data.readInt();
    }

    @Override
    public long readLong() throws IOException {
        return m_data.readLong();
    }

    @Override
    public float readFloat() throws IOException {
        return m_data.readFloat();
    }

    @Override
    public double readDouble() throws IOException {
        return m_data.readDouble();
    }
}
