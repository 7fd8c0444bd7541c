package org.dcm4che3.io;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.File;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.ElementDictionary;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.util.TagUtils;

/**
 * Reads data sets as DICOM PS3.5 and files as PS3.10 lay them out: implicit and explicit value representation, little and
 * big endian, deflated, encapsulated pixel data, nested sequences of defined and undefined length, sequences in UN elements
 * (PS3.5 section 6.2.2), files without preamble or file meta information.
 *
 * <p>A stream that breaks the rules ends in an {@link IOException} that names the element and its offset. This stand-in is
 * stricter than the real library where that protects memory and time: sequences may nest {@value #MAX_DEPTH} deep, a value
 * is allocated no faster than its bytes arrive, a deflated stream may grow by a bounded factor, items may not exceed their
 * sequence, and only few elements may be out of order.
 */
public class DicomInputStream extends FilterInputStream implements DicomInputHandler {

    private static final int MAX_DEPTH = 64;

    /** Elements of one data set that may have a lower tag than the one before: each costs a search and a move. */
    private static final int MAX_OUT_OF_ORDER = 1024;

    private static final int PREAMBLE = 128;

    private static final int UNDEFINED = -1;

    private static final int UN_CODE = VR.UN.code();

    private static final int FIRST_CHUNK = 1 << 16;

    private final byte[] m_buffer = new byte[12];

    private String m_transferSyntax;

    private byte[] m_preamble;

    private boolean m_hasFileMetaInformation;

    private Attributes m_fileMetaInformation;

    private long m_fileMetaInformationEnd = -1;

    private boolean m_bigEndian;

    private boolean m_explicitVR;

    private long m_position;

    private long m_marked;

    /** Where the stream ends, -1 if that isn't known. */
    private long m_end = -1;

    private int m_tag;

    private long m_tagPosition;

    private VR m_vr;

    private int m_encodedVR;

    private long m_length;

    private int m_depth;

    private DicomInputHandler m_handler = this;

    private Inflater m_inflater;

    /**
     * @param in a data set without file meta information
     * @param tsuid its transfer syntax
     * @throws IOException if reading fails
     */
    public DicomInputStream(final InputStream in, final String tsuid) throws IOException {
        super(markable(in));
        m_end = knownEnd(in);
        switchTransferSyntax(tsuid);
    }

    /**
     * @param in a file, or a data set of which the transfer syntax is guessed from its first element
     * @throws IOException if reading fails or it isn't DICOM
     */
    public DicomInputStream(final InputStream in) throws IOException {
        super(markable(in));
        m_end = knownEnd(in);
        begin();
    }

    /**
     * @param file a file
     * @throws IOException if reading fails or it isn't DICOM
     */
    public DicomInputStream(final File file) throws IOException {
        super(new BufferedInputStream(new FileInputStream(file)));
        try {
            final long length = file.length();
            m_end = length > 0 ? length : -1;
            begin();
        } catch (final IOException e) {
            in.close();
            throw e;
        }
    }

    /**
     * @param buf the value of an unknown element that holds a sequence
     * @param attrs takes the sequence
     * @param sqtag the element
     * @throws IOException if it is no sequence
     */
    public static void parseUNSequence(final byte[] buf, final Attributes attrs, final int sqtag) throws IOException {
        try (DicomInputStream dis = new DicomInputStream(new ByteArrayInputStream(buf),
            attrs.bigEndian() ? UID.ExplicitVRBigEndian : UID.ExplicitVRLittleEndian)) {
            dis.m_encodedVR = UN_CODE;
            dis.m_tag = sqtag;
            dis.readSequence(buf.length, attrs, sqtag);
        }
    }

    private static InputStream markable(final InputStream in) {
        return in.markSupported() ? in : new BufferedInputStream(in);
    }

    private static long knownEnd(final InputStream in) {
        return in instanceof ByteArrayInputStream bytes ? bytes.available() : -1;
    }

    static boolean isDeflated(final String tsuid) {
        return tsuid.equals(UID.DeflatedExplicitVRLittleEndian) || tsuid.equals(UID.JPIPReferencedDeflate)
            || tsuid.equals(UID.JPIPHTJ2KReferencedDeflate);
    }

    // ---- how a stream begins

