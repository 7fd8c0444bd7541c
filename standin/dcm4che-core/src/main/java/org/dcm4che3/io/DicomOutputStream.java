package org.dcm4che3.io;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.SpecificCharacterSet;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.data.Value;
import org.dcm4che3.util.TagUtils;

/** Writes data sets as DICOM PS3.5 and files as PS3.10 say. */
public class DicomOutputStream extends FilterOutputStream {

    private final byte[] m_header = new byte[12];

    private byte[] m_preamble = new byte[128];

    private boolean m_explicitVR;

    private boolean m_bigEndian;

    private DicomEncodingOptions m_encodingOptions = DicomEncodingOptions.DEFAULT;

    private Deflater m_deflater;

    private OutputStream m_deflatedInto;

    private boolean m_finished;

    /**
     * @param out where to
     * @param tsuid the transfer syntax; that of the file meta information for a file
     * @throws IOException if writing fails
     */
    public DicomOutputStream(final OutputStream out, final String tsuid) throws IOException {
        super(out);
        switchTransferSyntax(tsuid);
    }

    /**
     * @param file the file to write
     * @throws IOException if it cannot be written
     */
    public DicomOutputStream(final File file) throws IOException {
        this(new BufferedOutputStream(new FileOutputStream(file)), UID.ExplicitVRLittleEndian);
    }

    /** @param preamble 128 bytes that a file starts with */
    public final void setPreamble(final byte[] preamble) {
        if (preamble.length != 128) {
            throw new IllegalArgumentException("a preamble has 128 bytes, but there were " + preamble.length);
        }
        m_preamble = preamble.clone();
    }

    /** @return whether value representations are written */
    public final boolean isExplicitVR() {
        return m_explicitVR;
    }

    /** @return whether the most significant byte comes first */
    public final boolean isBigEndian() {
        return m_bigEndian;
    }

    /** @return how data sets are laid out */
    public final DicomEncodingOptions getEncodingOptions() {
        return m_encodingOptions;
    }

    /** @param encOpts how data sets are laid out */
    public final void setEncodingOptions(final DicomEncodingOptions encOpts) {
        if (encOpts == null) {
            throw new NullPointerException("encOpts");
        }
        m_encodingOptions = encOpts;
    }

    @Override
    public void write(final byte[] b, final int off, final int len) throws IOException {
        out.write(b, off, len);
    }

    /**
     * @param fmi file meta information
     * @throws IOException if writing fails
     */
    public void writeFileMetaInformation(final Attributes fmi) throws IOException {
        if (!m_explicitVR || m_bigEndian || m_deflater != null) {
            throw new IllegalStateException("file meta information is written in explicit VR little endian");
        }
        write(m_preamble);
        write(new byte[]{'D', 'I', 'C', 'M'});
        fmi.writeGroupTo(this, Tag.FileMetaInformationGroupLength);
    }

    /**
     * @param fmi file meta information, null for a data set alone
     * @param dataset a data set
     * @throws IOException if writing fails
     */
    public void writeDataset(final Attributes fmi, final Attributes dataset) throws IOException {
        if (fmi != null) {
            writeFileMetaInformation(fmi);
            switchTransferSyntax(fmi.getString(Tag.TransferSyntaxUID, null));
        }
        (dataset.bigEndian() == m_bigEndian ? dataset : new Attributes(dataset, m_bigEndian)).writeTo(this);
    }

    /** @param tsuid the transfer syntax of what follows */
    public void switchTransferSyntax(final String tsuid) {
        m_bigEndian = tsuid.equals(UID.ExplicitVRBigEndian);
        m_explicitVR = !tsuid.equals(UID.ImplicitVRLittleEndian);
        if (DicomInputStream.isDeflated(tsuid)) {
            m_deflatedInto = out;
            m_deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
            out = new DeflaterOutputStream(m_deflatedInto, m_deflater);
        }
    }

    /**
     * @param tag an element
     * @param vr its value representation; null for items and delimiters
     * @param len its value's length, -1 for an undefined one
     * @throws IOException if writing fails
     */
    public void writeHeader(final int tag, final VR vr, final int len) throws IOException {
        put(tag >>> 16, 0, 2);
        put(tag, 2, 2);
        int length = 8;
        if (m_explicitVR && !TagUtils.isItem(tag)) {
            // what is too long for a short length field is written as unknown (PS3.5 section 6.2.2)
            final VR written = vr.headerLength() == 8 && (len & 0xffff0000) != 0 ? VR.UN : vr;
            m_header[4] = (byte)(written.code() >>> 8);
            m_header[5] = (byte)written.code();
            length = written.headerLength();
            if (length == 8) {
                put(len, 6, 2);
            } else {
                m_header[6] = 0;
                m_header[7] = 0;
                put(len, 8, 4);
            }
        } else {
            put(len, 4, 4);
        }
        out.write(m_header, 0, length);
    }

    private void put(final int value, final int offset, final int bytes) {
        for (int i = 0; i < bytes; i++) {
            m_header[m_bigEndian ? offset + bytes - 1 - i : offset + i] = (byte)(value >>> 8 * i);
        }
    }

    /**
     * @param tag an element
     * @param vr its value representation
     * @param value its value: bytes in the stream's byte order, text, numbers or a {@link Value}
     * @param cs the character set of its text
     * @throws IOException if writing fails
     */
    public void writeAttribute(final int tag, final VR vr, final Object value, final SpecificCharacterSet cs)
        throws IOException {
        if (value instanceof Value v) {
            writeAttribute(tag, vr, v);
        } else if (value instanceof byte[] b) {
            writeAttribute(tag, vr, b);
        } else {
            writeAttribute(tag, vr, vr.toBytes(value, cs));
        }
    }

    /**
     * @param tag an element
     * @param vr its value representation
     * @param val its value in the stream's byte order
     * @throws IOException if writing fails
     */
    public void writeAttribute(final int tag, final VR vr, final byte[] val) throws IOException {
        final int padding = val.length & 1;
        writeHeader(tag, vr, val.length + padding);
        out.write(val);
        if (padding > 0) {
            out.write(vr.paddingByte());
        }
    }

    /**
     * @param tag an element
     * @param vr its value representation
     * @param val its value
     * @throws IOException if writing fails
     */
    public void writeAttribute(final int tag, final VR vr, final Value val) throws IOException {
        final int length = val.getEncodedLength(m_encodingOptions, m_explicitVR, vr);
        writeHeader(tag, vr, length);
        val.writeTo(this, vr);
        if (length == -1) {
            writeHeader(Tag.SequenceDelimitationItem, null, 0);
        }
    }

    /**
     * @param tag a group's length
     * @param len the length
     * @throws IOException if writing fails
     */
    public void writeGroupLength(final int tag, final int len) throws IOException {
        writeHeader(tag, VR.UL, 4);
        put(len, 0, 4);
        out.write(m_header, 0, 4);
    }

    /**
     * Ends a deflated stream.
     *
     * @throws IOException if writing fails
     */
    public void finish() throws IOException {
        if (m_deflater != null && !m_finished) {
            m_finished = true;
            ((DeflaterOutputStream)out).finish();
            if ((m_deflater.getBytesWritten() & 1) != 0) {
                m_deflatedInto.write(0);
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            finish();
        } finally {
            if (m_deflater != null) {
                m_deflater.end();
                out = m_deflatedInto;
            }
            super.close();
        }
    }
}
