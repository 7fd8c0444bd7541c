package org.petctflow.radiomics.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.radiomics.Regions;
import org.petctflow.radiomics.image.Region;

/** Fast geometry against brute force. */
class SurfaceTest {

    private static final double[] SPACING = {3, 0.7, 1.1};

    private static Region region(final long seed) {
        return Regions.lumpy(9 + (int)seed, 13, 16, SPACING, seed).region();
    }

    private static Region box(final int slices, final int rows, final int columns, final double... spacing) {
        final Geometry g = Geometry.axial(slices, rows, columns, spacing[0], spacing[1], spacing[2]);
        final byte[] inside = new byte[g.voxels()];
        java.util.Arrays.fill(inside, (byte)1);
        return Region.of(g, null, inside);
    }

    /** All points halfway between a voxel inside and a neighbour outside, in mm. */
    private static List<double[]> points(final Region region) {
        final byte[] inside = region.framed(1);
        final int rows = region.size(1) + 2;
        final int columns = region.size(2) + 2;
        final List<double[]> points = new ArrayList<>();
        for (int v = 0; v < inside.length; v++) {
            if (inside[v] != 0) {
                final int[] p = {v / columns / rows, v / columns % rows, v % columns};
                for (int d = 0; d < 3; d++) {
                    final int offset = d == 0 ? rows * columns : d == 1 ? columns : 1;
                    for (final int way : new int[]{-1, 1}) {
                        if (inside[v + way * offset] == 0) {
                            final double[] q = {p[0], p[1], p[2]};
                            q[d] += way / 2.0;
                            for (int e = 0; e < 3; e++) {
                                q[e] *= region.spacing(e);
                            }
                            points.add(q);
                        }
                    }
                }
            }
        }
        return points;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void diametersAreThoseOfAllPairs(final long seed) {
        final Region region = region(seed);
        final double[] greatest = new double[4];
        final List<double[]> points = points(region);
        for (final double[] p : points) {
            for (final double[] q : points) {
                final double d = Math.sqrt((p[0] - q[0]) * (p[0] - q[0]) + (p[1] - q[1]) * (p[1] - q[1]) + (p[2] - q[2]) * (p[2] - q[2]));
                greatest[3] = Math.max(greatest[3], d);
                for (int axis = 0; axis < 3; axis++) {
                    greatest[axis] = p[axis] == q[axis] ? Math.max(greatest[axis], d) : greatest[axis];
                }
            }
        }
        final SurfacePoints fast = SurfacePoints.of(region);
        assertEquals(greatest[3], fast.diameter(), 1e-9);
        assertEquals(greatest[3], ConvexHull.of(fast).diameter(), 1e-9);
        for (int axis = 0; axis < 3; axis++) {
            assertEquals(greatest[axis], fast.planeDiameter(axis), 1e-9);
        }
    }

    /** A triangle of three points is a face of the hull if no point lies above it: the sum over all such triples, each once. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void hullHoldsAllPointsAndIsAsLargeAsItsProjections(final long seed) {
        final Region region = region(seed);
        final ConvexHull hull = ConvexHull.of(SurfacePoints.of(region));
        final List<double[]> points = points(region);
        // from the random directions' widths: the hull of the kept corners is that of all points
        final Random random = new Random(seed);
        final double[][] corners = hull.corners();
        for (int i = 0; i < 2000; i++) {
            final double[] n = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
            double all = Double.NEGATIVE_INFINITY;
            for (final double[] p : points) {
                // corners are counted from the box's outer corner, points from the frame's first voxel centre
                all = Math.max(all, n[0] * (p[0] - SPACING[0] / 2) + n[1] * (p[1] - SPACING[1] / 2) + n[2] * (p[2] - SPACING[2] / 2));
            }
            double kept = Double.NEGATIVE_INFINITY;
            for (final double[] p : corners) {
                kept = Math.max(kept, n[0] * p[0] + n[1] * p[1] + n[2] * p[2]);
            }
            assertEquals(all, kept, 1e-9);
        }
    }

    @Test
    void hullOfABoxIsTheBox() {
        final int[] corners = new int[3 * 27];
        for (int i = 0; i < 27; i++) {
            corners[3 * i] = 4 * (i / 9);
            corners[3 * i + 1] = 3 * (i / 3 % 3);
            corners[3 * i + 2] = 2 * (i % 3);
        }
        final ConvexHull hull = ConvexHull.of(corners, new double[]{1, 2, 0.5});
        assertEquals(8 * 12 * 2, hull.volume(), 1e-12);
        assertEquals(2 * (8 * 12 + 12 * 2 + 2 * 8), hull.area(), 1e-12);
        assertEquals(8 * 12 * 2, BoundingBox.oriented(hull).volume(), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void hullOfRandomPointsHasTheVolumeOfItsTetrahedra(final long seed) {
        final Random random = new Random(seed);
        // no point twice
        final int[] points = random.ints(0, 12 * 12 * 12).distinct().limit(60)
            .flatMap(i -> java.util.stream.IntStream.of(i / 144, i / 12 % 12, i % 12)).toArray();
        final ConvexHull hull = ConvexHull.of(points, new double[]{1, 1, 1});
        // every half space through three points that holds all others, once for each plane: the largest facet area by brute force
        double volume = 0;
        final java.util.Set<List<Long>> planes = new java.util.HashSet<>();
        final double[] inner = {0, 0, 0};
        for (int i = 0; i < 60; i++) {
            for (int d = 0; d < 3; d++) {
                inner[d] += points[3 * i + d] / 60.0;
            }
        }
        for (int a = 0; a < 60; a++) {
            for (int b = 0; b < 60; b++) {
                for (int c = 0; c < 60; c++) {
                    final long[] n = normal(points, a, b, c);
                    if (n[0] == 0 && n[1] == 0 && n[2] == 0) {
                        continue;
                    }
                    final List<double[]> face = new ArrayList<>();
                    boolean outermost = true;
                    for (int p = 0; p < 60 && outermost; p++) {
                        long above = 0;
                        for (int d = 0; d < 3; d++) {
                            above += n[d] * (points[3 * p + d] - points[3 * a + d]);
                        }
                        outermost = above <= 0;
                        if (above == 0) {
                            face.add(new double[]{points[3 * p], points[3 * p + 1], points[3 * p + 2]});
                        }
                    }
                    if (outermost) {
                        final long g = gcd(gcd(Math.abs(n[0]), Math.abs(n[1])), Math.abs(n[2]));
                        if (planes.add(List.of(n[0] / g, n[1] / g, n[2] / g))) {
                            volume += pyramid(face, n, inner);
                        }
                    }
                }
            }
        }
        assertEquals(volume, hull.volume(), 1e-9 * volume);
    }

    private static long gcd(final long a, final long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    private static long[] normal(final int[] p, final int a, final int b, final int c) {
        final long ux = p[3 * b] - p[3 * a];
        final long uy = p[3 * b + 1] - p[3 * a + 1];
        final long uz = p[3 * b + 2] - p[3 * a + 2];
        final long vx = p[3 * c] - p[3 * a];
        final long vy = p[3 * c + 1] - p[3 * a + 1];
        final long vz = p[3 * c + 2] - p[3 * a + 2];
        return new long[]{uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx};
    }

    /** Volume of the pyramid over the convex polygon of some points of a plane. */
    private static double pyramid(final List<double[]> face, final long[] n, final double[] top) {
        final double length = Math.sqrt(n[0] * n[0] + n[1] * n[1] + n[2] * n[2]);
        final double[] centre = new double[3];
        face.forEach(p -> {
            for (int d = 0; d < 3; d++) {
                centre[d] += p[d] / face.size();
            }
        });
        final double[] u = {face.get(0)[0] - centre[0], face.get(0)[1] - centre[1], face.get(0)[2] - centre[2]};
        final double[] v = {(n[1] * u[2] - n[2] * u[1]) / length, (n[2] * u[0] - n[0] * u[2]) / length, (n[0] * u[1] - n[1] * u[0]) / length};
        // gift wrapping in the plane's own coordinates
        final List<double[]> flat = new ArrayList<>();
        for (final double[] p : face) {
            double x = 0;
            double y = 0;
            for (int d = 0; d < 3; d++) {
                x += u[d] * (p[d] - centre[d]);
                y += v[d] * (p[d] - centre[d]);
            }
            flat.add(new double[]{x, y});
        }
        double area = 0;
        for (final double[] p : flat) {
            for (final double[] q : flat) {
                final double dx = q[0] - p[0];
                final double dy = q[1] - p[1];
                final double side = Math.hypot(dx, dy);
                boolean edge = side > 1e-9;
                for (final double[] r : flat) {
                    final double turn = dx * (r[1] - p[1]) - dy * (r[0] - p[0]);
                    final double along = dx * (r[0] - p[0]) + dy * (r[1] - p[1]);
                    // of points on one line only the two outermost make an edge
                    edge &= turn > -1e-7 * side && (Math.abs(turn) > 1e-7 * side || along > -1e-7 && along < side * side + 1e-7);
                }
                if (edge) {
                    area += (p[0] * q[1] - p[1] * q[0]) / 2;
                }
            }
        }
        double height = 0;
        for (int d = 0; d < 3; d++) {
            height += n[d] * (face.get(0)[d] - top[d]) / length;
        }
        final double uLength = Math.sqrt(u[0] * u[0] + u[1] * u[1] + u[2] * u[2]);
        return area / (uLength * uLength) * height / 3;
    }

    @Test
    void meshOfOneVoxelIsAnOctahedron() {
        final Region voxel = box(1, 1, 1, 2, 3, 5);
        for (final Mesh mesh : new Mesh[]{Mesh.of(voxel), Mesh.ofPyRadiomics(voxel)}) {
            assertEquals(2 * 3 * 5 / 6.0, mesh.volume(), 1e-12);
            assertEquals(8 * 0.5 * Math.sqrt(Math.pow(1 * 1.5, 2) + Math.pow(1.5 * 2.5, 2) + Math.pow(2.5 * 1, 2)), mesh.area(), 1e-12);
        }
    }

    /** The surface is closed: the sum of all faces' normals is 0 for each cube's neighbours, so that no origin matters. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void volumeOfTheClosedMeshDependsOnNoOrigin(final long seed) {
        final Random random = new Random(seed);
        final Geometry g = Geometry.axial(12, 12, 12, 1, 1, 1);
        final byte[] inside = new byte[g.voxels()];
        for (int v = 0; v < inside.length; v++) {
            inside[v] = (byte)random.nextInt(2);
        }
        final double here = Mesh.of(Region.of(g, null, inside)).volume();
        // a voxel far away moves the box's corner, which is the origin
        final Geometry larger = Geometry.axial(30, 12, 12, 1, 1, 1);
        final byte[] moved = new byte[larger.voxels()];
        System.arraycopy(inside, 0, moved, 18 * 144, inside.length);
        moved[0] = 1;
        assertEquals(here + 1.0 / 6, Mesh.of(Region.of(larger, null, moved)).volume(), 1e-9);
    }

    /** For a sphere the series is exact; with b = c all Legendre polynomials are 1, and it is one of powers. */
    @Test
    void ellipsoidsHaveTheAreaOfIbsisSeries() {
        assertEquals(4 * Math.PI * 9, new Ellipsoid(3, 3, 3).area(), 1e-9);
        final double e2 = 1 - 4.0 / 9;
        double sum = 0;
        for (int v = 0; v <= 20; v++) {
            sum += Math.pow(e2, v) / (1 - 4.0 * v * v);
        }
        assertEquals(4 * Math.PI * 3 * 2 * sum, new Ellipsoid(3, 2, 2).area(), 1e-9);
    }

    @Test
    void enclosingEllipsoidOfABoxTouchesItsCorners() {
        final double[][] corners = new double[8][];
        for (int i = 0; i < 8; i++) {
            corners[i] = new double[]{10 + 3 * (i & 1), 2 * (i >> 1 & 1), 5 * (i >> 2)};
        }
        final Ellipsoid e = Ellipsoid.enclosing(corners);
        assertEquals(5 / 2.0 * Math.sqrt(3), e.a(), 1e-5);
        assertEquals(3 / 2.0 * Math.sqrt(3), e.b(), 1e-5);
        assertEquals(2 / 2.0 * Math.sqrt(3), e.c(), 1e-5);
    }

    @Test
    void turnedBoxIsFoundByItsOrientedBoundingBox() {
        // 4 x 2 x 2 turned by 45 degrees in a plane: lattice points (a - b, a + b, c)
        final int[] points = new int[3 * 8];
        for (int i = 0; i < 8; i++) {
            final int a = 4 * (i & 1);
            final int b = 2 * (i >> 1 & 1);
            points[3 * i] = a - b + 10;
            points[3 * i + 1] = a + b;
            points[3 * i + 2] = 2 * (i >> 2);
        }
        final BoundingBox box = BoundingBox.oriented(ConvexHull.of(points, new double[]{1, 1, 1}));
        assertEquals(4 * Math.sqrt(2) * 2 * Math.sqrt(2) * 2, box.volume(), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void convolvedAutocorrelationIsThatOfAllPairs(final long seed) {
        final Region region = region(seed);
        final SpatialAutocorrelation pairs = SpatialAutocorrelation.pairwise(region);
        final SpatialAutocorrelation fast = SpatialAutocorrelation.convolved(region, Progress.NONE);
        assertEquals(pairs.moran(), fast.moran(), 1e-10);
        assertEquals(pairs.geary(), fast.geary(), 1e-10);
        assertTrue(pairs.moran() > 0 && pairs.geary() < 1, "neighbours are alike in this noise");
    }
}
