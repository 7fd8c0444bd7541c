package org.petctflow.imaging.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petctflow.base.Progress;
import org.petctflow.imaging.Reference;
import org.petctflow.imaging.SeriesGrid;
import org.petctflow.imaging.nifti.NiftiReader;
import org.petctflow.imaging.nrrd.NrrdReader;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.VolumeInfo;

/** Real structure sets and segmentations beside the masks that other programs made of them. */
class SegmentationReferenceTest {

    @TempDir
    private Path m_folder;

    private static Map<String, SegmentMask> masks(final Path file, final VolumeInfo image) throws IOException {
        final Segmentation s = SegmentationReader.read(file, Progress.NONE);
        final Map<String, SegmentMask> masks = new LinkedHashMap<>();
        for (final Segment segment : s.segments()) {
            masks.put(segment.name(), s.mask(segment, image, MaskOptions.DEFAULTS, Progress.NONE));
        }
        return masks;
    }

    /** IBSI validation set, patient STS002: the masks of the same contours as NIfTI. */
    @Test
    void contoursOfThePairedStudyGiveItsNiftiMasks() throws IOException {
        final Path folder = Reference.path("dicom/petct-sts002");
        for (final String modality : List.of("PET", "CT")) {
            final VolumeInfo image = SeriesGrid.of(folder.resolve(modality + "/image"));
            final SegmentMask mask =
                masks(folder.resolve(modality + "/mask/RS.dcm"), image).get("GTV_Mass_" + modality);
            final Volume nifti =
                NiftiReader.read(folder.resolve("nifti/" + modality + "_mask.nii.gz"), Progress.NONE).volume();
            assertTrue(nifti.geometry().sameGrid(image.geometry(), 0.01));
            assertArrayEquals(Mask.ofLabel(nifti, 1).inside(), mask.mask().inside());
            assertEquals(modality.equals("PET") ? 555 : 17090, mask.mask().count());
            assertEquals(1, mask.volumeRatio(), 0.03);
            assertEquals(List.of(), mask.warnings());
        }
    }

    @Test
    void contoursOfTheGePatientAreFilled() throws IOException {
        final Path folder = Reference.path("dicom/pet-ge-sts001");
        final Map<String, SegmentMask> masks =
            masks(folder.resolve("mask/1-1.dcm"), SeriesGrid.of(folder.resolve("image")));
        assertEquals(5095, masks.get("GTV_Mass").mask().count());
        assertEquals(1, masks.get("GTV_Mass").volumeRatio(), 0.01);
    }

    @Test
    void regionsOfTheDigitalReferenceObjectsAreTheSameInAll() throws IOException {
        final Path folder = Reference.path("dicom/suv-dro");
        byte[] first = null;
        for (final String name : List.of("DRO_0_0", "DRO_4_2")) {
            Reference.unzip(folder.resolve(name + ".zip"), m_folder);
            final VolumeInfo image = SeriesGrid.of(m_folder.resolve(name + "/PT"));
            final Path file = m_folder.resolve(name + "/RS/RS_" + name.toLowerCase(Locale.ROOT) + ".dcm");
            final SegmentMask mask = masks(file, image).get("region_1");
            first = first == null ? mask.mask().inside() : first;
            assertArrayEquals(first, mask.mask().inside());
            assertEquals(174690, mask.mask().count());
            assertEquals(1, mask.volumeRatio(), 0.005);
            assertEquals(List.of(), mask.warnings());
        }
    }

    @Test
    void structureSetsWithUselessReferencesAreReadAllTheSame() throws IOException {
        final Path folder = Reference.path("dicom/rtstruct");
        final VolumeInfo image = SeriesGrid.of(folder);
        final SegmentMask own = masks(folder.resolve("rt.dcm"), image).get("ROI-1");
        assertEquals(1443, own.mask().count());
        assertTrue(own.warnings().toString().contains("another frame of reference"), own.warnings().toString());
        final Map<String, SegmentMask> invalid = masks(folder.resolve("invalid_reference_rt.dcm"), image);
        final Map<String, SegmentMask> missing = masks(folder.resolve("non_existent_reference_rt.dcm"), image);
        assertEquals(List.of("ROI-1", "ROI-2", "ROI-3", "ROI-4"), List.copyOf(invalid.keySet()));
        for (final String name : invalid.keySet()) {
            assertArrayEquals(invalid.get(name).mask().inside(), missing.get(name).mask().inside());
            assertTrue(invalid.get(name).warnings().toString().contains("1 of 3 planes of contours lie outside the image"));
        }
        assertEquals(4976, invalid.get("ROI-1").mask().count());
        final List<SegmentationMatcher.Image> images = List.of(new SegmentationMatcher.Image(image, folder, List.of()));
        for (final String name : List.of("invalid_reference_rt.dcm", "non_existent_reference_rt.dcm")) {
            final SegmentationMatcher.Match match =
                SegmentationMatcher.match(folder.resolve(name), SegmentationReader.read(folder.resolve(name), Progress.NONE),
                    images, SegmentationMatcher.Rule.REFERENCES, null);
            assertEquals(List.of(0), match.images());
            // the second one refers to no series at all
            assertEquals(name.startsWith("invalid"), match.certain(), match.explanation());
        }
    }

    @Test
    void segmentsEqualTheLabelsBesideThem() throws IOException {
        final Path folder = Reference.path("dicom/seg");
        final VolumeInfo ct = SeriesGrid.of(folder.resolve("ct-3slice"));
        assertLabels(masks(folder.resolve("liver.dcm"), ct), Map.of("Liver", 1), folder.resolve("liver_seg.nrrd"));
        final Map<String, SegmentMask> overlapping = masks(folder.resolve("partial_overlaps.dcm"), ct);
        assertLabels(overlapping, Map.of("GREEN", 1, "LIGHT_BLUE", 4, "DARK_BLUE", 5),
            folder.resolve("partial_overlaps-1.nrrd"));
        assertLabels(overlapping, Map.of("ORANGE", 2), folder.resolve("partial_overlaps-2.nrrd"));
        assertLabels(overlapping, Map.of("PURPLE", 3), folder.resolve("partial_overlaps-3.nrrd"));
        final VolumeInfo small = SeriesGrid.of(folder.resolve("24x38x3/image"));
        assertLabels(masks(folder.resolve("24x38x3/seg/label.seg"), small), Map.of("Liver", 1),
            folder.resolve("24x38x3/nrrd/label.nrrd"));
    }

    private static void assertLabels(final Map<String, SegmentMask> masks, final Map<String, Integer> labels, final Path nrrd)
        throws IOException {
        final Volume volume = NrrdReader.read(nrrd, Progress.NONE).volume();
        for (final Map.Entry<String, Integer> label : labels.entrySet()) {
            final SegmentMask mask = masks.get(label.getKey());
            assertTrue(volume.geometry().sameGrid(mask.mask().geometry(), 0.01));
            assertArrayEquals(Mask.ofLabel(volume, label.getValue()).inside(), mask.mask().inside(), label.getKey());
            assertTrue(mask.mask().count() > 0);
            assertFalse(mask.resampled());
            assertEquals(List.of(), mask.warnings());
        }
    }
}