    private void begin() throws IOException {
        mark(PREAMBLE + 12);
        byte[] start = readUpTo(PREAMBLE + 12);
        reset();
        if (start.length > PREAMBLE + 4 && start[PREAMBLE] == 'D' && start[PREAMBLE + 1] == 'I'
            && start[PREAMBLE + 2] == 'C' && start[PREAMBLE + 3] == 'M') {
            m_preamble = new byte[PREAMBLE];
            readFully(m_preamble);
            skipFully(4);
            mark(PREAMBLE);
            start = readUpTo(PREAMBLE);
            reset();
        }
        if (start.length < 8 || !guess(start, false) && !guess(start, true)) {
            throw new DicomStreamException("Not a DICOM stream: no data element at offset " + m_position);
        }
        m_hasFileMetaInformation = TagUtils.isFileMetaInformation(tag(start, m_bigEndian));
    }

    private byte[] readUpTo(final int n) throws IOException {
        final byte[] b = new byte[n];
        int length = 0;
        for (int r = read(b, 0, n); r > 0; r = read(b, length, n - length)) {
            length += r;
            if (length == n) {
                break;
            }
        }
        return Arrays.copyOf(b, length);
    }

    /** Whether the first element is one that the dictionary knows, in the representation it should have. */
    private boolean guess(final byte[] start, final boolean bigEndian) throws DicomStreamException {
        final VR vr = ElementDictionary.vrOf(tag(start, bigEndian), null);
        if (vr == VR.UN) {
            return false;
        }
        if (((start[4] & 0xff) << 8 | start[5] & 0xff) == vr.code()) {
            m_transferSyntax = bigEndian ? UID.ExplicitVRBigEndian : UID.ExplicitVRLittleEndian;
            m_bigEndian = bigEndian;
            m_explicitVR = true;
            return true;
        }
        // the first element of a composite object is short: a length that fits is a sign of implicit representation
        final int length = number(start, 4, 4, bigEndian);
        if (length < 0 || 8 + length > Math.max(start.length, PREAMBLE + 6)) {
            return false;
        }
        if (bigEndian) {
            throw new DicomStreamException("Not a DICOM stream: implicit VR with big endian byte order at offset "
                + m_position);
        }
        m_transferSyntax = UID.ImplicitVRLittleEndian;
        m_bigEndian = false;
        m_explicitVR = false;
        return true;
    }

    private void switchTransferSyntax(final String tsuid) throws IOException {
        m_transferSyntax = tsuid;
        m_bigEndian = tsuid.equals(UID.ExplicitVRBigEndian);
        m_explicitVR = !tsuid.equals(UID.ImplicitVRLittleEndian);
        if (isDeflated(tsuid)) {
            mark(2);
            final byte[] start = readUpTo(2);
            reset();
            // PS3.5 section A.5 wants the bare deflate format; some writers add zlib's header
            final boolean zlib = start.length == 2 && start[0] == 0x78 && start[1] == (byte)0x9c;
            m_inflater = new Inflater(!zlib);
            in = new BufferedInputStream(new BoundedInflation(in, m_inflater), 1 << 13);
            m_end = -1;
        }
    }

    /** Refuses to inflate what grows out of all proportion. */
    private static final class BoundedInflation extends InflaterInputStream {

        private static final long FREE = 16L << 20;

        private static final long FACTOR = 64;

        BoundedInflation(final InputStream in, final Inflater inflater) {
            super(in, inflater, 1 << 13);
        }

        @Override
        public int read(final byte[] b, final int off, final int len) throws IOException {
            final int n;
            try {
                n = super.read(b, off, len);
            } catch (final ZipException e) {
                throw new DicomStreamException("The deflated data set is corrupt after " + inf.getBytesRead()
                    + " of its bytes: " + e.getMessage(), e);
            }
            if (inf.getBytesWritten() > FREE + FACTOR * inf.getBytesRead()) {
                throw new DicomStreamException("The deflated data set grows more than " + FACTOR + "-fold: "
                    + inf.getBytesRead() + " bytes became " + inf.getBytesWritten());
            }
            return n;
        }
    }

    // ---- where the stream stands

    /** @return the transfer syntax of what comes next */
    public final String getTransferSyntax() {
        return m_transferSyntax;
    }

