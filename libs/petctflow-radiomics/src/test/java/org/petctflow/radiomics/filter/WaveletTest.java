package org.petctflow.radiomics.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;

/** What defines each wavelet's filters, and PyWavelets' numbers. */
class WaveletTest {

    static Stream<String> names() {
        return Wavelet.NAMES.stream();
    }

    /** Sum of {@code a(k) b(k + shift)}. */
    private static double product(final double[] a, final double[] b, final int shift) {
        double sum = 0;
        for (int k = Math.max(0, -shift); k < a.length && k + shift < b.length; k++) {
            sum += a[k] * b[k + shift];
        }
        return sum;
    }

    /** {@code sum of f(k) (k - middle)^moment}, in units of the filter's half length. */
    private static double moment(final double[] f, final int moment) {
        double sum = 0;
        for (int k = 0; k < f.length; k++) {
            sum += f[k] * Math.pow((k - (f.length - 1) / 2.0) / (f.length / 2.0), moment);
        }
        return sum;
    }

    private static int vanishing(final String name) {
        final String digits = name.replaceAll("[^0-9.]", "");
        if (name.equals("haar")) {
            return 1;
        }
        if (name.startsWith("coif")) {
            return 2 * Integer.parseInt(digits);
        }
        if (name.contains("bior")) {
            return Integer.parseInt(digits.split("[.]")[name.startsWith("r") ? 1 : 0]);
        }
        return Integer.parseInt(digits);
    }

    @ParameterizedTest
    @MethodSource("names")
    void filtersAreWhatDefinesThem(final String name) {
        final Wavelet w = Wavelet.of(name);
        final int n = w.low().length;
        assertEquals(n, w.high().length);
        assertEquals(Math.sqrt(2), moment(w.low(), 0), 1e-13);
        // the dual's low-pass filter: the wavelet's own, if it is orthonormal
        final double[] dual = name.startsWith("bior") ? Wavelet.of("r" + name).low()
            : name.startsWith("rbior") || name.startsWith("rbio") ? Wavelet.of(name.substring(1)).low() : w.low();
        for (int shift = -n + 2 - n % 2; shift < n; shift += 2) {
            assertEquals(shift == 0 ? 1 : 0, product(w.low(), dual, shift), 1e-13, name + " shift " + shift);
        }
        for (int m = 0; m < vanishing(name); m++) {
            assertEquals(0, moment(w.high(), m), 1e-12, name + " moment " + m);
        }
        assertTrue(Math.abs(moment(w.high(), vanishing(name))) > 1e-12, name + " has no further vanishing moment");
        if (!name.contains("bior")) {
            for (int shift = 0; shift < n; shift += 2) {
                assertEquals(0, product(w.low(), w.high(), shift), 1e-13);
            }
        }
    }

    @Test
    void numbersArePyWavelets() {
        // PyWavelets 1.8, pywt.Wavelet(name).dec_lo, which are good to 12 digits
        assertArrayEquals(new double[]{-0.010597401785069032, 0.0328830116668852, 0.030841381835560764, -0.18703481171909308,
            -0.027983769416859854, 0.63088076792985891, 0.71484657055291565, 0.2303778133088965}, Wavelet.of("db4").low(), 1e-12);
        assertArrayEquals(new double[]{-0.075765714789273325, -0.02963552764599851, 0.49761866763201545, 0.80373875180591614,
            0.29785779560527736, -0.099219543576847216, -0.012603967262037833, 0.032223100604042702}, Wavelet.of("sym4").low(), 1e-12);
        assertArrayEquals(new double[]{0, 0.033145630368119415, -0.06629126073623883, -0.17677669529663688, 0.41984465132951259,
            0.99436891104358246, 0.41984465132951259, -0.17677669529663688, -0.06629126073623883, 0.033145630368119415}, Wavelet.of("bior2.4").low(), 1e-12);
        assertArrayEquals(new double[]{0, 0.03782845550726404, -0.023849465019556843, -0.11062440441843718, 0.37740285561283066,
            0.85269867900889385, 0.37740285561283066, -0.11062440441843718, -0.023849465019556843, 0.03782845550726404}, Wavelet.of("bior4.4").low(), 2e-12);
        assertEquals(-0.0033824159510061256, Wavelet.of("sym8").low()[0], 1e-12);
        assertEquals(-0.000720549445520347, Wavelet.of("coif2").low()[0], 1e-12);
        // the same filters under two names
        assertArrayEquals(Wavelet.of("db2").low(), Wavelet.of("sym2").low(), 1e-15);
        assertArrayEquals(Wavelet.of("haar").low(), Wavelet.of("bior1.1").low(), 1e-15);
        assertThrows(IllegalArgumentException.class, () -> Wavelet.of("db99"));
    }

    @ParameterizedTest
    @CsvSource({"db2, LHL, 1", "coif1, HLH, 2", "haar, LLL, 3", "bior2.2, LL, 2"})
    void decimatedIsEverySecondValueOfEveryLevel(final String wavelet, final String bands, final int level) {
        final int[] size = {16, 24, 32};
        final double[] x = new Random(6).doubles(16 * 24 * 32, -1, 1).toArray();
        final Volume image = Volume.of(Geometry.axial(16, 24, 32, 1, 1, 1), Modality.CT, Units.HU, Voxels.of(x));
        final double[] response = IbsiFilters.wavelet(wavelet, bands, level, true, Pooling.NONE, Boundary.PERIODIC)
            .apply(image, null, Progress.NONE).get(0).image().voxels().toDoubles();
        Grid grid = new Grid(size, x);
        final Wavelet w = Wavelet.of(wavelet);
        for (int l = 1; l <= level; l++) {
            for (int i = 0; i < bands.length(); i++) {
                final double[] filter = l == level && bands.charAt(i) == 'H' ? w.high() : w.low();
                grid = every(grid.convolve(2 - i, filter, filter.length / 2, Boundary.PERIODIC), 2 - i);
            }
        }
        final int step = 1 << level;
        for (int s = 0, v = 0; s < 16; s++) {
            for (int r = 0; r < 24; r++) {
                for (int c = 0; c < 32; c++, v++) {
                    final int[] g = grid.size();
                    final double expected =
                        grid.values()[((bands.length() == 3 ? s / step : s) * g[1] + r / step) * g[2] + c / step];
                    assertEquals(expected, response[v], 1e-12);
                }
            }
        }
    }

    private static Grid every(final Grid grid, final int axis) {
        final int[] size = grid.size().clone();
        size[axis] /= 2;
        final double[] values = new double[size[0] * size[1] * size[2]];
        for (int s = 0, v = 0; s < size[0]; s++) {
            for (int r = 0; r < size[1]; r++) {
                for (int c = 0; c < size[2]; c++, v++) {
                    final int z = axis == 0 ? 2 * s : s;
                    final int y = axis == 1 ? 2 * r : r;
                    values[v] = grid.values()[(z * grid.size()[1] + y) * grid.size()[2] + (axis == 2 ? 2 * c : c)];
                }
            }
        }
        return new Grid(size, values);
    }
}
