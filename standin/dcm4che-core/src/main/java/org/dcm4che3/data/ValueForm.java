package org.dcm4che3.data;

import java.util.function.Function;

/**
 * What a value representation's values look like in memory, and how they are converted. A value comes as the bytes of the
 * stream; strings are kept once they were asked for as {@code String} or {@code String[]}, DS as {@code double[]} and IS as
 * {@code long[]}.
 */
enum ValueForm {
        ASCII(1), STRING(1), TEXT(1), LOCATOR(1), NAME(1), TIME(1), DECIMAL(1), INTEGER(1), SEQUENCE(1), BYTE(1), SHORT(2),
        USHORT(2), INT(4), UINT(4), TAG(4), LONG(8), ULONG(8), FLOAT(4), DOUBLE(8);

    private final int m_bytes;

    ValueForm(final int bytes) {
        m_bytes = bytes;
    }

    boolean isString() {
        return compareTo(SEQUENCE) < 0;
    }

    boolean usesCharacterSet() {
        return this == STRING || this == TEXT || this == NAME;
    }

    boolean isInteger() {
        return switch (this) {
            case INTEGER, SHORT, USHORT, INT, UINT, LONG, ULONG -> true;
            default -> false;
        };
    }

    int endianBytes() {
        return this == TAG ? 2 : m_bytes;
    }

    /** Characters at which a character set's escape sequences end (PS3.5 section 6.1.2.5.3). */
    private String delimiters() {
        return this == NAME ? "^=\\" : this == TEXT ? "\t\n\f\r" : this == LOCATOR ? "" : "\\";
    }

    // ---- from bytes or strings

    /** @return the text of string values: {@code String} or {@code String[]} without padding */
    Object decode(final byte[] b, final SpecificCharacterSet cs) {
        final String s = (usesCharacterSet() ? cs : SpecificCharacterSet.ASCII).decode(b, delimiters());
        if (this == TEXT) {
            return cs.toText(s.substring(0, trimmedEnd(s, 0, s.length())));
        }
        return this == LOCATOR ? s.substring(0, trimmedEnd(s, 0, s.length())) : splitAndTrim(s);
    }

    /** @return the string's values without leading and trailing padding: {@code String} or {@code String[]} */
    static Object splitAndTrim(final String s) {
        int count = 1;
        for (int i = s.indexOf('\\'); i >= 0; i = s.indexOf('\\', i + 1)) {
            count++;
        }
        if (count == 1) {
            return trim(s, 0, s.length());
        }
        final String[] values = new String[count];
        int start = 0;
        for (int i = 0; i < count; i++) {
            final int delimiter = s.indexOf('\\', start);
            final int end = delimiter < 0 ? s.length() : delimiter;
            values[i] = trim(s, start, end);
            start = end + 1;
        }
        return values;
    }

    private static String trim(final String s, final int from, final int to) {
        int start = from;
        while (start < to && s.charAt(start) <= ' ') {
            start++;
        }
        return s.substring(start, trimmedEnd(s, start, to));
    }

    private static int trimmedEnd(final String s, final int from, final int to) {
        int end = to;
        while (end > from && s.charAt(end - 1) <= ' ') {
            end--;
        }
        return end;
    }

    byte[] encode(final Object value, final SpecificCharacterSet cs) {
        if (value instanceof byte[] b) {
            return b;
        }
        if (!isString()) {
            throw new UnsupportedOperationException();
        }
        final Object text = toStrings(value);
        final String joined = text instanceof String[] ss ? String.join("\\", nonNull(ss)) : (String)text;
        return (usesCharacterSet() ? cs : SpecificCharacterSet.ASCII).encode(joined, delimiters());
    }

    private static String[] nonNull(final String[] ss) {
        final String[] copy = ss.clone();
        for (int i = 0; i < copy.length; i++) {
            copy[i] = copy[i] == null ? "" : copy[i];
        }
        return copy;
    }

    /** @return string values as {@code String} or {@code String[]}, also where they are kept as numbers */
    private Object toStrings(final Object value) {
        if (value instanceof double[] ds) {
            return strings(ds.length, i -> Double.isNaN(ds[i]) ? "" : decimal(ds[i]));
        }
        if (value instanceof long[] ls) {
            return strings(ls.length, i -> ls[i] == Long.MIN_VALUE ? "" : Long.toString(ls[i]));
        }
        return value;
    }

    private static Object strings(final int n, final Function<Integer, String> value) {
        if (n == 1) {
            return value.apply(0);
        }
        final String[] ss = new String[n];
        for (int i = 0; i < n; i++) {
            ss[i] = value.apply(i);
        }
        return ss;
    }

