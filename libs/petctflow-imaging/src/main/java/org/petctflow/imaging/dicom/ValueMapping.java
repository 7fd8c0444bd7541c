package org.petctflow.imaging.dicom;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;
import org.petctflow.imaging.dicom.codec.PixelFormat;

/**
 * From stored values to real world values of one unit (PS3.3 section C.7.6.16.2.11): pieces, each with the stored values it is for,
 * and a slope and intercept or a table. Stored values of no piece have no real world value.
 *
 * @param ucum the unit's code, of UCUM
 * @param pieces where stored values go; they don't overlap
 * @param source the file of a mapping object; empty where the image brings the mapping along
 */
record ValueMapping(String ucum, List<Piece> pieces, String source) {

    /**
     * A range of stored values.
     *
     * @param first the first stored value, as it is written; NaN if none is
     * @param last the last one
     * @param real whether they are written as floating-point numbers, not as 16 bits
     * @param slope real world value per stored value
     * @param intercept that of 0
     * @param table the real world values from the first stored value on, null where there is a slope
     */
    record Piece(double first, double last, boolean real, double slope, double intercept, double[] table) {

        @Override
        public boolean equals(final Object other) {
            return other instanceof Piece p && same(first, p.first) && same(last, p.last) && same(slope, p.slope)
                && same(intercept, p.intercept) && Arrays.equals(table, p.table);
        }

        private static boolean same(final double a, final double b) {
            return Double.compare(a, b) == 0;
        }

        @Override
        public int hashCode() {
            return Double.hashCode(slope) + 31 * Arrays.hashCode(table);
        }

        /** Like the padding's, the bounds' representation (US, SS) is often not the pixels': their 16 bits are. */
        Piece of(final PixelFormat format, final boolean realPixels) {
            if (real || realPixels || Double.isNaN(first) || format.bitsAllocated() > 16) {
                return this;
            }
            final int low = (int)first & 0xffff;
            final int high = (int)last & 0xffff;
            final double a = format.signed() ? (short)low : low;
            final double b = format.signed() ? (short)high : high;
            return a <= b ? new Piece(a, b, true, slope, intercept, table) : this;
        }

        double map(final double stored) {
            return table == null ? slope * stored + intercept : table[(int)(stored - first)];
        }

        boolean holds(final double stored) {
            return Double.isNaN(first) || stored >= first && stored <= last;
        }
    }

    /** Copies. */
    ValueMapping {
        pieces = List.copyOf(pieces);
    }

    /**
     * @param holder an item or a data set with a RealWorldValueMappingSequence (0040,9096)
     * @param source the file of a mapping object, or empty
     * @return one mapping for each unit; empty where there is no sequence
     * @throws IOException if a mapping says nothing, or nothing that fits together
     */
    static Collection<ValueMapping> of(final Attributes holder, final String source) throws IOException {
        final Sequence items = holder.getSequence(Tag.RealWorldValueMappingSequence);
        if (items == null) {
            return List.of();
        }
        final Map<String, List<Piece>> units = new LinkedHashMap<>();
        for (final Attributes item : items) {
            final Attributes code = item.getNestedDataset(Tag.MeasurementUnitsCodeSequence);
            final String ucum = code == null ? "" : HeaderReader.text(code, Tag.CodeValue);
            final List<Piece> pieces = units.computeIfAbsent(ucum, u -> new ArrayList<>());
            final Piece piece = piece(item);
            // several items of a unit are ranges; a second one for the same values is another quantity, of which the first counts
            if (pieces.stream().noneMatch(p -> overlap(p, piece))) {
                pieces.add(piece);
            }
        }
        return units.entrySet().stream().map(e -> new ValueMapping(e.getKey(), e.getValue(), source)).collect(Collectors.toList());
    }

    private static boolean overlap(final Piece a, final Piece b) {
        return Double.isNaN(a.first) || Double.isNaN(b.first) || a.first <= b.last && b.first <= a.last;
    }

