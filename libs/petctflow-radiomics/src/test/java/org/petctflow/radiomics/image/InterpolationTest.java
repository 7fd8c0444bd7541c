package org.petctflow.radiomics.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InterpolationTest {

    private static final int[] SIZE = {7, 60, 110};

    private static double[] axis(final int n, final double first, final double step) {
        final double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = first + i * step;
        }
        return x;
    }

    @ParameterizedTest
    @EnumSource(Interpolation.class)
    void voxelsKeepTheirValues(final Interpolation method) {
        final double[] values = new Random(1).doubles(7 * 60 * 110, -1000, 1000).toArray();
        final double[] same = method.sample(v -> values[v], SIZE,
            new double[][]{axis(7, 0, 1), axis(60, 0, 1), axis(110, 0, 1)}, Double.NaN);
        for (int v = 0; v < values.length; v++) {
            // ITK cuts the filter's start off at 1e-10 of the values
            assertEquals(values[v], same[v], 1e-6);
        }
        // a part far from the image's edge has the same spline, though only the voxels around it are read
        final double[] part = method.sample(v -> values[v], SIZE, new double[][]{axis(2, 3, 1), axis(3, 30, 1), axis(2, 60, 1)}, 0);
        assertEquals(values[(3 * 60 + 30) * 110 + 60], part[0], 1e-9);
        assertEquals(values[(4 * 60 + 32) * 110 + 61], part[11], 1e-9);
    }

    /** A cubic spline reproduces a cubic polynomial away from the edge, trilinear interpolation a linear one. */
    @Test
    void polynomialsAreReproduced() {
        final Interpolation.Source cubic = v -> {
            final double c = v % 110 - 55;
            final double r = v / 110 % 60 - 30;
            return 0.01 * c * c * c - r * r + 3 * c * r;
        };
        final double[] x = Interpolation.CUBIC.sample(cubic, SIZE, new double[][]{{3.4}, {30.25}, {55.7}}, 0);
        assertEquals(0.01 * 0.7 * 0.7 * 0.7 - 0.25 * 0.25 + 3 * 0.7 * 0.25, x[0], 1e-6);
        final double[] y = Interpolation.LINEAR.sample(v -> v % 110 + 2.0 * (v / 110 % 60) - 5.0 * (v / 6600), SIZE,
            new double[][]{{2.5}, {10.25}, {20.75}}, 0);
        assertEquals(20.75 + 20.5 - 12.5, y[0], 1e-9);
    }

    @Test
    void outsideIsTheGivenValueOrTheNearestPoint() {
        final double[][] beyond = {{-0.6}, {30}, {109.6}};
        assertEquals(-7, Interpolation.LINEAR.sample(v -> v, SIZE, beyond, -7)[0]);
        assertEquals(30 * 110 + 109, Interpolation.LINEAR.sample(v -> v, SIZE, beyond, Double.NaN)[0]);
        assertEquals(30 * 110 + 109, Interpolation.LINEAR.sample(v -> v, SIZE, new double[][]{{-0.5}, {30}, {109.4}}, -7)[0]);
    }

    @Test
    void nearestRoundsHalfUp() {
        assertEquals(3, Interpolation.NEAREST.sample(v -> v, new int[]{1, 1, 9}, new double[][]{{0}, {0}, {2.5}}, 0)[0]);
    }

    /** As ITK's: 99.99999 would lose its fraction and be 99 in an image of whole numbers. */
    @Test
    void whatIsFlatStaysFlatExactly() {
        final double[] x = {0.1, 1.0 / 3, 0.7, 1.3, 1.9};
        for (final double value : Interpolation.LINEAR.sample(v -> 100, new int[]{3, 3, 3}, new double[][]{x, x, x}, 0)) {
            assertEquals(100, value, 0);
        }
    }
}
