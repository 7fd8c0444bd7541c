package org.petctflow.radiomics.regions;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;
import org.petctflow.radiomics.Regions;

/** Shells against all pairs of voxels, habitats against what was hidden in an image. */
class SubRegionsTest {

    @Test
    void distancesAreThoseOfAllPairs() {
        final Random random = new Random(2);
        for (int trial = 0; trial < 6; trial++) {
            final Geometry g = Geometry.axial(5, 6, 7, 3.3, 1, 0.7);
            final byte[] inside = new byte[g.voxels()];
            for (int v = 0; v < inside.length; v++) {
                inside[v] = (byte)(random.nextInt(trial < 3 ? 40 : 2) == 0 ? 1 : 0);
            }
            final double[] d = DistanceMap.squared(inside, 1, g);
            for (int v = 0; v < d.length; v++) {
                double least = Double.POSITIVE_INFINITY;
                for (int w = 0; w < d.length; w++) {
                    if (inside[w] == 1) {
                        final double z = (v / 42 - w / 42) * 3.3;
                        final double y = v / 7 % 6 - w / 7 % 6;
                        final double x = (v % 7 - w % 7) * 0.7;
                        least = Math.min(least, z * z + y * y + x * x);
                    }
                }
                assertEquals(least, d[v], 1e-9);
            }
        }
        assertEquals(Double.POSITIVE_INFINITY, DistanceMap.squared(new byte[42], 1, Geometry.axial(1, 6, 7, 1, 1, 1))[0]);
    }

    @Test
    void shellsOfABlockLieWhereTheyShould() {
        // a bar of 7 voxels in a line of 21, 2 mm apart
        final Geometry g = Geometry.axial(1, 1, 21, 2, 2, 2);
        final byte[] inside = new byte[21];
        Arrays.fill(inside, 7, 14, (byte)1);
        final byte[] right = new byte[21];
        Arrays.fill(right, 10, 21, (byte)1);
        final List<SubRegion> parts = Shells.of(Mask.of(g, inside), 4, new double[]{2, 6}, Mask.of(g, right), Progress.NONE);
        assertEquals(List.of("core", "rim", "shell1", "shell2"), parts.stream().map(SubRegion::name).toList());
        final String[] expected = {"         xxx         ", "       xx   xx       ", "              x      ", "               xx    "};
        for (int i = 0; i < 4; i++) {
            final StringBuilder line = new StringBuilder();
            for (final byte b : parts.get(i).mask().inside()) {
                line.append(b == 1 ? 'x' : ' ');
            }
            assertEquals(expected[i], line.toString(), parts.get(i).name());
        }
        assertThrows(IllegalArgumentException.class, () -> Shells.of(Mask.of(g, inside), 0, new double[0], null, Progress.NONE));
        assertThrows(IllegalArgumentException.class, () -> Shells.of(Mask.of(g, inside), 1, new double[]{5, 5}, null, Progress.NONE));
    }

    private static Volume hidden(final Geometry g, final int[] group, final double[] level, final long seed) {
        final Random random = new Random(seed);
        final double[] x = new double[g.voxels()];
        for (int v = 0; v < x.length; v++) {
            x[v] = level[group[v]] + random.nextGaussian();
        }
        return Volume.of(g, Modality.PET, Units.SUV_BW, Voxels.of(x));
    }

    @Test
    void habitatsFindWhatWasHiddenAndComeInOrder() {
        final Geometry g = Geometry.axial(6, 10, 11, 3, 2, 2);
        final int[] group = new int[g.voxels()];
        final byte[] inside = new byte[g.voxels()];
        final Random random = new Random(7);
        for (int v = 0; v < group.length; v++) {
            group[v] = random.nextInt(3);
            inside[v] = (byte)(random.nextInt(4) > 0 ? 1 : 0);
        }
        final Mask mask = Mask.of(g, inside);
        // the second image parts the groups that the first one leaves together only in part
        final List<Volume> images = List.of(hidden(g, group, new double[]{30, 10, 50}, 1), hidden(g, group, new double[]{5, 90, 40}, 2));
        final Habitats habitats = Habitats.fit(List.of(Samples.of(images, mask)), 3, Clustering.K_MEANS, Progress.NONE);
        final List<SubRegion> parts = habitats.apply(images, mask);
        final int[] rank = {1, 0, 2};
        for (int v = 0; v < group.length; v++) {
            for (int c = 0; c < 3; c++) {
                assertEquals(inside[v] == 1 && rank[group[v]] == c ? 1 : 0, parts.get(c).mask().inside()[v]);
            }
        }
        assertEquals("reg1", parts.get(0).name());
        assertArrayEquals(new double[]{10, 90}, habitats.centres()[0], 0.5);
        // the same again, whatever the order of patients of the cohort
        final byte[] half = new byte[g.voxels()];
        for (int v = 0; v < half.length; v++) {
            half[v] = (byte)random.nextInt(2);
        }
        final Mask other = Mask.of(g, half);
        final Samples a = Samples.of(images, mask);
        final Samples b = Samples.of(images, other);
        final double[][] ab = Habitats.fit(List.of(a, b), 3, Clustering.K_MEANS, Progress.NONE).centres();
        final double[][] ba = Habitats.fit(List.of(b, a), 3, Clustering.K_MEANS, Progress.NONE).centres();
        for (int c = 0; c < 3; c++) {
            assertArrayEquals(ab[c], ba[c], 1e-9);
        }
    }

