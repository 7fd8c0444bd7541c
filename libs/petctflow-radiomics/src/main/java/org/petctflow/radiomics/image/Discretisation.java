package org.petctflow.radiomics.image;

import java.util.Objects;

/**
 * How intensities become grey levels 1, 2, 3 ... Immutable. Source: IBSI section 2.7 (4R0B, K15C, Q3RU); PyRadiomics' rules as its
 * imageoperations document them.
 *
 * @param method the rule
 * @param binSize width of a bin in the image's unit, for the rules with a bin size; else NaN
 * @param bins number of bins, for the rules with a number of bins; else 0
 */
public record Discretisation(Method method, double binSize, int bins) {

    /** The rules. */
    public enum Method {
            /** Intensities are grey levels: whole numbers, at least 1. */
            NONE,
            /**
             * {@code floor((x - x0) / binSize) + 1} with x0 the lower bound of the re-segmentation range, or the region's smallest
             * value where there is none.
             */
            FIXED_BIN_SIZE,
            /** {@code floor(bins * (x - min) / (max - min)) + 1}, the largest value in the last bin. */
            FIXED_BIN_NUMBER,
            /** PyRadiomics' binWidth: bins begin at multiples of the bin size. */
            PYRADIOMICS_BIN_WIDTH,
            /** PyRadiomics' binCount: the edges are those of numpy.histogram. */
            PYRADIOMICS_BIN_COUNT
    }

    /** No region may have more grey levels: a co-occurrence matrix of them has 100 million entries. */
    public static final int MOST_LEVELS = 10_000;

    /** Checks the numbers that the method needs. */
    public Discretisation {
        Objects.requireNonNull(method, "method");
        final boolean sized = method == Method.FIXED_BIN_SIZE || method == Method.PYRADIOMICS_BIN_WIDTH;
        final boolean counted = method == Method.FIXED_BIN_NUMBER || method == Method.PYRADIOMICS_BIN_COUNT;
        if (sized && !(binSize > 0 && binSize < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The bin size must be positive, but was " + binSize);
        }
        if (counted && !(bins >= 1 && bins <= MOST_LEVELS)) {
            throw new IllegalArgumentException(
                "The number of bins must be 1 to " + MOST_LEVELS + ", but was " + bins);
        }
    }

    /** @return intensities are grey levels */
    public static Discretisation none() {
        return new Discretisation(Method.NONE, Double.NaN, 0);
    }

    /**
     * @param binSize width of a bin in the image's unit: for CT 25 HU is common, for PET 0.1 to 0.5 SUV
     * @return bins of this width
     */
    public static Discretisation binSize(final double binSize) {
        return new Discretisation(Method.FIXED_BIN_SIZE, binSize, 0);
    }

    /**
     * @param bins number of bins, e.g. 32 or 64
     * @return that many bins between the region's smallest and largest value
     */
    public static Discretisation binNumber(final int bins) {
        return new Discretisation(Method.FIXED_BIN_NUMBER, Double.NaN, bins);
    }

    /**
     * @param values intensities, at least one, finite
     * @param low lower bound of the re-segmentation range, NaN for none
     * @return the grey level of each, at least 1
     * @throws IllegalArgumentException if there would be more than {@link #MOST_LEVELS}, or a value is no grey level where it must be
     */
    public int[] levels(final double[] values, final double low) {
        return levels(values, low, false);
    }

    /**
     * @param values intensities, at least one, finite
     * @param low lower bound of the re-segmentation range, NaN for none
     * @param single whether the image is of floats, in which numpy then computes the edges of {@link Method#PYRADIOMICS_BIN_COUNT}
     * @return the grey level of each, at least 1
     */
    public int[] levels(final double[] values, final double low, final boolean single) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (final double v : values) {
            min = Math.min(min, v);
            max = Math.max(max, v);
        }
        return switch (method) {
            case NONE -> whole(values, max);
            case FIXED_BIN_SIZE -> equallyWide(values, Double.isFinite(low) ? Math.min(low, min) : min, max);
            case FIXED_BIN_NUMBER -> equallyMany(values, min, max);
            case PYRADIOMICS_BIN_WIDTH -> byEdges(values, multiples(min, max));
            case PYRADIOMICS_BIN_COUNT -> byEdges(values, histogramEdges(min, max, single));
        };
    }

