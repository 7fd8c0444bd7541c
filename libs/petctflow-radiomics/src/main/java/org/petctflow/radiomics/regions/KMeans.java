package org.petctflow.radiomics.regions;

import java.util.Arrays;
import java.util.Comparator;

import org.petctflow.base.Progress;

/**
 * k-means (Lloyd 1982, doi:10.1109/TIT.1982.1056489). Nothing is random: the start are the means of k parts of equal weight in the order of
 * the first value.
 *
 * @param centres in ascending order of the first value
 */
record KMeans(double[][] centres) implements Clusters {

    private static final int MOST_ROUNDS = 300;

    /**
     * @param x a value of each image for each sample
     * @param weights of the samples
     * @param k how many groups
     * @param progress reported between rounds; asked for cancellation
     * @return the groups
     */
    static KMeans of(final double[][] x, final double[] weights, final int k, final Progress progress) {
        final int n = weights.length;
        final int[] group = start(x[0], weights, k);
        final double[][] centres = new double[k][x.length];
        final double[] point = new double[x.length];
        for (int round = 0; round < MOST_ROUNDS; round++) {
            progress.checkCancelled();
            progress.report((double)round / MOST_ROUNDS, "k-means, round " + (round + 1));
            final double[] count = new double[k];
            final double[][] sum = new double[k][x.length];
            for (int v = 0; v < n; v++) {
                count[group[v]] += weights[v];
                for (int f = 0; f < x.length; f++) {
                    sum[group[v]][f] += weights[v] * x[f][v];
                }
            }
            for (int c = 0; c < k; c++) {
                for (int f = 0; f < x.length && count[c] > 0; f++) {
                    centres[c][f] = sum[c][f] / count[c];
                }
            }
            boolean changed = false;
            for (int v = 0; v < n; v++) {
                for (int f = 0; f < x.length; f++) {
                    point[f] = x[f][v];
                }
                final int nearest = nearest(centres, point);
                changed |= nearest != group[v];
                group[v] = nearest;
            }
            if (!changed) {
                break;
            }
        }
        Arrays.sort(centres, Comparator.comparingDouble(c -> c[0]));
        return new KMeans(centres);
    }

    private static int[] start(final double[] x, final double[] weights, final int k) {
        final Integer[] order = new Integer[x.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> x[i]));
        final double total = Arrays.stream(weights).sum();
        final int[] group = new int[x.length];
        double before = 0;
        for (final int i : order) {
            group[i] = Math.min(k - 1, (int)(before * k / total));
            before += weights[i];
        }
        return group;
    }

    private static int nearest(final double[][] centres, final double[] point) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < centres.length; c++) {
            double d = 0;
            for (int f = 0; f < point.length; f++) {
                d += (point[f] - centres[c][f]) * (point[f] - centres[c][f]);
            }
            if (d < least) {
                least = d;
                nearest = c;
            }
        }
        return nearest;
    }

    @Override
    public int assign(final double[] point) {
        return nearest(centres, point);
    }
}
