package org.petctflow.radiomics.shape;

import java.util.Arrays;

import org.petctflow.radiomics.image.Region;

/**
 * The corners of a region's marching-cubes surface, halfway between a voxel inside and its neighbour outside: their greatest
 * distances, and those that may be corners of their convex hull.
 *
 * <p>A point of greatest distance is a corner of the convex hull, and a corner of the hull is one of every flat cut's hull as well. So
 * first the two outermost points of each line are kept, then the corners of each slice's hull, of these the corners of each row plane's
 * hull, and of these those of each column plane's. What is left is compared pair by pair. Coordinates are whole numbers of half voxels,
 * so that hulls are exact.
 */
public final class SurfacePoints {

    private final double[] m_half;

    private final int[] m_points;

    private final double[] m_planeDiameters;

    private SurfacePoints(final double[] half, final int[] points, final double[] planeDiameters) {
        m_half = half;
        m_points = points;
        m_planeDiameters = planeDiameters;
    }

    /**
     * @param region a region, not empty
     * @return its surface's points
     */
    public static SurfacePoints of(final Region region) {
        final double[] half = {region.spacing(0) / 2, region.spacing(1) / 2, region.spacing(2) / 2};
        final int[] size = {2 * region.size(0) + 1, 2 * region.size(1) + 1, 2 * region.size(2) + 1};
        final Lines alongColumns = new Lines(size[0], size[1]);
        final Lines alongRows = new Lines(size[0], size[2]);
        collect(region, alongColumns, alongRows);
        final double[] diameters = new double[3];
        int[] points = new int[3 * 256];
        int count = 0;
        final Plane plane = new Plane();
        for (int s = 0; s < size[0]; s++) {
            plane.clear();
            for (int r = 0; r < size[1]; r++) {
                alongColumns.addTo(plane, s, r, r);
            }
            final int corners = plane.hull();
            diameters[0] = Math.max(diameters[0], plane.diameter(half[1], half[2]));
            if (3 * (count + corners) > points.length) {
                points = Arrays.copyOf(points, Math.max(2 * points.length, 3 * (count + corners)));
            }
            for (int k = 0; k < corners; k++) {
                points[3 * count] = s;
                points[3 * count + 1] = plane.a(k);
                points[3 * count + 2] = plane.b(k);
                count++;
            }
        }
        for (int r = 0; r < size[1]; r++) {
            plane.clear();
            for (int s = 0; s < size[0]; s++) {
                alongColumns.addTo(plane, s, r, s);
            }
            plane.hull();
            diameters[1] = Math.max(diameters[1], plane.diameter(half[0], half[2]));
        }
        for (int c = 0; c < size[2]; c++) {
            plane.clear();
            for (int s = 0; s < size[0]; s++) {
                alongRows.addTo(plane, s, c, s);
            }
            plane.hull();
            diameters[2] = Math.max(diameters[2], plane.diameter(half[0], half[1]));
        }
        points = Arrays.copyOf(points, 3 * count);
        points = cornersOfPlanes(points, 1, 0, 2);
        points = cornersOfPlanes(points, 2, 0, 1);
        return new SurfacePoints(half, points, Arrays.stream(diameters).map(Math::sqrt).toArray());
    }

    /** All points, each as the innermost or outermost of its line along the columns and of its line along the rows. */
    private static void collect(final Region region, final Lines alongColumns, final Lines alongRows) {
        final byte[] inside = region.framed(1);
        final int rows = region.size(1) + 2;
        final int columns = region.size(2) + 2;
        final int[] offsets = {-rows * columns, rows * columns, -columns, columns, -1, 1};
        for (final int p : region.positions()) {
            final int c = p % region.size(2);
            final int r = p / region.size(2) % region.size(1);
            final int s = p / region.size(2) / region.size(1);
            final int v = ((s + 1) * rows + r + 1) * columns + c + 1;
            if ((inside[v - 1] & inside[v + 1] & inside[v + offsets[2]] & inside[v + offsets[3]] & inside[v + offsets[0]]
                & inside[v + offsets[1]]) != 0) {
                continue;
            }
            for (int d = 0; d < 6; d++) {
                if (inside[v + offsets[d]] == 0) {
                    final int way = (d & 1) == 0 ? -1 : 1;
                    final int s2 = 2 * s + 1 + (d < 2 ? way : 0);
                    final int r2 = 2 * r + 1 + (d == 2 || d == 3 ? way : 0);
                    final int c2 = 2 * c + 1 + (d > 3 ? way : 0);
                    alongColumns.add(s2, r2, c2);
                    alongRows.add(s2, c2, r2);
                }
            }
        }
    }

