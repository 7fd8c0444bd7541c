package org.petctflow.imaging.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.petctflow.base.Progress;
import org.petctflow.imaging.dicom.GeometryProblem.Policy;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;

final class DicomScannerTest {

    private static final int PIXELS = TestImages.ROWS * TestImages.COLUMNS;

    @TempDir
    Path m_folder;

    private int m_files;

    private void add(final Attributes a) throws IOException {
        // names say nothing of the order
        TestImages.write(m_folder.resolve("d" + m_files % 3).resolve("f" + (m_files * 7919 % 1000)), a);
        m_files++;
    }

    private Scan scan(final ScanOptions options) throws IOException {
        return DicomScanner.scan(m_folder, options, Progress.NONE);
    }

    private Scan scan() throws IOException {
        return scan(ScanOptions.defaults());
    }

    private SeriesRecord only(final ScanOptions options) throws IOException {
        final List<SeriesRecord> series = scan(options).series();
        assertEquals(1, series.size());
        return series.get(0);
    }

    private SeriesRecord only() throws IOException {
        return only(ScanOptions.defaults());
    }

    private static Volume read(final SeriesRecord series) throws IOException {
        assertEquals("", series.refusal());
        return SeriesReader.read(series, 2, Progress.NONE);
    }

    private static void position(final Attributes a, final double x, final double y, final double z) {
        a.setDouble(Tag.ImagePositionPatient, VR.DS, x, y, z);
    }

    private static Attributes same(final Attributes a, final String instance) {
        a.setString(Tag.SOPInstanceUID, VR.UI, TestImages.uid("77." + instance));
        return a;
    }

    private static void assertWarned(final String words, final SeriesRecord r) {
        assertTrue(r.warnings().stream().anyMatch(w -> w.contains(words)), r.warnings().toString());
    }

    // ---- slices become a volume

    @Test
    void slicesAreSortedAlongTheirNormalWhateverFilesAreCalled() throws IOException {
        for (final int s : new int[]{3, 0, 4, 1, 2}) {
            add(TestImages.ct(100 + 3 * s, 100 * s));
        }
        final SeriesRecord r = only();
        assertEquals(Modality.CT, r.modality());
        assertEquals(Units.HU, r.unit());
        assertEquals(5, r.images());
        final Volume v = read(r);
        assertEquals(5, v.geometry().slices());
        assertArrayEquals(new double[]{3, 2, 1}, v.geometry().spacing(), 1e-12);
        assertArrayEquals(new double[]{-10, -20, 100}, v.geometry().origin(), 1e-12);
        assertArrayEquals(new double[]{0, 0, 1, 0, 1, 0, 1, 0, 0}, v.geometry().direction(), 1e-12);
        assertEquals(Voxels.Kind.INT16, v.voxels().kind());
        for (int s = 0; s < 5; s++) {
            for (int i = 0; i < PIXELS; i++) {
                assertEquals(100 * s + i - 1024, v.voxels().get(s * PIXELS + i));
            }
        }
    }

    @Test
    void aSagittalOrObliqueSeriesAdvancesAlongItsNormal() throws IOException {
        final double c = Math.cos(0.3);
        final double s = Math.sin(0.3);
        for (int i = 0; i < 3; i++) {
            final Attributes a = TestImages.ct(i, 100 * i);
            a.setDouble(Tag.ImageOrientationPatient, VR.DS, 0, c, s, 0, -s, c);
            position(a, 5 - 2.5 * i, 6, 7);
            add(a);
        }
        final Volume v = read(only());
        // the normal is rows x columns = +x: the first slice is the one that was sent last
        assertArrayEquals(new double[]{1, 0, 0, 0, -s, c, 0, c, s}, v.geometry().direction(), 1e-12);
        assertArrayEquals(new double[]{0, 6, 7}, v.geometry().origin(), 1e-12);
        assertEquals(2.5, v.geometry().spacing(0), 1e-12);
        assertEquals(200 - 1024, v.voxels().get(0));
    }

