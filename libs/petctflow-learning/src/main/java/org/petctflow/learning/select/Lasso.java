package org.petctflow.learning.select;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.petctflow.base.Progress;
import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Folds;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.data.Split;
import org.petctflow.learning.model.Cholesky;
import org.petctflow.learning.model.LogisticSolver;

/**
 * Selection by the LASSO: the columns whose coefficients are not 0 at a penalty chosen by cross-validation.
 *
 * <pre>
 * gaussian:  minimise 1/(2n) |y - Xw - b|^2 + alpha |w|_1          on the label as 0 and 1
 * binomial:  minimise 1/n sum_i log(1 + exp(-t_i f_i)) + alpha |w|_1
 * </pre>
 *
 * The intercept b is not penalised and columns are taken as they are (scale them first). The penalties fall geometrically from
 * the least one at which every coefficient is 0 to {@code ratio} times it. Cross-validation takes the mean over folds of each
 * fold's mean squared error, or mean deviance. MIN takes the penalty of the least error (the greatest of equal ones); ONE_SE the
 * greatest penalty whose error is at most the least one plus its standard error (SD over folds / root of their number). Where no
 * column is left at that penalty, the path is followed down to the first one with a column. Solved by coordinate descent
 * (Friedman, Hastie, Tibshirani 2010, doi:10.18637/jss.v033.i01) to the exact optimum.
 *
 * @param family the loss
 * @param rule how the penalty is chosen
 * @param penalties how many penalties, at least 2
 * @param ratio the least penalty as a share of the greatest, between 0 and 1
 * @param folds how many folds, at least 2
 */
public record Lasso(Family family, Rule rule, int penalties, double ratio, int folds) implements Selector {

    /** The loss. */
    public enum Family {
        /** Squared error on the label as 0 and 1. */
        GAUSSIAN,
        /** Log loss. */
        BINOMIAL
    }

    /** How the penalty is chosen. */
    public enum Rule {
        /** The least error. */
        MIN,
        /** The sparsest model within one standard error of the least error. */
        ONE_SE
    }

    /** Checks the options. */
    public Lasso {
        if (penalties < 2) {
            throw new IllegalArgumentException("The number of penalties must be at least 2, but was " + penalties);
        }
        if (!(ratio > 0 && ratio < 1)) {
            throw new IllegalArgumentException("The ratio of least and greatest penalty must lie between 0 and 1, but was " + ratio);
        }
        if (folds < 2) {
            throw new IllegalArgumentException("The number of folds must be at least 2, but was " + folds);
        }
    }

    /** @return binomial, least error, 100 penalties down to 0.001 of the greatest, 5 folds */
    public static Lasso withDefaults() {
        return new Lasso(Family.BINOMIAL, Rule.MIN, 100, 1e-3, 5);
    }

    /**
     * The coefficients at one penalty.
     *
     * @param penalty alpha
     * @param intercept b
     * @param columns the columns whose coefficient is not 0, ascending
     * @param coefficients their coefficients
     */
    public record Point(double penalty, double intercept, int[] columns, double[] coefficients) {
    }

    /**
     * What was found.
     *
     * @param columns the selected columns, the one with the greatest absolute coefficient first
     * @param coefficients their coefficients
     * @param intercept the intercept
     * @param penalty the chosen penalty
     * @param penaltyMin the penalty of the least error
     * @param penaltyOneSe the penalty by the rule of one standard error
     * @param penalties all penalties, descending
     * @param errors for each penalty the mean error over folds
     * @param standardErrors for each penalty the error's standard error
     * @param path the coefficients at each penalty, on all rows
     */
    public record Result(int[] columns, double[] coefficients, double intercept, double penalty, double penaltyMin,
        double penaltyOneSe, double[] penalties, double[] errors, double[] standardErrors, List<Point> path)
        implements Selection {
    }

    @Override
    public Result select(final Dataset data, final Run run) {
        data.requireLearnable();
        return select(data, data.folds(folds, run.part("folds").seed()), run);
    }

