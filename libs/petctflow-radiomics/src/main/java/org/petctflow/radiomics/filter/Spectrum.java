package org.petctflow.radiomics.filter;

import java.util.Arrays;

import org.petctflow.base.Progress;
import org.petctflow.radiomics.image.Fourier;

/**
 * The discrete Fourier transform of a grid, of the volume or of each slice. Takes twice the memory of the grid.
 */
final class Spectrum {

    /** Lines that are transformed together: as many doubles fill a cache line eight times. */
    private static final int TOGETHER = 64;

    private final int[] m_size;

    private final int m_firstAxis;

    private final double[] m_re;

    private final double[] m_im;

    /** The factor of each frequency. */
    @FunctionalInterface
    interface Symbol {
        /**
         * @param slice frequency along slices, in units of half the sampling rate; 0 where slices are transformed one by one
         * @param row along rows
         * @param column along columns
         * @return the factor
         */
        double at(double slice, double row, double column);
    }

    private Spectrum(final int[] size, final int firstAxis, final double[] re, final double[] im) {
        m_size = size;
        m_firstAxis = firstAxis;
        m_re = re;
        m_im = im;
    }

    /**
     * @param grid real values
     * @param flat whether slice by slice
     * @param progress asked for cancellation
     * @return its transform
     */
    static Spectrum of(final Grid grid, final boolean flat, final Progress progress) {
        final Spectrum spectrum =
            new Spectrum(grid.size(), flat ? 1 : 0, grid.values().clone(), new double[grid.values().length]);
        spectrum.transform(spectrum.m_re, spectrum.m_im, progress);
        return spectrum;
    }

    /** @return the frequencies of an axis as a transform lays them out, from -1 to below 1: half the sampling rate is 1 */
    static double[] frequencies(final int n) {
        final double[] f = new double[n];
        for (int k = 0; k < n; k++) {
            f[k] = 2.0 * (k < (n + 1) / 2 ? k : k - n) / n;
        }
        return f;
    }

    /** @return a spectrum of its own */
    Spectrum copy() {
        return new Spectrum(m_size, m_firstAxis, m_re.clone(), m_im.clone());
    }

    /** @return a spectrum of its own, of the same size, filled with 0 */
    Spectrum empty() {
        return new Spectrum(m_size, m_firstAxis, new double[m_re.length], new double[m_re.length]);
    }

    /** @return voxels along slices, rows and columns; not to be changed */
    int[] size() {
        return m_size;
    }

    /** @return the first axis that is transformed: 1 for slice by slice */
    int firstAxis() {
        return m_firstAxis;
    }

    /** @return the real parts; the array itself */
    double[] re() {
        return m_re;
    }

    /** @return the imaginary parts; the array itself */
    double[] im() {
        return m_im;
    }

    /**
     * Multiplies in place.
     *
     * @param frequencies of each axis
     * @param symbol a factor for each frequency
     */
    void multiply(final double[][] frequencies, final Symbol symbol) {
        for (int s = 0, v = 0; s < m_size[0]; s++) {
            final double z = m_firstAxis == 0 ? frequencies[0][s] : 0;
            for (int r = 0; r < m_size[1]; r++) {
                final double y = frequencies[1][r];
                for (int c = 0; c < m_size[2]; c++, v++) {
                    final double factor = symbol.at(z, y, frequencies[2][c]);
                    m_re[v] *= factor;
                    m_im[v] *= factor;
                }
            }
        }
    }

    /** Removes frequency 0, in place: the mean becomes 0. */
    void clearMean() {
        final int step = m_firstAxis == 0 ? m_re.length : m_size[1] * m_size[2];
        for (int v = 0; v < m_re.length; v += step) {
            m_re[v] = 0;
            m_im[v] = 0;
        }
    }

    /** Multiplies in place by the transform of another grid of the same size. */
    void multiply(final Spectrum other) {
        for (int v = 0; v < m_re.length; v++) {
            final double re = m_re[v] * other.m_re[v] - m_im[v] * other.m_im[v];
            m_im[v] = m_re[v] * other.m_im[v] + m_im[v] * other.m_re[v];
            m_re[v] = re;
        }
    }

