package org.petctflow.learning.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

/** Figures of SciPy 1.17.1, which computes in double precision; needs nothing but the clone. */
class ShapiroWilkTest {

    /** n; W and p of x(i) = sin(0.7 i^2) + 0.1 (i mod 7); W and p of x(i) = (7919 i mod 101)^2 / 100; i = 1 ... n. */
    private static final double[][] SCIPY = {
        {3, 0.9998540273826644, 0.9769246848193586, 0.8876047992152488, 0.3470673225879698},
        {4, 0.8792640515692141, 0.3355021626769684, 0.9606684982122575, 0.7831152330251253},
        {5, 0.8744258628231352, 0.2848103606908342, 0.9101085323397591, 0.4682428822028517},
        {6, 0.8324474016545369, 0.11273236048230184, 0.9050574683371452, 0.4046863158503006},
        {7, 0.8587191702425203, 0.14743749308466508, 0.8888616089866562, 0.2687778494179613},
        {11, 0.8975194851124503, 0.1723571790751236, 0.8809328551597663, 0.10692132693009693},
        {12, 0.8815047818507095, 0.09162675846808005, 0.8792031677276377, 0.08561111373836851},
        {20, 0.9706968306313938, 0.7695216456141089, 0.8784182874329777, 0.016572750478026293},
        {50, 0.961225747764661, 0.10005668741470054, 0.8924280145157144, 0.00027273408889965024},
        {162, 0.9525441859876572, 2.6757491299780547e-05, 0.89513613113283, 2.5419098034421697e-09},
        {500, 0.9522783692224188, 1.2544819920326117e-11, 0.8938601782574017, 4.184767637435668e-18},
        {5000, 0.9468253071347243, 3.5499521101405385e-39, 0.8939228845228504, 3.2990438710359213e-50}};

    /** n, d, P(D >= d) of scipy.stats.kstwo; of more than 140 values, where SciPy approximates, of mpmath with 60 digits. */
    private static final double[][] KOLMOGOROV = {
        {5, 0.3, 0.664},
        {10, 0.274, 0.3715203845434957},
        {47, 0.08, 0.900844905104673},
        {47, 0.28, 0.0009444623966786692},
        {47, 0.6, 1.0388225575764181e-16},
        {300, 0.05, 0.427441622391802},
        {2000, 0.03, 0.0535469454833668}};

    private static double[] waves(final int n) {
        return IntStream.rangeClosed(1, n).mapToDouble(i -> Math.sin((double)i * i * 0.7) + 0.1 * (i % 7)).toArray();
    }

    private static double[] skewed(final int n) {
        return IntStream.rangeClosed(1, n).mapToDouble(i -> Math.pow(i * 7919L % 101, 2) / 100.0).toArray();
    }

    @Test
    void isScipysInDoublePrecision() {
        for (final double[] expected : SCIPY) {
            final int n = (int)expected[0];
            final TestResult waves = ShapiroWilk.test(waves(n));
            final TestResult skewed = ShapiroWilk.test(skewed(n));
            assertEquals(expected[1], waves.statistic(), 1e-9, "W of " + n);
            assertEquals(expected[2], waves.p(), 1e-6 * expected[2], "p of " + n); // its normal quantiles have seven digits
            assertEquals(expected[3], skewed.statistic(), 1e-9, "W of " + n);
            assertEquals(expected[4], skewed.p(), 1e-6 * expected[4], "p of " + n);
        }
    }

    @Test
    void singlePrecisionDiffersByItsRoundingOnly() {
        for (final double[] expected : SCIPY) {
            final int n = (int)expected[0];
            assertEquals(expected[1], SinglePrecisionShapiroWilk.test(waves(n)).statistic(), 5e-8 * Math.max(40, n), "W of " + n);
            assertEquals(expected[3], SinglePrecisionShapiroWilk.test(skewed(n)).statistic(), 5e-8 * Math.max(40, n), "W of " + n);
        }
        assertThrows(IllegalArgumentException.class, () -> SinglePrecisionShapiroWilk.test(new double[]{1, 1, 1}));
    }

    @Test
    void kolmogorovsDistributionIsScipys() {
        for (final double[] expected : KOLMOGOROV) {
            assertEquals(expected[2], KolmogorovDistribution.atLeast((int)expected[0], expected[1]), 1e-9 * expected[2], expected[0] + " values");
        }
        // beyond the exact ones the limit takes over without a jump
        assertEquals(KolmogorovDistribution.atLeast(2000, 0.02), KolmogorovDistribution.atLeast(2001, 0.02), 2e-3);
        assertEquals(1, KolmogorovDistribution.atLeast(50_000, 1e-5));
    }
}
