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
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petctflow.base.Progress;
import org.petctflow.imaging.nifti.NiftiWriter;
import org.petctflow.imaging.nrrd.NrrdWriter;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.imaging.volume.Voxels;

class LabelImageTest {

    private static final Geometry GRID = Geometry.axial(2, 2, 2, 2, 1, 1);

    private static final VolumeInfo IMAGE = VolumeInfo.of(GRID, Voxels.Kind.INT16, Modality.CT, Units.HU);

    @TempDir
    private Path m_folder;

    private static Volume labels(final double... values) {
        final float[] f = new float[values.length];
        for (int i = 0; i < f.length; i++) {
            f[i] = (float)values[i];
        }
        return Volume.of(GRID, Modality.OTHER, Units.NONE, Voxels.of(f));
    }

    private Segmentation read(final String name) throws IOException {
        return SegmentationReader.read(m_folder.resolve(name), Progress.NONE);
    }

    private static byte[] inside(final Segmentation s, final int index, final VolumeInfo image, final MaskOptions options)
        throws IOException {
        return s.mask(s.segments().get(index), image, options, Progress.NONE).mask().inside();
    }

    @Test
    void eachValueIsASegment() throws IOException {
        NiftiWriter.write(m_folder.resolve("case1.nii.gz"), labels(0, 1, 1, 5, 0, 0, 5, 0), Progress.NONE);
        final Segmentation several = read("case1.nii.gz");
        assertEquals(List.of(new Segment(1, "label 1"), new Segment(5, "label 5")), several.segments());
        assertArrayEquals(new byte[]{0, 0, 0, 1, 0, 0, 1, 0}, inside(several, 1, IMAGE, MaskOptions.DEFAULTS));
        assertTrue(several.fits(IMAGE));
        NrrdWriter.write(m_folder.resolve("GTV_Mass.nrrd"), labels(0, 255, 0, 0, 0, 0, 0, 0), true, Map.of(), Progress.NONE);
        assertEquals(List.of(new Segment(255, "GTV_Mass")), read("GTV_Mass.nrrd").segments());
        NrrdWriter.write(m_folder.resolve("p.nrrd"), labels(0, 0.3, 0.9, 0, 0, 0, 0, 0), true, Map.of(), Progress.NONE);
        assertTrue(assertThrows(IOException.class, () -> read("p.nrrd")).getMessage().contains("no whole number"));
        NiftiWriter.write(m_folder.resolve("empty.nii"), labels(new double[8]), Progress.NONE);
        assertEquals(List.of(), read("empty.nii").segments());
    }

