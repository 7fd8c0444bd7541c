package org.petctflow.deep.nnunet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.petctflow.base.Progress;

/** Values by hand, from closed forms, and against a spline whose equations are solved as they stand. */
class ResizeTest {

    private static float[] line(final int m, final int order, final float... values) {
        return Resize.resize(values, new int[]{1, 1, values.length}, new int[]{1, 1, m}, order, -1, 0, Progress.NONE);
    }

    @Test
    void linearAndNearestByHand() {
        // voxel i of four lies at (i + 0.5) / 2 - 0.5 = -0.25, 0.25, 0.75, 1.25
        assertArrayEquals(new float[]{10, 12.5f, 17.5f, 20}, line(4, 1, 10, 20));
        // of two at 0.5 and 2.5: halves go up
        assertArrayEquals(new float[]{2, 4}, line(2, 0, 1, 2, 3, 4));
        assertArrayEquals(new float[]{2.5f}, line(1, 1, 1, 2, 3, 4));
    }

    /** eta(x) = sum_k sqrt(3) z^|k| beta(x - k) with z = sqrt(3) - 2: the spline that is 1 at 0 and 0 at all other whole numbers. */
    private static double cardinal(final double x) {
        double sum = 0;
        for (int k = -40; k <= 40; k++) {
            sum += Math.sqrt(3) * Math.pow(Math.sqrt(3) - 2, Math.abs(k)) * beta(x - k);
        }
        return sum;
    }

    private static double beta(final double x) {
        final double a = Math.abs(x);
        return a < 1 ? (4 - 6 * a * a + 3 * a * a * a) / 6 : a < 2 ? Math.pow(2 - a, 3) / 6 : 0;
    }

    @Test
    void cubicIsTheCardinalSplineAndClipped() {
        final float[] values = new float[31];
        values[15] = 1;
        final float[] result = line(62, 3, values);
        for (int i = 0; i < result.length; i++) {
            final double x = (i + 0.5) / 2 - 0.5;
            assertEquals(Math.max(0, Math.min(1, cardinal(x - 15))), result[i], 1e-6, "at " + x);
        }
        assertEquals(0, result[28], "it would swing below 0 at 13.75, where the spline is " + cardinal(-1.25));
    }

