package org.dcm4che3.data;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Arrays;

import org.dcm4che3.io.DicomEncodingOptions;
import org.dcm4che3.io.DicomInputStream;
import org.dcm4che3.io.DicomOutputStream;
import org.dcm4che3.util.TagUtils;

/**
 * A data set: elements in the order of their tags. A value is what was read ({@code byte[]}) or set, until it is asked for
 * in another form; asking with a value representation replaces the one that was read, which is how private elements of a
 * stream with implicit value representation are understood.
 * <p>
 * Differs from dcm4che on purpose: Java's serialization is refused, whatever the class says; write a data set with a stream.
 */
public class Attributes implements Serializable {

    private static final long serialVersionUID = 1L;

    /** What an empty element's values are. */
    private static final String[] NO_STRINGS = {};

    private int[] m_tags;

    private VR[] m_vrs;

    private Object[] m_values;

    private int m_size;

    private final boolean m_bigEndian;

    private Attributes m_parent;

    private SpecificCharacterSet m_characterSet;

    /** For the elements of a little endian data set. */
    public Attributes() {
        this(false, 0);
    }

    /** @param bigEndian whether binary values are kept with their most significant byte first */
    public Attributes(final boolean bigEndian) {
        this(bigEndian, 0);
    }

    /** @param initialCapacity for how many elements */
    public Attributes(final int initialCapacity) {
        this(false, initialCapacity);
    }

    /**
     * @param bigEndian whether binary values are kept with their most significant byte first
     * @param initialCapacity for how many elements
     */
    public Attributes(final boolean bigEndian, final int initialCapacity) {
        m_bigEndian = bigEndian;
        m_tags = new int[initialCapacity];
        m_vrs = new VR[initialCapacity];
        m_values = new Object[initialCapacity];
    }

    /** @param other whose elements are copied */
    public Attributes(final Attributes other) {
        this(other, other.m_bigEndian);
    }

    /**
     * @param other whose elements are copied
     * @param bigEndian the byte order of the copy
     */
    public Attributes(final Attributes other, final boolean bigEndian) {
        this(bigEndian, other.m_size);
        addAll(other);
    }

    /**
     * @param other whose elements are copied
     * @param selection the tags to copy
     */
    public Attributes(final Attributes other, final int... selection) {
        this(other.m_bigEndian, selection.length);
        addSelected(other, selection);
    }

    // ---- the data set

    /** @return whether it is no item of a sequence */
    public final boolean isRoot() {
        return m_parent == null;
    }

    /** @return the outermost data set that holds it */
    public final Attributes getRoot() {
        Attributes root = this;
        while (root.m_parent != null) {
            root = root.m_parent;
        }
        return root;
    }

    /** @return the data set that holds the sequence that holds this, or null */
    public final Attributes getParent() {
        return m_parent;
    }

    /** @return whether binary values are kept with their most significant byte first */
    public final boolean bigEndian() {
        return m_bigEndian;
    }

    /** @return whether it has no element */
    public final boolean isEmpty() {
        return m_size == 0;
    }

    /** @return how many elements it has */
    public final int size() {
        return m_size;
    }

    /** @return the elements' tags */
    public int[] tags() {
        return Arrays.copyOf(m_tags, m_size);
    }

    /** Gives back memory that further elements would have taken. */
    public void trimToSize() {
        if (m_tags.length > m_size) {
            resize(m_size);
        }
    }

    Attributes adopt(final Attributes parent, final String privateCreator, final int tag) {
        if (m_parent != null) {
            throw new IllegalArgumentException("the item belongs to a sequence already");
        }
        if (m_bigEndian != parent.m_bigEndian) {
            throw new IllegalArgumentException("the item's byte order differs from its data set's");
        }
        m_parent = parent;
        return this;
    }

    Attributes release() {
        m_parent = null;
        return this;
    }

    // ---- where elements are

    private int indexOf(final int tag) {
        if (m_size > 0 && m_tags[m_size - 1] < tag) {
            return -m_size - 1;
        }
        return Arrays.binarySearch(m_tags, 0, m_size, tag);
    }

    private int indexOf(final String privateCreator, final int tag) {
        if (privateCreator == null) {
            return indexOf(tag);
        }
        final int creatorTag = creatorTag(privateCreator, tag, false);
        return creatorTag == -1 ? -1 : indexOf(TagUtils.toPrivateTag(creatorTag, tag));
    }

    private int creatorTag(final String privateCreator, final int tag, final boolean reserve) {
        if (!TagUtils.isPrivateGroup(tag)) {
            throw new IllegalArgumentException(TagUtils.toString(tag) + " is not a private element");
        }
        final int group = tag & 0xffff0000;
        int free = group | 0x10;
        int index = indexOf(free);
        for (index = index < 0 ? -index - 1 : index; index < m_size && (m_tags[index] & 0xffffff00) == group; index++) {
            final int creatorTag = m_tags[index];
            if (m_vrs[index].isStringType() && privateCreator.equals(stringValue(index))) {
                return creatorTag;
            }
            free = creatorTag + 1;
        }
        if (!reserve) {
            return -1;
        }
        if ((free & 0xff00) != 0) {
            throw new IllegalStateException("no free block for the private element " + TagUtils.toString(tag));
        }
        setString(free, VR.LO, privateCreator);
        return free;
    }

