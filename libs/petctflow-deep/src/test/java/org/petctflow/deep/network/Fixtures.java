package org.petctflow.deep.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/** A network small enough for plain loops, with parameters none of which is trivially 0 or 1. */
public final class Fixtures {

    /** Two modalities of 6 x 12 x 10 voxels, 5 features, two and three classes. */
    public static final Architecture TINY =
        new Architecture(6, 12, 10, true, true, false, 5, 4, List.of(1, 2, 2, 2), 2, 8, 6, 5, 0, List.of(2, 3));

    private Fixtures() {
    }

    /**
     * @param architecture the sizes
     * @param seed the seed
     * @return parameters with shifted gains, biases and running statistics, and heads that have learned something
     */
    public static Parameters parameters(final Architecture architecture, final long seed) {
        final Parameters initial = Parameters.initial(architecture, seed);
        final UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
        final Map<String, float[]> values = new LinkedHashMap<>();
        initial.values().forEach((name, v) -> {
            final float[] moved = v.clone();
            for (int i = 0; i < moved.length; i++) {
                moved[i] = name.startsWith("head") ? 2 * moved[i] : moved[i];
                moved[i] += name.endsWith("weight") ? 0 : 0.3f * (random.nextFloat() - 0.5f);
            }
            values.put(name, moved);
        });
        return new Parameters(values, initial.shapes());
    }

    /**
     * @param n how many
     * @param seed the seed
     * @return normal random numbers
     */
    public static float[] gaussian(final int n, final long seed) {
        final ZigguratSampler.NormalizedGaussian sampler =
            ZigguratSampler.NormalizedGaussian.of(RandomSource.XO_SHI_RO_256_PP.create(seed));
        final float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float)sampler.sample();
        }
        return values;
    }
}
