package org.petctflow.imaging.petseg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.petctflow.base.Progress;
import org.petctflow.imaging.petseg.PetSegmenter.Keep;
import org.petctflow.imaging.petseg.PetSegmenter.Options;
import org.petctflow.imaging.petseg.PetSegmenter.Result;
import org.petctflow.imaging.synthetic.SyntheticCase;
import org.petctflow.imaging.synthetic.SyntheticCohort;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;

class PetSegmenterTest {

    private static final Geometry LINE = Geometry.axial(1, 1, 12, 4, 4, 4);

    private static Volume line(final double... values) {
        final float[] v = new float[values.length];
        for (int i = 0; i < v.length; i++) {
            v[i] = (float)values[i];
        }
        return Volume.of(Geometry.axial(1, 1, v.length, 4, 4, 4), Modality.PET, Units.SUV_BW, Voxels.of(v));
    }

    private static final Volume TWO = line(0, 1, 5, 8, 10, 3, 0.5, 4, 4.5, 4, 4, Float.NaN);

    private static Result run(final Volume pet, final Mask region, final Options options) throws PetSegmentationException {
        return PetSegmenter.segment(pet, region, null, null, options, Progress.NONE);
    }

    private static String in(final Result r) {
        final StringBuilder text = new StringBuilder();
        for (final byte b : r.mask().inside()) {
            text.append(b);
        }
        return text.toString();
    }

    private static Options keep(final Options o, final Keep keep) {
        return o.withComponents(keep, o.connectivity(), 0, true);
    }

    @Test
    void thresholdsAndComponents() throws PetSegmentationException {
        final Options fixed = Options.DEFAULT.withFixedSuv(4);
        assertEquals("001110000000", in(run(TWO, null, fixed)));
        assertEquals("000000011110", in(run(TWO, null, keep(fixed, Keep.LARGEST))));
        assertEquals("001110011110", in(run(TWO, null, keep(fixed, Keep.ALL))));
        final Result percent = run(TWO, null, Options.DEFAULT.withPercentOfMaximum(50));
        assertEquals("001110000000", in(percent));
        assertEquals(5, percent.threshold());
        assertEquals(10, percent.maximum());
        assertEquals(List.of(0, 0, 4), percent.seed());
        assertEquals(1, percent.components());
        final Result other =
            PetSegmenter.segment(TWO, null, new double[]{33, 0, 0}, null, fixed, Progress.NONE);
        assertEquals("000000011110", in(other));
        assertEquals(List.of(0, 0, 8), other.seed());
        final LiverReference liver = new LiverReference(2, 0.25, 10, List.of());
        final Result percist =
            PetSegmenter.segment(TWO, null, null, liver, Options.DEFAULT.withLiver(1.5, 2), Progress.NONE);
        assertEquals(3.5, percist.threshold());
        assertEquals("001110000000", in(percist));
        assertEquals(liver, percist.liver());
        assertNull(percent.liver());
        // a component of exactly the smallest volume stays: 3 voxels of 64 mm3
        assertEquals("001110000000", in(run(TWO, null, fixed.withComponents(Keep.SEED, Connectivity.FACES, 0.192, false))));
        assertEquals("000000011110", in(run(TWO, null, fixed.withComponents(Keep.ALL, Connectivity.FACES, 0.2, false))));
    }

    @Test
    void regionsLimitMaximumAndMask() throws PetSegmentationException {
        final Mask right = PetSegmenter.box(LINE, new double[]{33, 0, 0}, new double[]{10, 10, 13});
        assertArrayEquals(new byte[]{0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0}, right.inside());
        final Result r = run(TWO, right, Options.DEFAULT.withPercentOfMaximum(90));
        assertEquals("000000001000", in(r));
        assertEquals(4.05, r.threshold(), 1e-6);
        assertTrue(r.warnings().isEmpty());
        final Result edge = run(TWO, Mask.of(LINE, new byte[]{1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0}),
            Options.DEFAULT.withPercentOfMaximum(50));
        assertEquals("001100000000", in(edge));
        assertTrue(edge.warnings().get(0).contains("lies at its edge"));
    }

    @Test
    void growingTakesTheHottestNeighbourWhileItIsLikeTheRest() throws PetSegmentationException {
        assertEquals("001110000000", in(run(TWO, null, Options.DEFAULT.withRegionGrowing(50))));
        // 10, 8, 5, 3 have a mean of 6.5: 1 is below 20 % of it, 0.5 too
        assertEquals("001111000000", in(run(TWO, null, Options.DEFAULT.withRegionGrowing(20))));
        final Result low = run(TWO, null, Options.DEFAULT.withRegionGrowing(5));
        assertEquals("011111111110", in(low));
        assertEquals(0.5, low.threshold());
    }