    /** @return the first 128 bytes of a file, null if it has no preamble */
    public final byte[] getPreamble() {
        return m_preamble;
    }

    /**
     * @return the file meta information, null if the stream has none
     * @throws IOException if reading fails
     */
    public Attributes getFileMetaInformation() throws IOException {
        readFileMetaInformation();
        return m_fileMetaInformation;
    }

    /** @param handler takes the parts of a data set as they are read */
    public final void setDicomInputHandler(final DicomInputHandler handler) {
        if (handler == null) {
            throw new NullPointerException("handler");
        }
        m_handler = handler;
    }

    /** @return in how many sequences the current element lies */
    public final int level() {
        return m_depth;
    }

    /** @return the current element */
    public final int tag() {
        return m_tag;
    }

    /** @return the current element's value representation, null for items and delimiters */
    public final VR vr() {
        return m_vr;
    }

    /** @return the current value's length; negative from 2^31 on, -1 for an undefined one */
    public final int length() {
        return (int)m_length;
    }

    /** @return the current value's length, -1 for an undefined one */
    public long unsignedLength() {
        return m_length;
    }

    /** @return how many bytes were read (of the inflated bytes in a deflated stream) */
    public final long getPosition() {
        return m_position;
    }

    /** @return where the current element's header starts */
    public long getTagPosition() {
        return m_tagPosition;
    }

    /** @return whether the most significant byte comes first */
    public final boolean bigEndian() {
        return m_bigEndian;
    }

    /** @return whether value representations are in the stream */
    public final boolean explicitVR() {
        return m_explicitVR;
    }

    private String where() {
        return TagUtils.toString(m_tag) + " at offset " + m_tagPosition;
    }

    // ---- bytes

    @Override
    public void close() throws IOException {
        if (m_inflater != null) {
            m_inflater.end();
        }
        super.close();
    }

    @Override
    public synchronized void mark(final int readlimit) {
        super.mark(readlimit);
        m_marked = m_position;
    }

    @Override
    public synchronized void reset() throws IOException {
        super.reset();
        m_position = m_marked;
    }

    @Override
    public final int read() throws IOException {
        final int b = super.read();
        if (b >= 0) {
            m_position++;
        }
        return b;
    }

    @Override
    public final int read(final byte[] b, final int off, final int len) throws IOException {
        final int n = super.read(b, off, len);
        if (n > 0) {
            m_position += n;
        }
        return n;
    }

    @Override
    public final int read(final byte[] b) throws IOException {
        return read(b, 0, b.length);
    }

    @Override
    public final long skip(final long n) throws IOException {
        final long skipped = super.skip(n);
        m_position += skipped;
        return skipped;
    }

    /**
     * @param n bytes to skip
     * @throws IOException if reading fails or the stream ends before
     */
    public void skipFully(final long n) throws IOException {
        if (m_end >= 0 && n > m_end - m_position) {
            throw new EOFException("Length " + n + " of " + where() + " exceeds the " + (m_end - m_position)
                + " bytes that are left");
        }
        long left = n;
        while (left > 0) {
            final long skipped = skip(left);
            if (skipped > 0) {
                left -= skipped;
            } else if (read() < 0) {
                throw new EOFException("The stream ends within " + where());
            } else {
                left--;
            }
        }
    }

    /**
     * @param b takes as many bytes as fit
     * @throws IOException if reading fails or the stream ends before
     */
    public void readFully(final byte[] b) throws IOException {
        readFully(b, 0, b.length);
    }

    /**
     * @param b takes the bytes
     * @param off from where on
     * @param len how many
     * @throws IOException if reading fails or the stream ends before
     */
    public void readFully(final byte[] b, final int off, final int len) throws IOException {
        int done = 0;
        while (done < len) {
            final int n = read(b, off + done, len - done);
            if (n < 0) {
                throw new EOFException("The stream ends at offset " + m_position + ", within " + where());
            }
            done += n;
        }
    }

    private static int number(final byte[] b, final int offset, final int bytes, final boolean bigEndian) {
        int v = 0;
        for (int i = 0; i < bytes; i++) {
            v = v << 8 | b[bigEndian ? offset + i : offset + bytes - 1 - i] & 0xff;
        }
        return v;
    }