    @Test
    void everyVoxelHasItsNearestCentreAndEveryCentreIsAMean() {
        final Regions r = Regions.lumpy(8, 10, 12, new double[]{2, 2, 2}, 5);
        final List<Volume> images = List.of(r.image(), LocalEntropy.of(r.image(), r.mask(), 1, 25, Progress.NONE));
        final Habitats habitats = Habitats.fit(List.of(Samples.of(images, r.mask())), 4, Clustering.K_MEANS, Progress.NONE);
        int count = 0;
        double last = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < 4; c++) {
            final Mask part = habitats.apply(images, r.mask()).get(c).mask();
            count += part.count();
            final double[][] x = Samples.of(images, part).values();
            for (int f = 0; f < 2; f++) {
                assertEquals(Arrays.stream(x[f]).average().orElseThrow(), habitats.centres()[c][f], 1e-6);
            }
            assertTrue(habitats.centres()[c][0] > last);
            last = habitats.centres()[c][0];
        }
        assertEquals(r.mask().count(), count);
        assertThrows(IllegalArgumentException.class, () -> Habitats.fit(List.of(new Samples(new double[][]{{1, 2}}, new double[]{1, 1})), 3, Clustering.K_MEANS, Progress.NONE));
        assertThrows(IllegalArgumentException.class, () -> habitats.apply(List.of(r.image()), r.mask()));
    }

    @Test
    void entropyByHand() {
        final Geometry g = Geometry.axial(1, 1, 4, 1, 1, 1);
        final Volume image = Volume.of(g, Modality.CT, Units.HU, Voxels.of(new double[]{-1, 5, 30, 26}));
        final double[] e = LocalEntropy.of(image, Mask.of(g, new byte[]{1, 1, 1, 0}), 1, 25, Progress.NONE).voxels().toDoubles();
        assertArrayEquals(new double[]{1, Math.log(3) / Math.log(2), Math.log(3) / Math.log(2) - 2 / 3.0, 0}, e, 1e-12);
    }

    /** Habitats, shells and local entropy of a tumour that was moved or turned, or whose images have another scale. */
    @Test
    void partsMoveAndTurnWithTheTumourAndDoNotSeeTheUnit() {
        final Regions r = Regions.lumpy(8, 11, 9, new double[]{3, 2, 1.5}, 31);
        final Regions moved = r.moved(2, 4, 3);
        final Regions turned = r.rotated(0, 2);
        final Regions scaled = r.withValues(Arrays.stream(r.image().voxels().toDoubles()).map(x -> 0.5 * x + 40).toArray());
        for (final Clustering clustering : Clustering.values()) {
            final List<Integer> counts = counts(r, clustering);
            assertEquals(counts, counts(moved, clustering));
            assertEquals(counts, counts(turned, clustering));
            assertEquals(counts, counts(scaled, clustering));
        }
        assertEquals(shells(r), shells(turned));
        assertEquals(shells(r).subList(0, 2), shells(moved).subList(0, 2));
        final double[] before = r.withValues(LocalEntropy.of(r.image(), r.mask(), 2, 20, Progress.NONE).voxels().toDoubles()).rotated(0, 2)
            .image().voxels().toDoubles();
        assertArrayEquals(before, LocalEntropy.of(turned.image(), turned.mask(), 2, 20, Progress.NONE).voxels().toDoubles(), 1e-12);
    }

    private static List<Integer> counts(final Regions r, final Clustering clustering) {
        return Habitats.fit(List.of(Samples.of(List.of(r.image()), r.mask())), 3, clustering, Progress.NONE)
            .apply(List.of(r.image()), r.mask()).stream().map(p -> p.mask().count()).toList();
    }

    private static List<Integer> shells(final Regions r) {
        return Shells.of(r.mask(), 3, new double[]{3}, null, Progress.NONE).stream().map(p -> p.mask().count()).toList();
    }
}
