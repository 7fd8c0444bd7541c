package org.petctflow.learning.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.petctflow.base.Progress;

/**
 * Solves the dual of the C-SVM, minimise 1/2 a'Qa - sum a with 0 &lt;= a_i &lt;= C_i and sum t_i a_i = 0, by sequential minimal
 * optimisation with second-order choice of the pair (Fan, Chen, Lin 2005, JMLR 6:1889; the method of LIBSVM). Kernel rows are
 * computed when needed and the most recent ones are kept in at most 128 MiB.
 */
final class SupportVectorSolver {

    private static final double TAU = 1e-12;

    private static final long CACHE = 1 << 24; // doubles

    /** Distances of the kernel. */
    interface Kernel {
        double of(double[] a, double[] b);
    }

    private final double[][] m_rows;

    private final int[] m_sign;

    private final double[] m_upper;

    private final Kernel m_kernel;

    private final Map<Integer, double[]> m_cache;

    private final double[] m_alpha;

    private double m_rho;

    SupportVectorSolver(final double[][] rows, final int[] y, final double[] upper, final Kernel kernel) {
        m_rows = rows;
        m_sign = Arrays.stream(y).map(c -> c == 1 ? 1 : -1).toArray();
        m_upper = upper;
        m_kernel = kernel;
        m_alpha = new double[rows.length];
        final int kept = (int)Math.max(2, CACHE / rows.length);
        m_cache = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(final Map.Entry<Integer, double[]> eldest) {
                return size() > kept;
            }
        };
    }

    private double[] kernelRow(final int i, final Progress progress) {
        double[] row = m_cache.get(i);
        if (row == null) {
            progress.checkCancelled();
            row = new double[m_rows.length];
            for (int k = 0; k < row.length; k++) {
                row[k] = m_kernel.of(m_rows[i], m_rows[k]);
            }
            m_cache.put(i, row);
        }
        return row;
    }

    /** @return for each row its coefficient t_i a_i; {@link #rho} is then known */
    double[] solve(final double tolerance, final Progress progress) {
        final int n = m_rows.length;
        final double[] gradient = new double[n];
        Arrays.fill(gradient, -1);
        final double[] diagonal = new double[n];
        for (int i = 0; i < n; i++) {
            diagonal[i] = m_kernel.of(m_rows[i], m_rows[i]);
        }
        final long limit = Math.max(10_000_000L, 100L * n);
        for (long iteration = 0; iteration < limit; iteration++) {
            if ((iteration & 1023) == 0) {
                progress.checkCancelled();
            }
            int i = -1;
            double greatest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < n; k++) {
                if (m_sign[k] == 1 ? m_alpha[k] < m_upper[k] : m_alpha[k] > 0) {
                    final double v = -m_sign[k] * gradient[k];
                    if (v >= greatest) {
                        greatest = v;
                        i = k;
                    }
                }
            }
            int j = -1;
            double least = Double.POSITIVE_INFINITY;
            double best = Double.POSITIVE_INFINITY;
            final double[] ki = kernelRow(i, progress);
            for (int k = 0; k < n; k++) {
                if (m_sign[k] == 1 ? m_alpha[k] > 0 : m_alpha[k] < m_upper[k]) {
                    final double v = -m_sign[k] * gradient[k];
                    least = Math.min(least, v);
                    final double b = greatest - v;
                    if (b > 0) {
                        final double a = Math.max(diagonal[i] + diagonal[k] - 2 * ki[k], TAU);
                        if (-(b * b) / a < best) {
                            best = -(b * b) / a;
                            j = k;
                        }
                    }
                }
            }
            if (j < 0 || greatest - least < tolerance) {
                break;
            }
            step(i, j, ki, gradient, diagonal, progress);
        }
        setRho(gradient);
        final double[] coefficients = new double[n];
        for (int k = 0; k < n; k++) {
            coefficients[k] = m_sign[k] * m_alpha[k];
        }
        return coefficients;
    }

    /** Moves a_i and a_j along sum t a = const to the minimum, within the box. */
    private void step(final int i, final int j, final double[] ki, final double[] gradient, final double[] diagonal,
        final Progress progress) {
        final double a = Math.max(diagonal[i] + diagonal[j] - 2 * ki[j], TAU);
        final double b = -m_sign[i] * gradient[i] + m_sign[j] * gradient[j];
        final double oldI = m_alpha[i];
        final double oldJ = m_alpha[j];
        double t = b / a; // t_i a_i grows by t, t_j a_j shrinks by t
        t = Math.min(t, m_sign[i] == 1 ? m_upper[i] - oldI : oldI);
        t = Math.min(t, m_sign[j] == 1 ? oldJ : m_upper[j] - oldJ);
        m_alpha[i] = clip(oldI + m_sign[i] * t, m_upper[i]);
        m_alpha[j] = clip(oldJ - m_sign[j] * t, m_upper[j]);
        final double[] kj = kernelRow(j, progress);
        final double di = m_sign[i] * (m_alpha[i] - oldI);
        final double dj = m_sign[j] * (m_alpha[j] - oldJ);
        for (int k = 0; k < gradient.length; k++) {
            gradient[k] += m_sign[k] * (ki[k] * di + kj[k] * dj);
        }
    }

    /** Rounding may leave a value a hair inside its bound, which would never become free or bound. */
    private static double clip(final double alpha, final double upper) {
        return alpha < 1e-14 * upper ? 0 : alpha > (1 - 1e-14) * upper ? upper : alpha;
    }

    private void setRho(final double[] gradient) {
        double high = Double.POSITIVE_INFINITY;
        double low = Double.NEGATIVE_INFINITY;
        double sum = 0;
        int free = 0;
        for (int k = 0; k < gradient.length; k++) {
            final double v = m_sign[k] * gradient[k];
            if (m_alpha[k] >= m_upper[k]) {
                if (m_sign[k] == -1) {
                    high = Math.min(high, v);
                } else {
                    low = Math.max(low, v);
                }
            } else if (m_alpha[k] <= 0) {
                if (m_sign[k] == 1) {
                    high = Math.min(high, v);
                } else {
                    low = Math.max(low, v);
                }
            } else {
                sum += v;
                free++;
            }
        }
        m_rho = free > 0 ? sum / free : (high + low) / 2;
    }

    /** @return the offset: f(x) = sum_i coefficient_i K(x_i, x) - rho */
    double rho() {
        return m_rho;
    }
}
