package org.dcm4che3.data;

import java.io.IOException;

import org.dcm4che3.io.DicomEncodingOptions;
import org.dcm4che3.io.DicomOutputStream;

/** An element's value that is more than bytes, strings or numbers. */
public interface Value {

    /** No value. */
    Value NULL = new Value() {
        @Override
        public boolean isEmpty() {
            return true;
        }

        @Override
        public byte[] toBytes(final VR vr, final boolean bigEndian) {
            return new byte[0];
        }

        @Override
        public void writeTo(final DicomOutputStream out, final VR vr) throws IOException {
            // there is nothing to write
        }

        @Override
        public int calcLength(final DicomEncodingOptions encOpts, final boolean explicitVR, final VR vr) {
            return vr == VR.SQ && encOpts.undefEmptySequenceLength ? 8 : 0;
        }

        @Override
        public int getEncodedLength(final DicomEncodingOptions encOpts, final boolean explicitVR, final VR vr) {
            return vr == VR.SQ && encOpts.undefEmptySequenceLength ? -1 : 0;
        }

        @Override
        public String toString() {
            return "";
        }
    };

    /** @return whether there is nothing in it */
    boolean isEmpty();

    /**
     * @param vr the element's value representation
     * @param bigEndian the byte order
     * @return the value as bytes
     * @throws IOException if it cannot be read
     */
    byte[] toBytes(VR vr, boolean bigEndian) throws IOException;

    /**
     * @param out where to
     * @param vr the element's value representation
     * @throws IOException if writing fails
     */
    void writeTo(DicomOutputStream out, VR vr) throws IOException;

    /**
     * @param encOpts how the data set is laid out
     * @param explicitVR whether value representations are written
     * @param vr the element's value representation
     * @return bytes of the value, with its delimiter if it has one
     */
    int calcLength(DicomEncodingOptions encOpts, boolean explicitVR, VR vr);

    /**
     * @param encOpts how the data set is laid out
     * @param explicitVR whether value representations are written
     * @param vr the element's value representation
     * @return what the element's length field says, -1 for an undefined length
     */
    int getEncodedLength(DicomEncodingOptions encOpts, boolean explicitVR, VR vr);
}
