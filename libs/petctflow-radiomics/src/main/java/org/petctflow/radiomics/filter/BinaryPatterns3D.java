package org.petctflow.radiomics.filter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Voxels;
import org.petctflow.radiomics.image.Interpolation;

/**
 * Local binary patterns on spheres, as PyRadiomics has them: about each voxel of the region the image is sampled, by cubic splines, at the
 * corners of an icosahedron whose faces were divided; samples are 1 where they are no lower than the voxel. The pattern is expanded in
 * spherical harmonics, and the result of level n is the L2 norm of the terms of degree n - 1: it does not change when the pattern turns. The
 * kurtosis of the samples is a result of its own, NaN where all are equal. Source: Banerjee 2013, doi:10.1007/978-3-642-37410-4_3.
 * <p>
 * Three things are as in PyRadiomics only: a corner's first coordinate counts along slices; polar angle and azimuth are exchanged in the
 * harmonics; and coefficients are sums over the corners without weights. Beyond the border the image is 0.
 *
 * @param levels of the harmonics, 1 to 10
 * @param radius of the sphere, voxels
 * @param subdivisions of the icosahedron, 0 to 4: 12, 42, 162, 642 or 2,562 corners
 */
record BinaryPatterns3D(int levels, double radius, int subdivisions) {

    BinaryPatterns3D {
        if (levels < 1 || levels > 10 || subdivisions < 0 || subdivisions > 4 || !(radius > 0 && radius < 1000)) {
            throw new IllegalArgumentException("3D local binary patterns need 1 to 10 levels (lbp3DLevels), 0 to 4 subdivisions "
                + "(lbp3DIcosphereSubdivision) and a radius below 1000 voxels (lbp3DIcosphereRadius), but were given " + levels + ", "
                + subdivisions + " and " + radius);
        }
    }

    /**
     * @param grid the image
     * @param inside the region
     * @param kind of the image's numbers: samples are of the same kind
     * @param progress progress and cancellation
     * @return one image for each level, and that of the kurtosis; 0 outside the region
     */
    double[][] apply(final Grid grid, final byte[] inside, final Voxels.Kind kind, final Progress progress) {
        final double[][] corners = icosphere(subdivisions, radius);
        final int[] size = grid.size();
        final double[] spline = grid.values().clone();
        Interpolation.toCoefficients(spline, size);
        final int n = corners.length;
        // harmonics of degree l and order m >= 0, in order; those of -m are their conjugates but for a sign
        final double[][][] harmonics = harmonics(corners);
        final int[][] base = new int[n][3];
        final double[][][] weights = new double[n][3][];
        for (int i = 0; i < n; i++) {
            for (int axis = 0; axis < 3; axis++) {
                base[i][axis] = (int)Math.floor(corners[i][axis]);
                weights[i][axis] = weights(corners[i][axis] - base[i][axis]);
            }
        }
        final double[][] result = new double[levels + 1][grid.values().length];
        double largest = 0;
        for (final double value : grid.values()) {
            largest = Math.max(largest, Math.abs(value));
        }
        // a spline meets the voxels' own values but for rounding, which floats do not show
        final boolean single = kind == Voxels.Kind.FLOAT32;
        final boolean whole = !single && kind != Voxels.Kind.FLOAT64;
        final double rounding = single ? 0 : 1e-12 * largest;
        final double[] samples = new double[n];
        final boolean[] ones = new boolean[n];
        for (int s = 0, v = 0; s < size[0]; s++) {
            progress.checkCancelled();
            progress.report((double)s / size[0], "Local binary patterns");
            for (int r = 0; r < size[1]; r++) {
                for (int c = 0; c < size[2]; c++, v++) {
                    if (inside[v] == 0) {
                        continue;
                    }
                    for (int i = 0; i < n; i++) {
                        final double[] at = corners[i];
                        samples[i] = outside(s + at[0], size[0]) || outside(r + at[1], size[1]) || outside(c + at[2], size[2]) ? 0
                            : sample(spline, size, new int[]{s + base[i][0], r + base[i][1], c + base[i][2]}, weights[i]);
                        if (whole) {
                            samples[i] = Math.copySign(Math.floor(Math.abs(samples[i]) + 0.5), samples[i]);
                        } else if (single) {
                            samples[i] = (float)samples[i];
                        }
                        ones[i] = samples[i] >= grid.values()[v] - rounding;
                    }
                    for (int l = 0; l < levels; l++) {
                        result[l][v] = norm(ones, harmonics, l);
                    }
                    result[levels][v] = kurtosis(samples);
                }
            }
        }
        return result;
    }

    private static boolean outside(final double at, final int size) {
        return at < 0 || at > size - 1;
    }

    private double norm(final boolean[] ones, final double[][][] harmonics, final int l) {
        final int n = ones.length;
        final double[] sum = new double[n];
        for (int m = 0; m <= l; m++) {
            final double[][] y = harmonics[l * (l + 1) / 2 + m];
            double re = 0;
            double im = 0;
            for (int i = 0; i < n; i++) {
                if (ones[i]) {
                    re += y[0][i];
                    im += y[1][i];
                }
            }
            // orders m and -m together have no imaginary part
            final double twice = m == 0 ? 1 : 2;
            for (int i = 0; i < n; i++) {
                sum[i] += twice * (re * y[0][i] - im * y[1][i]);
            }
        }
        double square = 0;
        for (final double value : sum) {
            square += value * value;
        }
        return Math.sqrt(square);
    }

