package org.knime.core.data.image.png;

import java.io.IOException;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellDataInput;
import org.knime.core.data.DataCellDataOutput;
import org.knime.core.data.DataCellSerializer;
import org.knime.core.data.DataValue;

/**
 * A cell that holds a PNG picture; made by {@link PNGImageContent#toImageCell}. (KNIME keeps large pictures in cells of another class;
 * read them as {@link PNGImageValue}.)
 */
public class PNGImageCell extends DataCell implements PNGImageValue {

    private static final long serialVersionUID = 1L;

    private final transient PNGImageContent m_content;

    PNGImageCell(final PNGImageContent content) {
        m_content = content;
    }

    /** Writes and reads the picture's bytes. */
    public static final class PNGSerializer implements DataCellSerializer<PNGImageCell> {

        @Override
        public PNGImageCell deserialize(final DataCellDataInput input) throws IOException {
            return new PNGImageCell(PNGImageContent.deserialize(input));
        }

        @Override
        public void serialize(final PNGImageCell cell, final DataCellDataOutput output) throws IOException {
            cell.m_content.serialize(output);
        }
    }

    @Override
    public PNGImageContent getImageContent() {
        return m_content;
    }

    @Override
    public String getImageExtension() {
        return "png";
    }

    @Override
    public String toString() {
        return m_content.getSummary();
    }

    @Override
    protected boolean equalsDataCell(final DataCell dc) {
        return m_content.equals(((PNGImageCell)dc).m_content);
    }

    @Override
    protected boolean equalContent(final DataValue otherValue) {
        return PNGImageValue.equalContent(this, (PNGImageValue)otherValue);
    }

    @Override
    public int hashCode() {
        return m_content.hashCode();
    }
}
