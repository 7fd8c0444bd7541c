package org.petctflow.learning.model;

import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.Run;

/**
 * Logistic regression with a quadratic (L2), absolute (L1) or mixed (elastic net) penalty, in scikit-learn's form:
 *
 * <pre>
 * minimise  (1 - l1Ratio)/2 w'w + l1Ratio |w|_1 + c sum_i s_i log(1 + exp(-t_i (x_i'w + b)))
 * </pre>
 *
 * with t_i = -1 or 1, s_i the class weight and the intercept b unpenalised. The optimum is exact (see {@link LogisticSolver});
 * scikit-learn's default solver stops up to some 1e-3 away from it. Nothing is random. Scale the columns first.
 *
 * @param c the inverse strength of the penalty, above 0; infinite: none
 * @param l1Ratio the share of the absolute penalty, 0 (L2, ridge) to 1 (L1, lasso)
 * @param classWeight how much a row counts
 */
public record LogisticRegression(double c, double l1Ratio, ClassWeight classWeight) implements Learner {

    /** Checks the options. */
    public LogisticRegression {
        if (!(c > 0)) {
            throw new IllegalArgumentException("The inverse strength of the penalty C must be above 0, but was " + c);
        }
        if (!(l1Ratio >= 0 && l1Ratio <= 1)) {
            throw new IllegalArgumentException("The share of the L1 penalty must lie within 0 and 1, but was " + l1Ratio);
        }
    }

    /** @return L2 penalty, C = 1, no class weights */
    public static LogisticRegression withDefaults() {
        return ridge(1);
    }

    /**
     * @param c the inverse strength of the penalty, above 0
     * @return an L2-penalised logistic regression without class weights
     */
    public static LogisticRegression ridge(final double c) {
        return new LogisticRegression(c, 0, ClassWeight.NONE);
    }

    @Override
    public LogisticModel fit(final Dataset data, final Run run) {
        data.requireLearnable();
        final int[] y = data.y();
        final double[] ofClass = classWeight.of(y);
        final boolean penalised = Double.isFinite(c);
        final double[] weights = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            weights[i] = ofClass[y[i]] * (penalised ? c : 1);
        }
        final double[][] columns = new double[data.features().columns()][];
        for (int j = 0; j < columns.length; j++) {
            columns[j] = data.features().column(j);
        }
        final LogisticSolver.Solution s = l1Ratio == 0 || !penalised
            ? LogisticSolver.ridge(columns, y, weights, penalised ? 1 : 0, run.progress())
            : LogisticSolver.elasticNet(columns, y, weights, l1Ratio, 1 - l1Ratio, null, run.progress());
        return new LogisticModel(data.features().names(), s.intercept(), s.coefficients());
    }
}
