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

    private static final double SIN_THIRD = Math.sqrt(0.75);

    private static final double COS_FIFTH = (Math.sqrt(5) - 1) / 4;

    private static final double COS_TWO_FIFTHS = -(Math.sqrt(5) + 1) / 4;

    private static final double SIN_FIFTH = Math.sqrt((5 + Math.sqrt(5)) / 8);

    private static final double SIN_TWO_FIFTHS = Math.sqrt((5 - Math.sqrt(5)) / 8);

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
        final double[] wr = new double[p];
        final double[] wi = new double[p];
        for (int j = 0; j < p; j++) {
            final int angle = (int)((long)twiddle * j % m_length);
            wr[j] = m_cos[angle];
            wi[j] = m_sin[angle];
        }
        switch (p) {
            case 2 -> two(xr, xi, x, step, yr, yi, y, lines, wr[1], wi[1]);
            case 3 -> three(xr, xi, x, step, yr, yi, y, lines, wr, wi);
            case 4 -> four(xr, xi, x, step, yr, yi, y, lines, wr, wi);
            default -> five(xr, xi, x, step, yr, yi, y, lines, wr, wi);
        }
    }

    private static void two(final double[] xr, final double[] xi, final int x, final int step, final double[] yr,
        final double[] yi, final int y, final int lines, final double c, final double s) {
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
    }

    private static void three(final double[] xr, final double[] xi, final int x, final int step, final double[] yr,
        final double[] yi, final int y, final int lines, final double[] wr, final double[] wi) {
        final double c1 = wr[1];
        final double s1 = wi[1];
        final double c2 = wr[2];
        final double s2 = wi[2];
        for (int k = 0; k < lines; k++) {
            final int a = x + k;
            final int b = a + step;
            final int c = b + step;
            final double sumR = xr[b] + xr[c];
            final double sumI = xi[b] + xi[c];
            // -i sin(2 pi / 3) (b - c)
            final double turnedR = SIN_THIRD * (xi[b] - xi[c]);
            final double turnedI = SIN_THIRD * (xr[c] - xr[b]);
            final double middleR = xr[a] - sumR / 2;
            final double middleI = xi[a] - sumI / 2;
            yr[y + k] = xr[a] + sumR;
            yi[y + k] = xi[a] + sumI;
            final double r1 = middleR + turnedR;
            final double i1 = middleI + turnedI;
            yr[y + lines + k] = r1 * c1 - i1 * s1;
            yi[y + lines + k] = r1 * s1 + i1 * c1;
            final double r2 = middleR - turnedR;
            final double i2 = middleI - turnedI;
            yr[y + 2 * lines + k] = r2 * c2 - i2 * s2;
            yi[y + 2 * lines + k] = r2 * s2 + i2 * c2;
        }
    }

    private static void four(final double[] xr, final double[] xi, final int x, final int step, final double[] yr,
        final double[] yi, final int y, final int lines, final double[] wr, final double[] wi) {
        final double c1 = wr[1];
        final double s1 = wi[1];
        final double c2 = wr[2];
        final double s2 = wi[2];
        final double c3 = wr[3];
        final double s3 = wi[3];
        for (int k = 0; k < lines; k++) {
            final int a = x + k;
            final int b = a + step;
            final int c = b + step;
            final int d = c + step;
            final double acR = xr[a] + xr[c];
            final double acI = xi[a] + xi[c];
            final double bdR = xr[b] + xr[d];
            final double bdI = xi[b] + xi[d];
            final double aR = xr[a] - xr[c];
            final double aI = xi[a] - xi[c];
            // -i (b - d)
            final double bR = xi[b] - xi[d];
            final double bI = xr[d] - xr[b];
            yr[y + k] = acR + bdR;
            yi[y + k] = acI + bdI;
            final double r1 = aR + bR;
            final double i1 = aI + bI;
            yr[y + lines + k] = r1 * c1 - i1 * s1;
            yi[y + lines + k] = r1 * s1 + i1 * c1;
            final double r2 = acR - bdR;
            final double i2 = acI - bdI;
            yr[y + 2 * lines + k] = r2 * c2 - i2 * s2;
            yi[y + 2 * lines + k] = r2 * s2 + i2 * c2;
            final double r3 = aR - bR;
            final double i3 = aI - bI;
            yr[y + 3 * lines + k] = r3 * c3 - i3 * s3;
            yi[y + 3 * lines + k] = r3 * s3 + i3 * c3;
        }
    }

    private static void five(final double[] xr, final double[] xi, final int x, final int step, final double[] yr,
        final double[] yi, final int y, final int lines, final double[] wr, final double[] wi) {
        for (int k = 0; k < lines; k++) {
            final int a = x + k;
            final int b = a + step;
            final int c = b + step;
            final int d = c + step;
            final int e = d + step;
            final double beR = xr[b] + xr[e];
            final double beI = xi[b] + xi[e];
            final double cdR = xr[c] + xr[d];
            final double cdI = xi[c] + xi[d];
            final double bR = xr[b] - xr[e];
            final double bI = xi[b] - xi[e];
            final double cR = xr[c] - xr[d];
            final double cI = xi[c] - xi[d];
            yr[y + k] = xr[a] + beR + cdR;
            yi[y + k] = xi[a] + beI + cdI;
            final double m1R = xr[a] + COS_FIFTH * beR + COS_TWO_FIFTHS * cdR;
            final double m1I = xi[a] + COS_FIFTH * beI + COS_TWO_FIFTHS * cdI;
            final double m2R = xr[a] + COS_TWO_FIFTHS * beR + COS_FIFTH * cdR;
            final double m2I = xi[a] + COS_TWO_FIFTHS * beI + COS_FIFTH * cdI;
            // times -i
            final double n1R = SIN_FIFTH * bI + SIN_TWO_FIFTHS * cI;
            final double n1I = -SIN_FIFTH * bR - SIN_TWO_FIFTHS * cR;
            final double n2R = SIN_TWO_FIFTHS * bI - SIN_FIFTH * cI;
            final double n2I = SIN_FIFTH * cR - SIN_TWO_FIFTHS * bR;
            yr[y + lines + k] = (m1R + n1R) * wr[1] - (m1I + n1I) * wi[1];
            yi[y + lines + k] = (m1R + n1R) * wi[1] + (m1I + n1I) * wr[1];
            yr[y + 2 * lines + k] = (m2R + n2R) * wr[2] - (m2I + n2I) * wi[2];
            yi[y + 2 * lines + k] = (m2R + n2R) * wi[2] + (m2I + n2I) * wr[2];
            yr[y + 3 * lines + k] = (m2R - n2R) * wr[3] - (m2I - n2I) * wi[3];
            yi[y + 3 * lines + k] = (m2R - n2R) * wi[3] + (m2I - n2I) * wr[3];
            yr[y + 4 * lines + k] = (m1R - n1R) * wr[4] - (m1I - n1I) * wi[4];
            yi[y + 4 * lines + k] = (m1R - n1R) * wi[4] + (m1I - n1I) * wr[4];
        }
    }
}
