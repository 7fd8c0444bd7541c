package org.knime.core.data;

import java.io.IOException;

/** A missing cell, with the reason if there is one. All missing cells are equal. */
public final class MissingCell extends DataCell implements MissingValue {

    private static final long serialVersionUID = 1L;

    static final MissingCell INSTANCE = new MissingCell(null);

    private final String m_error;

    /** @param error the reason, may be null */
    public MissingCell(final String error) {
        m_error = error;
    }

    @Override
    public String getError() {
        return m_error;
    }

    @Override
    public boolean isMissing() {
        return true;
    }

    @Override
    public String toString() {
        return "?";
    }

    @Override
    protected boolean equalsDataCell(final DataCell dc) {
        return dc instanceof MissingCell;
    }

    @Override
    public int hashCode() {
        return 42;
    }

    /** Writes and reads the reason. */
    public static final class MissingSerializer implements DataCellSerializer<MissingCell> {

        @Override
        public void serialize(final MissingCell cell, final DataCellDataOutput output) throws IOException {
            output.writeByte(cell.m_error == null ? 0 : 1);
            if (cell.m_error != null) {
                output.writeUTF(cell.m_error);
            }
        }

        @Override
        public MissingCell deserialize(final DataCellDataInput input) throws IOException {
            return input.readByte() == 0 ? INSTANCE : new MissingCell(input.readUTF());
        }
    }
}
