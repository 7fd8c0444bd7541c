package org.petctflow.radiomics.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Convex hull of points with whole coordinates, built point by point: the faces that a new point sees are replaced by faces from
 * their rim to the point. All decisions are exact. A face in whose plane the point lies counts as seen, as it would be had the point
 * moved outwards a little: so no triangle ever has its corners on one line. Source: Clarkson and Shor 1989, doi:10.1007/BF02187740.
 */
public final class ConvexHull {

    private final int[] m_points;

    private final double[] m_scale;

    private List<Face> m_faces = new ArrayList<>();

    private ConvexHull(final int[] points, final double[] scale) {
        m_points = points;
        m_scale = scale;
    }

    /** A triangle; its normal points outwards, and {@code normal * p = offset} in its plane. */
    private record Face(int a, int b, int c, long x, long y, long z, long offset) {
        long above(final int[] p, final int i) {
            return x * p[3 * i] + y * p[3 * i + 1] + z * p[3 * i + 2] - offset;
        }
    }

    /**
     * @param surface a region's surface points
     * @return their hull
     */
    public static ConvexHull of(final SurfacePoints surface) {
        return of(surface.points(), new double[]{surface.half(0), surface.half(1), surface.half(2)});
    }

    /**
     * @param points three whole coordinates a point, of up to 2^20; at least four points that do not lie in one plane
     * @param scale mm of a unit along each axis
     * @return the hull
     */
    static ConvexHull of(final int[] points, final double[] scale) {
        final ConvexHull hull = new ConvexHull(points, scale);
        hull.build();
        return hull;
    }

    private void build() {
        final int n = m_points.length / 3;
        final int[] first = firstFour(n);
        // any three of them and the fourth on the inner side
        for (int k = 0; k < 4; k++) {
            final int a = first[(k + 1) % 4];
            final int b = first[(k + 2) % 4];
            final int c = first[(k + 3) % 4];
            final Face face = face(a, b, c);
            m_faces.add(face.above(m_points, first[k]) < 0 ? face : face(a, c, b));
        }
        for (int i = 0; i < n; i++) {
            add(i);
        }
    }

    private void add(final int point) {
        boolean outside = false;
        for (final Face f : m_faces) {
            if (f.above(m_points, point) > 0) {
                outside = true;
                break;
            }
        }
        if (!outside) {
            return;
        }
        final List<Face> kept = new ArrayList<>(m_faces.size() + 8);
        final List<Face> seen = new ArrayList<>();
        final Set<Long> edges = new HashSet<>();
        for (final Face f : m_faces) {
            if (f.above(m_points, point) >= 0) {
                seen.add(f);
                edges.add(edge(f.a, f.b));
                edges.add(edge(f.b, f.c));
                edges.add(edge(f.c, f.a));
            } else {
                kept.add(f);
            }
        }
        for (final Face f : seen) {
            addRim(kept, edges, f.a, f.b, point);
            addRim(kept, edges, f.b, f.c, point);
            addRim(kept, edges, f.c, f.a, point);
        }
        m_faces = kept;
    }

    private void addRim(final List<Face> faces, final Set<Long> seen, final int a, final int b, final int point) {
        if (!seen.contains(edge(b, a))) {
            faces.add(face(a, b, point));
        }
    }

    private static long edge(final int a, final int b) {
        return (long)a << 32 | b;
    }

    private int[] firstFour(final int n) {
        final int a = 0;
        int b = -1;
        for (int i = 1; i < n && b < 0; i++) {
            b = m_points[3 * i] != m_points[0] || m_points[3 * i + 1] != m_points[1] || m_points[3 * i + 2] != m_points[2] ? i : -1;
        }
        int c = -1;
        for (int i = 1; i < n && b >= 0 && c < 0; i++) {
            final Face f = face(a, b, i);
            c = f.x != 0 || f.y != 0 || f.z != 0 ? i : -1;
        }
        int d = -1;
        for (int i = 1; i < n && c >= 0 && d < 0; i++) {
            d = face(a, b, c).above(m_points, i) != 0 ? i : -1;
        }
        if (d < 0) {
            throw new IllegalArgumentException("A convex hull needs four points that do not lie in one plane");
        }
        return new int[]{a, b, c, d};
    }

