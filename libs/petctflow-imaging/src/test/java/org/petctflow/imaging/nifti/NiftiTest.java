package org.petctflow.imaging.nifti;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petctflow.base.Progress;
import org.petctflow.imaging.RandomGrids;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;

class NiftiTest {

    @TempDir
    private Path m_folder;

    /** A header of 2 x 3 x 4 (i, j, k) voxels of 1 x 2 x 3 mm with neither sform nor qform. */
    private static ByteBuffer header(final ByteOrder order, final int datatype, final int bits) {
        final ByteBuffer b = ByteBuffer.allocate(352 + 24 * bits / 8).order(order);
        b.putInt(0, 348);
        final int[] dim = {3, 2, 3, 4, 1, 1, 1, 1};
        for (int i = 0; i < 8; i++) {
            b.putShort(40 + 2 * i, (short)dim[i]);
        }
        for (int i = 1; i < 4; i++) {
            b.putFloat(76 + 4 * i, i);
        }
        b.putShort(70, (short)datatype);
        b.putShort(72, (short)bits);
        b.putFloat(108, 352);
        b.put(344, (byte)'n').put(345, (byte)'+').put(346, (byte)'1');
        return b;
    }

    private NiftiReader.Result read(final ByteBuffer bytes) throws IOException {
        final Path file = m_folder.resolve("image.nii");
        Files.write(file, bytes.array());
        return NiftiReader.read(file, Progress.NONE);
    }

    private String refusal(final ByteBuffer bytes) {
        return assertThrows(IOException.class, () -> read(bytes)).getMessage();
    }

    private static void putSform(final ByteBuffer b, final float... rows) {
        b.putShort(254, (short)1);
        for (int i = 0; i < 12; i++) {
            b.putFloat(280 + 4 * i, rows[i]);
        }
    }

    @Test
    void whatIsWrittenIsReadAgainOnAnyGridInAnyKind() throws IOException {
        final Random random = new Random(1);
        for (int i = 0; i < 60; i++) {
            final Geometry grid = RandomGrids.oblique(random, 7);
            final Volume volume = RandomGrids.noise(random, grid, Voxels.Kind.values()[i % 4]);
            final Path file = m_folder.resolve(i % 2 == 0 ? "v.nii" : "v.nii.gz");
            NiftiWriter.write(file, volume, Progress.NONE);
            final NiftiReader.Result result = NiftiReader.read(file, Progress.NONE);
            assertEquals(List.of(), result.warnings());
            final Volume again = result.volume();
            assertTrue(grid.sameGrid(again.geometry(), 1e-3), () -> grid + " became " + again.geometry());
            assertEquals(volume.voxels().kind(), again.voxels().kind());
            assertArrayEquals(volume.voxels().toDoubles(), again.voxels().toDoubles());
            assertEquals(Modality.PET, again.info().modality());
            assertEquals(Units.SUV_BW, again.info().unit());
            assertEquals(again.info(), NiftiReader.readInfo(file));
        }
    }

    @Test
    void sformAndQformOfAWrittenFileAgree() throws IOException {
        final Random random = new Random(2);
        for (int i = 0; i < 200; i++) {
            final Geometry grid = RandomGrids.oblique(random, 5);
            final Path file = m_folder.resolve("v.nii");
            NiftiWriter.write(file, RandomGrids.noise(random, grid, Voxels.Kind.UINT8), Progress.NONE);
            final ByteBuffer b = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            b.putShort(254, (short)0);
            final Geometry q = read(b).volume().geometry();
            assertTrue(grid.sameGrid(q, 2e-3), () -> grid + " became " + q);
        }
    }

