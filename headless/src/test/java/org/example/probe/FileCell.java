package org.example.probe;

import java.io.IOException;
import java.nio.file.Files;

import org.knime.core.data.DataCellDataInput;
import org.knime.core.data.DataCellDataOutput;
import org.knime.core.data.DataCellSerializer;
import org.knime.core.data.DataType;
import org.knime.core.data.DataValue;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStoreCell;

/** A cell whose text lies in a file store. */
public final class FileCell extends FileStoreCell implements DataValue {

    public static final DataType CELL_TYPE = DataType.getType(FileCell.class);

    private static final long serialVersionUID = 1L;

    FileCell(final FileStore store) {
        super(store);
    }

    private FileCell() {
    }

    /** The text in the file. */
    @Override
    public String toString() {
        try {
            return Files.readString(getFileStore().getFile().toPath());
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** The file. */
    public java.io.File file() {
        return getFileStore().getFile();
    }

    /** Writes nothing but the key. */
    public static final class Serializer implements DataCellSerializer<FileCell> {

        @Override
        public void serialize(final FileCell cell, final DataCellDataOutput out) throws IOException {
            // the file store is all there is
        }

        @Override
        public FileCell deserialize(final DataCellDataInput in) throws IOException {
            return new FileCell();
        }
    }
}
