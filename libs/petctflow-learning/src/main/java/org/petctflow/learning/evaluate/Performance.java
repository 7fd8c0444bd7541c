package org.petctflow.learning.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

import org.petctflow.learning.data.Run;

/**
 * Every figure of a model's predictions with its interval: DeLong's for the area, of shares {@link Confusion.Method}'s, of the calibration
 * slope Wald's, of all others a bootstrap's. With several rows a patient whole patients are drawn, the area's variance is Obuchowski's
 * (1997, doi:10.2307/2533958), and shares and slope have bootstrap intervals, too.
 *
 * @param level the level of the intervals, e.g. 0.95
 * @param shares how intervals of shares are found
 * @param resamples how many bootstrap resamples
 * @param bca whether bootstrap intervals are bias-corrected and accelerated, else percentile
 */
public record Performance(double level, Confusion.Method shares, int resamples, boolean bca) {

    /** Bins of the expected calibration error and groups of the Hosmer-Lemeshow test: their authors' ten. */
    public static final int GROUPS = 10;

    /** Above this number of units the jackknife of BCa, which looks at all rows once for each, takes too long. */
    public static final int MOST_UNITS_BCA = 10_000;

    /**
     * A figure.
     *
     * @param name its name
     * @param value estimate and interval; NaN where there is none
     * @param method how the interval was found, empty where there is none
     * @param note why a number is not to be had or not to be trusted, else empty
     */
    public record Figure(String name, Interval value, String method, String note) {
    }

    private enum Kind {
        SHARE, SLOPE, OTHER
    }

    /** A resample, and what several figures need of it. */
    private static final class Sample {
        final Scored m_scored;

        final Confusion m_confusion;

        private CalibrationFit m_fit;

        Sample(final Predictions p) {
            m_scored = p.scored();
            m_confusion = p.confusion();
        }

        CalibrationFit fit() {
            if (m_fit == null) {
                m_fit = CalibrationFit.of(m_scored, Interval.LEVEL);
            }
            return m_fit;
        }
    }

    private record Measure(String name, Kind kind, ToDoubleFunction<Sample> value) {
    }

    private static final List<Measure> MEASURES = List.of(
        new Measure("AUC", Kind.OTHER, s -> Bootstrap.AUC.of(s.m_scored)),
        new Measure("Average precision", Kind.OTHER, s -> PrecisionRecall.average(s.m_scored)),
        new Measure("Accuracy", Kind.SHARE, s -> s.m_confusion.accuracy()),
        new Measure("Sensitivity", Kind.SHARE, s -> s.m_confusion.sensitivity()),
        new Measure("Specificity", Kind.SHARE, s -> s.m_confusion.specificity()),
        new Measure("Positive predictive value", Kind.SHARE, s -> s.m_confusion.ppv()),
        new Measure("Negative predictive value", Kind.SHARE, s -> s.m_confusion.npv()),
        new Measure("Balanced accuracy", Kind.OTHER, s -> s.m_confusion.balancedAccuracy()),
        new Measure("F1", Kind.OTHER, s -> s.m_confusion.f1()),
        new Measure("F1 macro", Kind.OTHER, s -> s.m_confusion.f1Macro()),
        new Measure("Matthews correlation", Kind.OTHER, s -> s.m_confusion.mcc()),
        new Measure("Cohen's kappa", Kind.OTHER, s -> s.m_confusion.kappa()),
        new Measure("Youden index", Kind.OTHER, s -> Roc.of(s.m_scored).youden().youden()),
        new Measure("Brier score", Kind.OTHER, s -> Calibrations.brier(s.m_scored)),
        new Measure("Scaled Brier score", Kind.OTHER, s -> Calibrations.scaledBrier(s.m_scored)),
        new Measure("Log loss", Kind.OTHER, s -> Calibrations.logLoss(s.m_scored)),
        new Measure("Expected calibration error", Kind.OTHER,
            s -> CalibrationCurve.of(s.m_scored, CalibrationCurve.Binning.UNIFORM, GROUPS, Interval.LEVEL).expectedError()),
        new Measure("Calibration slope", Kind.SLOPE, s -> s.fit().slope().estimate()),
        new Measure("Calibration intercept", Kind.OTHER, s -> s.fit().intercept()),
        new Measure("Calibration in the large", Kind.OTHER, s -> s.fit().inTheLarge()));

    /** Checks the options. */
    public Performance {
        Interval.z(level);
        if (resamples < 2) {
            throw new IllegalArgumentException("A bootstrap needs at least 2 resamples, but " + resamples + " were asked for");
        }
    }

