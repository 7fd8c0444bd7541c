package org.petctflow.learning.harmonise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Groups;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.model.Cholesky;
import org.petctflow.learning.protocol.Transformer;

/**
 * ComBat (Johnson, Li, Rabinovic 2007, doi:10.1093/biostatistics/kxj037; for images Fortin et al. 2018,
 * doi:10.1016/j.neuroimage.2017.11.024): shift and scale of every feature in every batch (centre, scanner), shrunk by an empirical
 * Bayes prior over the features. Learned on training rows, applied to any rows of those batches. The label must not be a
 * covariate of a model's features: it would be needed to apply this to a new patient.
 *
 * <p>With y the value, b the batch and x the covariates: z = (y - mean - x'beta) / sd, harmonised value
 * (z - gamma_b) / sqrt(delta_b) sd + mean + x'beta. A feature that does not vary is left as it is; missing values stay missing
 * and are left out of what is learned.
 *
 * @param parametric whether the priors are normal and inverse gamma (else taken from the features as they are)
 * @param covariates columns whose effect is kept; they are left as they are
 * @param reference the batch that all others are brought to, which stays as it is; null: the mean of all
 * @param unseen what is done with rows of a batch that was not there in training
 */
public record ComBat(boolean parametric, List<String> covariates, String reference, Unseen unseen) implements Transformer {

    /** Rows of a batch that was not there in training. */
    public enum Unseen {
        /** Refused. */
        REFUSE,
        /** Left as they are, e.g. where one centre is left out as a test. */
        LEAVE
    }

    private static final double CONVERGED = 1e-4; // as in the authors' code

    private static final int MOST_STEPS = 10_000;

    /** Copies the names. */
    public ComBat {
        covariates = List.copyOf(covariates);
    }

    /** @return parametric, no covariates, no reference, unseen batches refused */
    public static ComBat withDefaults() {
        return new ComBat(true, List.of(), null, Unseen.REFUSE);
    }

    @Override
    public Fitted fit(final Dataset data, final Run run) {
        if (data.centres() == null) {
            throw new IllegalArgumentException("ComBat needs to know the centre (batch) of each row; choose its column");
        }
        final FittedComBat fitted = fit(data.features(), data.centres(), run);
        return rows -> {
            if (rows.centres() == null) {
                throw new IllegalArgumentException("ComBat needs to know the centre (batch) of each row; choose its column");
            }
            return fitted.apply(rows.features(), rows.centres());
        };
    }

    /**
     * @param x the training rows with the covariates; missing values are NaN
     * @param batches each row's batch; each has at least 2 rows
     * @param run threads and progress; nothing is random
     * @return what was learned
     * @throws IllegalArgumentException if a batch has one row, a covariate is missing, or covariates and batches are collinear
     */
    public FittedComBat fit(final FeatureMatrix x, final Groups batches, final Run run) {
        if (batches.rows() != x.rows()) {
            throw new IllegalArgumentException("There are " + x.rows() + " rows, but batches of " + batches.rows() + " rows");
        }
        x.requireNoInfinite();
        final int[][] members = batches.members();
        for (int b = 0; b < members.length; b++) {
            if (members[b].length < 2) {
                throw new IllegalArgumentException("The batch \"" + batches.names().get(b) + "\" has " + members[b].length
                    + " row; ComBat needs at least 2 of each: leave it out or pool it with another");
            }
        }
        final int reference = this.reference == null ? -1 : batches.names().indexOf(this.reference);
        if (this.reference != null && reference < 0) {
            throw new IllegalArgumentException("The reference batch \"" + this.reference + "\" is not among "
                + FeatureMatrix.brief(batches.names()));
        }
        final FeatureMatrix design = x.selectColumns(covariates).requireFinite();
        final int[] features = IntStream.range(0, x.columns()).filter(c -> !covariates.contains(x.name(c))).toArray();
        final List<Standardised> z = run.map(features.length, k -> Standardised.of(x, features[k], batches, design, reference));
        final int count = batches.count();
        final double[][] gamma = new double[count][features.length];
        final double[][] delta = new double[count][features.length];
        for (final double[] d : delta) {
            Arrays.fill(d, 1);
        }
        final int[] varying = IntStream.range(0, features.length).filter(k -> z.get(k).sd > 0).toArray();
        for (int b = 0; b < count; b++) {
            if (b != reference) {
                shrink(z, varying, members[b], gamma[b], delta[b], run);
            }
        }
        return new FittedComBat(Arrays.stream(features).mapToObj(x::name).toList(), covariates, batches.names(),
            z.stream().mapToDouble(s -> s.mean).toArray(), z.stream().mapToDouble(s -> s.sd).toArray(),
            z.stream().map(s -> s.beta).toArray(double[][]::new), gamma, delta, unseen);
    }