    /** @return at most 16 characters (PS3.5 section 6.2), as many digits as fit */
    static String decimal(final double d) {
        final String s = Double.toString(d);
        if (s.endsWith(".0")) {
            return s.substring(0, s.length() - 2);
        }
        final int e = s.indexOf('E');
        if (e < 0) {
            return s.length() > 16 ? s.substring(0, 16) : s;
        }
        final String exponent = s.substring(e);
        final String mantissa = s.substring(0, e);
        if (mantissa.endsWith(".0")) {
            return mantissa.substring(0, mantissa.length() - 2) + exponent;
        }
        return mantissa.substring(0, Math.min(mantissa.length(), 16 - exponent.length())) + exponent;
    }

    static String decimal(final float f) {
        final String s = Float.toString(f);
        return s.endsWith(".0") ? s.substring(0, s.length() - 2) : s.replace(".0E", "E");
    }

    // ---- single values of binary forms

    private static long word(final byte[] b, final int offset, final int bytes, final boolean bigEndian) {
        long v = 0;
        for (int i = 0; i < bytes; i++) {
            v = v << 8 | b[bigEndian ? offset + i : offset + bytes - 1 - i] & 0xff;
        }
        return v;
    }

    private static void putWord(final long v, final byte[] b, final int offset, final int bytes, final boolean bigEndian) {
        for (int i = 0; i < bytes; i++) {
            b[bigEndian ? offset + bytes - 1 - i : offset + i] = (byte)(v >>> 8 * i);
        }
    }

    private long integer(final byte[] b, final int offset, final boolean bigEndian) {
        return switch (this) {
            case BYTE -> b[offset];
            case SHORT -> (short)word(b, offset, 2, bigEndian);
            case USHORT -> word(b, offset, 2, bigEndian);
            case INT -> (int)word(b, offset, 4, bigEndian);
            case UINT -> (int)word(b, offset, 4, bigEndian);
            case TAG -> (int)(word(b, offset, 2, bigEndian) << 16 | word(b, offset + 2, 2, bigEndian));
            case LONG, ULONG -> word(b, offset, 8, bigEndian);
            default -> throw new UnsupportedOperationException();
        };
    }

    private double real(final byte[] b, final int offset, final boolean bigEndian) {
        return switch (this) {
            case FLOAT -> Float.intBitsToFloat((int)word(b, offset, 4, bigEndian));
            case DOUBLE -> Double.longBitsToDouble(word(b, offset, 8, bigEndian));
            default -> throw new UnsupportedOperationException();
        };
    }

    private String text(final byte[] b, final int offset, final boolean bigEndian) {
        return switch (this) {
            case FLOAT -> decimal((float)real(b, offset, bigEndian));
            case DOUBLE -> decimal(real(b, offset, bigEndian));
            case UINT -> Integer.toUnsignedString((int)integer(b, offset, bigEndian));
            case ULONG -> Long.toUnsignedString(integer(b, offset, bigEndian));
            case TAG -> String.format("%08X", (int)integer(b, offset, bigEndian));
            default -> Long.toString(integer(b, offset, bigEndian));
        };
    }

    private byte[] binary(final Object value) {
        if (value instanceof byte[] b && !isString() && this != SEQUENCE) {
            return b;
        }
        throw new UnsupportedOperationException();
    }

    private int count(final byte[] b) {
        if (b.length % m_bytes != 0) {
            throw new IllegalArgumentException("length " + b.length + " is no multiple of " + m_bytes);
        }
        return b.length / m_bytes;
    }

    private boolean has(final byte[] b, final int index) {
        return (long)(index + 1) * m_bytes <= b.length;
    }

    // ---- to what was asked for; the value of a string form is decoded already

    String toString(final Object value, final boolean bigEndian, final int index, final String otherwise) {
        if (isString()) {
            final Object text = toStrings(value);
            if (text instanceof String[] ss) {
                return index < ss.length && ss[index] != null && !ss[index].isEmpty() ? ss[index] : otherwise;
            }
            return index == 0 ? (String)text : otherwise;
        }
        final byte[] b = binary(value);
        return has(b, index) ? text(b, index * m_bytes, bigEndian) : otherwise;
    }

    String[] toStringArray(final Object value, final boolean bigEndian) {
        if (isString()) {
            final Object text = toStrings(value);
            return text instanceof String[] ss ? ss : new String[]{(String)text};
        }
        final byte[] b = binary(value);
        final String[] ss = new String[count(b)];
        for (int i = 0; i < ss.length; i++) {
            ss[i] = text(b, i * m_bytes, bigEndian);
        }
        return ss;
    }