    /** @return the text of a string element, decoded once; NULL if there is none */
    private Object stringValue(final int index) {
        if (m_values[index] instanceof byte[] b) {
            final Object text = m_vrs[index].form().decode(b, getSpecificCharacterSet(m_vrs[index]));
            m_values[index] = text instanceof String s && s.isEmpty() ? Value.NULL : text;
        }
        return m_values[index];
    }

    /** @return the numbers of a DS element; NaN where a value is empty */
    private Object decimalValue(final int index) {
        final Object value = stringValue(index);
        if (value instanceof Value || value instanceof double[]) {
            return value;
        }
        final String[] ss = VR.DS.form().toStringArray(value, m_bigEndian);
        final double[] ds = new double[ss.length];
        for (int i = 0; i < ds.length; i++) {
            ds[i] = ss[i] == null || ss[i].isEmpty() ? Double.NaN : Double.parseDouble(ss[i].replace(',', '.'));
        }
        m_values[index] = ds;
        return ds;
    }

    /** @return the numbers of an IS element; the smallest long where a value is empty */
    private Object integerValue(final int index) {
        final Object value = stringValue(index);
        if (value instanceof Value || value instanceof long[]) {
            return value;
        }
        final String[] ss = VR.IS.form().toStringArray(value, m_bigEndian);
        final long[] ls = new long[ss.length];
        for (int i = 0; i < ls.length; i++) {
            ls[i] = ss[i] == null || ss[i].isEmpty() ? Long.MIN_VALUE : Long.parseLong(ss[i]);
        }
        m_values[index] = ls;
        return ls;
    }

    /** The element is from now on of the representation that the caller knows it to have. */
    private VR understandAs(final int index, final VR vr) {
        if (vr == null || vr == m_vrs[index]) {
            return m_vrs[index];
        }
        final Object value = m_values[index];
        if (value != Value.NULL && !(value instanceof byte[])
            && !(vr.isStringType() && (value instanceof String || value instanceof String[]))) {
            throw new IllegalStateException(TagUtils.toString(m_tags[index]) + " was already read as " + m_vrs[index]);
        }
        m_vrs[index] = vr;
        return vr;
    }

    /** @return the value in the form that the numbers of its representation are taken from; NULL if there is none */
    private Object numericValue(final int index, final VR vr) {
        return vr == VR.DS ? decimalValue(index) : vr == VR.IS ? integerValue(index) : m_values[index];
    }

    // ---- questions

