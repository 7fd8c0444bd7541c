package org.petctflow.imaging.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolumeFileTest {

    private static final Geometry GRID = Geometry.of(7, 123, 211, new double[]{3.27, 0.9, 1.1}, new double[]{-250.5, 3, 1e-3},
        new double[]{0.6, 0, 0.8, 0, 1, 0, -0.8, 0, 0.6});

    @TempDir
    private Path m_folder;

    private static Volume volume(final Voxels voxels) {
        return new Volume(new VolumeInfo(GRID, voxels.kind(), Modality.PET, Units.SUV_BW, "P-ü", "1.2", "1.2.3", "1.2.4",
            "PET WB", Map.of("PatientWeight", "71.2", "(7053,1000)", "1\\2\\3")), voxels);
    }

    private static List<Voxels> everyKind() {
        final Random random = new Random(5);
        final byte[] bytes = new byte[GRID.voxels()];
        final short[] shorts = new short[GRID.voxels()];
        final float[] floats = new float[GRID.voxels()];
        final double[] doubles = new double[GRID.voxels()];
        for (int i = 0; i < shorts.length; i++) {
            bytes[i] = (byte)(i / 1000 % 7 == 0 ? 255 : 0);
            shorts[i] = (short)random.nextInt();
            floats[i] = Float.intBitsToFloat(random.nextInt());
            doubles[i] = random.nextGaussian();
        }
        floats[3] = Float.NaN;
        return List.of(Voxels.ofUnsigned(bytes), Voxels.of(shorts), Voxels.of(floats), Voxels.of(doubles));
    }

    @Test
    void everyKindComesBackBitByBit() throws IOException {
        final Path file = m_folder.resolve("v");
        for (final Voxels voxels : everyKind()) {
            final Volume volume = volume(voxels);
            final String digest = VolumeFile.write(file, volume);
            assertEquals(VolumeFile.digest(volume), digest);
            assertEquals(volume.info(), VolumeFile.readInfo(file));
            final Volume read = VolumeFile.read(file);
            assertEquals(volume.info(), read.info());
            assertArrayEquals(voxels.toDoubles(), read.voxels().toDoubles());
            assertEquals(digest, VolumeFile.digest(read));
            final double[] slice = VolumeFile.readSlice(file, 4).toDoubles();
            for (int i = 0; i < slice.length; i++) {
                assertEquals(voxels.get(4 * 123 * 211 + i), slice[i]);
            }
            assertThrows(IndexOutOfBoundsException.class, () -> VolumeFile.readSlice(file, 7));
        }
    }

    @Test
    void masksShrink() throws IOException {
        final Path file = m_folder.resolve("v");
        VolumeFile.write(file, volume(everyKind().get(0)));
        assertTrue(Files.size(file) < 5000, Files.size(file) + " bytes");
    }

    @Test
    void whateverDiffersHasAnotherDigest() {
        final Volume a = volume(Voxels.of(new short[GRID.voxels()]));
        final short[] other = new short[GRID.voxels()];
        other[17] = 1;
        assertNotEquals(VolumeFile.digest(a), VolumeFile.digest(volume(Voxels.of(other))));
        assertNotEquals(VolumeFile.digest(a), VolumeFile.digest(new Volume(a.info().withName("b"), a.voxels())));
        assertEquals(VolumeFile.digest(a), VolumeFile.digest(volume(Voxels.of(new short[GRID.voxels()]))));
    }

    @Test
    void messagesSayWhatIsWrong() throws IOException {
        final Path file = m_folder.resolve("v");
        Files.writeString(file, "hello");
        assertMessage(file, "v is no volume of PETCT Flow");
        VolumeFile.write(file, volume(Voxels.of(new short[GRID.voxels()])));
        final byte[] good = Files.readAllBytes(file);
        final byte[] newer = good.clone();
        newer[11] = 2;
        Files.write(file, newer);
        assertMessage(file, "v was written by a newer version of PETCT Flow (format 2; this one reads up to 1): update "
            + "PETCT Flow, or run the workflow again with this one");
        final byte[] flipped = good.clone();
        flipped[good.length - 100] = 1;
        Files.write(file, flipped);
        assertMessage(file, "v is a damaged volume: its voxels do not have the checksum that they were written with");
        Files.write(file, java.util.Arrays.copyOf(good, good.length - 1));
        assertMessage(file, "v is a damaged volume: its " + 2 * GRID.voxels() + " bytes cannot be " + GRID.voxels()
            + " voxels of 2 bytes");
    }

    private static void assertMessage(final Path file, final String message) {
        assertEquals(message, assertThrows(IOException.class, () -> VolumeFile.read(file)).getMessage());
    }

    /** A file of a kilobyte that says it holds two gigabytes must not make anyone allocate them. */
    @Test
    void nothingIsAllocatedThatTheFileDoesNotJustify() throws IOException {
        final Path file = m_folder.resolve("v");
        for (final Voxels voxels : everyKind()) {
            VolumeFile.write(file, volume(voxels));
            final byte[] bytes = Files.readAllBytes(file);
            ByteBuffer.wrap(bytes).putInt(20, 20_000); // the number of slices
            Files.write(file, bytes);
            final IOException e = assertThrows(IOException.class, () -> VolumeFile.read(file));
            assertTrue(e.getMessage().contains("cannot be"), e.getMessage());
        }
    }

    @Test
    void mutatedFilesAreVolumesOrCheckedExceptions() throws IOException {
        final Path file = m_folder.resolve("v");
        final Random random = new Random(11);
        int refused = 0;
        for (final Voxels.Kind kind : Voxels.Kind.values()) {
            final Geometry small = Geometry.axial(3, 4, 5, 1, 1, 1);
            final Voxels voxels = switch (kind) {
                case UINT8 -> Voxels.ofUnsigned(new byte[60]);
                case INT16 -> Voxels.of(new short[60]);
                case FLOAT32 -> Voxels.of(new float[60]);
                case FLOAT64 -> Voxels.of(new double[60]);
            };
            VolumeFile.write(file, Volume.of(small, Modality.OTHER, Units.NONE, voxels));
            final byte[] good = Files.readAllBytes(file);
            for (int i = 0; i < 500; i++) {
                byte[] bytes = good.clone();
                for (int k = random.nextInt(3); k >= 0; k--) {
                    bytes[random.nextInt(bytes.length)] = (byte)random.nextInt();
                }
                if (random.nextInt(5) == 0) {
                    bytes = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 20));
                }
                Files.write(file, bytes);
                try {
                    VolumeFile.read(file);
                } catch (final IOException e) {
                    refused++;
                }
            }
        }
        assertTrue(refused > 1000, refused + " of 2000 were refused");
    }
}
