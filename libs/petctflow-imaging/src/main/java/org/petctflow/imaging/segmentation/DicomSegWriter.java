package org.petctflow.imaging.segmentation;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomOutputStream;
import org.petctflow.base.AtomicFiles;
import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.VolumeInfo;

/**
 * Writes masks as DICOM SEG: binary segments, frames without a voxel left out (PS3.3 section A.51, Explicit VR Little Endian).
 * Study, frame of reference, the series they were drawn on and each frame's image ({@link SourceImages}) are the first mask's.
 * Patient's name, birth date and id are written empty; the patient key is written as PatientID where the caller asks for it. Identifiers
 * are made of the masks themselves: the same masks give the same file.
 */
public final class DicomSegWriter {

    /** Segmentation Storage. */
    private static final String SEG = "1.2.840.10008.5.1.4.1.1.66.4";

    private DicomSegWriter() {
    }

    /**
     * @param file where to; replaced if it exists
     * @param masks one a segment, at least one, all on the same grid; named after the segments; they may overlap
     * @param patientKey whether the masks' patient key is written as PatientID (0010,0020)
     * @param progress told how far it is, and asked for cancellation
     * @throws IOException if the grids differ or have more than 65535 rows or columns, all masks are empty, or writing fails
     */
    public static void write(final Path file, final List<Mask> masks, final boolean patientKey, final Progress progress)
        throws IOException {
        final Attributes data = dataSet(masks, patientKey, progress);
        AtomicFiles.write(file, out -> {
            try (DicomOutputStream dicom = new DicomOutputStream(out, UID.ExplicitVRLittleEndian)) {
                dicom.writeDataset(data.createFileMetaInformation(UID.ExplicitVRLittleEndian), data);
            }
        });
    }

    private static Attributes dataSet(final List<Mask> masks, final boolean patientKey, final Progress progress)
        throws IOException {
        final Geometry grid = Masks.grid(masks);
        final VolumeInfo info = masks.get(0).info();
        if (grid.rows() > 0xffff || grid.columns() > 0xffff) {
            throw new IOException("DICOM holds at most 65535 rows and columns, but the masks have " + grid);
        }
        final boolean[][] used = new boolean[masks.size()][grid.slices()];
        final int plane = grid.rows() * grid.columns();
        int frames = 0;
        for (int m = 0; m < used.length; m++) {
            for (int s = 0; s < grid.slices(); s++) {
                used[m][s] = any(masks.get(m).inside(), s * plane, plane);
                frames += used[m][s] ? 1 : 0;
            }
        }
        if (frames == 0) {
            throw new IOException("DICOM SEG holds no empty masks: no voxel is inside");
        }
        final String digest = digest(masks);
        final Attributes d = new Attributes();
        header(d, info, digest, patientKey);
        pixelModule(d, grid, frames);
        segments(d, masks);
        final Attributes shared = new Attributes();
        d.newSequence(Tag.SharedFunctionalGroupsSequence, 1).add(shared);
        sharedGroups(shared, grid);
        final SourceImages images = new SourceImages(info);
        final Sequence perFrame = d.newSequence(Tag.PerFrameFunctionalGroupsSequence, frames);
        final byte[] bits = new byte[Math.toIntExact(((long)frames * plane + 15) / 16 * 2)];
        int frame = 0;
        for (int m = 0; m < used.length; m++) {
            for (int s = 0; s < grid.slices(); s++) {
                progress.checkCancelled();
                if (used[m][s]) {
                    perFrame.add(frameGroups(grid, m + 1, s, images));
                    pack(masks.get(m).inside(), s * plane, plane, bits, (long)frame * plane);
                    frame++;
                }
            }
            progress.report((m + 1.0) / used.length, "Writing segments");
        }
        d.setBytes(Tag.PixelData, VR.OB, bits);
        return d;
    }

    private static boolean any(final byte[] inside, final int from, final int n) {
        for (int i = from; i < from + n; i++) {
            if (inside[i] != 0) {
                return true;
            }
        }
        return false;
    }

    private static void pack(final byte[] inside, final int from, final int n, final byte[] bits, final long at) {
        for (int i = 0; i < n; i++) {
            final long bit = at + i;
            bits[(int)(bit >> 3)] |= (byte)(inside[from + i] << (bit & 7));
        }
    }

