package org.petctflow.imaging.dicom;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.List;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.io.DicomInputStream;
import org.petctflow.imaging.dicom.codec.FrameDecoder;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Voxels;

/**
 * From a frame's bytes to the values of a volume's slice: decoding, padding, and the modality's rescale (PS3.3 section
 * C.11.1): {@code value = slope * stored + intercept} with the slope and intercept of that very slice, or a table.
 */
final class SliceValues {

    /** Air, for padding outside of the reconstructed circle. */
    private static final int CT_BACKGROUND = -1024;

    private SliceValues() {
    }

    /** @return what background is: padding, and whatever lies outside of slices */
    static double background(final Modality modality) {
        return modality == Modality.CT ? CT_BACKGROUND : 0;
    }

    /**
     * The type that holds a series' values: CT and other images whose rescaled values are whole and fit are INT16, PET and
     * everything else FLOAT32, numbers of more than 24 bits FLOAT64.
     *
     * @param slices the slices
     * @param modality what made them
     * @return the type; INT16 may turn out too small where all 16 bits are used
     */
    static Voxels.Kind likelyKind(final List<SliceHeader> slices, final Modality modality) {
        boolean whole = modality != Modality.PET;
        for (final SliceHeader s : slices) {
            final SourceFile f = s.file();
            final int bits = f.format().bitsStored();
            if (f.real() ? bits == 64 : bits > 24) {
                return Voxels.Kind.FLOAT64;
            }
            final double slope = s.number(DicomTags.RESCALE_SLOPE, 1);
            final double intercept = s.number(DicomTags.RESCALE_INTERCEPT, 0);
            whole &= s.mapping() == null && !f.real() && !f.modalityLut() && bits <= 16 && Math.rint(slope) == slope
                && Math.rint(intercept) == intercept && Math.abs(slope) <= 16 && Math.abs(intercept) <= 65536
                && (bits == 16 || fits(slope * f.format().min() + intercept) && fits(slope * f.format().max() + intercept));
        }
        return whole ? Voxels.Kind.INT16 : Voxels.Kind.FLOAT32;
    }

    private static boolean fits(final double value) {
        return value >= Short.MIN_VALUE && value <= Short.MAX_VALUE;
    }

    /** One slice on its way; holds buffers of a frame's size and is used by one thread. */
    static final class Decoder {

        private final SourceFile m_file;

        private final FrameDecoder m_frames;

        private final Modality m_modality;

        private final boolean m_background;

        private final int m_pixels;

        private short[] m_shorts;

        private int[] m_ints;

        private double[] m_table;

        private int m_tableFirst;

        /**
         * @param file the file
         * @param modality what made the image
         * @param padding what becomes of padding
         * @throws IOException if the file cannot be decoded
         */
        Decoder(final SourceFile file, final Modality modality, final ScanOptions.Padding padding) throws IOException {
            m_file = file;
            m_modality = modality;
            m_pixels = file.format().pixels();
            m_frames = file.real() ? null : FrameDecoder.of(file.transferSyntax(), file.format(), file.words());
            m_background = padding == ScanOptions.Padding.BACKGROUND && file.padding() != null
                && (modality == Modality.CT || modality == Modality.PET);
            if (file.modalityLut()) {
                readTable();
            }
        }

        /** PS3.3 section C.11.1: entries, first stored value, bits; then the values. */
        private void readTable() throws IOException {
            try (InputStream raw = new BufferedInputStream(Files.newInputStream(m_file.path()), 1 << 13);
                DicomInputStream in = new DicomInputStream(raw)) {
                final Attributes lut = HeaderReader.header(in).getNestedDataset(Tag.ModalityLUTSequence);
                final int[] descriptor = lut == null ? null : lut.getInts(Tag.LUTDescriptor);
                final byte[] data = lut == null ? null : lut.getBytes(Tag.LUTData);
                if (descriptor == null || descriptor.length != 3 || data == null) {
                    throw new IOException("ModalityLUTSequence (0028,3000) lacks LUTDescriptor (0028,3002) or LUTData"
                        + " (0028,3006)");
                }
                final int entries = (descriptor[0] & 0xffff) == 0 ? 1 << 16 : descriptor[0] & 0xffff;
                final int bytes = data.length >= 2 * entries ? 2 : 1;
                if (data.length < entries * bytes) {
                    throw new IOException("LUTData (0028,3006) has " + data.length + " bytes for " + entries + " entries");
                }
                m_tableFirst = m_file.format().signed() ? (short)descriptor[1] : descriptor[1] & 0xffff;
                final ByteBuffer b = ByteBuffer.wrap(data)
                    .order(UID.ExplicitVRBigEndian.equals(m_file.transferSyntax()) ? ByteOrder.BIG_ENDIAN
                        : ByteOrder.LITTLE_ENDIAN);
                m_table = new double[entries];
                for (int i = 0; i < entries; i++) {
                    m_table[i] = bytes == 2 ? b.getShort(2 * i) & 0xffff : b.get(i) & 0xff;
                }
            }
        }

