package org.dcm4che3.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;

import org.dcm4che3.io.DicomEncodingOptions;
import org.dcm4che3.io.DicomOutputStream;

/** A sequence of items; an item knows the data set that holds it. */
public class Sequence extends ArrayList<Attributes> implements Value {

    private static final long serialVersionUID = 1L;

    private final transient Attributes m_parent;

    private final String m_privateCreator;

    private final int m_tag;

    Sequence(final Attributes parent, final String privateCreator, final int tag, final int initialCapacity) {
        super(initialCapacity);
        m_parent = parent;
        m_privateCreator = privateCreator;
        m_tag = tag;
    }

    /** @return the data set that holds the sequence */
    public final Attributes getParent() {
        return m_parent;
    }

    @Override
    public int indexOf(final Object o) {
        for (int i = 0; i < size(); i++) {
            if (get(i) == o) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public boolean add(final Attributes attrs) {
        return super.add(adopt(attrs));
    }

    @Override
    public void add(final int index, final Attributes attrs) {
        super.add(index, adopt(attrs));
    }

    @Override
    public boolean addAll(final Collection<? extends Attributes> c) {
        c.forEach(this::adopt);
        return super.addAll(c);
    }

    @Override
    public boolean addAll(final int index, final Collection<? extends Attributes> c) {
        c.forEach(this::adopt);
        return super.addAll(index, c);
    }

    @Override
    public void clear() {
        forEach(Attributes::release);
        super.clear();
    }

    @Override
    public Attributes remove(final int index) {
        return super.remove(index).release();
    }

    @Override
    public boolean remove(final Object o) {
        final int index = indexOf(o);
        if (index >= 0) {
            remove(index);
        }
        return index >= 0;
    }

    @Override
    public Attributes set(final int index, final Attributes attrs) {
        return super.set(index, adopt(attrs));
    }

    private Attributes adopt(final Attributes attrs) {
        return attrs.adopt(m_parent, m_privateCreator, m_tag);
    }

    @Override
    public String toString() {
        return size() + " Items";
    }

    @Override
    public int calcLength(final DicomEncodingOptions encOpts, final boolean explicitVR, final VR vr) {
        int length = 0;
        for (final Attributes item : this) {
            length += 8 + item.calcLength(encOpts, explicitVR);
            if (item.isEmpty() ? encOpts.undefEmptyItemLength : encOpts.undefItemLength) {
                length += 8;
            }
        }
        if (isEmpty() ? encOpts.undefEmptySequenceLength : encOpts.undefSequenceLength) {
            length += 8;
        }
        return length;
    }

    @Override
    public int getEncodedLength(final DicomEncodingOptions encOpts, final boolean explicitVR, final VR vr) {
        if (isEmpty() ? encOpts.undefEmptySequenceLength : encOpts.undefSequenceLength) {
            return -1;
        }
        return calcLength(encOpts, explicitVR, vr);
    }

    @Override
    public void writeTo(final DicomOutputStream out, final VR vr) throws IOException {
        for (final Attributes item : this) {
            item.writeItemTo(out);
        }
    }

    @Override
    public byte[] toBytes(final VR vr, final boolean bigEndian) throws IOException {
        throw new UnsupportedOperationException("a sequence is not one array of bytes");
    }
}
