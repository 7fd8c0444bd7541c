package org.petctflow.imaging;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomInputStream;
import org.dcm4che3.io.DicomOutputStream;
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
import org.petctflow.imaging.segmentation.SegNrrdWriter;
import org.petctflow.imaging.segmentation.Segment;
import org.petctflow.imaging.segmentation.Segmentation;
import org.petctflow.imaging.segmentation.SegmentationReader;
import org.petctflow.imaging.segmentation.StructureSetFiles;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.VolumeFile;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.imaging.volume.Voxels;

/**
 * Damaged NIfTI, NRRD, RTSTRUCT, DICOM SEG, seg.nrrd, Pascal VOC and volume files: some 3,000 in the build. {@code main} does it with
 * the number that {@code -Dpetctflow.fuzz=100000} gives; so does {@code mvn -Dtest=FileFuzzTest -Dpetctflow.fuzz=100000}.
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
            test.damagedBoxAnnotationsAreReadOrRefused();
            test.damagedVolumeFilesAreReadOrRefused();
            test.damagedHeadersOfOtherFilesAreReadOrRefused();
        } finally {
            try (Stream<Path> files = Files.walk(test.m_folder)) {
                for (final Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
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
        final Geometry grid = Geometry.axial(3, 5, 4, 2, 1, 1);
        final List<Mask> masks = new ArrayList<>();
        for (int m = 0; m < 3; m++) {
            final byte[] inside = new byte[grid.voxels()];
            Arrays.fill(inside, 10 * m, 40, (byte)1);
            masks.add(Mask.of(VolumeInfo.of(grid, Voxels.Kind.UINT8, Modality.MASK, Units.NONE).withName("m" + m), inside));
        }
        SegNrrdWriter.write(m_folder.resolve("s.seg.nrrd"), masks, Progress.NONE);
        seeds.add(new Fuzzer.Seed(Files.readAllBytes(m_folder.resolve("s.seg.nrrd")), false));
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
        for (final String type : new String[]{"FRACTIONAL", "LABELMAP"}) {
            final Attributes data;
            try (DicomInputStream in = new DicomInputStream(m_folder.resolve("seg.dcm").toFile())) {
                data = in.readDataset();
            }
            data.setString(Tag.SegmentationType, VR.CS, type);
            data.setInt(Tag.BitsAllocated, VR.US, 8);
            data.setInt(Tag.BitsStored, VR.US, 8);
            data.setInt(Tag.HighBit, VR.US, 7);
            data.setInt(Tag.MaximumFractionalValue, VR.US, 200);
            final byte[] pixels = new byte[data.getInt(Tag.NumberOfFrames, 0) * 63 + 1];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (byte)(i % 5 == 0 ? 2 : i % 3);
            }
            data.setBytes(Tag.PixelData, VR.OB, Arrays.copyOf(pixels, pixels.length & ~1));
            try (DicomOutputStream out = new DicomOutputStream(m_folder.resolve("more.dcm").toFile())) {
                out.writeDataset(data.createFileMetaInformation(UID.ExplicitVRLittleEndian), data);
            }
            seeds.add(new Fuzzer.Seed(Files.readAllBytes(m_folder.resolve("more.dcm")), false));
        }
        report("DICOM", Fuzzer.run(seeds, FileFuzzTest::masks, m_folder.resolve("fuzz.dcm"), 4, COUNT / 2));
    }

    @Test
    void damagedBoxAnnotationsAreReadOrRefused() throws IOException {
        final Path folder = Files.createDirectories(m_folder.resolve("boxes"));
        final String box = "<object><name>A</name><pose>Unspecified</pose><truncated>0</truncated><bndbox><xmin>3</xmin><ymin>2</ymin>"
            + "<xmax>9</xmax><ymax>7</ymax></bndbox></object>";
        final List<Fuzzer.Seed> seeds = new ArrayList<>();
        for (final String content : new String[]{
            "<annotation><folder>f</folder><size><width>20</width><height>20</height><depth>1</depth></size>" + box + box + "</annotation>",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<annotation verified=\"no\">" + box.replace("<name>A", "<name>Gr\u00fc\u00df &amp; <![CDATA[e]]>")
                + "</annotation>",
            "<!DOCTYPE a [<!ENTITY a \"xx\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><annotation>" + box + "</annotation>"}) {
            seeds.add(new Fuzzer.Seed(content.getBytes(StandardCharsets.UTF_8), false));
        }
        report("Pascal VOC", Fuzzer.run(seeds, file -> masks(file.getParent()), folder.resolve("1.2.3.xml"), 5, COUNT / 4));
    }

    @Test
    void damagedVolumeFilesAreReadOrRefused() throws IOException {
        final Random random = new Random(6);
        final List<Fuzzer.Seed> seeds = new ArrayList<>();
        for (final Voxels.Kind kind : Voxels.Kind.values()) {
            final Volume volume = RandomGrids.noise(random, RandomGrids.oblique(random, 9), kind);
            VolumeFile.write(m_folder.resolve("v"), new Volume(volume.info().withName("n").withTags(Map.of("KVP", "1\\2")), volume.voxels()));
            seeds.add(new Fuzzer.Seed(Files.readAllBytes(m_folder.resolve("v")), false));
        }
        final Fuzzer.Summary s = Fuzzer.run(seeds, file -> {
            VolumeFile.readInfo(file);
            VolumeFile.readSlice(file, 0);
            VolumeFile.read(file);
        }, m_folder.resolve("fuzz.volume"), 7, COUNT / 4);
        System.out.println("volumes: " + s);
        // its checksums find nearly all damage
        assertTrue(s.refused() > s.read() && s.refused() > COUNT / 8, s.toString());
    }

    /** Headers whose voxels are in a file of their own. */
    @Test
    void damagedHeadersOfOtherFilesAreReadOrRefused() throws IOException {
        final Random random = new Random(8);
        final Volume volume = RandomGrids.noise(random, Geometry.axial(3, 4, 5, 2, 1, 1), Voxels.Kind.INT16);
        final byte[] file = nifti(volume, "pair.nii");
        final byte[] header = Arrays.copyOf(file, 348);
        Arrays.fill(header, 108, 112, (byte)0); // vox_offset of the .img
        System.arraycopy("ni1\0".getBytes(StandardCharsets.US_ASCII), 0, header, 344, 4);
        Files.write(m_folder.resolve("fuzz.img"), Arrays.copyOfRange(file, 352, file.length));
        report("NIfTI pair", Fuzzer.run(List.of(new Fuzzer.Seed(header, false)), f -> NiftiReader.read(f, Progress.NONE),
            m_folder.resolve("fuzz.hdr"), 9, COUNT / 10));
        final byte[] nhdr = ("NRRD0004\ntype: short\ndimension: 3\nspace: LPS\nsizes: 5 4 3\nspace directions: (1,0,0) (0,1,0) (0,0,2)\n"
            + "endian: little\nencoding: raw\nspace origin: (0,0,0)\ndata file: fuzz.img\n\n").getBytes(StandardCharsets.US_ASCII);
        report("NRRD pair", Fuzzer.run(List.of(new Fuzzer.Seed(nhdr, false)), f -> NrrdReader.read(f, Progress.NONE),
            m_folder.resolve("fuzz.nhdr"), 10, COUNT / 10));
    }

    private static void masks(final Path file) throws IOException {
        final VolumeInfo image =
            VolumeInfo.of(Geometry.axial(8, 20, 20, 2, 1, 1), Voxels.Kind.INT16, Modality.CT, Units.HU)
                .withTags(Map.of("SOPInstanceUID", "1.2.3"));
        final Segmentation s = SegmentationReader.read(file, Progress.NONE);
        s.fits(image);
        for (final Segment segment : s.segments()) {
            s.mask(segment, image, new MaskOptions(MaskOptions.DifferentGrid.NEAREST, 0.5), Progress.NONE);
        }
    }
}
