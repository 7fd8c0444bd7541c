package org.petctflow.standin.core;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellDataInput;
import org.knime.core.data.DataCellDataOutput;
import org.knime.core.data.DataCellSerializer;
import org.knime.core.data.DataTypeRegistry;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStoreCell;
import org.knime.core.data.filestore.FileStoreKey;
import org.knime.core.data.filestore.FileStoreUtil;

/**
 * Cells as bytes: the number of the cell's class, the length, what its serializer writes; a file store cell has the keys of its files
 * before that. The classes' numbers are kept in memory, so that the bytes can be read by the same JVM only.
 */
final class CellIO {

    private final DataSpace m_space;

    private final Map<Class<? extends DataCell>, Integer> m_numbers = new HashMap<>();

    private final List<DataCellSerializer<DataCell>> m_serializers = new ArrayList<>();

    CellIO(final DataSpace space) {
        m_space = space;
    }

    private synchronized int numberOf(final Class<? extends DataCell> c) throws IOException {
        Integer number = m_numbers.get(c);
        if (number == null) {
            m_serializers.add(DataTypeRegistry.getInstance().getSerializer(c).orElseThrow(() -> new IOException("The cell class "
                + c.getName() + " has no serializer: register one at the extension point org.knime.core.DataType")));
            number = m_serializers.size() - 1;
            m_numbers.put(c, number);
        }
        return number;
    }

    private synchronized DataCellSerializer<DataCell> serializer(final int number) throws IOException {
        if (number < 0 || number >= m_serializers.size()) {
            throw new IOException("Unknown cell class " + number);
        }
        return m_serializers.get(number);
    }

    void write(final DataCell cell, final DataOutputStream out) throws IOException {
        final int number = numberOf(cell.getClass());
        final var bytes = new ByteArrayOutputStream();
        try (var output = new Output(bytes)) {
            if (cell instanceof FileStoreCell c) {
                Access.fileStores().flush(c);
                final FileStoreKey[] keys = FileStoreUtil.getFileStoreKeys(c);
                output.writeInt(keys.length);
                for (FileStoreKey k : keys) {
                    k.save(output);
                }
            }
            serializer(number).serialize(cell, output);
        }
        out.writeInt(number);
        out.writeInt(bytes.size());
        bytes.writeTo(out);
    }

    DataCell read(final DataInputStream in) throws IOException {
        final DataCellSerializer<DataCell> serializer = serializer(in.readInt());
        final int length = in.readInt();
        final byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The file with the table's cells is truncated");
        }
        try (var input = new Input(new ByteArrayInputStream(bytes))) {
            final List<FileStore> stores = new ArrayList<>();
            final boolean withFiles = FileStoreCell.class.isAssignableFrom(serializer.getCellClass());
            if (withFiles) {
                final int count = input.readInt();
                for (int i = 0; i < count; i++) {
                    final FileStoreKey key = FileStoreKey.load(input);
                    stores.add(m_space.fileStores(key.getStoreUUID()).store(key));
                }
            }
            final DataCell cell = serializer.deserialize(input);
            if (withFiles) {
                Access.fileStores().attach((FileStoreCell)cell, stores);
            }
            return cell;
        }
    }

    static void writeString(final String s, final DataOutputStream out) throws IOException {
        final byte[] bytes = s.getBytes(StandardCharsets.UTF_16BE); // keeps lone surrogates
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String readString(final DataInputStream in) throws IOException {
        final int length = in.readInt();
        final byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The file with the table's cells is truncated");
        }
        return new String(bytes, StandardCharsets.UTF_16BE);
    }

    private final class Output extends OutputBase implements DataCellDataOutput {

        Output(final OutputStream out) {
            super(out);
        }

        @Override
        public void writeUTF(final String s) throws IOException {
            writeString(s, m_data);
        }

        @Override
        public void writeDataCell(final DataCell cell) throws IOException {
            CellIO.this.write(cell, m_data);
        }
    }

    private final class Input extends InputBase implements DataCellDataInput {

        Input(final InputStream in) {
            super(in);
        }

        @Override
        public String readUTF() throws IOException {
            return readString(m_data);
        }

        @Override
        public DataCell readDataCell() throws IOException {
            return CellIO.this.read(m_data);
        }
    }
}
