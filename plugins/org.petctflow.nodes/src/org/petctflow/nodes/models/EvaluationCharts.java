package org.petctflow.nodes.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import org.petctflow.learning.data.Run;
import org.petctflow.learning.evaluate.CalibrationCurve;
import org.petctflow.learning.evaluate.CalibrationFit;
import org.petctflow.learning.evaluate.Calibrations;
import org.petctflow.learning.evaluate.Confusion;
import org.petctflow.learning.evaluate.DeLong;
import org.petctflow.learning.evaluate.DecisionCurve;
import org.petctflow.learning.evaluate.Interval;
import org.petctflow.learning.evaluate.PrecisionRecall;
import org.petctflow.learning.evaluate.Predictions;
import org.petctflow.learning.evaluate.Roc;
import org.petctflow.learning.evaluate.RocBand;
import org.petctflow.learning.evaluate.Scored;
import org.petctflow.study.charts.Chart;

/** The curves of a table of predictions: as charts, and point by point. */
final class EvaluationCharts {

    /** Thresholds of decision curves. */
    private static final double[] THRESHOLDS = IntStream.range(1, 100).mapToDouble(t -> t / 100.0).toArray();

    /**
     * A point of a curve.
     *
     * @param data the table
     * @param model the model
     * @param curve which curve
     * @param threshold the threshold, NaN where there is none
     * @param x abscissa
     * @param y ordinate, with its interval
     * @param rows how many rows it stands for, -1 where that is no number of its own
     */
    record Point(String data, String model, String curve, double threshold, double x, Interval y, int rows) {
    }

    private final List<Chart> m_charts = new ArrayList<>();

    private final List<Point> m_points = new ArrayList<>();

    private final double m_level;

    EvaluationCharts(final double level) {
        m_level = level;
    }

    List<Chart> charts() {
        return m_charts;
    }

    List<Point> points() {
        return m_points;
    }

    private static Interval value(final double v) {
        return new Interval(v, Double.NaN, Double.NaN);
    }

    /**
     * @param table predictions
     * @param resamples of the bands of ROC curves
     * @param groups of calibration curves
     * @param id what ids of charts end in
     * @param run seed, threads and progress
     */
    void add(final PredictionTable table, final int resamples, final int groups, final String id, final Run run) {
        final List<Chart.Curve> roc = new ArrayList<>();
        final List<Chart.Curve> pr = new ArrayList<>();
        final List<Chart.CalibrationSeries> calibration = new ArrayList<>();
        final List<Chart.Strategy> decision = new ArrayList<>();
        for (final Map.Entry<String, Predictions> model : table.models().entrySet()) {
            run.progress().checkCancelled();
            roc.add(roc(table.data(), model.getKey(), model.getValue(), resamples, run));
            pr.add(precisionRecall(table.data(), model.getKey(), model.getValue().scored()));
            calibration.add(calibration(table.data(), model.getKey(), model.getValue().scored(), groups));
            decision.add(decision(table.data(), model.getKey(), model.getValue().scored()));
        }
        final Scored first = table.models().values().iterator().next().scored();
        decision.add(new Chart.Strategy("All positive",
            DecisionCurve.of(first, THRESHOLDS).stream().mapToDouble(DecisionCurve.Point::all).toArray()));
        decision.add(new Chart.Strategy("None positive", new double[THRESHOLDS.length]));
        final String of = table.data();
        final String percent = String.format(Locale.ROOT, "%.0f %%", 100 * m_level);
        m_charts.add(new Chart.Roc("roc" + id, "ROC curve: " + of, "Bands are pointwise " + percent + " bootstrap intervals of the sensitivity.",
            roc));
        m_charts.add(new Chart.Calibration("calibration" + id, "Calibration: " + of,
            "Groups of about equally many rows; bars are Wilson's " + percent + " intervals, the line is the logistic recalibration.",
            calibration));
        m_charts.add(new Chart.Decision("decision" + id, "Decision curve: " + of, "Net benefit in true positives per patient.", THRESHOLDS,
            decision));
        m_charts.add(new Chart.Pr("pr" + id, "Precision-recall curve: " + of, null, pr, first.positives() / (double)first.rows()));
        int number = 0;
        for (final Map.Entry<String, Predictions> model : table.models().entrySet()) {
            m_charts.add(confusion("confusion" + id + "-" + ++number, model.getKey() + ": " + of, table.classes(), model.getValue()));
        }
    }

