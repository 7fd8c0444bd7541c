package org.petctflow.imaging.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.petctflow.base.Progress;
import org.petctflow.imaging.Reference;
import org.petctflow.imaging.nifti.NiftiReader;
import org.petctflow.imaging.petseg.LiverReference;
import org.petctflow.imaging.petseg.PetSegmentationException;
import org.petctflow.imaging.quality.Finding.Status;
import org.petctflow.imaging.quality.QualityControl.Images;
import org.petctflow.imaging.quality.QualityControl.Options;
import org.petctflow.imaging.synthetic.Spoil;
import org.petctflow.imaging.synthetic.SyntheticCase;
import org.petctflow.imaging.synthetic.SyntheticCohort;
import org.petctflow.imaging.synthetic.SyntheticCohort.Grid;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.imaging.volume.Voxels;

class QualityControlTest {

    private static final SyntheticCohort.Options COARSE =
        SyntheticCohort.Options.DEFAULT.withGrids(new Grid(40, 64, 6.5, 6), new Grid(48, 66, 5.5, 5.7));

    private static QualityReport check(final Volume ct, final Volume pet, final Mask lesion) {
        return QualityControl.check(new Images(ct, pet, lesion, null, List.of()), Options.DEFAULT, Progress.NONE);
    }

    private static QualityReport check(final SyntheticCase patient) {
        return check(patient.ct(), patient.pet(), patient.mask());
    }

    @Test
    void nobodyCleanIsExcluded() {
        for (int seed = 1; seed <= 5; seed++) {
            for (int i = 0; i < 8; i++) {
                final SyntheticCase patient = SyntheticCase.of(COARSE.withPatients(8, 100 + seed), i);
                final QualityReport r = check(patient);
                final String who = "seed " + seed + " " + patient.patientId() + ": " + r.reasons();
                assertFalse(r.excluded(), who);
                for (final Finding f : r.findings()) {
                    assertEquals(Status.PASS, f.status(), who + f);
                }
                assertTrue(r.shiftLength() < 3, who);
                assertTrue(r.bodyOverlap() > 0.95, who);
            }
        }
    }

    @Test
    void eachFaultIsFoundAndNoOther() {
        final Map<Spoil, Criterion> expected = Map.of(Spoil.MISALIGNED, Criterion.ALIGNMENT, Spoil.MISSING_SLICE,
            Criterion.COMPLETENESS, Spoil.TRUNCATED, Criterion.FIELD_OF_VIEW, Spoil.LOW_UPTAKE, Criterion.UPTAKE);
        for (int seed = 1; seed <= 3; seed++) {
            final SyntheticCohort.Options o = COARSE.withPatients(8, 200 + seed).withSpoiled(
                Map.of(Spoil.MISALIGNED, 2, Spoil.MISSING_SLICE, 2, Spoil.TRUNCATED, 2, Spoil.LOW_UPTAKE, 2));
            for (int i = 0; i < 8; i++) {
                final SyntheticCase patient = SyntheticCase.of(o, i);
                final SyntheticCase.Truth truth = patient.truth();
                final QualityReport r = check(patient);
                assertTrue(r.excluded(), () -> truth.toString());
                for (final Finding f : r.findings()) {
                    assertEquals(f.criterion() == expected.get(truth.spoil()), f.status() == Status.FAIL,
                        () -> truth + " " + f);
                }
                if (truth.spoil() == Spoil.MISALIGNED) {
                    for (int k = 0; k < 3; k++) {
                        assertEquals(truth.petShift().get(k), r.shift().get(k), 4);
                    }
                }
            }
        }
    }

