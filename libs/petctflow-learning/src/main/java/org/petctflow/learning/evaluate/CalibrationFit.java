package org.petctflow.learning.evaluate;

/**
 * Logistic recalibration (Cox 1958, doi:10.1093/biomet/45.3-4.562): log odds of the class against the predicted log odds.
 * Perfect calibration has intercept 0 and slope 1; a slope below 1 says that predictions are too extreme.
 *
 * @param intercept the intercept
 * @param slope the slope with its Wald interval
 * @param slopeSe the slope's standard error
 * @param inTheLarge the intercept with the slope fixed at 1 (calibration in the large): above 0 where risks are predicted too low
 * @param note why a number is not to be had, else empty
 */
public record CalibrationFit(double intercept, Interval slope, double slopeSe, double inTheLarge, String note) {

    private static final double CLIP = 1e-6;

    private static final int MOST_STEPS = 100;

    /**
     * @param scored rows of both classes with probabilities; those nearer than 1e-6 to 0 or 1 are moved there
     * @param level the level of the slope's interval, e.g. 0.95
     * @return the fit; slope and intercept are NaN where the probabilities separate the classes or do not vary
     */
    public static CalibrationFit of(final Scored scored, final double level) {
        scored.requireBothClasses().requireProbabilities();
        final double z = Interval.z(level);
        final int n = scored.rows();
        final double[] f = new double[n];
        for (int r = 0; r < n; r++) {
            final double p = Math.min(1 - CLIP, Math.max(CLIP, scored.score()[r]));
            f[r] = Math.log(p / (1 - p));
        }
        final double large = inTheLarge(scored.y(), f);
        final Roc roc = Roc.of(scored);
        final boolean equal = roc.thresholds().length == 2;
        if (equal || separated(roc)) {
            return new CalibrationFit(Double.NaN, new Interval(Double.NaN, Double.NaN, Double.NaN), Double.NaN, large,
                equal ? "All probabilities are equal, so there is no calibration slope"
                    : "The probabilities separate the classes, so the calibration slope is infinite");
        }
        double a = 0;
        double b = 1;
        double saa = 0;
        double sab = 0;
        double sbb = 0;
        double loss = loss(scored.y(), f, a, b);
        for (int step = 0; step < MOST_STEPS; step++) {
            double ga = 0;
            double gb = 0;
            saa = 0;
            sab = 0;
            sbb = 0;
            for (int r = 0; r < n; r++) {
                final double p = 1 / (1 + Math.exp(-(a + b * f[r])));
                final double w = p * (1 - p);
                ga += scored.y()[r] - p;
                gb += (scored.y()[r] - p) * f[r];
                saa += w;
                sab += w * f[r];
                sbb += w * f[r] * f[r];
            }
            final double determinant = saa * sbb - sab * sab;
            final double da = (sbb * ga - sab * gb) / determinant;
            final double db = (saa * gb - sab * ga) / determinant;
            double scale = 1; // halved where a full Newton step would overshoot
            double next = loss(scored.y(), f, a + da, b + db);
            while (!(next <= loss + 1e-12 * Math.abs(loss)) && scale > 1e-10) {
                scale /= 2;
                next = loss(scored.y(), f, a + scale * da, b + scale * db);
            }
            a += scale * da;
            b += scale * db;
            loss = next;
            if (Math.abs(da) + Math.abs(db) < 1e-12 * (1 + Math.abs(a) + Math.abs(b))) {
                break;
            }
        }
        final double se = Math.sqrt(saa / (saa * sbb - sab * sab));
        return new CalibrationFit(a, new Interval(b, b - z * se, b + z * se), se, large, "");
    }

    /** Whether a threshold parts the classes, rows that lie on it aside: then the likelihood has no maximum. */
    private static boolean separated(final Roc roc) {
        boolean upwards = true;
        boolean downwards = true;
        for (int i = 1; i < roc.tpr().length; i++) { // all points on the curve's outer edges
            upwards &= roc.fpr()[i - 1] == 0 || roc.tpr()[i - 1] == 1;
            downwards &= roc.tpr()[i - 1] == 0 || roc.fpr()[i - 1] == 1;
        }
        return upwards || downwards;
    }

    private static double loss(final int[] y, final double[] f, final double a, final double b) {
        double sum = 0;
        for (int r = 0; r < y.length; r++) {
            final double g = (y[r] == 1 ? -1 : 1) * (a + b * f[r]);
            sum += g > 0 ? g + Math.log1p(Math.exp(-g)) : Math.log1p(Math.exp(g));
        }
        return sum;
    }

    /** The root of sum(y - sigmoid(a + f)), which falls with a: Newton inside a bracket. */
    private static double inTheLarge(final int[] y, final double[] f) {
        double low = -60;
        double high = 60;
        double a = 0;
        for (int step = 0; step < 200; step++) {
            double g = 0;
            double h = 0;
            for (int r = 0; r < y.length; r++) {
                final double p = 1 / (1 + Math.exp(-(a + f[r])));
                g += y[r] - p;
                h += p * (1 - p);
            }
            if (g > 0) {
                low = a;
            } else {
                high = a;
            }
            double next = a + g / h;
            if (!(next > low && next < high)) {
                next = (low + high) / 2;
            }
            if (Math.abs(next - a) < 1e-14 * (1 + Math.abs(a))) {
                return next;
            }
            a = next;
        }
        return a;
    }
}