    /**
     * @param p predictions of rows of both classes
     * @param run seed, threads and progress; the same seed draws the same patients for every model
     * @return the figures, the area with each of its intervals
     */
    public List<Figure> of(final Predictions p, final Run run) {
        p.scored().requireBothClasses();
        final boolean jackknife = p.patients().count() <= MOST_UNITS_BCA;
        final List<Bootstrap> bootstraps = Bootstrap.of(rows -> {
            final Sample drawn = new Sample(p.select(rows));
            final int positives = drawn.m_scored.positives();
            final boolean one = positives == 0 || positives == rows.length;
            return MEASURES.stream().mapToDouble(m -> one ? Double.NaN : m.value.applyAsDouble(drawn)).toArray();
        }, p.patients(), resamples, level, jackknife, run);
        final String by = p.clustered() ? " by patient" : "";
        final List<Figure> figures = new ArrayList<>();
        figures.add(plain("Rows", p.rows(), ""));
        figures.add(plain("Positive rows", p.scored().positives(), ""));
        if (p.clustered()) {
            figures.add(plain("Patients", p.patients().count(), ""));
        }
        figures.add(plain("Threshold", p.threshold(), Double.isNaN(p.threshold()) ? "Rows have thresholds of their own" : ""));
        final DeLong auc = DeLong.of(p.scored(), p.patients(), level);
        figures.add(new Figure("AUC", auc.ci(), p.clustered() ? "DeLong" + by : "DeLong", auc.note()));
        figures.add(bootstrap("AUC", bootstraps.get(0), false, by, jackknife));
        figures.add(bootstrap("AUC", bootstraps.get(0), true, by, jackknife));
        final Confusion c = p.confusion();
        for (int m = 1; m < MEASURES.size(); m++) {
            final Measure measure = MEASURES.get(m);
            if (measure.kind == Kind.SHARE && !p.clustered()) {
                figures.add(share(measure.name, c));
            } else if (measure.kind == Kind.SLOPE && !p.clustered()) {
                final CalibrationFit fit = CalibrationFit.of(p.scored(), level);
                figures.add(new Figure(measure.name, fit.slope(), Double.isNaN(fit.slopeSe()) ? "" : "Wald", fit.note()));
            } else {
                figures.add(bootstrap(measure.name, bootstraps.get(m), bca, by, jackknife));
            }
        }
        figures.add(plain("Youden threshold", Roc.of(p.scored()).youden().threshold(),
            "Chosen on these rows: sensitivity and specificity at it are too good"));
        hosmerLemeshow(figures, p.scored());
        return figures;
    }

    private static Figure plain(final String name, final double value, final String note) {
        return new Figure(name, new Interval(value, Double.NaN, Double.NaN), "", note);
    }

    private Figure share(final String name, final Confusion c) {
        final Interval value = switch (name) {
            case "Accuracy" -> c.accuracy(shares, level);
            case "Sensitivity" -> c.sensitivity(shares, level);
            case "Specificity" -> c.specificity(shares, level);
            case "Positive predictive value" -> c.ppv(shares, level);
            default -> c.npv(shares, level);
        };
        final boolean none = Double.isNaN(value.estimate());
        return new Figure(name, value, none ? "" : shares == Confusion.Method.WILSON ? "Wilson" : "Clopper-Pearson",
            none ? "No row is classed so" : "");
    }

    private static Figure bootstrap(final String name, final Bootstrap b, final boolean bca, final String by, final boolean jackknife) {
        final List<String> notes = new ArrayList<>();
        if (b.dropped() > 0 && !Double.isNaN(b.estimate())) {
            notes.add(b.dropped() + " of " + (b.dropped() + b.resamples().length) + " resamples do not have the figure");
        }
        final boolean accelerated = bca && !Double.isNaN(b.bca().low());
        if (bca && !accelerated) {
            notes.add(jackknife ? b.note() : "BCa would take too long with more than " + MOST_UNITS_BCA + " patients");
        }
        final Interval value = accelerated ? b.bca() : b.percentile();
        return new Figure(name, value,
            Double.isNaN(value.low()) ? "" : "Bootstrap" + by + (accelerated ? ", BCa" : ", percentile"), String.join(". ", notes));
    }

    private static void hosmerLemeshow(final List<Figure> figures, final Scored s) {
        if (s.rows() < GROUPS) {
            figures.add(plain("Hosmer-Lemeshow chi-square", Double.NaN, "It needs at least " + GROUPS + " rows"));
            return;
        }
        final Calibrations.HosmerLemeshow h = Calibrations.hosmerLemeshow(s, GROUPS);
        final String note = s.rows() < 5 * GROUPS ? "Fewer than 5 rows a group: do not rely on it" : "";
        figures.add(plain("Hosmer-Lemeshow chi-square", h.statistic(), note));
        figures.add(plain("Hosmer-Lemeshow p", h.p(), note));
    }
}
