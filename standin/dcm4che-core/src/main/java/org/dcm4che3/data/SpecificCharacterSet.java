package org.dcm4che3.data;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.StringTokenizer;

/**
 * The character sets of DICOM PS3.3 section C.12.1.1.2 with the code extensions of PS3.5 section 6.1.2.5 (ISO 2022 escape
 * sequences).
 */
public class SpecificCharacterSet {

    /** The repertoire without any extension. */
    public static final SpecificCharacterSet ASCII = new SpecificCharacterSet(new Repertoire[]{Repertoire.ISO_646});

    /** A set of characters, the escape sequences that select it as G0 and as G1, and the bytes of its characters. */
    private enum Repertoire {
            ISO_646("US-ASCII", "(B", null, 1, "6"),
            LATIN_1("ISO-8859-1", "(B", "-A", 1, "100"),
            LATIN_2("ISO-8859-2", "(B", "-B", 1, "101"),
            LATIN_3("ISO-8859-3", "(B", "-C", 1, "109"),
            LATIN_4("ISO-8859-4", "(B", "-D", 1, "110"),
            CYRILLIC("ISO-8859-5", "(B", "-L", 1, "144"),
            ARABIC("ISO-8859-6", "(B", "-G", 1, "127"),
            GREEK("ISO-8859-7", "(B", "-F", 1, "126"),
            HEBREW("ISO-8859-8", "(B", "-H", 1, "138"),
            LATIN_5("ISO-8859-9", "(B", "-M", 1, "148"),
            LATIN_9("ISO-8859-15", "(B", "-b", 1, "203"),
            THAI("TIS-620", "(B", "-T", 1, "166"),
            KATAKANA("JIS_X0201", "(J", ")I", 1, "13"),
            KANJI("x-JIS0208", "$B", null, 2, "87"),
            SUPPLEMENTARY_KANJI("JIS_X0212-1990", "$(D", null, 2, "159"),
            HANGUL("EUC-KR", null, "$)C", 0, "149"),
            SIMPLIFIED_CHINESE("GB2312", null, "$)A", 0, "58"),
            UTF_8("UTF-8", null, null, 0, "192"),
            GB18030("GB18030", null, null, 0, null);

        private final Charset m_charset;

        private final String m_g0;

        private final String m_g1;

        /** 0 where bytes below 128 are single characters and others come in pairs. */
        private final int m_bytes;

        private final String m_number;

        Repertoire(final String charset, final String g0, final String g1, final int bytes, final String number) {
            // a Java machine cut down to few modules lacks the rarer charsets: then their text stays readable as Latin-1
            m_charset = Charset.isSupported(charset) ? Charset.forName(charset) : StandardCharsets.ISO_8859_1;
            m_g0 = g0;
            m_g1 = g1;
            m_bytes = bytes;
            m_number = number;
        }

        boolean containsAscii() {
            return switch (this) {
                case KANJI, SUPPLEMENTARY_KANJI, HANGUL, SIMPLIFIED_CHINESE, GB18030 -> false;
                default -> true;
            };
        }

        /** Multi-byte sets have no meaning without code extensions. */
        private boolean extensionOnly() {
            return switch (this) {
                case KANJI, SUPPLEMENTARY_KANJI, HANGUL, SIMPLIFIED_CHINESE -> true;
                default -> false;
            };
        }

        static Repertoire of(final String code) {
            if ("GB18030".equals(code) || "GBK".equals(code)) {
                return GB18030;
            }
            for (final Repertoire r : values()) {
                if (("ISO 2022 IR " + r.m_number).equals(code) && r != UTF_8
                    || ("ISO_IR " + r.m_number).equals(code) && !r.extensionOnly()) {
                    return r;
                }
            }
            return ISO_646;
        }

        String decode(final byte[] b, final int offset, final int length) {
            return new String(b, offset, length, m_charset);
        }

        /** @return the bytes, or null if a character is not in the set */
        byte[] encode(final String s) {
            try {
                final ByteBuffer bytes = m_charset.newEncoder().encode(CharBuffer.wrap(s));
                final byte[] b = new byte[bytes.remaining()];
                bytes.get(b);
                return b;
            } catch (final CharacterCodingException notInTheSet) {
                return null;
            }
        }
    }