    @Test
    void everyTypeOfBothByteOrdersIsRead() throws IOException {
        for (final ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            final int[][] types = {{2, 8}, {4, 16}, {8, 32}, {16, 32}, {64, 64}, {256, 8}, {512, 16}, {768, 32}, {1024, 64},
                {1280, 64}};
            for (final int[] type : types) {
                final ByteBuffer b = header(order, type[0], type[1]);
                final double[] expected = new double[24];
                final boolean signed = List.of(4, 8, 16, 64, 256, 1024).contains(type[0]);
                for (int i = 0; i < 24; i++) {
                    // signed types hold negative numbers, unsigned ones use their top bit
                    final long v = signed ? 3 * i - 30 : (1L << type[1] - 1) + 4096L * 16 * i * (type[1] > 16 ? 1 : 0) + i;
                    switch (type[1]) {
                        case 8 -> b.put(352 + i, (byte)v);
                        case 16 -> b.putShort(352 + 2 * i, (short)v);
                        case 32 -> {
                            if (type[0] == 16) {
                                b.putFloat(352 + 4 * i, v);
                            } else {
                                b.putInt(352 + 4 * i, (int)v);
                            }
                        }
                        default -> {
                            if (type[0] == 64) {
                                b.putDouble(352 + 8 * i, v);
                            } else {
                                b.putLong(352 + 8 * i, v);
                            }
                        }
                    }
                    expected[i] = type[0] == 1280 ? Double.parseDouble(Long.toUnsignedString(v)) : v;
                }
                final Voxels voxels = read(b).volume().voxels();
                assertArrayEquals(expected, voxels.toDoubles(), "datatype " + type[0] + " " + order);
                final boolean whole = type[0] != 16 && type[0] != 64;
                assertEquals(whole && signed ? Voxels.Kind.INT16 : type[0] == 2 ? Voxels.Kind.UINT8
                    : type[0] == 512 || type[0] == 16 ? Voxels.Kind.FLOAT32 : Voxels.Kind.FLOAT64, voxels.kind());
            }
        }
    }

    @Test
    void valuesAreScaled() throws IOException {
        final ByteBuffer b = header(ByteOrder.LITTLE_ENDIAN, 512, 16);
        b.putShort(352, (short)65535);
        b.putFloat(112, 0.25f).putFloat(116, -10);
        final Volume volume = read(b).volume();
        assertEquals(65535 * 0.25 - 10, volume.get(0, 0, 0));
        assertEquals(-10, volume.get(3, 2, 1));
        // integers that stay 16-bit integers, as CT stored with an offset
        final ByteBuffer ct = header(ByteOrder.LITTLE_ENDIAN, 2, 8);
        ct.put(352, (byte)200);
        ct.putFloat(112, 2).putFloat(116, -1024);
        assertEquals(Voxels.Kind.INT16, read(ct).volume().voxels().kind());
        assertEquals(2 * 200 - 1024, read(ct).volume().get(0, 0, 0));
        // a slope of zero means none
        ct.putFloat(112, 0);
        assertEquals(200, read(ct).volume().get(0, 0, 0));
        ct.putFloat(112, Float.NaN);
        final NiftiReader.Result unscaled = read(ct);
        assertEquals(200, unscaled.volume().get(0, 0, 0));
        assertTrue(unscaled.warnings().toString().contains("scl_slope"), unscaled.warnings().toString());
    }

    @Test
    void theSformIsTurnedFromRasToLps() throws IOException {
        final ByteBuffer b = header(ByteOrder.BIG_ENDIAN, 4, 16);
        // i to the front, j to the left (RAS: -x), k to the feet
        putSform(b, 0, -2, 0, 10, 1.5f, 0, 0, 20, 0, 0, -3, 30);
        final Geometry g = read(b).volume().geometry();
        assertEquals(4, g.slices());
        assertEquals(3, g.rows());
        assertEquals(2, g.columns());
        assertArrayEquals(new double[]{-10, -20, 30}, g.toPatient(0, 0, 0), 1e-9);
        assertArrayEquals(new double[]{-10, -21.5, 30}, g.toPatient(0, 0, 1), 1e-9);
        assertArrayEquals(new double[]{-8, -20, 30}, g.toPatient(0, 1, 0), 1e-9);
        assertArrayEquals(new double[]{-10, -20, 27}, g.toPatient(1, 0, 0), 1e-9);
    }

    @Test
    void theQformOfTheStandardsTextIsRead() throws IOException {
        // a turn of 180 degrees about z, as in nifti1.h: (b,c,d) = (0,0,1) makes i and j point to -x and -y; qfac -1 turns k
        final ByteBuffer b = header(ByteOrder.LITTLE_ENDIAN, 4, 16);
        b.putShort(252, (short)1).putFloat(264, 1).putFloat(268, 5).putFloat(272, 6).putFloat(276, 7).putFloat(76, -1);
        final Geometry g = read(b).volume().geometry();
        assertArrayEquals(new double[]{-5, -6, 7}, g.toPatient(0, 0, 0), 1e-9);
        assertArrayEquals(new double[]{-4, -6, 7}, g.toPatient(0, 0, 1), 1e-9);
        assertArrayEquals(new double[]{-5, -4, 7}, g.toPatient(0, 1, 0), 1e-9);
        assertArrayEquals(new double[]{-5, -6, 4}, g.toPatient(1, 0, 0), 1e-9);
        // micrometres
        b.put(123, (byte)3);
        assertArrayEquals(new double[]{-0.005, -0.006, 0.007}, read(b).volume().geometry().toPatient(0, 0, 0), 1e-9);
    }

