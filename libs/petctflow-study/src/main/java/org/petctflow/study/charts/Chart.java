package org.petctflow.study.charts;

import java.util.Arrays;
import java.util.List;

/** One chart of a page. A number that is not finite is drawn as a gap. Every list may be empty; null stands for "not given". */
public sealed interface Chart {

    /** @return unique on its page: letters, digits, hyphens and underscores */
    String id();

    /** @return what a person reads above it */
    String title();

    /** @return a sentence below it; null for none */
    String note();

    /**
     * A curve.
     *
     * @param name its name
     * @param label what the legend says behind the name, e.g. {@code AUC 0.71 (0.63 to 0.79)}; null for nothing
     * @param x abscissas, ascending
     * @param y one ordinate for each x
     * @param bandX where the confidence band is given; null for no band
     * @param bandLow its lower limit at each bandX
     * @param bandHigh its upper limit at each bandX
     */
    record Curve(String name, String label, double[] x, double[] y, double[] bandX, double[] bandLow, double[] bandHigh) {
        /** Checks the lengths and copies the arrays. */
        public Curve {
            same("curve " + name, x.length, y.length);
            if (bandX != null) {
                same("band of " + name, bandX.length, bandLow.length);
                same("band of " + name, bandX.length, bandHigh.length);
                bandX = bandX.clone();
                bandLow = bandLow.clone();
                bandHigh = bandHigh.clone();
            }
            x = x.clone();
            y = y.clone();
        }

        /**
         * @param name its name
         * @param x abscissas
         * @param y ordinates
         * @return a curve without label and band
         */
        public static Curve of(final String name, final double[] x, final double[] y) {
            return new Curve(name, null, x, y, null, null, null);
        }
    }

    /**
     * Receiver operating characteristic.
     *
     * @param id the id
     * @param title the title
     * @param note a sentence below; null for none
     * @param series x: 1 - specificity, y: sensitivity, both ascending from (0, 0) to (1, 1)
     */
    record Roc(String id, String title, String note, List<Curve> series) implements Chart {
    }

    /**
     * Precision against recall.
     *
     * @param id the id
     * @param title the title
     * @param note a sentence below; null for none
     * @param series x: recall, y: precision
     * @param prevalence share of positives: what a guess reaches
     */
    record Pr(String id, String title, String note, List<Curve> series, double prevalence) implements Chart {
    }

    /**
     * A group of predictions.
     *
     * @param predicted mean predicted probability
     * @param observed share of positives
     * @param low lower limit of its confidence interval
     * @param high upper limit
     * @param n how many predictions
     */
    record CalibrationPoint(double predicted, double observed, double low, double high, int n) {
    }

    /**
     * A smoothed calibration curve.
     *
     * @param x predicted probability
     * @param y observed proportion
     */
    record Smooth(double[] x, double[] y) {
        /** Checks the lengths and copies the arrays. */
        public Smooth {
            same("smooth curve", x.length, y.length);
            x = x.clone();
            y = y.clone();
        }
    }

    /**
     * The calibration of one model.
     *
     * @param name the model
     * @param label behind the name in the legend; null for nothing
     * @param points grouped predictions, by ascending probability
     * @param smooth null for none
     */
    record CalibrationSeries(String name, String label, List<CalibrationPoint> points, Smooth smooth) {
    }

    /**
     * Calibration.
     *
     * @param id the id
     * @param title the title
     * @param note a sentence below; null for none
     * @param series one a model
     */
    record Calibration(String id, String title, String note, List<CalibrationSeries> series) implements Chart {
    }

    /**
     * Net benefit of one strategy.
     *
     * @param name the strategy
     * @param netBenefit one a threshold
     */
    record Strategy(String name, double[] netBenefit) {
        /** Copies the array. */
        public Strategy {
            netBenefit = netBenefit.clone();
        }
    }

    /**
     * Decision curve (Vickers and Elkin 2006, doi:10.1177/0272989X06295361).
     *
     * @param id the id
     * @param title the title
     * @param note a sentence below; null for none
     * @param thresholds threshold probabilities, ascending
     * @param series strategies
     */
    record Decision(String id, String title, String note, double[] thresholds, List<Strategy> series) implements Chart {
        /** Checks the lengths and copies the array. */
        public Decision {
            for (final Strategy s : series) {
                same("strategy " + s.name(), thresholds.length, s.netBenefit().length);
            }
            thresholds = thresholds.clone();
        }
    }

    /**
     * A place on the x axis.
     *
     * @param x where
     * @param label what is there
     */
    record Mark(double x, String label) {
    }

    /**
     * Curves: losses, scores of a selection, learning curves.
     *
     * @param id the id
     * @param title the title
     * @param note a sentence below; null for none
     * @param xLabel x axis with its unit
     * @param yLabel y axis with its unit
     * @param series the curves
     * @param marks places to point at
     */
    record Lines(String id, String title, String note, String xLabel, String yLabel, List<Curve> series, List<Mark> marks)
        implements Chart {
    }

    /**
     * A group of values.
     *
     * @param name the group
     * @param values its values; those that are not finite are left out
     */
    record Group(String name, double[] values) {
        /** Leaves out what cannot be drawn. */
        public Group {
            values = Arrays.stream(values).filter(Double::isFinite).toArray();
        }
    }