    /**
     * @param data the training rows
     * @param given the folds to use
     * @param run threads and progress; nothing is random
     * @return the selection
     */
    public Result select(final Dataset data, final Folds given, final Run run) {
        data.requireLearnable();
        given.requireBothClasses(data.labels(), false);
        final double greatest = greatestPenalty(data);
        if (!(greatest > 0)) {
            throw new IllegalArgumentException("The LASSO cannot select: no column varies together with the label");
        }
        final double[] alphas = new double[penalties];
        for (int a = 0; a < penalties; a++) {
            alphas[a] = greatest * Math.pow(ratio, a / (penalties - 1.0));
        }
        final int k = given.count();
        final List<double[]> byFold = run.map(k, f -> {
            final Split split = given.split(f);
            return errors(path(data.select(split.train()), alphas, run.progress()), data.select(split.test()));
        });
        final double[] errors = new double[penalties];
        final double[] standardErrors = new double[penalties];
        int min = 0;
        for (int a = 0; a < penalties; a++) {
            for (int f = 0; f < k; f++) {
                errors[a] += byFold.get(f)[a] / k;
            }
            double square = 0;
            for (int f = 0; f < k; f++) {
                square += (byFold.get(f)[a] - errors[a]) * (byFold.get(f)[a] - errors[a]);
            }
            standardErrors[a] = Math.sqrt(square / (k - 1) / k);
            min = errors[a] < errors[min] ? a : min;
        }
        int oneSe = 0;
        while (errors[oneSe] > errors[min] + standardErrors[min]) {
            oneSe++;
        }
        final List<Point> path = path(data, alphas, run.progress());
        int chosen = rule == Rule.MIN ? min : oneSe;
        while (chosen < penalties - 1 && path.get(chosen).columns.length == 0) {
            chosen++;
        }
        final Point point = path.get(chosen);
        final int[] order = IntStream.range(0, point.columns.length).boxed()
            .sorted(Comparator.comparingDouble(i -> -Math.abs(point.coefficients[i]))).mapToInt(Integer::intValue).toArray();
        return new Result(Arrays.stream(order).map(i -> point.columns[i]).toArray(),
            Arrays.stream(order).mapToDouble(i -> point.coefficients[i]).toArray(), point.intercept, point.penalty, alphas[min],
            alphas[oneSe], alphas, errors, standardErrors, path);
    }

    /**
     * @param data rows
     * @return the least penalty at which every coefficient is 0: max |X'(y - mean y)| / n over centred columns
     */
    public static double greatestPenalty(final Dataset data) {
        final int n = data.rows();
        final double meanY = Arrays.stream(data.y()).sum() / (double)n;
        double greatest = 0;
        for (int c = 0; c < data.features().columns(); c++) {
            final double[] x = data.features().column(c);
            final double mean = mean(x);
            double s = 0;
            for (int i = 0; i < n; i++) {
                s += (x[i] - mean) * (data.y()[i] - meanY);
            }
            greatest = Math.max(greatest, Math.abs(s) / n);
        }
        return greatest;
    }

    /**
     * @param data the rows to fit
     * @param alphas penalties above 0, descending: each solution is where the next one starts
     * @param progress asked for cancellation
     * @return the coefficients at each penalty
     */
    public List<Point> path(final Dataset data, final double[] alphas, final Progress progress) {
        return family == Family.GAUSSIAN ? gaussian(data, alphas, progress) : binomial(data, alphas, progress);
    }

    private static List<Point> binomial(final Dataset data, final double[] alphas, final Progress progress) {
        final FeatureMatrix x = data.features();
        final double[][] columns = new double[x.columns()][];
        Arrays.setAll(columns, x::column);
        final double[] weights = new double[data.rows()];
        Arrays.fill(weights, 1.0 / data.rows());
        final List<Point> path = new ArrayList<>(alphas.length);
        LogisticSolver.Solution s = null;
        for (final double alpha : alphas) {
            s = LogisticSolver.elasticNet(columns, data.y(), weights, alpha, 0, s, progress);
            path.add(point(alpha, s.intercept(), s.coefficients()));
        }
        return path;
    }

    private static List<Point> gaussian(final Dataset data, final double[] alphas, final Progress progress) {
        final int p = data.features().columns();
        final Covariances covariances = new Covariances(data);
        final double[] w = new double[p];
        final double[] slope = new double[p]; // covariance of each column with the residual
        final List<Point> path = new ArrayList<>(alphas.length);
        for (final double alpha : alphas) {
            covariances.slopes(w, slope);
            covariances.solve(alpha, w, slope);
            boolean all = true;
            for (int sweep = 0; sweep < 100_000; sweep++) {
                progress.checkCancelled();
                double change = 0; // in units of the label
                for (int j = 0; j < p; j++) {
                    if ((!all && w[j] == 0) || covariances.isConstant(j)) {
                        continue;
                    }
                    final double variance = covariances.m_variances[j];
                    final double target = slope[j] + variance * w[j];
                    final double next = Math.abs(target) <= alpha ? 0 : (target - Math.signum(target) * alpha) / variance;
                    if (next != w[j]) {
                        change = Math.max(change, Math.abs(next - w[j]) * Math.sqrt(variance));
                        covariances.move(j, next - w[j], slope);
                        w[j] = next;
                    }
                }
                if (change < 1e-11) {
                    if (all) {
                        break;
                    }
                    all = true; // settled on the columns in the model: look at all once more
                } else {
                    // once the columns are known, the rest is a system of equations
                    all = !all && sweep % 4 == 3 && covariances.solve(alpha, w, slope);
                }
            }
            double intercept = covariances.m_meanY;
            for (int j = 0; j < p; j++) {
                intercept -= w[j] * covariances.m_means[j];
            }
            path.add(point(alpha, intercept, w));
        }
        return path;
    }

