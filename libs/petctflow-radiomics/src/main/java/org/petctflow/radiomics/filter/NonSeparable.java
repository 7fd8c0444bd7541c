package org.petctflow.radiomics.filter;

import java.util.Locale;

/** Non-separable wavelets in the Fourier domain; see {@link IbsiFilters#nonSeparable}. */
final class NonSeparable {

    private NonSeparable() {
    }

    static Spectrum.Symbol of(final String wavelet, final int level) {
        if (level < 1 || level > 8) {
            throw new IllegalArgumentException("The level of a non-separable wavelet must be from 1 to 8, but was " + level);
        }
        final double m = 1.0 / (1 << level - 1);
        return switch (wavelet.toLowerCase(Locale.ROOT)) {
            case "simoncelli" -> (z, y, x) -> {
                final double r = Math.sqrt(z * z + y * y + x * x);
                return r <= m / 4 || r >= m ? 0 : Math.cos(Math.PI / 2 * Math.log(2 * r / m) / Math.log(2));
            };
            case "shannon" -> (z, y, x) -> {
                final double r = Math.sqrt(z * z + y * y + x * x);
                return r < m / 2 || r > m ? 0 : 1;
            };
            default -> throw new IllegalArgumentException(
                "The non-separable wavelet must be simoncelli or shannon, but was " + wavelet);
        };
    }

    /** @return the n frequencies of each axis, evenly from -1 to 1, in the order of a transform; see {@link IbsiFilters#nonSeparable} */
    static double[][] frequencies(final int[] size) {
        final double[][] f = new double[3][];
        for (int axis = 0; axis < 3; axis++) {
            final int n = size[axis];
            f[axis] = new double[n];
            for (int k = 0; n > 1 && k < n; k++) {
                f[axis][(k + n - n / 2) % n] = (2.0 * k - (n - 1)) / (n - 1);
            }
        }
        return f;
    }
}