    private Chart.Curve roc(final String data, final String name, final Predictions p, final int resamples, final Run run) {
        final Roc curve = Roc.of(p.scored());
        final RocBand band = RocBand.of(p, resamples, m_level, run.silent());
        for (int i = 0; i < curve.fpr().length; i++) {
            m_points.add(new Point(data, name, "ROC", curve.thresholds()[i], curve.fpr()[i], value(curve.tpr()[i]), -1));
        }
        for (int i = 0; i < band.fpr().length; i++) {
            m_points.add(new Point(data, name, "ROC band", Double.NaN, band.fpr()[i],
                new Interval(RocBand.sensitivity(curve, band.fpr()[i]), band.low()[i], band.high()[i]), -1));
        }
        final Interval auc = DeLong.of(p.scored(), p.patients(), m_level).ci();
        return new Chart.Curve(name, String.format(Locale.ROOT, "AUC %.2f (%.2f to %.2f)", auc.estimate(), auc.low(), auc.high()),
            curve.fpr(), curve.tpr(), band.fpr(), band.low(), band.high());
    }

    private Chart.Curve precisionRecall(final String data, final String name, final Scored s) {
        final PrecisionRecall curve = PrecisionRecall.of(s);
        for (int i = 0; i < curve.recall().length; i++) {
            m_points.add(new Point(data, name, "Precision-recall", curve.thresholds()[i], curve.recall()[i], value(curve.precision()[i]), -1));
        }
        return new Chart.Curve(name, String.format(Locale.ROOT, "average precision %.2f", PrecisionRecall.average(s)), curve.recall(),
            curve.precision(), null, null, null);
    }

    private Chart.CalibrationSeries calibration(final String data, final String name, final Scored s, final int groups) {
        final List<Chart.CalibrationPoint> points = new ArrayList<>();
        for (final CalibrationCurve.Bin b : CalibrationCurve.of(s, CalibrationCurve.Binning.QUANTILE, groups, m_level).bins()) {
            points.add(new Chart.CalibrationPoint(b.predicted(), b.observed().estimate(), b.observed().low(), b.observed().high(), b.rows()));
            m_points.add(new Point(data, name, "Calibration", Double.NaN, b.predicted(), b.observed(), b.rows()));
        }
        final CalibrationFit fit = CalibrationFit.of(s, m_level);
        Chart.Smooth smooth = null;
        if (!Double.isNaN(fit.intercept())) {
            final double[] x = THRESHOLDS;
            smooth = new Chart.Smooth(x, java.util.Arrays.stream(x)
                .map(v -> 1 / (1 + Math.exp(-(fit.intercept() + fit.slope().estimate() * Math.log(v / (1 - v)))))).toArray());
        }
        return new Chart.CalibrationSeries(name, String.format(Locale.ROOT, "Brier score %.3f", Calibrations.brier(s)), points, smooth);
    }

    private Chart.Strategy decision(final String data, final String name, final Scored s) {
        final List<DecisionCurve.Point> curve = DecisionCurve.of(s, THRESHOLDS);
        for (final DecisionCurve.Point p : curve) {
            m_points.add(new Point(data, name, "Decision curve", p.threshold(), p.threshold(), value(p.model()), -1));
        }
        for (final DecisionCurve.Point p : curve) {
            m_points.add(new Point(data, name, "Decision curve, all positive", p.threshold(), p.threshold(), value(p.all()), -1));
        }
        return new Chart.Strategy(name, curve.stream().mapToDouble(DecisionCurve.Point::model).toArray());
    }

    private static Chart confusion(final String id, final String title, final List<String> classes, final Predictions p) {
        final Confusion c = p.confusion();
        final double negatives = c.tn() + c.fp();
        final double positives = c.tp() + c.fn();
        final String at = Double.isNaN(p.threshold()) ? "Rows have thresholds of their own." : "Threshold " + p.threshold() + ".";
        return new Chart.Matrix(id, "Confusion matrix: " + title, at + " Shares are of the true class.", "Predicted", "True", classes, classes,
            new double[][]{{c.tn(), c.fp()}, {c.fn(), c.tp()}},
            new double[][]{{c.tn() / negatives, c.fp() / negatives}, {c.fn() / positives, c.tp() / positives}});
    }
}