    @Test
    void slicersSegmentationsKeepNamesLayersAndValues() throws IOException {
        final String header = "NRRD0004\ntype: uchar\ndimension: 4\nspace: left-posterior-superior\nsizes: 2 2 2 2\n"
            + "space directions: none (1,0,0) (0,1,0) (0,0,2)\nkinds: list domain domain domain\nencoding: raw\n"
            + "space origin: (0,0,0)\n"
            + "Segment0_ID:=Segment_1\nSegment0_LabelValue:=1\nSegment0_Layer:=0\nSegment0_Name:=Tumour\n"
            + "Segment1_ID:=Segment_2\nSegment1_LabelValue:=2\nSegment1_Layer:=0\nSegment1_Name:=Node\n"
            + "Segment2_ID:=Segment_3\nSegment2_LabelValue:=1\nSegment2_Layer:=1\nSegment2_Name:=Lung\n\n";
        final ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(header.getBytes(StandardCharsets.UTF_8));
        file.write(new byte[]{1, 0, 1, 1, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 1});
        Files.write(m_folder.resolve("a.seg.nrrd"), file.toByteArray());
        final Segmentation s = read("a.seg.nrrd");
        assertEquals("[Tumour, Node, Lung]", s.segments().stream().map(Segment::name).toList().toString());
        assertArrayEquals(new byte[]{1, 1, 0, 0, 0, 0, 0, 0}, inside(s, 0, IMAGE, MaskOptions.DEFAULTS));
        assertArrayEquals(new byte[]{0, 0, 1, 0, 0, 0, 0, 1}, inside(s, 1, IMAGE, MaskOptions.DEFAULTS));
        assertArrayEquals(new byte[]{0, 1, 1, 0, 0, 0, 0, 1}, inside(s, 2, IMAGE, MaskOptions.DEFAULTS));
        // version 4.10 and older: one layer a segment, no values
        final byte[] old = file.toString(StandardCharsets.ISO_8859_1).replaceAll("Segment._(LabelValue|Layer):=.\n", "")
            .replaceAll("Segment2_.*\n", "").getBytes(StandardCharsets.ISO_8859_1);
        Files.write(m_folder.resolve("old.seg.nrrd"), old);
        final Segmentation layers = read("old.seg.nrrd");
        assertEquals(2, layers.segments().size());
        assertArrayEquals(new byte[]{0, 1, 1, 0, 0, 0, 0, 1}, inside(layers, 1, IMAGE, MaskOptions.DEFAULTS));
        Files.write(m_folder.resolve("bad.seg.nrrd"), file.toString(StandardCharsets.ISO_8859_1)
            .replace("Segment2_Layer:=1", "Segment2_Layer:=2").getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(assertThrows(IOException.class, () -> read("bad.seg.nrrd")).getMessage().contains("Segment2_Layer is 2"));
    }

    @Test
    void anotherGridIsMovedResampledOrRefused() throws IOException {
        NiftiWriter.write(m_folder.resolve("m.nii"), labels(1, 0, 0, 0, 0, 0, 0, 1), Progress.NONE);
        final Segmentation s = read("m.nii");
        // the same voxels from the other end
        final Geometry turned = Geometry.of(2, 2, 2, GRID.spacing(), GRID.toPatient(1, 1, 1),
            new double[]{0, 0, -1, 0, -1, 0, -1, 0, 0});
        assertArrayEquals(new byte[]{1, 0, 0, 0, 0, 0, 0, 1},
            inside(s, 0, IMAGE.withGrid(turned, Voxels.Kind.INT16), MaskOptions.DEFAULTS));
        final Geometry larger = GRID.box(-1, 0, 0, 4, 2, 2);
        assertArrayEquals(new byte[]{0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0},
            inside(s, 0, IMAGE.withGrid(larger, Voxels.Kind.INT16), MaskOptions.DEFAULTS));
        final VolumeInfo cut = IMAGE.withGrid(GRID.box(0, 0, 0, 1, 2, 2), Voxels.Kind.INT16);
        final SegmentMask part = s.mask(s.segments().get(0), cut, MaskOptions.DEFAULTS, Progress.NONE);
        assertEquals(1, part.mask().count());
        assertEquals(0.5, part.volumeRatio());
        assertTrue(part.warnings().toString().contains("1 of its 2 voxels lie outside"), part.warnings().toString());
        assertFalse(s.fits(cut));
        final VolumeInfo fine =
            IMAGE.withGrid(Geometry.of(2, 2, 4, new double[]{2, 1, 0.5}, new double[]{-0.25, 0, 0}, GRID.direction()),
                Voxels.Kind.INT16);
        final String refusal = assertThrows(IOException.class, () -> inside(s, 0, fine, MaskOptions.DEFAULTS)).getMessage();
        assertTrue(refusal.contains("2 x 2 x 2") && refusal.contains("2 x 2 x 4"), refusal);
        final SegmentMask resampled = s.mask(s.segments().get(0), fine,
            new MaskOptions(MaskOptions.DifferentGrid.NEAREST, 0.5), Progress.NONE);
        assertArrayEquals(new byte[]{1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1}, resampled.mask().inside());
        assertTrue(resampled.resampled());
        assertEquals(1, resampled.volumeRatio());
        assertArrayEquals(resampled.mask().inside(),
            inside(s, 0, fine, new MaskOptions(MaskOptions.DifferentGrid.LINEAR, 0.5)));
        final VolumeInfo away = IMAGE.withGrid(GRID.box(50, 0, 0, 2, 2, 2), Voxels.Kind.INT16);
        assertTrue(s.mask(s.segments().get(0), away, MaskOptions.DEFAULTS, Progress.NONE).warnings().toString()
            .contains("lies outside the image"));
    }
}
