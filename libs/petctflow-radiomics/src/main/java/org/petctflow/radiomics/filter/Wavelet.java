package org.petctflow.radiomics.filter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The decomposition filters of a wavelet, under PyWavelets' names: haar, Daubechies' db1 to db20 and sym2 to sym20 (1988,
 * doi:10.1002/cpa.3160410705), coif1 to coif5 (Daubechies 1993, doi:10.1137/0524031), biorthogonal splines bior and rbio (Cohen, Daubechies,
 * Feauveau 1992, doi:10.1002/cpa.3160450502). The resource has the scaling filters to 20 digits: db, sym and bior from the roots of their
 * half-band polynomials, coif from their equations by Newton's method, all with 60 digits; which roots sym takes is what makes it PyWavelets'.
 * For an orthonormal wavelet of scaling filter s, {@code low(k) = s(n - 1 - k)} and {@code high(k) = (-1)^(k + 1) s(k)}, of norm 1.
 *
 * @param low the low-pass filter, of sum sqrt(2)
 * @param high the high-pass filter, as long
 */
record Wavelet(double[] low, double[] high) {

    private static final Map<String, Wavelet> ALL = read();

    /** Wavelets there are. */
    static final List<String> NAMES = List.copyOf(ALL.keySet());

    static Wavelet of(final String name) {
        final Wavelet wavelet = ALL.get(name.toLowerCase(Locale.ROOT));
        if (wavelet == null) {
            throw new IllegalArgumentException("The wavelet must be one of " + String.join(", ", NAMES) + ", but was " + name);
        }
        return wavelet;
    }

    /**
     * @param name a wavelet
     * @return its filters as PyWavelets has them for images of floats; coiflets' are products of two floats there
     */
    static Wavelet single(final String name) {
        final Wavelet wavelet = of(name);
        final double factor = name.toLowerCase(Locale.ROOT).startsWith("coif") ? Math.sqrt(2) : 1;
        return new Wavelet(single(wavelet.low, factor), single(wavelet.high, factor));
    }

    private static double[] single(final double[] filter, final double factor) {
        return Arrays.stream(filter).map(c -> (float)(c / factor) * (float)factor).toArray();
    }

    private static Map<String, Wavelet> read() {
        final Map<String, Wavelet> all = new LinkedHashMap<>();
        final Map<String, Wavelet> reversed = new LinkedHashMap<>();
        try (InputStream in = Wavelet.class.getResourceAsStream("wavelets.tsv")) {
            for (final String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                final String[] cells = line.split("\t");
                final double[] scaling = Arrays.stream(cells[1].split(" ")).mapToDouble(Double::parseDouble).toArray();
                if (cells.length == 2) {
                    final Wavelet wavelet = new Wavelet(reversed(scaling), high(scaling));
                    if (cells[0].equals("db1")) {
                        all.put("haar", wavelet);
                    }
                    all.put(cells[0], wavelet);
                } else {
                    // scaling filters of reconstruction and of decomposition; rbio takes the one for the other, turned round
                    final double[] low = Arrays.stream(cells[2].split(" ")).mapToDouble(Double::parseDouble).toArray();
                    all.put(cells[0], new Wavelet(low, high(scaling)));
                    reversed.put("r" + cells[0], new Wavelet(reversed(scaling), high(reversed(low))));
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        all.putAll(reversed);
        return all;
    }

    private static double[] high(final double[] scaling) {
        final double[] high = new double[scaling.length];
        for (int k = 0; k < high.length; k++) {
            high[k] = (k % 2 == 0 ? -1 : 1) * scaling[k];
        }
        return high;
    }

    private static double[] reversed(final double[] values) {
        final double[] reversed = new double[values.length];
        for (int k = 0; k < values.length; k++) {
            reversed[k] = values[values.length - 1 - k];
        }
        return reversed;
    }
}