    /** Adds i times the transform of another grid of the same size in place. */
    void addTurned(final Spectrum other) {
        for (int v = 0; v < m_re.length; v++) {
            m_re[v] -= other.m_im[v];
            m_im[v] += other.m_re[v];
        }
    }

    /** @return the modulus of the inverse transform; this spectrum is used up */
    Grid modulus(final Progress progress) {
        final Grid real = inverse(progress);
        final double n = scale();
        for (int v = 0; v < m_re.length; v++) {
            m_re[v] = Math.sqrt(m_re[v] * m_re[v] + m_im[v] / n * (m_im[v] / n));
        }
        return real;
    }

    /** @return the real part of the inverse transform; this spectrum is used up */
    Grid inverse(final Progress progress) {
        // the transform with real and imaginary part exchanged is the inverse, times the number of values
        transform(m_im, m_re, progress);
        final double n = scale();
        for (int v = 0; v < m_re.length; v++) {
            m_re[v] /= n;
        }
        return new Grid(m_size, m_re);
    }

    /**
     * Two inverse transforms at once, where one spectrum is F + i G of real f and g.
     *
     * @param from where the part begins that is wanted, may lie outside: the grid is periodic
     * @param size its size; lines that do not meet it are left out
     * @param progress asked for cancellation
     * @return f and g there; this spectrum is used up
     */
    Grid[] inverses(final int[] from, final int[] size, final Progress progress) {
        transform(m_im, m_re, from, size, progress);
        final Grid[] parts = {new Grid(m_size, m_re).part(from, size, Boundary.PERIODIC), new Grid(m_size, m_im).part(from, size, Boundary.PERIODIC)};
        for (final Grid part : parts) {
            for (int v = 0; v < part.values().length; v++) {
                part.values()[v] /= scale();
            }
        }
        return parts;
    }

    private double scale() {
        return (m_firstAxis == 0 ? m_size[0] : 1.0) * m_size[1] * m_size[2];
    }

    private void transform(final double[] re, final double[] im, final Progress progress) {
        transform(re, im, new int[3], m_size, progress);
    }

    /** The lines that meet a part of the periodic grid; others have no meaning then. */
    private int[] lines(final int axis, final int[] from, final int[] size) {
        final int[] lines = new int[m_re.length / m_size[axis]];
        int count = 0;
        for (int line = 0; line < lines.length; line++) {
            final int slice = axis == 0 ? 0 : axis == 1 ? line / m_size[2] : line / m_size[1];
            final boolean met = axis == 0 || Math.floorMod(slice - from[0], m_size[0]) < size[0]
                && (axis == 1 || Math.floorMod(line % m_size[1] - from[1], m_size[1]) < size[1]);
            if (met) {
                lines[count++] = line;
            }
        }
        return Arrays.copyOf(lines, count);
    }

    private void transform(final double[] re, final double[] im, final int[] from, final int[] size, final Progress progress) {
        for (int axis = m_firstAxis; axis < 3; axis++) {
            final int n = m_size[axis];
            if (n == 1) {
                continue;
            }
            final int stride = axis == 2 ? 1 : axis == 1 ? m_size[2] : m_size[1] * m_size[2];
            final Fourier fourier = new Fourier(n);
            final int[] met = lines(axis, from, size);
            final int lines = met.length;
            final int most = Math.min(lines, TOGETHER);
            final double[][] work = new double[4][most * n];
            final int[] bases = new int[most];
            for (int first = 0; first < lines; first += most) {
                progress.checkCancelled();
                final int count = Math.min(most, lines - first);
                for (int b = 0; b < count; b++) {
                    bases[b] = base(met[first + b], n, stride);
                }
                for (int k = 0; k < n; k++) {
                    for (int b = 0; b < count; b++) {
                        work[0][k * count + b] = re[bases[b] + k * stride];
                        work[1][k * count + b] = im[bases[b] + k * stride];
                    }
                }
                fourier.transform(work[0], work[1], count, work[2], work[3]);
                for (int k = 0; k < n; k++) {
                    for (int b = 0; b < count; b++) {
                        re[bases[b] + k * stride] = work[0][k * count + b];
                        im[bases[b] + k * stride] = work[1][k * count + b];
                    }
                }
            }
        }
    }

    private static int base(final int line, final int n, final int stride) {
        return line / stride * stride * n + line % stride;
    }
}
