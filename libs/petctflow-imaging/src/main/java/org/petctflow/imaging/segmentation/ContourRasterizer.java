package org.petctflow.imaging.segmentation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Geometry;

/**
 * Which voxels lie within contours. A voxel is inside if its centre is: within an odd number of the contours of its plane
 * (DICOM PS3.3 section C.8.8.6.3), so that a contour in another one cuts a hole, and a keyhole's channel, which is passed twice,
 * is nothing. A centre on an edge belongs to the side of larger row and column. A CLOSED_PLANAR contour that is there twice counts once.
 *
 * <p><b>Planes.</b> Contours within a tenth of the slice spacing of each other form one plane. The planes must be parallel, but may
 * run along any axis of the image or none. Each plane stands for a slab: as thick as planes lie apart, if there are at least three
 * and at least half of the distances are (within 10 %) the smallest one; else as thick as the image's slices. To a neighbour that is
 * less than one and a half times as far away, it reaches just half-way. A slice takes the plane whose slab holds it; exactly
 * half-way between two planes, the one with the higher index. So contours that were drawn on the slices give exactly these slices, a slice that was left out stays empty, contours
 * finer than the slices are not piled up, and coarser ones leave no gaps.
 *
 * <p>The contours' own volume is the sum of the planes' areas, with holes taken off, times the thickness of their slabs.
 *
 * <p>Points and open contours bound nothing and are ignored with a warning.
 */
final class ContourRasterizer {

    /** Contours nearer than this to each other lie in one plane; in slices. */
    private static final double SAME_PLANE = 0.1;

    /** How far a contour may lean out of an image's plane; in voxels. */
    private static final double FLAT = 0.2;

    /** Which contour lies in which takes time by the square of their number. */
    private static final int MANY = 3000;

    /** Index coordinates are rounded to this: a contour drawn through voxel centres shall not hang on the last bit. */
    private static final double SNAP = 1 << 20;

    /**
     * What comes out.
     *
     * @param inside 1 inside, 0 outside
     * @param volume the contours' own volume in mm3; NaN where a plane has more than 3000 of them
     * @param warnings what a user should know
     */
    record Result(byte[] inside, double volume, List<String> warnings) {
    }

    /**
     * A plane of contours.
     *
     * @param position where it lies along the normal, in slices
     * @param polygons u, v of each point, one array a contour
     */
    private record Plane(double position, List<double[]> polygons) {
    }

    private ContourRasterizer() {
    }

    /**
     * @param roi the region
     * @param grid the image's grid
     * @param progress told how far it is, and asked for cancellation
     * @return the voxels inside
     * @throws IOException if the contours do not lie in parallel planes
     */
    static Result rasterize(final Roi roi, final Geometry grid, final Progress progress) throws IOException {
        final List<String> warnings = new ArrayList<>();
        final List<double[]> closed = closed(roi, warnings);
        final byte[] inside = new byte[grid.voxels()];
        if (closed.isEmpty()) {
            return new Result(inside, 0, warnings);
        }
        final List<double[]> indices = new ArrayList<>();
        for (final double[] points : closed) {
            indices.add(toIndices(points, grid));
        }
        final int axis = alignedAxis(indices);
        final double volume;
        if (axis >= 0) {
            volume = alongAxis(roi, grid, indices, axis, inside, warnings, progress);
        } else {
            volume = oblique(roi, grid, closed, inside, warnings, progress);
        }
        return new Result(inside, volume, warnings);
    }

    private static List<double[]> closed(final Roi roi, final List<String> warnings) {
        final List<double[]> closed = new ArrayList<>();
        final Map<String, Integer> ignored = new TreeMap<>();
        final Set<Outline> seen = new HashSet<>();
        int twice = 0;
        for (final Contour c : roi.contours()) {
            if (c.isClosed()) {
                if (c.type().equals(Contour.CLOSED_PLANAR) && !seen.add(new Outline(c.points()))) {
                    twice++;
                } else {
                    closed.add(c.points());
                }
            } else {
                ignored.merge(c.type() + (c.type().startsWith("CLOSED") ? " of less than 3 points" : ""), 1, Integer::sum);
            }
        }
        ignored.forEach((type, n) -> warnings
            .add("The region " + roi.segment() + ": " + n + " contour(s) of type " + type + " bound no area and were ignored"));
        if (twice > 0) {
            warnings.add("The region " + roi.segment() + ": " + twice + " contour(s) are there twice and were taken once");
        }
        if (closed.isEmpty()) {
            warnings.add("The region " + roi.segment() + " has no closed contour");
        }
        return closed;
    }

