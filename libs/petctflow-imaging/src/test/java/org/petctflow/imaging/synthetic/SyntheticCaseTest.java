package org.petctflow.imaging.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.petctflow.imaging.synthetic.SyntheticCohort.Grid;
import org.petctflow.imaging.synthetic.SyntheticCohort.Options;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Volume;

class SyntheticCaseTest {

    private static final Options SMALL =
        Options.DEFAULT.withGrids(new Grid(44, 80, 6, 4.8), new Grid(48, 72, 5.5, 5.3));

    /** Mean and standard deviation of the voxels whose distance to the mask's surface lies in a range, positive inside. */
    private static double[] moments(final Volume image, final Mask mask, final double fromMm, final double toMm) {
        final Geometry g = image.geometry();
        final int[] box = mask.boundingBox();
        final int[] margin = new int[3];
        for (int a = 0; a < 3; a++) {
            margin[a] = (int)Math.ceil(10 / g.spacing(a));
        }
        double n = 0;
        double sum = 0;
        double squares = 0;
        for (int s = Math.max(0, box[0] - margin[0]); s <= Math.min(g.slices() - 1, box[3] + margin[0]); s++) {
            for (int r = box[1] - margin[1]; r <= box[4] + margin[1]; r++) {
                for (int c = box[2] - margin[2]; c <= box[5] + margin[2]; c++) {
                    final double d = distance(mask, s, r, c);
                    if (d > fromMm && d <= toMm) {
                        final double v = image.get(s, r, c);
                        n++;
                        sum += v;
                        squares += v * v;
                    }
                }
            }
        }
        final double mean = sum / n;
        return new double[]{mean, Math.sqrt(squares / n - mean * mean)};
    }

    /** To the nearest voxel of the other kind within 10 mm: positive inside. */
    private static double distance(final Mask mask, final int slice, final int row, final int column) {
        final Geometry g = mask.geometry();
        final boolean in = mask.contains(slice, row, column);
        double nearest = 10;
        final int ds = (int)(10 / g.spacing(0));
        final int dr = (int)(10 / g.spacing(1));
        final int dc = (int)(10 / g.spacing(2));
        for (int s = Math.max(0, slice - ds); s <= Math.min(g.slices() - 1, slice + ds); s++) {
            for (int r = Math.max(0, row - dr); r <= Math.min(g.rows() - 1, row + dr); r++) {
                for (int c = Math.max(0, column - dc); c <= Math.min(g.columns() - 1, column + dc); c++) {
                    if (mask.contains(s, r, c) != in) {
                        final double x = (s - slice) * g.spacing(0);
                        final double y = (r - row) * g.spacing(1);
                        final double z = (c - column) * g.spacing(2);
                        nearest = Math.min(nearest, Math.sqrt(x * x + y * y + z * z));
                    }
                }
            }
        }
        return in ? nearest : -nearest;
    }

