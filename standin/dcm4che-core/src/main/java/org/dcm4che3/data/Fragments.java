package org.dcm4che3.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;

import org.dcm4che3.io.DicomEncodingOptions;
import org.dcm4che3.io.DicomOutputStream;

/**
 * Encapsulated pixel data (DICOM PS3.5 section A.4): the first item is the basic offset table, {@link Value#NULL} if there
 * is none, each other one a {@code byte[]} or {@link Value#NULL}.
 */
public class Fragments extends ArrayList<Object> implements Value {

    private static final long serialVersionUID = 1L;

    private final VR m_vr;

    private final boolean m_bigEndian;

    /**
     * @param vr the element's value representation
     * @param bigEndian the byte order
     * @param initialCapacity for how many items
     */
    public Fragments(final VR vr, final boolean bigEndian, final int initialCapacity) {
        super(initialCapacity);
        m_vr = vr;
        m_bigEndian = bigEndian;
    }

    /** @return the element's value representation */
    public final VR vr() {
        return m_vr;
    }

    /** @return whether the most significant byte comes first */
    public final boolean bigEndian() {
        return m_bigEndian;
    }

    @Override
    public String toString() {
        return size() + " Fragments";
    }

    @Override
    public boolean add(final Object frag) {
        add(size(), frag);
        return true;
    }

    @Override
    public void add(final int index, final Object frag) {
        final boolean nothing = frag == null || frag instanceof byte[] b && b.length == 0;
        super.add(index, nothing ? Value.NULL : frag);
    }

    @Override
    public boolean addAll(final Collection<? extends Object> c) {
        return addAll(size(), c);
    }

    @Override
    public boolean addAll(final int index, final Collection<? extends Object> c) {
        int at = index;
        for (final Object frag : c) {
            add(at++, frag);
        }
        return !c.isEmpty();
    }

    @Override
    public void writeTo(final DicomOutputStream out, final VR vr) throws IOException {
        for (final Object frag : this) {
            out.writeAttribute(Tag.Item, vr, frag, null);
        }
    }

    @Override
    public int calcLength(final DicomEncodingOptions encOpts, final boolean explicitVR, final VR vr) {
        int length = 0;
        for (final Object frag : this) {
            length += 8 + (frag instanceof byte[] b ? b.length + 1 & ~1
                : ((Value)frag).calcLength(encOpts, explicitVR, vr));
        }
        return length;
    }

    @Override
    public int getEncodedLength(final DicomEncodingOptions encOpts, final boolean explicitVR, final VR vr) {
        return -1;
    }

    @Override
    public byte[] toBytes(final VR vr, final boolean bigEndian) throws IOException {
        throw new UnsupportedOperationException("fragments are not one array of bytes");
    }

    @Override
    public boolean equals(final Object obj) {
        if (!(obj instanceof Fragments other) || size() != other.size() || m_vr != other.m_vr
            || m_bigEndian != other.m_bigEndian) {
            return false;
        }
        for (int i = 0; i < size(); i++) {
            if (!Arrays.deepEquals(new Object[]{get(i)}, new Object[]{other.get(i)})) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(toArray());
    }
}