    private static int[] whole(final double[] values, final double max) {
        checkLevels(max, "");
        final int[] levels = new int[values.length];
        for (int k = 0; k < levels.length; k++) {
            if (!(values[k] >= 1 && values[k] == Math.rint(values[k]))) {
                throw new IllegalArgumentException("Without discretisation every intensity must be a whole number from 1, but one was "
                    + values[k] + ": choose a bin size or a number of bins");
            }
            levels[k] = (int)values[k];
        }
        return levels;
    }

    private int[] equallyWide(final double[] values, final double first, final double max) {
        checkLevels(Math.floor((max - first) / binSize) + 1, "a bin size of " + binSize);
        final int[] levels = new int[values.length];
        for (int k = 0; k < levels.length; k++) {
            levels[k] = (int)Math.floor((values[k] - first) / binSize) + 1;
        }
        return levels;
    }

    private int[] equallyMany(final double[] values, final double min, final double max) {
        final int[] levels = new int[values.length];
        for (int k = 0; k < levels.length; k++) {
            levels[k] = max == min ? 1 : Math.min(bins, (int)Math.floor(bins * (values[k] - min) / (max - min)) + 1);
        }
        return levels;
    }

    /** Edges as numpy.arange makes them: from the multiple at or below the minimum to two widths above the maximum. */
    private double[] multiples(final double min, final double max) {
        final double first = min - floorModulo(min, binSize);
        final double count = Math.ceil((max + 2 * binSize - first) / binSize);
        checkLevels(count - 1, "a bin width of " + binSize);
        final double[] edges = new double[(int)count];
        final double step = first + binSize - first;
        for (int i = 0; i < edges.length; i++) {
            edges[i] = first + i * step;
        }
        return edges;
    }

    /** Python's modulo: of the divisor's sign. */
    private static double floorModulo(final double x, final double y) {
        final double m = x % y;
        return m != 0 && m < 0 != y < 0 ? m + y : m;
    }

    /** Edges as numpy.linspace makes them; the last one moves up by 1 so that the maximum falls below it, unless it is a float from 2^24 on. */
    private double[] histogramEdges(final double min, final double max, final boolean single) {
        final double first = min == max ? min - 0.5 : min;
        final double last = min == max ? max + 0.5 : max;
        final double step = (last - first) / bins;
        final double[] edges = new double[bins + 1];
        for (int i = 0; i < bins; i++) {
            edges[i] = single ? (float)(i * step + first) : i * step + first;
        }
        edges[bins] = single ? (float)last + 1f : last + 1;
        return edges;
    }

    /** How many edges are at or below the value: numpy.digitize. The guess by division is off by one at most, where it rounds. */
    private static int[] byEdges(final double[] values, final double[] edges) {
        final double first = edges[0];
        final double width = edges.length > 1 ? edges[1] - first : 1;
        final int[] levels = new int[values.length];
        for (int k = 0; k < levels.length; k++) {
            int i = Math.max(0, Math.min(edges.length - 1, (int)((values[k] - first) / width)));
            while (i > 0 && edges[i] > values[k]) {
                i--;
            }
            while (i + 1 < edges.length && edges[i + 1] <= values[k]) {
                i++;
            }
            levels[k] = i + 1;
        }
        return levels;
    }

    private static void checkLevels(final double levels, final String cause) {
        if (!(levels <= MOST_LEVELS)) {
            throw new IllegalArgumentException(String.format(java.util.Locale.ROOT, "There would be %.0f grey levels%s, more than %d: "
                + "choose a larger bin size or a number of bins", levels, cause.isEmpty() ? "" : " with " + cause, MOST_LEVELS));
        }
    }

    /** For a description of settings, e.g. {@code bin size 25}. */
    @Override
    public String toString() {
        return switch (method) {
            case NONE -> "none";
            case FIXED_BIN_SIZE -> "bin size " + binSize;
            case FIXED_BIN_NUMBER -> bins + " bins";
            case PYRADIOMICS_BIN_WIDTH -> "bin width " + binSize;
            case PYRADIOMICS_BIN_COUNT -> "bin count " + bins;
        };
    }
}
