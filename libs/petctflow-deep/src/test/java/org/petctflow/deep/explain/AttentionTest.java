package org.petctflow.deep.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;

class AttentionTest {

    private static final Geometry GRID = Geometry.axial(7, 9, 8, 3, 1.5, 2);

    private static Volume map(final float[] values) {
        return Volume.of(GRID, Modality.DERIVED, Units.NONE, Voxels.of(values));
    }

    private static double distance(final int i, final int j) {
        final int plane = GRID.rows() * GRID.columns();
        final double s = 3.0 * (i / plane - j / plane);
        final double r = 1.5 * (i / GRID.columns() % GRID.rows() - j / GRID.columns() % GRID.rows());
        final double c = 2.0 * (i % GRID.columns() - j % GRID.columns());
        return Math.sqrt(s * s + r * r + c * c);
    }

    @Test
    void sharesAreThoseOfEveryVoxelsDistanceToTheNearestOfTheOtherSide() {
        final Random random = new Random(5);
        for (int trial = 0; trial < 20; trial++) {
            final byte[] inside = new byte[GRID.voxels()];
            final float[] heat = new float[inside.length];
            for (int i = 0; i < inside.length; i++) {
                inside[i] = (byte)(distance(i, 4 * 72 + 3 * 8 + 4) < 5 && random.nextInt(10) > 0 ? 1 : 0);
                heat[i] = random.nextFloat();
            }
            final double inner = random.nextInt(4);
            final double outer = random.nextInt(6) + 0.5;
            final double[] sums = new double[4];
            for (int i = 0; i < inside.length; i++) {
                double nearest = Double.POSITIVE_INFINITY;
                for (int j = 0; j < inside.length; j++) {
                    nearest = inside[j] != inside[i] ? Math.min(nearest, distance(i, j)) : nearest;
                }
                final int region = inside[i] != 0 ? nearest > inner ? 0 : 1 : nearest <= outer ? 1 : 2;
                sums[region] += heat[i];
                sums[3] += inside[i] != 0 ? heat[i] : 0;
            }
            final double all = sums[0] + sums[1] + sums[2];
            final Attention a = Attention.of(map(heat), Mask.of(GRID, inside), inner, outer);
            assertEquals(sums[0] / all, a.core(), 1e-9);
            assertEquals(sums[1] / all, a.rim(), 1e-9);
            assertEquals(sums[2] / all, a.outside(), 1e-9);
            assertEquals(sums[3] / all, a.inside(), 1e-9);
            assertEquals(1, a.core() + a.rim() + a.outside(), 1e-12);
            assertTrue(a.core() <= a.inside() && a.inside() <= a.core() + a.rim() + 1e-12);
        }
    }

    @Test
    void aMapOfZerosHasNoSharesAndAnEmptyMaskNoInside() {
        final byte[] one = new byte[GRID.voxels()];
        one[100] = 1;
        final Attention none = Attention.of(map(new float[GRID.voxels()]), Mask.of(GRID, one), 2, 5);
        assertTrue(Double.isNaN(none.core()) && Double.isNaN(none.rim()) && Double.isNaN(none.outside()) && Double.isNaN(none.inside()));
        final float[] even = new float[GRID.voxels()];
        java.util.Arrays.fill(even, 0.5f);
        final Attention empty = Attention.of(map(even), Mask.of(GRID, new byte[GRID.voxels()]), 2, 5);
        assertEquals(1, empty.outside());
        assertEquals(0, empty.inside());
    }

    @Test
    void anotherGridIsRefused() {
        final Geometry other = Geometry.axial(7, 9, 9, 3, 1.5, 2);
        final var e = assertThrows(IllegalArgumentException.class,
            () -> Attention.of(map(new float[GRID.voxels()]), Mask.of(other, new byte[other.voxels()]), 2, 5));
        assertTrue(e.getMessage().contains("is not on the heat map's grid"), e.getMessage());
    }

    @Test
    void summariesAreOverThePatientsWhoseMapsSaySomething() {
        final Attention nothing = new Attention(Double.NaN, Double.NaN, Double.NaN, 0, 0, 0, Double.NaN);
        final var entries = java.util.List.of(entry(0, new Attention(0.2, 0.5, 0.3, 0, 0, 0, 0.4)), entry(1, nothing),
            entry(0, new Attention(0.4, 0.5, 0.1, 0, 0, 0, 0.8)), entry(0, nothing));
        final var all = AttentionSummary.of(entries);
        assertEquals(2, all.size());
        assertEquals(2, all.get(0).n());
        // mean of 0.4 and 0.8; sd of two values is their difference over the root of 2
        assertEquals(0.6, all.get(0).mean()[0], 1e-12);
        assertEquals(0.4 / Math.sqrt(2), all.get(0).sd()[0], 1e-12);
        assertEquals(0.3, all.get(0).mean()[1], 1e-12);
        assertEquals(0, all.get(0).sd()[2], 1e-12);
        assertEquals(0, all.get(1).n());
        assertTrue(Double.isNaN(all.get(1).mean()[0]) && Double.isNaN(all.get(1).sd()[0]));
        // nothing in core and rim: nothing to hold against each other
        assertTrue(Double.isNaN(all.get(0).mean()[4]) && Double.isNaN(all.get(0).sd()[4]));
    }

    @Test
    void coreAgainstRimKnowsNothingOfTheirSizes() {
        assertEquals(0.75, new Attention(0.2, 0.5, 0.3, 0.6, 0.2, 0.1, 0.4).coreAgainstRim(), 1e-12);
        assertEquals(1, new Attention(0.2, 0, 0.8, 0.6, 0, 0.1, 0.2).coreAgainstRim());
        final float[] even = new float[GRID.voxels()];
        java.util.Arrays.fill(even, 0.3f);
        final byte[] inside = new byte[GRID.voxels()];
        for (int s = 1; s < 6; s++) {
            for (int r = 1; r < 8; r++) {
                for (int c = 1; c < 8; c++) {
                    inside[GRID.voxel(s, r, c)] = 1;
                }
            }
        }
        assertEquals(0.5, Attention.of(map(even), Mask.of(GRID, inside), 2, 3).coreAgainstRim(), 1e-6);
        final var all = AttentionSummary.of(java.util.List.of(entry(0, new Attention(0.2, 0.5, 0.3, 0.6, 0.2, 0.1, 0.4)),
            entry(0, new Attention(0, 0, 1, 0, 0, 0.1, 0)), entry(0, new Attention(0.1, 0.3, 0.6, 0.1, 0.3, 0.1, 0.2))));
        assertEquals(3, all.get(0).n());
        assertEquals(0.5, all.get(0).mean()[4], 1e-12);
    }

    private static AttentionSummary.Entry entry(final int task, final Attention a) {
        return new AttentionSummary.Entry(task, org.petctflow.deep.network.Layer.CT_ENCODER, GradCam.Method.GRAD_CAM, a);
    }
}
