package org.petctflow.radiomics.shape;

/**
 * Discrete Fourier transforms of lengths that are products of 2, 3 and 5, by Stockham's autosorting algorithm: many lines that lie side
 * by side in memory are transformed together, so that the inner loop runs over them. Source: Van Loan, Computational Frameworks for the
 * Fast Fourier Transform, 1992, doi:10.1137/1.9781611970999, section 1.7.
 */
final class Fourier {

    private final int m_length;

    private final int[] m_factors;

    private final double[] m_cos;

    private final double[] m_sin;

    /** @param length a product of 2, 3 and 5, see {@link #length} */
    Fourier(final int length) {
        m_length = length;
        final int[] factors = new int[32];
        int n = 0;
        int rest = length;
        for (final int p : new int[]{4, 2, 3, 5}) {
            while (rest % p == 0) {
                factors[n++] = p;
                rest /= p;
            }
        }
        if (rest != 1) {
            throw new IllegalArgumentException("A length must be a product of 2, 3 and 5, but was " + length);
        }
        m_factors = java.util.Arrays.copyOf(factors, n);
        m_cos = new double[length];
        m_sin = new double[length];
        for (int k = 0; k < length; k++) {
            m_cos[k] = Math.cos(2 * Math.PI * k / length);
            m_sin[k] = -Math.sin(2 * Math.PI * k / length);
        }
    }

    /**
     * @param atLeast how long a transform must be
     * @return the next length that is a product of 2, 3 and 5
     */
    static int length(final int atLeast) {
        for (int n = Math.max(1, atLeast);; n++) {
            int rest = n;
            for (final int p : new int[]{2, 3, 5}) {
                while (rest % p == 0) {
                    rest /= p;
                }
            }
            if (rest == 1) {
                return n;
            }
        }
    }

    /**
     * Transforms in place: element k of line b is at {@code offset + k * lines + b}.
     *
     * @param re real parts
     * @param im imaginary parts
     * @param offset where the lines begin
     * @param lines how many lines lie side by side
     * @param bufferRe at least {@code length * lines} numbers, for use in here
     * @param bufferIm as many
     */
    void transform(final double[] re, final double[] im, final int offset, final int lines, final double[] bufferRe,
        final double[] bufferIm) {
        double[] xr = re;
        double[] xi = im;
        int x = offset;
        double[] yr = bufferRe;
        double[] yi = bufferIm;
        int y = 0;
        int stride = lines;
        int length = m_length;
        for (final int p : m_factors) {
            final int m = length / p;
            for (int q = 0; q < m; q++) {
                pass(p, xr, xi, x + q * stride, m * stride, yr, yi, y + p * q * stride, stride, q * (m_length / length));
            }
            length = m;
            stride *= p;
            final double[] tr = xr;
            final double[] ti = xi;
            final int t = x;
            xr = yr;
            xi = yi;
            x = y;
            yr = tr;
            yi = ti;
            y = t;
        }
        if (xr != re) {
            System.arraycopy(xr, x, re, offset, m_length * lines);
            System.arraycopy(xi, x, im, offset, m_length * lines);
        }
    }

    /** One butterfly of p inputs for each of the lines; output j is turned by the angle j times that of the twiddle. */
    private void pass(final int p, final double[] xr, final double[] xi, final int x, final int step, final double[] yr,
        final double[] yi, final int y, final int lines, final int twiddle) {
        if (p == 2) {
            final double c = m_cos[twiddle];
            final double s = m_sin[twiddle];
            for (int k = 0; k < lines; k++) {
                final double ar = xr[x + k];
                final double ai = xi[x + k];
                final double br = xr[x + step + k];
                final double bi = xi[x + step + k];
                yr[y + k] = ar + br;
                yi[y + k] = ai + bi;
                yr[y + lines + k] = (ar - br) * c - (ai - bi) * s;
                yi[y + lines + k] = (ar - br) * s + (ai - bi) * c;
            }
            return;
        }
        final int third = m_length / p;
        for (int j = 0; j < p; j++) {
            final double[] wr = new double[p];
            final double[] wi = new double[p];
            for (int i = 0; i < p; i++) {
                final int angle = (int)(((long)i * j % p * third + (long)twiddle * j) % m_length);
                wr[i] = m_cos[angle];
                wi[i] = m_sin[angle];
            }
            final int out = y + j * lines;
            for (int k = 0; k < lines; k++) {
                double sumR = 0;
                double sumI = 0;
                for (int i = 0, at = x + k; i < p; i++, at += step) {
                    sumR += xr[at] * wr[i] - xi[at] * wi[i];
                    sumI += xr[at] * wi[i] + xi[at] * wr[i];
                }
                yr[out + k] = sumR;
                yi[out + k] = sumI;
            }
        }
    }
}