    /** A feature with the effect of batches' common mean and covariates taken out. */
    private record Standardised(double mean, double sd, double[] beta, double[] z) {

        static Standardised of(final FeatureMatrix x, final int feature, final Groups batches, final FeatureMatrix design,
            final int reference) {
            final double[] y = x.column(feature);
            final int[] rows = IntStream.range(0, y.length).filter(r -> !Double.isNaN(y[r])).toArray();
            final int[] sizes = new int[batches.count()];
            for (final int r : rows) {
                sizes[batches.codes()[r]]++;
            }
            for (int b = 0; b < sizes.length; b++) {
                if (sizes[b] < 2) {
                    throw new IllegalArgumentException("Column \"" + x.name(feature) + "\" has " + sizes[b] + " values in the batch \""
                        + batches.names().get(b) + "\"; ComBat needs at least 2: impute it or leave it out");
                }
            }
            final double[] coefficients = leastSquares(y, rows, batches, design);
            final double[] beta = Arrays.copyOfRange(coefficients, sizes.length, coefficients.length);
            double mean = 0;
            for (int b = 0; b < sizes.length; b++) {
                mean += coefficients[b] * (reference < 0 ? sizes[b] / (double)rows.length : b == reference ? 1 : 0);
            }
            double squares = 0;
            double largest = 0;
            int n = 0;
            for (final int r : rows) {
                final int b = batches.codes()[r];
                if (reference < 0 || b == reference) {
                    final double rest = y[r] - coefficients[b] - effect(design, r, beta);
                    squares += rest * rest;
                    n++;
                }
                largest = Math.max(largest, Math.abs(y[r]));
            }
            final double root = Math.sqrt(squares / n);
            final double sd = root > 1e-12 * largest ? root : 0; // a rounding is no variation
            final double[] z = new double[y.length];
            for (int r = 0; r < z.length; r++) {
                z[r] = sd == 0 ? 0 : (y[r] - mean - effect(design, r, beta)) / sd; // NaN stays
            }
            return new Standardised(mean, sd, beta, z);
        }

        /** Coefficients of the batches (one each, no intercept), then of the covariates. */
        private static double[] leastSquares(final double[] y, final int[] rows, final Groups batches,
            final FeatureMatrix design) {
            final int count = batches.count();
            final int p = count + design.columns();
            final double[][] a = new double[p][p];
            final double[] right = new double[p];
            for (final int r : rows) {
                final int b = batches.codes()[r];
                a[b][b]++;
                right[b] += y[r];
                for (int i = 0; i < design.columns(); i++) {
                    final double v = design.get(r, i);
                    a[count + i][b] += v;
                    right[count + i] += v * y[r];
                    for (int j = 0; j <= i; j++) {
                        a[count + i][count + j] += v * design.get(r, j);
                    }
                }
            }
            if (!Cholesky.factor(a)) {
                throw new IllegalArgumentException("The covariates " + FeatureMatrix.brief(design.names())
                    + " follow from the batches or from each other in the rows that are there; leave one of them out");
            }
            Cholesky.solve(a, right);
            return right;
        }
    }

    static double effect(final FeatureMatrix design, final int row, final double[] beta) {
        double sum = 0;
        for (int i = 0; i < beta.length; i++) {
            sum += design.get(row, i) * beta[i];
        }
        return sum;
    }

