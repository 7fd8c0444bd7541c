package org.petctflow.imaging.petseg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.petctflow.imaging.volume.Geometry;

class ComponentsTest {

    /** Flood fill from each voxel that has no number yet. */
    static int[] flood(final byte[] inside, final Geometry g, final Connectivity connectivity) {
        final int[] labels = new int[inside.length];
        int count = 0;
        for (int start = 0; start < inside.length; start++) {
            if (inside[start] == 0 || labels[start] != 0) {
                continue;
            }
            count++;
            final Deque<Integer> queue = new ArrayDeque<>();
            queue.add(start);
            labels[start] = count;
            while (!queue.isEmpty()) {
                final int i = queue.remove();
                for (int j = 0; j < inside.length; j++) {
                    if (inside[j] != 0 && labels[j] == 0
                        && connectivity.neighbours(slice(g, j) - slice(g, i), row(g, j) - row(g, i), j % g.columns() - i % g.columns())) {
                        labels[j] = count;
                        queue.add(j);
                    }
                }
            }
        }
        return labels;
    }

    private static int slice(final Geometry g, final int i) {
        return i / (g.rows() * g.columns());
    }

    private static int row(final Geometry g, final int i) {
        return i / g.columns() % g.rows();
    }

    @Test
    void neighboursAreAsManyAsTheirNumbersSay() {
        final int[] expected = {6, 18, 26};
        for (final Connectivity c : Connectivity.values()) {
            int n = 0;
            for (int i = 0; i < 27; i++) {
                n += c.neighbours(i / 9 - 1, i / 3 % 3 - 1, i % 3 - 1) ? 1 : 0;
            }
            assertEquals(expected[c.ordinal()], n);
        }
    }

    @Test
    void labelsEqualAFloodFill() {
        final Random random = new Random(1);
        for (int trial = 0; trial < 150; trial++) {
            final Geometry g =
                Geometry.axial(1 + random.nextInt(6), 1 + random.nextInt(7), 1 + random.nextInt(8), 3, 2, 1);
            final byte[] inside = new byte[g.voxels()];
            final double share = random.nextDouble();
            for (int i = 0; i < inside.length; i++) {
                inside[i] = (byte)(random.nextDouble() < share ? 1 : 0);
            }
            for (final Connectivity c : Connectivity.values()) {
                final int[] expected = flood(inside, g, c);
                final Components found = Components.of(inside, g, c);
                assertArrayEquals(expected, found.labels(), c + " on " + g);
                int largest = 0;
                int most = 0;
                for (int k = 1; k <= found.count(); k++) {
                    int n = 0;
                    for (final int label : expected) {
                        n += label == k ? 1 : 0;
                    }
                    assertEquals(n, found.size(k));
                    if (n > most) {
                        most = n;
                        largest = k;
                    }
                }
                assertEquals(largest, found.largest());
            }
        }
    }

    @Test
    void holesEqualWhatNoPathLeadsOutOf() {
        final Random random = new Random(2);
        for (int trial = 0; trial < 150; trial++) {
            final Geometry g =
                Geometry.axial(1 + random.nextInt(6), 1 + random.nextInt(7), 1 + random.nextInt(7), 3, 2, 1);
            final byte[] inside = new byte[g.voxels()];
            final byte[] outside = new byte[g.voxels()];
            for (int i = 0; i < inside.length; i++) {
                inside[i] = (byte)(random.nextDouble() < 0.8 ? 1 : 0);
                outside[i] = (byte)(1 - inside[i]);
            }
            for (final Connectivity c : Connectivity.values()) {
                final int[] background = flood(outside, g, c.ofBackground());
                final byte[] expected = new byte[inside.length];
                for (int i = 0; i < expected.length; i++) {
                    boolean open = false;
                    for (int j = 0; j < expected.length; j++) {
                        final boolean border = slice(g, j) == 0 || slice(g, j) == g.slices() - 1 || row(g, j) == 0
                            || row(g, j) == g.rows() - 1 || j % g.columns() == 0 || j % g.columns() == g.columns() - 1;
                        open |= border && background[j] == background[i];
                    }
                    expected[i] = (byte)(inside[i] != 0 || !open ? 1 : 0);
                }
                assertArrayEquals(expected, Components.fillHoles(inside, g, c), c + " on " + g);
            }
        }
    }

    @Test
    void aClosedSurfaceOfFacesOnlyHoldsItsHoleAgainstCorners() {
        // a voxel whose 6 faces are closed, but not its edges: a hole for a foreground by faces? its background leaks by corners
        final Geometry g = Geometry.axial(3, 3, 3, 1, 1, 1);
        final byte[] cross = new byte[27];
        for (final int i : new int[]{4, 10, 12, 14, 16, 22}) {
            cross[i] = 1;
        }
        assertEquals(0, Components.fillHoles(cross, g, Connectivity.FACES)[13]);
        assertEquals(1, Components.fillHoles(cross, g, Connectivity.CORNERS)[13]);
        assertEquals(6, Components.of(cross, g, Connectivity.FACES).count());
        assertEquals(1, Components.of(cross, g, Connectivity.EDGES).count());
        assertEquals(0, Components.of(new byte[27], g, Connectivity.FACES).largest());
    }
}