    private static Piece piece(final Attributes item) throws IOException {
        final String first = HeaderReader.text(item, Tag.RealWorldValueFirstValueMapped);
        final String last = HeaderReader.text(item, Tag.RealWorldValueLastValueMapped);
        final boolean real = first.isEmpty() || last.isEmpty();
        double low = number(real ? HeaderReader.text(item, Tag.DoubleFloatRealWorldValueFirstValueMapped) : first,
            "RealWorldValueFirstValueMapped (0040,9216)", Double.NaN);
        double high = number(real ? HeaderReader.text(item, Tag.DoubleFloatRealWorldValueLastValueMapped) : last,
            "RealWorldValueLastValueMapped (0040,9211)", Double.NaN);
        if (low > high && !real) {
            // a data set without pixels does not say that its bounds are signed
            low = (short)(int)low;
            high = (short)(int)high;
        }
        if (low > high) {
            throw new IOException("RealWorldValueFirstValueMapped (0040,9216) " + low + " is more than RealWorldValueLastValueMapped"
                + " (0040,9211) " + high);
        }
        final double[] table = item.getDoubles(Tag.RealWorldValueLUTData);
        if (table != null && table.length > 0) {
            if (table.length != high - low + 1) {
                throw new IOException("RealWorldValueLUTData (0040,9212) has " + table.length + " values for stored values from " + low
                    + " to " + high);
            }
            return new Piece(low, high, real, Double.NaN, Double.NaN, table);
        }
        final double slope = number(HeaderReader.text(item, Tag.RealWorldValueSlope), "RealWorldValueSlope (0040,9225)", Double.NaN);
        if (Double.isNaN(slope)) {
            throw new IOException("RealWorldValueMappingSequence (0040,9096) has neither RealWorldValueSlope (0040,9225) nor"
                + " RealWorldValueLUTData (0040,9212)");
        }
        final boolean bounded = !Double.isNaN(low) && !Double.isNaN(high);
        return new Piece(bounded ? low : Double.NaN, bounded ? high : Double.NaN, real, slope,
            number(HeaderReader.text(item, Tag.RealWorldValueIntercept), "RealWorldValueIntercept (0040,9224)", 0), null);
    }

    private static double number(final String text, final String name, final double missing) throws IOException {
        if (text.isEmpty()) {
            return missing;
        }
        final double number = HeaderReader.parse(text, Double.NaN);
        if (!Double.isFinite(number)) {
            throw new IOException(name + " must be a number, but was " + text);
        }
        return number;
    }

    /** @return whether one slope and intercept say all */
    boolean linear() {
        return pieces.size() == 1 && pieces.get(0).table == null;
    }

    /** @return whether it says the same of stored values as another one */
    boolean sameValues(final ValueMapping other) {
        return pieces.equals(other.pieces);
    }

    /** @return what it is, for people: its unit and where it comes from */
    String described() {
        final String unit = RealWorldUnits.shown(ucum);
        return "to " + (unit.isEmpty() ? "values without a unit" : unit)
            + (source.isEmpty() ? "" : " of the Real World Value Mapping object " + source);
    }

    /**
     * @param format the layout of the image's pixels
     * @param realPixels whether they are floating-point numbers
     * @return this with bounds in the representation of the pixels
     */
    ValueMapping of(final PixelFormat format, final boolean realPixels) {
        return new ValueMapping(ucum, pieces.stream().map(p -> p.of(format, realPixels)).toList(), source);
    }

    /**
     * @param stored a stored value
     * @return its value in {@link RealWorldUnits#shown}; NaN if it has none
     */
    double map(final double stored) {
        for (final Piece p : pieces) {
            if (p.holds(stored)) {
                return RealWorldUnits.factor(ucum) * p.map(stored);
            }
        }
        return Double.NaN;
    }

    /** @return the stored values that have real world values, for people */
    String ranges() {
        return pieces.stream().map(p -> Double.isNaN(p.first) ? "all" : SliceStack.mm(p.first) + " to " + SliceStack.mm(p.last))
            .collect(Collectors.joining(", "));
    }
}
