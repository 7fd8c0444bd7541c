package org.petctflow.deep.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ListSampler;
import org.apache.commons.rng.simple.RandomSource;

/** Divides patients so that every combination of labels is divided alike. */
public final class StratifiedSplit {

    private StratifiedSplit() {
    }

    /**
     * Patients with the same labels (a missing one counts as a class of its own) are shuffled; of each such group the share is
     * taken, rounded so that the whole has the share, the groups with the largest remainders first.
     *
     * @param labels one row a patient: a class index a task, -1 where it is missing
     * @param share of the patients that is chosen, above 0 and below 1
     * @param seed the seed
     * @return for each patient whether it is chosen
     */
    public static boolean[] choose(final List<int[]> labels, final double share, final long seed) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("The share must be above 0 and below 1, but was " + share);
        }
        final Map<String, List<Integer>> groups = new TreeMap<>();
        for (int i = 0; i < labels.size(); i++) {
            groups.computeIfAbsent(Arrays.toString(labels.get(i)), k -> new ArrayList<>()).add(i);
        }
        final UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
        final List<List<Integer>> shuffled = new ArrayList<>(groups.values());
        shuffled.forEach(group -> ListSampler.shuffle(random, group));
        int left = (int)Math.round(share * labels.size());
        final int[] taken = new int[shuffled.size()];
        for (int g = 0; g < taken.length; g++) {
            taken[g] = (int)Math.floor(share * shuffled.get(g).size() + 1e-9);
            left -= taken[g];
        }
        final Integer[] order = new Integer[taken.length];
        Arrays.setAll(order, g -> g);
        Arrays.sort(order, Comparator.comparingDouble(g -> taken[g] - share * shuffled.get(g).size()));
        for (int k = 0; k < left && k < order.length; k++) {
            taken[order[k]]++;
        }
        final boolean[] chosen = new boolean[labels.size()];
        for (int g = 0; g < taken.length; g++) {
            shuffled.get(g).subList(0, taken[g]).forEach(i -> chosen[i] = true);
        }
        return chosen;
    }
}
