package org.petctflow.radiomics.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FourierTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 15, 20, 22, 30, 36, 50, 60, 91, 127})
    void fourierTransformIsItsDefinition(final int n) {
        final int lines = 19;
        final Random random = new Random(n);
        final double[] re = random.doubles(n * lines).toArray();
        final double[] im = random.doubles(n * lines).toArray();
        final double[] fastRe = re.clone();
        final double[] fastIm = im.clone();
        new Fourier(n).transform(fastRe, fastIm, lines, new double[n * lines], new double[n * lines]);
        for (int b = 0; b < lines; b++) {
            for (int f = 0; f < n; f++) {
                double sumRe = 0;
                double sumIm = 0;
                for (int k = 0; k < n; k++) {
                    final double angle = -2 * Math.PI * f * k / n;
                    sumRe += re[k * lines + b] * Math.cos(angle) - im[k * lines + b] * Math.sin(angle);
                    sumIm += re[k * lines + b] * Math.sin(angle) + im[k * lines + b] * Math.cos(angle);
                }
                assertEquals(sumRe, fastRe[f * lines + b], 1e-10);
                assertEquals(sumIm, fastIm[f * lines + b], 1e-10);
            }
        }
    }

    @Test
    void fastLengthsAreProductsOfTwoThreeAndFive() {
        assertEquals(1, Fourier.length(0));
        assertEquals(8, Fourier.length(7));
        assertEquals(15, Fourier.length(13));
        assertEquals(128, Fourier.length(127));
        assertEquals(60, Fourier.length(60));
    }
}
