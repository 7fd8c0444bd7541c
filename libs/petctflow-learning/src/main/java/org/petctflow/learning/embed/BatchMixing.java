package org.petctflow.learning.embed;

import java.util.Arrays;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Groups;
import org.petctflow.learning.data.Randoms;
import org.petctflow.learning.data.Run;

/**
 * Whether batches (centres, scanners) mix among each row's nearest neighbours.
 *
 * @param neighbours how many neighbours were looked at
 * @param lisi mean over rows of the inverse Simpson index of the batches among the neighbours, the effective number of batches
 *            there (as LISI, Korsunsky et al. 2019, doi:10.1038/s41592-019-0619-0, all neighbours weighing the same)
 * @param expectedLisi its mean over permutations of the batches: what complete mixing gives
 * @param rejected share of rows whose neighbours' batches differ from those of all rows by a chi-square test at 5 % (as kBET,
 *            Buettner et al. 2019, doi:10.1038/s41592-018-0254-1); about 0.05 where batches mix
 * @param silhouette mean silhouette width by batch (Rousseeuw 1987, doi:10.1016/0377-0427(87)90125-7): 0 where batches mix, 1 where
 *            they are far apart
 * @param p the share of permutations whose index is at most the observed one, (1 + k) / (1 + n)
 */
public record BatchMixing(int neighbours, double lisi, double expectedLisi, double rejected, double silhouette, double p) {

    /**
     * @param x the rows, features or picture
     * @param batches each row's batch, at least two
     * @param patients rows that belong together and are permuted together, where all of them are of one batch
     * @param count how many neighbours
     * @param permutations how many permutations, at least 1
     * @param run seed, threads and progress
     * @return the figures
     */
    public static BatchMixing of(final FeatureMatrix x, final Groups batches, final Groups patients, final int count,
        final int permutations, final Run run) {
        if (batches.rows() != x.rows() || patients.rows() != x.rows()) {
            throw new IllegalArgumentException("There are " + x.rows() + " rows, but batches of " + batches.rows() + " rows");
        }
        if (batches.count() < 2) {
            throw new IllegalArgumentException("Mixing needs at least two batches, but all rows are of \"" + batches.names().get(0) + "\"");
        }
        if (permutations < 1) {
            throw new IllegalArgumentException("The number of permutations must be 1 or more, but was " + permutations);
        }
        final Neighbours near = Neighbours.of(x, count, run.with(run.progress().part(0, 0.4)));
        final int[] codes = batches.codes();
        final double lisi = lisi(near, codes, batches.count());
        final double[] permuted = run.with(run.progress().part(0.4, 1)).map(permutations,
            i -> lisi(near, permute(codes, patients, Randoms.of(run.part("permutation", i).seed())), batches.count()))
            .stream().mapToDouble(Double::doubleValue).toArray();
        final long reaching = Arrays.stream(permuted).filter(v -> v <= lisi + 1e-12).count();
        return new BatchMixing(near.rows()[0].length, lisi, Arrays.stream(permuted).average().orElse(Double.NaN),
            rejected(near, codes, batches), silhouette(x, batches), (1.0 + reaching) / (1.0 + permutations));
    }

    /** Patients exchange their batches; rows of a patient in several batches are exchanged one by one. */
    private static int[] permute(final int[] codes, final Groups patients, final UniformRandomProvider random) {
        final int[][] members = patients.members();
        final boolean whole = Arrays.stream(members).allMatch(m -> Arrays.stream(m).allMatch(r -> codes[r] == codes[m[0]]));
        final int[] result = new int[codes.length];
        if (!whole) {
            final int[] order = codes.clone();
            Randoms.shuffle(order, random);
            return order;
        }
        final int[] of = Arrays.stream(members).mapToInt(m -> codes[m[0]]).toArray();
        Randoms.shuffle(of, random);
        for (int p = 0; p < members.length; p++) {
            for (final int r : members[p]) {
                result[r] = of[p];
            }
        }
        return result;
    }

    private static double lisi(final Neighbours near, final int[] codes, final int batches) {
        double sum = 0;
        final int[] counts = new int[batches];
        for (final int[] rows : near.rows()) {
            Arrays.fill(counts, 0);
            for (final int r : rows) {
                counts[codes[r]]++;
            }
            double squares = 0;
            for (final int c : counts) {
                squares += (double)c * c;
            }
            sum += (double)rows.length * rows.length / squares;
        }
        return sum / codes.length;
    }

    private static double rejected(final Neighbours near, final int[] codes, final Groups batches) {
        final double[] share = Arrays.stream(batches.members()).mapToDouble(m -> (double)m.length / codes.length).toArray();
        final ChiSquaredDistribution chi = ChiSquaredDistribution.of(batches.count() - 1.0);
        double rejected = 0;
        for (final int[] rows : near.rows()) {
            final double[] counts = new double[share.length];
            for (final int r : rows) {
                counts[codes[r]]++;
            }
            double statistic = 0;
            for (int b = 0; b < share.length; b++) {
                final double expected = share[b] * rows.length;
                statistic += (counts[b] - expected) * (counts[b] - expected) / expected;
            }
            rejected += chi.survivalProbability(statistic) < 0.05 ? 1 : 0;
        }
        return rejected / codes.length;
    }

    /** A row that is alone in its batch counts 0. */
    static double silhouette(final FeatureMatrix x, final Groups batches) {
        final double[][] rows = x.toRows();
        final int[] codes = batches.codes();
        final int[][] members = batches.members();
        double total = 0;
        for (int i = 0; i < rows.length; i++) {
            final double[] sums = new double[members.length];
            for (int j = 0; j < rows.length; j++) {
                sums[codes[j]] += Math.sqrt(Neighbours.square(rows[i], rows[j]));
            }
            final int own = members[codes[i]].length;
            if (own < 2) {
                continue;
            }
            final double inside = sums[codes[i]] / (own - 1);
            double outside = Double.POSITIVE_INFINITY;
            for (int b = 0; b < members.length; b++) {
                if (b != codes[i]) {
                    outside = Math.min(outside, sums[b] / members[b].length);
                }
            }
            total += Math.max(inside, outside) > 0 ? (outside - inside) / Math.max(inside, outside) : 0;
        }
        return total / rows.length;
    }
}
