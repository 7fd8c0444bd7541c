package org.petctflow.imaging.segmentation;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.io.DicomInputStream;
import org.petctflow.base.Progress;

/** Opens segmentations of all supported formats. */
public final class SegmentationReader {

    /** RT Structure Set Storage. */
    private static final String RTSTRUCT = "1.2.840.10008.5.1.4.1.1.481.3";

    /** Segmentation Storage and Label Map Segmentation Storage. */
    private static final List<String> SEG = List.of("1.2.840.10008.5.1.4.1.1.66.4", "1.2.840.10008.5.1.4.1.1.66.7");

    private SegmentationReader() {
    }

    /**
     * @param file an RTSTRUCT, a DICOM SEG, a NIfTI-1 or NRRD label image or 3D Slicer's {@code .seg.nrrd}; recognised by content; or a
     *            folder of Pascal VOC boxes, each file named by the SOPInstanceUID of its slice
     * @param progress told how far it is, and asked for cancellation
     * @return the segmentation
     * @throws IOException if the file is something else, or damaged; the message says what is wrong
     */
    public static Segmentation read(final Path file, final Progress progress) throws IOException {
        if (Files.isDirectory(file)) {
            return BoxAnnotationReader.read(file);
        }
        final byte[] first;
        try (InputStream in = Files.newInputStream(file)) {
            first = in.readNBytes(132);
        }
        if (startsWith(first, 0, "NRRD0")) {
            return LabelImageReader.readNrrd(file, progress);
        }
        if (startsWith(first, 128, "DICM")) {
            return readDicom(file);
        }
        final boolean gzip = first.length > 1 && first[0] == (byte)0x1f && first[1] == (byte)0x8b;
        final boolean header = first.length > 3
            && (first[0] == 0x5c && first[1] == 1 && first[2] == 0 || first[0] == 0 && first[2] == 1 && first[3] == 0x5c);
        if (gzip || header) {
            return LabelImageReader.readNifti(file, progress);
        }
        if (first.length > 8 && (first[0] == 8 && first[1] == 0 || first[0] == 2 && first[1] == 0)) {
            return readDicom(file); // a data set without the file's preamble
        }
        throw new IOException(file.getFileName() + " is no segmentation that can be read: it is neither DICOM (RTSTRUCT or SEG), "
            + "nor NIfTI-1, nor NRRD");
    }

    /**
     * @param file a file
     * @return whether it is an RTSTRUCT or a DICOM SEG, by its header alone; false for anything that cannot be read as DICOM
     */
    public static boolean isDicomSegmentation(final Path file) {
        try (DicomInputStream in = open(file)) {
            final Attributes data = in.readDataset(Tag.SOPClassUID + 1);
            final String type = data.getString(Tag.SOPClassUID, "").trim();
            return type.equals(RTSTRUCT) || SEG.contains(type);
        } catch (final IOException e) {
            return false; // whoever reads the file will say what is wrong with it
        }
    }

    private static DicomInputStream open(final Path file) throws IOException {
        final InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            return new DicomInputStream(in);
        } catch (final IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static Segmentation readDicom(final Path file) throws IOException {
        final Attributes meta;
        final Attributes data;
        final String syntax;
        try (DicomInputStream in = open(file)) {
            meta = in.getFileMetaInformation();
            data = in.readDataset();
            syntax = in.getTransferSyntax();
        } catch (final IOException e) {
            throw new IOException(file.getFileName() + " is damaged: " + e.getMessage(), e);
        }
        final String type = data.getString(Tag.SOPClassUID,
            meta == null ? "" : meta.getString(Tag.MediaStorageSOPClassUID, "")).trim();
        if (type.equals(RTSTRUCT)) {
            return StructureSetReader.read(file, data);
        }
        if (SEG.contains(type)) {
            return DicomSegReader.read(file, data, syntax);
        }
        throw new NoSegmentationException(file.getFileName() + " is no segmentation: its SOPClassUID (0008,0016) is " + type
            + ", but RT Structure Set or Segmentation is expected");
    }

    private static boolean startsWith(final byte[] bytes, final int at, final String text) {
        for (int i = 0; i < text.length(); i++) {
            if (at + i >= bytes.length || bytes[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Chooses segments by name. Of a pattern, {@code *} stands for any characters and {@code ?} for one; case does not matter.
     * Several patterns are separated by {@code |}.
     *
     * @param segments segments
     * @param pattern which names, e.g. {@code GTV*|tumo?r}; empty for all
     * @return those whose whole name matches, in their order
     */
    public static List<Segment> select(final List<Segment> segments, final String pattern) {
        if (pattern.isBlank()) {
            return segments;
        }
        final StringBuilder regex = new StringBuilder();
        for (final String part : pattern.split("\\|")) {
            regex.append(regex.isEmpty() ? "" : "|");
            for (final char c : part.strip().toCharArray()) {
                regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        final Pattern compiled =
            Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
        return segments.stream().filter(s -> compiled.matcher(s.name()).matches()).toList();
    }
}
