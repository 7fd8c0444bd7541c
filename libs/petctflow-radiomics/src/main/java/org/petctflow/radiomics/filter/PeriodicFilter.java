package org.petctflow.radiomics.filter;

/**
 * Convolution with a wavelet's filter along a line that starts again beyond its border, {@code y(i) = sum over k of f(k) x(i - k + n / 2)}
 * for a filter of n coefficients. Products are added up in PyWavelets' order, so that values are PyWavelets' to the last bit: from the
 * first coefficient to the last, but for those that stand beyond the end of the line, which come first and from behind.
 */
final class PeriodicFilter implements Grid.Line {

    private final double[] m_filter;

    private final boolean m_single;

    /** Which coefficient and which value of the line meet, for each place where the filter reaches beyond the border. */
    private final int[][] m_coefficients;

    private final int[][] m_places;

    /**
     * @param filter the coefficients; not to be changed
     * @param length of the lines
     * @param single whether to compute in floats
     */
    PeriodicFilter(final double[] filter, final int length, final boolean single) {
        m_filter = filter;
        m_single = single;
        m_coefficients = new int[length][];
        m_places = new int[length][];
        for (int i = 0; i < length; i++) {
            final int last = i + filter.length / 2;
            if (last < filter.length - 1 || last >= length) {
                meet(i, last, length);
            }
        }
    }

    private void meet(final int i, final int last, final int length) {
        final int n = m_filter.length;
        final int beyond = Math.max(0, last - length + 1);
        final int[] coefficients = new int[n];
        final int[] places = new int[n];
        for (int k = 0; k < n; k++) {
            coefficients[k] = k < beyond ? beyond - 1 - k : k;
            places[k] = Math.floorMod(last - coefficients[k], length);
        }
        m_coefficients[i] = coefficients;
        m_places[i] = places;
    }

    @Override
    public void apply(final double[] line, final double[] result) {
        for (int i = 0; i < line.length; i++) {
            result[i] = m_single ? single(line, i) : exact(line, i);
        }
    }

    private double exact(final double[] line, final int i) {
        double sum = 0;
        if (m_places[i] == null) {
            for (int k = 0, j = i + m_filter.length / 2; k < m_filter.length; k++, j--) {
                sum += m_filter[k] * line[j];
            }
        } else {
            for (int k = 0; k < m_filter.length; k++) {
                sum += m_filter[m_coefficients[i][k]] * line[m_places[i][k]];
            }
        }
        return sum;
    }

    private float single(final double[] line, final int i) {
        float sum = 0;
        if (m_places[i] == null) {
            for (int k = 0, j = i + m_filter.length / 2; k < m_filter.length; k++, j--) {
                sum += (float)m_filter[k] * (float)line[j];
            }
        } else {
            for (int k = 0; k < m_filter.length; k++) {
                sum += (float)m_filter[m_coefficients[i][k]] * (float)line[m_places[i][k]];
            }
        }
        return sum;
    }
}
