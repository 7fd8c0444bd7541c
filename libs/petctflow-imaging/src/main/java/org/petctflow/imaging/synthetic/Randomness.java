package org.petctflow.imaging.synthetic;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.petctflow.base.Seeds;

/** One stream of random numbers for one purpose: what another purpose draws never moves it. */
final class Randomness {

    private final UniformRandomProvider m_uniform;

    private final ZigguratSampler.NormalizedGaussian m_gaussian;

    /**
     * @param seed a patient's or a cohort's seed
     * @param purpose what the numbers are for
     */
    Randomness(final long seed, final String purpose) {
        m_uniform = RandomSource.XO_SHI_RO_256_PP.create(Seeds.derive(seed, purpose));
        m_gaussian = ZigguratSampler.NormalizedGaussian.of(m_uniform);
    }

    /** @return a number of the normal distribution, mean 0, standard deviation 1 */
    double gaussian() {
        return m_gaussian.sample();
    }

    /**
     * @param low the least number
     * @param high the largest number
     * @return a number between them
     */
    double between(final double low, final double high) {
        return low + (high - low) * m_uniform.nextDouble();
    }

    /**
     * @param n how many
     * @return 0 to n - 1
     */
    int below(final int n) {
        return m_uniform.nextInt(n);
    }

    /**
     * @param probability 0 to 1
     * @return true as often as that
     */
    boolean chance(final double probability) {
        return m_uniform.nextDouble() < probability;
    }

    /**
     * @param weights not negative, not all 0
     * @return an index, as often as its weight says
     */
    int weighted(final double... weights) {
        double sum = 0;
        for (final double w : weights) {
            sum += w;
        }
        double left = m_uniform.nextDouble() * sum;
        for (int i = 0; i < weights.length - 1; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    /** @return a unit vector, every direction equally likely */
    double[] direction() {
        while (true) {
            final double[] d = {gaussian(), gaussian(), gaussian()};
            final double length = Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
            if (length > 1e-3) {
                return new double[]{d[0] / length, d[1] / length, d[2] / length};
            }
        }
    }
}
