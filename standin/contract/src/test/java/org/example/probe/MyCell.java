package org.example.probe;

import java.io.IOException;
import org.knime.core.data.*;

public final class MyCell extends DataCell implements MyValue {
    @SuppressWarnings("hiding")
    public static final DataType TYPE = DataType.getType(MyCell.class);

    public static final class Factory implements DataCellFactory {
        @Override
        public DataType getDataType() {
            return TYPE;
        }
    }

    public static final class Ser implements DataCellSerializer<MyCell> {
        @Override
        public void serialize(final MyCell c, final DataCellDataOutput o) throws IOException {
            o.writeUTF(c.m_text);
        }

        @Override
        public MyCell deserialize(final DataCellDataInput i) throws IOException {
            return new MyCell(i.readUTF());
        }
    }

    private final String m_text;

    public MyCell(final String t) {
        m_text = t;
    }

    @Override
    public String text() {
        return m_text;
    }

    @Override
    public String toString() {
        return m_text;
    }

    @Override
    protected boolean equalsDataCell(final DataCell dc) {
        return m_text.equals(((MyCell) dc).m_text);
    }

    @Override
    public int hashCode() {
        return m_text.hashCode();
    }
}
