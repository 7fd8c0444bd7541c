package org.petctflow.imaging.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.petctflow.base.Seeds;

/** Who gets which labels and which fault. The labels of a patient don't depend on how many patients follow. */
final class Plan {

    private Plan() {
    }

    /** @return mutated, adenocarcinoma: what the images show; of any four in a row each combination comes once */
    static boolean[] look(final SyntheticCohort.Options options, final int index) {
        return block(options, index, "look");
    }

    /** @return labels that know nothing of the images */
    static boolean[] noise(final SyntheticCohort.Options options, final int index) {
        return block(options, index, "noise");
    }

    private static boolean[] block(final SyntheticCohort.Options options, final int index, final String purpose) {
        final int[] order = shuffled(4, new Randomness(Seeds.derive(options.seed(), index / 4), purpose));
        final int both = order[index % 4];
        return new boolean[]{(both & 1) != 0, (both & 2) != 0};
    }

    private static int[] shuffled(final int n, final Randomness random) {
        final int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            final int j = random.below(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** @return what is wrong with the patient on purpose, null if nothing */
    static Spoil spoil(final SyntheticCohort.Options options, final int index) {
        final List<Spoil> spoils = new ArrayList<>();
        for (final Map.Entry<Spoil, Integer> e : options.spoiled().entrySet()) {
            for (int i = 0; i < e.getValue(); i++) {
                spoils.add(e.getKey());
            }
        }
        if (spoils.isEmpty()) {
            return null;
        }
        final int place = shuffled(options.patients(), new Randomness(options.seed(), "spoiled"))[index];
        return place < spoils.size() ? spoils.get(place) : null;
    }

    /** @return the patient whose smoking history is "Unknown" */
    static int unknown(final SyntheticCohort.Options options) {
        return new Randomness(options.seed(), "unknown").below(options.patients());
    }
}
