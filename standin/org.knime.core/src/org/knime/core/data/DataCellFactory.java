package org.knime.core.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.text.ParseException;

import org.knime.core.data.filestore.FileStoreFactory;
import org.knime.core.data.filestore.FileStoreUtil;
import org.knime.core.node.ExecutionContext;

/** Makes cells of one type; registered in plugin.xml with the type. */
public interface DataCellFactory {

    /** Makes cells from strings. */
    public interface FromString extends DataCellFactory {
        /**
         * @param input the string
         * @return the cell
         */
        DataCell createCell(String input);
    }

    /** Makes cells from short strings, which a user may type. */
    public interface FromSimpleString extends FromString {
    }

    /** Makes cells from strings with a structure. */
    public interface FromComplexString extends FromString {
    }

    /** Makes cells from bytes. */
    public interface FromInputStream extends DataCellFactory {
        /**
         * @param input the bytes
         * @return the cell
         * @throws IOException if they cannot be read
         */
        DataCell createCell(InputStream input) throws IOException;
    }

    /** Makes cells from characters. */
    public interface FromReader extends DataCellFactory {
        /**
         * @param input the characters
         * @return the cell
         * @throws ParseException if they make no sense
         * @throws IOException if they cannot be read
         */
        DataCell createCell(Reader input) throws ParseException, IOException;
    }

    /** @return the type of the cells */
    DataType getDataType();

    /**
     * @param execContext where file stores are made
     * @deprecated implement {@link #initFactory}
     */
    @Deprecated
    default void init(final ExecutionContext execContext) {
    }

    /** @param fileStore where file stores are made */
    @SuppressWarnings("deprecation")
    default void initFactory(final FileStoreFactory fileStore) {
        init(FileStoreUtil.getContextFrom(fileStore).orElse(null));
    }
}
