package org.petctflow.imaging;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.petctflow.base.Progress;
import org.petctflow.imaging.nifti.NiftiReader;
import org.petctflow.imaging.nifti.NiftiWriter;
import org.petctflow.imaging.nrrd.NrrdReader;
import org.petctflow.imaging.nrrd.NrrdWriter;
import org.petctflow.imaging.segmentation.DicomSegWriter;
import org.petctflow.imaging.segmentation.MaskOptions;
import org.petctflow.imaging.segmentation.Segment;
import org.petctflow.imaging.segmentation.Segmentation;
import org.petctflow.imaging.segmentation.SegmentationReader;
import org.petctflow.imaging.segmentation.StructureSetFiles;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.imaging.volume.Voxels;

/**
 * Damaged NIfTI, NRRD, RTSTRUCT and DICOM SEG files, half of them NIfTI and NRRD: 2,000 in the build. {@code main} does it with the
 * number that {@code -Dpetctflow.fuzz=100000} gives; so does {@code mvn -Dtest=FileFuzzTest -Dpetctflow.fuzz=100000}.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FileFuzzTest {

    private static final int COUNT = Integer.getInteger("petctflow.fuzz", 2000);

    @TempDir
    private Path m_folder;

    /**
     * @param args none
     * @throws IOException if a file cannot be written
     */
    public static void main(final String[] args) throws IOException {
        final FileFuzzTest test = new FileFuzzTest();
        test.m_folder = Files.createTempDirectory("fuzz");
        try {
            test.damagedNiftiFilesAreReadOrRefused();
            test.damagedNrrdFilesAreReadOrRefused();
            test.damagedStructureSetsAndSegmentationsAreReadOrRefused();
        } finally {
            try (Stream<Path> files = Files.list(test.m_folder)) {
                for (final Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(test.m_folder);
        }
    }

    private byte[] nifti(final Volume volume, final String name) throws IOException {
        NiftiWriter.write(m_folder.resolve(name), volume, Progress.NONE);
        return Files.readAllBytes(m_folder.resolve(name));
    }

    private byte[] nrrd(final Volume volume, final boolean gzip) throws IOException {
        NrrdWriter.write(m_folder.resolve("v.nrrd"), volume, gzip, Map.of("Segment0_Name", "GTV", "Segment0_LabelValue", "1"),
            Progress.NONE);
        return Files.readAllBytes(m_folder.resolve("v.nrrd"));
    }

    private static void report(final String what, final Fuzzer.Summary s) {
        System.out.println(what + ": " + s);
        // damage must have been done, but not so much that only the first bytes are ever looked at
        assertTrue(s.read() > 0 && s.refused() > s.read() / 10, s.toString());
    }

    @Test
    void damagedNiftiFilesAreReadOrRefused() throws IOException {
        final Random random = new Random(1);
        final List<Fuzzer.Seed> seeds = new ArrayList<>();
        for (final Voxels.Kind kind : Voxels.Kind.values()) {
            final Volume volume = RandomGrids.noise(random, RandomGrids.oblique(random, 9), kind);
            seeds.add(new Fuzzer.Seed(nifti(volume, "v.nii"), false));
            seeds.add(new Fuzzer.Seed(nifti(volume, "v.nii"), true));
            seeds.add(new Fuzzer.Seed(nifti(volume, "v.nii.gz"), false));
        }
        report("NIfTI", Fuzzer.run(seeds, file -> {
            NiftiReader.read(file, Progress.NONE);
            NiftiReader.readInfo(file);
        }, m_folder.resolve("fuzz.nii"), 1, COUNT / 4));
    }

    @Test
    void damagedNrrdFilesAreReadOrRefused() throws IOException {
        final Random random = new Random(2);
        final List<Fuzzer.Seed> seeds = new ArrayList<>();
        for (final Voxels.Kind kind : Voxels.Kind.values()) {
            final Volume volume = RandomGrids.noise(random, RandomGrids.oblique(random, 9), kind);
            seeds.add(new Fuzzer.Seed(nrrd(volume, false), false));
            seeds.add(new Fuzzer.Seed(nrrd(volume, true), false));
        }
        seeds.add(new Fuzzer.Seed(("NRRD0005\ntype: short\ndimension: 4\nspace: RAS\nsizes: 2 2 2 3\nspace directions: none (1,0,0) "
            + "(0,2,0) (0,0,3)\nspace origin: (1,2,3)\nencoding: ascii\nspace units: \"mm\" \"mm\" \"mm\"\nSegment0_ID:=a\n\n"
            + "1 0 ".repeat(12)).getBytes(StandardCharsets.UTF_8), false));
        report("NRRD", Fuzzer.run(seeds, file -> {
            NrrdReader.read(file, Progress.NONE);
            NrrdReader.readInfo(file);
        }, m_folder.resolve("fuzz.nrrd"), 2, COUNT / 4));
        // as segmentations too
        Fuzzer.run(seeds, FileFuzzTest::masks, m_folder.resolve("fuzz.nrrd"), 3, COUNT / 20);
    }

    @Test
    void damagedStructureSetsAndSegmentationsAreReadOrRefused() throws IOException {
        final List<Fuzzer.Seed> seeds = new ArrayList<>();
        seeds.add(new Fuzzer.Seed(Files.readAllBytes(StructureSetFiles.write(m_folder.resolve("rs.dcm"))), false));
        final Geometry grid = Geometry.axial(4, 9, 7, 2, 1, 1);
        final byte[] inside = new byte[grid.voxels()];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = (byte)(i % 3 == 0 ? 1 : 0);
        }
        DicomSegWriter.write(m_folder.resolve("seg.dcm"), List.of(Mask.of(grid, inside), Mask.of(grid, inside)), false,
            Progress.NONE);
        seeds.add(new Fuzzer.Seed(Files.readAllBytes(m_folder.resolve("seg.dcm")), false));
        report("DICOM", Fuzzer.run(seeds, FileFuzzTest::masks, m_folder.resolve("fuzz.dcm"), 4, COUNT / 2));
    }

    private static void masks(final Path file) throws IOException {
        final VolumeInfo image =
            VolumeInfo.of(Geometry.axial(8, 20, 20, 2, 1, 1), Voxels.Kind.INT16, Modality.CT, Units.HU);
        final Segmentation s = SegmentationReader.read(file, Progress.NONE);
        s.fits(image);
        for (final Segment segment : s.segments()) {
            s.mask(segment, image, new MaskOptions(MaskOptions.DifferentGrid.NEAREST, 0.5), Progress.NONE);
        }
    }
}
