package org.petctflow.radiomics.regions;

import java.util.Arrays;
import java.util.Comparator;

import org.petctflow.base.Progress;

/**
 * Mixture of k normal distributions with full covariances, by expectation maximisation (Dempster, Laird and Rubin 1977,
 * doi:10.1111/j.2517-6161.1977.tb01600.x). Nothing is random: the start is k-means. Each variance is larger by 1e-6 (of standardised values)
 * than its maximum likelihood, so that no distribution can shrink to a point. Memory does not depend on the number of samples.
 */
final class GaussianMixture implements Clusters {

    private static final double REGULARISATION = 1e-6;

    private static final double TOLERANCE = 1e-7;

    private static final int MOST_ROUNDS = 500;

    private final double[][] m_centres;

    private final double[] m_logWeights;

    /** Lower triangles of the covariances' Cholesky factors. */
    private final double[][][] m_factors;

    private final double[] m_logDeterminants;

    GaussianMixture(final double[][] centres, final double[] weights, final double[][][] covariances) {
        m_centres = centres;
        m_logWeights = Arrays.stream(weights).map(Math::log).toArray();
        m_factors = new double[centres.length][][];
        m_logDeterminants = new double[centres.length];
        for (int c = 0; c < centres.length; c++) {
            m_factors[c] = cholesky(covariances[c]);
            for (int i = 0; i < m_factors[c].length; i++) {
                m_logDeterminants[c] += 2 * Math.log(m_factors[c][i][i]);
            }
        }
    }

    /**
     * @param x a value of each image for each sample
     * @param weights of the samples
     * @param k how many groups
     * @param progress reported between rounds; asked for cancellation
     * @return the groups
     */
    static GaussianMixture of(final double[][] x, final double[] weights, final int k, final Progress progress) {
        Step step = new Step(x, weights, KMeans.of(x, weights, k, progress.part(0, 0.3)));
        double last = Double.NEGATIVE_INFINITY;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            progress.checkCancelled();
            progress.report(0.3 + 0.7 * round / MOST_ROUNDS, "Gaussian mixture, round " + (round + 1));
            step = new Step(x, weights, step.mixture);
            if (step.logLikelihood - last < TOLERANCE) {
                break;
            }
            last = step.logLikelihood;
        }
        return step.mixture.ordered();
    }

    private GaussianMixture ordered() {
        final Integer[] order = new Integer[m_centres.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> m_centres[i][0]));
        return new GaussianMixture(this, order);
    }

    private GaussianMixture(final GaussianMixture other, final Integer[] order) {
        final int k = order.length;
        m_centres = new double[k][];
        m_logWeights = new double[k];
        m_factors = new double[k][][];
        m_logDeterminants = new double[k];
        for (int c = 0; c < k; c++) {
            m_centres[c] = other.m_centres[order[c]];
            m_logWeights[c] = other.m_logWeights[order[c]];
            m_factors[c] = other.m_factors[order[c]];
            m_logDeterminants[c] = other.m_logDeterminants[order[c]];
        }
    }

    /** One round: the shares of all samples in the groups, and the groups that these shares give. */
    static final class Step {

        final GaussianMixture mixture;

        /** Mean log-likelihood of a sample before the round; 0 if the groups were no distributions. */
        final double logLikelihood;

        Step(final double[][] x, final double[] weights, final Clusters groups) {
            final int d = x.length;
            final double[][] old = groups.centres();
            final int k = old.length;
            final double[] share = new double[k];
            final double[][] first = new double[k][d];
            final double[][][] second = new double[k][d][d];
            final double[] point = new double[d];
            final double[] r = new double[k];
            double total = 0;
            double sum = 0;
            for (int v = 0; v < weights.length; v++) {
                for (int f = 0; f < d; f++) {
                    point[f] = x[f][v];
                }
                if (groups instanceof GaussianMixture mixture) {
                    sum += weights[v] * mixture.shares(point, r);
                } else {
                    Arrays.fill(r, 0);
                    r[groups.assign(point)] = 1;
                }
                total += weights[v];
                for (int c = 0; c < k; c++) {
                    final double w = weights[v] * r[c];
                    if (w > 0) {
                        share[c] += w;
                        for (int i = 0; i < d; i++) {
                            final double away = point[i] - old[c][i];
                            first[c][i] += w * away;
                            for (int j = 0; j <= i; j++) {
                                second[c][i][j] += w * away * (point[j] - old[c][j]);
                            }
                        }
                    }
                }
            }
            final double[][] centres = new double[k][d];
            for (int c = 0; c < k; c++) {
                final double n = Math.max(share[c], 1e-12);
                for (int i = 0; i < d; i++) {
                    centres[c][i] = old[c][i] + first[c][i] / n;
                    for (int j = 0; j <= i; j++) {
                        final double product = second[c][i][j] / n - first[c][i] / n * (first[c][j] / n);
                        second[c][i][j] = i == j ? Math.max(0, product) + REGULARISATION : product;
                        second[c][j][i] = second[c][i][j];
                    }
                }
                share[c] = n / total;
            }
            mixture = new GaussianMixture(centres, share, second);
            logLikelihood = sum / total;
        }
    }

    /**
     * @param point a value of each image
     * @param shares takes the probabilities of the groups
     * @return the point's log-likelihood
     */
    double shares(final double[] point, final double[] shares) {
        double most = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < shares.length; c++) {
            shares[c] = logDensity(c, point);
            most = Math.max(most, shares[c]);
        }
        double sum = 0;
        for (int c = 0; c < shares.length; c++) {
            shares[c] = Math.exp(shares[c] - most);
            sum += shares[c];
        }
        for (int c = 0; c < shares.length; c++) {
            shares[c] /= sum;
        }
        return most + Math.log(sum);
    }

    private double logDensity(final int c, final double[] point) {
        final double[][] l = m_factors[c];
        final double[] y = new double[point.length];
        double square = 0;
        for (int i = 0; i < y.length; i++) {
            double rest = point[i] - m_centres[c][i];
            for (int j = 0; j < i; j++) {
                rest -= l[i][j] * y[j];
            }
            y[i] = rest / l[i][i];
            square += y[i] * y[i];
        }
        return m_logWeights[c] - 0.5 * (square + m_logDeterminants[c] + y.length * Math.log(2 * Math.PI));
    }

    private static double[][] cholesky(final double[][] matrix) {
        final int n = matrix.length;
        final double[][] l = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    rest -= l[i][k] * l[j][k];
                }
                // images that repeat each other leave nothing but rounding
                l[i][j] = i == j ? Math.sqrt(Math.max(rest, 1e-9 * matrix[i][i])) : rest / l[j][j];
            }
        }
        return l;
    }

    @Override
    public double[][] centres() {
        return m_centres;
    }

    @Override
    public int assign(final double[] point) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < m_centres.length; c++) {
            final double density = logDensity(c, point);
            if (density > most) {
                most = density;
                best = c;
            }
        }
        return best;
    }
}
