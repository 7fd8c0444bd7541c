package org.petctflow.imaging.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.ElementDictionary;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.petctflow.base.Progress;
import org.petctflow.imaging.dicom.codec.FrameDecoder;
import org.petctflow.imaging.dicom.codec.PixelFormat;
import org.petctflow.imaging.nifti.NiftiReader;
import org.petctflow.imaging.synthetic.SyntheticCohort.Decay;
import org.petctflow.imaging.synthetic.SyntheticCohort.DrawnOn;
import org.petctflow.imaging.synthetic.SyntheticCohort.Grid;
import org.petctflow.imaging.synthetic.SyntheticCohort.Options;
import org.petctflow.imaging.synthetic.SyntheticCohort.PetUnits;
import org.petctflow.imaging.synthetic.SyntheticCohort.TransferSyntax;
import org.petctflow.imaging.synthetic.SyntheticCohort.Vendor;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Volume;

class SyntheticCohortTest {

    private static final Options TINY = Options.DEFAULT.withPatients(1, 21) //
        .withGrids(new Grid(30, 64, 8, 6), new Grid(24, 48, 10, 8));

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSSSSS");

    @TempDir
    private Path m_folder;

    private static int tag(final String keyword) {
        return ElementDictionary.tagForKeyword(keyword, null);
    }

    private record Slice(Attributes header, int[] stored, String transferSyntax) {

        String text(final String keyword) {
            return header.getString(tag(keyword));
        }

        double number(final String keyword) {
            return header.getDouble(tag(keyword), Double.NaN);
        }

        LocalDateTime time(final String what) {
            return LocalDateTime.parse(text(what + "Date") + text(what + "Time"), TIME);
        }
    }