    @Test
    void theSformComesBeforeTheQformUnlessItIsSheared() throws IOException {
        final ByteBuffer b = header(ByteOrder.LITTLE_ENDIAN, 4, 16);
        putSform(b, 1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 3, 0);
        b.putShort(252, (short)1).putFloat(268, 50);
        final NiftiReader.Result apart = read(b);
        assertEquals(0, apart.volume().geometry().origin()[0]);
        assertTrue(apart.warnings().toString().contains("50.00 mm apart"), apart.warnings().toString());
        b.putFloat(284, 0.5f);
        final NiftiReader.Result sheared = read(b);
        assertEquals(-50, sheared.volume().geometry().origin()[0]);
        assertTrue(sheared.warnings().toString().contains("the qform was taken"), sheared.warnings().toString());
        b.putShort(252, (short)0);
        assertTrue(refusal(b).contains("sheared"));
        b.putShort(254, (short)0);
        assertTrue(read(b).warnings().toString().contains("neither sform nor qform"));
    }

    @Test
    void aPairIsReadAndWhatIsNotSupportedIsRefusedByName() throws IOException {
        final ByteBuffer b = header(ByteOrder.LITTLE_ENDIAN, 4, 16);
        b.putShort(352, (short)77).put(345, (byte)'i').putFloat(108, 0);
        Files.write(m_folder.resolve("a.hdr"), Arrays.copyOf(b.array(), 348));
        assertTrue(assertThrows(IOException.class, () -> NiftiReader.read(m_folder.resolve("a.hdr"), Progress.NONE))
            .getMessage().contains("a.img is not in its folder"));
        Files.write(m_folder.resolve("a.img"), Arrays.copyOfRange(b.array(), 352, 352 + 48));
        assertEquals(77, NiftiReader.read(m_folder.resolve("a.hdr"), Progress.NONE).volume().get(0, 0, 0));
        assertTrue(refusal(b).contains("does not end with .hdr"));

        b.put(344, (byte)0);
        assertTrue(refusal(b).contains("ANALYZE 7.5"));
        final ByteBuffer two = header(ByteOrder.BIG_ENDIAN, 4, 16).putInt(0, 540);
        assertTrue(refusal(two).contains("NIfTI-2"));
        assertTrue(refusal(header(ByteOrder.LITTLE_ENDIAN, 32, 64)).contains("complex"));
        assertTrue(refusal(header(ByteOrder.LITTLE_ENDIAN, 128, 24)).contains("colours"));
        final ByteBuffer frames = header(ByteOrder.LITTLE_ENDIAN, 4, 16).putShort(40, (short)4);
        assertEquals(24, read(frames).volume().voxels().length());
        frames.putShort(48, (short)6);
        assertTrue(refusal(frames).contains("6 volumes"));
        final ByteBuffer large = header(ByteOrder.LITTLE_ENDIAN, 4, 16);
        large.putShort(46, (short)5);
        assertTrue(refusal(large).contains("shorter than its header says"));
    }

    @Test
    void aSmallFileThatPromisesMuchTakesNoMemory() throws IOException {
        final ByteBuffer b = header(ByteOrder.LITTLE_ENDIAN, 64, 64);
        b.putShort(42, (short)1000).putShort(44, (short)1000).putShort(46, (short)200);
        assertTrue(refusal(b).contains("shorter"));
        final ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(b.array());
            out.write(new byte[100 << 20]);
        }
        final Path file = m_folder.resolve("v.nii.gz");
        Files.write(file, packed.toByteArray());
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        final long before = threads.getCurrentThreadAllocatedBytes();
        assertThrows(IOException.class, () -> NiftiReader.read(file, Progress.NONE));
        assertTrue(threads.getCurrentThreadAllocatedBytes() - before < 64 << 20);
    }

    @Test
    void damagedCompressionIsAnIoException() throws IOException {
        final Path file = m_folder.resolve("v.nii.gz");
        NiftiWriter.write(file, RandomGrids.noise(new Random(3), Geometry.axial(9, 9, 9, 1, 1, 1), Voxels.Kind.INT16),
            Progress.NONE);
        final byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        assertTrue(assertThrows(IOException.class, () -> NiftiReader.read(file, Progress.NONE)).getMessage()
            .contains("shorter than its header says"));
        for (int i = 700; i < 900; i++) {
            bytes[i] = 0;
        }
        Files.write(file, bytes);
        assertTrue(assertThrows(IOException.class, () -> NiftiReader.read(file, Progress.NONE)).getMessage()
            .contains("v.nii.gz"));
    }
}
