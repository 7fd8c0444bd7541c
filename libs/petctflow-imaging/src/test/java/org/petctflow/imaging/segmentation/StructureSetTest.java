package org.petctflow.imaging.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.imaging.volume.Voxels;

class StructureSetTest {

    private static final VolumeInfo IMAGE = VolumeInfo
        .of(Geometry.axial(3, 10, 10, 2, 1, 1), Voxels.Kind.INT16, Modality.CT, Units.HU).withUids("1.1", "1.2", "1.3")
        .withPatientKey("p");

    @TempDir
    private Path m_folder;

    private Path write(final Attributes data) throws IOException {
        return StructureSetFiles.write(m_folder.resolve("rs.dcm"), data);
    }

    private Segmentation read(final Attributes data) throws IOException {
        return SegmentationReader.read(write(data), Progress.NONE);
    }

    @Test
    void regionsBecomeMasksOfTheImage() throws IOException {
        final Segmentation s = read(StructureSetFiles.dataSet());
        assertEquals("RTSTRUCT", s.format());
        assertEquals(List.of(new Segment(10, "GTV_Mass"), new Segment(20, "Liver")), s.segments());
        assertEquals(new References(Set.of("1.1"), Set.of("1.2"), Set.of("1.3"), Set.of()), s.references());
        assertTrue(s.fits(IMAGE));
        final SegmentMask liver = s.mask(s.segments().get(1), IMAGE, MaskOptions.DEFAULTS, Progress.NONE);
        assertEquals(16, liver.mask().count());
        assertTrue(liver.mask().contains(1, 3, 6) && !liver.mask().contains(1, 3, 7));
        assertEquals(32, liver.sourceVolume(), 1e-9);
        assertEquals(1, liver.volumeRatio(), 1e-9);
        assertEquals(List.of(), liver.warnings());
        assertEquals("Liver", liver.mask().info().name());
        assertEquals("p", liver.mask().info().patientKey());
        assertEquals("1.3", liver.mask().info().frameOfReferenceUid());
    }

    @Test
    void namesAreChosenByPattern() {
        final List<Segment> all = List.of(new Segment(1, "GTV_Mass"), new Segment(2, "gtv (node) 1"), new Segment(3, "Liver"));
        assertEquals(all, SegmentationReader.select(all, ""));
        assertEquals(all.subList(0, 2), SegmentationReader.select(all, "gtv*"));
        assertEquals(all.subList(1, 3), SegmentationReader.select(all, "*(node)?1 | liver"));
        assertEquals(List.of(), SegmentationReader.select(all, "GTV"));
    }

    @Test
    void anotherFrameOfReferenceIsWarnedOf() throws IOException {
        final Segmentation s = read(StructureSetFiles.dataSet());
        final VolumeInfo other = IMAGE.withUids("1.1", "1.2", "7.7");
        assertTrue(s.mask(s.segments().get(0), other, MaskOptions.DEFAULTS, Progress.NONE).warnings().toString()
            .contains("another frame of reference"));
        final VolumeInfo small =
            IMAGE.withGrid(Geometry.axial(3, 4, 4, 2, 1, 1), Voxels.Kind.INT16).withUids("1.1", "1.2", "1.3");
        assertFalse(s.fits(small));
        assertEquals(1, s.mask(s.segments().get(1), small, MaskOptions.DEFAULTS, Progress.NONE).mask().count());
    }

    @Test
    void damagedContoursAreNamed() throws IOException {
        final Attributes letters = StructureSetFiles.dataSet();
        final Attributes contour =
            letters.getNestedDataset(Tag.ROIContourSequence, 0).getNestedDataset(Tag.ContourSequence);
        contour.setString(Tag.ContourData, VR.DS, "1", "2", "x");
        assertTrue(assertThrows(IOException.class, () -> read(letters)).getMessage().contains("ROINumber 20"));
        contour.setString(Tag.ContourData, VR.DS, "1", "2");
        assertTrue(assertThrows(IOException.class, () -> read(letters)).getMessage().contains("no triples"));
        contour.setString(Tag.ContourData, VR.DS, "1", "2", "1e30");
        assertTrue(assertThrows(IOException.class, () -> read(letters)).getMessage().contains("1.0E30 mm"));
        contour.setDouble(Tag.ContourData, VR.DS, 2.5, 2.5, 2, 5.5, 2.5, 2, 5.5, 5.5, 2);
        assertTrue(read(letters).warnings().toString().contains("says it has 4 points, but has 3"));
        final Attributes empty = StructureSetFiles.dataSet();
        empty.remove(Tag.StructureSetROISequence);
        assertTrue(assertThrows(IOException.class, () -> read(empty)).getMessage().contains("(3006,0020)"));
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        final Attributes ct = StructureSetFiles.dataSet();
        ct.setString(Tag.SOPClassUID, VR.UI, "1.2.840.10008.5.1.4.1.1.2");
        assertTrue(assertThrows(IOException.class, () -> read(ct)).getMessage().contains("no segmentation"));
        assertFalse(SegmentationReader.isDicomSegmentation(write(ct)));
        assertTrue(SegmentationReader.isDicomSegmentation(write(StructureSetFiles.dataSet())));
        final Path text = Files.writeString(m_folder.resolve("a.txt"), "hello");
        assertTrue(assertThrows(IOException.class, () -> SegmentationReader.read(text, Progress.NONE)).getMessage()
            .contains("neither DICOM"));
        final byte[] cut = Files.readAllBytes(write(StructureSetFiles.dataSet()));
        Files.write(text, Arrays.copyOf(cut, cut.length - 100));
        assertTrue(assertThrows(IOException.class, () -> SegmentationReader.read(text, Progress.NONE)).getMessage()
            .contains("a.txt is damaged"));
    }
}
