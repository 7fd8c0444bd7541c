package org.knime.core.data.image.png;

import java.io.IOException;
import java.io.InputStream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellFactory.FromInputStream;
import org.knime.core.data.DataType;
import org.knime.core.data.convert.DataCellFactoryMethod;

/** Makes cells that hold PNG pictures. */
public class PNGImageCellFactory implements FromInputStream {

    /** The type of the cells. */
    public static final DataType TYPE = PNGImageContent.TYPE;

    /** Nothing to set. */
    public PNGImageCellFactory() {
    }

    @Override
    public DataType getDataType() {
        return TYPE;
    }

    @DataCellFactoryMethod(name = "InputStream")
    @Override
    public DataCell createCell(final InputStream input) throws IOException {
        return create(input);
    }

    /**
     * @param is a PNG file
     * @return the cell
     * @throws IOException if it cannot be read
     */
    public static DataCell create(final InputStream is) throws IOException {
        return new PNGImageContent(is).toImageCell();
    }

    /**
     * @param contents a PNG file
     * @return the cell
     */
    public static DataCell create(final byte[] contents) {
        return new PNGImageContent(contents).toImageCell();
    }
}