    /**
     * The points of a contour, wherever it begins and whichever way round. Programs that write a contour twice do not mean a hole of the
     * same form, unless they say CLOSEDPLANAR_XOR.
     */
    private static final class Outline {
        private final double[][] m_sorted;

        Outline(final double[] points) {
            m_sorted = new double[points.length / 3][];
            for (int i = 0; i < m_sorted.length; i++) {
                m_sorted[i] = new double[]{points[3 * i] + 0.0, points[3 * i + 1] + 0.0, points[3 * i + 2] + 0.0};
            }
            Arrays.sort(m_sorted, Arrays::compare);
        }

        @Override
        public boolean equals(final Object other) {
            return other instanceof Outline o && Arrays.deepEquals(m_sorted, o.m_sorted);
        }

        @Override
        public int hashCode() {
            return Arrays.deepHashCode(m_sorted);
        }
    }

    private static double[] toIndices(final double[] points, final Geometry grid) {
        final double[] indices = new double[points.length];
        for (int i = 0; i < points.length; i += 3) {
            final double[] index = grid.toIndex(points[i], points[i + 1], points[i + 2]);
            for (int a = 0; a < 3; a++) {
                indices[i + a] = Math.rint(index[a] * SNAP) / SNAP;
            }
        }
        return indices;
    }

    /** @return the axis of the image along which no contour extends, or -1 */
    private static int alignedAxis(final List<double[]> indices) {
        for (int axis = 0; axis < 3; axis++) {
            boolean flat = true;
            for (final double[] p : indices) {
                double min = Double.POSITIVE_INFINITY;
                double max = Double.NEGATIVE_INFINITY;
                for (int i = axis; i < p.length; i += 3) {
                    min = Math.min(min, p[i]);
                    max = Math.max(max, p[i]);
                }
                flat &= max - min <= FLAT;
            }
            if (flat) {
                return axis;
            }
        }
        return -1;
    }

    private static double alongAxis(final Roi roi, final Geometry grid, final List<double[]> indices, final int axis,
        final byte[] inside, final List<String> warnings, final Progress progress) {
        final int vAxis = axis == 0 ? 1 : 0;
        final int uAxis = axis == 2 ? 1 : 2;
        final double[] positions = new double[indices.size()];
        final List<double[]> polygons = new ArrayList<>();
        for (int i = 0; i < positions.length; i++) {
            final double[] p = indices.get(i);
            final double[] polygon = new double[p.length / 3 * 2];
            for (int k = 0; k < p.length / 3; k++) {
                positions[i] += p[3 * k + axis];
                polygon[2 * k] = p[3 * k + uAxis];
                polygon[2 * k + 1] = p[3 * k + vAxis];
            }
            positions[i] /= p.length / 3;
            polygons.add(polygon);
        }
        final List<Plane> planes = planes(positions, polygons);
        final double thickness = thickness(planes);
        final int[] planeOf = planeOfSlices(planes, thickness, grid.size(axis));
        final int us = grid.size(uAxis);
        final int vs = grid.size(vAxis);
        final int[] stride = {grid.rows() * grid.columns(), grid.columns(), 1};
        final byte[] toggles = new byte[us * vs];
        for (int s = 0; s < planeOf.length; s++) {
            progress.checkCancelled();
            if (planeOf[s] >= 0) {
                fill(planes.get(planeOf[s]).polygons(), us, vs, toggles, inside, s * stride[axis], stride[uAxis],
                    stride[vAxis]);
            }
            progress.report((s + 1.0) / planeOf.length, "Filling contours");
        }
        warn(roi, grid, planes, thickness, axis, warnings);
        return volume(planes, thickness) * grid.voxelVolume();
    }

    private static void warn(final Roi roi, final Geometry grid, final List<Plane> planes, final double thickness,
        final int axis, final List<String> warnings) {
        int outside = 0;
        int between = 0;
        for (final Plane plane : planes) {
            final double p = plane.position();
            final boolean within = p >= -0.5 && p < grid.size(axis) - 0.5;
            outside += within ? 0 : 1;
            between += within && Math.abs(p - Math.rint(p)) > SAME_PLANE ? 1 : 0;
        }
        if (outside > 0) {
            warnings.add("The region " + roi.segment() + ": " + outside + " of " + planes.size()
                + " planes of contours lie outside the image");
        }
        if (between > 0) {
            warnings.add("The region " + roi.segment() + ": " + between + " of " + planes.size()
                + " planes of contours lie between the image's slices; each slice took the nearest one");
        }
        if (thickness > 1.05) {
            warnings.add(String.format(Locale.ROOT,
                "The region %s: contours lie %.2f mm apart where the image's slices are %.2f mm apart; each plane was taken for "
                    + "all slices up to half-way to the next", roi.segment(), thickness * grid.spacing(axis),
                grid.spacing(axis)));
        }
    }

