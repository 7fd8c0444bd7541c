package org.petctflow.deep.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petctflow.base.Progress;
import org.petctflow.deep.network.Architecture;
import org.petctflow.deep.train.DelegatingCases;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;

/** Patients whose data are not what the network takes: the reason, the place, the mend; the others go on. */
class BadCasesTest {

    private static final Preprocessing PREPROCESSING = Preprocessing.of(Grid.ofStudy(8));

    private static final Geometry BOX = Geometry.axial(6, 12, 12, 8, 8, 8);

    @TempDir
    static Path folder;

    private static Volume volume(final Geometry geometry, final Modality modality, final String unit, final float... first) {
        final float[] values = new float[geometry.voxels()];
        System.arraycopy(first, 0, values, 0, first.length);
        return Volume.of(geometry, modality, unit, Voxels.of(values));
    }

    private static final Volume CT = volume(BOX, Modality.CT, Units.HU);

    private static final Volume PET = volume(BOX, Modality.PET, Units.SUV_BW);

    private static void refused(final Images images, final String... words) {
        final BadCaseException e = assertThrows(BadCaseException.class, () -> PREPROCESSING.crop(images));
        for (final String word : words) {
            assertTrue(e.getMessage().contains(word), "'" + word + "' is not in: " + e.getMessage());
        }
    }

    @Test
    void aVoxelThatIsNoNumberIsNamedWithItsPlace() {
        final float[] values = new float[3 * 144 + 5 * 12 + 8];
        values[values.length - 1] = Float.NaN;
        refused(new Images(volume(BOX, Modality.CT, Units.HU, values), PET, null), "The CT is NaN at slice 3, row 5, column 7");
        values[values.length - 1] = Float.POSITIVE_INFINITY;
        refused(new Images(CT, volume(BOX, Modality.PET, Units.SUV_BW, values), null), "The PET is Infinity at slice 3, row 5, column 7");
    }

    @Test
    void anotherExtentGridOrDirectionIsNamedWithTheMend() {
        final Volume small = volume(Geometry.axial(6, 8, 8, 8, 8, 8), Modality.CT, Units.HU);
        refused(new Images(small, null, null), "48.0 x 64.0 x 64.0 mm", "48.0 x 96.0 x 96.0 mm", "ROI Cropper");
        refused(new Images(CT, volume(Geometry.axial(12, 24, 24, 4, 4, 4), Modality.PET, Units.SUV_BW), null), "The PET",
            "not on the CT's grid", "ROI Cropper");
        refused(new Images(CT, PET, Mask.of(Geometry.axial(12, 24, 24, 4, 4, 4), new byte[12 * 24 * 24])), "The mask", "ROI Cropper");
        // slices from right to left
        final Geometry sagittal = Geometry.of(6, 12, 12, new double[]{8, 8, 8}, new double[3], new double[]{1, 0, 0, 0, 1, 0, 0, 0, 1});
        refused(new Images(volume(sagittal, Modality.CT, Units.HU), null, null), "does not lie along the patient's axes");
    }

    @Test
    void anotherUnitIsNamedWithTheMend() {
        refused(new Images(CT, volume(BOX, Modality.PET, "Bq/ml"), null), "'Bq/ml'", Units.SUV_BW, "SUV Normalizer");
        refused(new Images(volume(BOX, Modality.CT, "1"), PET, null), "The CT is in '1'", "HU");
        refused(new Images(null, null, null), "neither CT nor PET");
    }

    @Test
    void oneBadPatientDoesNotLoseTheOthers() throws Exception {
        final CaseSource source = new DelegatingCases(new SyntheticCases(4, 8, 1, 2, false)) {
            @Override
            public Images images(final int index) throws java.io.IOException {
                return index == 1 ? new Images(CT, volume(BOX, Modality.PET, "Bq/ml"), null) : super.images(index);
            }

            @Override
            public double[] features(final int index) {
                return index == 2 ? new double[]{1, Double.NEGATIVE_INFINITY} : super.features(index);
            }
        };
        try (PreparedCases cases = PreparedCases.prepare(source, PREPROCESSING, folder, Progress.NONE)) {
            assertEquals(4, cases.size());
            assertNull(cases.problem(0));
            assertTrue(cases.problem(1).contains("SUV Normalizer"), cases.problem(1));
            assertTrue(cases.problem(2).contains("'feature1'") && cases.problem(2).contains("infinite"), cases.problem(2));
            assertNull(cases.problem(3));
            final Architecture masked = Architecture.of(6, 12, 12, 2).withMaskChannel(true);
            assertNull(cases.problem(3, masked));
            assertEquals(List.of("EGFR", "subtype"), cases.tasks().stream().map(Task::name).toList());
        }
    }

    @Test
    void aLabelThatIsNoClassIsAnErrorOfTheCaller() {
        final CaseSource source = new DelegatingCases(new SyntheticCases(2, 8, 1, 2, false)) {
            @Override
            public int[] labels(final int index) {
                return new int[]{0, 5};
            }
        };
        final IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
            () -> PreparedCases.prepare(source, PREPROCESSING, folder, Progress.NONE).close());
        assertTrue(e.getMessage().contains("'Row0'") && e.getMessage().contains("'subtype'"), e.getMessage());
        assertEquals(0, folder.toFile().list().length, "nothing is left in the folder");
    }
}
