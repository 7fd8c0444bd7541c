package org.petctflow.learning.evaluate;

import java.util.ArrayList;
import java.util.List;

import org.petctflow.learning.stats.Description;

/**
 * Observed against predicted risk in bins of the predicted probability; empty bins are left out.
 *
 * @param bins the bins that have rows, by rising probability
 */
public record CalibrationCurve(List<Bin> bins) {

    /** How the bins are cut. */
    public enum Binning {
        /** Equal widths from 0 to 1. */
        UNIFORM,
        /** About equally many rows: edges are quantiles (type 7) of the probabilities. */
        QUANTILE
    }

    /**
     * One bin.
     *
     * @param rows how many rows
     * @param predicted their mean predicted probability
     * @param observed the share of positive rows, with Wilson's interval
     */
    public record Bin(int rows, double predicted, Interval observed) {
    }

    /** Copies the bins. */
    public CalibrationCurve {
        bins = List.copyOf(bins);
    }

    /**
     * @param scored rows with probabilities
     * @param binning how the bins are cut; a probability on an edge belongs to the lower bin
     * @param count how many bins, at least 2
     * @param level the level of the intervals, e.g. 0.95
     * @return the curve
     */
    public static CalibrationCurve of(final Scored scored, final Binning binning, final int count, final double level) {
        scored.requireProbabilities();
        if (count < 2) {
            throw new IllegalArgumentException("A calibration curve needs at least 2 bins, but " + count + " were asked for");
        }
        final double[] edges = new double[count - 1]; // the inner ones
        for (int k = 1; k < count; k++) {
            final double share = k * (1.0 / count);
            edges[k - 1] = binning == Binning.UNIFORM ? share : Description.quantile(scored.score(), share);
        }
        final int[] rows = new int[count];
        final int[] positives = new int[count];
        final double[] sums = new double[count];
        for (int r = 0; r < scored.rows(); r++) {
            final double p = scored.score()[r];
            int bin = 0;
            while (bin < count - 1 && edges[bin] < p) {
                bin++;
            }
            rows[bin]++;
            positives[bin] += scored.y()[r];
            sums[bin] += p;
        }
        final List<Bin> bins = new ArrayList<>();
        for (int b = 0; b < count; b++) {
            if (rows[b] > 0) {
                bins.add(new Bin(rows[b], sums[b] / rows[b], Interval.wilson(positives[b], rows[b], level)));
            }
        }
        return new CalibrationCurve(bins);
    }

    /** @return the expected calibration error: mean over rows of |observed - predicted| of their bin */
    public double expectedError() {
        double sum = 0;
        double n = 0;
        for (final Bin b : bins) {
            sum += b.rows() * Math.abs(b.observed().estimate() - b.predicted());
            n += b.rows();
        }
        return sum / n;
    }

    /** @return the maximum calibration error over the bins */
    public double maximumError() {
        return bins.stream().mapToDouble(b -> Math.abs(b.observed().estimate() - b.predicted())).max().orElse(Double.NaN);
    }
}
