package org.petctflow.imaging.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomInputStream;
import org.dcm4che3.io.DicomOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petctflow.base.Progress;
import org.petctflow.imaging.RandomGrids;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.imaging.volume.Voxels;

class DicomSegTest {

    private static final Geometry GRID = Geometry.axial(4, 5, 7, 3, 2, 1);

    @TempDir
    private Path m_folder;

    private static Mask random(final Random random, final Geometry grid, final String name) {
        final byte[] inside = new byte[grid.voxels()];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = (byte)random.nextInt(2);
        }
        return Mask.of(VolumeInfo.of(grid, Voxels.Kind.UINT8, Modality.MASK, Units.NONE).withName(name)
            .withUids("1.1", "1.2", "1.3").withPatientKey("secret"), inside);
    }

    private Path write(final Attributes data, final String syntax) throws IOException {
        final Path file = m_folder.resolve("seg.dcm");
        Files.deleteIfExists(file);
        try (DicomOutputStream out = new DicomOutputStream(file.toFile())) {
            out.writeDataset(data.createFileMetaInformation(syntax), data);
        }
        return file;
    }

    private static Attributes dataSet(final Path file) throws IOException {
        try (DicomInputStream in = new DicomInputStream(file.toFile())) {
            return in.readDataset();
        }
    }

    private LabelSegmentation read(final Attributes data, final String syntax) throws IOException {
        return (LabelSegmentation)SegmentationReader.read(write(data, syntax), Progress.NONE);
    }

    private LabelSegmentation read(final Attributes data) throws IOException {
        return read(data, UID.ExplicitVRLittleEndian);
    }

    @Test
    void masksAreWrittenAndReadAgainOnAnyGrid() throws IOException {
        final Random random = new Random(1);
        for (int round = 0; round < 25; round++) {
            final Geometry grid = RandomGrids.oblique(random, 8);
            final List<Mask> masks = new ArrayList<>();
            for (int m = 0; m <= random.nextInt(3); m++) {
                masks.add(random(random, grid, "segment " + m));
            }
            masks.get(0).inside()[0] = 1;
            masks.set(0, Mask.of(masks.get(0).info(), masks.get(0).inside()));
            final Path file = m_folder.resolve("out.dcm");
            DicomSegWriter.write(file, masks, false, Progress.NONE);
            final Segmentation again = SegmentationReader.read(file, Progress.NONE);
            assertEquals("DICOM SEG", again.format());
            assertEquals(List.of(), again.warnings());
            assertEquals(new References(Set.of("1.1"), Set.of("1.2"), Set.of("1.3"), Set.of()), again.references());
            assertTrue(again.fits(masks.get(0).info()));
            for (int m = 0; m < masks.size(); m++) {
                assertEquals("segment " + m, again.segments().get(m).name());
                final SegmentMask mask =
                    again.mask(again.segments().get(m), masks.get(0).info(), MaskOptions.DEFAULTS, Progress.NONE);
                assertArrayEquals(masks.get(m).inside(), mask.mask().inside());
                assertFalse(mask.resampled());
            }
            assertFalse(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("secret"));
            final byte[] first = Files.readAllBytes(file);
            DicomSegWriter.write(file, masks, false, Progress.NONE);
            assertArrayEquals(first, Files.readAllBytes(file));
        }
    }

    @Test
    void framesMayStandInAnyOrderAndEmptyOnesBeLeftOut() throws IOException {
        final byte[] inside = new byte[GRID.voxels()];
        inside[GRID.voxel(0, 1, 2)] = 1;
        inside[GRID.voxel(3, 4, 6)] = 1;
        final Mask mask = Mask.of(random(new Random(2), GRID, "GTV").info(), inside);
        DicomSegWriter.write(m_folder.resolve("out.dcm"), List.of(mask), true, Progress.NONE);
        final Attributes data = dataSet(m_folder.resolve("out.dcm"));
        assertEquals("secret", data.getString(Tag.PatientID));
        final Sequence frames = data.getSequence(Tag.PerFrameFunctionalGroupsSequence);
        assertEquals(2, frames.size());
        // turned round: frame 2 first, bits moved along
        final Attributes second = frames.remove(1);
        frames.add(0, second);
        final byte[] bits = new byte[10];
        for (final int bit : new int[]{GRID.voxel(0, 4, 6), 35 + GRID.voxel(0, 1, 2)}) {
            bits[bit / 8] |= (byte)(1 << bit % 8);
        }
        data.setBytes(Tag.PixelData, VR.OB, bits);
        final LabelSegmentation s = read(data);
        assertEquals(4, s.grid().slices());
        assertArrayEquals(inside, s.mask(s.segments().get(0), 0.5).inside());
        // two frames alone do not tell how far slices lie apart: what is stated does
        data.getNestedDataset(Tag.SharedFunctionalGroupsSequence).getNestedDataset(Tag.PixelMeasuresSequence)
            .remove(Tag.SpacingBetweenSlices);
        assertEquals(2, read(data).grid().slices());
        // on the image it is the same mask: 9 mm are three of its slices
        final LabelSegmentation coarse = read(data);
        assertThrows(IOException.class,
            () -> coarse.mask(coarse.segments().get(0), mask.info(), MaskOptions.DEFAULTS, Progress.NONE));
    }

    /** A fractional or label map segmentation of two frames of 2 x 2. */
    private static Attributes bytes(final String type, final byte... values) throws IOException {
        final Geometry grid = Geometry.axial(2, 2, 2, 3, 1, 1);
        final byte[] all = new byte[8];
        Arrays.fill(all, (byte)1);
        final Path file = Files.createTempFile("seg", ".dcm");
        try {
            DicomSegWriter.write(file, List.of(Mask.of(grid, all)), false, Progress.NONE);
            final Attributes d = dataSet(file);
            d.setString(Tag.SegmentationType, VR.CS, type);
            d.setInt(Tag.MaximumFractionalValue, VR.US, 200);
            d.setInt(Tag.BitsAllocated, VR.US, 8);
            d.setInt(Tag.BitsStored, VR.US, 8);
            d.setInt(Tag.HighBit, VR.US, 7);
            d.setBytes(Tag.PixelData, VR.OB, values);
            return d;
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void fractionsAreCutAtTheThreshold() throws IOException {
        final LabelSegmentation s = read(bytes("FRACTIONAL", (byte)0, (byte)99, (byte)100, (byte)200, (byte)1, (byte)50,
            (byte)49, (byte)150));
        assertArrayEquals(new byte[]{0, 0, 1, 1, 0, 0, 0, 1}, s.mask(s.segments().get(0), 0.5).inside());
        assertArrayEquals(new byte[]{0, 1, 1, 1, 0, 1, 0, 1}, s.mask(s.segments().get(0), 0.25).inside());
        assertArrayEquals(new byte[]{0, 1, 1, 1, 1, 1, 1, 1}, s.mask(s.segments().get(0), 1e-6).inside());
        assertThrows(IllegalArgumentException.class, () -> new MaskOptions(MaskOptions.DifferentGrid.REFUSE, 0));
    }

    @Test
    void labelMapsAreRead() throws IOException {
        final Attributes d = bytes("LABELMAP", (byte)0, (byte)1, (byte)2, (byte)2, (byte)250, (byte)0, (byte)1, (byte)1);
        d.setString(Tag.SOPClassUID, VR.UI, "1.2.840.10008.5.1.4.1.1.66.7");
        for (final Attributes frame : d.getSequence(Tag.PerFrameFunctionalGroupsSequence)) {
            frame.remove(Tag.SegmentIdentificationSequence);
        }
        final Sequence segments = d.getSequence(Tag.SegmentSequence);
        for (final int number : new int[]{0, 2, 250}) {
            final Attributes s = new Attributes();
            s.setInt(Tag.SegmentNumber, VR.US, number);
            s.setString(Tag.SegmentLabel, VR.LO, "label " + number);
            segments.add(s);
        }
        final LabelSegmentation s = read(d);
        assertEquals(3, s.segments().size(), "the background is no segment");
        assertArrayEquals(new byte[]{0, 1, 0, 0, 0, 0, 1, 1}, s.mask(s.segments().get(0), 0.5).inside());
        assertArrayEquals(new byte[]{0, 0, 1, 1, 0, 0, 0, 0}, s.mask(s.segments().get(1), 0.5).inside());
        assertArrayEquals(new byte[]{0, 0, 0, 0, 1, 0, 0, 0}, s.mask(s.segments().get(2), 0.5).inside());
        assertEquals(List.of(), s.warnings());
        // a label that nobody describes is a region all the same, unless it stands for no value
        segments.remove(segments.size() - 1);
        final LabelSegmentation nameless = read(d);
        assertEquals(new Segment(250, ""), nameless.segments().get(2));
        assertArrayEquals(new byte[]{0, 0, 0, 0, 1, 0, 0, 0}, nameless.mask(nameless.segments().get(2), 0.5).inside());
        assertTrue(nameless.warnings().toString().contains("the label 250, which is not described"), nameless.warnings().toString());
        d.setInt(Tag.PixelPaddingValue, VR.US, 250);
        assertEquals(2, read(d).segments().size());
    }

    @Test
    void runLengthsAndDeflatedFilesAreRead() throws IOException {
        final byte[] values = {0, 1, 1, 0, 1, 1, 1, 0};
        final Attributes d = bytes("FRACTIONAL", values);
        d.setInt(Tag.MaximumFractionalValue, VR.US, 1);
        final LabelSegmentation deflated = read(d, UID.DeflatedExplicitVRLittleEndian);
        assertArrayEquals(values, deflated.mask(deflated.segments().get(0), 0.5).inside());
        final Fragments fragments = d.newFragments(Tag.PixelData, VR.OB, 3);
        fragments.add(new byte[0]);
        for (int f = 0; f < 2; f++) {
            final ByteArrayOutputStream frame = new ByteArrayOutputStream();
            // PS3.5 annex G: one segment that begins behind the 64 bytes of the header; a literal run of 4
            final byte[] header = new byte[64];
            header[0] = 1;
            header[4] = 64;
            frame.write(header);
            frame.write(3);
            frame.write(values, 4 * f, 4);
            frame.write(0);
            fragments.add(frame.toByteArray());
        }
        final LabelSegmentation packed = read(d, UID.RLELossless);
        assertArrayEquals(values, packed.mask(packed.segments().get(0), 0.5).inside());
        fragments.remove(2);
        assertTrue(assertThrows(IOException.class, () -> read(d, UID.RLELossless)).getMessage()
            .contains("1 fragments for 2 frames"));
    }

    @Test
    void whatIsWrongIsNamed() throws IOException {
        final byte[] eight = new byte[8];
        final Attributes type = bytes("SOMETHING", eight);
        assertTrue(assertThrows(IOException.class, () -> read(type)).getMessage().contains("'SOMETHING'"));
        final Attributes cut = bytes("FRACTIONAL", (byte)1, (byte)1);
        assertTrue(assertThrows(IOException.class, () -> read(cut)).getMessage().contains("shorter than 2 frames of 2 x 2"));
        final Attributes irregular = bytes("FRACTIONAL", eight);
        final Sequence frames = irregular.getSequence(Tag.PerFrameFunctionalGroupsSequence);
        final Attributes third = new Attributes(frames.get(1));
        frames.add(third);
        irregular.setInt(Tag.NumberOfFrames, VR.IS, 3);
        irregular.setBytes(Tag.PixelData, VR.OB, new byte[12]);
        third.getNestedDataset(Tag.PlanePositionSequence).setString(Tag.ImagePositionPatient, VR.DS, "0", "0", "4");
        assertTrue(read(irregular).warnings().toString().contains("SpacingBetweenSlices"));
        third.getNestedDataset(Tag.PlanePositionSequence).setString(Tag.ImagePositionPatient, VR.DS, "0", "0", "5");
        assertTrue(assertThrows(IOException.class, () -> read(irregular)).getMessage().contains("no regular grid"));
        third.getNestedDataset(Tag.PlanePositionSequence).setString(Tag.ImagePositionPatient, VR.DS, "5", "0", "6");
        assertTrue(assertThrows(IOException.class, () -> read(irregular)).getMessage().contains("within its plane"));
        third.getNestedDataset(Tag.PlanePositionSequence).setString(Tag.ImagePositionPatient, VR.DS, "0", "0", "6000000");
        assertThrows(IOException.class, () -> read(irregular));
        third.getNestedDataset(Tag.PlanePositionSequence).setString(Tag.ImagePositionPatient, VR.DS, "0", "0", "6");
        third.getNestedDataset(Tag.SegmentIdentificationSequence).setInt(Tag.ReferencedSegmentNumber, VR.US, 9);
        final LabelSegmentation nameless = read(irregular);
        assertEquals(new Segment(9, ""), nameless.segments().get(1));
        assertTrue(nameless.warnings().toString().contains("segment number 9"));
        third.remove(Tag.SegmentIdentificationSequence);
        assertTrue(assertThrows(IOException.class, () -> read(irregular)).getMessage().contains("frame 3"));
    }

    private static String code(final Attributes data, final int sequence) {
        final Attributes code = data.getNestedDataset(sequence);
        return code.getString(Tag.CodeValue) + " " + code.getString(Tag.CodingSchemeDesignator) + " " + code.getString(Tag.CodeMeaning);
    }

    /** PS3.3 sections C.12.2, C.7.6.16.2.6 and A.51.5.1, PS3.16 CID 7202. */
    @Test
    void framesNameTheImagesThatTheyWereDrawnOn() throws IOException {
        final byte[] inside = new byte[GRID.voxels()];
        inside[GRID.voxel(1, 2, 3)] = 1;
        inside[GRID.voxel(3, 4, 6)] = 1;
        final VolumeInfo image = VolumeInfo.of(GRID, Voxels.Kind.INT16, Modality.CT, Units.HU).withUids("1.1", "1.2", "1.3")
            .withTags(Map.of("SOPClassUID", UID.CTImageStorage, "SOPInstanceUID", "9.0\\9.1\\9.2\\9.3"));
        final Path file = m_folder.resolve("s.dcm");
        DicomSegWriter.write(file, List.of(Mask.of(new Segment(1, "GTV", 0xff0000).maskOn(image), inside)), false, Progress.NONE);
        final Attributes d = dataSet(file);
        final Attributes series = d.getNestedDataset(Tag.ReferencedSeriesSequence);
        assertEquals("1.2", series.getString(Tag.SeriesInstanceUID));
        final Sequence instances = series.getSequence(Tag.ReferencedInstanceSequence);
        assertEquals(4, instances.size());
        assertEquals(UID.CTImageStorage, instances.get(3).getString(Tag.ReferencedSOPClassUID));
        assertEquals("9.3", instances.get(3).getString(Tag.ReferencedSOPInstanceUID));
        final Sequence frames = d.getSequence(Tag.PerFrameFunctionalGroupsSequence);
        assertEquals(2, frames.size());
        for (int f = 0; f < 2; f++) {
            final Attributes derivation = frames.get(f).getNestedDataset(Tag.DerivationImageSequence);
            assertEquals("113076 DCM Segmentation", code(derivation, Tag.DerivationCodeSequence));
            final Attributes source = derivation.getNestedDataset(Tag.SourceImageSequence);
            assertEquals(UID.CTImageStorage, source.getString(Tag.ReferencedSOPClassUID));
            assertEquals(f == 0 ? "9.1" : "9.3", source.getString(Tag.ReferencedSOPInstanceUID));
            assertFalse(source.contains(Tag.ReferencedFrameNumber));
            assertEquals("121322 DCM Source image for image processing operation", code(source, Tag.PurposeOfReferenceCodeSequence));
        }
        final Segmentation again = SegmentationReader.read(file, Progress.NONE);
        assertEquals(Set.of("9.0", "9.1", "9.2", "9.3"), again.references().instanceUids());
        assertEquals(new Segment(1, "GTV", 0xff0000), again.segments().get(0));
        // frames of one file are told apart by their number; a file that names its images in frames only is understood, too
        DicomSegWriter.write(file, List.of(Mask.of(image.withTags(Map.of("SOPClassUID", UID.EnhancedCTImageStorage, "SOPInstanceUID", "9.7",
            "FrameNumber", "4\\3\\2\\1")), inside)), false, Progress.NONE);
        final Attributes multi = dataSet(file);
        assertEquals(1, multi.getNestedDataset(Tag.ReferencedSeriesSequence).getSequence(Tag.ReferencedInstanceSequence).size());
        final Attributes last = multi.getSequence(Tag.PerFrameFunctionalGroupsSequence).get(1).getNestedDataset(Tag.DerivationImageSequence)
            .getNestedDataset(Tag.SourceImageSequence);
        assertEquals("9.7/1", last.getString(Tag.ReferencedSOPInstanceUID) + "/" + last.getString(Tag.ReferencedFrameNumber));
        multi.remove(Tag.ReferencedSeriesSequence);
        assertEquals(Set.of("9.7"), read(multi).references().instanceUids());
    }

    @Test
    void decimalStringsHoldSixteenCharacters() {
        final Random random = new Random(5);
        for (int i = 0; i < 2000; i++) {
            final double v = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(12) - 7);
            final String text = DicomSegWriter.decimal(v);
            assertTrue(text.length() <= 16, text);
            assertEquals(v, Double.parseDouble(text), Math.max(1e-12, 1e-9 * Math.abs(v)));
        }
        assertEquals("0", DicomSegWriter.decimal(-0.0));
        assertEquals("-1234.5", DicomSegWriter.decimal(-1234.5));
    }
}