    /**
     * A horizontal line, such as a published number.
     *
     * @param value where
     * @param label what it is
     */
    record Reference(double value, String label) {
    }

    /**
     * Violins with box plots.
     *
     * @param id the id
     * @param title the title
     * @param note a sentence below; null for none
     * @param unit what the values are, with their unit
     * @param groups one violin each
     * @param reference lines to compare with
     */
    record Violin(String id, String title, String note, String unit, List<Group> groups, List<Reference> reference)
        implements Chart {
    }

    /**
     * Points in a plane.
     *
     * @param id the id
     * @param title the title
     * @param note a sentence below; null for none
     * @param xLabel x axis
     * @param yLabel y axis
     * @param groups names of the groups
     * @param x abscissas
     * @param y ordinates
     * @param group index into groups of each point
     * @param ids what each point is called
     */
    record Scatter(String id, String title, String note, String xLabel, String yLabel, List<String> groups, double[] x,
        double[] y, int[] group, List<String> ids) implements Chart {
        /** Checks the lengths and copies the arrays. */
        public Scatter {
            same("scatter " + id, x.length, y.length);
            same("scatter " + id, x.length, group.length);
            same("scatter " + id, x.length, ids.size());
            for (final int g : group) {
                if (g < 0 || g >= groups.size()) {
                    throw new IllegalArgumentException("A point of the scatter " + id + " belongs to group " + g + " of "
                        + groups.size());
                }
            }
            x = x.clone();
            y = y.clone();
            group = group.clone();
        }
    }

    /**
     * Points in rows, apart from each other where they would overlap: Shapley values of many patients, a row a column.
     *
     * @param id the id
     * @param title the title
     * @param note a sentence below; null for none
     * @param xLabel what is measured, with its unit
     * @param categories one name a row, the first on top
     * @param x abscissas
     * @param category index into categories of each point
     * @param level 0 to 1, which colours a point; NaN for grey
     * @param ids what each point is called
     * @param low what level 0 is
     * @param high what level 1 is
     */
    record Beeswarm(String id, String title, String note, String xLabel, List<String> categories, double[] x, int[] category,
        double[] level, List<String> ids, String low, String high) implements Chart {
        /** Checks the lengths and copies the arrays. */
        public Beeswarm {
            same("beeswarm " + id, x.length, category.length);
            same("beeswarm " + id, x.length, level.length);
            same("beeswarm " + id, x.length, ids.size());
            for (final int c : category) {
                if (c < 0 || c >= categories.size()) {
                    throw new IllegalArgumentException("A point of the beeswarm " + id + " belongs to row " + c + " of " + categories.size());
                }
            }
            x = x.clone();
            category = category.clone();
            level = level.clone();
        }
    }

    /**
     * Horizontal bars, the first on top.
     *
     * @param id the id
     * @param title the title
     * @param note a sentence below; null for none
     * @param xLabel what is measured, with its unit
     * @param categories one name a bar
     * @param values one value a bar
     * @param low lower limits; null for none
     * @param high upper limits; null for none
     */
    record Bars(String id, String title, String note, String xLabel, List<String> categories, double[] values, double[] low,
        double[] high) implements Chart {
        /** Checks the lengths and copies the arrays. */
        public Bars {
            same("bars " + id, categories.size(), values.length);
            values = values.clone();
            if (low != null) {
                same("bars " + id, values.length, low.length);
                same("bars " + id, values.length, high.length);
                low = low.clone();
                high = high.clone();
            }
        }
    }

    /**
     * A matrix of numbers, darker where larger: confusions, correlations.
     *
     * @param id the id
     * @param title the title
     * @param note a sentence below; null for none
     * @param xLabel what the columns are
     * @param yLabel what the rows are
     * @param columns names
     * @param rows names
     * @param values one a row and column
     * @param percent shares to show below the values, 0 to 1; null for none
     */
    record Matrix(String id, String title, String note, String xLabel, String yLabel, List<String> columns, List<String> rows,
        double[][] values, double[][] percent) implements Chart {
        /** Checks the lengths. */
        public Matrix {
            same("matrix " + id, rows.size(), values.length);
            for (final double[] row : values) {
                same("matrix " + id, columns.size(), row.length);
            }
        }
    }

    /**
     * Why patients left.
     *
     * @param reason the criterion
     * @param n how many
     */
    record Exclusion(String reason, int n) {
    }

    /**
     * A step of a flow chart.
     *
     * @param label who stands here
     * @param n how many
     * @param excluded who leaves after it
     */
    record Step(String label, int n, List<Exclusion> excluded) {
    }

    /**
     * A part of the last step.
     *
     * @param label its name
     * @param n how many
     */
    record Part(String label, int n) {
    }

    /**
     * A cohort flow chart.
     *
     * @param id the id
     * @param title the title
     * @param note a sentence below; null for none
     * @param steps from the first to the last
     * @param groups how the last step is divided
     */
    record Flow(String id, String title, String note, List<Step> steps, List<Part> groups) implements Chart {
    }

    private static void same(final String what, final int a, final int b) {
        if (a != b) {
            throw new IllegalArgumentException("The " + what + " has lists of " + a + " and " + b + " entries; they must be equal");
        }
    }
}