    /** [harmonic][real or imaginary part][corner] of the degrees below levels and the orders from 0. */
    private double[][][] harmonics(final double[][] corners) {
        final double[][][] y = new double[levels * (levels + 1) / 2][2][corners.length];
        for (int i = 0; i < corners.length; i++) {
            // exchanged: the polar angle turns the phase, the azimuth's cosine goes into the polynomials
            final double phase = Math.acos(Math.max(-1, Math.min(1, corners[i][2] / radius)));
            final double x = Math.cos(Math.atan2(corners[i][1], corners[i][0]));
            for (int l = 0; l < levels; l++) {
                for (int m = 0; m <= l; m++) {
                    double factor = (2 * l + 1) / (4 * Math.PI);
                    for (int k = l - m + 1; k <= l + m; k++) {
                        factor /= k;
                    }
                    final double p = Math.sqrt(factor) * legendre(l, m, x);
                    y[l * (l + 1) / 2 + m][0][i] = p * Math.cos(m * phase);
                    y[l * (l + 1) / 2 + m][1][i] = p * Math.sin(m * phase);
                }
            }
        }
        return y;
    }

    /** Associated Legendre polynomial with the phase (-1)^m, by its recurrence in the degree. */
    static double legendre(final int l, final int m, final double x) {
        double p = 1;
        for (int k = 1; k <= m; k++) {
            p *= -(2 * k - 1) * Math.sqrt((1 - x) * (1 + x));
        }
        double before = 0;
        for (int k = m + 1; k <= l; k++) {
            final double next = ((2 * k - 1) * x * p - (k + m - 1) * before) / (k - m);
            before = p;
            p = next;
        }
        return p;
    }

    private static double kurtosis(final double[] x) {
        double mean = 0;
        for (final double v : x) {
            mean += v / x.length;
        }
        double second = 0;
        double fourth = 0;
        for (final double v : x) {
            final double square = (v - mean) * (v - mean);
            second += square / x.length;
            fourth += square * square / x.length;
        }
        // rounding of the mean is no variance
        return second <= 1e-30 * mean * mean ? Double.NaN : fourth / (second * second) - 3;
    }

    private static double[] weights(final double t) {
        return new double[]{(1 - t) * (1 - t) * (1 - t) / 6, (4 - 6 * t * t + 3 * t * t * t) / 6,
            (1 + 3 * t + 3 * t * t - 3 * t * t * t) / 6, t * t * t / 6};
    }

    private static double sample(final double[] spline, final int[] size, final int[] base, final double[][] weights) {
        double sum = 0;
        for (int z = 0; z < 4; z++) {
            final int s = mirror(base[0] + z - 1, size[0]) * size[1];
            for (int y = 0; y < 4; y++) {
                final int r = (s + mirror(base[1] + y - 1, size[1])) * size[2];
                final double w = weights[0][z] * weights[1][y];
                for (int x = 0; x < 4; x++) {
                    sum += w * weights[2][x] * spline[r + mirror(base[2] + x - 1, size[2])];
                }
            }
        }
        return sum;
    }

    /** About the centre of the outer voxel. */
    private static int mirror(final int index, final int size) {
        int i = index;
        while (i < 0 || i >= size) {
            i = size == 1 ? 0 : i < 0 ? -i : 2 * (size - 1) - i;
        }
        return i;
    }

    /** The corners of an icosahedron with a corner in each plane of two axes, pushed out to the sphere after each division of its faces. */
    static double[][] icosphere(final int subdivisions, final double radius) {
        final double t = (1 + Math.sqrt(5)) / 2;
        final List<double[]> corners = new ArrayList<>();
        for (final double a : new double[]{-1, 1}) {
            for (final double b : new double[]{-t, t}) {
                corners.add(new double[]{a, b, 0});
                corners.add(new double[]{0, a, b});
                corners.add(new double[]{b, 0, a});
            }
        }
        List<int[]> faces = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            for (int j = i + 1; j < 12; j++) {
                for (int k = j + 1; k < 12; k++) {
                    if (edge(corners, i, j) && edge(corners, j, k) && edge(corners, i, k)) {
                        faces.add(new int[]{i, j, k});
                    }
                }
            }
        }
        for (int round = 0; round < subdivisions; round++) {
            final Map<Long, Integer> middles = new LinkedHashMap<>();
            final List<int[]> smaller = new ArrayList<>();
            for (final int[] f : faces) {
                final int[] m = new int[3];
                for (int e = 0; e < 3; e++) {
                    final int a = Math.min(f[e], f[(e + 1) % 3]);
                    final int b = Math.max(f[e], f[(e + 1) % 3]);
                    m[e] = middles.computeIfAbsent((long)a << 32 | b, key -> {
                        final double[] p = corners.get(a);
                        final double[] q = corners.get(b);
                        corners.add(new double[]{(p[0] + q[0]) / 2, (p[1] + q[1]) / 2, (p[2] + q[2]) / 2});
                        return corners.size() - 1;
                    });
                }
                smaller.add(new int[]{f[0], m[0], m[2]});
                smaller.add(new int[]{f[1], m[1], m[0]});
                smaller.add(new int[]{f[2], m[2], m[1]});
                smaller.add(m);
            }
            faces = smaller;
            push(corners, radius);
        }
        push(corners, radius);
        return corners.toArray(double[][]::new);
    }

    private static boolean edge(final List<double[]> corners, final int i, final int j) {
        double square = 0;
        for (int axis = 0; axis < 3; axis++) {
            final double d = corners.get(i)[axis] - corners.get(j)[axis];
            square += d * d;
        }
        return Math.abs(square - 4) < 1e-9;
    }

    private static void push(final List<double[]> corners, final double radius) {
        for (final double[] p : corners) {
            final double length = Math.sqrt(p[0] * p[0] + p[1] * p[1] + p[2] * p[2]);
            for (int axis = 0; axis < 3; axis++) {
                // in this order a corner on an axis is there exactly, and meets the border's voxels
                p[axis] = p[axis] / length * radius;
            }
        }
    }
}