    /** Of the points in each plane across an axis those that are corners of the plane's hull. */
    private static int[] cornersOfPlanes(final int[] points, final int axis, final int first, final int second) {
        final int n = points.length / 3;
        final long[] keys = new long[n];
        for (int k = 0; k < n; k++) {
            keys[k] = (long)points[3 * k + axis] << 42 | (long)points[3 * k + first] << 21 | points[3 * k + second];
        }
        Arrays.sort(keys);
        final int[] kept = new int[points.length];
        int count = 0;
        final Plane plane = new Plane();
        for (int k = 0; k < n;) {
            final int position = (int)(keys[k] >>> 42);
            plane.clear();
            for (; k < n && (int)(keys[k] >>> 42) == position; k++) {
                plane.add((int)(keys[k] >>> 21 & 0x1fffff), (int)(keys[k] & 0x1fffff));
            }
            final int corners = plane.hull();
            for (int i = 0; i < corners; i++) {
                kept[count + axis] = position;
                kept[count + first] = plane.a(i);
                kept[count + second] = plane.b(i);
                count += 3;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    /** @return the points that may be corners of the convex hull: slice, row, column in half voxels, from the box's outer corner */
    public int[] points() {
        return m_points.clone();
    }

    /**
     * @param axis 0 slices, 1 rows, 2 columns
     * @return mm of half a voxel
     */
    public double half(final int axis) {
        return m_half[axis];
    }

    /**
     * @param axis 0: two points in a plane of constant slice, 1: row, 2: column
     * @return their greatest distance in mm
     */
    public double planeDiameter(final int axis) {
        return m_planeDiameters[axis];
    }

    /** @return the greatest distance of two points in mm */
    public double diameter() {
        final int n = m_points.length / 3;
        final double[] z = new double[n];
        final double[] y = new double[n];
        final double[] x = new double[n];
        for (int k = 0; k < n; k++) {
            z[k] = m_points[3 * k] * m_half[0];
            y[k] = m_points[3 * k + 1] * m_half[1];
            x[k] = m_points[3 * k + 2] * m_half[2];
        }
        double greatest = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                final double dz = z[i] - z[j];
                final double dy = y[i] - y[j];
                final double dx = x[i] - x[j];
                final double d = dz * dz + dy * dy + dx * dx;
                if (d > greatest) {
                    greatest = d;
                }
            }
        }
        return Math.sqrt(greatest);
    }

    /** The lowest and the highest point on each line of a bundle. */
    private static final class Lines {
        private final int m_width;

        private final int[] m_low;

        private final int[] m_high;

        Lines(final int height, final int width) {
            m_width = width;
            m_low = new int[height * width];
            m_high = new int[height * width];
            Arrays.fill(m_low, Integer.MAX_VALUE);
            Arrays.fill(m_high, -1);
        }

        void add(final int i, final int j, final int point) {
            final int line = i * m_width + j;
            if (point < m_low[line]) {
                m_low[line] = point;
            }
            if (point > m_high[line]) {
                m_high[line] = point;
            }
        }

        void addTo(final Plane plane, final int i, final int j, final int coordinate) {
            final int line = i * m_width + j;
            if (m_high[line] >= 0) {
                plane.add(coordinate, m_low[line]);
                if (m_high[line] > m_low[line]) {
                    plane.add(coordinate, m_high[line]);
                }
            }
        }
    }

    /** Points of a plane, added in order, and their convex hull by Andrew's monotone chain (1979, doi:10.1016/0020-0190(79)90072-3). */
    private static final class Plane {
        private int[] m_a = new int[256];

        private int[] m_b = new int[256];

        private int m_count;

        private int[] m_hull = new int[256];

        private int m_corners;

        void clear() {
            m_count = 0;
        }

        void add(final int a, final int b) {
            if (m_count == m_a.length) {
                m_a = Arrays.copyOf(m_a, 2 * m_count);
                m_b = Arrays.copyOf(m_b, 2 * m_count);
            }
            m_a[m_count] = a;
            m_b[m_count++] = b;
        }

        int hull() {
            if (m_hull.length < 2 * m_count + 2) {
                m_hull = new int[2 * m_count + 2];
            }
            int n = 0;
            for (int i = 0; i < m_count; i++) {
                while (n >= 2 && turn(m_hull[n - 2], m_hull[n - 1], i) <= 0) {
                    n--;
                }
                m_hull[n++] = i;
            }
            final int lower = n + 1;
            for (int i = m_count - 2; i >= 0; i--) {
                while (n >= lower && turn(m_hull[n - 2], m_hull[n - 1], i) <= 0) {
                    n--;
                }
                m_hull[n++] = i;
            }
            m_corners = m_count < 2 ? m_count : n - 1;
            return m_corners;
        }

        private long turn(final int p, final int q, final int r) {
            return (long)(m_a[q] - m_a[p]) * (m_b[r] - m_b[p]) - (long)(m_b[q] - m_b[p]) * (m_a[r] - m_a[p]);
        }

        int a(final int corner) {
            return m_a[m_hull[corner]];
        }

        int b(final int corner) {
            return m_b[m_hull[corner]];
        }

        /** The square of the greatest distance of two corners. */
        double diameter(final double scaleA, final double scaleB) {
            double greatest = 0;
            for (int i = 0; i < m_corners; i++) {
                for (int j = 0; j < i; j++) {
                    final double da = (a(i) - a(j)) * scaleA;
                    final double db = (b(i) - b(j)) * scaleB;
                    greatest = Math.max(greatest, da * da + db * db);
                }
            }
            return greatest;
        }
    }
}
