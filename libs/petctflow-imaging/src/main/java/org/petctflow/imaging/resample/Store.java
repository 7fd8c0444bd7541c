package org.petctflow.imaging.resample;

/** Many numbers as float or double, read and written as double. */
final class Store {

    private final float[] m_floats;

    private final double[] m_doubles;

    /**
     * @param doubles whether to hold doubles
     * @param n how many
     */
    Store(final boolean doubles, final long n) {
        if (n > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("Resampling needs an array of " + n
                + " values, which is too large: choose a larger spacing, or crop the image first");
        }
        m_floats = doubles ? null : new float[(int)n];
        m_doubles = doubles ? new double[(int)n] : null;
    }

    Store(final float[] values) {
        m_floats = values;
        m_doubles = null;
    }

    Store(final double[] values) {
        m_floats = null;
        m_doubles = values;
    }

    boolean isDouble() {
        return m_doubles != null;
    }

    Object array() {
        return isDouble() ? m_doubles : m_floats;
    }

    void put(final double[] values, final int at, final int n) {
        put(values, 0, at, 1, n);
    }

    void put(final double[] values, final int at, final int stride, final int n) {
        put(values, 0, at, stride, n);
    }

    void put(final double[] values, final int from, final int at, final int stride, final int n) {
        if (m_doubles != null) {
            for (int i = 0, k = at; i < n; i++, k += stride) {
                m_doubles[k] = values[from + i];
            }
        } else {
            for (int i = 0, k = at; i < n; i++, k += stride) {
                m_floats[k] = (float)values[from + i];
            }
        }
    }

    void get(final int from, final double[] values, final int at, final int n) {
        if (m_doubles != null) {
            System.arraycopy(m_doubles, from, values, at, n);
        } else {
            for (int i = 0; i < n; i++) {
                values[at + i] = m_floats[from + i];
            }
        }
    }

    /** The sum over all combinations of the three axes' places, each weighted by the product of its weights. */
    double sum(final int[][] index, final double[][] weight) {
        final int taps = index[0].length;
        if (taps == 4 && m_floats != null) {
            return sumOf64(index, weight);
        }
        double sum = 0;
        for (int i = 0; i < taps; i++) {
            double plane = 0;
            for (int j = 0; j < taps; j++) {
                final int base = index[0][i] + index[1][j];
                double line = 0;
                for (int k = 0; k < taps; k++) {
                    final int at = base + index[2][k];
                    line += weight[2][k] * (m_doubles != null ? m_doubles[at] : m_floats[at]);
                }
                plane += weight[1][j] * line;
            }
            sum += weight[0][i] * plane;
        }
        return sum;
    }

    private double sumOf64(final int[][] index, final double[][] weight) {
        final int a = index[2][0];
        final int b = index[2][1];
        final int c = index[2][2];
        final int d = index[2][3];
        final double wa = weight[2][0];
        final double wb = weight[2][1];
        final double wc = weight[2][2];
        final double wd = weight[2][3];
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            double plane = 0;
            for (int j = 0; j < 4; j++) {
                final int base = index[0][i] + index[1][j];
                plane += weight[1][j]
                    * (wa * m_floats[base + a] + wb * m_floats[base + b] + wc * m_floats[base + c] + wd * m_floats[base + d]);
            }
            sum += weight[0][i] * plane;
        }
        return sum;
    }
}