    @Test
    void growingEqualsBruteForce() throws PetSegmentationException {
        final Random random = new Random(3);
        for (int trial = 0; trial < 60; trial++) {
            final Geometry g = Geometry.axial(2 + random.nextInt(4), 2 + random.nextInt(5), 2 + random.nextInt(5), 3, 2, 1);
            final float[] v = new float[g.voxels()];
            final byte[] region = new byte[v.length];
            for (int i = 0; i < v.length; i++) {
                v[i] = random.nextInt(trial < 30 ? 8 : 1000) - 2;
                region[i] = (byte)(random.nextInt(8) == 0 ? 0 : 1);
            }
            final Connectivity c = Connectivity.values()[trial % 3];
            final double percent = 20 + random.nextInt(80);
            final Volume pet = Volume.of(g, Modality.PET, Units.NONE, Voxels.of(v));
            final Options o = Options.DEFAULT.withRegionGrowing(percent).withComponents(Keep.SEED, c, 0, false);
            assertArrayEquals(growSlowly(v, region, g, c, percent / 100), run(pet, Mask.of(g, region), o).mask().inside());
        }
    }

    private static byte[] growSlowly(final float[] v, final byte[] region, final Geometry g, final Connectivity c,
        final double share) {
        final byte[] inside = new byte[v.length];
        double sum = 0;
        int n = 0;
        while (true) {
            int best = -1;
            for (int i = 0; i < v.length; i++) {
                boolean reachable = n == 0;
                for (int j = 0; j < v.length && !reachable; j++) {
                    reachable = inside[j] != 0 && c.neighbours(i / (g.rows() * g.columns()) - j / (g.rows() * g.columns()),
                        i / g.columns() % g.rows() - j / g.columns() % g.rows(), i % g.columns() - j % g.columns());
                }
                if (reachable && inside[i] == 0 && region[i] != 0 && (best < 0 || v[i] > v[best])) {
                    best = i;
                }
            }
            if (best < 0 || n > 0 && v[best] < share * (sum / n)) {
                return inside;
            }
            inside[best] = 1;
            sum += v[best];
            n++;
        }
    }

    @Test
    void otsuSeparatesAsWellAsTheBestOfAllCuts() throws PetSegmentationException {
        final Random random = new Random(4);
        for (int trial = 0; trial < 40; trial++) {
            // values in the middle of one of 256 bins, so that every cut between values is one between bins
            final float[] v = new float[300];
            for (int i = 0; i < v.length; i++) {
                final double k = i % 3 == 0 ? 150 + 25 * random.nextGaussian() : 60 + 25 * random.nextGaussian();
                v[i] = Math.round(Math.max(1, Math.min(254, k)));
            }
            v[0] = 0;
            v[1] = 256;
            final byte[] inside = new byte[v.length];
            Arrays.fill(inside, (byte)1);
            final double found = between(v, Otsu.threshold(v, inside));
            double best = 0;
            for (int t = 1; t <= 256; t++) {
                best = Math.max(best, between(v, t));
            }
            assertEquals(best, found, 1e-9 * best);
        }
        final Result r = run(TWO, null, keep(Options.DEFAULT.withOtsu(), Keep.ALL));
        assertEquals("000110000000", in(r));
    }

    private static double between(final float[] v, final double threshold) {
        double n = 0;
        double below = 0;
        double sum = 0;
        double sumBelow = 0;
        for (final float x : v) {
            n++;
            sum += x;
            if (x < threshold) {
                below++;
                sumBelow += x;
            }
        }
        final double d = sumBelow / below - (sum - sumBelow) / (n - below);
        return below * (n - below) * d * d;
    }

    @Test
    void holesAreFilledWithinTheRegion() throws PetSegmentationException {
        final Geometry g = Geometry.axial(5, 5, 5, 1, 1, 1);
        final float[] v = new float[125];
        final byte[] region = new byte[125];
        for (int i = 0; i < 125; i++) {
            final int s = i / 25;
            final int r = i / 5 % 5;
            final int c = i % 5;
            v[i] = s % 4 == 0 || r % 4 == 0 || c % 4 == 0 ? 0 : 9;
            region[i] = 1;
        }
        v[g.voxel(2, 2, 2)] = 1;
        final Volume pet = Volume.of(g, Modality.PET, Units.SUV_BW, Voxels.of(v));
        assertEquals(27, run(pet, Mask.of(g, region), Options.DEFAULT).mask().count());
        assertEquals(26, run(pet, null, Options.DEFAULT.withComponents(Keep.SEED, Connectivity.FACES, 0, false)).mask().count());
        region[g.voxel(2, 2, 2)] = 0;
        assertEquals(26, run(pet, Mask.of(g, region), Options.DEFAULT).mask().count());
    }