    /** Empirical Bayes estimates of a batch's shift and scale. */
    private void shrink(final List<Standardised> z, final int[] features, final int[] rows, final double[] gamma,
        final double[] delta, final Run run) {
        final int m = features.length;
        final double[][] values = new double[m][];
        final double[] g = new double[m];
        final double[] d = new double[m];
        for (int k = 0; k < m; k++) {
            final double[] column = z.get(features[k]).z;
            values[k] = Arrays.stream(rows).mapToDouble(r -> column[r]).filter(v -> !Double.isNaN(v)).toArray();
            g[k] = Arrays.stream(values[k]).average().orElse(0);
            final double mean = g[k];
            d[k] = Arrays.stream(values[k]).map(v -> (v - mean) * (v - mean)).sum() / (values[k].length - 1);
        }
        final double[][] star;
        if (m < 2) {
            star = IntStream.range(0, m).mapToObj(k -> new double[]{g[k], d[k]}).toArray(double[][]::new); // no prior from one feature
        } else if (parametric) {
            final double gammaBar = mean(g);
            final double tau2 = variance(g);
            final double mean = mean(d);
            final double s2 = variance(d);
            final double a = s2 > 0 ? (2 * s2 + mean * mean) / s2 : Double.POSITIVE_INFINITY;
            final double b = s2 > 0 ? (mean * s2 + mean * mean * mean) / s2 : Double.POSITIVE_INFINITY;
            star = run.map(m, k -> iterate(values[k], g[k], d[k], gammaBar, tau2, a, b)).toArray(double[][]::new);
        } else {
            star = run.map(m, k -> integrate(values[k], k, g, d)).toArray(double[][]::new);
        }
        for (int k = 0; k < m; k++) {
            gamma[features[k]] = star[k][0];
            delta[features[k]] = star[k][1] > 0 ? star[k][1] : 1; // a feature that is constant in this batch cannot be scaled
        }
    }

    private static double mean(final double[] v) {
        return Arrays.stream(v).average().orElse(Double.NaN);
    }

    private static double variance(final double[] v) {
        final double mean = mean(v);
        return Arrays.stream(v).map(x -> (x - mean) * (x - mean)).sum() / (v.length - 1);
    }

    /** The posterior means of shift and scale, each given the other, until neither moves. */
    private static double[] iterate(final double[] z, final double g, final double d, final double gammaBar, final double tau2,
        final double a, final double b) {
        final double n = z.length;
        double gamma = g;
        double delta = d;
        for (int step = 0; step < MOST_STEPS; step++) {
            final double nextGamma = tau2 > 0 || delta > 0 ? (tau2 * n * g + delta * gammaBar) / (tau2 * n + delta) : gammaBar;
            double squares = 0;
            for (final double v : z) {
                squares += (v - nextGamma) * (v - nextGamma);
            }
            final double nextDelta = Double.isInfinite(a) ? d : (0.5 * squares + b) / (n / 2 + a - 1);
            final double change = Math.max(Math.abs(nextGamma - gamma) / Math.max(Math.abs(gamma), 1e-300),
                Math.abs(nextDelta - delta) / Math.max(delta, 1e-300));
            gamma = nextGamma;
            delta = nextDelta;
            if (change <= CONVERGED) {
                break;
            }
        }
        return new double[]{gamma, delta};
    }

    /** Means of all other features' shifts and scales, weighted by how likely they make this feature's values. */
    private static double[] integrate(final double[] z, final int own, final double[] g, final double[] d) {
        final List<double[]> terms = new ArrayList<>();
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < g.length; k++) {
            if (k != own && d[k] > 0) {
                double squares = 0;
                for (final double v : z) {
                    squares += (v - g[k]) * (v - g[k]);
                }
                final double log = -z.length / 2.0 * Math.log(2 * Math.PI * d[k]) - squares / (2 * d[k]);
                terms.add(new double[]{log, g[k], d[k]});
                most = Math.max(most, log);
            }
        }
        if (terms.isEmpty()) {
            return new double[]{g[own], d[own]};
        }
        double weights = 0;
        double gamma = 0;
        double delta = 0;
        for (final double[] t : terms) {
            final double w = Math.exp(t[0] - most);
            weights += w;
            gamma += w * t[1];
            delta += w * t[2];
        }
        return new double[]{gamma / weights, delta / weights};
    }
}
