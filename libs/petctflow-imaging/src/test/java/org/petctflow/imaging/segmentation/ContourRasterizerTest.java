package org.petctflow.imaging.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.petctflow.base.Progress;
import org.petctflow.imaging.RandomGrids;
import org.petctflow.imaging.volume.Geometry;

class ContourRasterizerTest {

    private static final Geometry GRID = Geometry.axial(6, 20, 20, 3, 1, 1);

    private static Roi roi(final List<Contour> contours) {
        return new Roi(new Segment(1, "GTV"), "", contours);
    }

    /** A contour on a grid: in the plane across one axis, from pairs of the other two indices (the higher axis first). */
    private static Contour contour(final Geometry grid, final int axis, final double position, final double... uv) {
        final double[] points = new double[uv.length / 2 * 3];
        for (int i = 0; i < uv.length / 2; i++) {
            final double[] index = new double[3];
            index[axis] = position;
            index[axis == 2 ? 1 : 2] = uv[2 * i];
            index[axis == 0 ? 1 : 0] = uv[2 * i + 1];
            System.arraycopy(grid.toPatient(index[0], index[1], index[2]), 0, points, 3 * i, 3);
        }
        return new Contour(Contour.CLOSED_PLANAR, points);
    }

    private static double[] square(final double from, final double to) {
        return new double[]{from, from, to, from, to, to, from, to};
    }

    private static double[] star(final Random random, final double centre, final double radius, final int n) {
        final double[] uv = new double[2 * n];
        for (int i = 0; i < n; i++) {
            final double r = radius * (0.3 + random.nextDouble());
            uv[2 * i] = centre + r * Math.cos(2 * Math.PI * i / n);
            uv[2 * i + 1] = centre + r * Math.sin(2 * Math.PI * i / n);
        }
        return uv;
    }

    private static ContourRasterizer.Result rasterize(final Geometry grid, final Contour... contours) throws IOException {
        return ContourRasterizer.rasterize(roi(List.of(contours)), grid, Progress.NONE);
    }

    private static int count(final byte[] inside) {
        int n = 0;
        for (final byte b : inside) {
            n += b;
        }
        return n;
    }

    /** Crossings to the right of a point, by the definition. */
    private static boolean inPolygon(final double[] uv, final double u, final double v) {
        boolean in = false;
        for (int i = 0, j = uv.length - 2; i < uv.length; j = i, i += 2) {
            if (uv[i + 1] > v != uv[j + 1] > v && u < (uv[j] - uv[i]) * (v - uv[i + 1]) / (uv[j + 1] - uv[i + 1]) + uv[i]) {
                in = !in;
            }
        }
        return in;
    }

    @Test
    void scanLinesGiveWhatThePointByPointDefinitionGives() throws IOException {
        final Random random = new Random(1);
        for (int round = 0; round < 60; round++) {
            final Geometry grid = RandomGrids.oblique(random, 24);
            final int axis = random.nextInt(3);
            final byte[] expected = new byte[grid.voxels()];
            final List<Contour> contours = new ArrayList<>();
            for (int plane = 0; plane < grid.size(axis); plane++) {
                final List<double[]> polygons = new ArrayList<>();
                for (int k = 0; k < random.nextInt(4); k++) {
                    // some reach out of the image
                    final double[] uv = star(random, random.nextInt(20), 2 + random.nextInt(12), 3 + random.nextInt(40));
                    polygons.add(uv);
                    contours.add(contour(grid, axis, plane, uv));
                }
                for (int i = 0; i < expected.length; i++) {
                    final int[] index = {i / (grid.rows() * grid.columns()), i / grid.columns() % grid.rows(),
                        i % grid.columns()};
                    for (final double[] uv : polygons) {
                        if (index[axis] == plane && inPolygon(uv, index[axis == 2 ? 1 : 2], index[axis == 0 ? 1 : 0])) {
                            expected[i] ^= 1;
                        }
                    }
                }
            }
            Collections.shuffle(contours, random);
            assertArrayEquals(expected, ContourRasterizer.rasterize(roi(contours), grid, Progress.NONE).inside());
        }
    }

    @Test
    void contoursThroughVoxelCentresShareTheVoxelsAmongThem() throws IOException {
        final Random random = new Random(2);
        for (int i = 0; i < 50; i++) {
            // coordinates come with rounding: as many decimals as DICOM's 16 characters hold
            final Geometry grid = RandomGrids.axial(random, 1).box(0, 0, 0, 1, 12, 12);
            final Contour left = contour(grid, 0, 0, 2, 2, 5, 2, 5, 8, 2, 8);
            final Contour right = contour(grid, 0, 0, 5, 2, 9, 2, 9, 8, 5, 8);
            final byte[] l = rasterize(grid, left).inside();
            final byte[] r = rasterize(grid, right).inside();
            assertEquals(3 * 6, count(l));
            assertEquals(4 * 6, count(r));
            for (int k = 0; k < l.length; k++) {
                assertTrue(l[k] + r[k] < 2);
            }
        }
    }

