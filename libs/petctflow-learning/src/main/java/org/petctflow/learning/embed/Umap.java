package org.petctflow.learning.embed;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.apache.commons.rng.UniformRandomProvider;
import org.petctflow.base.Progress;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Randoms;
import org.petctflow.learning.data.Run;

/**
 * UMAP (McInnes, Healy, Melville 2018, arXiv:1802.03426) to two axes: exact neighbours, the fuzzy set of their edges, and a
 * layout that pulls rows together along edges and pushes random pairs apart by stochastic gradient descent on the cross entropy,
 * with the options and the order of steps of the authors' program. Own code, for Smile's has no seed of its own and no exact
 * neighbours. It runs on one thread but for the neighbours: the same seed gives the same picture.
 *
 * <p>A picture of this kind keeps who is near whom; distances between groups, their sizes and densities mean little. So
 * {@link BatchMixing} judges mixing in the features.
 *
 * @param neighbours how many rows count as near, the row itself among them, at least 2; more show larger structure
 * @param minDistance how near rows may come in the picture, 0 or more and below 3
 * @param epochs how many rounds of the layout; 0 for 500, or 200 beyond 10,000 rows
 * @param start where the layout begins
 */
public record Umap(int neighbours, double minDistance, int epochs, Start start) {

    /** Where the layout begins. */
    public enum Start {
        /** Eigenvectors of the graph; principal components where it falls apart. */
        SPECTRAL,
        /** The first two principal components. */
        PCA
    }

    private static final int AXES = 2;

    private static final int NEGATIVES = 5;

    private static final double STRONGEST = 4;

    /** Checks the options. */
    public Umap {
        if (neighbours < 2) {
            throw new IllegalArgumentException("The number of neighbours must be 2 or more, but was " + neighbours);
        }
        if (!(minDistance >= 0 && minDistance < 3)) {
            throw new IllegalArgumentException("The least distance must be 0 or more and below 3, but was " + minDistance);
        }
        if (epochs < 0) {
            throw new IllegalArgumentException("The number of epochs must be 0 or more, but was " + epochs);
        }
    }

    /** @return 15 neighbours, least distance 0.1, epochs by the number of rows, spectral start */
    public static Umap withDefaults() {
        return new Umap(15, 0.1, 0, Start.SPECTRAL);
    }

    /**
     * @param x the rows, at least 4, without missing or infinite values, columns on comparable scales
     * @param run seed, threads and progress
     * @return the picture, [row][axis]
     */
    public double[][] embed(final FeatureMatrix x, final Run run) {
        if (x.rows() < 4) {
            throw new IllegalArgumentException("UMAP needs at least 4 rows, but there are " + x.rows());
        }
        if (x.columns() == 0) {
            throw new IllegalArgumentException("There is no column to embed");
        }
        final int k = Math.min(neighbours, x.rows());
        final Neighbours near = Neighbours.of(x, k - 1, run.with(run.progress().part(0, 0.2)));
        final FuzzyGraph graph = FuzzyGraph.of(near, k);
        final UniformRandomProvider random = Randoms.of(run.part("umap").seed());
        final boolean whole = Arrays.stream(graph.parts()).max().orElse(0) == 0;
        final double[][] points = start == Start.SPECTRAL && whole ? Layouts.spectral(graph, AXES, random, run.progress())
            : Layouts.principal(x, AXES, random, run.progress());
        final int rounds = epochs > 0 ? epochs : x.rows() <= 10_000 ? 500 : 200;
        optimise(points, graph, rounds, curve(1, minDistance), random, run.progress().part(0.2, 1));
        return points;
    }

    /**
     * The a and b of 1 / (1 + a d^2b) that come nearest, in the least squares sense, to 1 up to the least distance and
     * exp(-(d - least) / spread) beyond, on 300 points from 0 to 3 times the spread.
     *
     * @param spread the scale of the picture
     * @param least the least distance
     * @return a and b
     */
    static double[] curve(final double spread, final double least) {
        final double[] x = IntStream.range(0, 300).mapToDouble(i -> 3 * spread * i / 299).toArray();
        final double[] y = Arrays.stream(x).map(d -> d < least ? 1 : Math.exp(-(d - least) / spread)).toArray();
        double a = 1;
        double b = 1;
        double damping = 1e-3;
        double error = error(x, y, a, b);
        for (int step = 0; step < 500 && damping < 1e12; step++) { // Levenberg-Marquardt
            double aa = 0;
            double ab = 0;
            double bb = 0;
            double ga = 0;
            double gb = 0;
            for (int i = 1; i < x.length; i++) {
                final double p = Math.pow(x[i], 2 * b);
                final double f = 1 / (1 + a * p);
                final double da = -p * f * f;
                final double db = -2 * a * p * Math.log(x[i]) * f * f;
                final double rest = y[i] - f;
                aa += da * da;
                ab += da * db;
                bb += db * db;
                ga += da * rest;
                gb += db * rest;
            }
            final double determinant = aa * (1 + damping) * bb * (1 + damping) - ab * ab;
            final double nextA = a + (ga * bb * (1 + damping) - gb * ab) / determinant;
            final double nextB = b + (gb * aa * (1 + damping) - ga * ab) / determinant;
            final double next = nextA > 0 && nextB > 0 ? error(x, y, nextA, nextB) : Double.POSITIVE_INFINITY;
            if (next < error) {
                final boolean done = error - next < 1e-15 * error;
                a = nextA;
                b = nextB;
                error = next;
                damping /= 10;
                if (done) {
                    break;
                }
            } else {
                damping *= 10;
            }
        }
        return new double[]{a, b};
    }