    @Test
    void everySliceHasItsOwnSlope() throws IOException {
        for (int s = 0; s < 3; s++) {
            final Attributes a = TestImages.pet(3 * s, 10, 0.5 + s);
            a.setString(Tag.AcquisitionTime, VR.TM, "11000" + s);
            add(a);
        }
        final SeriesRecord r = only();
        final Volume v = read(r);
        assertEquals(Units.BQML, r.unit());
        assertEquals(Voxels.Kind.FLOAT32, v.voxels().kind());
        for (int s = 0; s < 3; s++) {
            assertEquals((float)((10 + 7) * (0.5 + s)), v.voxels().get(s * PIXELS + 7));
        }
        assertEquals("0.5\\1.5\\2.5", v.info().tags().get(DicomTags.RESCALE_SLOPE));
        assertEquals("110000\\110001\\110002", v.info().tags().get("AcquisitionTime"));
        assertEquals("370000000", v.info().tags().get(DicomTags.TOTAL_DOSE));
        assertEquals("ATTN|DECY", v.info().tags().get(DicomTags.CORRECTED_IMAGE));
    }

    @Test
    void theNumberOfThreadsChangesNothing() throws IOException {
        for (int s = 0; s < 70; s++) {
            add(TestImages.ct(3 * s, s));
        }
        add(TestImages.pet(0, 1, 1));
        final Scan one = scan(ScanOptions.defaults().withThreads(1));
        final Scan four = scan(ScanOptions.defaults().withThreads(4));
        assertEquals(one.series().size(), four.series().size());
        for (int i = 0; i < one.series().size(); i++) {
            assertEquals(one.series().get(i).info(), four.series().get(i).info());
            assertArrayEquals(SeriesReader.read(one.series().get(i), 1, Progress.NONE).voxels().toDoubles(),
                SeriesReader.read(four.series().get(i), 4, Progress.NONE).voxels().toDoubles());
        }
    }

