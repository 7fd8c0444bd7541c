package org.petctflow.radiomics.intensity;

/**
 * Statistics of intensities x_1 ... x_N, each a plain formula over all of them: IBSI's 18, and what PyRadiomics defines differently.
 * Central moments are taken about the mean in a second pass, so that a large offset costs no digits. Source: IBSI section 3.3 (UHIW).
 */
public final class Statistics {

    /** IBSI's features. */
    public static final int COUNT = 18;

    private final double[] m_values;

    private final Ordered m_ordered;

    private final double m_mean;

    private final double m_variance;

    private final double m_third;

    private final double m_fourth;

    private final double m_absolute;

    private final double m_medianAbsolute;

    private final double m_energy;

    private final double m_robust;

    private Statistics(final double[] values) {
        m_values = values;
        m_ordered = Ordered.of(values);
        final int n = values.length;
        double sum = 0;
        for (final double v : values) {
            sum += v;
        }
        m_mean = sum / n;
        final double median = m_ordered.median();
        double second = 0;
        double third = 0;
        double fourth = 0;
        double absolute = 0;
        double medianAbsolute = 0;
        double energy = 0;
        for (final double v : values) {
            final double d = v - m_mean;
            final double d2 = d * d;
            second += d2;
            third += d2 * d;
            fourth += d2 * d2;
            absolute += Math.abs(d);
            medianAbsolute += Math.abs(v - median);
            energy += v * v;
        }
        m_variance = second / n;
        m_third = third / n;
        m_fourth = fourth / n;
        m_absolute = absolute / n;
        m_medianAbsolute = medianAbsolute / n;
        m_energy = energy;
        m_robust = robust(values, m_ordered);
    }

    /**
     * @param values intensities, at least one; not copied
     * @return their statistics
     */
    public static Statistics of(final double[] values) {
        return new Statistics(values);
    }

    /** Mean absolute deviation of those between the 10th and the 90th percentile, both included, about their own mean. */
    private static double robust(final double[] values, final Ordered ordered) {
        final double low = ordered.percentile(10);
        final double high = ordered.percentile(90);
        double sum = 0;
        int n = 0;
        for (final double v : values) {
            if (v >= low && v <= high) {
                sum += v;
                n++;
            }
        }
        final double mean = sum / n;
        double deviation = 0;
        for (final double v : values) {
            if (v >= low && v <= high) {
                deviation += Math.abs(v - mean);
            }
        }
        return deviation / n;
    }

    /** @return the mean */
    public double mean() {
        return m_mean;
    }

    /** @return the variance, over N */
    public double variance() {
        return m_variance;
    }

    /** @return the intensities in order */
    public Ordered ordered() {
        return m_ordered;
    }

    private double skewness() {
        return m_variance == 0 ? 0 : m_third / (m_variance * Math.sqrt(m_variance));
    }

    private double kurtosis() {
        return m_fourth / (m_variance * m_variance);
    }

    /** @return IBSI's 18 features in its order; NaN for a quotient whose denominator is 0 */
    public double[] ibsi() {
        final double p25 = m_ordered.percentile(25);
        final double p75 = m_ordered.percentile(75);
        return new double[]{
            m_mean,
            m_variance,
            skewness(),
            m_variance == 0 ? 0 : kurtosis() - 3,
            m_ordered.median(),
            m_ordered.min(),
            m_ordered.percentile(10),
            m_ordered.percentile(90),
            m_ordered.max(),
            p75 - p25,
            m_ordered.max() - m_ordered.min(),
            m_absolute,
            m_robust,
            m_medianAbsolute,
            m_mean == 0 ? Double.NaN : Math.sqrt(m_variance) / m_mean,
            p75 + p25 == 0 ? Double.NaN : (p75 - p25) / (p75 + p25),
            m_energy,
            Math.sqrt(m_energy / m_values.length)
        };
    }

    /**
     * PyRadiomics' first order features: kurtosis is not reduced by 3, energy and root mean square are taken of shifted values, entropy
     * and uniformity come from the grey levels.
     *
     * @param shift added to each value for the energies and the root mean square (voxelArrayShift)
     * @param voxelVolume mm3
     * @param histogram voxels of each grey level; null if there are none: entropy and uniformity are NaN then
     * @return 10Percentile, 90Percentile, Energy, Entropy, InterquartileRange, Kurtosis, Maximum, MeanAbsoluteDeviation, Mean, Median,
     *         Minimum, Range, RobustMeanAbsoluteDeviation, RootMeanSquared, Skewness, TotalEnergy, Uniformity, Variance,
     *         StandardDeviation
     */
    public double[] pyRadiomics(final double shift, final double voxelVolume, final int[] histogram) {
        final int n = m_values.length;
        double energy = 0;
        for (final double v : m_values) {
            energy += (v + shift) * (v + shift);
        }
        double entropy = histogram == null ? Double.NaN : 0;
        double uniformity = entropy;
        for (final int h : histogram == null ? new int[0] : histogram) {
            if (h > 0) {
                final double p = (double)h / n;
                entropy -= p * (Math.log(p + Math.ulp(1.0)) / Math.log(2));
                uniformity += p * p;
            }
        }
        return new double[]{
            m_ordered.percentile(10),
            m_ordered.percentile(90),
            energy,
            entropy,
            m_ordered.percentile(75) - m_ordered.percentile(25),
            m_variance == 0 ? 0 : kurtosis(),
            m_ordered.max(),
            m_absolute,
            m_mean,
            m_ordered.median(),
            m_ordered.min(),
            m_ordered.max() - m_ordered.min(),
            m_robust,
            Math.sqrt(energy / n),
            skewness(),
            energy * voxelVolume,
            uniformity,
            m_variance,
            Math.sqrt(m_variance)
        };
    }
}
