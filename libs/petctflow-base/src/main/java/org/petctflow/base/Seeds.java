package org.petctflow.base;

/**
 * Derives independent seeds from one seed, so that a whole study hangs on a single number and no part's randomness
 * depends on the order, or the thread, in which the parts run.
 *
 * <p>The mixing function is the 64-bit finaliser "Mix13" of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom
 * Number Generators, OOPSLA 2014, doi:10.1145/2660193.2660195). The result is the same on every machine and Java version.
 */
public final class Seeds {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private Seeds() {
    }

    /**
     * @param seed the parent's seed
     * @param indices where the child stands below the parent, e.g. {@code (repeat, fold)}
     * @return the child's seed; another index, another length or another order of indices gives an unrelated seed
     */
    public static long derive(final long seed, final long... indices) {
        long s = mix(seed + GOLDEN_GAMMA);
        for (final long index : indices) {
            s = mix(s + GOLDEN_GAMMA * (2 * mix(index) + 1));
        }
        return s;
    }

    /**
     * @param seed the parent's seed
     * @param purpose what the child is for, e.g. {@code "bootstrap"}
     * @return the child's seed
     */
    public static long derive(final long seed, final String purpose) {
        long s = mix(seed + GOLDEN_GAMMA);
        for (int i = 0; i < purpose.length(); i++) {
            s = mix(s + GOLDEN_GAMMA * (2L * purpose.charAt(i) + 1));
        }
        return s;
    }

    private static long mix(final long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