    @Test
    void nestedContoursCutHolesAndAKeyholeIsTheSame() throws IOException {
        final ContourRasterizer.Result nested =
            rasterize(GRID, contour(GRID, 0, 2, square(2.5, 14.5)), contour(GRID, 0, 2, square(5.5, 11.5)));
        assertEquals(144 - 36, count(nested.inside()));
        assertEquals((144 - 36) * 3, nested.volume(), 1e-9);
        assertEquals(List.of(), nested.warnings());
        // from the outer square through a channel along a row of voxel centres round the hole and back
        final ContourRasterizer.Result keyhole = rasterize(GRID, contour(GRID, 0, 2, 2.5, 2.5, 14.5, 2.5, 14.5, 14.5, 2.5, 14.5,
            2.5, 8, 5.5, 8, 5.5, 11.5, 11.5, 11.5, 11.5, 5.5, 5.5, 5.5, 5.5, 8, 2.5, 8));
        assertArrayEquals(nested.inside(), keyhole.inside());
        assertEquals(nested.volume(), keyhole.volume(), 1e-9);
        // an island in the hole
        assertEquals(144 - 36 + 4, count(rasterize(GRID, contour(GRID, 0, 2, square(2.5, 14.5)),
            contour(GRID, 0, 2, square(7.5, 9.5)), contour(GRID, 0, 2, square(5.5, 11.5))).inside()));
    }

    @Test
    void aContourThatIsThereTwiceIsNoHoleUnlessItSaysSo() throws IOException {
        final Contour once = contour(GRID, 0, 2, square(2.5, 14.5));
        // begun elsewhere and the other way round
        final Contour again = contour(GRID, 0, 2, 14.5, 14.5, 14.5, 2.5, 2.5, 2.5, 2.5, 14.5);
        final ContourRasterizer.Result twice = rasterize(GRID, once, again, contour(GRID, 0, 3, square(2.5, 14.5)), once);
        assertEquals(2 * 144, count(twice.inside()));
        assertEquals(2 * 144 * 3, twice.volume(), 1e-9);
        assertEquals(List.of("The region 'GTV' (number 1): 2 contour(s) are there twice and were taken once"), twice.warnings());
        final ContourRasterizer.Result xor = rasterize(GRID, new Contour("CLOSEDPLANAR_XOR", once.points()),
            new Contour("CLOSEDPLANAR_XOR", again.points()), contour(GRID, 0, 3, square(2.5, 14.5)));
        assertEquals(144, count(xor.inside()));
        // two that share all corners but one are two
        assertEquals(144 - 72, count(rasterize(GRID, once, contour(GRID, 0, 2, 2.5, 2.5, 14.5, 2.5, 14.5, 8.5, 2.5, 8.5)).inside()));
    }

    @Test
    void whatBoundsNoAreaIsIgnoredWithAWarning() throws IOException {
        final Contour point = new Contour("POINT", new double[]{1, 2, 3});
        final Contour open = new Contour("OPEN_PLANAR", contour(GRID, 0, 2, square(2, 9)).points());
        final Contour two = new Contour(Contour.CLOSED_PLANAR, new double[6]);
        final ContourRasterizer.Result result = rasterize(GRID, point, open, two, contour(GRID, 0, 2, square(2.5, 4.5)));
        assertEquals(4, count(result.inside()));
        assertEquals(3, result.warnings().size(), result.warnings().toString());
        final ContourRasterizer.Result nothing = rasterize(GRID, point);
        assertEquals(0, count(nothing.inside()));
        assertTrue(nothing.warnings().toString().contains("has no closed contour"), nothing.warnings().toString());
    }

    @Test
    void aSliceLeftOutStaysEmptyAndContoursOffTheSlicesGoToTheNearest() throws IOException {
        final double[] uv = square(2.5, 4.5);
        final ContourRasterizer.Result gap = rasterize(GRID, contour(GRID, 0, 0, uv), contour(GRID, 0, 1, uv),
            contour(GRID, 0, 3, uv), contour(GRID, 0, 4, uv));
        assertEquals(16, count(gap.inside()));
        assertEquals(0, gap.inside()[GRID.voxel(2, 3, 3)]);
        assertEquals(16 * 3, gap.volume(), 1e-9);
        final ContourRasterizer.Result off = rasterize(GRID, contour(GRID, 0, 0.3, uv), contour(GRID, 0, 1.3, uv),
            contour(GRID, 0, 2.3, uv));
        assertEquals(12, count(off.inside()));
        assertEquals(1, off.inside()[GRID.voxel(0, 3, 3)]);
        assertTrue(off.warnings().toString().contains("between the image's slices"), off.warnings().toString());
        final ContourRasterizer.Result outside = rasterize(GRID, contour(GRID, 0, 5, uv), contour(GRID, 0, 7, uv));
        assertEquals(4, count(outside.inside()));
        assertTrue(outside.warnings().toString().contains("1 of 2 planes of contours lie outside"),
            outside.warnings().toString());
        // two slices of two lesions far apart: what lies between is not filled
        assertEquals(8, count(rasterize(GRID, contour(GRID, 0, 0, uv), contour(GRID, 0, 5, uv)).inside()));
    }