    private static void header(final Attributes d, final VolumeInfo info, final String digest, final boolean patientKey) {
        d.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192");
        d.setString(Tag.SOPClassUID, VR.UI, SEG);
        d.setString(Tag.SOPInstanceUID, VR.UI, uid(digest, 1));
        d.setString(Tag.SeriesInstanceUID, VR.UI, uid(digest, 2));
        d.setString(Tag.StudyInstanceUID, VR.UI, info.studyUid().isEmpty() ? uid(digest, 3) : info.studyUid());
        d.setString(Tag.FrameOfReferenceUID, VR.UI,
            info.frameOfReferenceUid().isEmpty() ? uid(digest, 4) : info.frameOfReferenceUid());
        d.setNull(Tag.PositionReferenceIndicator, VR.LO);
        for (final int date : new int[]{Tag.StudyDate, Tag.SeriesDate, Tag.ContentDate, Tag.PatientBirthDate}) {
            d.setNull(date, VR.DA);
        }
        for (final int time : new int[]{Tag.StudyTime, Tag.SeriesTime, Tag.ContentTime}) {
            d.setNull(time, VR.TM);
        }
        d.setNull(Tag.AccessionNumber, VR.SH);
        d.setNull(Tag.ReferringPhysicianName, VR.PN);
        d.setNull(Tag.PatientName, VR.PN);
        d.setNull(Tag.PatientSex, VR.CS);
        if (patientKey) {
            d.setString(Tag.PatientID, VR.LO, info.patientKey());
        } else {
            d.setNull(Tag.PatientID, VR.LO);
        }
        d.setNull(Tag.StudyID, VR.SH);
        d.setString(Tag.Modality, VR.CS, "SEG");
        d.setInt(Tag.SeriesNumber, VR.IS, 1);
        d.setInt(Tag.InstanceNumber, VR.IS, 1);
        d.setString(Tag.Manufacturer, VR.LO, "PETCT Flow");
        d.setString(Tag.ManufacturerModelName, VR.LO, "PETCT Flow");
        d.setString(Tag.DeviceSerialNumber, VR.LO, "1");
        d.setString(Tag.SoftwareVersions, VR.LO, "1.0");
        d.setString(Tag.ImageType, VR.CS, "DERIVED", "PRIMARY");
        d.setString(Tag.ContentLabel, VR.CS, "SEGMENTATION");
        d.setNull(Tag.ContentDescription, VR.LO);
        d.setNull(Tag.ContentCreatorName, VR.PN);
        new SourceImages(info).addSeries(d);
        final Attributes organization = new Attributes();
        d.newSequence(Tag.DimensionOrganizationSequence, 1).add(organization);
        organization.setString(Tag.DimensionOrganizationUID, VR.UI, uid(digest, 5));
        final Sequence dimensions = d.newSequence(Tag.DimensionIndexSequence, 2);
        dimensions.add(dimension(digest, Tag.ReferencedSegmentNumber, Tag.SegmentIdentificationSequence));
        dimensions.add(dimension(digest, Tag.ImagePositionPatient, Tag.PlanePositionSequence));
    }

    private static Attributes dimension(final String digest, final int pointer, final int group) {
        final Attributes a = new Attributes();
        a.setString(Tag.DimensionOrganizationUID, VR.UI, uid(digest, 5));
        a.setInt(Tag.DimensionIndexPointer, VR.AT, pointer);
        a.setInt(Tag.FunctionalGroupPointer, VR.AT, group);
        return a;
    }

    private static void pixelModule(final Attributes d, final Geometry grid, final int frames) {
        d.setInt(Tag.SamplesPerPixel, VR.US, 1);
        d.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
        d.setInt(Tag.NumberOfFrames, VR.IS, frames);
        d.setInt(Tag.Rows, VR.US, grid.rows());
        d.setInt(Tag.Columns, VR.US, grid.columns());
        d.setInt(Tag.BitsAllocated, VR.US, 1);
        d.setInt(Tag.BitsStored, VR.US, 1);
        d.setInt(Tag.HighBit, VR.US, 0);
        d.setInt(Tag.PixelRepresentation, VR.US, 0);
        d.setString(Tag.LossyImageCompression, VR.CS, "00");
        d.setString(Tag.SegmentationType, VR.CS, "BINARY");
    }

