package org.petctflow.radiomics.shape;

import java.util.Arrays;

/**
 * A box around a convex hull.
 *
 * @param volume mm3
 * @param area mm2
 */
record BoundingBox(double volume, double area) {

    static BoundingBox ofSides(final double a, final double b, final double c) {
        return new BoundingBox(a * b * c, 2 * (a * b + b * c + c * a));
    }

    /**
     * The box of least volume that has a side in a face of the hull: for each face the least rectangle around the hull's shadow on it, which
     * has a side along the shadow's outline (Freeman and Shapira 1975, doi:10.1145/360881.360919), times the hull's height above it. The
     * true minimum may touch the hull with edges alone (O'Rourke 1985, doi:10.1007/BF00991005) and is rarely smaller by a percent; IBSI
     * (ZH1A) found no consensus on it.
     */
    static BoundingBox oriented(final ConvexHull hull) {
        final double[][] corners = hull.corners();
        BoundingBox best = null;
        final double[][] shadow = new double[corners.length][2];
        for (final double[] n : hull.normals()) {
            final double[] u = across(n);
            final double[] v =
                {n[1] * u[2] - n[2] * u[1], n[2] * u[0] - n[0] * u[2], n[0] * u[1] - n[1] * u[0]};
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < corners.length; i++) {
                final double[] p = corners[i];
                final double h = n[0] * p[0] + n[1] * p[1] + n[2] * p[2];
                low = Math.min(low, h);
                high = Math.max(high, h);
                shadow[i] = new double[]{u[0] * p[0] + u[1] * p[1] + u[2] * p[2], v[0] * p[0] + v[1] * p[1] + v[2] * p[2]};
            }
            final double[] rectangle = leastRectangle(outline(shadow.clone()));
            final BoundingBox box = ofSides(high - low, rectangle[0], rectangle[1]);
            if (best == null || box.volume < best.volume) {
                best = box;
            }
        }
        return best;
    }

    private static double[] across(final double[] n) {
        final int least = Math.abs(n[0]) < Math.abs(n[1]) ? Math.abs(n[0]) < Math.abs(n[2]) ? 0 : 2
            : Math.abs(n[1]) < Math.abs(n[2]) ? 1 : 2;
        final double[] u = new double[3];
        u[(least + 1) % 3] = -n[(least + 2) % 3];
        u[(least + 2) % 3] = n[(least + 1) % 3];
        final double length = Math.sqrt(u[0] * u[0] + u[1] * u[1] + u[2] * u[2]);
        return new double[]{u[0] / length, u[1] / length, u[2] / length};
    }

    private static double[][] outline(final double[][] points) {
        Arrays.sort(points, (p, q) -> p[0] != q[0] ? Double.compare(p[0], q[0]) : Double.compare(p[1], q[1]));
        final double[][] hull = new double[2 * points.length + 1][];
        int n = 0;
        for (final double[] p : points) {
            while (n >= 2 && turn(hull[n - 2], hull[n - 1], p) <= 0) {
                n--;
            }
            hull[n++] = p;
        }
        final int lower = n + 1;
        for (int i = points.length - 2; i >= 0; i--) {
            while (n >= lower && turn(hull[n - 2], hull[n - 1], points[i]) <= 0) {
                n--;
            }
            hull[n++] = points[i];
        }
        return Arrays.copyOf(hull, n - 1);
    }

    private static double turn(final double[] p, final double[] q, final double[] r) {
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
    }

    private static double[] leastRectangle(final double[][] outline) {
        double[] best = null;
        for (int i = 0; i < outline.length; i++) {
            final double[] p = outline[i];
            final double[] q = outline[(i + 1) % outline.length];
            final double length = Math.hypot(q[0] - p[0], q[1] - p[1]);
            final double x = (q[0] - p[0]) / length;
            final double y = (q[1] - p[1]) / length;
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            double far = 0;
            for (final double[] r : outline) {
                final double along = x * r[0] + y * r[1];
                low = Math.min(low, along);
                high = Math.max(high, along);
                far = Math.max(far, x * (r[1] - p[1]) - y * (r[0] - p[0]));
            }
            if (best == null || (high - low) * far < best[0] * best[1]) {
                best = new double[]{high - low, far};
            }
        }
        return best;
    }
}