    @Test
    void finerContoursAreNotPiledUpAndCoarserOnesLeaveNoGaps() throws IOException {
        final double[] uv = square(2.5, 4.5);
        final List<Contour> fine = new ArrayList<>();
        for (int i = 0; i < 13; i++) {
            fine.add(contour(GRID, 0, 1 + i / 4.0, uv));
        }
        final ContourRasterizer.Result four = ContourRasterizer.rasterize(roi(fine), GRID, Progress.NONE);
        assertEquals(4 * 4, count(four.inside()));
        assertEquals(13 * 0.75 * 4, four.volume(), 1e-9);
        final ContourRasterizer.Result coarse =
            rasterize(GRID, contour(GRID, 0, 0, uv), contour(GRID, 0, 2, uv), contour(GRID, 0, 4, uv));
        assertEquals(5 * 4, count(coarse.inside()));
        assertEquals(3 * 6 * 4, coarse.volume(), 1e-9);
        assertTrue(coarse.warnings().toString().contains("6.00 mm apart"), coarse.warnings().toString());
    }

    @Test
    void unevenContoursLeaveNoHoles() throws IOException {
        final Random random = new Random(4);
        final Geometry grid = Geometry.axial(60, 8, 8, 3, 1, 1);
        for (int round = 0; round < 200; round++) {
            final double spacing = 0.3 + 2 * random.nextDouble();
            final double jitter = 0.04 * random.nextDouble();
            final List<Contour> contours = new ArrayList<>();
            final List<Double> at = new ArrayList<>();
            for (double p = 3 + random.nextDouble(); p < 55; p += spacing * (1 + jitter * random.nextDouble())) {
                at.add(p);
                contours.add(contour(grid, 0, p, square(2.5, 4.5)));
            }
            final byte[] inside = ContourRasterizer.rasterize(roi(contours), grid, Progress.NONE).inside();
            for (int s = 0; s < 60; s++) {
                final boolean within = s >= at.get(0) && s <= at.get(at.size() - 1);
                final boolean beyond = s < at.get(0) - 1.2 * Math.max(1, spacing) || s > at.get(at.size() - 1)
                    + 1.2 * Math.max(1, spacing);
                assertTrue(within ? inside[grid.voxel(s, 3, 3)] == 1 : !beyond || inside[grid.voxel(s, 3, 3)] == 0,
                    "slice " + s + " of contours every " + spacing);
            }
        }
    }

    @Test
    void contoursAcrossAnObliqueImageFillTheSameSpace() throws IOException {
        final Random random = new Random(3);
        final Geometry drawn = Geometry.axial(30, 40, 40, 1, 1, 1);
        final List<Contour> cylinder = new ArrayList<>();
        final double[] circle = new double[200];
        for (int i = 0; i < 100; i++) {
            circle[2 * i] = 20 + 12 * Math.cos(2 * Math.PI * i / 100);
            circle[2 * i + 1] = 20 + 12 * Math.sin(2 * Math.PI * i / 100);
        }
        for (int s = 5; s < 25; s++) {
            cylinder.add(contour(drawn, 0, s, circle));
        }
        final double expected = Math.PI * 144 * 20;
        for (int round = 0; round < 10; round++) {
            final double[] direction = RandomGrids.direction(random);
            final Geometry at = Geometry.of(1, 1, 1, new double[]{1, 1, 1}, new double[]{20, 20, 14.5}, direction);
            final Geometry grid =
                Geometry.of(70, 70, 70, new double[]{0.9, 0.8, 0.7}, at.toPatient(-31, -27.6, -24.2), direction);
            final ContourRasterizer.Result result = ContourRasterizer.rasterize(roi(cylinder), grid, Progress.NONE);
            assertEquals(expected, count(result.inside()) * grid.voxelVolume(), 0.02 * expected);
            assertEquals(expected, result.volume(), 0.02 * expected);
            for (int i = 0; i < 300; i++) {
                final int s = random.nextInt(70);
                final int r = random.nextInt(70);
                final int c = random.nextInt(70);
                final double[] p = grid.toPatient(s, r, c);
                final double radius = Math.hypot(p[0] - 20, p[1] - 20);
                if (Math.abs(radius - 12) > 0.1 && Math.abs(p[2] - 4.5) > 0.01 && Math.abs(p[2] - 24.5) > 0.01) {
                    assertEquals(radius < 12 && p[2] > 4.5 && p[2] < 24.5 ? 1 : 0, result.inside()[grid.voxel(s, r, c)]);
                }
            }
        }
    }

    @Test
    void contoursThatAreNotParallelAreRefused() {
        final Contour a = contour(GRID, 0, 2, square(2, 9));
        final Contour b = contour(GRID, 1, 2, 1, 1, 9, 1, 9, 4, 1, 4);
        final String message = assertThrows(IOException.class, () -> rasterize(GRID, a, b)).getMessage();
        assertTrue(message.contains("'GTV' (number 1)") && message.contains("parallel planes"), message);
    }
}
