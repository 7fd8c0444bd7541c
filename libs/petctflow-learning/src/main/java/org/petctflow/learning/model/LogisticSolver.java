package org.petctflow.learning.model;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.petctflow.base.Progress;

/**
 * Finds the exact optimum of penalised logistic regression,
 *
 * <pre>
 * minimise  sum_i s_i log(1 + exp(-t_i f_i)) + l1 |w|_1 + l2/2 w'w,   f_i = x_i'w + b,  t_i = -1 or 1
 * </pre>
 *
 * with the intercept b unpenalised. Without l1 by Newton's method: on the coefficients where there are no more columns than
 * rows, else on the rows' dual variables (w = X'a, Rasmussen and Williams, Gaussian Processes for Machine Learning, 2006,
 * algorithm 3.1 with an intercept), so that 100,000 columns cost rows^2 x columns once. With l1 by proximal Newton steps whose
 * quadratic models are solved by coordinate descent (Friedman, Hastie, Tibshirani 2010, doi:10.18637/jss.v033.i01) until the
 * columns in the model are known, and exactly from then on.
 */
public final class LogisticSolver {

    private static final int MAX_ITERATIONS = 200;

    /**
     * An optimum.
     *
     * @param intercept b
     * @param coefficients w, one a column
     */
    public record Solution(double intercept, double[] coefficients) {
    }

    private LogisticSolver() {
    }

    /**
     * @param columns the values, [column][row]
     * @param y the classes, 0 or 1
     * @param weights s, one a row, above 0
     * @param l2 the quadratic penalty, 0 or more
     * @param progress asked for cancellation
     * @return the optimum
     * @throws IllegalArgumentException if there is none: without a penalty, where columns depend on each other or separate the
     *             classes
     */
    public static Solution ridge(final double[][] columns, final int[] y, final double[] weights, final double l2,
        final Progress progress) {
        return columns.length > y.length && l2 > 0 ? dual(columns, y, weights, l2, progress) : primal(columns, y, weights, l2, progress);
    }