    private static final SpecificCharacterSet DEFAULT = ASCII;

    private final Repertoire[] m_repertoires;

    private final String[] m_codes;

    private SpecificCharacterSet(final Repertoire[] repertoires, final String... codes) {
        m_repertoires = repertoires;
        m_codes = codes;
    }

    /** @return what holds where a data set names no character set: ASCII */
    public static SpecificCharacterSet getDefaultCharacterSet() {
        return DEFAULT;
    }

    /**
     * @param codes the values of SpecificCharacterSet (0008,0005); unknown ones count as ASCII
     * @return the character set
     */
    public static SpecificCharacterSet valueOf(final String... codes) {
        if (codes == null || codes.length == 0) {
            return DEFAULT;
        }
        final String[] mended = codes.length > 1 ? extensions(codes) : codes;
        final Repertoire[] repertoires = new Repertoire[mended.length];
        for (int i = 0; i < mended.length; i++) {
            repertoires[i] = Repertoire.of(mended[i]);
        }
        return new SpecificCharacterSet(repertoires, mended);
    }

    /** Several values mean code extensions; UTF-8 and GB18030 stand alone; the first one must contain ASCII. */
    private static String[] extensions(final String[] codes) {
        final String[] mended = codes.clone();
        for (int i = 0; i < mended.length; i++) {
            if (mended[i] == null || mended[i].isEmpty() || mended[i].startsWith("ISO 2022")) {
                continue;
            }
            final Repertoire r = Repertoire.of(mended[i]);
            if (r == Repertoire.ISO_646 || r == Repertoire.UTF_8 || r == Repertoire.GB18030) {
                return new String[]{codes[0]};
            }
            mended[i] = "ISO 2022 IR " + r.m_number;
        }
        for (int i = 0; i < mended.length; i++) {
            if (Repertoire.of(mended[i]).containsAscii()) {
                final String first = mended[i];
                mended[i] = mended[0];
                mended[0] = first;
                return mended;
            }
        }
        final String[] longer = new String[mended.length + 1];
        longer[0] = "";
        System.arraycopy(mended, 0, longer, 1, mended.length);
        return longer;
    }

    /** @return the values of SpecificCharacterSet (0008,0005) */
    public String[] toCodes() {
        return m_codes;
    }

    /** @return whether it is UTF-8 */
    public boolean isUTF8() {
        return m_repertoires[0] == Repertoire.UTF_8;
    }

    /** @return whether it is ASCII */
    public boolean isASCII() {
        return m_repertoires[0] == Repertoire.ISO_646;
    }

    /** @return whether ASCII characters are themselves */
    public boolean containsASCII() {
        return m_repertoires[0].containsAscii();
    }

    /**
     * @param other another character set
     * @return whether this can hold its characters without being encoded anew
     */
    public boolean contains(final SpecificCharacterSet other) {
        return equals(other) || other.isASCII() && containsASCII();
    }

    /**
     * @param s text
     * @return the text as it is shown: in JIS X 0201 the backslash is a yen sign
     */
    public String toText(final String s) {
        return m_repertoires[0] == Repertoire.KATAKANA ? s.replace('\\', '\u00a5') : s;
    }

    /**
     * @param val text
     * @param delimiters characters at which an escape sequence ends
     * @return its bytes; characters that cannot be encoded become question marks
     */
    public byte[] encode(final String val, final String delimiters) {
        final Repertoire first = m_repertoires[0];
        if (m_repertoires.length == 1) {
            return val.getBytes(first.m_charset);
        }
        final byte[] whole = first.encode(val);
        if (whole != null) {
            return whole;
        }
        final ByteArrayOutputStream out = new ByteArrayOutputStream(2 * val.length());
        final StringTokenizer parts = new StringTokenizer(val, delimiters, true);
        final Repertoire[] selected = {first, first};
        while (parts.hasMoreTokens()) {
            final String part = parts.nextToken();
            if (part.length() == 1 && delimiters.contains(part)) {
                selectFirst(selected, out);
                out.write(part.charAt(0));
            } else if (!encodePart(part, selected, out)) {
                part.codePoints().forEach(c -> {
                    if (!encodePart(Character.toString(c), selected, out)) {
                        selectFirst(selected, out);
                        out.write('?');
                    }
                });
            }
        }
        selectFirst(selected, out);
        return out.toByteArray();
    }

