package org.petctflow.learning.cohort;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Turns the numbers of a table to points and no separators: 1,5 and 1.234,5 of continental Europe, 1,234.5 of English tables. What a column
 * means is decided by all its values, and where 1,234 could be either by the rest of the file; that is told.
 */
final class NumberFormats {

    private static final String END = "([eE][+-]?\\d+)?";

    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?(\\d+,?\\d*|,\\d+)" + END);

    private static final Pattern THOUSANDS_COMMA = Pattern.compile("[+-]?([1-9]\\d{0,2}(,\\d{3})+|\\d+)(\\.\\d*)?" + END);

    private static final Pattern THOUSANDS_POINT = Pattern.compile("[+-]?([1-9]\\d{0,2}(\\.\\d{3})+|\\d+)(,\\d*)?" + END);

    private NumberFormats() {
    }

    private enum Format {
        /** Numbers as they are, or no numbers. */
        AS_IS, DECIMAL_COMMA, THOUSANDS_COMMA, THOUSANDS_POINT,
        /** Every value with a comma is one such as 1,234. */
        COMMA_OF_EITHER,
        /** Every value with a point is one such as 1.234. */
        POINT_OF_EITHER;

        private Format settled(final boolean pointsAreDecimal) {
            return switch (this) {
                case COMMA_OF_EITHER -> pointsAreDecimal ? THOUSANDS_COMMA : DECIMAL_COMMA;
                case POINT_OF_EITHER -> pointsAreDecimal ? AS_IS : THOUSANDS_POINT;
                default -> this;
            };
        }
    }

    /**
     * @param names the columns' names
     * @param id the column that is text whatever it holds, or null
     * @param columns the columns, null where missing; changed
     * @param delimiter what lies between the file's cells, or 0 where it is no csv
     * @param notes takes what the user should know
     */
    static void normalise(final List<String> names, final String id, final List<String[]> columns, final char delimiter, final List<String> notes) {
        final Format[] formats = new Format[columns.size()];
        Arrays.setAll(formats, c -> names.get(c).equals(id) ? Format.AS_IS : format(columns.get(c)));
        final boolean point = columns.stream().anyMatch(NumberFormats::hasDecimalPoint) || has(formats, Format.THOUSANDS_COMMA);
        final boolean comma = has(formats, Format.DECIMAL_COMMA) || has(formats, Format.THOUSANDS_POINT);
        final boolean pointsAreDecimal = point || !comma && (delimiter == ',' || !has(formats, Format.COMMA_OF_EITHER));
        for (int c = 0; c < formats.length; c++) {
            final String[] cells = columns.get(c);
            final Format format = formats[c].settled(pointsAreDecimal);
            if (format == Format.AS_IS) {
                continue;
            }
            final boolean guessed = formats[c] != format;
            final String example = Arrays.stream(cells).filter(v -> v != null && v.indexOf(format == Format.THOUSANDS_POINT ? '.' : ',') >= 0)
                .findFirst().orElseThrow();
            for (int r = 0; r < cells.length; r++) {
                cells[r] = cells[r] == null ? null : plain(cells[r], format);
            }
            if (format != Format.DECIMAL_COMMA || guessed) {
                notes.add("Column \"" + names.get(c) + "\": \"" + example + "\" was read as " + plain(example, format) + ", its "
                    + (format == Format.THOUSANDS_POINT ? "point" : "comma") + " as a " + (format == Format.DECIMAL_COMMA ? "decimal" : "thousands")
                    + " separator" + (guessed ? "; write numbers without separators of thousands if that is wrong" : ""));
            }
        }
    }

    private static boolean has(final Format[] formats, final Format format) {
        return Arrays.asList(formats).contains(format);
    }

    /** Whether all values are numbers as they are, and one has a decimal point that cannot be one of thousands. */
    private static boolean hasDecimalPoint(final String[] cells) {
        return Arrays.stream(cells).filter(Objects::nonNull).noneMatch(v -> Double.isNaN(StudyTable.number(v)))
            && Arrays.stream(cells).anyMatch(v -> v != null && v.indexOf('.') >= 0 && !THOUSANDS_POINT.matcher(v).matches());
    }

    private static Format format(final String[] cells) {
        boolean decimal = true;
        boolean thousandsComma = true;
        boolean thousandsPoint = true;
        boolean anyComma = false;
        boolean anyPoint = false;
        boolean sure = false; // a point and a comma, or two points: no number as it is
        for (final String v : cells) {
            if (v != null) {
                anyComma |= v.indexOf(',') >= 0;
                anyPoint |= v.indexOf('.') >= 0;
                sure |= Double.isNaN(StudyTable.number(v)) && v.indexOf('.') >= 0;
                decimal &= DECIMAL_COMMA.matcher(v).matches();
                thousandsComma &= THOUSANDS_COMMA.matcher(v).matches();
                thousandsPoint &= THOUSANDS_POINT.matcher(v).matches();
            }
        }
        if (anyComma && decimal) {
            return thousandsComma ? Format.COMMA_OF_EITHER : Format.DECIMAL_COMMA;
        } else if (anyComma && thousandsComma) {
            return Format.THOUSANDS_COMMA;
        }
        return !anyPoint || !thousandsPoint ? Format.AS_IS : sure ? Format.THOUSANDS_POINT : Format.POINT_OF_EITHER;
    }

    private static String plain(final String cell, final Format format) {
        return switch (format) {
            case DECIMAL_COMMA -> cell.replace(',', '.');
            case THOUSANDS_COMMA -> cell.replace(",", "");
            case THOUSANDS_POINT -> cell.replace(".", "").replace(',', '.');
            default -> cell;
        };
    }
}
