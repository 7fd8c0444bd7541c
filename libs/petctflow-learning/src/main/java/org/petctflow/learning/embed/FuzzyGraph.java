package org.petctflow.learning.embed;

import java.util.Arrays;

/**
 * UMAP's fuzzy set of edges (McInnes, Healy, Melville 2018, arXiv:1802.03426, algorithms 2 and 3). With d the distance to a
 * neighbour, rho that to the nearest one that is not at the same place, and sigma such that the sum over the neighbours of
 * exp(-max(0, d - rho) / sigma) is log2(k): that exponential is the membership of a directed edge, and a + b - a b that of both
 * directions together.
 */
final class FuzzyGraph {

    private static final double TOLERANCE = 1e-5;

    private static final double LEAST_SCALE = 1e-3; // of the mean distance: no edge may vanish

    /** Start of each edge. */
    final int[] from;

    /** End of each edge; an edge is there in both directions. */
    final int[] to;

    final double[] weight;

    final int nodes;

    private FuzzyGraph(final int[] from, final int[] to, final double[] weight, final int nodes) {
        this.from = from;
        this.to = to;
        this.weight = weight;
        this.nodes = nodes;
    }

    /** @param k how many neighbours count, the row itself among them, as in the authors' program */
    static FuzzyGraph of(final Neighbours neighbours, final int k) {
        final int n = neighbours.rows().length;
        double mean = 0;
        for (final double[] d : neighbours.distances()) {
            mean += Arrays.stream(d).sum() / k / n;
        }
        final int[][] ends = new int[n][];
        final double[][] weights = new double[n][];
        for (int i = 0; i < n; i++) {
            ends[i] = neighbours.rows()[i];
            weights[i] = memberships(neighbours.distances()[i], k, mean);
        }
        final int[][] sorted = new int[n][]; // to find the opposite direction
        final double[][] sortedWeights = new double[n][];
        for (int i = 0; i < n; i++) {
            final int row = i;
            final Integer[] order = new Integer[ends[i].length];
            Arrays.setAll(order, j -> j);
            Arrays.sort(order, (a, b) -> Integer.compare(ends[row][a], ends[row][b]));
            sorted[i] = Arrays.stream(order).mapToInt(j -> ends[row][j]).toArray();
            sortedWeights[i] = Arrays.stream(order).mapToDouble(j -> weights[row][j]).toArray();
        }
        final java.util.TreeMap<Long, Double> edges = new java.util.TreeMap<>();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < sorted[i].length; j++) {
                final int other = sorted[i][j];
                final int back = Arrays.binarySearch(sorted[other], i);
                final double a = sortedWeights[i][j];
                final double b = back < 0 ? 0 : sortedWeights[other][back];
                final double w = a + b - a * b;
                if (w > 0) {
                    edges.put((long)i * n + other, w);
                    edges.put((long)other * n + i, w);
                }
            }
        }
        final int[] from = edges.keySet().stream().mapToInt(e -> (int)(e / n)).toArray();
        final int[] to = edges.keySet().stream().mapToInt(e -> (int)(e % n)).toArray();
        return new FuzzyGraph(from, to, edges.values().stream().mapToDouble(Double::doubleValue).toArray(), n);
    }

    static double[] memberships(final double[] distances, final int k, final double meanOfAll) {
        final double rho = Arrays.stream(distances).filter(d -> d > 0).findFirst().orElse(0);
        final double target = Math.log(k) / Math.log(2);
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double sigma = 1;
        for (int step = 0; step < 64; step++) {
            double sum = 0;
            for (final double d : distances) {
                sum += d > rho ? Math.exp(-(d - rho) / sigma) : 1;
            }
            if (Math.abs(sum - target) < TOLERANCE) {
                break;
            } else if (sum > target) {
                high = sigma;
                sigma = (low + high) / 2;
            } else {
                low = sigma;
                sigma = Double.isInfinite(high) ? 2 * sigma : (low + high) / 2;
            }
        }
        final double mean = rho > 0 ? Arrays.stream(distances).sum() / k : meanOfAll;
        final double scale = Math.max(sigma, LEAST_SCALE * mean);
        return Arrays.stream(distances).map(d -> d <= rho || scale == 0 ? 1 : Math.exp(-(d - rho) / scale)).toArray();
    }

    /** @return for each node which connected part it belongs to, from 0 */
    int[] parts() {
        final int[] part = new int[nodes];
        Arrays.setAll(part, i -> i);
        for (int e = 0; e < from.length; e++) {
            final int a = root(part, from[e]);
            final int b = root(part, to[e]);
            part[Math.max(a, b)] = Math.min(a, b);
        }
        final int[] names = new int[nodes];
        int count = 0;
        final int[] result = new int[nodes];
        for (int i = 0; i < nodes; i++) {
            final int r = root(part, i);
            if (r == i) {
                names[i] = count++;
            }
            result[i] = names[r];
        }
        return result;
    }

    private static int root(final int[] part, final int node) {
        int r = node;
        while (part[r] != r) {
            part[r] = part[part[r]];
            r = part[r];
        }
        return r;
    }

    /** Y = D^-1/2 W D^-1/2 X for columns X. */
    double[][] normalisedTimes(final double[][] x, final double[] rootOfDegree) {
        final double[][] y = new double[x.length][nodes];
        for (int c = 0; c < x.length; c++) {
            for (int e = 0; e < from.length; e++) {
                y[c][from[e]] += weight[e] * x[c][to[e]] / (rootOfDegree[from[e]] * rootOfDegree[to[e]]);
            }
        }
        return y;
    }

    double[] rootOfDegree() {
        final double[] degree = new double[nodes];
        for (int e = 0; e < from.length; e++) {
            degree[from[e]] += weight[e];
        }
        return Arrays.stream(degree).map(Math::sqrt).toArray();
    }
}