    private static int tag(final byte[] b, final boolean bigEndian) {
        return number(b, 0, 2, bigEndian) << 16 | number(b, 2, 2, bigEndian);
    }

    // ---- headers

    /**
     * Reads an element's tag, value representation and length.
     *
     * @throws IOException if reading fails or the stream ends
     */
    public void readHeader() throws IOException {
        m_tagPosition = m_position;
        final byte[] b = m_buffer;
        readFully(b, 0, 8);
        m_tag = tag(b, m_bigEndian);
        m_encodedVR = 0;
        if (TagUtils.isItem(m_tag)) {
            m_vr = null;
        } else if (m_explicitVR) {
            m_encodedVR = number(b, 4, 2, true);
            m_vr = VR.valueOf(m_encodedVR);
            if (m_vr == null) {
                m_vr = ElementDictionary.vrOf(m_tag, null);
            }
            if (m_vr.headerLength() == 8) {
                m_length = number(b, 6, 2, m_bigEndian);
                return;
            }
            readFully(b, 4, 4);
        } else {
            m_vr = VR.UN;
        }
        final int length = number(b, 4, 4, m_bigEndian);
        m_length = length == UNDEFINED ? UNDEFINED : length & 0xffffffffL;
    }

    /**
     * @return whether an item follows; false at the end of the sequence
     * @throws IOException if reading fails or something else follows
     */
    public boolean readItemHeader() throws IOException {
        readHeader();
        if (m_tag == Tag.Item) {
            return true;
        }
        if (m_tag == Tag.SequenceDelimitationItem) {
            if (m_length > 0) {
                skipFully(m_length);
            }
            return false;
        }
        throw new DicomStreamException("An item was expected, but there is " + where());
    }

    // ---- data sets

    /**
     * @return the data set up to the end of the stream
     * @throws IOException if reading fails
     */
    public Attributes readDataset() throws IOException {
        return readDataset(dis -> false);
    }

    /**
     * @return the data set up to its pixel data, of which the header is read
     * @throws IOException if reading fails
     */
    public Attributes readDatasetUntilPixelData() throws IOException {
        return readDataset(dis -> dis.m_tag == Tag.PixelData);
    }

    /**
     * @param stopTag where to stop, -1 for the end of the stream
     * @return the data set up to the first element of at least that tag, of which the header is read
     * @throws IOException if reading fails
     */
    public Attributes readDataset(final int stopTag) throws IOException {
        return readDataset(dis -> stopTag != -1 && Integer.compareUnsigned(dis.m_tag, stopTag) >= 0);
    }

    /**
     * @param stopPredicate whether to stop; asked behind each header that isn't in a sequence
     * @return the data set up to there
     * @throws IOException if reading fails
     */
    public Attributes readDataset(final Predicate<DicomInputStream> stopPredicate) throws IOException {
        m_handler.startDataset(this);
        readFileMetaInformation();
        final Attributes attrs = new Attributes(m_bigEndian, 64);
        readAttributes(attrs, UNDEFINED, stopPredicate);
        attrs.trimToSize();
        m_handler.endDataset(this);
        return attrs;
    }

    /**
     * @return the file meta information, null if the stream has none
     * @throws IOException if reading fails
     */
    public Attributes readFileMetaInformation() throws IOException {
        if (!m_hasFileMetaInformation || m_fileMetaInformation != null) {
            return m_fileMetaInformation;
        }
        final Attributes attrs = new Attributes(m_bigEndian, 9);
        while (m_position != m_fileMetaInformationEnd) {
            mark(16);
            try {
                readHeader();
            } catch (final EOFException e) {
                if (m_position == m_tagPosition) {
                    break;
                }
                throw e;
            }
            if (!TagUtils.isFileMetaInformation(m_tag)) {
                // without the group's length its end shows in the next group
                reset();
                break;
            }
            if (m_vr == VR.UN) {
                m_vr = ElementDictionary.vrOf(m_tag, null);
            }
            m_handler.readValue(this, attrs);
        }
        m_fileMetaInformation = attrs;
        switchTransferSyntax(attrs.getString(Tag.TransferSyntaxUID, UID.ExplicitVRLittleEndian));
        return attrs;
    }

