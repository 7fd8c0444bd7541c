package org.petctflow.imaging.synthetic;

import java.util.Locale;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.ElementDictionary;
import org.dcm4che3.data.VR;

/** A data set that is filled by keyword, with the value representations of the dictionary. */
final class Header {

    private final Attributes m_attributes;

    Header() {
        this(new Attributes());
    }

    private Header(final Attributes attributes) {
        m_attributes = attributes;
    }

    Attributes attributes() {
        return m_attributes;
    }

    private static int tag(final String keyword) {
        final int tag = ElementDictionary.tagForKeyword(keyword, null);
        if (tag == -1) {
            throw new IllegalArgumentException("DICOM knows no element " + keyword);
        }
        return tag;
    }

    Header text(final String keyword, final String... values) {
        final int tag = tag(keyword);
        final VR vr = ElementDictionary.vrOf(tag, null);
        if (values.length == 0) {
            m_attributes.setNull(tag, vr);
        } else {
            m_attributes.setString(tag, vr, values);
        }
        return this;
    }

    /** Whole numbers, in binary or as text. */
    Header number(final String keyword, final int... values) {
        final int tag = tag(keyword);
        m_attributes.setInt(tag, ElementDictionary.vrOf(tag, null), values);
        return this;
    }

    /** Decimal numbers as text of at most 16 characters. */
    Header decimal(final String keyword, final double... values) {
        final String[] texts = new String[values.length];
        for (int i = 0; i < values.length; i++) {
            texts[i] = decimal(values[i]);
        }
        return text(keyword, texts);
    }

    /** Floating-point numbers in binary. */
    Header real(final String keyword, final double... values) {
        final int tag = tag(keyword);
        m_attributes.setDouble(tag, ElementDictionary.vrOf(tag, null), values);
        return this;
    }

    /** A private element of the block that its creator reserves. */
    Header own(final String creator, final int tag, final VR vr, final String value) {
        m_attributes.setString(creator, tag, vr, value);
        return this;
    }

    /** A sequence with these items. */
    Header items(final String keyword, final Header... items) {
        final var sequence = m_attributes.newSequence(tag(keyword), items.length);
        for (final Header item : items) {
            sequence.add(item.m_attributes);
        }
        return this;
    }

    /** A sequence of one coded concept. */
    Header code(final String keyword, final String value, final String scheme, final String meaning) {
        return items(keyword, new Header().text("CodeValue", value).text("CodingSchemeDesignator", scheme)
            .text("CodeMeaning", meaning));
    }

    Header copy() {
        return new Header(new Attributes(m_attributes));
    }

    /** @return the number as a decimal string (DS): as exact as 16 characters allow */
    static String decimal(final double value) {
        final String plain = value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long)value)
            : Double.toString(value);
        if (plain.length() <= 16) {
            return plain;
        }
        for (int digits = 14; digits > 0; digits--) {
            final String shorter = String.format(Locale.ROOT, "%." + digits + "e", value);
            if (shorter.length() <= 16) {
                return shorter;
            }
        }
        throw new IllegalArgumentException("No decimal string for " + value);
    }
}
