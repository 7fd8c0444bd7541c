package org.petctflow.learning.embed;

import java.util.Arrays;

import org.apache.commons.rng.UniformRandomProvider;
import org.petctflow.base.Progress;
import org.petctflow.learning.data.FeatureMatrix;

/** Where the rows of a picture begin: its first axes by principal components or by the graph's slowest vibrations. */
final class Layouts {

    private static final int MOST_STEPS = 3000;

    private static final double EXTENT = 10;

    private Layouts() {
    }

    /** The first principal components. */
    static double[][] principal(final FeatureMatrix x, final int axes, final UniformRandomProvider random, final Progress progress) {
        final double[][] centred = new double[x.columns()][];
        for (int c = 0; c < centred.length; c++) {
            final double[] column = x.column(c);
            final double mean = Arrays.stream(column).average().orElse(0);
            centred[c] = Arrays.stream(column).map(v -> v - mean).toArray();
        }
        return scaled(subspace(x.rows(), axes, random, progress, v -> { // X X' v without the square matrix
            final double[][] y = new double[v.length][x.rows()];
            for (int a = 0; a < v.length; a++) {
                for (final double[] column : centred) {
                    final double dot = dot(column, v[a]);
                    for (int r = 0; r < column.length; r++) {
                        y[a][r] += dot * column[r];
                    }
                }
            }
            return y;
        }, new double[0][]), random);
    }

    /** Eigenvectors of the least eigenvalues above 0 of the normalised Laplacian (Belkin, Niyogi 2003, doi:10.1162/089976603321780317). */
    static double[][] spectral(final FuzzyGraph graph, final int axes, final UniformRandomProvider random, final Progress progress) {
        final double[] root = graph.rootOfDegree();
        final double[] trivial = root.clone();
        normalise(trivial);
        return scaled(subspace(graph.nodes, axes, random, progress, v -> { // 1 + the normalised matrix: no eigenvalue below 0
            final double[][] y = graph.normalisedTimes(v, root);
            for (int a = 0; a < v.length; a++) {
                for (int r = 0; r < graph.nodes; r++) {
                    y[a][r] += v[a][r];
                }
            }
            return y;
        }, new double[][]{trivial}), random);
    }

    private interface Operator {
        double[][] times(double[][] vectors);
    }

    /** The eigenvectors of the greatest eigenvalues, orthogonal to given ones, by simultaneous iteration with Rayleigh-Ritz order. */
    private static double[][] subspace(final int n, final int axes, final UniformRandomProvider random, final Progress progress,
        final Operator operator, final double[][] without) {
        double[][] v = new double[axes + 2][n]; // two more than wanted: they converge faster
        for (final double[] vector : v) {
            Arrays.setAll(vector, i -> random.nextDouble() - 0.5);
        }
        orthonormalise(v, without);
        for (int step = 0; step < MOST_STEPS; step++) {
            if ((step & 31) == 0) {
                progress.checkCancelled();
            }
            final double[][] before = v;
            v = operator.times(v);
            orthonormalise(v, without);
            double moved = 0;
            for (int a = 0; a < axes; a++) {
                moved = Math.max(moved, 1 - Math.abs(dot(before[a], v[a])));
            }
            if (moved < 1e-12) {
                break;
            }
        }
        for (int a = 0; a < axes; a++) { // a sign that does not hang on the start
            int greatest = 0;
            for (int i = 1; i < n; i++) {
                greatest = Math.abs(v[a][i]) > Math.abs(v[a][greatest]) + 1e-12 ? i : greatest;
            }
            if (v[a][greatest] < 0) {
                for (int i = 0; i < n; i++) {
                    v[a][i] = -v[a][i];
                }
            }
        }
        return Arrays.copyOf(v, axes);
    }

    private static void orthonormalise(final double[][] v, final double[][] without) {
        for (int a = 0; a < v.length; a++) {
            for (int twice = 0; twice < 2; twice++) { // once leaves rounding
                for (final double[] w : without) {
                    subtract(v[a], w);
                }
                for (int b = 0; b < a; b++) {
                    subtract(v[a], v[b]);
                }
            }
            normalise(v[a]);
        }
    }

    private static void subtract(final double[] v, final double[] w) {
        final double dot = dot(v, w);
        for (int i = 0; i < v.length; i++) {
            v[i] -= dot * w[i];
        }
    }

    private static double dot(final double[] a, final double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void normalise(final double[] v) {
        final double norm = Math.sqrt(dot(v, v));
        for (int i = 0; i < v.length && norm > 0; i++) {
            v[i] /= norm;
        }
    }

    /** To an extent of 10, with a trace of noise that parts rows at the same place; [row][axis]. */
    private static double[][] scaled(final double[][] axes, final UniformRandomProvider random) {
        double most = 0;
        for (final double[] axis : axes) {
            most = Math.max(most, Arrays.stream(axis).map(Math::abs).max().orElse(0));
        }
        final double[][] points = new double[axes[0].length][axes.length];
        for (int r = 0; r < points.length; r++) {
            for (int a = 0; a < axes.length; a++) {
                points[r][a] = (most > 0 ? EXTENT * axes[a][r] / most : 0) + 1e-4 * (random.nextDouble() - 0.5);
            }
        }
        return points;
    }
}