    private boolean encodePart(final String part, final Repertoire[] selected, final ByteArrayOutputStream out) {
        final byte[] ascii = selected[0].containsAscii() ? Repertoire.ISO_646.encode(part) : null;
        if (ascii != null) {
            out.writeBytes(ascii);
            return true;
        }
        for (final Repertoire r : m_repertoires) {
            final byte[] b = r.encode(part);
            if (b == null) {
                continue;
            }
            final int half = r.m_g1 == null ? 0 : 1;
            if (selected[half] != r) {
                escape(half == 0 ? r.m_g0 : r.m_g1, out);
                selected[half] = r;
            }
            out.writeBytes(b);
            return true;
        }
        return false;
    }

    private void selectFirst(final Repertoire[] selected, final ByteArrayOutputStream out) {
        final Repertoire first = m_repertoires[0];
        if (selected[0] != first) {
            escape(first.m_g0, out);
        }
        if (selected[1] != first && first.m_g1 != null) {
            escape(first.m_g1, out);
        }
        selected[0] = first;
        selected[1] = first;
    }

    private static void escape(final String sequence, final ByteArrayOutputStream out) {
        if (sequence != null) {
            out.write(0x1b);
            out.writeBytes(sequence.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /**
     * @param val bytes
     * @param delimiters characters at which an escape sequence ends
     * @return their text; an escape sequence that DICOM does not know stays in it
     */
    public String decode(final byte[] val, final String delimiters) {
        return m_repertoires.length == 1 ? m_repertoires[0].decode(val, 0, val.length) : decodeEscapes(val, delimiters);
    }

    private String decodeEscapes(final byte[] b, final String delimiters) {
        final Repertoire first = m_repertoires[0];
        final Repertoire[] selected = {first, first};
        final StringBuilder text = new StringBuilder(b.length);
        int i = 0;
        while (i < b.length) {
            if (b[i] == 0x1b) {
                final int escape = select(b, i, selected);
                if (escape > 0) {
                    i += escape;
                    continue;
                }
            }
            final int half = b[i] < 0 ? 1 : 0;
            final Repertoire r = selected[half];
            int end = i;
            // one run of characters of the same half
            while (end < b.length && (b[end] < 0 ? 1 : 0) == half && (b[end] != 0x1b || end == i)) {
                if (half == 0 && r.m_bytes != 2 && delimiters.indexOf(b[end]) >= 0) {
                    break;
                }
                end += r.m_bytes == 2 ? 2 : 1;
            }
            if (end == i) {
                // a delimiter brings back the first character set
                text.append((char)b[i]);
                selected[0] = first;
                selected[1] = first;
                i++;
            } else {
                end = Math.min(end, b.length);
                text.append(r.decode(b, i, end - i));
                i = end;
            }
        }
        return text.toString();
    }

    /** @return the length of the escape sequence at the offset, 0 if it is none that DICOM knows */
    private static int select(final byte[] b, final int offset, final Repertoire[] selected) {
        for (final Repertoire r : Repertoire.values()) {
            if (startsWith(b, offset + 1, r.m_g1)) {
                selected[1] = r;
                return 1 + r.m_g1.length();
            }
            if (startsWith(b, offset + 1, r.m_g0)) {
                // ESC ( B is shared by ASCII and all the sets that extend it
                selected[0] = r;
                return 1 + r.m_g0.length();
            }
        }
        return 0;
    }

    private static boolean startsWith(final byte[] b, final int offset, final String sequence) {
        if (sequence == null || offset + sequence.length() > b.length) {
            return false;
        }
        for (int i = 0; i < sequence.length(); i++) {
            if (b[offset + i] != sequence.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof SpecificCharacterSet cs && Arrays.equals(m_repertoires, cs.m_repertoires);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(m_repertoires);
    }
}