    private static Solution primal(final double[][] columns, final int[] y, final double[] weights, final double l2,
        final Progress progress) {
        final int n = y.length;
        final int p = columns.length;
        final double[][] rows = new double[n][p + 1]; // the last column is the intercept's
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < p; j++) {
                rows[i][j] = columns[j][i];
            }
            rows[i][p] = 1;
        }
        double[] w = new double[p + 1];
        w[p] = startIntercept(y, weights);
        double[] f = predict(rows, w);
        double value = loss(f, y, weights) + 0.5 * l2 * norm2(w, p);
        double lastDecrement = Double.POSITIVE_INFINITY;
        for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
            final double[] g = new double[p + 1];
            final double[][] h = new double[p + 1][p + 1];
            for (int i = 0; i < n; i++) {
                progress.checkCancelled();
                final double pi = Maths.sigmoid(f[i]);
                final double r = weights[i] * (pi - y[i]);
                final double v = weights[i] * pi * (1 - pi);
                final double[] x = rows[i];
                for (int j = 0; j <= p; j++) {
                    g[j] += r * x[j];
                    final double vx = v * x[j];
                    final double[] hj = h[j];
                    for (int k = 0; k <= j; k++) {
                        hj[k] += vx * x[k];
                    }
                }
            }
            for (int j = 0; j < p; j++) {
                g[j] += l2 * w[j];
                h[j][j] += l2;
            }
            if (!Cholesky.factor(h, progress)) {
                throw new IllegalArgumentException(l2 > 0
                    ? "The columns differ too much in size for a logistic regression: scale them first"
                    : "Without a penalty these columns have no unique coefficients: some depend on each other, or they separate "
                        + "the classes perfectly; take fewer columns or a penalty");
            }
            final double[] d = g.clone();
            Cholesky.solve(h, d);
            final double decrement = dot(g, d);
            final boolean near = decrement < 1e-8 * (1 + Math.abs(value)); // here the value's rounding hides progress
            if (near && (decrement < 1e-28 * (1 + Math.abs(value)) || decrement >= lastDecrement)) {
                break;
            }
            lastDecrement = near ? decrement : Double.POSITIVE_INFINITY;
            double step = 1;
            while (true) {
                final double[] next = w.clone();
                for (int j = 0; j <= p; j++) {
                    next[j] -= step * d[j];
                }
                final double[] nextF = predict(rows, next);
                final double nextValue = loss(nextF, y, weights) + 0.5 * l2 * norm2(next, p);
                if (near || nextValue <= value - 1e-4 * step * decrement || step < 1e-10) {
                    w = next;
                    f = nextF;
                    value = nextValue;
                    break;
                }
                step /= 2;
            }
            if (l2 == 0 && value < 1e-6 * Arrays.stream(weights).sum()) {
                throw new IllegalArgumentException("The columns separate the classes perfectly, so the coefficients have no finite "
                    + "optimum without a penalty; take fewer columns or a penalty");
            }
        }
        return new Solution(w[p], Arrays.copyOf(w, p));
    }

    private static Solution dual(final double[][] columns, final int[] y, final double[] weights, final double l2,
        final Progress progress) {
        final int n = y.length;
        final double[][] kernel = new double[n][n];
        for (final double[] x : columns) {
            progress.checkCancelled();
            for (int i = 0; i < n; i++) {
                final double xi = x[i] / l2;
                final double[] ki = kernel[i];
                for (int k = 0; k <= i; k++) {
                    ki[k] += xi * x[k];
                }
            }
        }
        for (int i = 0; i < n; i++) {
            for (int k = i + 1; k < n; k++) {
                kernel[i][k] = kernel[k][i];
            }
        }
        // w = X'a / l2 and f = K a + b with K = X X' / l2; the penalty is a'Ka / 2
        double[] a = new double[n];
        double b = startIntercept(y, weights);
        double[] ka = new double[n];
        double value = dualValue(a, ka, b, y, weights);
        for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
            final double[] root = new double[n]; // square root of the curvature
            final double[] z = new double[n]; // root times working response
            for (int i = 0; i < n; i++) {
                final double pi = Maths.sigmoid(ka[i] + b);
                root[i] = Math.sqrt(Math.max(weights[i] * pi * (1 - pi), 1e-200));
                z[i] = root[i] * (ka[i] + b) + weights[i] * (y[i] - pi) / root[i];
            }
            final double[][] m = new double[n][n];
            for (int i = 0; i < n; i++) {
                for (int k = 0; k <= i; k++) {
                    m[i][k] = root[i] * kernel[i][k] * root[k];
                }
                m[i][i] += 1;
            }
            Cholesky.factor(m, progress);
            final double[] mz = z.clone();
            Cholesky.solve(m, mz);
            final double[] m1 = root.clone();
            Cholesky.solve(m, m1);
            final double nextB = dot(root, mz) / dot(root, m1);
            final double[] da = new double[n];
            for (int i = 0; i < n; i++) {
                da[i] = root[i] * (mz[i] - nextB * m1[i]) - a[i];
            }
            final double db = nextB - b;
            final double[] kda = new double[n];
            double greatest = 0;
            double size = 1e-300;
            for (int i = 0; i < n; i++) {
                kda[i] = dot(kernel[i], da);
                greatest = Math.max(greatest, Math.abs(kda[i] + db));
                size = Math.max(size, Math.abs(ka[i] + b));
            }
            double step = 1;
            while (true) {
                final double[] nextA = new double[n];
                final double[] nextKa = new double[n];
                for (int i = 0; i < n; i++) {
                    nextA[i] = a[i] + step * da[i];
                    nextKa[i] = ka[i] + step * kda[i];
                }
                final double next = dualValue(nextA, nextKa, b + step * db, y, weights);
                if (next <= value + 1e-13 * Math.abs(value) || step < 1e-10) {
                    a = nextA;
                    ka = nextKa;
                    b += step * db;
                    value = next;
                    break;
                }
                step /= 2;
            }
            if (greatest < 1e-12 * (1 + size)) {
                break;
            }
        }
        final double[] w = new double[columns.length];
        for (int j = 0; j < w.length; j++) {
            w[j] = dot(columns[j], a) / l2;
        }
        return new Solution(b, w);
    }

    private static double dualValue(final double[] a, final double[] ka, final double b, final int[] y, final double[] weights) {
        double value = 0.5 * dot(a, ka);
        for (int i = 0; i < a.length; i++) {
            value += weights[i] * Maths.softplus(y[i] == 1 ? -ka[i] - b : ka[i] + b);
        }
        return value;
    }

    /**
     * @param columns the values, [column][row]
     * @param y the classes, 0 or 1
     * @param weights s, one a row, above 0
     * @param l1 the absolute penalty, 0 or more
     * @param l2 the quadratic penalty, 0 or more; not both 0
     * @param start where to begin, such as the optimum of a neighbouring penalty, or null
     * @param progress asked for cancellation
     * @return the optimum
     */
    public static Solution elasticNet(final double[][] columns, final int[] y, final double[] weights, final double l1,
        final double l2, final Solution start, final Progress progress) {
        final int n = y.length;
        final int p = columns.length;
        final double[] w = start == null ? new double[p] : start.coefficients.clone();
        double b = start == null ? startIntercept(y, weights) : start.intercept;
        final double[] f = new double[n];
        Arrays.fill(f, b);
        double scale = 0; // of a gradient's entry
        for (int j = 0; j < p; j++) {
            double s = 0;
            for (int i = 0; i < n; i++) {
                s += weights[i] * Math.abs(columns[j][i]);
            }
            scale = Math.max(scale, s);
            if (w[j] != 0) {
                add(f, w[j], columns[j]);
            }
        }
        final double tolerance = 1e-10 * Math.max(scale, Arrays.stream(weights).sum());
        final double[] g = new double[p];
        final double[] curvature = new double[p];
        final double[] r = new double[n]; // gradient of the loss by f
        final double[] v = new double[n]; // its curvature
        final double[] d = new double[p];
        final double[] q = new double[n]; // change of f
        double last = Double.POSITIVE_INFINITY;
        for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
            progress.checkCancelled();
            double g0 = 0;
            double a0 = 0;
            for (int i = 0; i < n; i++) {
                final double pi = Maths.sigmoid(f[i]);
                r[i] = weights[i] * (pi - y[i]);
                v[i] = Math.max(weights[i] * pi * (1 - pi), 1e-9 * weights[i]);
                g0 += r[i];
                a0 += v[i];
            }
            double violation = Math.abs(g0); // of the optimality conditions, by columns in the model and by others
            double outside = 0;
            for (int j = 0; j < p; j++) {
                g[j] = dot(r, columns[j]) + l2 * w[j];
                if (w[j] == 0) {
                    outside = Math.max(outside, Math.abs(g[j]) - l1);
                } else {
                    violation = Math.max(violation, Math.abs(g[j] + l1 * Math.signum(w[j])));
                }
                curvature[j] = -1; // computed when needed
            }
            final double worst = Math.max(violation, outside);
            if (worst <= tolerance || (worst < 100 * tolerance && worst >= last)) {
                break;
            }
            last = worst;
            Arrays.fill(d, 0);
            Arrays.fill(q, 0);
            // with the right columns in the model a Newton step on them alone is exact; otherwise coordinates find them
            double db = outside <= tolerance ? newton(columns, w, g, g0, a0, v, l1, l2, d, q) : Double.NaN;
            if (Double.isNaN(db)) {
                db = descend(columns, w, g, g0, a0, v, curvature, l1, l2, d, q, 0.1 * worst, progress);
            }
            final double step = lineSearch(y, weights, w, f, d, q, l1, l2, worst < 1e-4 * scale);
            b += step * db;
            for (int j = 0; j < p; j++) {
                w[j] = d[j] == -w[j] && step == 1 ? 0 : w[j] + step * d[j];
            }
            add(f, step, q);
        }
        return new Solution(b, w);
    }

    /**
     * Solves the quadratic model on the columns in the model, their signs kept; fills d and q.
     *
     * @return the change of the intercept, or NaN, with d and q untouched, if a sign would change or the columns depend on each
     *         other
     */
    private static double newton(final double[][] columns, final double[] w, final double[] g, final double g0, final double a0,
        final double[] v, final double l1, final double l2, final double[] d, final double[] q) {
        final int[] in = IntStream.range(0, w.length).filter(j -> w[j] != 0).toArray();
        final int k = in.length;
        if (k > v.length) {
            return Double.NaN;
        }
        final double[][] h = new double[k + 1][k + 1];
        final double[] step = new double[k + 1];
        final double[] vx = new double[v.length];
        h[0][0] = a0;
        step[0] = -g0;
        for (int a = 0; a < k; a++) {
            final double[] x = columns[in[a]];
            for (int i = 0; i < vx.length; i++) {
                vx[i] = v[i] * x[i];
                h[a + 1][0] += vx[i];
            }
            for (int c = 0; c <= a; c++) {
                h[a + 1][c + 1] = dot(vx, columns[in[c]]);
            }
            h[a + 1][a + 1] += l2;
            step[a + 1] = -g[in[a]] - l1 * Math.signum(w[in[a]]);
        }
        if (!Cholesky.factor(h)) {
            return Double.NaN;
        }
        Cholesky.solve(h, step);
        for (int a = 0; a < k; a++) {
            if (Math.signum(w[in[a]] + step[a + 1]) != Math.signum(w[in[a]])) {
                return Double.NaN;
            }
        }
        Arrays.fill(q, step[0]);
        for (int a = 0; a < k; a++) {
            d[in[a]] = step[a + 1];
            add(q, step[a + 1], columns[in[a]]);
        }
        return step[0];
    }

    /** Minimises the quadratic model by coordinate descent; fills d and q, returns the change of the intercept. */
    private static double descend(final double[][] columns, final double[] w, final double[] g, final double g0,
        final double a0, final double[] v, final double[] curvature, final double l1, final double l2, final double[] d,
        final double[] q, final double tolerance, final Progress progress) {
        final int p = w.length;
        final int[] active = new int[p];
        int actives = 0;
        double db = 0;
        boolean all = true;
        for (int sweep = 0; sweep < 10_000; sweep++) {
            if ((sweep & 15) == 15) {
                progress.checkCancelled();
            }
            final double delta0 = -(g0 + dot(v, q)) / a0;
            db += delta0;
            for (int i = 0; i < q.length; i++) {
                q[i] += delta0;
            }
            double greatest = Math.abs(a0 * delta0);
            if (all) {
                actives = 0;
            }
            for (int k = 0; k < (all ? p : actives); k++) {
                final int j = all ? k : active[k];
                final double[] x = columns[j];
                double vxq = 0;
                for (int i = 0; i < q.length; i++) {
                    vxq += v[i] * x[i] * q[i];
                }
                final double slope = g[j] + vxq + l2 * d[j];
                final double now = w[j] + d[j];
                if (now == 0 && Math.abs(slope) <= l1) {
                    continue;
                }
                if (curvature[j] < 0) {
                    double c = l2;
                    for (int i = 0; i < q.length; i++) {
                        c += v[i] * x[i] * x[i];
                    }
                    curvature[j] = c;
                }
                if (curvature[j] == 0) {
                    continue; // a column of zeros
                }
                final double target = curvature[j] * now - slope;
                final double next = Math.abs(target) <= l1 ? 0 : (target - Math.signum(target) * l1) / curvature[j];
                if (all) {
                    active[actives++] = j;
                }
                if (next != now) {
                    final double delta = next - now;
                    d[j] = next == 0 ? -w[j] : d[j] + delta;
                    add(q, delta, x);
                    greatest = Math.max(greatest, curvature[j] * Math.abs(delta));
                }
            }
            if (greatest <= tolerance) {
                if (all) {
                    break;
                }
                all = true; // settled on the active columns: look at all once more
            } else {
                all = false;
            }
        }
        return db;
    }

    /** @return the step, at most 1, that lowers the objective enough */
    private static double lineSearch(final int[] y, final double[] weights, final double[] w, final double[] f, final double[] d,
        final double[] q, final double l1, final double l2, final boolean near) {
        if (near) {
            return 1; // the objective's rounding hides progress here
        }
        final double before = objective(y, weights, w, f, d, q, l1, l2, 0);
        double step = 1;
        while (step > 1e-10 && objective(y, weights, w, f, d, q, l1, l2, step) > before) {
            step /= 2;
        }
        return step;
    }

    private static double objective(final int[] y, final double[] weights, final double[] w, final double[] f, final double[] d,
        final double[] q, final double l1, final double l2, final double step) {
        double value = 0;
        for (int i = 0; i < f.length; i++) {
            final double fi = f[i] + step * q[i];
            value += weights[i] * Maths.softplus(y[i] == 1 ? -fi : fi);
        }
        for (int j = 0; j < w.length; j++) {
            final double wj = w[j] + step * d[j];
            value += l1 * Math.abs(wj) + 0.5 * l2 * wj * wj;
        }
        return value;
    }

    private static double loss(final double[] f, final int[] y, final double[] weights) {
        double sum = 0;
        for (int i = 0; i < f.length; i++) {
            sum += weights[i] * Maths.softplus(y[i] == 1 ? -f[i] : f[i]);
        }
        return sum;
    }

    private static double startIntercept(final int[] y, final double[] weights) {
        final double[] sum = new double[2];
        for (int i = 0; i < y.length; i++) {
            sum[y[i]] += weights[i];
        }
        return Math.log(sum[1] / sum[0]);
    }

    private static double[] predict(final double[][] rows, final double[] w) {
        final double[] f = new double[rows.length];
        for (int i = 0; i < f.length; i++) {
            f[i] = dot(rows[i], w);
        }
        return f;
    }

    private static double norm2(final double[] w, final int p) {
        double s = 0;
        for (int j = 0; j < p; j++) {
            s += w[j] * w[j];
        }
        return s;
    }

    private static double dot(final double[] a, final double[] b) {
        double s = 0;
        for (int i = 0; i < a.length; i++) {
            s += a[i] * b[i];
        }
        return s;
    }

    private static void add(final double[] to, final double factor, final double[] x) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * x[i];
        }
    }
}
