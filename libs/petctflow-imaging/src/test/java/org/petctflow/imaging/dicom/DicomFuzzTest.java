package org.petctflow.imaging.dicom;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petctflow.base.Progress;
import org.petctflow.imaging.Fuzzer;
import org.petctflow.imaging.suv.SuvNormalizer;
import org.petctflow.imaging.suv.SuvOptions;

/** Damaged DICOM files: 1,000 as images and 1,000 as data sets; {@code -Dpetctflow.fuzz=100000} tries that many of each. */
final class DicomFuzzTest {

    private static final int COUNT = Integer.getInteger("petctflow.fuzz", 1000);

    @TempDir
    Path m_folder;

    private List<Fuzzer.Seed> seeds() throws IOException {
        final List<Fuzzer.Seed> seeds = new ArrayList<>();
        for (final String syntax : new String[]{UID.ImplicitVRLittleEndian, UID.ExplicitVRLittleEndian, UID.ExplicitVRBigEndian,
            UID.DeflatedExplicitVRLittleEndian}) {
            final Attributes pet = TestImages.pet(3, 1, 0.5);
            pet.setString("Philips PET Private Group", 0x70531000, VR.DS, "0.000551");
            seeds.add(file(TestImages.ct(0, 5), syntax));
            seeds.add(file(pet, syntax));
            seeds.add(file(SeriesReaderTest.multiframe(4, true), syntax));
        }
        final Attributes lut = TestImages.ct(0, 5);
        final Attributes table = new Attributes();
        table.setInt(Tag.LUTDescriptor, VR.US, 3, 10, 16);
        table.setInt(Tag.LUTData, VR.US, 5, 500, 50000);
        lut.newSequence(Tag.ModalityLUTSequence, 1).add(table);
        seeds.add(file(lut, UID.ExplicitVRLittleEndian));
        seeds.add(file(RealWorldMappingsTest.withOwnMappings(), UID.ExplicitVRLittleEndian));
        seeds.add(file(RealWorldMappingsTest.anObject(), UID.ImplicitVRLittleEndian));
        // frames of the decoders' own tests, 37 x 53 pixels
        final String[][] frames = {{"ls-12-1-0-0.jls", UID.JPEGLSLossless}, {"j2k-12.j2k", UID.JPEG2000Lossless},
            {"jpeg-u12-sv1.jpg", UID.JPEGLosslessSV1}, {"baseline-u8.jpg", UID.JPEGBaseline8Bit}};
        for (final String[] frame : frames) {
            final Attributes a = TestImages.ct(0, 0);
            a.setInt(Tag.Rows, VR.US, 37);
            a.setInt(Tag.Columns, VR.US, 53);
            if (frame[0].contains("u8")) {
                a.setInt(Tag.BitsAllocated, VR.US, 8);
                a.setInt(Tag.BitsStored, VR.US, 8);
                a.setInt(Tag.HighBit, VR.US, 7);
            }
            final Fragments fragments = a.newFragments(Tag.PixelData, VR.OB, 2);
            fragments.add(new byte[0]);
            try (InputStream in = DicomFuzzTest.class.getResourceAsStream("codec/" + frame[0])) {
                assertNotNull(in, frame[0]);
                final byte[] b = in.readAllBytes();
                fragments.add(b.length % 2 == 0 ? b : Arrays.copyOf(b, b.length + 1));
            }
            seeds.add(file(a, frame[1]));
        }
        return seeds;
    }

    private Fuzzer.Seed file(final Attributes a, final String syntax) throws IOException {
        return new Fuzzer.Seed(Files.readAllBytes(TestImages.write(m_folder.resolve("seed"), a, syntax)), false);
    }

    private static void assertSome(final Fuzzer.Summary s) {
        // damage was done, but not so much that nothing behind the first bytes is ever looked at
        assertTrue(s.read() > COUNT / 10 && s.refused() > COUNT / 10, s.toString());
    }

    @Test
    void damagedImagesGiveAVolumeOrAReason() throws Exception {
        final ScanOptions options = ScanOptions.defaults().withThreads(1).withPolicy(GeometryProblem.Policy.REGULARISE)
            .withRealWorldValues(ScanOptions.RealWorldValues.APPLY);
        assertSome(Fuzzer.run(seeds(), file -> {
            final Scan scan = DicomScanner.scan(file, options, Progress.NONE);
            for (final FileProblem p : scan.problems()) {
                throw new IOException(p.reason());
            }
            for (final SeriesRecord r : scan.series()) {
                if (r.readable()) {
                    SuvNormalizer.of(SuvOptions.defaults()).factors(r.info());
                    SeriesReader.read(r, 1, Progress.NONE);
                }
            }
            SeriesPairing.pair(scan.series());
        }, m_folder.resolve("damaged.dcm"), 1, COUNT));
    }

    @Test
    void damagedDataSetsGiveElementsOrAReason() throws Exception {
        Assumptions.assumeTrue(DicomInputStream.class.getProtectionDomain().getCodeSource().getLocation().toString()
            .contains("standin"), "skipped: only the stand-in promises to survive what the reader's guards keep away");
        assertSome(Fuzzer.run(seeds(), file -> {
            try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
                DicomInputStream in = new DicomInputStream(raw)) {
                in.readFileMetaInformation();
                look(in.readDataset());
            }
        }, m_folder.resolve("damaged.dcm"), 2, COUNT));
    }

    /** Asks for every value as text and bytes. */
    private static void look(final Attributes a) throws IOException {
        for (final int tag : a.tags()) {
            final Sequence items = a.getSequence(tag);
            if (items != null) {
                for (final Attributes item : items) {
                    look(item);
                }
            } else if (!(a.getValue(tag) instanceof Fragments)) {
                HeaderReader.text(a, tag);
                a.getBytes(tag);
            }
        }
    }
}
