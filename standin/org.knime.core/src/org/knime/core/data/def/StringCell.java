package org.knime.core.data.def;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellDataInput;
import org.knime.core.data.DataCellDataOutput;
import org.knime.core.data.DataCellFactory.FromComplexString;
import org.knime.core.data.DataCellFactory.FromInputStream;
import org.knime.core.data.DataCellFactory.FromReader;
import org.knime.core.data.DataCellFactory.FromSimpleString;
import org.knime.core.data.DataCellSerializer;
import org.knime.core.data.DataType;
import org.knime.core.data.NominalValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.convert.DataCellFactoryMethod;

/** A cell that holds a string. */
public final class StringCell extends DataCell implements StringValue, NominalValue {

    private static final long serialVersionUID = 1L;

    /** The type of these cells. */
    public static final DataType TYPE = DataType.getType(StringCell.class);

    private final String m_value;

    /** @param str the value, not null */
    public StringCell(final String str) {
        if (str == null) {
            throw new NullPointerException("String value can't be null.");
        }
        m_value = str;
    }

    @Override
    public String getStringValue() {
        return m_value;
    }

    @Override
    public String toString() {
        return m_value;
    }

    @Override
    protected boolean equalsDataCell(final DataCell dc) {
        return m_value.equals(((StringCell)dc).m_value);
    }

    @Override
    public int hashCode() {
        return m_value.hashCode();
    }

    /** Writes and reads the plain value. */
    public static final class StringSerializer implements DataCellSerializer<StringCell> {

        @Override
        public void serialize(final StringCell cell, final DataCellDataOutput output) throws IOException {
            output.writeUTF(cell.m_value);
        }

        @Override
        public StringCell deserialize(final DataCellDataInput input) throws IOException {
            return new StringCell(input.readUTF());
        }
    }

    /** Makes cells. */
    public static final class StringCellFactory implements FromSimpleString, FromComplexString, FromReader, FromInputStream {

        /** The type of the cells. */
        public static final DataType TYPE = StringCell.TYPE;

        @DataCellFactoryMethod(name = "String")
        @Override
        public DataCell createCell(final String s) {
            return create(s);
        }

        @Override
        public DataType getDataType() {
            return TYPE;
        }

        @DataCellFactoryMethod(name = "InputStream (String)")
        @Override
        public DataCell createCell(final InputStream input) throws IOException {
            return createCell(new InputStreamReader(input, StandardCharsets.UTF_8));
        }

        @DataCellFactoryMethod(name = "Reader (String)")
        @Override
        public DataCell createCell(final Reader input) throws IOException {
            final StringWriter all = new StringWriter();
            input.transferTo(all);
            return new StringCell(all.toString());
        }

        /**
         * @param s the value, not null
         * @return the cell
         */
        public static DataCell create(final String s) {
            return new StringCell(s);
        }
    }
}
