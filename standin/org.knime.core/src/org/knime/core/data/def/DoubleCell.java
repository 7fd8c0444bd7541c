package org.knime.core.data.def;

import java.io.IOException;

import org.knime.core.data.BoundedValue;
import org.knime.core.data.ComplexNumberValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellDataInput;
import org.knime.core.data.DataCellDataOutput;
import org.knime.core.data.DataCellFactory.FromComplexString;
import org.knime.core.data.DataCellFactory.FromSimpleString;
import org.knime.core.data.DataCellSerializer;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.FuzzyIntervalValue;
import org.knime.core.data.FuzzyNumberValue;
import org.knime.core.data.convert.DataCellFactoryMethod;

/** A cell that holds a double. */
public final class DoubleCell extends DataCell implements DoubleValue, ComplexNumberValue, FuzzyNumberValue,
    FuzzyIntervalValue, BoundedValue {

    private static final long serialVersionUID = 1L;

    /** The type of these cells. */
    public static final DataType TYPE = DataType.getType(DoubleCell.class);

    private final double m_value;

    /** @param d the value */
    public DoubleCell(final double d) {
        m_value = d;
    }

    @Override
    public double getDoubleValue() {
        return m_value;
    }

    @Override
    public double getCore() {
        return getDoubleValue();
    }

    @Override
    public double getMinSupport() {
        return getDoubleValue();
    }

    @Override
    public double getMaxSupport() {
        return getDoubleValue();
    }

    @Override
    public double getMinCore() {
        return getDoubleValue();
    }

    @Override
    public double getMaxCore() {
        return getDoubleValue();
    }

    @Override
    public double getCenterOfGravity() {
        return getDoubleValue();
    }

    @Override
    public double getRealValue() {
        return getDoubleValue();
    }

    @Override
    public double getImaginaryValue() {
        return 0;
    }

    @Override
    protected boolean equalsDataCell(final DataCell dc) {
        return Double.doubleToLongBits(((DoubleCell)dc).m_value) == Double.doubleToLongBits(m_value);
    }

    @Override
    public int hashCode() {
        return Double.hashCode(m_value);
    }

    @Override
    public String toString() {
        return Double.toString(m_value);
    }

    /** Writes and reads the plain value. */
    public static final class DoubleSerializer implements DataCellSerializer<DoubleCell> {

        @Override
        public void serialize(final DoubleCell cell, final DataCellDataOutput output) throws IOException {
            output.writeDouble(cell.m_value);
        }

        @Override
        public DoubleCell deserialize(final DataCellDataInput input) throws IOException {
            return new DoubleCell(input.readDouble());
        }
    }

    /** Makes cells. */
    public static final class DoubleCellFactory implements FromSimpleString, FromComplexString {

        /** The type of the cells. */
        public static final DataType TYPE = DoubleCell.TYPE;

        @Override
        public DataCell createCell(final String s) {
            return create(s);
        }

        @Override
        public DataType getDataType() {
            return TYPE;
        }

        /**
         * @param s a number in Java's notation, blanks around it are ignored
         * @return the cell, a missing cell for an empty string
         * @throws NumberFormatException if it is no such number
         */
        @DataCellFactoryMethod(name = "String")
        public static DataCell create(final String s) {
            final String trimmed = s.trim();
            return trimmed.isEmpty() ? DataType.getMissingCell() : new DoubleCell(Double.parseDouble(trimmed));
        }

        /**
         * @param i the value
         * @return the cell
         */
        @DataCellFactoryMethod(name = "Integer")
        public static DataCell create(final int i) {
            return new DoubleCell(i);
        }

        /**
         * @param l the value
         * @return the cell
         */
        @DataCellFactoryMethod(name = "Long")
        public static DataCell create(final long l) {
            return new DoubleCell(l);
        }

        /**
         * @param f the value
         * @return the cell, with the double that has the same decimal notation
         */
        @DataCellFactoryMethod(name = "Float")
        public static DataCell create(final float f) {
            return new DoubleCell(Double.parseDouble(Float.toString(f)));
        }

        /**
         * @param d the value
         * @return the cell
         */
        @DataCellFactoryMethod(name = "Double")
        public static DataCell create(final double d) {
            return new DoubleCell(d);
        }
    }
}