    /** The image goes on with its last value: solved as equations on a line that is long enough. */
    @Test
    void cubicGoesOnWithTheLastValue() {
        final Random random = new Random(3);
        final int n = 7;
        final float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = random.nextFloat();
        }
        values[2] = 5; // so that nothing is clipped above
        values[4] = -5;
        final int pad = 40;
        final double[] right = new double[n + 2 * pad];
        for (int i = 0; i < right.length; i++) {
            right[i] = values[Math.min(Math.max(i - pad, 0), n - 1)];
        }
        final double[] c = solve(right);
        final int m = 18;
        final float[] result = line(m, 3, values);
        for (int i = 0; i < m; i++) {
            final double x = (i + 0.5) * n / m - 0.5;
            double sum = 0;
            for (int k = 0; k < c.length; k++) {
                sum += c[k] * beta(x + pad - k);
            }
            assertEquals(Math.max(-5, Math.min(5, sum)), result[i], 2e-6, "at " + x);
        }
    }

    /** (c[i-1] + 4 c[i] + c[i+1]) / 6 = right[i], by elimination. */
    private static double[] solve(final double[] right) {
        final int n = right.length;
        final double[] d = new double[n];
        final double[] r = new double[n];
        for (int i = 0; i < n; i++) {
            d[i] = 4 - (i == 0 ? 0 : 1 / d[i - 1]);
            r[i] = 6 * right[i] - (i == 0 ? 0 : r[i - 1] / d[i - 1]);
        }
        final double[] c = new double[n];
        for (int i = n - 1; i >= 0; i--) {
            c[i] = (r[i] - (i == n - 1 ? 0 : c[i + 1])) / d[i];
        }
        return c;
    }

    @Test
    void axesAreIndependent() {
        final Random random = new Random(5);
        final int[] shape = {3, 4, 5};
        final int[] target = {5, 3, 9};
        final float[] values = new float[60];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        final float[] all = Resize.resize(values, shape, target, 1, -1, 0, Progress.NONE);
        // the trilinear value of one voxel, by hand
        final double[] x = {(4 + 0.5) * 3 / 5 - 0.5, (1 + 0.5) * 4 / 3 - 0.5, (6 + 0.5) * 5 / 9 - 0.5}; // 2.2, 1.5, 3.111
        double sum = 0;
        for (int a = 0; a < 2; a++) {
            for (int b = 0; b < 2; b++) {
                for (int c = 0; c < 2; c++) {
                    final int[] at = {(int)x[0] + a, (int)x[1] + b, (int)x[2] + c};
                    final double w = (a == 0 ? 1 - x[0] % 1 : x[0] % 1) * (b == 0 ? 1 - x[1] % 1 : x[1] % 1)
                        * (c == 0 ? 1 - x[2] % 1 : x[2] % 1);
                    sum += w * values[(Math.min(at[0], 2) * 4 + at[1]) * 5 + at[2]];
                }
            }
        }
        assertEquals(sum, all[(4 * 3 + 1) * 9 + 6], 1e-6);
        assertSame(values, Resize.resize(values, shape, shape.clone(), 3, -1, 0, Progress.NONE));
    }

    @Test
    void aCoarseAxisIsResampledOnItsOwn() {
        // two planes of 1 x 2, made four of 1 x 4: in the plane linear, across the nearest
        final float[] result = Resize.resize(new float[]{0, 4, 10, 30}, new int[]{2, 1, 2}, new int[]{4, 1, 4}, 1, 0, 0, Progress.NONE);
        assertArrayEquals(new float[]{0, 1, 3, 4, 0, 1, 3, 4, 10, 15, 25, 30, 10, 15, 25, 30}, result);
        // cubic in the plane is clipped plane by plane: 0 to 1 and 0 to 2
        final float[] planes = {0, 0, 1, 0, 0, 0, 0, 2, 0, 0};
        final float[] cubic = Resize.resize(planes, new int[]{2, 1, 5}, new int[]{2, 1, 10}, 3, 0, 0, Progress.NONE);
        for (int i = 0; i < 10; i++) {
            assertEquals(2 * cubic[i], cubic[10 + i], 1e-6);
        }
        assertEquals(Math.min(1, cardinal(0.25)), cubic[4], 1e-4);
    }

    /** Lines of a fixture without its comments. */
    private static List<String> lines(final String name) throws IOException {
        try (InputStream in = ResizeTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().filter(l -> !l.startsWith("#")).toList();
        }
    }

    private static double[] numbers(final String line) {
        return Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    /** SciPy 1.10.1 and scikit-image 0.19.3; resize.py beside the fixture wrote it. */
    @Test
    void isWhatScikitImageMakes() throws IOException {
        final List<String> lines = lines("resize.txt");
        for (int n = 0; n < lines.size(); n += 3) {
            final int[] head = Arrays.stream(lines.get(n).split(" ")).mapToInt(Integer::parseInt).toArray();
            final double[] image = numbers(lines.get(n + 1));
            final float[] values = new float[image.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float)image[i];
            }
            final float[] result = Resize.resize(values, Arrays.copyOf(head, 3), Arrays.copyOfRange(head, 3, 6), head[6], head[7], 0,
                Progress.NONE);
            final double[] expected = numbers(lines.get(n + 2));
            assertEquals(expected.length, result.length);
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], result[i], 1e-4, lines.get(n) + " at " + i + ", values of about 100");
            }
        }
    }

    @Test
    void gaussianIsWhatSciPyMakes() throws IOException {
        final List<String> lines = lines("gaussian.txt");
        for (int n = 0; n < lines.size(); n += 2) {
            final int[] window = Arrays.stream(lines.get(n).split(" ")).mapToInt(Integer::parseInt).toArray();
            final float[] weights = Windows.gaussian(window);
            final double[] expected = numbers(lines.get(n + 1));
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], weights[i], 1e-6 * expected[i], lines.get(n) + " at " + i);
            }
        }
    }

    @Test
    void whichAxisIsApart() {
        final double[] fine = {1, 1, 1};
        assertEquals(-1, Resize.separateAxis(new double[]{3, 1, 1}, fine, null, 3), "3 is not more than 3");
        assertEquals(0, Resize.separateAxis(new double[]{3.1, 1, 1}, fine, null, 3));
        assertEquals(-1, Resize.separateAxis(new double[]{3.1, 1, 1}, fine, null, 4));
        assertEquals(0, Resize.separateAxis(new double[]{3, 1, 1}, fine, null, 2));
        assertEquals(2, Resize.separateAxis(fine, new double[]{1, 1, 5}, null, 3), "the result's spacing counts, too");
        assertEquals(-1, Resize.separateAxis(new double[]{5, 5, 1}, fine, null, 3), "two coarse axes");
        assertEquals(-1, Resize.separateAxis(new double[]{5, 1, 1}, fine, false, 3));
        assertEquals(0, Resize.separateAxis(new double[]{2, 1, 1}, fine, true, 3));
        assertEquals(-1, Resize.separateAxis(fine, fine, true, 3));
        assertArrayEquals(new int[]{2, 4, 250}, Resize.shape(new int[]{5, 7, 100}, new double[]{1, 1, 2.5}, new double[]{2, 2, 1}),
            "2.5 and 3.5 are rounded to the even number, as Python does");
    }
}