    @Test
    void cancellingStopsScanAndReading() throws IOException {
        add(TestImages.ct(0, 0));
        final Progress cancelled = new Progress() {
            @Override
            public void report(final double fraction, final String message) {
                // nobody listens
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThrows(CancellationException.class, () -> DicomScanner.scan(m_folder, ScanOptions.defaults(), cancelled));
        final SeriesRecord r = only();
        assertThrows(CancellationException.class, () -> SeriesReader.read(r, 1, cancelled));
    }

    // ---- geometry that is no grid

    @Test
    void roundedPositionsAreToleratedWithTheMeanSpacing() throws IOException {
        double z = 0;
        for (int s = 0; s < 20; s++) {
            add(TestImages.ct(z, s));
            z += s % 2 == 0 ? 3.27 : 3.29;
        }
        final SeriesRecord r = only();
        assertEquals("", r.refusal());
        assertEquals((10 * 3.27 + 9 * 3.29) / 19, r.geometry().spacing(0), 1e-9);
        assertTrue(r.warnings().isEmpty(), r.warnings().toString());
    }

    /** A value that is linear in the patient's coordinates: linear interpolation must give it exactly. */
    private static Attributes ramp(final double x, final double y, final double z, final double[] orientation) {
        final Attributes a = TestImages.ct(z, 0);
        a.setDouble(Tag.ImageOrientationPatient, VR.DS, orientation);
        position(a, x, y, z);
        final short[] values = new short[12 * 10];
        for (int row = 0; row < 12; row++) {
            for (int col = 0; col < 10; col++) {
                final double[] p = new double[3];
                for (int i = 0; i < 3; i++) {
                    p[i] = new double[]{x, y, z}[i] + col * orientation[i] + row * 2 * orientation[3 + i];
                }
                values[row * 10 + col] = (short)Math.rint(linear(p));
            }
        }
        TestImages.pixels(a, 12, 10, 16, 15, true, values);
        a.setString(Tag.RescaleSlope, VR.DS, "0.01");
        a.setString(Tag.RescaleIntercept, VR.DS, "0");
        return a;
    }

    private static double linear(final double[] p) {
        return 100 * (20 + 2 * p[0] - 3 * p[1] + 1.5 * p[2]);
    }

    private static void assertRamp(final Volume v, final double tolerance, final int margin) {
        int checked = 0;
        for (int s = 0; s < v.geometry().slices(); s++) {
            for (int r = 0; r < v.geometry().rows(); r++) {
                for (int c = 0; c < v.geometry().columns(); c++) {
                    final double value = v.get(s, r, c);
                    if (r < margin || r >= v.geometry().rows() - margin) {
                        continue;
                    }
                    assertEquals(linear(v.geometry().toPatient(s, r, c)) / 100, value, tolerance, s + " " + r + " " + c);
                    checked++;
                }
            }
        }
        assertTrue(checked > 100);
    }

    private static final double[] AXIAL = {1, 0, 0, 0, 1, 0};

    @Test
    void aMissingSliceIsRefusedToleratedOrInterpolated() throws IOException {
        for (final int s : new int[]{0, 1, 2, 4, 5}) {
            add(ramp(0, 0, 5 * s, AXIAL));
        }
        final SeriesRecord refused = only();
        assertTrue(refused.refusal().contains("1 slice is missing: between (0, 0, 10) mm and (0, 0, 20) mm"), refused.refusal());
        assertEquals(null, refused.geometry());
        final IOException e = assertThrows(IOException.class, () -> SeriesReader.read(refused, 1, Progress.NONE));
        assertTrue(e.getMessage().contains("1 slice is missing"));
        final SeriesRecord warned = only(ScanOptions.defaults().with(GeometryProblem.MISSING_SLICES, Policy.WARN));
        assertWarned("read as if they were regular", warned);
        assertEquals(5, read(warned).geometry().slices());
        final SeriesRecord regular = only(ScanOptions.defaults().with(GeometryProblem.MISSING_SLICES, Policy.REGULARISE));
        assertWarned("interpolated", regular);
        final Volume v = read(regular);
        assertEquals(6, v.geometry().slices());
        assertEquals(5, v.geometry().spacing(0), 1e-12);
        assertRamp(v, 1e-4, 0);
    }

    @Test
    void aGapOfManySlicesIsNeverInvented() throws IOException {
        for (final int s : new int[]{0, 1, 2, 7, 8, 9}) {
            add(ramp(0, 0, 5 * s, AXIAL));
        }
        final SeriesRecord r = only(ScanOptions.defaults().withPolicy(Policy.REGULARISE));
        assertTrue(r.refusal().contains("a gap of 4 slices is too wide"), r.refusal());
    }

    @Test
    void varyingSpacingIsInterpolatedOntoTheUsualOne() throws IOException {
        for (final double z : new double[]{0, 3, 6, 10.4, 13.2, 16, 19.5}) {
            add(ramp(0, 0, z, AXIAL));
        }
        assertTrue(only().refusal().contains("vary from 2.8 to 4.4 mm"), only().refusal());
        final Volume v = read(only(ScanOptions.defaults().withPolicy(Policy.REGULARISE)));
        assertEquals(7, v.geometry().slices());
        assertRamp(v, 0.02, 0);
    }

    @Test
    void aTiltedGantryIsNamedAndDeskewed() throws IOException {
        final double angle = Math.toRadians(14);
        final double[] tilted = {1, 0, 0, 0, Math.cos(angle), -Math.sin(angle)};
        for (int s = 0; s < 6; s++) {
            add(ramp(-3, 4, 5 * s, tilted));
        }
        final SeriesRecord refused = only();
        assertTrue(refused.refusal().contains("gantry was tilted"), refused.refusal());
        assertTrue(refused.refusal().contains("14.0 degrees"), refused.refusal());
        final Volume v = read(only(ScanOptions.defaults().with(GeometryProblem.GANTRY_TILT, Policy.REGULARISE)));
        assertEquals(6, v.geometry().slices());
        assertEquals(5 * Math.cos(angle), v.geometry().spacing(0), 1e-9);
        // inside of the slices; the grid is larger by the shift
        assertTrue(v.geometry().rows() > 12);
        assertRamp(v, 0.02, v.geometry().rows() - 11);
    }

    @Test
    void stackedSlicesAreNoVolume() throws IOException {
        for (int i = 0; i < 4; i++) {
            final Attributes a = TestImages.ct(61.5, i);
            a.setInt(Tag.AcquisitionNumber, VR.IS, i);
            a.setInt(Tag.InstanceNumber, VR.IS, 23 + i);
            add(a);
        }
        assertTrue(only(ScanOptions.defaults().withPolicy(Policy.REGULARISE)).refusal().contains("all 4 images lie at one"));
    }

    @Test
    void duplicatesThatNothingTellsApartAreRefusedOrThinnedOut() throws IOException {
        for (int s = 0; s < 4; s++) {
            add(TestImages.ct(3 * s, 100 * s));
            add(same(TestImages.ct(3 * s, 100 * s + 50), "1" + s));
        }
        assertTrue(only().refusal().contains("4 of 8 images lie where another one lies"), only().refusal());
        final SeriesRecord r = only(ScanOptions.defaults().withPolicy(Policy.WARN));
        assertWarned("the first of each was taken", r);
        assertEquals(4, read(r).geometry().slices());
    }

    @Test
    void copiesOfAFileAreReadOnce() throws IOException {
        for (int s = 0; s < 3; s++) {
            add(TestImages.ct(3 * s, s));
            add(TestImages.ct(3 * s, s));
        }
        final SeriesRecord r = only();
        assertEquals(3, read(r).geometry().slices());
        assertWarned("3 images were there twice", r);
    }

    @Test
    void imagesWithoutAPlaceAreRefusedWithTheMissingElement() throws IOException {
        for (int s = 0; s < 2; s++) {
            final Attributes a = TestImages.ct(s, s);
            a.remove(Tag.ImagePositionPatient);
            add(a);
        }
        assertTrue(only().refusal().contains("ImagePositionPatient (0020,0032) is missing"));
    }

    // ---- series that hold several volumes

    @Test
    void orientationsAndSizesBecomeVolumesOfTheirOwn() throws IOException {
        for (int s = 0; s < 3; s++) {
            add(TestImages.ct(3 * s, s));
            final Attributes coronal = same(TestImages.ct(0, s), "2" + s);
            coronal.setDouble(Tag.ImageOrientationPatient, VR.DS, 1, 0, 0, 0, 0, -1);
            position(coronal, 0, 3 * s, 0);
            add(coronal);
        }
        final List<SeriesRecord> series = scan().series();
        assertEquals(2, series.size());
        for (final SeriesRecord r : series) {
            assertEquals(3, read(r).geometry().slices());
            assertWarned("2 sizes, spacings or orientations", r);
            assertEquals(2, r.parts());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TemporalPositionIdentifier", "TriggerTime", "ImageType", "ConvolutionKernel", "AcquisitionNumber",
        "FrameReferenceTime", "ImageIndex"})
    void framesGatesAndReconstructionsAreToldApart(final String key) throws IOException {
        for (int frame = 0; frame < 3; frame++) {
            for (int s = 0; s < 4; s++) {
                final Attributes a = same(TestImages.pet(3 * s, 100 * frame, 1), frame + "." + s);
                switch (key) {
                    case "TemporalPositionIdentifier" -> a.setInt(Tag.TemporalPositionIdentifier, VR.IS, frame + 1);
                    case "TriggerTime" -> a.setString(Tag.TriggerTime, VR.DS, "" + 100 * frame);
                    case "ImageType" -> a.setString(Tag.ImageType, VR.CS, "ORIGINAL", "PRIMARY", "KIND" + frame);
                    case "ConvolutionKernel" -> a.setString(Tag.ConvolutionKernel, VR.SH, "B" + frame);
                    case "AcquisitionNumber" -> a.setInt(Tag.AcquisitionNumber, VR.IS, frame);
                    case "FrameReferenceTime" -> a.setString(Tag.FrameReferenceTime, VR.DS, "" + (500 + 1000 * frame));
                    default -> {
                        a.setInt(Tag.NumberOfSlices, VR.US, 4);
                        a.setInt(Tag.NumberOfTimeSlices, VR.US, 3);
                        a.setInt(Tag.ImageIndex, VR.US, 1 + 4 * frame + s);
                    }
                }
                // every image has a time of its own: that alone tells nothing
                a.setString(Tag.ContentTime, VR.TM, "1100" + frame + s);
                add(a);
            }
        }
        final List<SeriesRecord> series = scan().series();
        assertEquals(3, series.size());
        for (int frame = 0; frame < 3; frame++) {
            final Volume v = read(series.get(frame));
            assertEquals(4, v.geometry().slices());
            assertEquals(100 * frame, v.voxels().get(0));
            assertFalse(series.get(frame).part().isEmpty());
        }
    }

    @Test
    void overlappingBedsAreToldApartButAGapStaysAGap() throws IOException {
        for (int bed = 0; bed < 2; bed++) {
            for (int s = 0; s < 6; s++) {
                final Attributes a = same(TestImages.pet(3 * s + 16.5 * bed - 3 * bed, 0, 1), bed + "." + s);
                a.setInt(Tag.AcquisitionNumber, VR.IS, bed + 1);
                add(a);
            }
        }
        final List<SeriesRecord> beds = scan().series();
        assertEquals(2, beds.size());
        assertEquals(6, read(beds.get(0)).geometry().slices());
        assertTrue(beds.get(1).part().contains("AcquisitionNumber 2"), beds.get(1).part());
    }

    @Test
    void bedsThatDoNotOverlapStayASeriesWithAGap() throws IOException {
        for (int bed = 0; bed < 2; bed++) {
            for (int s = 0; s < 6; s++) {
                final Attributes a = TestImages.pet(3 * s + 24 * bed, 0, 1);
                a.setInt(Tag.AcquisitionNumber, VR.IS, bed + 1);
                add(a);
            }
        }
        assertTrue(only().refusal().contains("2 slices are missing"), only().refusal());
    }

    @Test
    void uncorrectedImagesLocalizersAndProjectionsAreSetApart() throws IOException {
        for (int s = 0; s < 3; s++) {
            add(TestImages.pet(3 * s, 1, 1));
            final Attributes nac = same(TestImages.pet(3 * s, 2, 1), "3" + s);
            nac.setString(Tag.CorrectedImage, VR.CS, "DECY");
            add(nac);
            final Attributes mip = same(TestImages.pet(0, 3, 1), "4" + s);
            mip.setString(Tag.ImageType, VR.CS, "DERIVED", "SECONDARY", "MIP");
            add(mip);
        }
        final Attributes scout = TestImages.ct(0, 0);
        scout.setString(Tag.ImageType, VR.CS, "ORIGINAL", "PRIMARY", "LOCALIZER");
        add(scout);
        final List<SeriesRecord> series = scan().series();
        assertEquals(4, series.size());
        assertEquals(1, series.stream().filter(r -> r.kind() == SeriesRecord.Kind.LOCALIZER).count());
        assertEquals(1, series.stream().filter(r -> r.kind() == SeriesRecord.Kind.PROJECTION).count());
        final SeriesRecord nac = series.stream().filter(r -> !r.attenuationCorrected()).findFirst().orElseThrow();
        assertWarned("attenuation was not corrected", nac);
        assertEquals(2, read(nac).voxels().get(0));
    }

    // ---- files that are no images, or broken

    @Test
    void whatIsNoDicomIsCountedAndWhatIsBrokenIsReported() throws IOException {
        for (int s = 0; s < 3; s++) {
            add(TestImages.ct(3 * s, s));
        }
        Files.writeString(m_folder.resolve("notes.txt"), "The patient was injected at ten o'clock, and nothing else happened.");
        Files.writeString(m_folder.resolve("fake.dcm"), "This is no DICOM file, whatever its name says, and long enough to tell.");
        Files.createFile(m_folder.resolve("empty.DCM"));
        Files.createFile(m_folder.resolve(".DS_Store"));
        final Path pet = TestImages.write(m_folder.resolve("cut.dcm"), TestImages.pet(0, 1, 1));
        Files.write(pet, Arrays.copyOf(Files.readAllBytes(pet), (int)Files.size(pet) - 5));
        final Attributes rt = new Attributes();
        rt.setString(Tag.SOPClassUID, VR.UI, UID.RTStructureSetStorage);
        rt.setString(Tag.SOPInstanceUID, VR.UI, TestImages.uid("55"));
        rt.setString(Tag.Modality, VR.CS, "RTSTRUCT");
        rt.setString(Tag.StudyInstanceUID, VR.UI, TestImages.uid("1"));
        rt.setString(Tag.PatientID, VR.LO, "4711-GEHEIM");
        TestImages.write(m_folder.resolve("rt"), rt);
        final Scan scan = scan();
        assertEquals(9, scan.files());
        assertEquals(4, scan.notDicom());
        assertEquals(1, scan.series().size());
        assertEquals(1, scan.objects().size());
        assertEquals("RTSTRUCT", scan.objects().get(0).modality());
        assertEquals(scan.series().get(0).patientKey(), scan.objects().get(0).patientKey());
        assertEquals(3, scan.problems().size());
        assertEquals("cut.dcm", scan.problems().get(0).path().getFileName().toString());
        assertTrue(scan.problems().get(0).reason().contains("truncated: pixel data (7FE0,0010)"));
        assertEquals("the file is empty", scan.problems().get(1).reason());
        assertTrue(scan.problems().get(2).reason().contains("does not begin like one"));
    }

    @Test
    void aSeriesWithADamagedFileLacksASlice() throws IOException {
        for (int s = 0; s < 4; s++) {
            add(TestImages.ct(3 * s, s));
        }
        final Path last = TestImages.write(m_folder.resolve("last"), TestImages.ct(12, 4));
        Files.write(last, Arrays.copyOf(Files.readAllBytes(last), (int)Files.size(last) - 1));
        assertTrue(only().refusal().contains("1 file of the series could not be read"), only().refusal());
        final SeriesRecord r = only(ScanOptions.defaults().withPolicy(Policy.WARN));
        assertEquals(4, read(r).geometry().slices());
        assertWarned("could not be read", r);
    }

    @Test
    void aMissingFolderIsNamedAndAnEmptyOneIsEmpty() throws IOException {
        final IOException e = assertThrows(IOException.class,
            () -> DicomScanner.scan(m_folder.resolve("nowhere"), ScanOptions.defaults(), Progress.NONE));
        assertTrue(e.getMessage().contains("nowhere does not exist"));
        final Scan empty = scan();
        assertEquals(0, empty.files());
        assertTrue(empty.series().isEmpty());
    }

    @Test
    void linksAreCountedAndLoopsAreReported() throws IOException {
        add(TestImages.ct(0, 0));
        final Path outside = Files.createTempDirectory("petctflow");
        try {
            TestImages.write(outside.resolve("other"), TestImages.pet(0, 0, 1));
            Files.createSymbolicLink(m_folder.resolve("out"), outside);
            Files.createSymbolicLink(m_folder.resolve("loop"), m_folder);
            final Scan closed = scan();
            assertEquals(2, closed.links());
            assertEquals(1, closed.series().size());
            final Scan open = scan(ScanOptions.defaults().withFollowLinks(true));
            assertEquals(2, open.series().size());
            assertEquals(1, open.problems().size());
            assertTrue(open.problems().get(0).reason().contains("leads back"));
        } finally {
            Files.delete(outside.resolve("other"));
            Files.delete(outside);
        }
    }

    @Test
    void aFileThatChangedSinceTheScanIsNotRead() throws IOException {
        add(TestImages.ct(0, 0));
        final SeriesRecord r = only();
        Files.setLastModifiedTime(m_folder.resolve("d0/f0"), FileTime.fromMillis(1000));
        final IOException e = assertThrows(IOException.class, () -> SeriesReader.read(r, 1, Progress.NONE));
        assertTrue(e.getMessage().contains("changed since"), e.getMessage());
    }

    @Test
    void aDirectoryFileIsIgnored() throws IOException {
        final Attributes dir = new Attributes();
        dir.setString(Tag.SOPClassUID, VR.UI, UID.MediaStorageDirectoryStorage);
        dir.setString(Tag.SOPInstanceUID, VR.UI, TestImages.uid("66"));
        dir.newSequence(Tag.DirectoryRecordSequence, 1).add(new Attributes());
        TestImages.write(m_folder.resolve("DICOMDIR"), dir);
        final Scan scan = scan();
        assertEquals(1, scan.notDicom());
        assertTrue(scan.problems().isEmpty());
    }

    @Test
    void otherModalitiesAreFilteredAndCounted() throws IOException {
        add(TestImages.ct(0, 0));
        add(TestImages.pet(0, 0, 1));
        final Scan scan = scan(ScanOptions.defaults().withModalities("pt"));
        assertEquals(1, scan.filtered());
        assertEquals(Modality.PET, scan.series().get(0).modality());
    }

    // ---- privacy

    @Test
    void nothingOfARecordNamesThePatient() throws IOException {
        for (int s = 0; s < 3; s++) {
            add(TestImages.ct(3 * s, s));
        }
        final SeriesRecord r = only();
        final String everything = (r.info() + " " + r.tags() + " " + r.warnings() + " " + r.description() + " " + r.patientKey())
            .toLowerCase();
        for (final String secret : List.of("musterfrau", "erika", "geheim", "4711", "19640812")) {
            assertFalse(everything.contains(secret), secret);
        }
        assertEquals("Thorax *** ***", r.description());
        assertTrue(r.patientKey().matches("P-[0-9a-f]{16}"), r.patientKey());
        assertEquals(r.patientKey(), only().patientKey());
        assertEquals(PatientKeys.pseudonyms().of("4711-GEHEIM", ""), r.patientKey());
        final String secret = only(ScanOptions.defaults().withKeys(PatientKeys.pseudonyms("key"))).patientKey();
        assertFalse(secret.equals(r.patientKey()));
        final SeriesRecord plain = only(ScanOptions.defaults().withKeys(PatientKeys.plainIds()));
        assertEquals("4711-GEHEIM", plain.patientKey());
        assertEquals("Thorax *** 4711-geheim", plain.description());
    }

    /** RFC 2104 with SHA-256 of RFC 4231's second case: key "Jefe". */
    @Test
    void keysAreHmacSha256() {
        // HMAC-SHA-256("Jefe", "what do ya want for nothing?|") with Python's hmac module
        assertEquals("P-e4afe1518e104e5e", PatientKeys.pseudonyms("Jefe").of("what do ya want for nothing?", ""));
    }

    @Test
    void optionsCheckThemselves() {
        assertThrows(IllegalArgumentException.class, () -> ScanOptions.defaults().withThreads(0));
        assertEquals(Policy.REFUSE, ScanOptions.defaults().withPolicy(Policy.WARN).policies().get(GeometryProblem.ONE_POSITION));
        assertEquals(Set.of("CT", "PT"), ScanOptions.defaults().withModalities("ct", " PT").modalities());
    }
}