    private static double error(final double[] x, final double[] y, final double a, final double b) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            final double rest = y[i] - 1 / (1 + a * Math.pow(x[i], 2 * b));
            sum += rest * rest;
        }
        return sum;
    }

    /** Each edge is drawn as often as its weight says, and with each draw five random rows push its start away. */
    private static void optimise(final double[][] points, final FuzzyGraph graph, final int epochs, final double[] curve,
        final UniformRandomProvider random, final Progress progress) {
        final double greatest = Arrays.stream(graph.weight).max().orElse(1);
        final int[] edges = IntStream.range(0, graph.weight.length).filter(e -> graph.weight[e] >= greatest / epochs).toArray();
        final double[] every = Arrays.stream(edges).mapToDouble(e -> greatest / graph.weight[e]).toArray();
        final double[] next = every.clone();
        final double[] nextNegative = Arrays.stream(every).map(v -> v / NEGATIVES).toArray();
        final double a = curve[0];
        final double b = curve[1];
        for (int epoch = 0; epoch < epochs; epoch++) {
            if ((epoch & 7) == 0) {
                progress.checkCancelled();
                progress.report((double)epoch / epochs, "round " + epoch + " of " + epochs);
            }
            final double rate = 1 - (double)epoch / epochs;
            for (int e = 0; e < edges.length; e++) {
                if (next[e] > epoch) {
                    continue;
                }
                final double[] here = points[graph.from[edges[e]]];
                final double[] there = points[graph.to[edges[e]]];
                final double square = Neighbours.square(here, there);
                if (square > 0) {
                    final double pull = -2 * a * b * Math.pow(square, b - 1) / (a * Math.pow(square, b) + 1);
                    for (int c = 0; c < AXES; c++) {
                        final double step = rate * clip(pull * (here[c] - there[c]));
                        here[c] += step;
                        there[c] -= step;
                    }
                }
                next[e] += every[e];
                final double everyNegative = every[e] / NEGATIVES;
                final int negatives = (int)((epoch - nextNegative[e]) / everyNegative);
                for (int s = 0; s < negatives; s++) {
                    final double[] other = points[random.nextInt(points.length)];
                    if (other == here) {
                        continue;
                    }
                    final double apart = Neighbours.square(here, other);
                    final double push = apart > 0 ? 2 * b / ((0.001 + apart) * (a * Math.pow(apart, b) + 1)) : 0;
                    for (int c = 0; c < AXES; c++) {
                        here[c] += rate * (push > 0 ? clip(push * (here[c] - other[c])) : STRONGEST);
                    }
                }
                nextNegative[e] += negatives * everyNegative;
            }
        }
    }

    private static double clip(final double v) {
        return Math.max(-STRONGEST, Math.min(STRONGEST, v));
    }

    /**
     * Trustworthiness (Venna, Kaski 2001, doi:10.1007/3-540-44668-0_68): 1 minus a penalty for rows that are near in the picture
     * and far in the features; 1 is best, a picture at random gives about 0.5.
     *
     * @param x the features
     * @param picture the picture, [row][axis]
     * @param k how many neighbours, below half of the rows
     * @return the trustworthiness
     */
    public static double trustworthiness(final FeatureMatrix x, final double[][] picture, final int k) {
        final int n = picture.length;
        if (k < 1 || 2 * k >= n) {
            throw new IllegalArgumentException("Trustworthiness of " + n + " rows needs 1 to " + (n - 1) / 2 + " neighbours, but was " + k);
        }
        final double[][] rows = x.toRows();
        double penalty = 0;
        for (int i = 0; i < n; i++) {
            final int[] high = order(rows, i);
            final int[] rank = new int[n];
            for (int r = 0; r < high.length; r++) {
                rank[high[r]] = r + 1;
            }
            final int[] low = order(picture, i);
            for (int r = 0; r < k; r++) {
                penalty += Math.max(0, rank[low[r]] - k);
            }
        }
        return 1 - 2 * penalty / ((double)n * k * (2.0 * n - 3.0 * k - 1));
    }

    private static int[] order(final double[][] rows, final int row) {
        final double[] squares = new double[rows.length];
        Arrays.setAll(squares, r -> Neighbours.square(rows[row], rows[r]));
        return IntStream.range(0, rows.length).filter(r -> r != row).boxed()
            .sorted((p, q) -> Double.compare(squares[p], squares[q])).mapToInt(Integer::intValue).toArray();
    }
}