    long toLong(final Object value, final boolean bigEndian, final int index, final long otherwise) {
        if (this == INTEGER) {
            final long[] ls = (long[])value;
            return index < ls.length && ls[index] != Long.MIN_VALUE ? ls[index] : otherwise;
        }
        final byte[] b = binary(value);
        return has(b, index) ? integer(b, index * m_bytes, bigEndian) : otherwise;
    }

    long[] toLongs(final Object value, final boolean bigEndian) {
        if (this == INTEGER) {
            return (long[])value;
        }
        final byte[] b = binary(value);
        final long[] ls = new long[count(b)];
        for (int i = 0; i < ls.length; i++) {
            ls[i] = integer(b, i * m_bytes, bigEndian);
        }
        return ls;
    }

    double toDouble(final Object value, final boolean bigEndian, final int index, final double otherwise) {
        if (this == DECIMAL) {
            final double[] ds = (double[])value;
            return index < ds.length && !Double.isNaN(ds[index]) ? ds[index] : otherwise;
        }
        final byte[] b = binary(value);
        return has(b, index) ? real(b, index * m_bytes, bigEndian) : otherwise;
    }

    double[] toDoubles(final Object value, final boolean bigEndian) {
        if (this == DECIMAL) {
            return (double[])value;
        }
        final byte[] b = binary(value);
        final double[] ds = new double[count(b)];
        for (int i = 0; i < ds.length; i++) {
            ds[i] = real(b, i * m_bytes, bigEndian);
        }
        return ds;
    }

    // ---- from what was set

    Object ofStrings(final boolean bigEndian, final String... ss) {
        if (ss == null || ss.length == 0 || ss.length == 1 && (ss[0] == null || ss[0].isEmpty())) {
            return Value.NULL;
        }
        if (isString()) {
            return ss.length > 1 ? ss : this == TEXT || this == LOCATOR ? ss[0] : splitAndTrim(ss[0]);
        }
        final byte[] b = new byte[ss.length * m_bytes];
        for (int i = 0; i < ss.length; i++) {
            switch (this) {
                case FLOAT -> putReal(Float.parseFloat(ss[i]), b, i, bigEndian);
                case DOUBLE -> putReal(Double.parseDouble(ss[i]), b, i, bigEndian);
                case TAG -> putInteger(Integer.parseUnsignedInt(ss[i], 16), b, i, bigEndian);
                case ULONG -> putInteger(Long.parseUnsignedLong(ss[i]), b, i, bigEndian);
                default -> putInteger(Long.parseLong(ss[i]), b, i, bigEndian);
            }
        }
        return b;
    }

    Object ofLongs(final long[] ls, final boolean bigEndian) {
        if (ls == null || ls.length == 0) {
            return Value.NULL;
        }
        if (this == INTEGER) {
            return ls.clone();
        }
        final byte[] b = new byte[ls.length * m_bytes];
        for (int i = 0; i < ls.length; i++) {
            putInteger(ls[i], b, i, bigEndian);
        }
        return b;
    }

    Object ofDoubles(final double[] ds, final boolean bigEndian) {
        if (ds == null || ds.length == 0) {
            return Value.NULL;
        }
        if (this == DECIMAL) {
            return ds.clone();
        }
        final byte[] b = new byte[ds.length * m_bytes];
        for (int i = 0; i < ds.length; i++) {
            putReal(ds[i], b, i, bigEndian);
        }
        return b;
    }

    private void putInteger(final long v, final byte[] b, final int index, final boolean bigEndian) {
        switch (this) {
            case BYTE, SHORT, USHORT, INT, UINT, LONG, ULONG -> putWord(v, b, index * m_bytes, m_bytes, bigEndian);
            case TAG -> {
                putWord(v >>> 16, b, index * 4, 2, bigEndian);
                putWord(v, b, index * 4 + 2, 2, bigEndian);
            }
            default -> throw new UnsupportedOperationException();
        }
    }

    private void putReal(final double v, final byte[] b, final int index, final boolean bigEndian) {
        switch (this) {
            case FLOAT -> putWord(Float.floatToIntBits((float)v), b, index * 4, 4, bigEndian);
            case DOUBLE -> putWord(Double.doubleToLongBits(v), b, index * 8, 8, bigEndian);
            default -> throw new UnsupportedOperationException();
        }
    }
}