    /** A series in the order of z; pixels are unpacked here from the bytes, except for compressed ones. */
    private static List<Slice> series(final Path folder) throws IOException {
        final TreeMap<Double, Slice> slices = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (final Path file : files.toList()) {
                try (DicomInputStream in = new DicomInputStream(file.toFile())) {
                    final Attributes a = in.readDataset();
                    final boolean big = in.getTransferSyntax().equals(UID.ExplicitVRBigEndian);
                    byte[] b;
                    if (a.getValue(Tag.PixelData) instanceof Fragments f) {
                        b = (byte[])f.get(1);
                        b = decode(in.getTransferSyntax(), a, b);
                    } else {
                        b = a.getBytes(Tag.PixelData);
                    }
                    final boolean signed = a.getInt(Tag.PixelRepresentation, -1) == 1;
                    final int[] stored = new int[b.length / 2];
                    for (int i = 0; i < stored.length; i++) {
                        final int v = big ? (b[2 * i] & 255) << 8 | b[2 * i + 1] & 255 : (b[2 * i + 1] & 255) << 8 | b[2 * i] & 255;
                        stored[i] = signed ? (short)v : v;
                    }
                    slices.put(a.getDouble(tag("ImagePositionPatient"), 2, Double.NaN),
                        new Slice(a, stored, in.getTransferSyntax()));
                }
            }
        }
        return new ArrayList<>(slices.values());
    }

    private static byte[] decode(final String transferSyntax, final Attributes header, final byte[] frame)
        throws IOException {
        final PixelFormat format = PixelFormat.of(header);
        final short[] stored = new short[format.pixels()];
        FrameDecoder.of(transferSyntax, format, false).decode(ByteBuffer.wrap(frame), stored, 0);
        final ByteBuffer bytes = ByteBuffer.allocate(2 * stored.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(stored);
        return bytes.array();
    }

    /** SUV by body weight of a rescaled value, from the headers alone: DICOM PS3.3 C.8.9 and the QIBA SUV pseudo-code. */
    private static double factor(final Slice slice) {
        final Attributes a = slice.header;
        final String units = slice.text("Units");
        if (units.equals("GML")) {
            assertEquals("BW", slice.text("SUVType"));
            return 1;
        }
        if (units.equals("CNTS")) {
            return a.getDouble("Philips PET Private Group", 0x70531000, VR.DS, Double.NaN);
        }
        final Attributes tracer = a.getNestedDataset(tag("RadiopharmaceuticalInformationSequence"));
        final LocalDateTime injection =
            LocalDateTime.parse(tracer.getString(tag("RadiopharmaceuticalStartDateTime")), TIME);
        final double dose = tracer.getDouble(tag("RadionuclideTotalDose"), Double.NaN);
        final double lambda = Math.log(2) / tracer.getDouble(tag("RadionuclideHalfLife"), Double.NaN);
        final double perBq = 1000 * slice.number("PatientWeight") / dose;
        return switch (slice.text("DecayCorrection")) {
            case "ADMIN" -> perBq;
            case "START" -> perBq
                * Math.exp(lambda * Duration.between(injection, slice.time("Series")).toMillis() / 1000);
            case "NONE" -> {
                final double x = lambda * a.getInt(tag("ActualFrameDuration"), 0) / 1000;
                yield perBq * x / (1 - Math.exp(-x))
                    * Math.exp(lambda * Duration.between(injection, slice.time("Acquisition")).toMillis() / 1000);
            }
            default -> Double.NaN;
        };
    }

    @ParameterizedTest
    @CsvSource({"SIEMENS,BQML,START,EXPLICIT_LITTLE_ENDIAN,CT", "GE,BQML,START,IMPLICIT_LITTLE_ENDIAN,PET",
        "PHILIPS,CNTS,START,EXPLICIT_BIG_ENDIAN,CT", "PHILIPS,BQML,ADMIN,RLE,CT", "SIEMENS,GML,ADMIN,DEFLATED,PET",
        "GE,BQML,NONE,RLE,PET", "PHILIPS,CNTS,NONE,IMPLICIT_LITTLE_ENDIAN,CT"})
    void filesHoldWhatTheCaseShows(final Vendor vendor, final PetUnits units, final Decay decay, final TransferSyntax syntax,
        final DrawnOn drawnOn) throws IOException {
        final Options o = TINY.withScanner(vendor, units, decay).withTransferSyntax(syntax).withSegmentation(drawnOn, true);
        SyntheticCohort.write(m_folder, o, 1, Progress.NONE);
        final SyntheticCase patient = SyntheticCase.of(o, 0);
        final Path folder = m_folder.resolve("SYN-0001");

        final List<Slice> ct = series(folder.resolve("CT"));
        assertGrid(patient.ct().geometry(), ct);
        final short[] hu = (short[])patient.ct().voxels().array();
        int i = 0;
        for (final Slice s : ct) {
            for (final int v : s.stored) {
                assertEquals(hu[i++], v * s.number("RescaleSlope") + s.number("RescaleIntercept"));
            }
        }

        final List<Slice> pet = series(folder.resolve("PET"));
        assertGrid(patient.pet().geometry(), pet);
        final float[] suv = (float[])patient.pet().voxels().array();
        i = 0;
        for (final Slice s : pet) {
            assertEquals(units.name(), s.text("Units"));
            assertEquals(decay.name(), s.text("DecayCorrection"));
            final double factor = factor(s);
            final double step = s.number("RescaleSlope") * factor;
            assertEquals(0, s.number("RescaleIntercept"));
            for (final int v : s.stored) {
                assertTrue(v >= 0, "no negative value");
                assertEquals(suv[i++], v * step, 0.501 * step + 1e-6);
            }
        }
        assertEquals(ct.get(0).text("FrameOfReferenceUID"), pet.get(0).text("FrameOfReferenceUID"));
        assertEquals(ct.get(0).text("StudyInstanceUID"), pet.get(0).text("StudyInstanceUID"));
        assertFalse(ct.get(0).text("SeriesInstanceUID").equals(pet.get(0).text("SeriesInstanceUID")));
        if (vendor == Vendor.GE) {
            assertEquals(pet.get(0).time("Series").format(TIME),
                pet.get(0).header.getString("GEMS_PETD_01", 0x0009100d, VR.DT, null));
        }
        if (vendor == Vendor.PHILIPS && decay != Decay.NONE) {
            // one factor leads to SUV at once, the other over Bq/ml: PS3.3 knows neither, both must agree
            final double toSuv = pet.get(0).header.getDouble("Philips PET Private Group", 0x70531000, VR.DS, Double.NaN);
            final double toBq = pet.get(0).header.getDouble("Philips PET Private Group", 0x70531009, VR.DS, Double.NaN);
            final String truth = Files.readAllLines(m_folder.resolve("truth.csv")).get(1);
            assertTrue(toBq > 0 && toSuv > 0 && truth.contains(String.format("%.9g", factor(pet.get(0)))), truth);
        }

        final Mask expected = drawnOn == DrawnOn.CT ? patient.mask() : patient.petMask();
        assertContours(folder.resolve("RTSTRUCT").resolve("0001.dcm"), expected, drawnOn == DrawnOn.CT ? ct : pet);
        final Volume nifti =
            NiftiReader.read(folder.resolve("mask").resolve("SYN-0001_GTV.nii.gz"), Progress.NONE).volume();
        assertTrue(nifti.geometry().sameGrid(expected.geometry(), 1e-3));
        assertArrayEquals(expected.toVolume().voxels().toDoubles(), nifti.voxels().toDoubles());
    }

    private static void assertGrid(final Geometry g, final List<Slice> slices) {
        assertEquals(g.slices(), slices.size());
        final Set<String> instances = new HashSet<>();
        for (int s = 0; s < slices.size(); s++) {
            final Attributes a = slices.get(s).header;
            assertArrayEquals(g.toPatient(s, 0, 0), a.getDoubles(tag("ImagePositionPatient")), 1e-4);
            assertArrayEquals(new double[]{1, 0, 0, 0, 1, 0}, a.getDoubles(tag("ImageOrientationPatient")));
            assertArrayEquals(new double[]{g.spacing(1), g.spacing(2)}, a.getDoubles(tag("PixelSpacing")));
            assertEquals(g.rows() * g.columns(), slices.get(s).stored.length);
            assertTrue(instances.add(slices.get(s).text("SOPInstanceUID")));
            assertEquals("SYN-0001", slices.get(s).text("PatientID"));
            assertEquals("Synthetic^Patient 0001", slices.get(s).text("PatientName"));
        }
    }

    /** Every voxel's centre by brute force: an odd number of edges to its right. */
    private static void assertContours(final Path file, final Mask mask, final List<Slice> slices) throws IOException {
        final Attributes a;
        try (DicomInputStream in = new DicomInputStream(file.toFile())) {
            a = in.readDataset();
        }
        final Set<String> known = new HashSet<>();
        slices.forEach(s -> known.add(s.text("SOPInstanceUID")));
        final Attributes roi = a.getNestedDataset(tag("StructureSetROISequence"));
        assertEquals("GTV", roi.getString(tag("ROIName")));
        assertEquals(slices.get(0).text("FrameOfReferenceUID"), roi.getString(tag("ReferencedFrameOfReferenceUID")));
        final Geometry g = mask.geometry();
        final byte[] inside = new byte[g.voxels()];
        final Sequence contours = a.getNestedDataset(tag("ROIContourSequence")).getSequence(tag("ContourSequence"));
        for (final Attributes contour : contours) {
            assertTrue(known.contains(
                contour.getNestedDataset(tag("ContourImageSequence")).getString(tag("ReferencedSOPInstanceUID"))));
            final double[] p = contour.getDoubles(tag("ContourData"));
            assertEquals(p.length, 3 * contour.getInt(tag("NumberOfContourPoints"), 0));
            final double slice = g.toIndex(p[0], p[1], p[2])[0];
            assertEquals(Math.rint(slice), slice, 1e-6);
            for (int r = 0; r < g.rows(); r++) {
                for (int c = 0; c < g.columns(); c++) {
                    final double[] q = g.toPatient(slice, r, c);
                    boolean in = false;
                    for (int i = 0, j = p.length - 3; i < p.length; j = i, i += 3) {
                        in ^= p[i + 1] > q[1] != p[j + 1] > q[1]
                            && q[0] < (p[j] - p[i]) * (q[1] - p[i + 1]) / (p[j + 1] - p[i + 1]) + p[i];
                    }
                    inside[g.voxel((int)Math.rint(slice), r, c)] = (byte)(in ? 1 : 0);
                }
            }
        }
        assertTrue(mask.count() > 10);
        assertArrayEquals(mask.inside(), inside);
    }

    private static Map<String, String> digests(final Path folder) throws Exception {
        final Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (final Path f : files.filter(Files::isRegularFile).toList()) {
                digests.put(folder.relativize(f).toString(),
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(f))));
            }
        }
        return digests;
    }

    @Test
    void bytesAreTheSameForAnyNumberOfThreadsAndWhenWrittenAnew() throws Exception {
        final Options o = TINY.withPatients(5, 22).withScanner(Vendor.MIXED, PetUnits.BQML, Decay.START)
            .withSegmentation(DrawnOn.CT, true).withSpoiled(Map.of(Spoil.MISSING_SLICE, 1));
        SyntheticCohort.write(m_folder.resolve("a"), o, 1, Progress.NONE);
        final Map<String, String> one = digests(m_folder.resolve("a"));
        SyntheticCohort.write(m_folder.resolve("b"), o.withPatients(7, 99), 3, Progress.NONE);
        final Map<String, String> other = digests(m_folder.resolve("b"));
        assertFalse(other.get("SYN-0001/CT/0001.dcm").equals(one.get("SYN-0001/CT/0001.dcm")));
        SyntheticCohort.write(m_folder.resolve("b"), o, 3, Progress.NONE);
        assertEquals(one, digests(m_folder.resolve("b")));
        assertEquals(5 * (30 + 24 + 1 + 1) - 1 + 3, one.size(), "a slice is missing, three tables are there");
    }

    @Test
    void tablesHaveMissingValuesAndAnUnknown() throws IOException {
        final Options o = TINY.withPatients(12, 23);
        SyntheticCohort.write(m_folder, o, 2, Progress.NONE);
        final List<String> lines = Files.readAllLines(m_folder.resolve("clinical.csv"));
        assertEquals("patient_id,age,sex,smoking,stage,location,cea_ng_ml,EGFR,subtype", lines.get(0));
        assertEquals(13, lines.size());
        assertEquals(1, lines.stream().filter(l -> l.contains(",Unknown,")).count());
        assertTrue(lines.stream().anyMatch(l -> l.contains(",,")), "a missing value");
        assertEquals(6, lines.stream().filter(l -> l.endsWith(",adenocarcinoma")).count());
        assertEquals(6, lines.stream().filter(l -> l.contains(",1,")).count());
        final List<String> truth = Files.readAllLines(m_folder.resolve("truth.csv"));
        assertEquals(13, truth.size());
        assertEquals(truth.get(0).split(",").length, truth.get(12).split(",", -1).length);
        SyntheticCohort.write(m_folder, o.withMissingShare(0), 2, Progress.NONE);
        assertTrue(Files.readAllLines(m_folder.resolve("clinical.csv")).stream().noneMatch(l -> l.contains(",,")));
    }

    @Test
    void aFolderOfOthersIsLeftAlone() throws IOException {
        final Path stranger = m_folder.resolve("notes.txt");
        Files.writeString(stranger, "mine");
        final IOException refused =
            assertThrows(IOException.class, () -> SyntheticCohort.write(m_folder, TINY, 1, Progress.NONE));
        assertTrue(refused.getMessage().contains("is not empty and is no synthetic cohort"), refused.getMessage());
        assertEquals("mine", Files.readString(stranger));
        final IOException file =
            assertThrows(IOException.class, () -> SyntheticCohort.write(stranger, TINY, 1, Progress.NONE));
        assertTrue(file.getMessage().contains("it is a file"), file.getMessage());

        final Path own = m_folder.resolve("own");
        SyntheticCohort.write(own, TINY, 1, Progress.NONE);
        final Path note = own.resolve("SYN-0001").resolve("reading.txt");
        Files.writeString(note, "mine, too");
        assertTrue(assertThrows(IOException.class, () -> SyntheticCohort.write(own, TINY, 1, Progress.NONE)).getMessage()
            .contains("reading.txt is none of its files"));
        assertTrue(Files.exists(own.resolve("SYN-0001").resolve("CT").resolve("0001.dcm")), "nothing was deleted");
        Files.delete(note);
        Files.writeString(own.resolve("beside.txt"), "stays");
        SyntheticCohort.write(own, TINY, 1, Progress.NONE);
        assertEquals("stays", Files.readString(own.resolve("beside.txt")));
    }

    @Test
    void cancelledLeavesNothing() throws IOException {
        final Path folder = m_folder.resolve("new");
        final Progress impatient = new Progress() {
            private volatile boolean m_cancelled;

            @Override
            public void report(final double fraction, final String message) {
                m_cancelled = true;
            }

            @Override
            public boolean isCancelled() {
                return m_cancelled;
            }
        };
        assertThrows(CancellationException.class,
            () -> SyntheticCohort.write(folder, TINY.withPatients(20, 3), 2, impatient));
        assertFalse(Files.exists(folder));
        // what a killed program leaves is taken away by the next run
        Files.createDirectories(folder.resolve(".part-SYN-0003").resolve("CT"));
        Files.write(folder.resolve(".part-SYN-0003").resolve("CT").resolve("0001.dcm"), new byte[3]);
        Files.writeString(folder.resolve("cohort.txt"), CohortFolder.FIRST_LINE + "\n", StandardCharsets.UTF_8);
        SyntheticCohort.write(folder, TINY, 1, Progress.NONE);
        assertFalse(Files.exists(folder.resolve(".part-SYN-0003")));
        assertTrue(Files.exists(folder.resolve("truth.csv")));
    }

    @Test
    void runsPackIntoFewBytesAndComeBack() throws IOException {
        final byte[] frame = new byte[2 * 300 * 4];
        for (int i = 0; i < frame.length; i++) {
            frame[i] = (byte)(i % 600 < 300 ? i / 7 : i * 31);
        }
        final Attributes header = new Attributes();
        header.setInt(Tag.Rows, VR.US, 4);
        header.setInt(Tag.Columns, VR.US, 300);
        header.setInt(Tag.BitsAllocated, VR.US, 16);
        header.setInt(Tag.BitsStored, VR.US, 16);
        header.setInt(Tag.HighBit, VR.US, 15);
        header.setInt(Tag.SamplesPerPixel, VR.US, 1);
        header.setInt(Tag.PixelRepresentation, VR.US, 0);
        header.setString(tag("PhotometricInterpretation"), VR.CS, "MONOCHROME2");
        assertArrayEquals(frame, decode(UID.RLELossless, header, RleEncoder.encode(frame, 300)));
        final byte[] flat = new byte[2 * 300 * 4];
        assertArrayEquals(flat, decode(UID.RLELossless, header, RleEncoder.encode(flat, 300)));
        assertTrue(RleEncoder.encode(flat, 300).length < 64 + 2 * 4 * 3 * 2 + 2);
    }

    @Test
    void decimalStringsFit() {
        for (final double v : new double[]{0.1, -123456.789, Math.PI * 1e-7, -Math.E * 1e12, 1.0 / 3, -1.0 / 3e5, 0, 4e8}) {
            final String text = Header.decimal(v);
            assertTrue(text.length() <= 16, text);
            assertEquals(v, Double.parseDouble(text), Math.abs(v) * 1e-8);
        }
    }
}