    @Test
    void messagesSayWhatIsWrong() {
        assertMessage("No voxel of the region reaches the threshold of 20.000: its maximum is 10.000",
            () -> run(TWO, null, Options.DEFAULT.withFixedSuv(20)));
        assertMessage("put a SUV Normalizer before it",
            () -> run(Volume.of(LINE, Modality.PET, Units.BQML, TWO.voxels()), null, Options.DEFAULT.withFixedSuv(4)));
        assertMessage("smaller than the smallest wanted one of 5.00 ml",
            () -> run(TWO, null, Options.DEFAULT.withComponents(Keep.SEED, Connectivity.FACES, 5, true)));
        assertMessage("smaller than the smallest",
            () -> run(TWO, null, Options.DEFAULT.withComponents(Keep.ALL, Connectivity.FACES, 5, true)));
        assertMessage("The seed (400.0, 0.0, 0.0) mm lies outside the PET", () -> PetSegmenter.segment(TWO, null,
            new double[]{400, 0, 0}, null, Options.DEFAULT, Progress.NONE));
        assertMessage("The seed's value of 1.000 is below the threshold of 4.100", () -> PetSegmenter.segment(TWO, null,
            new double[]{4, 0, 0}, null, Options.DEFAULT, Progress.NONE));
        assertMessage("resample it to the PET",
            () -> run(TWO, Mask.of(Geometry.axial(1, 1, 12, 4, 4, 3), new byte[12]), Options.DEFAULT));
        assertMessage("The region has no voxel with a value", () -> run(TWO, Mask.of(LINE, new byte[12]), Options.DEFAULT));
        assertMessage("two different values", () -> run(line(3, 3, 3), null, Options.DEFAULT.withOtsu()));
        assertMessage("the region's maximum is -1.0", () -> run(line(-1, -2), null, Options.DEFAULT));
        assertMessage("No liver was found", () -> run(TWO, null, Options.DEFAULT.withLiver(1.5, 2)));
        assertMessage("holds no voxel", () -> PetSegmenter.box(LINE, new double[]{-30, 0, 0}, new double[]{9, 9, 9}));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Options.DEFAULT.withPercentOfMaximum(Double.NaN))
            .getMessage().contains("above 0 and at most 100 %"));
        assertThrows(IllegalArgumentException.class, () -> Options.DEFAULT.withFixedSuv(0));
    }

    private interface Work {
        Object run() throws PetSegmentationException;
    }

    private static void assertMessage(final String part, final Work work) {
        final String message = assertThrows(PetSegmentationException.class, work::run).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void theLiverIsFoundInEveryPatientAndTheLesionIsWhereItIs() throws PetSegmentationException {
        final SyntheticCohort.Options cohort = SyntheticCohort.Options.DEFAULT.withPatients(12, 31);
        double worst = 1;
        for (int i = 0; i < 12; i++) {
            final SyntheticCase patient = SyntheticCase.of(cohort, i);
            final LiverReference alone = LiverReference.find(patient.pet(), null, Progress.NONE);
            final LiverReference withCt = LiverReference.find(patient.pet(), patient.ct(), Progress.NONE);
            for (final LiverReference liver : List.of(alone, withCt)) {
                assertEquals(2.3, liver.mean(), 0.45, "patient " + i);
                assertEquals(0.09, liver.sd() / liver.mean(), 0.03);
                final List<Double> p = liver.centre();
                assertEquals(55, patient.ct().get(index(patient.ct(), p, 0), index(patient.ct(), p, 1), index(patient.ct(), p, 2)),
                    70, "HU in the sphere");
            }
            final Result r =
                PetSegmenter.segment(patient.pet(), null, null, alone, Options.DEFAULT.withPercentOfMaximum(41), Progress.NONE);
            worst = Math.min(worst, dice(r.mask(), patient.petMask()));
        }
        final double dice = worst;
        assertTrue(dice > 0.6, () -> "least Dice of 41 %: " + dice);
    }

    private static int index(final Volume v, final List<Double> p, final int axis) {
        return (int)Math.rint(v.geometry().toIndex(p.get(0), p.get(1), p.get(2))[axis]);
    }

    private static double dice(final Mask a, final Mask b) {
        int both = 0;
        for (int i = 0; i < a.inside().length; i++) {
            both += a.inside()[i] & b.inside()[i];
        }
        return 2.0 * both / (a.count() + b.count());
    }

    @Test
    void aLiverMaskGivesItsMeanAndSpread() throws PetSegmentationException {
        final LiverReference liver = LiverReference.of(line(1, 2, 3, 6, 9),
            Mask.of(Geometry.axial(1, 1, 5, 4, 4, 4), new byte[]{0, 1, 1, 1, 0}));
        assertEquals(11.0 / 3, liver.mean(), 1e-12);
        assertEquals(Math.sqrt(13.0 / 3), liver.sd(), 1e-12);
        assertEquals(3, liver.voxels());
        assertEquals(1.5 * 11 / 3 + 2 * Math.sqrt(13.0 / 3), liver.threshold(1.5, 2), 1e-12);
        assertMessage("at least 2 are needed", () -> LiverReference.of(line(1, 2),
            Mask.of(Geometry.axial(1, 1, 2, 4, 4, 4), new byte[]{0, 1})));
    }
}
