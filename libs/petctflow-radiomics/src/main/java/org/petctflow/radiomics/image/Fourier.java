package org.petctflow.radiomics.image;

import java.util.Arrays;

/**
 * Discrete Fourier transforms {@code X(f) = sum over k of x(k) exp(-2 pi i f k / n)} of any length n. Products of 2, 3 and 5 go by
 * Stockham's autosorting algorithm: many lines that lie side by side in memory are transformed together, so that the inner loop runs over
 * them. Other lengths are a convolution with a chirp, {@code f k = (f^2 + k^2 - (f - k)^2) / 2}, of such a length. Sources: Van Loan,
 * Computational Frameworks for the Fast Fourier Transform, 1992, doi:10.1137/1.9781611970999, section 1.7; Bluestein 1970,
 * doi:10.1109/TAU.1970.1162132. Safe for use by several threads.
 */
public final class Fourier {

    private final int m_length;

    private final int[] m_factors;

    private final double[] m_cos;

    private final double[] m_sin;

    /** Transforms the chirp's convolution; null where the length is a product of 2, 3 and 5. */
    private final Fourier m_chirped;

    /** The chirp's transform. */
    private final double[] m_chirpRe;

    private final double[] m_chirpIm;

    /** @param length at least 1; products of 2, 3 and 5 are about four times as fast as others, see {@link #length} */
    public Fourier(final int length) {
        if (length < 1) {
            throw new IllegalArgumentException("A Fourier transform needs a length of at least 1, but was " + length);
        }
        m_length = length;
        if (length(length) != length) {
            m_factors = new int[0];
            // exp(-i pi k^2 / n), with k^2 modulo 2 n for accuracy
            m_cos = new double[length];
            m_sin = new double[length];
            m_chirped = new Fourier(length(2 * length - 1));
            final int m = m_chirped.m_length;
            m_chirpRe = new double[m];
            m_chirpIm = new double[m];
            for (int k = 0; k < length; k++) {
                final double angle = Math.PI * ((long)k * k % (2L * length)) / length;
                m_cos[k] = Math.cos(angle);
                m_sin[k] = -Math.sin(angle);
                m_chirpRe[k] = m_cos[k];
                m_chirpIm[k] = -m_sin[k];
                m_chirpRe[(m - k) % m] = m_cos[k];
                m_chirpIm[(m - k) % m] = -m_sin[k];
            }
            m_chirped.transform(m_chirpRe, m_chirpIm, 1, new double[m], new double[m]);
            return;
        }
        m_chirped = null;
        m_chirpRe = null;
        m_chirpIm = null;
        final int[] factors = new int[32];
        int n = 0;
        int rest = length;
        for (final int p : new int[]{4, 2, 3, 5}) {
            while (rest % p == 0) {
                factors[n++] = p;
                rest /= p;
            }
        }
        m_factors = Arrays.copyOf(factors, n);
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
    public static int length(final int atLeast) {
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
     * Transforms in place: element k of line b is at {@code k * lines + b}.
     *
     * @param re real parts
     * @param im imaginary parts
     * @param lines how many lines lie side by side
     * @param bufferRe at least {@code length * lines} numbers, for use in here
     * @param bufferIm as many
     */
    public void transform(final double[] re, final double[] im, final int lines, final double[] bufferRe,
        final double[] bufferIm) {
        if (m_chirped != null) {
            chirp(re, im, lines);
            return;
        }
        double[] xr = re;
        double[] xi = im;
        double[] yr = bufferRe;
        double[] yi = bufferIm;
        int stride = lines;
        int length = m_length;
        for (final int p : m_factors) {
            final int m = length / p;
            for (int q = 0; q < m; q++) {
                pass(p, xr, xi, q * stride, m * stride, yr, yi, p * q * stride, stride, q * (m_length / length));
            }
            length = m;
            stride *= p;
            final double[] tr = xr;
            final double[] ti = xi;
            xr = yr;
            xi = yi;
            yr = tr;
            yi = ti;
        }
        if (xr != re) {
            System.arraycopy(xr, 0, re, 0, m_length * lines);
            System.arraycopy(xi, 0, im, 0, m_length * lines);
        }
    }

    private void chirp(final double[] re, final double[] im, final int lines) {
        final int m = m_chirped.m_length;
        // a few lines at a time keep the padded copies small
        final int most = Math.min(lines, 16);
        final double[] xr = new double[m * most];
        final double[] xi = new double[m * most];
        final double[] bufferRe = new double[m * most];
        final double[] bufferIm = new double[m * most];
        for (int first = 0; first < lines; first += most) {
            final int n = Math.min(most, lines - first);
            Arrays.fill(xr, 0);
            Arrays.fill(xi, 0);
            for (int k = 0; k < m_length; k++) {
                for (int b = 0; b < n; b++) {
                    final double r = re[k * lines + first + b];
                    final double i = im[k * lines + first + b];
                    xr[k * n + b] = r * m_cos[k] - i * m_sin[k];
                    xi[k * n + b] = r * m_sin[k] + i * m_cos[k];
                }
            }
            m_chirped.transform(xr, xi, n, bufferRe, bufferIm);
            for (int k = 0; k < m; k++) {
                for (int at = k * n; at < (k + 1) * n; at++) {
                    final double r = xr[at];
                    xr[at] = r * m_chirpRe[k] - xi[at] * m_chirpIm[k];
                    xi[at] = r * m_chirpIm[k] + xi[at] * m_chirpRe[k];
                }
            }
            // parts exchanged: the inverse, times m
            m_chirped.transform(xi, xr, n, bufferRe, bufferIm);
            for (int k = 0; k < m_length; k++) {
                for (int b = 0; b < n; b++) {
                    re[k * lines + first + b] = (xr[k * n + b] * m_cos[k] - xi[k * n + b] * m_sin[k]) / m;
                    im[k * lines + first + b] = (xr[k * n + b] * m_sin[k] + xi[k * n + b] * m_cos[k]) / m;
                }
            }
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
        final double[] wr = new double[p];
        final double[] wi = new double[p];
        for (int j = 0; j < p; j++) {
            for (int i = 0; i < p; i++) {
                final int angle = (int)(((long)i * j % p * (m_length / p) + (long)twiddle * j) % m_length);
                wr[i] = m_cos[angle];
                wi[i] = m_sin[angle];
            }
            final int out = y + j * lines;
            if (p == 3) {
                three(xr, xi, x, step, yr, yi, out, lines, wr, wi);
            } else if (p == 4) {
                four(xr, xi, x, step, yr, yi, out, lines, wr, wi);
            } else {
                five(xr, xi, x, step, yr, yi, out, lines, wr, wi);
            }
        }
    }

    private static void three(final double[] xr, final double[] xi, final int x, final int step, final double[] yr,
        final double[] yi, final int out, final int lines, final double[] wr, final double[] wi) {
        final double r0 = wr[0];
        final double r1 = wr[1];
        final double r2 = wr[2];
        final double i0 = wi[0];
        final double i1 = wi[1];
        final double i2 = wi[2];
        for (int k = 0; k < lines; k++) {
            final int a = x + k;
            final int b = a + step;
            final int c = b + step;
            yr[out + k] = xr[a] * r0 - xi[a] * i0 + xr[b] * r1 - xi[b] * i1 + xr[c] * r2 - xi[c] * i2;
            yi[out + k] = xr[a] * i0 + xi[a] * r0 + xr[b] * i1 + xi[b] * r1 + xr[c] * i2 + xi[c] * r2;
        }
    }

    private static void four(final double[] xr, final double[] xi, final int x, final int step, final double[] yr,
        final double[] yi, final int out, final int lines, final double[] wr, final double[] wi) {
        final double r0 = wr[0];
        final double r1 = wr[1];
        final double r2 = wr[2];
        final double r3 = wr[3];
        final double i0 = wi[0];
        final double i1 = wi[1];
        final double i2 = wi[2];
        final double i3 = wi[3];
        for (int k = 0; k < lines; k++) {
            final int a = x + k;
            final int b = a + step;
            final int c = b + step;
            final int d = c + step;
            yr[out + k] =
                xr[a] * r0 - xi[a] * i0 + xr[b] * r1 - xi[b] * i1 + xr[c] * r2 - xi[c] * i2 + xr[d] * r3 - xi[d] * i3;
            yi[out + k] =
                xr[a] * i0 + xi[a] * r0 + xr[b] * i1 + xi[b] * r1 + xr[c] * i2 + xi[c] * r2 + xr[d] * i3 + xi[d] * r3;
        }
    }

    private static void five(final double[] xr, final double[] xi, final int x, final int step, final double[] yr,
        final double[] yi, final int out, final int lines, final double[] wr, final double[] wi) {
        four(xr, xi, x, step, yr, yi, out, lines, wr, wi);
        final double r4 = wr[4];
        final double i4 = wi[4];
        for (int k = 0; k < lines; k++) {
            final int e = x + 4 * step + k;
            yr[out + k] += xr[e] * r4 - xi[e] * i4;
            yi[out + k] += xr[e] * i4 + xi[e] * r4;
        }
    }
}