    @Test
    void orientationAndGridOfTheImagesDoNotMatter() {
        final SyntheticCase patient = SyntheticCase.of(COARSE.withPatients(1, 5), 0);
        final QualityReport straight = check(patient);
        // the same PET, stored from head to feet, from back to front, and with rows and columns exchanged
        final Geometry g = patient.pet().geometry();
        final double[] first = g.toPatient(g.slices() - 1, g.rows() - 1, 0);
        final Geometry turned = Geometry.of(g.slices(), g.columns(), g.rows(),
            new double[]{g.spacing(0), g.spacing(2), g.spacing(1)}, first, new double[]{0, 0, -1, 1, 0, 0, 0, -1, 0});
        final float[] v = new float[g.voxels()];
        for (int s = 0; s < g.slices(); s++) {
            for (int r = 0; r < g.rows(); r++) {
                for (int c = 0; c < g.columns(); c++) {
                    v[turned.voxel(g.slices() - 1 - s, c, g.rows() - 1 - r)] = (float)patient.pet().get(s, r, c);
                }
            }
        }
        final Volume pet = Volume.of(turned, Modality.PET, Units.SUV_BW, Voxels.of(v));
        final QualityReport r = check(patient.ct(), pet, patient.mask());
        assertFalse(r.excluded(), r.reasons());
        assertEquals(straight.bodyOverlap(), r.bodyOverlap(), 1e-9);
        assertEquals(straight.mutualInformation(), r.mutualInformation(), 1e-9);
        assertEquals(straight.lesionPeak(), r.lesionPeak(), 1e-6);
        assertEquals(straight.mediastinum(), r.mediastinum(), 1e-6);
        // candidates for the liver lie on the PET's grid: another one is found in another order
        assertEquals(straight.liverMean(), r.liverMean(), 0.1);
    }

    @Test
    void liversOfOthersAreNotTakenForOne() throws PetSegmentationException {
        final SyntheticCase patient = SyntheticCase.of(COARSE.withPatients(1, 6), 0);
        final Geometry g = patient.pet().geometry();
        // the chest alone, from the heart up
        final int cut = g.slices() * 5 / 8;
        final Geometry upper = g.box(cut, 0, 0, g.slices() - cut, g.rows(), g.columns());
        final float[] v = Arrays.copyOfRange(patient.pet().voxels().toFloats(), g.voxel(cut, 0, 0), g.voxels());
        final Volume chest = Volume.of(upper, Modality.PET, Units.SUV_BW, Voxels.of(v));
        assertTrue(assertThrows(PetSegmentationException.class, () -> LiverReference.find(chest, null, Progress.NONE))
            .getMessage().contains("Give a mask of the liver"));
        final QualityReport r = check(patient.ct(), chest, patient.mask());
        assertEquals(Status.NOT_CHECKED, r.finding(Criterion.PET_NOISE).status());
        assertTrue(Double.isNaN(r.liverMean()));
    }

    @Test
    void slicesThatWereNeverMeasuredAreFound() {
        final Geometry g = Geometry.axial(8, 6, 6, 3, 2, 2);
        final Random random = new Random(1);
        final short[] v = new short[g.voxels()];
        for (int i = 0; i < v.length; i++) {
            v[i] = (short)(random.nextInt(400) - 200);
        }
        assertEquals(List.of(), problems(g, v, Map.of()));
        final short[] doubled = v.clone();
        System.arraycopy(doubled, g.voxel(2, 0, 0), doubled, g.voxel(3, 0, 0), 36);
        assertEquals(List.of("CT slice 4 equals the one before it"), problems(g, doubled, Map.of()));
        final short[] made = v.clone();
        for (int i = 0; i < 36; i++) {
            made[g.voxel(5, 0, 0) + i] =
                (short)Math.round(0.3 * made[g.voxel(4, 0, 0) + i] + 0.7 * made[g.voxel(6, 0, 0) + i]);
        }
        assertEquals(List.of("CT slice 6 is a mean of its neighbours: it was missing"), problems(g, made, Map.of()));
        final short[] empty = v.clone();
        Arrays.fill(empty, 0, 72, (short)-1024);
        assertEquals(List.of("CT slice 1, 2 holds one value only"), problems(g, empty, Map.of()));
        assertEquals(List.of("CT images between number 4 and 6 are missing"),
            problems(g, v, Map.of("InstanceNumber", "1\\2\\3\\4\\6\\7\\8\\9")));
        assertEquals(List.of("CT images between number 9 and 5 are missing"),
            problems(g, v, Map.of("InstanceNumber", "11\\10\\9\\5\\4\\3\\2\\1")));
        assertEquals(List.of(), problems(g, v, Map.of("InstanceNumber", "2\\4\\6\\8\\10\\12\\14\\16")));
        assertEquals(List.of(), problems(g, v, Map.of("InstanceNumber", "7\\3\\9\\1\\4\\8\\2\\5")));
        assertEquals(List.of("CT has 8 of the 9 slices that NumberOfSlices (0054,0081) tells"),
            problems(g, v, Map.of("NumberOfSlices", "9")));
        assertEquals(List.of(), problems(g, v, Map.of("NumberOfSlices", "16")));
    }

