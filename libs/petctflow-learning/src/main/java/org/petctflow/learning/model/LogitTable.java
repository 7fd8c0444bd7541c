package org.petctflow.learning.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.Run;

/**
 * The classic table of an unpenalised logistic regression: coefficient, standard error (from the inverse of the observed
 * information), Wald's z and p, odds ratio and its confidence interval, and the model's likelihood figures.
 *
 * @param terms the rows of the table, the intercept first
 * @param logLikelihood of the model
 * @param nullLogLikelihood of the model with the intercept alone
 * @param aic Akaike's information criterion, 2k - 2 logLik with k terms
 * @param bic the Bayesian information criterion, k ln n - 2 logLik
 * @param mcFaddenR2 1 - logLik / nullLogLik
 * @param likelihoodRatioP p value of the likelihood ratio test against the intercept alone
 */
public record LogitTable(List<Term> terms, double logLikelihood, double nullLogLikelihood, double aic, double bic,
    double mcFaddenR2, double likelihoodRatioP) {

    /** Copies the terms. */
    public LogitTable {
        terms = List.copyOf(terms);
    }

    /**
     * One row.
     *
     * @param name the column, or "(intercept)"
     * @param coefficient change of the log odds for one unit of the column
     * @param standardError its standard error
     * @param z coefficient / standardError
     * @param p two-sided p value
     * @param oddsRatio exp(coefficient)
     * @param low lower end of the coefficient's confidence interval
     * @param high upper end of the coefficient's confidence interval
     */
    public record Term(String name, double coefficient, double standardError, double z, double p, double oddsRatio, double low,
        double high) {
    }

    /**
     * @param data rows without missing values
     * @param confidence of the intervals, e.g. 0.95
     * @return the table
     * @throws IllegalArgumentException if columns depend on each other or separate the classes perfectly
     */
    public static LogitTable of(final Dataset data, final double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("The confidence must lie between 0 and 1, but was " + confidence);
        }
        final LogisticModel model =
            new LogisticRegression(Double.POSITIVE_INFINITY, 0, ClassWeight.NONE).fit(data, Run.of(0));
        final int[] y = data.y();
        final int n = y.length;
        final double[] coefficients = model.coefficients();
        final int k = coefficients.length + 1;
        final double[] f = model.decision(data.features());
        double logLikelihood = 0;
        final double[][] information = new double[k][k];
        for (int i = 0; i < n; i++) {
            logLikelihood -= Maths.softplus(y[i] == 1 ? -f[i] : f[i]);
            final double p = Maths.sigmoid(f[i]);
            final double[] x = new double[k];
            x[0] = 1;
            for (int j = 1; j < k; j++) {
                x[j] = data.features().get(i, j - 1);
            }
            for (int a = 0; a < k; a++) {
                for (int b = 0; b <= a; b++) {
                    information[a][b] += p * (1 - p) * x[a] * x[b];
                }
            }
        }
        if (!Cholesky.factor(information)) {
            throw new IllegalArgumentException("Some of the columns depend on each other; leave one of them out");
        }
        final NormalDistribution normal = NormalDistribution.of(0, 1);
        final double quantile = normal.inverseSurvivalProbability((1 - confidence) / 2);
        final List<Term> terms = new ArrayList<>();
        for (int j = 0; j < k; j++) {
            final double[] unit = new double[k];
            unit[j] = 1;
            Cholesky.solve(information, unit);
            final double b = j == 0 ? model.intercept() : coefficients[j - 1];
            final double se = Math.sqrt(unit[j]);
            terms.add(new Term(j == 0 ? "(intercept)" : data.features().name(j - 1), b, se, b / se,
                2 * normal.survivalProbability(Math.abs(b / se)), Math.exp(b), b - quantile * se, b + quantile * se));
        }
        final double share = Arrays.stream(y).sum() / (double)n;
        final double nullLogLikelihood = n * (share * Math.log(share) + (1 - share) * Math.log(1 - share));
        final double p = k == 1 ? 1
            : ChiSquaredDistribution.of(k - 1).survivalProbability(2 * (logLikelihood - nullLogLikelihood));
        return new LogitTable(terms, logLikelihood, nullLogLikelihood, 2 * k - 2 * logLikelihood,
            k * Math.log(n) - 2 * logLikelihood, 1 - logLikelihood / nullLogLikelihood, p);
    }
}
