package org.petctflow.imaging.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.petctflow.imaging.segmentation.SegmentationMatcher.Image;
import org.petctflow.imaging.segmentation.SegmentationMatcher.Match;
import org.petctflow.imaging.segmentation.SegmentationMatcher.Rule;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.imaging.volume.Voxels;

class SegmentationMatcherTest {

    private static final Geometry SMALL = Geometry.axial(4, 10, 10, 1, 1, 1);

    private static final Geometry LARGE = Geometry.axial(40, 10, 10, 1, 1, 1);

    private static final Path ROOT = Path.of("study");

    private static Image image(final Geometry grid, final String patient, final String study, final String series,
        final String frame, final String folder) {
        return new Image(VolumeInfo.of(grid, Voxels.Kind.INT16, Modality.CT, Units.HU).withUids(study, series, frame),
            ROOT.resolve(folder), List.of(patient));
    }

    private static final List<Image> IMAGES = List.of(image(SMALL, "P1", "1", "1.1", "1.9", "p1/CT"),
        image(LARGE, "P1", "1", "1.2", "1.9", "p1/PET"), image(SMALL, "P2", "2", "2.1", "2.9", "p2/CT"));

    private static StructureSet contours(final double z, final References references) {
        final Contour contour = new Contour(Contour.CLOSED_PLANAR, new double[]{1, 1, z, 5, 1, z, 5, 5, z});
        return new StructureSet(List.of(new Roi(new Segment(1, "GTV"), "", List.of(contour))), references, List.of());
    }

    private static References references(final String study, final String series, final String frame) {
        return new References(study.isEmpty() ? Set.of() : Set.of(study), series.isEmpty() ? Set.of() : Set.of(series),
            frame.isEmpty() ? Set.of() : Set.of(frame), Set.of());
    }

    private static Match match(final StructureSet s, final String file, final Rule rule, final String pattern) {
        return SegmentationMatcher.match(ROOT.resolve(file), s, IMAGES, rule, pattern == null ? null : Pattern.compile(pattern));
    }

    @Test
    void theSeriesComesFirstThenFrameOfReferenceThenStudyThenPlace() {
        final Match series = match(contours(2, references("1", "1.2", "1.9")), "rs.dcm", Rule.REFERENCES, null);
        assertEquals(List.of(1), series.images());
        assertTrue(series.certain());
        final Match frame = match(contours(2, references("1", "9.9", "1.9")), "rs.dcm", Rule.REFERENCES, null);
        assertEquals(List.of(0, 1), frame.images());
        assertFalse(frame.certain());
        assertTrue(frame.explanation().contains("the series it refers to is not there"), frame.explanation());
        // contours above the CT's four slices belong to the other image of the frame of reference
        assertEquals(List.of(1),
            match(contours(20, references("1", "", "1.9")), "rs.dcm", Rule.REFERENCES, null).images());
        final Match study = match(contours(2, references("2", "9.9", "9.8")), "rs.dcm", Rule.REFERENCES, null);
        assertEquals(List.of(2), study.images());
        final Match place = match(contours(20, References.NONE), "rs.dcm", Rule.REFERENCES, null);
        assertEquals(List.of(1), place.images());
        assertFalse(place.certain());
        final Match nothing = match(contours(2, References.NONE), "rs.dcm", Rule.REFERENCES, null);
        assertEquals(List.of(), nothing.images());
        assertTrue(nothing.explanation().contains("lies within 3 images"), nothing.explanation());
        // empty identifiers are no identifiers
        final Image bare = image(SMALL, "P3", "", "", "", "p3");
        assertEquals(List.of(), SegmentationMatcher.match(ROOT.resolve("a"), contours(50, references("", "", "")),
            List.of(bare, bare), Rule.REFERENCES, null).images());
    }

    @Test
    void partsOfOneSeriesAreToldApartByTheImagesThatAreNamed() {
        final List<Image> parts = new ArrayList<>();
        for (final String uids : new String[]{"9.1\\9.2\\9.3\\9.4", "9.5\\9.6\\9.7\\9.8"}) {
            final Image i = image(SMALL, "P1", "1", "1.1", "1.9", "p1");
            parts.add(new Image(i.info().withTags(Map.of("SOPInstanceUID", uids)), i.folder(), i.keys()));
        }
        final References second = new References(Set.of("1"), Set.of("1.1"), Set.of("1.9"), Set.of("9.6"));
        assertEquals(List.of(1), SegmentationMatcher.match(ROOT, contours(2, second), parts, Rule.REFERENCES, null).images());
        // images that are named, of a series that is not
        final Match images = SegmentationMatcher.match(ROOT, contours(2, new References(Set.of(), Set.of(), Set.of("1.9"), Set.of("9.4"))),
            parts, Rule.REFERENCES, null);
        assertEquals(List.of(0), images.images());
        assertTrue(images.certain());
        // and a series none of whose images is named
        final References other = new References(Set.of("1"), Set.of("1.1"), Set.of("1.9"), Set.of("8.8"));
        assertEquals(List.of(0, 1), SegmentationMatcher.match(ROOT, contours(2, other), parts, Rule.REFERENCES, null).images());
    }

    @Test
    void theNearestFolderIsTaken() {
        assertEquals(List.of(2), match(contours(2, References.NONE), "p2/masks/a/rs.dcm", Rule.FOLDER, null).images());
        assertEquals(List.of(0, 1), match(contours(2, References.NONE), "p1/rs.dcm", Rule.FOLDER, null).images());
        assertEquals(List.of(1), match(contours(20, References.NONE), "p1/rs.dcm", Rule.FOLDER, null).images());
        assertEquals(List.of(0), match(contours(2, References.NONE), "p1/CT/rs.dcm", Rule.FOLDER, null).images());
        assertEquals(List.of(), match(contours(2, References.NONE), "masks/rs.dcm", Rule.FOLDER, null).images());
        final Match place = match(contours(20, References.NONE), "masks/rs.dcm", Rule.FOLDER, null);
        assertEquals(List.of(1), place.images());
        assertFalse(place.certain());
    }

    @Test
    void theNameHoldsTheImagesKey() {
        assertEquals(List.of(0, 1), match(contours(2, References.NONE), "x/p1_mask.nii.gz", Rule.NAME, "^(.+)_mask").images());
        assertEquals(List.of(2), match(contours(2, References.NONE), "seg-P2.nii", Rule.NAME, "P\\d+").images());
        assertTrue(match(contours(2, References.NONE), "seg-P7.nii", Rule.NAME, "P\\d+").explanation().contains("'P7'"));
        assertTrue(match(contours(2, References.NONE), "seg.nii", Rule.NAME, "P\\d+").explanation().contains("does not match"));
    }
}
