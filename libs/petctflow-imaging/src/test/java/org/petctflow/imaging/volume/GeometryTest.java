package org.petctflow.imaging.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class GeometryTest {

    /** Any grid: random size, spacing and origin, turned by a random rotation, sometimes left-handed. */
    static Geometry random(final Random r) {
        double[] q = new double[4];
        double norm;
        do {
            for (int i = 0; i < 4; i++) {
                q[i] = r.nextGaussian();
            }
            norm = Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
        } while (norm < 0.1);
        final double w = q[0] / norm;
        final double x = q[1] / norm;
        final double y = q[2] / norm;
        final double z = q[3] / norm;
        final double[] direction = {1 - 2 * (y * y + z * z), 2 * (x * y + z * w), 2 * (x * z - y * w), //
            2 * (x * y - z * w), 1 - 2 * (x * x + z * z), 2 * (y * z + x * w), //
            2 * (x * z + y * w), 2 * (y * z - x * w), 1 - 2 * (x * x + y * y)};
        if (r.nextBoolean()) {
            for (int i = 0; i < 3; i++) {
                direction[i] = -direction[i];
            }
        }
        return Geometry.of(1 + r.nextInt(60), 1 + r.nextInt(60), 1 + r.nextInt(60),
            new double[]{0.3 + 5 * r.nextDouble(), 0.3 + 5 * r.nextDouble(), 0.3 + 5 * r.nextDouble()},
            new double[]{500 * r.nextGaussian(), 500 * r.nextGaussian(), 500 * r.nextGaussian()}, direction);
    }

    @RepeatedTest(50)
    void thereAndBackIsTheSameIndex(final RepetitionInfo repetition) {
        final Random r = new Random(repetition.getCurrentRepetition());
        final Geometry g = random(r);
        final double[] index = {100 * r.nextGaussian(), 100 * r.nextGaussian(), 100 * r.nextGaussian()};
        final double[] p = g.toPatient(index[0], index[1], index[2]);
        assertArrayEquals(index, g.toIndex(p[0], p[1], p[2]), 1e-9);
    }

    @RepeatedTest(50)
    void aBoxKeepsItsVoxelsWhereTheyWere(final RepetitionInfo repetition) {
        final Random r = new Random(repetition.getCurrentRepetition());
        final Geometry g = random(r);
        final Geometry box = g.box(-3, 5, 7, 10, 11, 12);
        assertArrayEquals(g.toPatient(1, 6, 9), box.toPatient(4, 1, 2), 1e-9);
        assertEquals(g.voxelVolume(), box.voxelVolume());
    }

    @Test
    void anAxialGridAdvancesToTheHeadTheBackAndTheLeft() {
        final Geometry g = Geometry.axial(10, 20, 30, 3, 2, 1);
        assertArrayEquals(new double[]{9, 14, 12}, g.toPatient(4, 7, 9), 0);
        assertEquals(6000, g.voxels());
        assertEquals(6, g.voxelVolume());
        assertEquals((4 * 20 + 7) * 30 + 9, g.voxel(4, 7, 9));
    }

    @Test
    void gridsAreTheSameWithinATolerance() {
        final Geometry g = Geometry.axial(10, 20, 30, 3, 2, 1);
        final Geometry stretched = Geometry.axial(10, 20, 30, 3.01, 2, 1);
        assertTrue(g.sameGrid(stretched, 0.1), "the last slice lies 0.09 mm away");
        assertFalse(g.sameGrid(stretched, 0.08));
        assertFalse(g.sameGrid(Geometry.axial(10, 20, 31, 3, 2, 1), 10));
    }

    @Test
    void whatIsNoGridIsRefusedInWords() {
        assertMessage("positive", () -> Geometry.axial(1, 1, 1, 0, 1, 1));
        assertMessage("finite", () -> Geometry.axial(1, 1, 1, Double.NaN, 1, 1));
        assertMessage("at least one slice", () -> Geometry.axial(0, 1, 1, 1, 1, 1));
        assertMessage("2147483647", () -> Geometry.axial(2000, 2000, 2000, 1, 1, 1));
        assertMessage("2147483647", () -> Geometry.axial(1 << 30, 1 << 30, 1 << 30, 1, 1, 1));
        assertMessage("right angles", () -> Geometry.of(1, 1, 1, new double[]{1, 1, 1}, new double[3],
            new double[]{0, 0, 1, 0, 1, 0, 0.9, 0.1, 0}));
        assertMessage("has 3 numbers", () -> Geometry.of(1, 1, 1, new double[2], new double[3], new double[9]));
    }

    @Test
    void itsTextIsForPeople() {
        final Geometry g = Geometry.of(47, 512, 512, new double[]{3.27, 0.9765625, 0.9765625},
            new double[]{-250, -250.5, -1e-9}, new double[]{0, 0, 1, 0, 1, 0, 1, 0, 0});
        assertEquals("47 x 512 x 512 voxels of 3.27 x 0.9766 x 0.9766 mm at (-250, -250.5, 0) mm", g.toString());
    }

    private static void assertMessage(final String part, final org.junit.jupiter.api.function.Executable call) {
        final IllegalArgumentException e = assertThrows(IllegalArgumentException.class, call);
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }
}
