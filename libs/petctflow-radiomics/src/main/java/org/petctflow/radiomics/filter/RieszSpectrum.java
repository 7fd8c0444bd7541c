package org.petctflow.radiomics.filter;

import java.util.Arrays;

import org.petctflow.base.Progress;

/**
 * The spectrum of an image as its Riesz transforms share it: {@code F (-i / |f|)^L}. What is left of a transform of order l is the
 * factor {@code sqrt(L! / (l1! l2! ...)) f1^l1 f2^l2 ...}, and two transforms of it, both real, come from one inverse transform.
 * <p>
 * An inverse transform's real part is wanted, that is the inverse of the Hermitian part of the product. An even factor makes it of the
 * spectrum's Hermitian part, an odd one of its anti-Hermitian part. At half the sampling rate, whose frequency -1 is its own negative, a power
 * does not count for that.
 */
final class RieszSpectrum {

    private final Spectrum m_spectrum;

    private final Spectrum m_work;

    /** [axis from columns on][power][index]. */
    private final double[][][] m_powers;

    /**
     * @param spectrum to be transformed; used up
     * @param axes 2 or 3
     * @param most the highest power of a frequency
     */
    RieszSpectrum(final Spectrum spectrum, final int axes, final int most) {
        m_spectrum = spectrum;
        m_work = spectrum.empty();
        m_powers = new double[axes][Math.max(1, most) + 1][];
        for (int a = 0; a < axes; a++) {
            final double[] f = Spectrum.frequencies(spectrum.size()[2 - a]);
            m_powers[a][0] = new double[f.length];
            Arrays.fill(m_powers[a][0], 1);
            for (int l = 1; l < m_powers[a].length; l++) {
                m_powers[a][l] = new double[f.length];
                for (int k = 0; k < f.length; k++) {
                    m_powers[a][l][k] = m_powers[a][l - 1][k] * f[k];
                }
            }
        }
    }

    /** Multiplies by {@code (-i / |f|)^times}; by 0 at frequency 0. */
    void divide(final int times) {
        if (times == 0) {
            return;
        }
        final int[] n = m_spectrum.size();
        final double[] re = m_spectrum.re();
        final double[] im = m_spectrum.im();
        for (int s = 0, v = 0; s < n[0]; s++) {
            final double z = m_powers.length == 3 ? m_powers[2][1][s] : 0;
            for (int r = 0; r < n[1]; r++) {
                final double y = m_powers[1][1][r];
                for (int c = 0; c < n[2]; c++, v++) {
                    final double x = m_powers[0][1][c];
                    final double square = x * x + y * y + z * z;
                    double factor = square == 0 ? 0 : 1;
                    final double length = Math.sqrt(square);
                    for (int i = 0; i < times && square > 0; i++) {
                        factor /= length;
                    }
                    final double a = factor * re[v];
                    final double b = factor * im[v];
                    re[v] = times % 4 == 0 ? a : times % 4 == 1 ? b : times % 4 == 2 ? -a : -b;
                    im[v] = times % 4 == 0 ? b : times % 4 == 1 ? -a : times % 4 == 2 ? -b : a;
                }
            }
        }
    }

    /**
     * @param order of a transform, along columns, rows and slices
     * @param second of another one; null for none
     * @param from where the wanted part begins
     * @param size its size
     * @param progress asked for cancellation
     * @return the transforms there
     */
    Grid[] responses(final int[] order, final int[] second, final int[] from, final int[] size, final Progress progress) {
        final int[] n = m_spectrum.size();
        final double[] re = m_spectrum.re();
        final double[] im = m_spectrum.im();
        final Row f = new Row(order);
        final Row g = second == null ? null : new Row(second);
        for (int s = 0; s < n[0]; s++) {
            progress.checkCancelled();
            final int mirrored = m_spectrum.firstAxis() == 0 ? (n[0] - s) % n[0] : s;
            for (int r = 0; r < n[1]; r++) {
                f.at(s, r);
                if (g != null) {
                    g.at(s, r);
                }
                final int line = (s * n[1] + r) * n[2];
                final int other = (mirrored * n[1] + (n[1] - r) % n[1]) * n[2];
                for (int c = 0; c < n[2]; c++) {
                    final int v = line + c;
                    final int w = other + (c == 0 ? 0 : n[2] - c);
                    // Hermitian and anti-Hermitian part
                    final double hr = (re[v] + re[w]) / 2;
                    final double hi = (im[v] - im[w]) / 2;
                    final double ar = re[v] - hr;
                    final double ai = im[v] - hi;
                    final double fr = f.m_scale * (f.m_even[c] * hr + f.m_odd[c] * ar);
                    final double fi = f.m_scale * (f.m_even[c] * hi + f.m_odd[c] * ai);
                    if (g == null) {
                        m_work.re()[v] = fr;
                        m_work.im()[v] = fi;
                    } else {
                        m_work.re()[v] = fr - g.m_scale * (g.m_even[c] * hi + g.m_odd[c] * ai);
                        m_work.im()[v] = fi + g.m_scale * (g.m_even[c] * hr + g.m_odd[c] * ar);
                    }
                }
            }
        }
        return m_work.inverses(from, size, progress);
    }

    /** The factor of an order along a line of columns. */
    private final class Row {
        private final int[] m_order;

        private final double m_norm;

        /** Powers along columns that count as those of the order do, and those that do not, at half the sampling rate; 0 elsewhere. */
        private final double[][] m_tables;

        private final boolean m_oddOrder;

        private double m_scale;

        private double[] m_even;

        private double[] m_odd;

        Row(final int[] order) {
            m_order = order;
            m_oddOrder = Arrays.stream(order).sum() % 2 == 1;
            m_norm = Math.sqrt(Riesz.factorial(Arrays.stream(order).sum()) / Riesz.factorials(order));
            final double[] x = m_powers[0][order[0]];
            m_tables = new double[][]{x.clone(), new double[x.length]};
            if (x.length % 2 == 0 && order[0] % 2 == 1) {
                final int half = x.length / 2;
                m_tables[1][half] = x[half];
                m_tables[0][half] = 0;
            }
        }

        void at(final int s, final int r) {
            m_scale = m_norm * m_powers[1][m_order[1]][r] * (m_order.length == 3 ? m_powers[2][m_order[2]][s] : 1);
            boolean odd = m_oddOrder ^ (2 * r == m_powers[1][0].length && m_order[1] % 2 == 1);
            if (m_order.length == 3) {
                odd ^= 2 * s == m_powers[2][0].length && m_order[2] % 2 == 1;
            }
            m_even = m_tables[odd ? 1 : 0];
            m_odd = m_tables[odd ? 0 : 1];
        }
    }
}