    /**
     * @param attrs takes the elements
     * @param len how many bytes, -1 for up to the end of the stream
     * @param stopPredicate whether to stop; asked behind each header that isn't in a sequence
     * @throws IOException if reading fails
     */
    public void readAttributes(final Attributes attrs, final long len, final Predicate<DicomInputStream> stopPredicate)
        throws IOException {
        final boolean undefined = len == UNDEFINED;
        final long end = m_position + len;
        int last = 0;
        int outOfOrder = 0;
        while (undefined || m_position < end) {
            try {
                readHeader();
            } catch (final EOFException e) {
                if (undefined && m_position == m_tagPosition && m_depth == 0) {
                    break;
                }
                throw e;
            }
            if (stopPredicate.test(this)) {
                break;
            }
            if (m_vr == null) {
                skipStray();
                continue;
            }
            if (Integer.compareUnsigned(m_tag, last) < 0 && ++outOfOrder > MAX_OUT_OF_ORDER) {
                throw new DicomStreamException("More than " + MAX_OUT_OF_ORDER + " elements are out of order, the last one "
                    + where());
            }
            last = m_tag;
            if (m_vr == VR.UN) {
                m_vr = vrOfUnknown(attrs);
            }
            m_handler.readValue(this, attrs);
        }
        if (!undefined && m_position > end) {
            throw new DicomStreamException(where() + " ends " + (m_position - end) + " bytes behind the item that holds it");
        }
    }

    /** A delimiter that delimits nothing is passed over. */
    private void skipStray() throws IOException {
        if (m_length == UNDEFINED) {
            throw new DicomStreamException("An item outside of a sequence: " + where());
        }
        skipFully(m_length);
    }

    private VR vrOfUnknown(final Attributes attrs) {
        switch (m_tag) {
            case Tag.SmallestValidPixelValue, Tag.LargestValidPixelValue, Tag.SmallestImagePixelValue,
                Tag.LargestImagePixelValue, Tag.SmallestPixelValueInSeries, Tag.LargestPixelValueInSeries,
                Tag.SmallestImagePixelValueInPlane, Tag.LargestImagePixelValueInPlane, Tag.PixelPaddingValue,
                Tag.PixelPaddingRangeLimit, Tag.GrayLookupTableDescriptor, Tag.RedPaletteColorLookupTableDescriptor,
                Tag.GreenPaletteColorLookupTableDescriptor, Tag.BluePaletteColorLookupTableDescriptor,
                Tag.LargeRedPaletteColorLookupTableDescriptor, Tag.LargeGreenPaletteColorLookupTableDescriptor,
                Tag.LargeBluePaletteColorLookupTableDescriptor, Tag.RealWorldValueLastValueMapped,
                Tag.RealWorldValueFirstValueMapped, Tag.HistogramFirstBinValue, Tag.HistogramLastBinValue:
                return attrs.getRoot().getInt(Tag.PixelRepresentation, 0) == 0 ? VR.US : VR.SS;
            default:
                final VR vr = ElementDictionary.vrOf(m_tag, attrs.getPrivateCreator(m_tag));
                return vr == VR.UN && m_length == UNDEFINED ? VR.SQ : vr;
        }
    }

    @Override
    public void readValue(final DicomInputStream dis, final Attributes attrs) throws IOException {
        if (m_length == 0) {
            attrs.setNull(m_tag, m_vr);
        } else if (m_vr == VR.SQ) {
            readSequence(m_length, attrs, m_tag);
        } else if (m_length == UNDEFINED) {
            readFragments(attrs, m_tag, m_vr);
        } else {
            final byte[] b = readValue();
            if (m_bigEndian != attrs.bigEndian()) {
                m_vr.toggleEndian(b, false);
            }
            if (m_tag == Tag.FileMetaInformationGroupLength && b.length == 4) {
                m_fileMetaInformationEnd = m_position + number(b, 0, 4, m_bigEndian);
            }
            attrs.setBytes(m_tag, m_vr, b);
        }
    }

    @Override
    public void readValue(final DicomInputStream dis, final Sequence seq) throws IOException {
        final Attributes item = new Attributes(seq.getParent().bigEndian(), 0);
        seq.add(item);
        if (m_length != 0) {
            readItemValue(item, m_length);
            item.trimToSize();
        }
    }

