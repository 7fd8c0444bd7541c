package org.petctflow.imaging.dicom;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomOutputStream;

/** Small DICOM images for tests: whatever a scanner could send, one element changed. */
public final class TestImages {

    /** Rows of an image. */
    public static final int ROWS = 4;

    /** Columns of an image. */
    public static final int COLUMNS = 5;

    private static final String ROOT = "1.2.826.0.1.3680043.10.999.";

    private TestImages() {
    }

    /** @return an axial CT image at z mm with stored values {@code first + pixel} */
    public static Attributes ct(final double z, final int first) {
        final Attributes a = new Attributes();
        a.setString(Tag.SOPClassUID, VR.UI, UID.CTImageStorage);
        a.setString(Tag.Modality, VR.CS, "CT");
        a.setString(Tag.ImageType, VR.CS, "ORIGINAL", "PRIMARY", "AXIAL");
        common(a, z, first, 1);
        a.setString(Tag.RescaleSlope, VR.DS, "1");
        a.setString(Tag.RescaleIntercept, VR.DS, "-1024");
        return a;
    }

    /** @return an axial PET image at z mm with stored values {@code first + pixel} and a slope of its own */
    public static Attributes pet(final double z, final int first, final double slope) {
        final Attributes a = new Attributes();
        a.setString(Tag.SOPClassUID, VR.UI, UID.PositronEmissionTomographyImageStorage);
        a.setString(Tag.Modality, VR.CS, "PT");
        a.setString(Tag.ImageType, VR.CS, "ORIGINAL", "PRIMARY");
        common(a, z, first, 2);
        a.setString(Tag.RescaleSlope, VR.DS, Double.toString(slope));
        a.setString(Tag.RescaleIntercept, VR.DS, "0");
        a.setString(Tag.Units, VR.CS, "BQML");
        a.setString(Tag.DecayCorrection, VR.CS, "START");
        a.setString(Tag.CorrectedImage, VR.CS, "ATTN", "DECY");
        a.setString(Tag.SeriesType, VR.CS, "STATIC", "IMAGE");
        final Attributes tracer = new Attributes();
        tracer.setString(Tag.RadionuclideTotalDose, VR.DS, "370000000");
        tracer.setString(Tag.RadionuclideHalfLife, VR.DS, "6586.2");
        tracer.setString(Tag.RadiopharmaceuticalStartTime, VR.TM, "100000");
        a.newSequence(Tag.RadiopharmaceuticalInformationSequence, 1).add(tracer);
        return a;
    }

    private static void common(final Attributes a, final double z, final int first, final int series) {
        a.setString(Tag.SOPInstanceUID, VR.UI, uid("9." + series + "." + Math.round(z * 1000 + 1e7) + "." + first));
        a.setString(Tag.StudyInstanceUID, VR.UI, uid("1"));
        a.setString(Tag.SeriesInstanceUID, VR.UI, uid("1." + series));
        a.setString(Tag.FrameOfReferenceUID, VR.UI, uid("2"));
        a.setString(Tag.PatientID, VR.LO, "4711-GEHEIM");
        a.setString(Tag.PatientName, VR.PN, "Musterfrau^Erika");
        a.setString(Tag.PatientBirthDate, VR.DA, "19640812");
        a.setString(Tag.PatientSex, VR.CS, "F");
        a.setString(Tag.PatientWeight, VR.DS, "70");
        a.setString(Tag.StudyDate, VR.DA, "20250101");
        a.setString(Tag.SeriesDate, VR.DA, "20250101");
        a.setString(Tag.SeriesTime, VR.TM, "110000");
        a.setString(Tag.AcquisitionDate, VR.DA, "20250101");
        a.setString(Tag.AcquisitionTime, VR.TM, "110000");
        a.setString(Tag.SeriesDescription, VR.LO, "Thorax musterfrau 4711-geheim");
        a.setInt(Tag.SeriesNumber, VR.IS, series);
        a.setString(Tag.Manufacturer, VR.LO, "PETCT Flow");
        a.setString(Tag.SliceThickness, VR.DS, "3");
        a.setDouble(Tag.ImagePositionPatient, VR.DS, -10, -20, z);
        a.setDouble(Tag.ImageOrientationPatient, VR.DS, 1, 0, 0, 0, 1, 0);
        a.setDouble(Tag.PixelSpacing, VR.DS, 2, 1);
        final short[] values = new short[ROWS * COLUMNS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short)(first + i);
        }
        pixels(a, ROWS, COLUMNS, 12, 11, false, values);
    }

    static String uid(final String suffix) {
        return ROOT + suffix;
    }

    /** Sets 16-bit pixels. */
    public static void pixels(final Attributes a, final int rows, final int columns, final int stored, final int high,
        final boolean signed, final short... values) {
        a.setInt(Tag.SamplesPerPixel, VR.US, 1);
        a.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
        a.setInt(Tag.Rows, VR.US, rows);
        a.setInt(Tag.Columns, VR.US, columns);
        a.setInt(Tag.BitsAllocated, VR.US, 16);
        a.setInt(Tag.BitsStored, VR.US, stored);
        a.setInt(Tag.HighBit, VR.US, high);
        a.setInt(Tag.PixelRepresentation, VR.US, signed ? 1 : 0);
        final ByteBuffer b = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        b.asShortBuffer().put(values);
        a.setBytes(Tag.PixelData, VR.OW, b.array());
    }

    /** Writes a file. */
    public static Path write(final Path file, final Attributes a, final String transferSyntax) throws IOException {
        Files.createDirectories(file.getParent());
        try (DicomOutputStream out = new DicomOutputStream(new BufferedOutputStream(Files.newOutputStream(file)),
            UID.ExplicitVRLittleEndian)) {
            out.writeDataset(a.createFileMetaInformation(transferSyntax), a);
        }
        return file;
    }

    /** Writes a file in explicit little endian. */
    public static Path write(final Path file, final Attributes a) throws IOException {
        return write(file, a, UID.ExplicitVRLittleEndian);
    }
}
