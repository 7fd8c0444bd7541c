package org.petctflow.radiomics.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.petctflow.radiomics.image.Discretisation.Method;

class DiscretisationTest {

    @Test
    void fixedBinSizeBeginsAtTheRangeOrTheMinimum() {
        final double[] x = {-480, -455.1, -455, 0, 400};
        assertArrayEquals(new int[]{1, 2, 2, 21, 37}, Discretisation.binSize(25).levels(x, -500));
        assertArrayEquals(new int[]{1, 1, 2, 20, 36}, Discretisation.binSize(25).levels(x, Double.NaN));
    }

    @Test
    void fixedBinNumberPutsTheMaximumIntoTheLastBin() {
        assertArrayEquals(new int[]{1, 1, 2, 3, 4, 4},
            Discretisation.binNumber(4).levels(new double[]{0, 0.99, 1, 2.5, 3.99, 4}, Double.NaN));
        assertArrayEquals(new int[]{1, 1}, Discretisation.binNumber(4).levels(new double[]{7, 7}, Double.NaN));
    }

    /** The example of PyRadiomics' documentation: 54 to 166 with a width of 25 give edges 50, 75 ... 175. */
    @Test
    void pyRadiomicsBinsBeginAtMultiplesOfTheWidth() {
        final Discretisation d = new Discretisation(Method.PYRADIOMICS_BIN_WIDTH, 25, 0);
        assertArrayEquals(new int[]{1, 1, 2, 5, 5}, d.levels(new double[]{54, 74.9, 75, 150, 166}, Double.NaN));
        assertArrayEquals(new int[]{1, 2, 3}, d.levels(new double[]{-30, -25, 0}, Double.NaN));
        assertArrayEquals(new int[]{1, 3}, d.levels(new double[]{0, 50}, Double.NaN));
        assertArrayEquals(new int[]{1, 1}, d.levels(new double[]{0, 0}, Double.NaN));
    }

    /** numpy 1.24: numpy.digitize(x, edges) with edges = numpy.histogram(x, 3)[1], its last edge moved up by 1. */
    @Test
    void pyRadiomicsBinCountTakesTheEdgesOfAHistogram() {
        assertArrayEquals(new int[]{1, 1, 2, 2, 3, 3}, new Discretisation(Method.PYRADIOMICS_BIN_COUNT, Double.NaN, 3)
            .levels(new double[]{0, 0.9, 1, 1.9, 2, 3}, Double.NaN));
        // a flat region's edges are half a unit around its value
        assertArrayEquals(new int[]{2, 2}, new Discretisation(Method.PYRADIOMICS_BIN_COUNT, Double.NaN, 3)
            .levels(new double[]{5, 5}, Double.NaN));
    }

    @Test
    void whatCannotBeIsRefusedInWords() {
        assertEquals("The bin size must be positive, but was 0.0",
            assertThrows(IllegalArgumentException.class, () -> Discretisation.binSize(0)).getMessage());
        assertEquals("The bin size must be positive, but was NaN",
            assertThrows(IllegalArgumentException.class, () -> Discretisation.binSize(Double.NaN)).getMessage());
        assertEquals("The number of bins must be 1 to 10000, but was 0",
            assertThrows(IllegalArgumentException.class, () -> Discretisation.binNumber(0)).getMessage());
        assertEquals("There would be 1000001 grey levels with a bin size of 0.001, more than 10000: choose a larger bin size or a number of"
            + " bins", assertThrows(IllegalArgumentException.class,
                () -> Discretisation.binSize(0.001).levels(new double[]{0, 1000}, Double.NaN)).getMessage());
        assertEquals("Without discretisation every intensity must be a whole number from 1, but one was 0.0: choose a bin size or a number"
            + " of bins", assertThrows(IllegalArgumentException.class,
                () -> Discretisation.none().levels(new double[]{0, 1}, Double.NaN)).getMessage());
    }

    /** numpy 1.24.2: the histogram's edges of floats are floats, and from 2^24 on one more does not move the last of them. */
    @Test
    void theLargestOfLargeFloatsHasALevelOfItsOwn() {
        final Discretisation four = new Discretisation(Discretisation.Method.PYRADIOMICS_BIN_COUNT, Double.NaN, 4);
        final double[] large = {0, 9e6, 1.8e7, 3.2e7};
        assertArrayEquals(new int[]{1, 2, 3, 5}, four.levels(large, Double.NaN, true));
        assertArrayEquals(new int[]{1, 2, 3, 4}, four.levels(large, Double.NaN, false));
    }
}