    private static List<String> problems(final Geometry g, final short[] v, final Map<String, String> tags) {
        return SliceCheck.problems(
            new Volume(VolumeInfo.of(g, Voxels.Kind.INT16, Modality.CT, Units.HU).withTags(tags), Voxels.of(v)), "CT");
    }

    @Test
    void noiseIsMeasuredInSoftTissue() {
        final Geometry g = Geometry.axial(4, 60, 60, 3, 1, 1);
        for (final double sd : new double[]{5, 20, 50}) {
            final Random random = new Random(2);
            final short[] v = new short[g.voxels()];
            for (int i = 0; i < v.length; i++) {
                v[i] = (short)(i % 60 < 30 ? Math.round(45 + sd * random.nextGaussian()) : -850);
            }
            final double found = CtNoise.of(Volume.of(g, Modality.CT, Units.HU, Voxels.of(v)));
            assertEquals(sd, found, 0.05 * sd);
        }
        final short[] air = new short[g.voxels()];
        Arrays.fill(air, (short)-1000);
        assertTrue(Double.isNaN(CtNoise.of(Volume.of(g, Modality.CT, Units.HU, Voxels.of(air)))));
    }

    @Test
    void whatIsNotThereIsSaid() {
        final SyntheticCase patient = SyntheticCase.of(COARSE.withPatients(1, 7), 0);
        final QualityReport noPet = check(patient.ct(), null, patient.mask());
        assertTrue(noPet.excluded());
        assertEquals("There is no PET", noPet.finding(Criterion.ALIGNMENT).reason());
        final QualityReport noCt = check(null, patient.pet(), patient.petMask());
        assertEquals("There is no CT", noCt.finding(Criterion.ALIGNMENT).reason());
        assertEquals(Status.PASS, noCt.finding(Criterion.UPTAKE).status(), "against the liver");
        assertTrue(noCt.finding(Criterion.UPTAKE).reason().contains("0.75 times the liver's"));
        final QualityReport nothing = check(null, null, null);
        assertTrue(nothing.excluded());
        assertEquals(6, nothing.findings().size());
        final QualityReport reported = QualityControl.check(
            new Images(patient.ct(), patient.pet(), patient.mask(), null, List.of("The PET has a gap behind slice 12")),
            Options.DEFAULT, Progress.NONE);
        assertEquals("The PET has a gap behind slice 12", reported.reasons());
        final Volume counts = Volume.of(patient.pet().geometry(), Modality.PET, Units.BQML, patient.pet().voxels());
        final QualityReport noSuv = check(patient.ct(), counts, patient.mask());
        assertFalse(noSuv.excluded(), noSuv.reasons());
        assertEquals("there is no PET in SUV", noSuv.finding(Criterion.PET_NOISE).reason());
        final Volume elsewhere = new Volume(patient.pet().info().withUids("", "", "2.25.7"), patient.pet().voxels());
        assertEquals("PET and CT have different frames of reference",
            check(patient.ct(), elsewhere, patient.mask()).finding(Criterion.ALIGNMENT).reason());
        // criteria that don't decide are reported all the same
        final Options d = Options.DEFAULT;
        final Options strict = new Options(d.leastOverlap(), d.mostShiftMm(), d.mostCutShare(), d.lesionMarginMm(), 50,
            d.liverFactor(), 1, d.mostLiverVariation(), EnumSet.of(Criterion.ALIGNMENT));
        final QualityReport r = QualityControl.check(
            new Images(patient.ct(), patient.pet(), patient.mask(), null, List.of()), strict, Progress.NONE);
        assertFalse(r.excluded());
        assertEquals(Status.FAIL, r.finding(Criterion.UPTAKE).status());
        assertTrue(r.reasons().contains("is not more than 50 times the mediastinum's"), r.reasons());
        assertTrue(r.reasons().contains("HU in soft tissue is more than 1 HU"), r.reasons());
    }

