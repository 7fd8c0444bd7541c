package org.dcm4che3.data;

/** The value representations of DICOM PS3.5 section 6.2. */
public enum VR {

        /** Application entity. */
        AE(0x4145, 8, ' ', ValueForm.ASCII),
        /** Age string. */
        AS(0x4153, 8, ' ', ValueForm.ASCII),
        /** Attribute tag. */
        AT(0x4154, 8, 0, ValueForm.TAG),
        /** Code string. */
        CS(0x4353, 8, ' ', ValueForm.ASCII),
        /** Date. */
        DA(0x4441, 8, ' ', ValueForm.TIME),
        /** Decimal string. */
        DS(0x4453, 8, ' ', ValueForm.DECIMAL),
        /** Date and time. */
        DT(0x4454, 8, ' ', ValueForm.TIME),
        /** Double. */
        FD(0x4644, 8, 0, ValueForm.DOUBLE),
        /** Float. */
        FL(0x464c, 8, 0, ValueForm.FLOAT),
        /** Integer string. */
        IS(0x4953, 8, ' ', ValueForm.INTEGER),
        /** Long string. */
        LO(0x4c4f, 8, ' ', ValueForm.STRING),
        /** Long text. */
        LT(0x4c54, 8, ' ', ValueForm.TEXT),
        /** Other bytes. */
        OB(0x4f42, 12, 0, ValueForm.BYTE),
        /** Other doubles. */
        OD(0x4f44, 12, 0, ValueForm.DOUBLE),
        /** Other floats. */
        OF(0x4f46, 12, 0, ValueForm.FLOAT),
        /** Other 32-bit words. */
        OL(0x4f4c, 12, 0, ValueForm.INT),
        /** Other 64-bit words. */
        OV(0x4f56, 12, 0, ValueForm.LONG),
        /** Other 16-bit words. */
        OW(0x4f57, 12, 0, ValueForm.SHORT),
        /** Person's name. */
        PN(0x504e, 8, ' ', ValueForm.NAME),
        /** Short string. */
        SH(0x5348, 8, ' ', ValueForm.STRING),
        /** Signed 32-bit number. */
        SL(0x534c, 8, 0, ValueForm.INT),
        /** Sequence of items. */
        SQ(0x5351, 12, 0, ValueForm.SEQUENCE),
        /** Signed 16-bit number. */
        SS(0x5353, 8, 0, ValueForm.SHORT),
        /** Short text. */
        ST(0x5354, 8, ' ', ValueForm.TEXT),
        /** Signed 64-bit number. */
        SV(0x5356, 12, 0, ValueForm.LONG),
        /** Time. */
        TM(0x544d, 8, ' ', ValueForm.TIME),
        /** Unlimited characters. */
        UC(0x5543, 12, ' ', ValueForm.STRING),
        /** Unique identifier. */
        UI(0x5549, 8, 0, ValueForm.ASCII),
        /** Unsigned 32-bit number. */
        UL(0x554c, 8, 0, ValueForm.UINT),
        /** Unknown. */
        UN(0x554e, 12, 0, ValueForm.BYTE),
        /** Resource locator. */
        UR(0x5552, 12, ' ', ValueForm.LOCATOR),
        /** Unsigned 16-bit number. */
        US(0x5553, 8, 0, ValueForm.USHORT),
        /** Unlimited text. */
        UT(0x5554, 12, ' ', ValueForm.TEXT),
        /** Unsigned 64-bit number. */
        UV(0x5556, 12, 0, ValueForm.ULONG);

    private static final VR[] BY_CODE = new VR[26 * 26];

    static {
        for (final VR vr : values()) {
            BY_CODE[index(vr.m_code)] = vr;
        }
    }

    private final int m_code;

    private final int m_headerLength;

    private final int m_paddingByte;

    private final ValueForm m_form;

    VR(final int code, final int headerLength, final int paddingByte, final ValueForm form) {
        m_code = code;
        m_headerLength = headerLength;
        m_paddingByte = paddingByte;
        m_form = form;
    }

    private static int index(final int code) {
        final int first = (code >>> 8) - 'A';
        final int second = (code & 0xff) - 'A';
        return first < 0 || first >= 26 || second < 0 || second >= 26 ? -1 : 26 * first + second;
    }

    /**
     * @param code the two letters as a number
     * @return the value representation, null if there is none of that name
     */
    public static VR valueOf(final int code) {
        final int index = index(code);
        return index < 0 ? null : BY_CODE[index];
    }

    ValueForm form() {
        return m_form;
    }

    /** @return its two letters as a number */
    public int code() {
        return m_code;
    }

    /** @return bytes of an element's header with explicit value representation */
    public int headerLength() {
        return m_headerLength;
    }

    /** @return what makes a value's length even */
    public int paddingByte() {
        return m_paddingByte;
    }

    /** @return whether it is a date or a time */
    public boolean isTemporalType() {
        return m_form == ValueForm.TIME;
    }

    /** @return whether its values are characters */
    public boolean isStringType() {
        return m_form.isString();
    }

    /** @return whether its characters depend on the data set's character set */
    public boolean useSpecificCharacterSet() {
        return m_form.usesCharacterSet();
    }

    /** @return whether its values are whole numbers */
    public boolean isIntType() {
        return m_form.isInteger();
    }

    /** @return whether its values are bytes or words without further meaning */
    public boolean isInlineBinary() {
        return switch (this) {
            case OB, OD, OF, OL, OV, OW, UN -> true;
            default -> false;
        };
    }

    /** @return how many bytes change places when the byte order changes */
    public int numEndianBytes() {
        return m_form.endianBytes();
    }

    /**
     * @param b values
     * @param preserve whether a copy is to be changed
     * @return the values in the other byte order
     */
    public byte[] toggleEndian(final byte[] b, final boolean preserve) {
        final int n = m_form.endianBytes();
        if (n == 1) {
            return b;
        }
        final byte[] swapped = preserve ? b.clone() : b;
        for (int i = 0; i + n <= swapped.length; i += n) {
            for (int j = i, k = i + n - 1; j < k; j++, k--) {
                final byte t = swapped[j];
                swapped[j] = swapped[k];
                swapped[k] = t;
            }
        }
        return swapped;
    }

    /**
     * @param val a value as {@link Attributes} keeps it
     * @param cs the character set of its text
     * @return its bytes
     */
    public byte[] toBytes(final Object val, final SpecificCharacterSet cs) {
        return m_form.encode(val, cs);
    }
}