    /**
     * @param tag an element
     * @return whether it is there, perhaps without a value
     */
    public boolean contains(final int tag) {
        return indexOf(tag) >= 0;
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @return whether it is there, perhaps without a value
     */
    public boolean contains(final String privateCreator, final int tag) {
        return indexOf(privateCreator, tag) >= 0;
    }

    /**
     * @param tag an element
     * @return whether it is there with a value
     */
    public boolean containsValue(final int tag) {
        return containsValue(null, tag);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @return whether it is there with a value
     */
    public boolean containsValue(final String privateCreator, final int tag) {
        final int index = indexOf(privateCreator, tag);
        if (index < 0) {
            return false;
        }
        final Object value = m_vrs[index].isStringType() ? stringValue(index) : m_values[index];
        return !(value instanceof Value v && v.isEmpty());
    }

    /**
     * @param tag a private element
     * @return who reserved its block, or null
     */
    public String privateCreatorOf(final int tag) {
        return getPrivateCreator(tag);
    }

    /**
     * @param tag a private element
     * @return who reserved its block, or null
     */
    public String getPrivateCreator(final int tag) {
        return TagUtils.isPrivateTag(tag) ? getString(TagUtils.creatorTagOf(tag), null) : null;
    }

    /**
     * @param tag an element
     * @return its value as it is kept: bytes, text, numbers or a {@link Value}; null if the element is not there
     */
    public Object getValue(final int tag) {
        return getValue(null, tag);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @return its value as it is kept: bytes, text, numbers or a {@link Value}; null if the element is not there
     */
    public Object getValue(final String privateCreator, final int tag) {
        final int index = indexOf(privateCreator, tag);
        return index < 0 ? null : m_values[index];
    }

    /**
     * @param tag an element
     * @return its value representation; null if the element is not there
     */
    public VR getVR(final int tag) {
        return getVR(null, tag);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @return its value representation; null if the element is not there
     */
    public VR getVR(final String privateCreator, final int tag) {
        final int index = indexOf(privateCreator, tag);
        return index < 0 ? null : m_vrs[index];
    }

    /**
     * @param tag a sequence
     * @return its items; null if it is not there or no sequence
     */
    public Sequence getSequence(final int tag) {
        return getSequence(null, tag);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag a sequence, perhaps one that was read as unknown
     * @return its items; null if it is not there or no sequence
     */
    public Sequence getSequence(final String privateCreator, final int tag) {
        final int index = indexOf(privateCreator, tag);
        if (index < 0 || m_vrs[index] != VR.SQ && m_vrs[index] != VR.UN) {
            return null;
        }
        if (m_values[index] == Value.NULL) {
            m_vrs[index] = VR.SQ;
            m_values[index] = new Sequence(this, privateCreator, tag, 0);
        } else if (m_values[index] instanceof byte[] b) {
            try {
                DicomInputStream.parseUNSequence(b, this, m_tags[index]);
            } catch (final IOException noSequence) {
                return null;
            }
        }
        return m_values[index] instanceof Sequence seq ? seq : null;
    }

    /**
     * @param sequenceTag a sequence
     * @return its first item, or null
     */
    public Attributes getNestedDataset(final int sequenceTag) {
        return getNestedDataset(null, sequenceTag, 0);
    }

    /**
     * @param sequenceTag a sequence
     * @param itemIndex which item, from 0
     * @return the item, or null
     */
    public Attributes getNestedDataset(final int sequenceTag, final int itemIndex) {
        return getNestedDataset(null, sequenceTag, itemIndex);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param sequenceTag a sequence
     * @return its first item, or null
     */
    public Attributes getNestedDataset(final String privateCreator, final int sequenceTag) {
        return getNestedDataset(privateCreator, sequenceTag, 0);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param sequenceTag a sequence
     * @param itemIndex which item, from 0
     * @return the item, or null
     */
    public Attributes getNestedDataset(final String privateCreator, final int sequenceTag, final int itemIndex) {
        final Object value = getValue(privateCreator, sequenceTag);
        return value instanceof Sequence seq && itemIndex < seq.size() ? seq.get(itemIndex) : null;
    }

    /**
     * @param tag an element
     * @return its value as bytes; null if it is not there or is no plain value
     * @throws IOException if it cannot be read
     */
    public byte[] getBytes(final int tag) throws IOException {
        return getBytes(null, tag);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @return its value as bytes; null if it is not there or is no plain value
     * @throws IOException if it cannot be read
     */
    public byte[] getBytes(final String privateCreator, final int tag) throws IOException {
        final int index = indexOf(privateCreator, tag);
        if (index < 0) {
            return null;
        }
        try {
            return m_values[index] instanceof Value v ? v.toBytes(m_vrs[index], m_bigEndian)
                : m_vrs[index].form().encode(m_values[index], getSpecificCharacterSet(m_vrs[index]));
        } catch (final UnsupportedOperationException notPlain) {
            return null;
        }
    }

    /**
     * @param tag an element
     * @return the value as text, or null
     */
    public String getString(final int tag) {
        return getString(null, tag, null, 0, null);
    }

    /**
     * @param tag an element
     * @param defVal what is returned without such a value
     * @return the value as text
     */
    public String getString(final int tag, final String defVal) {
        return getString(null, tag, null, 0, defVal);
    }

    /**
     * @param tag an element
     * @param valueIndex which of the values, from 0
     * @return the value as text, or null
     */
    public String getString(final int tag, final int valueIndex) {
        return getString(null, tag, null, valueIndex, null);
    }

    /**
     * @param tag an element
     * @param valueIndex which of the values, from 0
     * @param defVal what is returned without such a value
     * @return the value as text
     */
    public String getString(final int tag, final int valueIndex, final String defVal) {
        return getString(null, tag, null, valueIndex, defVal);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @return the value as text, or null
     */
    public String getString(final String privateCreator, final int tag) {
        return getString(privateCreator, tag, null, 0, null);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @param defVal what is returned without such a value
     * @return the value as text
     */
    public String getString(final String privateCreator, final int tag, final String defVal) {
        return getString(privateCreator, tag, null, 0, defVal);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @param vr the value representation that the element is known to have, or null for the one that was read
     * @return the value as text, or null
     */
    public String getString(final String privateCreator, final int tag, final VR vr) {
        return getString(privateCreator, tag, vr, 0, null);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @param vr the value representation that the element is known to have, or null for the one that was read
     * @param defVal what is returned without such a value
     * @return the value as text
     */
    public String getString(final String privateCreator, final int tag, final VR vr, final String defVal) {
        return getString(privateCreator, tag, vr, 0, defVal);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @param valueIndex which of the values, from 0
     * @return the value as text, or null
     */
    public String getString(final String privateCreator, final int tag, final int valueIndex) {
        return getString(privateCreator, tag, null, valueIndex, null);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @param valueIndex which of the values, from 0
     * @param defVal what is returned without such a value
     * @return the value as text
     */
    public String getString(final String privateCreator, final int tag, final int valueIndex, final String defVal) {
        return getString(privateCreator, tag, null, valueIndex, defVal);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @param vr the value representation that the element is known to have, or null for the one that was read
     * @param valueIndex which of the values, from 0
     * @return the value as text, or null
     */
    public String getString(final String privateCreator, final int tag, final VR vr, final int valueIndex) {
        return getString(privateCreator, tag, vr, valueIndex, null);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @param vr the value representation that the element is known to have, or null for the one that was read
     * @param valueIndex which of the values, from 0
     * @param defVal what is returned without such a value
     * @return the value as text
     */
    public String getString(final String privateCreator, final int tag, final VR vr, final int valueIndex,
        final String defVal) {
        final int index = indexOf(privateCreator, tag);
        if (index < 0 || m_values[index] == Value.NULL) {
            return defVal;
        }
        final VR is = understandAs(index, vr);
        final Object value = is.isStringType() ? stringValue(index) : m_values[index];
        if (value instanceof Value) {
            return defVal;
        }
        return is.form().toString(value, m_bigEndian, valueIndex, defVal);
    }

    /**
     * @param tag an element
     * @return all values as text; none if it is empty, null if the element is not there or has no such value
     */
    public String[] getStrings(final int tag) {
        return getStrings(null, tag, null);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @return all values as text; none if it is empty, null if the element is not there or has no such value
     */
    public String[] getStrings(final String privateCreator, final int tag) {
        return getStrings(privateCreator, tag, null);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @param vr the value representation that the element is known to have, or null for the one that was read
     * @return all values as text; none if it is empty, null if the element is not there or has no such value
     */
    public String[] getStrings(final String privateCreator, final int tag, final VR vr) {
        final int index = indexOf(privateCreator, tag);
        if (index < 0) {
            return null;
        }
        if (m_values[index] == Value.NULL) {
            return NO_STRINGS;
        }
        final VR is = understandAs(index, vr);
        try {
            final Object value = is.isStringType() ? stringValue(index) : m_values[index];
            return value == Value.NULL ? NO_STRINGS : is.form().toStringArray(value, m_bigEndian);
        } catch (final UnsupportedOperationException e) {
            return null;
        }
    }

    /**
     * @param tag an element
     * @param defVal what is returned without such a value
     * @return the value as a whole number
     */
    public int getInt(final int tag, final int defVal) {
        return getInt(null, tag, null, 0, defVal);
    }

    /**
     * @param tag an element
     * @param valueIndex which of the values, from 0
     * @param defVal what is returned without such a value
     * @return the value as a whole number
     */
    public int getInt(final int tag, final int valueIndex, final int defVal) {
        return getInt(null, tag, null, valueIndex, defVal);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @param defVal what is returned without such a value
     * @return the value as a whole number
     */
    public int getInt(final String privateCreator, final int tag, final int defVal) {
        return getInt(privateCreator, tag, null, 0, defVal);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @param vr the value representation that the element is known to have, or null for the one that was read
     * @param defVal what is returned without such a value
     * @return the value as a whole number
     */
    public int getInt(final String privateCreator, final int tag, final VR vr, final int defVal) {
        return getInt(privateCreator, tag, vr, 0, defVal);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @param valueIndex which of the values, from 0
     * @param defVal what is returned without such a value
     * @return the value as a whole number
     */
    public int getInt(final String privateCreator, final int tag, final int valueIndex, final int defVal) {
        return getInt(privateCreator, tag, null, valueIndex, defVal);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @param vr the value representation that the element is known to have, or null for the one that was read
     * @param valueIndex which of the values, from 0
     * @param defVal what is returned without such a value
     * @return the value as a whole number
     */
    public int getInt(final String privateCreator, final int tag, final VR vr, final int valueIndex, final int defVal) {
        final int index = indexOf(privateCreator, tag);
        if (index < 0 || m_values[index] == Value.NULL) {
            return defVal;
        }
        final VR is = understandAs(index, vr);
        try {
            final Object value = numericValue(index, is);
            return value == Value.NULL ? defVal : (int)is.form().toLong(value, m_bigEndian, valueIndex, defVal);
        } catch (final UnsupportedOperationException | IllegalArgumentException noNumber) {
            return defVal;
        }
    }

    /**
     * @param tag an element
     * @return all values as whole numbers; none if it is empty, null if the element is not there or has no such value
     */
    public int[] getInts(final int tag) {
        return getInts(null, tag, null);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @return all values as whole numbers; none if it is empty, null if the element is not there or has no such value
     */
    public int[] getInts(final String privateCreator, final int tag) {
        return getInts(privateCreator, tag, null);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @param vr the value representation that the element is known to have, or null for the one that was read
     * @return all values as whole numbers; none if it is empty, null if the element is not there or has no such value
     */
    public int[] getInts(final String privateCreator, final int tag, final VR vr) {
        final int index = indexOf(privateCreator, tag);
        if (index < 0) {
            return null;
        }
        if (m_values[index] == Value.NULL) {
            return new int[0];
        }
        final VR is = understandAs(index, vr);
        try {
            final Object value = numericValue(index, is);
            return value == Value.NULL ? new int[0] : toInts(is.form().toLongs(value, m_bigEndian));
        } catch (final UnsupportedOperationException | IllegalArgumentException e) {
            return null;
        }
    }

    private static int[] toInts(final long[] ls) {
        final int[] is = new int[ls.length];
        for (int i = 0; i < is.length; i++) {
            is[i] = (int)ls[i];
        }
        return is;
    }

    /**
     * @param tag an element
     * @param defVal what is returned without such a value
     * @return the value as a number
     */
    public double getDouble(final int tag, final double defVal) {
        return getDouble(null, tag, null, 0, defVal);
    }

    /**
     * @param tag an element
     * @param valueIndex which of the values, from 0
     * @param defVal what is returned without such a value
     * @return the value as a number
     */
    public double getDouble(final int tag, final int valueIndex, final double defVal) {
        return getDouble(null, tag, null, valueIndex, defVal);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @param defVal what is returned without such a value
     * @return the value as a number
     */
    public double getDouble(final String privateCreator, final int tag, final double defVal) {
        return getDouble(privateCreator, tag, null, 0, defVal);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @param vr the value representation that the element is known to have, or null for the one that was read
     * @param defVal what is returned without such a value
     * @return the value as a number
     */
    public double getDouble(final String privateCreator, final int tag, final VR vr, final double defVal) {
        return getDouble(privateCreator, tag, vr, 0, defVal);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @param valueIndex which of the values, from 0
     * @param defVal what is returned without such a value
     * @return the value as a number
     */
    public double getDouble(final String privateCreator, final int tag, final int valueIndex, final double defVal) {
        return getDouble(privateCreator, tag, null, valueIndex, defVal);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @param vr the value representation that the element is known to have, or null for the one that was read
     * @param valueIndex which of the values, from 0
     * @param defVal what is returned without such a value
     * @return the value as a number
     */
    public double getDouble(final String privateCreator, final int tag, final VR vr, final int valueIndex,
        final double defVal) {
        final int index = indexOf(privateCreator, tag);
        if (index < 0 || m_values[index] == Value.NULL) {
            return defVal;
        }
        final VR is = understandAs(index, vr);
        try {
            final Object value = numericValue(index, is);
            return value == Value.NULL ? defVal : is.form().toDouble(value, m_bigEndian, valueIndex, defVal);
        } catch (final UnsupportedOperationException | IllegalArgumentException noNumber) {
            return defVal;
        }
    }

    /**
     * @param tag an element
     * @return all values as numbers; none if it is empty, null if the element is not there or has no such value
     */
    public double[] getDoubles(final int tag) {
        return getDoubles(null, tag, null);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @return all values as numbers; none if it is empty, null if the element is not there or has no such value
     */
    public double[] getDoubles(final String privateCreator, final int tag) {
        return getDoubles(privateCreator, tag, null);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @param vr the value representation that the element is known to have, or null for the one that was read
     * @return all values as numbers; none if it is empty, null if the element is not there or has no such value
     */
    public double[] getDoubles(final String privateCreator, final int tag, final VR vr) {
        final int index = indexOf(privateCreator, tag);
        if (index < 0) {
            return null;
        }
        if (m_values[index] == Value.NULL) {
            return new double[0];
        }
        final VR is = understandAs(index, vr);
        try {
            final Object value = numericValue(index, is);
            return value == Value.NULL ? new double[0] : is.form().toDoubles(value, m_bigEndian);
        } catch (final UnsupportedOperationException | IllegalArgumentException e) {
            return null;
        }
    }

    // ---- characters

    /** @return the character set of the text of the data set, or of the one that holds it */
    public SpecificCharacterSet getSpecificCharacterSet() {
        if (m_characterSet == null) {
            final int index = indexOf(Tag.SpecificCharacterSet);
            if (index < 0) {
                // not kept: a character set may be set in the data set that holds this later on
                return m_parent != null ? m_parent.getSpecificCharacterSet() : SpecificCharacterSet.getDefaultCharacterSet();
            }
            m_characterSet = SpecificCharacterSet.valueOf(getStrings(null, Tag.SpecificCharacterSet, VR.CS));
        }
        return m_characterSet;
    }

    /**
     * @param vr a value representation
     * @return the character set of its text
     */
    public SpecificCharacterSet getSpecificCharacterSet(final VR vr) {
        return vr.useSpecificCharacterSet() ? getSpecificCharacterSet() : SpecificCharacterSet.ASCII;
    }

    /** @param codes the character set in which text is written from now on */
    public void setSpecificCharacterSet(final String... codes) {
        decodeText();
        setString(Tag.SpecificCharacterSet, VR.CS, codes);
    }

    private void decodeText() {
        for (int i = 0; i < m_size; i++) {
            if (m_values[i] instanceof Sequence seq) {
                seq.forEach(Attributes::decodeText);
            } else if (m_vrs[i].useSpecificCharacterSet()) {
                stringValue(i);
            }
        }
    }

    // ---- changes

    /**
     * @param tag an element
     * @return the value it had, or null
     */
    public Object remove(final int tag) {
        return remove(null, tag);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @return the value it had, or null
     */
    public Object remove(final String privateCreator, final int tag) {
        final int index = indexOf(privateCreator, tag);
        if (index < 0) {
            return null;
        }
        final Object value = m_values[index];
        if (value instanceof Sequence seq) {
            seq.forEach(Attributes::release);
        }
        final int moved = --m_size - index;
        System.arraycopy(m_tags, index + 1, m_tags, index, moved);
        System.arraycopy(m_vrs, index + 1, m_vrs, index, moved);
        System.arraycopy(m_values, index + 1, m_values, index, moved);
        m_values[m_size] = null;
        if (tag == Tag.SpecificCharacterSet) {
            m_characterSet = null;
        }
        return value;
    }

    /**
     * @param tag an element
     * @param vr its value representation
     * @return the value it had, or null
     */
    public Object setNull(final int tag, final VR vr) {
        return setNull(null, tag, vr);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @param vr its value representation
     * @return the value it had, or null
     */
    public Object setNull(final String privateCreator, final int tag, final VR vr) {
        return set(privateCreator, tag, vr, Value.NULL);
    }

    /**
     * @param tag an element
     * @param vr its value representation
     * @param b the value; not copied
     * @return the value it had, or null
     */
    public Object setBytes(final int tag, final VR vr, final byte[] b) {
        return setBytes(null, tag, vr, b);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @param vr its value representation
     * @param b the value; not copied
     * @return the value it had, or null
     */
    public Object setBytes(final String privateCreator, final int tag, final VR vr, final byte[] b) {
        return set(privateCreator, tag, vr, b == null || b.length == 0 ? Value.NULL : b);
    }

    /**
     * @param tag an element
     * @param vr its value representation
     * @param s the value; several are separated by a backslash
     * @return the value it had, or null
     */
    public Object setString(final int tag, final VR vr, final String s) {
        return setString(null, tag, vr, s);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @param vr its value representation
     * @param s the value; several are separated by a backslash
     * @return the value it had, or null
     */
    public Object setString(final String privateCreator, final int tag, final VR vr, final String s) {
        return set(privateCreator, tag, vr, vr.form().ofStrings(m_bigEndian, s));
    }

    /**
     * @param tag an element
     * @param vr its value representation
     * @param ss the values
     * @return the value it had, or null
     */
    public Object setString(final int tag, final VR vr, final String... ss) {
        return setString(null, tag, vr, ss);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @param vr its value representation
     * @param ss the values
     * @return the value it had, or null
     */
    public Object setString(final String privateCreator, final int tag, final VR vr, final String... ss) {
        return set(privateCreator, tag, vr, vr.form().ofStrings(m_bigEndian, ss));
    }

    /**
     * @param tag an element
     * @param vr its value representation
     * @param is the values
     * @return the value it had, or null
     */
    public Object setInt(final int tag, final VR vr, final int... is) {
        return setInt(null, tag, vr, is);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @param vr its value representation
     * @param is the values
     * @return the value it had, or null
     */
    public Object setInt(final String privateCreator, final int tag, final VR vr, final int... is) {
        return set(privateCreator, tag, vr, ofInts(vr, is));
    }

    /**
     * @param tag an element
     * @param vr its value representation
     * @param fs the values
     * @return the value it had, or null
     */
    public Object setFloat(final int tag, final VR vr, final float... fs) {
        return setFloat(null, tag, vr, fs);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @param vr its value representation
     * @param fs the values
     * @return the value it had, or null
     */
    public Object setFloat(final String privateCreator, final int tag, final VR vr, final float... fs) {
        return set(privateCreator, tag, vr, ofFloats(vr, fs));
    }

    /**
     * @param tag an element
     * @param vr its value representation
     * @param ds the values
     * @return the value it had, or null
     */
    public Object setDouble(final int tag, final VR vr, final double... ds) {
        return setDouble(null, tag, vr, ds);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @param vr its value representation
     * @param ds the values
     * @return the value it had, or null
     */
    public Object setDouble(final String privateCreator, final int tag, final VR vr, final double... ds) {
        return set(privateCreator, tag, vr, vr.form().ofDoubles(ds, m_bigEndian));
    }

    /**
     * @param tag an element
     * @param vr its value representation
     * @param value the value as it is kept
     * @return the value it had, or null
     */
    public Object setValue(final int tag, final VR vr, final Object value) {
        return setValue(null, tag, vr, value);
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @param tag an element
     * @param vr its value representation
     * @param value the value as it is kept
     * @return the value it had, or null
     */
    public Object setValue(final String privateCreator, final int tag, final VR vr, final Object value) {
        return set(privateCreator, tag, vr, value == null ? Value.NULL : value);
    }

    private Object ofInts(final VR vr, final int[] is) {
        return vr.form().ofLongs(is == null ? null : Arrays.stream(is).asLongStream().toArray(), m_bigEndian);
    }

    private Object ofFloats(final VR vr, final float[] fs) {
        if (fs == null || fs.length == 0) {
            return Value.NULL;
        }
        if (vr == VR.DS) {
            final String[] ss = new String[fs.length];
            for (int i = 0; i < ss.length; i++) {
                ss[i] = ValueForm.decimal(fs[i]);
            }
            return vr.form().ofStrings(m_bigEndian, ss);
        }
        final double[] ds = new double[fs.length];
        for (int i = 0; i < ds.length; i++) {
            ds[i] = fs[i];
        }
        return vr.form().ofDoubles(ds, m_bigEndian);
    }

    /**
     * @param tag an element
     * @param initialCapacity for how many items
     * @return a new empty sequence
     */
    public Sequence newSequence(final int tag, final int initialCapacity) {
        return newSequence(null, tag, initialCapacity);
    }

    /**
     * @param privateCreator who reserves the element's block, or null
     * @param tag an element
     * @param initialCapacity for how many items
     * @return a new empty sequence
     */
    public Sequence newSequence(final String privateCreator, final int tag, final int initialCapacity) {
        final Sequence seq = new Sequence(this, privateCreator, tag, initialCapacity);
        set(privateCreator, tag, VR.SQ, seq);
        return seq;
    }

    /**
     * @param tag an element
     * @param vr its value representation
     * @param initialCapacity for how many fragments
     * @return new encapsulated pixel data
     */
    public Fragments newFragments(final int tag, final VR vr, final int initialCapacity) {
        return newFragments(null, tag, vr, initialCapacity);
    }

    /**
     * @param privateCreator who reserves the element's block, or null
     * @param tag an element
     * @param vr its value representation
     * @param initialCapacity for how many fragments
     * @return new encapsulated pixel data
     */
    public Fragments newFragments(final String privateCreator, final int tag, final VR vr, final int initialCapacity) {
        final Fragments fragments = new Fragments(vr, m_bigEndian, initialCapacity);
        set(privateCreator, tag, vr, fragments);
        return fragments;
    }

    private Object set(final String privateCreator, final int tag, final VR vr, final Object value) {
        if (vr == null) {
            throw new NullPointerException("vr");
        }
        if (privateCreator != null) {
            return set(TagUtils.toPrivateTag(creatorTag(privateCreator, tag, true), tag), vr, value);
        }
        // lengths of groups are computed when a data set is written
        return TagUtils.isGroupLength(tag) ? null : set(tag, vr, value);
    }

    private Object set(final int tag, final VR vr, final Object value) {
        if (tag == Tag.SpecificCharacterSet) {
            m_characterSet = null;
        }
        int index = indexOf(tag);
        if (index >= 0) {
            final Object old = m_values[index];
            m_vrs[index] = vr;
            m_values[index] = value;
            return old;
        }
        index = -index - 1;
        if (m_size == m_tags.length) {
            resize(Math.max(8, m_size + (m_size >> 1)));
        }
        System.arraycopy(m_tags, index, m_tags, index + 1, m_size - index);
        System.arraycopy(m_vrs, index, m_vrs, index + 1, m_size - index);
        System.arraycopy(m_values, index, m_values, index + 1, m_size - index);
        m_tags[index] = tag;
        m_vrs[index] = vr;
        m_values[index] = value;
        m_size++;
        return null;
    }

    private void resize(final int capacity) {
        m_tags = Arrays.copyOf(m_tags, capacity);
        m_vrs = Arrays.copyOf(m_vrs, capacity);
        m_values = Arrays.copyOf(m_values, capacity);
    }

    /**
     * @param other whose elements are copied into this
     * @return whether there were any
     */
    public boolean addAll(final Attributes other) {
        for (int i = 0; i < other.m_size; i++) {
            copy(other, i);
        }
        return other.m_size > 0;
    }

    /**
     * @param other whose elements are copied into this
     * @param selection the tags to copy, in ascending order
     * @return whether there were any
     */
    public boolean addSelected(final Attributes other, final int... selection) {
        boolean any = false;
        for (final int tag : selection) {
            final int index = other.indexOf(tag);
            if (index >= 0) {
                copy(other, index);
                any = true;
            }
        }
        return any;
    }

    private void copy(final Attributes other, final int index) {
        final VR vr = other.m_vrs[index];
        final int tag = other.m_tags[index];
        final Object value = vr.useSpecificCharacterSet() ? other.stringValue(index) : other.m_values[index];
        if (value instanceof Sequence seq) {
            final Sequence copies = newSequence(tag, seq.size());
            for (final Attributes item : seq) {
                copies.add(new Attributes(item, m_bigEndian));
            }
        } else if (value instanceof Fragments fragments) {
            final Fragments copies = newFragments(tag, vr, fragments.size());
            for (final Object fragment : fragments) {
                copies.add(fragment instanceof byte[] b && m_bigEndian != other.m_bigEndian ? vr.toggleEndian(b, true)
                    : fragment);
            }
        } else if (value instanceof byte[] b && m_bigEndian != other.m_bigEndian) {
            set(tag, vr, vr.toggleEndian(b, true));
        } else {
            set(tag, vr, value);
        }
    }

    // ---- writing

    /**
     * @param encOpts how the data set is laid out
     * @param explicitVR whether value representations are written
     * @return bytes of the elements
     */
    public int calcLength(final DicomEncodingOptions encOpts, final boolean explicitVR) {
        int length = 0;
        int group = -1;
        for (int i = 0; i < m_size; i++) {
            if (encOpts.groupLength && m_tags[i] >>> 16 != group) {
                group = m_tags[i] >>> 16;
                length += 12;
            }
            length += encodedLength(i, encOpts, explicitVR);
        }
        return length;
    }

    private int encodedLength(final int index, final DicomEncodingOptions encOpts, final boolean explicitVR) {
        final VR vr = m_vrs[index];
        final int header = explicitVR ? vr.headerLength() : 8;
        if (m_values[index] instanceof Value v) {
            return header + v.calcLength(encOpts, explicitVR, vr);
        }
        final byte[] b = vr.form().encode(m_values[index], getSpecificCharacterSet(vr));
        return (explicitVR && b.length > 0xffff ? 12 : header) + (b.length + 1 & ~1);
    }

    /**
     * @param out where the elements go
     * @throws IOException if writing fails
     */
    public void writeTo(final DicomOutputStream out) throws IOException {
        // tags are kept as signed numbers: groups from 8000 on come first here and last in the stream
        int first = 0;
        while (first < m_size && m_tags[first] < 0) {
            first++;
        }
        writeTo(out, first, m_size);
        writeTo(out, 0, first);
    }

    private void writeTo(final DicomOutputStream out, final int from, final int to) throws IOException {
        final DicomEncodingOptions encOpts = out.getEncodingOptions();
        int group = -1;
        for (int i = from; i < to; i++) {
            if (encOpts.groupLength && m_tags[i] >>> 16 != group) {
                group = m_tags[i] >>> 16;
                int length = 0;
                for (int j = i; j < to && m_tags[j] >>> 16 == group; j++) {
                    length += encodedLength(j, encOpts, out.isExplicitVR());
                }
                out.writeGroupLength(group << 16, length);
            }
            out.writeAttribute(m_tags[i], m_vrs[i], m_values[i], getSpecificCharacterSet(m_vrs[i]));
        }
    }

    /**
     * @param out where the data set goes as an item of a sequence
     * @throws IOException if writing fails
     */
    public void writeItemTo(final DicomOutputStream out) throws IOException {
        final DicomEncodingOptions encOpts = out.getEncodingOptions();
        final boolean undefined = isEmpty() ? encOpts.undefEmptyItemLength : encOpts.undefItemLength;
        out.writeHeader(Tag.Item, null, undefined ? -1 : calcLength(encOpts, out.isExplicitVR()));
        writeTo(out);
        if (undefined) {
            out.writeHeader(Tag.ItemDelimitationItem, null, 0);
        }
    }

    /**
     * @param out where the elements, all of one group, go with their group's length before them
     * @param groupLengthTag the tag of the group's length
     * @throws IOException if writing fails
     */
    public void writeGroupTo(final DicomOutputStream out, final int groupLengthTag) throws IOException {
        if (isEmpty()) {
            throw new IllegalStateException("there is no element");
        }
        int length = 0;
        for (int i = 0; i < m_size; i++) {
            if (TagUtils.groupLengthTagOf(m_tags[i]) != groupLengthTag) {
                throw new IllegalStateException(TagUtils.toString(m_tags[i]) + " does not belong to group "
                    + TagUtils.shortToHexString(groupLengthTag >>> 16));
            }
            length += encodedLength(i, out.getEncodingOptions(), out.isExplicitVR());
        }
        out.writeGroupLength(groupLengthTag, length);
        for (int i = 0; i < m_size; i++) {
            out.writeAttribute(m_tags[i], m_vrs[i], m_values[i], getSpecificCharacterSet(m_vrs[i]));
        }
    }

    /**
     * @param tsuid a transfer syntax
     * @return the file meta information (DICOM PS3.10 section 7.1) for this data set
     */
    public Attributes createFileMetaInformation(final String tsuid) {
        return createFileMetaInformation(getString(Tag.SOPInstanceUID), getString(Tag.SOPClassUID), tsuid);
    }

    /**
     * @param iuid the instance
     * @param cuid its class
     * @param tsuid a transfer syntax
     * @return the file meta information (DICOM PS3.10 section 7.1)
     */
    public static Attributes createFileMetaInformation(final String iuid, final String cuid, final String tsuid) {
        final Attributes fmi = new Attributes(6);
        fmi.setBytes(Tag.FileMetaInformationVersion, VR.OB, new byte[]{0, 1});
        fmi.setString(Tag.MediaStorageSOPClassUID, VR.UI, required("SOPClassUID (0008,0016)", cuid));
        fmi.setString(Tag.MediaStorageSOPInstanceUID, VR.UI, required("SOPInstanceUID (0008,0018)", iuid));
        fmi.setString(Tag.TransferSyntaxUID, VR.UI, required("TransferSyntaxUID (0002,0010)", tsuid));
        fmi.setString(Tag.ImplementationClassUID, VR.UI, "2.25.185206170405671418735240373352146184317");
        fmi.setString(Tag.ImplementationVersionName, VR.SH, "PETCTFLOW");
        return fmi;
    }

    private static String required(final String name, final String uid) {
        if (uid == null || uid.isEmpty()) {
            throw new IllegalArgumentException("there is no " + name);
        }
        return uid;
    }

    private void writeObject(final ObjectOutputStream out) throws IOException {
        throw new NotSerializableException(getClass().getName());
    }

    private void readObject(final ObjectInputStream in) throws IOException {
        throw new NotSerializableException(getClass().getName());
    }
}