    @Test
    void smallFieldsOfViewAreAlignedToo() {
        for (int seed = 1; seed <= 4; seed++) {
            final SyntheticCase patient = SyntheticCase.of(SyntheticCohort.Options.DEFAULT.withPatients(1, 300 + seed), 0);
            final QualityReport r = check(crop(patient.ct(), patient), crop(patient.pet(), patient), null);
            assertEquals(Status.PASS, r.finding(Criterion.ALIGNMENT).status(), r.reasons());
            assertTrue(r.shiftLength() < 8, r.reasons());
        }
    }

    /** 15 cm around the lesion. */
    private static Volume crop(final Volume v, final SyntheticCase patient) {
        final Geometry g = v.geometry();
        final List<Double> p = patient.truth().centre();
        final double[] q = g.toIndex(p.get(0), p.get(1), p.get(2));
        final int[] low = new int[3];
        final int[] size = new int[3];
        for (int a = 0; a < 3; a++) {
            low[a] = (int)Math.max(0, q[a] - 75 / g.spacing(a));
            size[a] = (int)Math.min(g.size(a), q[a] + 75 / g.spacing(a)) - low[a];
        }
        final Geometry box = g.box(low[0], low[1], low[2], size[0], size[1], size[2]);
        final float[] part = new float[box.voxels()];
        for (int i = 0; i < part.length; i++) {
            part[i] = (float)v.get(low[0] + i / (size[1] * size[2]), low[1] + i / size[2] % size[1], low[2] + i % size[2]);
        }
        return new Volume(v.info().withGrid(box, Voxels.Kind.FLOAT32), Voxels.of(part));
    }

    @Test
    void realPatientsAreAligned() throws IOException {
        final Path folder = Reference.path("nifti-petct");
        for (final String patient : List.of("STS_002", "STS_003", "STS_008", "STS_010")) {
            final Volume ct = NiftiReader.read(folder.resolve(patient).resolve("CT_image.nii.gz"), Progress.NONE).volume();
            final Volume pet = NiftiReader.read(folder.resolve(patient).resolve("PET_image.nii.gz"), Progress.NONE).volume();
            final Volume suv = new Volume(pet.info().withModality(Modality.PET, Units.SUV_BW), pet.voxels());
            final QualityReport r = check(ct, suv, null);
            assertEquals(Status.PASS, r.finding(Criterion.ALIGNMENT).status(), patient + r.reasons());
            assertEquals(Status.PASS, r.finding(Criterion.COMPLETENESS).status(), patient + r.reasons());
            // limbs: there is no liver, and none may be found
            assertTrue(Double.isNaN(r.liverMean()) && Double.isNaN(r.mediastinum()), patient);
        }
    }

    @Test
    void aLesionAtTheEdgeIsFound() {
        final SyntheticCase patient = SyntheticCase.of(COARSE.withPatients(1, 8), 0);
        final int[] box = patient.petMask().boundingBox();
        final Geometry g = patient.pet().geometry();
        // the scan begins in the middle of the lesion
        final int first = (box[0] + box[3]) / 2;
        final Volume pet = Volume.of(g.box(first, 0, 0, g.slices() - first, g.rows(), g.columns()), Modality.PET, Units.SUV_BW,
            Voxels.of(Arrays.copyOfRange(patient.pet().voxels().toFloats(), g.voxel(first, 0, 0), g.voxels())));
        final Finding f = check(patient.ct(), pet, patient.mask()).finding(Criterion.FIELD_OF_VIEW);
        assertEquals(Status.FAIL, f.status());
        assertTrue(f.reason().matches("The lesion reaches \\d+ mm out of the PET"), f.reason());
    }

    @Test
    void numbersOutOfRangeAreRefusedAndCancelStops() {
        final Options d = Options.DEFAULT;
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new Options(1.5, 15, 0.2, 5, 1, 1, 40, 0.15,
            d.deciding())).getMessage().contains("The least overlap is 0 to 1"));
        assertThrows(IllegalArgumentException.class,
            () -> new Options(0.8, Double.NaN, 0.2, 5, 1, 1, 40, 0.15, d.deciding()));
        final SyntheticCase patient = SyntheticCase.of(COARSE.withPatients(1, 9), 0);
        final Progress cancelled = new Progress() {
            @Override
            public void report(final double fraction, final String message) {
                // nobody listens
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThrows(CancellationException.class, () -> QualityControl.check(
            new Images(patient.ct(), patient.pet(), patient.mask(), null, List.of()), d, cancelled));
    }
}