    private static void segments(final Attributes d, final List<Mask> masks) {
        boolean overlap = false;
        final byte[] seen = masks.size() > 1 ? new byte[masks.get(0).inside().length] : new byte[0];
        final Sequence segments = d.newSequence(Tag.SegmentSequence, masks.size());
        for (int m = 0; m < masks.size(); m++) {
            final Attributes s = new Attributes();
            segments.add(s);
            s.setInt(Tag.SegmentNumber, VR.US, m + 1);
            final String name = masks.get(m).info().name();
            s.setString(Tag.SegmentLabel, VR.LO, name.isBlank() ? "Segment " + (m + 1)
                : name.replaceAll("[\\\\\\p{Cntrl}]", " ").substring(0, Math.min(64, name.length())));
            s.setString(Tag.SegmentAlgorithmType, VR.CS, "SEMIAUTOMATIC");
            s.setString(Tag.SegmentAlgorithmName, VR.LO, "PETCT Flow");
            final int color = SegmentColors.of(masks.get(m).info());
            if (color != Segment.NO_COLOR) {
                s.setInt(Tag.RecommendedDisplayCIELabValue, VR.US, SegmentColors.lab(color));
            }
            code(s, Tag.SegmentedPropertyCategoryCodeSequence, "85756007", "Tissue");
            code(s, Tag.SegmentedPropertyTypeCodeSequence, "85756007", "Tissue");
            final byte[] inside = masks.get(m).inside();
            for (int i = 0; i < seen.length; i++) {
                overlap |= (seen[i] & inside[i]) != 0;
                seen[i] |= inside[i];
            }
        }
        d.setString(Tag.SegmentsOverlap, VR.CS, overlap ? "YES" : "NO");
    }

    private static void code(final Attributes data, final int tag, final String value, final String meaning) {
        final Attributes code = new Attributes();
        data.newSequence(tag, 1).add(code);
        code.setString(Tag.CodeValue, VR.SH, value);
        code.setString(Tag.CodingSchemeDesignator, VR.SH, "SCT");
        code.setString(Tag.CodeMeaning, VR.LO, meaning);
    }

    private static void sharedGroups(final Attributes shared, final Geometry grid) {
        final double[] direction = grid.direction();
        final Attributes orientation = new Attributes();
        shared.newSequence(Tag.PlaneOrientationSequence, 1).add(orientation);
        orientation.setString(Tag.ImageOrientationPatient, VR.DS, decimal(direction[6]), decimal(direction[7]),
            decimal(direction[8]), decimal(direction[3]), decimal(direction[4]), decimal(direction[5]));
        final Attributes measures = new Attributes();
        shared.newSequence(Tag.PixelMeasuresSequence, 1).add(measures);
        measures.setString(Tag.SliceThickness, VR.DS, decimal(grid.spacing(0)));
        measures.setString(Tag.SpacingBetweenSlices, VR.DS, decimal(grid.spacing(0)));
        measures.setString(Tag.PixelSpacing, VR.DS, decimal(grid.spacing(1)), decimal(grid.spacing(2)));
    }

    private static Attributes frameGroups(final Geometry grid, final int segment, final int slice,
        final SourceImages images) {
        final Attributes frame = new Attributes();
        images.addDerivation(frame, slice);
        final Attributes content = new Attributes();
        frame.newSequence(Tag.FrameContentSequence, 1).add(content);
        content.setInt(Tag.DimensionIndexValues, VR.UL, segment, slice + 1);
        final Attributes position = new Attributes();
        frame.newSequence(Tag.PlanePositionSequence, 1).add(position);
        final double[] p = grid.toPatient(slice, 0, 0);
        position.setString(Tag.ImagePositionPatient, VR.DS, decimal(p[0]), decimal(p[1]), decimal(p[2]));
        final Attributes id = new Attributes();
        frame.newSequence(Tag.SegmentIdentificationSequence, 1).add(id);
        id.setInt(Tag.ReferencedSegmentNumber, VR.US, segment);
        return frame;
    }

    /** As many digits as the 16 characters of a decimal string hold (PS3.5 section 6.2). */
    static String decimal(final double value) {
        for (int digits = 17; digits > 0; digits--) {
            final BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
            for (final String text : new String[]{rounded.toPlainString(), rounded.toString()}) {
                if (text.length() <= 16) {
                    return text;
                }
            }
        }
        throw new IllegalStateException("no decimal string for " + value);
    }

    private static String digest(final List<Mask> masks) {
        try {
            final MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (final Mask mask : masks) {
                final VolumeInfo i = mask.info();
                sha.update((i.geometry() + "|" + i.name() + "|" + i.patientKey() + "|" + i.studyUid() + "|" + i.seriesUid())
                    .getBytes(StandardCharsets.UTF_8));
                sha.update(mask.inside());
            }
            return new BigInteger(1, Arrays.copyOf(sha.digest(), 14)).toString();
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Below 2.25, the root for numbers of one's own making (PS3.5 annex B.2). */
    private static String uid(final String digest, final int part) {
        return "2.25." + digest + part;
    }
}
