package org.petctflow.radiomics.filter;

import java.util.List;
import java.util.Locale;

/**
 * The decomposition filters of an orthonormal wavelet, of norm 1: low-pass {@code low} and high-pass
 * {@code high(k) = (-1)^(k + 1) low(n - 1 - k)}, in closed form (Daubechies 1988, doi:10.1002/cpa.3160410705; coiflet:
 * Daubechies 1993, doi:10.1137/0524031). Names are PyWavelets'.
 *
 * @param low the low-pass filter
 * @param high the high-pass filter
 */
record Wavelet(double[] low, double[] high) {

    /** Wavelets there are. */
    static final List<String> NAMES = List.of("haar", "db1", "db2", "db3", "coif1");

    static Wavelet of(final String name) {
        final double[] scaling = switch (name.toLowerCase(Locale.ROOT)) {
            case "haar", "db1" -> over(2, 1, 1);
            case "db2" -> {
                final double a = Math.sqrt(3);
                yield over(8, 1 + a, 3 + a, 3 - a, 1 - a);
            }
            case "db3" -> {
                final double a = Math.sqrt(10);
                final double b = Math.sqrt(5 + 2 * a);
                yield over(32, 1 + a + b, 5 + a + 3 * b, 10 - 2 * a + 2 * b, 10 - 2 * a - 2 * b, 5 + a - 3 * b, 1 + a - b);
            }
            case "coif1" -> {
                final double a = Math.sqrt(7);
                yield over(32, 1 - a, 5 + a, 14 + 2 * a, 14 - 2 * a, 1 - a, -3 + a);
            }
            default -> throw new IllegalArgumentException(
                "The wavelet must be one of " + String.join(", ", NAMES) + ", but was " + name);
        };
        final int n = scaling.length;
        final double[] low = new double[n];
        final double[] high = new double[n];
        for (int k = 0; k < n; k++) {
            low[k] = scaling[n - 1 - k];
            high[k] = (k % 2 == 0 ? -1 : 1) * scaling[k];
        }
        return new Wavelet(low, high);
    }

    /** The values over their common denominator {@code d / sqrt(2)}: their sum becomes sqrt(2). */
    private static double[] over(final double d, final double... values) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= Math.sqrt(2) / d;
        }
        return values;
    }
}