    private Face face(final int a, final int b, final int c) {
        final int[] p = m_points;
        final long ux = p[3 * b] - p[3 * a];
        final long uy = p[3 * b + 1] - p[3 * a + 1];
        final long uz = p[3 * b + 2] - p[3 * a + 2];
        final long vx = p[3 * c] - p[3 * a];
        final long vy = p[3 * c + 1] - p[3 * a + 1];
        final long vz = p[3 * c + 2] - p[3 * a + 2];
        final long x = uy * vz - uz * vy;
        final long y = uz * vx - ux * vz;
        final long z = ux * vy - uy * vx;
        return new Face(a, b, c, x, y, z, x * p[3 * a] + y * p[3 * a + 1] + z * p[3 * a + 2]);
    }

    private double coordinate(final int point, final int axis) {
        return m_points[3 * point + axis] * m_scale[axis];
    }

    /** @return mm3 */
    public double volume() {
        // whole numbers: six times the volume of the pyramid from the origin over each face
        double sum = 0;
        for (final Face f : m_faces) {
            sum += f.offset;
        }
        return sum / 6 * m_scale[0] * m_scale[1] * m_scale[2];
    }

    /** @return mm2 */
    public double area() {
        double sum = 0;
        for (final Face f : m_faces) {
            final double[] n = normal(f);
            sum += Math.sqrt(n[0] * n[0] + n[1] * n[1] + n[2] * n[2]) / 2;
        }
        return sum;
    }

    /** A face's normal in mm2, twice as long as the face is large. */
    private double[] normal(final Face f) {
        return new double[]{f.x * m_scale[1] * m_scale[2], f.y * m_scale[0] * m_scale[2], f.z * m_scale[0] * m_scale[1]};
    }

    /** @return the corners' coordinates in mm */
    public double[][] corners() {
        final Set<Integer> used = new LinkedHashSet<>();
        for (final Face f : m_faces) {
            used.add(f.a);
            used.add(f.b);
            used.add(f.c);
        }
        final double[][] corners = new double[used.size()][];
        int n = 0;
        for (final int point : used) {
            corners[n++] = new double[]{coordinate(point, 0), coordinate(point, 1), coordinate(point, 2)};
        }
        return corners;
    }

    /** @return the greatest distance of two corners in mm */
    public double diameter() {
        final double[][] p = corners();
        double greatest = 0;
        for (int i = 0; i < p.length; i++) {
            for (int j = 0; j < i; j++) {
                final double z = p[i][0] - p[j][0];
                final double y = p[i][1] - p[j][1];
                final double x = p[i][2] - p[j][2];
                greatest = Math.max(greatest, z * z + y * y + x * x);
            }
        }
        return Math.sqrt(greatest);
    }

    /** @return unit normals of the faces, one for each plane */
    double[][] normals() {
        final Set<List<Long>> planes = new LinkedHashSet<>();
        final List<double[]> normals = new ArrayList<>();
        for (final Face f : m_faces) {
            final long g = gcd(gcd(Math.abs(f.x), Math.abs(f.y)), Math.abs(f.z));
            // opposite faces span the same boxes
            final long sign = f.x < 0 || f.x == 0 && (f.y < 0 || f.y == 0 && f.z < 0) ? -g : g;
            if (planes.add(List.of(f.x / sign, f.y / sign, f.z / sign))) {
                final double[] n = normal(f);
                final double length = Math.sqrt(n[0] * n[0] + n[1] * n[1] + n[2] * n[2]);
                normals.add(new double[]{n[0] / length, n[1] / length, n[2] / length});
            }
        }
        return normals.toArray(new double[0][]);
    }

    private static long gcd(final long a, final long b) {
        long x = a;
        long y = b;
        while (y != 0) {
            final long r = x % y;
            x = y;
            y = r;
        }
        return x;
    }

    @Override
    public String toString() {
        return m_faces.size() + " faces, scale " + Arrays.toString(m_scale);
    }
}