        /**
         * @param frame the frame's bytes
         * @param slice its header
         * @param target takes whole values
         * @param offset where the first one goes
         * @return whether all values fit
         * @throws IOException if the frame is damaged
         */
        boolean decode(final ByteBuffer frame, final SliceHeader slice, final short[] target, final int offset)
            throws IOException {
            final int slope = (int)slice.number(DicomTags.RESCALE_SLOPE, 1);
            final int intercept = (int)slice.number(DicomTags.RESCALE_INTERCEPT, 0);
            if (!m_background && slope == 1 && fits(m_file.format().min() + intercept)
                && fits(m_file.format().max() + intercept)) {
                // the usual CT: nothing to look out for
                m_frames.decode(frame, target, offset, intercept);
                return true;
            }
            m_frames.decode(frame, target, offset);
            final boolean signed = m_file.format().signed();
            final int end = offset + m_pixels;
            final int mask = signed ? -1 : 0xffff;
            int least = 0;
            int most = 0;
            if (m_background) {
                final int low = (int)m_file.padding()[0];
                final int high = (int)m_file.padding()[1];
                final short background = (short)background(m_modality);
                for (int i = offset; i < end; i++) {
                    final int stored = target[i] & mask;
                    if (stored >= low && stored <= high) {
                        target[i] = background;
                    } else {
                        final int value = stored * slope + intercept;
                        least = Math.min(least, value);
                        most = Math.max(most, value);
                        target[i] = (short)value;
                    }
                }
            } else {
                for (int i = offset; i < end; i++) {
                    final int value = (target[i] & mask) * slope + intercept;
                    least = Math.min(least, value);
                    most = Math.max(most, value);
                    target[i] = (short)value;
                }
            }
            return fits(least) && fits(most);
        }

        /**
         * @param frame the frame's bytes
         * @param slice its header
         * @param target takes the values
         * @throws IOException if the frame is damaged
         */
        void decode(final ByteBuffer frame, final SliceHeader slice, final Target target) throws IOException {
            final double slope = slice.number(DicomTags.RESCALE_SLOPE, 1);
            final double intercept = slice.number(DicomTags.RESCALE_INTERCEPT, 0);
            final double low = m_background ? m_file.padding()[0] : Double.POSITIVE_INFINITY;
            final double high = m_background ? m_file.padding()[1] : Double.NEGATIVE_INFINITY;
            final double background = background(m_modality);
            final ValueMapping mapping = slice.mapping();
            if (m_file.real()) {
                final boolean wide = m_file.format().bitsAllocated() == 64;
                final ByteBuffer b = frame.duplicate().order(UID.ExplicitVRBigEndian.equals(m_file.transferSyntax())
                    ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
                for (int i = 0; i < m_pixels; i++) {
                    final double stored = wide ? b.getDouble() : b.getFloat();
                    target.put(i, stored >= low && stored <= high ? background
                        : mapping == null ? slope * stored + intercept : mapped(mapping, stored));
                }
                return;
            }
            final int bits = m_file.format().bitsStored();
            final boolean signed = m_file.format().signed();
            if (m_file.format().bitsAllocated() > 16) {
                m_ints = m_ints == null ? new int[m_pixels] : m_ints;
                m_frames.decode(frame, m_ints);
                for (int i = 0; i < m_pixels; i++) {
                    final long stored = signed || bits < 32 ? m_ints[i] : m_ints[i] & 0xffffffffL;
                    target.put(i, stored >= low && stored <= high ? background
                        : mapping == null ? rescaled(stored, slope, intercept) : mapped(mapping, stored));
                }
                return;
            }
            m_shorts = m_shorts == null ? new short[m_pixels] : m_shorts;
            m_frames.decode(frame, m_shorts, 0);
            final int mask = signed ? -1 : 0xffff;
            for (int i = 0; i < m_pixels; i++) {
                final int stored = m_shorts[i] & mask;
                target.put(i, stored >= low && stored <= high ? background
                    : mapping == null ? rescaled(stored, slope, intercept) : mapped(mapping, stored));
            }
        }

        private double mapped(final ValueMapping mapping, final double stored) throws IOException {
            final double value = mapping.map(stored);
            if (!Double.isNaN(value)) {
                return value;
            }
            final double[] padding = m_file.padding();
            if (padding != null && stored >= padding[0] && stored <= padding[1]) {
                return background(m_modality); // it stands for no value in any case
            }
            throw new IOException("the stored value " + SliceStack.mm(stored) + " has no real world value: the mapping "
                + mapping.described() + " covers " + mapping.ranges() + "; read the series without its mapping");
        }

        private double rescaled(final long stored, final double slope, final double intercept) {
            if (m_table == null) {
                return slope * stored + intercept;
            }
            return m_table[(int)Math.max(0, Math.min(m_table.length - 1, stored - m_tableFirst))];
        }
    }

    /** Takes the values of a slice one by one. */
    interface Target {
        /**
         * @param pixel which pixel of the slice
         * @param value its value
         */
        void put(int pixel, double value);
    }
}
