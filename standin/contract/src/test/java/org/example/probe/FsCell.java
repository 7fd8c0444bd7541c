package org.example.probe;

import java.io.IOException;
import java.nio.file.Files;
import org.knime.core.data.*;
import org.knime.core.data.filestore.*;

public final class FsCell extends FileStoreCell implements MyValue {
    @SuppressWarnings("hiding")
    public static final DataType TYPE = DataType.getType(FsCell.class);

    public static final class Factory implements DataCellFactory {
        @Override
        public DataType getDataType() {
            return TYPE;
        }
    }

    public static final class Ser implements DataCellSerializer<FsCell> {
        @Override
        public void serialize(final FsCell c, final DataCellDataOutput o) throws IOException {
            o.writeUTF(c.m_label);
        }

        @Override
        public FsCell deserialize(final DataCellDataInput i) throws IOException {
            return new FsCell(i.readUTF());
        }
    }

    private final String m_label;

    public FsCell(final FileStore fs, final String label) {
        super(fs);
        m_label = label;
    }

    private FsCell(final String label) {
        m_label = label;
    }

    @Override
    public String text() {
        try {
            return m_label + ":" + Files.readString(getFileStore().getFile().toPath());
        } catch (IOException e) {
            return m_label + ": " + e.getClass().getName();
        }
    }

    public java.io.File file() {
        return getFileStore().getFile();
    }

    public FileStore fs() {
        return getFileStore();
    }

    @Override
    public String toString() {
        return m_label;
    }
}
