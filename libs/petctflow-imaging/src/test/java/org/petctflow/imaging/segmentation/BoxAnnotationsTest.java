package org.petctflow.imaging.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.imaging.volume.Voxels;

class BoxAnnotationsTest {

    @TempDir
    Path m_folder;

    private static VolumeInfo image(final String... uids) {
        return VolumeInfo.of(Geometry.axial(uids.length, 6, 8, 3, 1, 1), Voxels.Kind.INT16, Modality.CT, Units.HU)
            .withTags(Map.of("SOPInstanceUID", String.join("\\", uids)));
    }

    private void write(final String uid, final String body) throws IOException {
        Files.writeString(m_folder.resolve(uid + ".xml"), body);
    }

    private static String box(final String label, final int xmin, final int ymin, final int xmax, final int ymax) {
        return "<object><name>" + label + "</name><bndbox><xmin>" + xmin + "</xmin><ymin>" + ymin + "</ymin><xmax>" + xmax
            + "</xmax><ymax>" + ymax + "</ymax></bndbox></object>";
    }

    private static String file(final int columns, final int rows, final String... boxes) {
        return "<annotation><size><width>" + columns + "</width><height>" + rows + "</height></size>" + String.join("", boxes) + "</annotation>";
    }

    @Test
    void boxesOfNamedSlicesBecomeAMaskOfEachLabel() throws IOException {
        write("1.2.3", file(8, 6, box("A", 2, 1, 4, 3), box("G", 8, 6, 8, 6)));
        write("1.2.4", file(8, 6, box("A", 3, 2, 3, 2)));
        write("9.9", file(8, 6, box("A", 1, 1, 1, 1)));
        final Segmentation boxes = SegmentationReader.read(m_folder, Progress.NONE);
        assertEquals(List.of("A", "G"), boxes.segments().stream().map(Segment::name).toList());
        final VolumeInfo image = image("1.2.5", "1.2.4", "1.2.3");
        assertTrue(boxes.fits(image) && !boxes.fits(image("7.7", "7.8")));
        final SegmentMask mask = boxes.mask(boxes.segments().get(0), image, MaskOptions.DEFAULTS, Progress.NONE);
        assertEquals(10, mask.mask().count()); // 3 x 3 on the last slice, one on the middle one
        final byte[] inside = mask.mask().inside();
        assertEquals(1, inside[image.geometry().voxel(2, 0, 1)]); // pixel (2, 1), counted from 1
        assertEquals(1, inside[image.geometry().voxel(2, 2, 3)]);
        assertEquals(0, inside[image.geometry().voxel(2, 3, 3)]);
        assertEquals(1, inside[image.geometry().voxel(1, 1, 2)]);
        assertEquals(List.of("1 boxes of 'A' (number 1) are on slices that are not in this image",
            "Boxes around the lesion, no outline: segment the lesion within them"), mask.warnings());
        final var matched = SegmentationMatcher.match(m_folder, boxes, List.of(
            new SegmentationMatcher.Image(image("7.7", "7.8"), null, List.of()), new SegmentationMatcher.Image(image, null, List.of())),
            SegmentationMatcher.Rule.REFERENCES, null);
        assertEquals(List.of(1), matched.images());
        assertTrue(matched.certain());
    }

    @Test
    void theOtherImageOfTheScanGetsTheBoxesOfAllAnnotatedOnes() throws IOException {
        write("1.1", file(8, 6, box("A", 2, 1, 4, 3)));
        write("2.2", file(8, 6, box("A", 7, 5, 8, 6)));
        final BoxAnnotations boxes = (BoxAnnotations)SegmentationReader.read(m_folder, Progress.NONE);
        final Segment a = boxes.segments().get(0);
        // voxel (s, r, c) of the PET is at the CTs' voxel (s, 2r, 2c)
        final VolumeInfo pet = VolumeInfo.of(Geometry.axial(3, 3, 4, 3, 2, 2), Voxels.Kind.FLOAT32, Modality.PET, Units.SUV_BW);
        final VolumeInfo first = image("1.0", "1.1", "1.2");
        final VolumeInfo second = image("2.0", "2.1", "2.2");
        final SegmentMask mask = boxes.mask(a, List.of(first, second, image("3.0", "3.1", "3.2")), pet, Progress.NONE);
        final byte[] inside = mask.mask().inside();
        assertEquals(3, mask.mask().count());
        assertEquals(1, inside[pet.geometry().voxel(1, 0, 1)]); // pixels 2 to 4 hold column 2 (from 0), pixels 1 to 3 rows 0 and 2
        assertEquals(1, inside[pet.geometry().voxel(1, 1, 1)]);
        assertEquals(1, inside[pet.geometry().voxel(2, 2, 3)]);
        assertTrue(mask.resampled());
        final var none = assertThrows(IOException.class, () -> boxes.mask(a, List.of(image("3.0")), pet, Progress.NONE));
        assertEquals("No box of 'A' (number 1) reaches this image", none.getMessage());
    }

    @Test
    void anotherSizeOfImageAndHostileFilesAreRefusedInWords() throws IOException {
        write("1.1", file(512, 512, box("A", 2, 1, 4, 3)));
        final Segmentation boxes = SegmentationReader.read(m_folder, Progress.NONE);
        final var size = assertThrows(IOException.class,
            () -> boxes.mask(boxes.segments().get(0), image("1.1"), MaskOptions.DEFAULTS, Progress.NONE));
        assertTrue(size.getMessage().contains("512 x 512 pixels, but the image has 8 x 6"), size.getMessage());
        for (final String bad : List.of("<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><annotation>"
            + "<object><name>&e;</name></object></annotation>", "<other/>", "no XML", file(8, 6, box("A", 4, 1, 2, 3)),
            "<annotation><object><name>A</name></object></annotation>")) {
            write("1.1", bad);
            final var e = assertThrows(IOException.class, () -> SegmentationReader.read(m_folder, Progress.NONE));
            assertTrue(e.getMessage().startsWith("1.1.xml "), e.getMessage());
        }
        write("1.2", file(8, 6, box("A", 1, 1, 2, 2)));
        assertEquals(1, SegmentationReader.read(m_folder, Progress.NONE).warnings().size()); // one bad slice does not lose the others
    }
}
