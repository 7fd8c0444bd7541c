package org.petctflow.radiomics.texture;

/**
 * Features of a grey level co-occurrence matrix. With p(i, j) the counts over their sum, px and py the marginals, p+(k) the
 * probability of i + j = k and p-(k) that of |i - j| = k, everything but joint entropy, maximum, energy and MCC follows from the four
 * one-dimensional distributions, so that the matrix is read once. Source: IBSI section 3.6 (LFYI), codes in {@code features.tsv}.
 */
public final class GlcmFeatures {

    /** How many features there are: IBSI's 25 in its order, then PyRadiomics' maximal correlation coefficient. */
    public static final int COUNT = 26;

    private static final double LOG2 = Math.log(2);

    private GlcmFeatures() {
    }

    /**
     * @param matrix counts
     * @param epsilon is added within logarithms and denominators: PyRadiomics 2^-52, IBSI 0
     * @param levelsPresent how many grey levels the region has, for the maximal correlation coefficient, the only costly feature; 0 to
     *            do without, it is NaN then
     * @return the features; null if the matrix is empty
     */
    public static double[] of(final Glcm matrix, final double epsilon, final int levelsPresent) {
        final int n = matrix.levels();
        final double[] counts = matrix.counts();
        final double total = matrix.total();
        if (!(total > 0)) {
            return null;
        }
        final double[] px = new double[n];
        final double[] py = new double[n];
        final double[] plus = new double[2 * n - 1];
        final double[] minus = new double[n];
        double max = 0;
        double energy = 0;
        double entropy = 0;
        double auto = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                final double c = counts[i * n + j];
                if (c != 0) {
                    final double p = c / total;
                    px[i] += p;
                    py[j] += p;
                    plus[i + j] += p;
                    minus[Math.abs(i - j)] += p;
                    max = Math.max(max, p);
                    energy += p * p;
                    entropy -= p * log2(p + epsilon);
                    auto += p * (i + 1) * (j + 1);
                }
            }
        }
        final double meanX = mean(px, 1);
        final double varianceX = moment(px, 1, meanX, 2);
        final double varianceY = moment(py, 1, mean(py, 1), 2);
        final double differenceAverage = mean(minus, 0);
        final double sumAverage = mean(plus, 2);
        final double clusterTendency = moment(plus, 2, sumAverage, 2);
        double contrast = 0;
        double inverse = 0;
        double inverseNormalised = 0;
        double inverseMoment = 0;
        double inverseMomentNormalised = 0;
        double inverseVariance = 0;
        for (int k = 0; k < n; k++) {
            final double p = minus[k];
            final double k2 = (double)k * k;
            contrast += p * k2;
            inverse += p / (1 + k);
            inverseNormalised += p / (1 + (double)k / n);
            inverseMoment += p / (1 + k2);
            inverseMomentNormalised += p / (1 + k2 / ((double)n * n));
            if (k > 0) {
                inverseVariance += p / k2;
            }
        }
        final double entropyX = entropy(px, epsilon);
        final double entropyY = entropy(py, epsilon);
        // -sum p log(px py) and -sum px py log(px py) are both the sum of the marginal entropies
        final double mutual = entropyX + entropyY - entropy;
        final double largest = Math.max(entropyX, entropyY);
        final boolean flat = !(varianceX > 0 && varianceY > 0);
        // the variance of i + j is varianceX + varianceY + 2 covariance
        final double correlation =
            flat ? 1 : (clusterTendency - varianceX - varianceY) / 2 / Math.sqrt(varianceX * varianceY);
        final double[] f = new double[COUNT];
        f[0] = max;
        f[1] = meanX;
        f[2] = varianceX;
        f[3] = entropy;
        f[4] = differenceAverage;
        f[5] = moment(minus, 0, differenceAverage, 2);
        f[6] = entropy(minus, epsilon);
        f[7] = sumAverage;
        f[8] = clusterTendency;
        f[9] = entropy(plus, epsilon);
        f[10] = energy;
        f[11] = contrast;
        f[12] = differenceAverage;
        f[13] = inverse;
        f[14] = inverseNormalised;
        f[15] = inverseMoment;
        f[16] = inverseMomentNormalised;
        f[17] = inverseVariance;
        f[18] = correlation;
        f[19] = auto;
        f[20] = clusterTendency;
        f[21] = moment(plus, 2, sumAverage, 3);
        f[22] = moment(plus, 2, sumAverage, 4);
        f[23] = flat ? 0 : -mutual / largest;
        f[24] = flat ? 0 : Math.sqrt(Math.max(0, 1 - Math.exp(-2 * mutual)));
        f[25] = levelsPresent == 0 ? Double.NaN
            : levelsPresent == 1 ? 1 : MaximalCorrelation.of(counts, n, total, px, py, epsilon);
        return f;
    }

    private static double mean(final double[] p, final int first) {
        double sum = 0;
        for (int k = 0; k < p.length; k++) {
            sum += p[k] * (k + first);
        }
        return sum;
    }

    private static double moment(final double[] p, final int first, final double mean, final int order) {
        double sum = 0;
        for (int k = 0; k < p.length; k++) {
            final double d = k + first - mean;
            sum += p[k] * (order == 2 ? d * d : order == 3 ? d * d * d : d * d * d * d);
        }
        return sum;
    }

    private static double entropy(final double[] p, final double epsilon) {
        double sum = 0;
        for (final double q : p) {
            if (q > 0) {
                sum -= q * log2(q + epsilon);
            }
        }
        return sum;
    }

    private static double log2(final double x) {
        return Math.log(x) / LOG2;
    }
}