    /**
     * @param attrs takes the item's elements
     * @param length the item's length, -1 for an undefined one
     * @throws IOException if reading fails
     */
    public void readItemValue(final Attributes attrs, final long length) throws IOException {
        readAttributes(attrs, length, dis -> dis.m_tag == Tag.ItemDelimitationItem);
    }

    @Override
    public void readValue(final DicomInputStream dis, final Fragments frags) throws IOException {
        final byte[] b = readValue();
        if (m_bigEndian != frags.bigEndian()) {
            frags.vr().toggleEndian(b, false);
        }
        frags.add(b);
    }

    @Override
    public void startDataset(final DicomInputStream dis) {
        // nobody wants to know
    }

    @Override
    public void endDataset(final DicomInputStream dis) {
        // nobody wants to know
    }

    private void readSequence(final long length, final Attributes attrs, final int sqtag) throws IOException {
        if (length == 0) {
            attrs.setNull(sqtag, VR.SQ);
            return;
        }
        if (m_depth == MAX_DEPTH) {
            throw new DicomStreamException("More than " + MAX_DEPTH + " sequences lie in each other: " + where());
        }
        final long start = m_tagPosition;
        final Sequence seq = attrs.newSequence(sqtag, 0);
        final boolean undefined = length == UNDEFINED;
        final long end = m_position + length;
        final boolean explicitVR = m_explicitVR;
        final boolean bigEndian = m_bigEndian;
        if (m_encodedVR == UN_CODE && !looksExplicit()) {
            // a sequence that its sender did not know is in implicit VR little endian (PS3.5 section 6.2.2)
            m_explicitVR = false;
            m_bigEndian = false;
        }
        m_depth++;
        while ((undefined || m_position < end) && readItemHeader()) {
            m_handler.readValue(this, seq);
        }
        m_depth--;
        m_explicitVR = explicitVR;
        m_bigEndian = bigEndian;
        if (!undefined && m_position != end) {
            throw new DicomStreamException("The sequence " + TagUtils.toString(sqtag) + " at offset " + start + " has length "
                + length + ", but its items end at offset " + m_position);
        }
        if (seq.isEmpty()) {
            attrs.setNull(sqtag, VR.SQ);
        } else {
            seq.trimToSize();
        }
    }

    /** Whether the first element of the first item has a value representation. */
    private boolean looksExplicit() throws IOException {
        mark(14);
        final byte[] b = readUpTo(14);
        reset();
        return b.length == 14 && VR.valueOf(number(b, 12, 2, true)) != null;
    }

    private void readFragments(final Attributes attrs, final int tag, final VR vr) throws IOException {
        final Fragments fragments = new Fragments(vr, attrs.bigEndian(), 0);
        m_depth++;
        while (readItemHeader()) {
            if (m_length == UNDEFINED) {
                throw new DicomStreamException("A fragment of undefined length: " + where());
            }
            m_handler.readValue(this, fragments);
        }
        m_depth--;
        if (fragments.isEmpty()) {
            attrs.setNull(tag, vr);
        } else {
            fragments.trimToSize();
            attrs.setValue(tag, vr, fragments);
        }
    }

    /**
     * @return the current element's value
     * @throws IOException if reading fails or the stream ends before
     */
    public byte[] readValue() throws IOException {
        if (m_length < 0 || m_length > Integer.MAX_VALUE - 8) {
            throw new DicomStreamException("The value of " + where() + " is too long: " + m_length + " bytes");
        }
        final int length = (int)m_length;
        if (m_end >= 0) {
            if (length > m_end - m_position) {
                throw new EOFException("Length " + length + " of " + where() + " exceeds the " + (m_end - m_position)
                    + " bytes that are left");
            }
            final byte[] b = new byte[length];
            readFully(b);
            return b;
        }
        // nobody knows how much there is: take memory only as bytes arrive
        byte[] b = new byte[Math.min(length, FIRST_CHUNK)];
        int done = 0;
        while (true) {
            readFully(b, done, b.length - done);
            done = b.length;
            if (done == length) {
                return b;
            }
            b = Arrays.copyOf(b, (int)Math.min(length, 2L * done));
        }
    }
}
