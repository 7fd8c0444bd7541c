package org.petctflow.imaging.segmentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomOutputStream;

/** Small structure sets for tests. */
public final class StructureSetFiles {

    private StructureSetFiles() {
    }

    /** @return two regions, squares in the plane at 2 mm, with all references */
    static Attributes dataSet() {
        final Attributes d = new Attributes();
        d.setString(Tag.SOPClassUID, VR.UI, "1.2.840.10008.5.1.4.1.1.481.3");
        d.setString(Tag.SOPInstanceUID, VR.UI, "1.9");
        d.setString(Tag.StudyInstanceUID, VR.UI, "1.1");
        final Attributes frame = new Attributes();
        d.newSequence(Tag.ReferencedFrameOfReferenceSequence, 1).add(frame);
        frame.setString(Tag.FrameOfReferenceUID, VR.UI, "1.3");
        final Attributes study = new Attributes();
        frame.newSequence(Tag.RTReferencedStudySequence, 1).add(study);
        study.setString(Tag.ReferencedSOPInstanceUID, VR.UI, "1.1");
        final Attributes series = new Attributes();
        study.newSequence(Tag.RTReferencedSeriesSequence, 1).add(series);
        series.setString(Tag.SeriesInstanceUID, VR.UI, "1.2");
        final Sequence headers = d.newSequence(Tag.StructureSetROISequence, 2);
        final Sequence contours = d.newSequence(Tag.ROIContourSequence, 2);
        for (int i = 1; i <= 2; i++) {
            final Attributes header = new Attributes();
            headers.add(header);
            header.setInt(Tag.ROINumber, VR.IS, 10 * i);
            header.setString(Tag.ROIName, VR.LO, i == 1 ? "GTV_Mass" : "Liver");
            header.setString(Tag.ReferencedFrameOfReferenceUID, VR.UI, "1.3");
            final Attributes roi = new Attributes();
            // the sequences need not have the same order
            contours.add(0, roi);
            roi.setInt(Tag.ReferencedROINumber, VR.IS, 10 * i);
            final Attributes contour = new Attributes();
            roi.newSequence(Tag.ContourSequence, 1).add(contour);
            contour.setString(Tag.ContourGeometricType, VR.CS, "CLOSED_PLANAR");
            contour.setInt(Tag.NumberOfContourPoints, VR.IS, 4);
            final double to = 2.5 + 2 * i;
            contour.setDouble(Tag.ContourData, VR.DS, 2.5, 2.5, 2, to, 2.5, 2, to, to, 2, 2.5, to, 2);
        }
        return d;
    }

    /**
     * @param file where to; replaced if it exists
     * @return the file, with two regions
     * @throws IOException if writing fails
     */
    public static Path write(final Path file) throws IOException {
        return write(file, dataSet());
    }

    static Path write(final Path file, final Attributes data) throws IOException {
        Files.deleteIfExists(file);
        try (DicomOutputStream out = new DicomOutputStream(file.toFile())) {
            out.writeDataset(data.createFileMetaInformation(UID.ExplicitVRLittleEndian), data);
        }
        return file;
    }
}