    /** Covariances (divided by n) of columns; those with all others are computed when a column first enters the model. */
    private static final class Covariances {

        private final FeatureMatrix m_x;

        private final double m_meanY;

        private final double[] m_means;

        private final double[] m_variances;

        private final double[] m_withLabel;

        private final double[][] m_withAll;

        Covariances(final Dataset data) {
            m_x = data.features();
            final int n = data.rows();
            final int p = m_x.columns();
            m_meanY = Arrays.stream(data.y()).sum() / (double)n;
            m_means = new double[p];
            m_variances = new double[p];
            m_withLabel = new double[p];
            m_withAll = new double[p][];
            for (int j = 0; j < p; j++) {
                final double[] column = m_x.column(j);
                m_means[j] = mean(column);
                for (int i = 0; i < n; i++) {
                    final double d = column[i] - m_means[j];
                    m_variances[j] += d * d / n;
                    m_withLabel[j] += d * (data.y()[i] - m_meanY) / n;
                }
            }
        }

        /** Constant but for rounding. */
        boolean isConstant(final int j) {
            return m_variances[j] <= 1e-30 * m_means[j] * m_means[j];
        }

        private double[] withAll(final int j) {
            if (m_withAll[j] == null) {
                final double[] centred = m_x.column(j).clone();
                for (int i = 0; i < centred.length; i++) {
                    centred[i] = (centred[i] - m_means[j]) / centred.length;
                }
                final double[] row = new double[m_x.columns()];
                for (int k = 0; k < row.length; k++) {
                    final double[] column = m_x.column(k);
                    double sum = 0;
                    for (int i = 0; i < centred.length; i++) {
                        sum += centred[i] * (column[i] - m_means[k]);
                    }
                    row[k] = sum;
                }
                m_withAll[j] = row;
            }
            return m_withAll[j];
        }

        void slopes(final double[] w, final double[] slope) {
            System.arraycopy(m_withLabel, 0, slope, 0, slope.length);
            for (int j = 0; j < w.length; j++) {
                if (w[j] != 0) {
                    move(j, w[j], slope);
                }
            }
        }

        void move(final int j, final double delta, final double[] slope) {
            final double[] row = withAll(j);
            for (int k = 0; k < slope.length; k++) {
                slope[k] -= delta * row[k];
            }
        }

        /** Goes to the exact optimum of the columns in the model unless a sign would change or they depend on each other. */
        boolean solve(final double alpha, final double[] w, final double[] slope) {
            final int[] in = IntStream.range(0, w.length).filter(j -> w[j] != 0).toArray();
            if (in.length == 0 || in.length >= m_x.rows()) {
                return false;
            }
            final double[][] gram = new double[in.length][in.length];
            final double[] step = new double[in.length];
            for (int a = 0; a < in.length; a++) {
                final double[] row = withAll(in[a]);
                for (int c = 0; c <= a; c++) {
                    gram[a][c] = row[in[c]];
                }
                step[a] = slope[in[a]] - alpha * Math.signum(w[in[a]]);
            }
            if (!Cholesky.factor(gram)) {
                return false;
            }
            Cholesky.solve(gram, step);
            for (int a = 0; a < in.length; a++) {
                if (Math.signum(w[in[a]] + step[a]) != Math.signum(w[in[a]])) {
                    return false;
                }
            }
            for (int a = 0; a < in.length; a++) {
                w[in[a]] += step[a];
                move(in[a], step[a], slope);
            }
            return true;
        }
    }

    private static Point point(final double alpha, final double intercept, final double[] w) {
        final int[] columns = IntStream.range(0, w.length).filter(j -> w[j] != 0).toArray();
        return new Point(alpha, intercept, columns, Arrays.stream(columns).mapToDouble(j -> w[j]).toArray());
    }

    /** The mean squared error, or the mean deviance, of test rows at each penalty. */
    private double[] errors(final List<Point> path, final Dataset test) {
        final double[] errors = new double[path.size()];
        for (int a = 0; a < errors.length; a++) {
            final Point point = path.get(a);
            final double[] f = new double[test.rows()];
            Arrays.fill(f, point.intercept);
            for (int k = 0; k < point.columns.length; k++) {
                final double[] column = test.features().column(point.columns[k]);
                for (int i = 0; i < f.length; i++) {
                    f[i] += point.coefficients[k] * column[i];
                }
            }
            for (int i = 0; i < f.length; i++) {
                final int y = test.y()[i];
                final double t = y == 1 ? -f[i] : f[i];
                errors[a] += family == Family.GAUSSIAN ? (y - f[i]) * (y - f[i]) / f.length
                    : 2 * (t > 0 ? t + Math.log1p(Math.exp(-t)) : Math.log1p(Math.exp(t))) / f.length;
            }
        }
        return errors;
    }

    private static double mean(final double[] values) {
        double sum = 0;
        for (final double v : values) {
            sum += v / values.length;
        }
        return sum;
    }
}