    private static List<Plane> planes(final double[] positions, final List<double[]> polygons) {
        final Integer[] order = new Integer[positions.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> positions[i]));
        final List<Plane> planes = new ArrayList<>();
        for (int i = 0; i < order.length;) {
            final double first = positions[order[i]];
            final List<double[]> together = new ArrayList<>();
            double sum = 0;
            while (i < order.length && positions[order[i]] - first <= SAME_PLANE) {
                sum += positions[order[i]];
                together.add(polygons.get(order[i++]));
            }
            planes.add(new Plane(sum / together.size(), together));
        }
        return planes;
    }

    /** The thickness of a plane's slab, in slices. */
    private static double thickness(final List<Plane> planes) {
        if (planes.size() < 3) {
            return 1;
        }
        double min = Double.POSITIVE_INFINITY;
        for (int i = 1; i < planes.size(); i++) {
            min = Math.min(min, planes.get(i).position() - planes.get(i - 1).position());
        }
        int like = 0;
        double sum = 0;
        for (int i = 1; i < planes.size(); i++) {
            final double gap = planes.get(i).position() - planes.get(i - 1).position();
            if (gap <= 1.1 * min) {
                like++;
                sum += gap;
            }
        }
        final double mean = sum / like;
        // nearly a slice is a slice: coordinates are rounded
        return 2 * like >= planes.size() - 1 && Math.abs(mean - 1) > 0.05 ? mean : 1;
    }

    /** How far a plane's slab reaches towards another plane, in slices. */
    private static double reach(final double gap, final double thickness) {
        return gap <= 1.5 * thickness ? gap / 2 : thickness / 2;
    }

    private static double below(final List<Plane> planes, final int i, final double thickness) {
        return reach(i == 0 ? Double.POSITIVE_INFINITY : planes.get(i).position() - planes.get(i - 1).position(), thickness);
    }

    private static double above(final List<Plane> planes, final int i, final double thickness) {
        return reach(i == planes.size() - 1 ? Double.POSITIVE_INFINITY
            : planes.get(i + 1).position() - planes.get(i).position(), thickness);
    }

    /** For each slice the plane whose slab holds it, -1 for none. */
    private static int[] planeOfSlices(final List<Plane> planes, final double thickness, final int slices) {
        final double slack = 1e-4;
        final int[] planeOf = new int[slices];
        Arrays.fill(planeOf, -1);
        for (int i = 0; i < planes.size(); i++) {
            final double p = planes.get(i).position();
            final int first = (int)Math.max(0, Math.ceil(p - below(planes, i, thickness) - slack));
            final int last = (int)Math.min(slices, Math.ceil(p + above(planes, i, thickness) - slack)) - 1;
            for (int s = first; s <= last; s++) {
                planeOf[s] = i;
            }
        }
        return planeOf;
    }

    /**
     * Scan lines: an edge crosses the lines of constant v that lie in [v0, v1); right of the crossing everything changes sides.
     * The toggles are all 0 before and after.
     */
    private static void fill(final List<double[]> polygons, final int us, final int vs, final byte[] toggles,
        final byte[] inside, final int offset, final int uStride, final int vStride) {
        int firstV = vs;
        int lastV = -1;
        for (final double[] p : polygons) {
            final int n = p.length / 2;
            for (int k = 0, last = n - 1; k < n; last = k++) {
                final boolean up = p[2 * last + 1] <= p[2 * k + 1];
                final int low = up ? last : k;
                final int high = up ? k : last;
                final double u0 = p[2 * low];
                final double v0 = p[2 * low + 1];
                final double v1 = p[2 * high + 1];
                final double slope = (p[2 * high] - u0) / (v1 - v0);
                final int from = (int)Math.max(0, Math.ceil(v0));
                final int to = (int)Math.min(vs, Math.ceil(v1));
                firstV = Math.min(firstV, from);
                lastV = Math.max(lastV, to - 1);
                for (int v = from; v < to; v++) {
                    final double u = Math.ceil(u0 + (v - v0) * slope);
                    if (u < us) {
                        toggles[v * us + (int)Math.max(0, u)] ^= 1;
                    }
                }
            }
        }
        for (int v = firstV; v <= lastV; v++) {
            byte in = 0;
            for (int u = 0; u < us; u++) {
                in ^= toggles[v * us + u];
                toggles[v * us + u] = 0;
                inside[offset + u * uStride + v * vStride] = in;
            }
        }
    }

    /** The volume in units of u, v and position. */
    private static double volume(final List<Plane> planes, final double thickness) {
        double sum = 0;
        for (int i = 0; i < planes.size(); i++) {
            sum += area(planes.get(i).polygons()) * (below(planes, i, thickness) + above(planes, i, thickness));
        }
        return sum;
    }

    /** The area within an odd number of polygons that do not cross each other; NaN for more of them than any drawing has. */
    static double area(final List<double[]> polygons) {
        if (polygons.size() > MANY) {
            return Double.NaN;
        }
        double sum = 0;
        for (int i = 0; i < polygons.size(); i++) {
            final double[] p = polygons.get(i);
            boolean hole = false;
            for (int j = 0; j < polygons.size(); j++) {
                hole ^= j != i && contains(polygons.get(j), p[0], p[1]);
            }
            double twice = 0;
            final int n = p.length / 2;
            for (int k = 0, last = n - 1; k < n; last = k++) {
                twice += p[2 * last] * p[2 * k + 1] - p[2 * k] * p[2 * last + 1];
            }
            sum += (hole ? -1 : 1) * Math.abs(twice) / 2;
        }
        return sum;
    }

    /** Whether a point is in a polygon, by the rule of {@link #fill}. */
    static boolean contains(final double[] p, final double u, final double v) {
        boolean in = false;
        final int n = p.length / 2;
        for (int k = 0, last = n - 1; k < n; last = k++) {
            final boolean up = p[2 * last + 1] <= p[2 * k + 1];
            final int low = up ? last : k;
            final int high = up ? k : last;
            final double v0 = p[2 * low + 1];
            final double v1 = p[2 * high + 1];
            if (v0 <= v && v < v1) {
                final double u0 = p[2 * low];
                in ^= u >= u0 + (v - v0) * ((p[2 * high] - u0) / (v1 - v0));
            }
        }
        return in;
    }

    /** Contours in planes that run along no axis of the image: each voxel is taken to the plane it lies nearest to. */
    private static double oblique(final Roi roi, final Geometry grid, final List<double[]> closed, final byte[] inside,
        final List<String> warnings, final Progress progress) throws IOException {
        // mm everywhere; "a slice" is the smallest spacing of the image
        final double slice = Math.min(grid.spacing(0), Math.min(grid.spacing(1), grid.spacing(2)));
        final double[] normal = normal(roi, closed, slice);
        final double[] u = new double[3];
        final double[] v = new double[3];
        frame(normal, u, v);
        final double[] positions = new double[closed.size()];
        final List<double[]> polygons = new ArrayList<>();
        for (int i = 0; i < positions.length; i++) {
            final double[] p = closed.get(i);
            final double[] polygon = new double[p.length / 3 * 2];
            for (int k = 0; k < p.length / 3; k++) {
                positions[i] += dot(normal, p, 3 * k) / slice;
                polygon[2 * k] = dot(u, p, 3 * k);
                polygon[2 * k + 1] = dot(v, p, 3 * k);
            }
            positions[i] /= p.length / 3;
            polygons.add(polygon);
        }
        final List<Plane> planes = planes(positions, polygons);
        final double thickness = thickness(planes);
        warnings.add("The region " + roi.segment() + ": contours lie in planes that run across the image's slices; each voxel "
            + "took the nearest plane");
        final int[] box = box(closed, grid, thickness * slice);
        for (int s = box[0]; s <= box[3]; s++) {
            for (int r = box[1]; r <= box[4]; r++) {
                progress.checkCancelled();
                for (int c = box[2]; c <= box[5]; c++) {
                    final double[] point = grid.toPatient(s, r, c);
                    final Plane plane = planeAt(planes, dot(normal, point, 0) / slice, thickness);
                    if (plane != null) {
                        final double pu = dot(u, point, 0);
                        final double pv = dot(v, point, 0);
                        boolean in = false;
                        for (final double[] polygon : plane.polygons()) {
                            in ^= contains(polygon, pu, pv);
                        }
                        inside[grid.voxel(s, r, c)] = (byte)(in ? 1 : 0);
                    }
                }
            }
            progress.report((s - box[0] + 1.0) / (box[3] - box[0] + 1), "Filling contours");
        }
        return volume(planes, thickness) * slice;
    }

    private static Plane planeAt(final List<Plane> planes, final double position, final double thickness) {
        int low = 0;
        int high = planes.size() - 1;
        while (low < high) {
            final int middle = (low + high + 1) / 2;
            if (planes.get(middle).position() <= position) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        // between two planes, or before the first or behind the last one
        for (int i = Math.min(planes.size() - 1, low + 1); i >= low; i--) {
            final double d = position - planes.get(i).position();
            if (d >= -below(planes, i, thickness) && d < above(planes, i, thickness)) {
                return planes.get(i);
            }
        }
        return null;
    }

    /** Voxels that can be within the contours: first and last slice, row, column; empty if last is below first. */
    private static int[] box(final List<double[]> closed, final Geometry grid, final double margin) {
        final int[] box = {grid.slices(), grid.rows(), grid.columns(), -1, -1, -1};
        for (final double[] p : closed) {
            for (int i = 0; i < p.length; i += 3) {
                final double[] index = grid.toIndex(p[i], p[i + 1], p[i + 2]);
                for (int a = 0; a < 3; a++) {
                    final double m = margin / grid.spacing(a);
                    box[a] = (int)Math.max(0, Math.min(box[a], Math.floor(index[a] - m)));
                    box[3 + a] = (int)Math.min(grid.size(a) - 1, Math.max(box[3 + a], Math.ceil(index[a] + m)));
                }
            }
        }
        return box;
    }

    /** The planes' common normal, from the contour that encloses most; the others must be flat along it. */
    private static double[] normal(final Roi roi, final List<double[]> closed, final double slice) throws IOException {
        double[] normal = null;
        double largest = 0;
        for (final double[] p : closed) {
            final double[] n = new double[3];
            for (int k = 3; k + 3 < p.length; k += 3) {
                // twice the area of the triangle from the first point
                for (int i = 0; i < 3; i++) {
                    final int j = (i + 1) % 3;
                    final int l = (i + 2) % 3;
                    n[i] += (p[k + j] - p[j]) * (p[k + 3 + l] - p[l]) - (p[k + l] - p[l]) * (p[k + 3 + j] - p[j]);
                }
            }
            final double length = Math.sqrt(n[0] * n[0] + n[1] * n[1] + n[2] * n[2]);
            if (length > largest) {
                largest = length;
                normal = new double[]{n[0] / length, n[1] / length, n[2] / length};
            }
        }
        if (normal == null) {
            throw new IOException("The region " + roi.segment() + " cannot be filled: its contours enclose no area");
        }
        // the normal's sign must not depend on which way round a contour was drawn
        int main = 0;
        for (int i = 1; i < 3; i++) {
            main = Math.abs(normal[i]) > Math.abs(normal[main]) ? i : main;
        }
        if (normal[main] < 0) {
            for (int i = 0; i < 3; i++) {
                normal[i] = -normal[i];
            }
        }
        for (final double[] p : closed) {
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < p.length; i += 3) {
                final double d = dot(normal, p, i);
                min = Math.min(min, d);
                max = Math.max(max, d);
            }
            if (max - min > slice / 2) {
                throw new IOException(String.format(Locale.ROOT,
                    "The region %s cannot be filled: its contours do not lie in parallel planes (one of them leans by %.2f mm)",
                    roi.segment(), max - min));
            }
        }
        return normal;
    }

    /** Two unit vectors at right angles to the normal. */
    private static void frame(final double[] normal, final double[] u, final double[] v) {
        int least = 0;
        for (int i = 1; i < 3; i++) {
            least = Math.abs(normal[i]) < Math.abs(normal[least]) ? i : least;
        }
        double length = 0;
        for (int i = 0; i < 3; i++) {
            u[i] = (i == least ? 1 : 0) - normal[least] * normal[i];
            length += u[i] * u[i];
        }
        for (int i = 0; i < 3; i++) {
            u[i] /= Math.sqrt(length);
        }
        for (int i = 0; i < 3; i++) {
            final int j = (i + 1) % 3;
            final int k = (i + 2) % 3;
            v[i] = normal[j] * u[k] - normal[k] * u[j];
        }
    }

    private static double dot(final double[] a, final double[] p, final int at) {
        return a[0] * p[at] + a[1] * p[at + 1] + a[2] * p[at + 2];
    }
}
