package org.petctflow.imaging.nrrd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petctflow.base.Progress;
import org.petctflow.imaging.RandomGrids;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;

class NrrdTest {

    private static final String GRID = "space: left-posterior-superior\nsizes: 2 3 4\n"
        + "space directions: (1,0,0) (0,2,0) (0,0,3)\nspace origin: (5,6,7)\n";

    @TempDir
    private Path m_folder;

    private Path file(final String name, final String header, final byte[] data) throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(header.getBytes(StandardCharsets.UTF_8));
        bytes.write(data);
        return Files.write(m_folder.resolve(name), bytes.toByteArray());
    }

    private NrrdImage read(final String header, final byte[] data) throws IOException {
        return NrrdReader.read(file("v.nrrd", header, data), Progress.NONE);
    }

    private String refusal(final String header, final byte[] data) {
        return assertThrows(IOException.class, () -> read(header, data)).getMessage();
    }

    private static byte[] count(final int n) {
        final byte[] b = new byte[n];
        for (int i = 0; i < n; i++) {
            b[i] = (byte)i;
        }
        return b;
    }

    @Test
    void whatIsWrittenIsReadAgainOnAnyGridInAnyKind() throws IOException {
        final Random random = new Random(1);
        for (int i = 0; i < 60; i++) {
            final Geometry grid = RandomGrids.oblique(random, 7);
            final Volume volume = RandomGrids.noise(random, grid, Voxels.Kind.values()[i % 4]);
            final Path file = m_folder.resolve("v.nrrd");
            NrrdWriter.write(file, volume, i % 2 == 0, Map.of("note", "a\\b\nc\\n: d"), Progress.NONE);
            final NrrdImage image = NrrdReader.read(file, Progress.NONE);
            assertEquals(List.of(), image.warnings());
            final Volume again = image.volume();
            assertTrue(grid.sameGrid(again.geometry(), 1e-9), () -> grid + " became " + again.geometry());
            assertEquals(volume.voxels().kind(), again.voxels().kind());
            assertArrayEquals(volume.voxels().toDoubles(), again.voxels().toDoubles());
            assertEquals(Modality.PET, again.info().modality());
            assertEquals(Units.SUV_BW, again.info().unit());
            assertEquals("a\\b\nc\\n: d", image.keyValues().get("note"));
            assertEquals(again.info(), NrrdReader.readInfo(file));
        }
    }

    @Test
    void spacesAreTurnedIntoLps() throws IOException {
        final String header = "NRRD0004\r\n# a comment\r\ntype: unsigned char\r\ndimension: 3\r\n"
            + GRID.replace("\n", "\r\n") + "encoding: raw\r\n\r\n";
        assertArrayEquals(new double[]{6, 10, 16},
            read(header, count(24)).volume().geometry().toPatient(3, 2, 1), 1e-12);
        assertArrayEquals(new double[]{-6, -10, 16},
            read(header.replace("left-posterior", "right-anterior"), count(24)).volume().geometry().toPatient(3, 2, 1),
            1e-12);
        assertArrayEquals(new double[]{6, -10, 16},
            read(header.replace("left-posterior-superior", "LAS"), count(24)).volume().geometry().toPatient(3, 2, 1),
            1e-12);
        assertEquals(23, read(header, count(24)).volume().get(3, 2, 1));
        assertTrue(refusal(header.replace("left-posterior-superior", "scanner-xyz"), count(24)).contains("scanner-xyz"));
        assertTrue(refusal(header.replace("(0,2,0)", "(1,2,0)"), count(24)).contains("right angles"));
        assertTrue(refusal(header.replace("(0,2,0)", "(0,x,0)"), count(24)).contains("'x'"));
        final NrrdImage bare = read("NRRD0001\ntype: uchar\ndimension: 3\nsizes: 2 3 4\nspacings: 1 2 3\nencoding: raw\n\n",
            count(24));
        assertEquals(3, bare.warnings().size(), bare.warnings().toString());
        assertArrayEquals(new double[]{1, 4, 9}, bare.volume().geometry().toPatient(3, 2, 1), 1e-12);
    }

    @Test
    void encodingsTypesAndByteOrdersAreRead() throws IOException {
        final String start = "NRRD0005\ndimension: 3\n" + GRID;
        final byte[] big = new byte[48];
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < 24; i++) {
            big[2 * i] = (byte)(i - 12 >> 8);
            big[2 * i + 1] = (byte)(i - 12);
            text.append(i - 12).append(i % 2 == 0 ? " " : "\n");
        }
        final double[] expected = new double[24];
        for (int i = 0; i < 24; i++) {
            expected[i] = i - 12;
        }
        assertArrayEquals(expected, read(start + "type: short int\nendian: big\nencoding: raw\n\n", big).volume().voxels()
            .toDoubles());
        assertArrayEquals(expected, read(start + "type: int8\nencoding: text\n\n",
            text.toString().getBytes(StandardCharsets.US_ASCII)).volume().voxels().toDoubles());
        assertArrayEquals(expected, read(start + "type: double\nencoding: ascii\n\n",
            text.toString().getBytes(StandardCharsets.US_ASCII)).volume().voxels().toDoubles());
        final ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(new byte[5]);
            out.write(big);
        }
        assertArrayEquals(expected, read(start + "type: int16\nendian: big\nencoding: gz\nbyte skip: 5\n\n",
            packed.toByteArray()).volume().voxels().toDoubles());
        assertTrue(refusal(start + "type: int16\nencoding: raw\n\n", big).contains("'endian' is missing"));
        assertTrue(refusal(start + "type: block\nencoding: raw\n\n", big).contains("'block'"));
        assertTrue(refusal(start + "type: uchar\nencoding: bzip2\n\n", big).contains("'bzip2'"));
        assertTrue(refusal(start + "type: int16\nendian: big\nencoding: raw\n\n", count(47)).contains("shorter"));
        assertTrue(refusal(start + "type: int8\nencoding: text\n\n", "1 2 x".repeat(20).getBytes(StandardCharsets.US_ASCII))
            .contains("where a number is expected"));
    }

    @Test
    void aDetachedDataFileIsReadFromTheHeadersFolderOnly() throws IOException {
        Files.write(m_folder.resolve("v.raw"), count(27));
        Files.createDirectories(m_folder.resolve("sub"));
        final String start = "NRRD0004\ntype: uchar\ndimension: 3\n" + GRID + "encoding: raw\n";
        final Path header = file("v.nhdr", start + "byte skip: -1\ndata file: v.raw\n", new byte[0]);
        assertEquals(3, NrrdReader.read(header, Progress.NONE).volume().get(0, 0, 0));
        for (final String evil : List.of("../v.raw", m_folder.resolve("v.raw").toString(), "LIST", "v%03d.raw 1 3 1", "none")) {
            final Path h = file("sub/v.nhdr", start + "data file: " + evil + "\n", new byte[0]);
            assertThrows(IOException.class, () -> NrrdReader.read(h, Progress.NONE), evil);
        }
        Files.createSymbolicLink(m_folder.resolve("sub/link.raw"), m_folder.resolve("v.raw"));
        final Path link = file("sub/v.nhdr", start + "data file: link.raw\n", new byte[0]);
        assertTrue(assertThrows(IOException.class, () -> NrrdReader.read(link, Progress.NONE)).getMessage()
            .contains("not in the header's folder"));
    }

    @Test
    void layersAreTakenApart() throws IOException {
        final String common = "NRRD0004\ntype: uchar\ndimension: 4\nspace: LPS\nencoding: raw\nspace origin: (0,0,0)\n";
        final byte[] data = count(2 * 24);
        final NrrdImage first =
            read(common + "sizes: 2 2 3 4\nspace directions: none (1,0,0) (0,2,0) (0,0,3)\n\n", data);
        final NrrdImage last =
            read(common + "sizes: 2 3 4 2\nspace directions: (1,0,0) (0,2,0) (0,0,3) none\n\n", data);
        for (int l = 0; l < 2; l++) {
            for (int i = 0; i < 24; i++) {
                assertEquals(2 * i + l, first.layers().get(l).voxels().get(i));
                assertEquals(24 * l + i, last.layers().get(l).voxels().get(i));
            }
        }
        assertTrue(assertThrows(IOException.class, first::volume).getMessage().contains("2 layers"));
    }
}