    private static double auc(final double[] values, final boolean[] positive) {
        double wins = 0;
        int pairs = 0;
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values.length; j++) {
                if (positive[i] && !positive[j]) {
                    wins += values[i] > values[j] ? 1 : values[i] == values[j] ? 0.5 : 0;
                    pairs++;
                }
            }
        }
        return wins / pairs;
    }

    /** How well one number of each place tells each label: core PET for EGFR, rim CT for EGFR, core PET and rim CT for the subtype. */
    private static double[] aucs(final Options options) {
        final int n = options.patients();
        final double[] core = new double[n];
        final double[] rim = new double[n];
        final boolean[] egfr = new boolean[n];
        final boolean[] adeno = new boolean[n];
        for (int i = 0; i < n; i++) {
            final SyntheticCase patient = SyntheticCase.of(options, i);
            final double[] pet = moments(patient.pet(), patient.petMask(), 5.6, 99);
            core[i] = pet[1] / pet[0];
            rim[i] = moments(patient.ct(), patient.mask(), -6.5, -3)[0];
            egfr[i] = patient.egfr();
            adeno[i] = patient.adenocarcinoma();
        }
        return new double[]{auc(core, egfr), auc(rim, egfr), auc(core, adeno), auc(rim, adeno)};
    }

    @Test
    void theCoreTellsTheMutationAndTheRimTheSubtype() {
        final double[] auc = aucs(Options.DEFAULT.withPatients(40, 5));
        assertTrue(auc[0] > 0.93, () -> "core and EGFR: " + auc[0]);
        assertTrue(auc[3] > 0.97, () -> "rim and subtype: " + auc[3]);
        assertEquals(0.5, auc[1], 0.2, "rim and EGFR");
        assertEquals(0.5, auc[2], 0.2, "core and subtype");
    }

    @Test
    void withoutEffectOrWithNoiseOnlyImagesTellNothing() {
        for (final Options o : new Options[]{SMALL.withPatients(60, 6).withEffect(0, false),
            SMALL.withPatients(60, 7).withEffect(1, true)}) {
            final double[] auc = aucs(o);
            assertEquals(0.5, auc[0], 0.2, "core and EGFR, " + o);
            assertEquals(0.5, auc[3], 0.2, "rim and subtype, " + o);
        }
    }

    @Test
    void aCaseDependsOnSeedAndIndexAlone() {
        final SyntheticCase a = SyntheticCase.of(SMALL.withPatients(5, 3), 2);
        final SyntheticCase b = SyntheticCase.of(SMALL.withPatients(50, 3), 2);
        assertArrayEquals((short[])a.ct().voxels().array(), (short[])b.ct().voxels().array());
        assertArrayEquals((float[])a.pet().voxels().array(), (float[])b.pet().voxels().array());
        assertArrayEquals(a.mask().inside(), b.mask().inside());
        assertEquals(a.truth(), b.truth());
        final SyntheticCase other = SyntheticCase.of(SMALL.withPatients(5, 4), 2);
        assertFalse(Arrays.equals((short[])a.ct().voxels().array(), (short[])other.ct().voxels().array()));
        assertNotEquals(a.uid("study"), other.uid("study"));
        assertTrue(a.uid("study").matches("2\\.25\\.[1-9][0-9]{30,38}"), a.uid("study"));
    }

    @Test
    void ofFourInARowEachCombinationComesOnce() {
        final Options o = SMALL.withPatients(40, 8);
        for (int block = 0; block < 10; block++) {
            final Set<String> seen = new HashSet<>();
            for (int i = 0; i < 4; i++) {
                seen.add(Arrays.toString(Plan.look(o, 4 * block + i)));
                assertArrayEquals(Plan.look(o, 4 * block + i), Plan.look(o.withPatients(100, 8), 4 * block + i));
            }
            assertEquals(4, seen.size());
        }
    }

    @Test
    void tissuesHaveTheirDensityAndUptake() {
        for (int i = 0; i < 3; i++) {
            final SyntheticCase patient = SyntheticCase.of(Options.DEFAULT.withPatients(3, 11), i);
            final double[] liver = patient.liver();
            final double[] ct = patient.ct().geometry().toIndex(liver[0], liver[1], liver[2] + 25);
            final double[] pet = patient.pet().geometry().toIndex(liver[0], liver[1], liver[2] + 25);
            final double[] hu = ball(patient.ct(), ct, 12);
            final double[] suv = ball(patient.pet(), pet, 15);
            assertEquals(55, hu[0], 20, "liver HU");
            assertEquals(15, hu[1], 5, "CT noise");
            assertEquals(2.3, suv[0], 0.4, "liver SUV");
            assertEquals(0.09, suv[1] / suv[0], 0.03, "PET noise");
            assertTrue(patient.ct().get(0, 0, 0) < -900, "air");
            // the mask's volume on both grids is that of the same body; a voxel more or less at the surface
            assertEquals(patient.mask().volume(), patient.petMask().volume(), 0.12 * patient.mask().volume());
        }
    }

    private static double[] ball(final Volume v, final double[] middle, final double radius) {
        final Geometry g = v.geometry();
        double n = 0;
        double sum = 0;
        double squares = 0;
        for (int s = 0; s < g.slices(); s++) {
            for (int r = 0; r < g.rows(); r++) {
                for (int c = 0; c < g.columns(); c++) {
                    final double x = (s - middle[0]) * g.spacing(0);
                    final double y = (r - middle[1]) * g.spacing(1);
                    final double z = (c - middle[2]) * g.spacing(2);
                    if (x * x + y * y + z * z < radius * radius) {
                        n++;
                        sum += v.get(s, r, c);
                        squares += v.get(s, r, c) * v.get(s, r, c);
                    }
                }
            }
        }
        return new double[]{sum / n, Math.sqrt(squares / n - sum / n * (sum / n))};
    }

    @Test
    void asManyAreSpoiledAsAskedFor() {
        final Map<Spoil, Integer> spoiled =
            Map.of(Spoil.LOW_UPTAKE, 2, Spoil.MISALIGNED, 1, Spoil.MISSING_SLICE, 3, Spoil.TRUNCATED, 1);
        final Options o = SMALL.withPatients(12, 9).withSpoiled(spoiled);
        final Map<Spoil, Integer> found = new EnumMap<>(Spoil.class);
        int clean = 0;
        for (int i = 0; i < 12; i++) {
            final SyntheticCase.Truth truth = SyntheticCase.of(o, i).truth();
            if (truth.spoil() == null) {
                clean++;
                assertNull(truth.missing());
                assertEquals(0, truth.petShift().get(0));
            } else {
                found.merge(truth.spoil(), 1, Integer::sum);
                assertEquals(truth.spoil() == Spoil.MISSING_SLICE, truth.missing() != null);
                assertEquals(truth.spoil() == Spoil.LOW_UPTAKE, truth.uptake() < 1.2);
                final double shift = Math.hypot(truth.petShift().get(0), truth.petShift().get(2));
                assertEquals(truth.spoil() == Spoil.MISALIGNED, shift >= 25 && shift <= 40);
            }
        }
        assertEquals(5, clean);
        assertEquals(spoiled, found);
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertMessage("1 to 9999 patients", () -> Options.DEFAULT.withPatients(0, 1));
        assertMessage("effect is 0 to 2", () -> Options.DEFAULT.withEffect(Double.NaN, false));
        assertMessage("choose the vendor Philips", () -> Options.DEFAULT.withScanner(SyntheticCohort.Vendor.GE,
            SyntheticCohort.PetUnits.CNTS, SyntheticCohort.Decay.START));
        assertMessage("220 to 600 mm long", () -> new Grid(20, 128, 3, 3));
        assertMessage("370 to 700 mm across", () -> new Grid(64, 64, 4, 3));
        assertMessage("13 patients are to be spoiled, but there are 12",
            () -> Options.DEFAULT.withSpoiled(Map.of(Spoil.TRUNCATED, 7, Spoil.MISALIGNED, 6)));
        assertThrows(IndexOutOfBoundsException.class, () -> SyntheticCase.of(Options.DEFAULT, 12));
    }

    private static void assertMessage(final String part, final Runnable work) {
        final String message = assertThrows(IllegalArgumentException.class, work::run).getMessage();
        assertTrue(message.contains(part), message);
    }
}
