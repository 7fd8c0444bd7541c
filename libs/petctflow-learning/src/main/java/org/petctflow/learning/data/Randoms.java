package org.petctflow.learning.data;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/** The one kind of random generator of this library: XoRoShiRo128++ (Blackman, Vigna, doi:10.1145/3460772). */
public final class Randoms {

    private Randoms() {
    }

    /**
     * @param seed the seed
     * @return a generator that gives the same numbers on every machine
     */
    public static UniformRandomProvider of(final long seed) {
        return RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    }

    /**
     * Puts an array into random order (Fisher-Yates).
     *
     * @param values the array, changed in place
     * @param random draws
     */
    public static void shuffle(final int[] values, final UniformRandomProvider random) {
        for (int i = values.length - 1; i > 0; i--) {
            final int j = random.nextInt(i + 1);
            final int t = values[i];
            values[i] = values[j];
            values[j] = t;
        }
    }
}
