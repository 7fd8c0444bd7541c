package org.petctflow.learning.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/**
 * An expected value and ours. Of a list the two that lie farthest apart stand for all.
 *
 * @param file the reference file
 * @param quantity the path of the value in it, such as {@code models.gnb.auc}
 * @param count how many values are compared
 * @param expected the reference's value; NaN for missing and texts
 * @param got ours
 * @param difference their absolute difference
 * @param tolerance the greatest difference allowed here
 * @param ok whether it is kept
 * @param note which of a list, or the texts that differ
 */
public record Comparison(String file, String quantity, int count, double expected, double got, double difference, double tolerance,
    boolean ok, String note) {

    /** Remarks, where another solver stops, and scikit-learn's estimate by neighbours, which adds noise. */
    private static final Pattern INFORMATIVE = Pattern.compile("note|lbfgs_default_\\w+|mi_knn3_sklearn\\w*");

    private static double number(final JsonElement e) {
        if (e.isJsonNull()) {
            return Double.NaN;
        }
        return switch (e.getAsString()) {
            case "Infinity", "inf" -> Double.POSITIVE_INFINITY;
            case "-Infinity", "-inf" -> Double.NEGATIVE_INFINITY;
            case "true" -> 1;
            case "false" -> 0;
            default -> e.getAsDouble();
        };
    }

    private static boolean isNumber(final JsonElement e) {
        return e.isJsonNull() || (e.isJsonPrimitive() && (!e.getAsJsonPrimitive().isString()
            || List.of("Infinity", "-Infinity").contains(e.getAsString())));
    }

    /** Each value of a reference file beside ours. */
    static List<Comparison> of(final String file, final JsonObject expected, final JsonObject got) {
        final List<Comparison> all = new ArrayList<>();
        walk(file, "", expected, got, all);
        return all;
    }

    private static void walk(final String file, final String path, final JsonElement expected, final JsonElement got,
        final List<Comparison> all) {
        if (expected.isJsonObject() && got.isJsonObject()) {
            for (final Map.Entry<String, JsonElement> e : expected.getAsJsonObject().entrySet()) {
                final String key = path.isEmpty() ? e.getKey() : path + "." + e.getKey();
                if (got.getAsJsonObject().has(e.getKey())) {
                    walk(file, key, e.getValue(), got.getAsJsonObject().get(e.getKey()), all);
                } else if (!INFORMATIVE.matcher(e.getKey()).matches()) {
                    all.add(new Comparison(file, key, 0, Double.NaN, Double.NaN, Double.NaN, 0, false, "not computed"));
                }
            }
        } else if (expected.isJsonArray() && got.isJsonArray()) {
            final JsonArray a = expected.getAsJsonArray();
            final JsonArray b = got.getAsJsonArray();
            if (a.size() != b.size()) {
                all.add(new Comparison(file, path, 1, a.size(), b.size(), Math.abs(a.size() - b.size()), 0, false, "lengths differ"));
            } else if (a.size() > 0 && isPlain(a) && isPlain(b) && !keepsApart(path)) {
                all.add(values(file, path, numbers(a), numbers(b)));
            } else if (a.size() > 0 && a.get(0).isJsonPrimitive() && !isNumber(a.get(0))) {
                all.add(texts(file, path, a.toString(), b.toString()));
            } else {
                for (int i = 0; i < a.size(); i++) {
                    walk(file, path + "[" + i + "]", a.get(i), b.get(i), all);
                }
            }
        } else if (isNumber(expected) && isNumber(got)) {
            all.add(values(file, path, new double[]{number(expected)}, new double[]{number(got)}));
        } else {
            all.add(texts(file, path, expected.toString(), got.toString()));
        }
    }

    /** Statistic and p of a test stand in one list, but have tolerances of their own. */
    private static boolean keepsApart(final String path) {
        return path.matches(".*\\b(shapiro\\d|t_student|t_welch|levene_mean|brown_forsythe|ks2|chi2|chi2_yates|fisher_sample_or_p|kruskal"
            + "|anova|chi2_p_df|spearman|pearson|kendall_b|W_p|W_p_exact|mcnemar_cc)");
    }

    private static boolean isPlain(final JsonArray array) {
        for (final JsonElement e : array) {
            if (!isNumber(e)) {
                return false;
            }
        }
        return true;
    }

    private static double[] numbers(final JsonArray array) {
        final double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(array.get(i));
        }
        return values;
    }

    private static Comparison texts(final String file, final String path, final String expected, final String got) {
        final boolean ok = expected.equals(got);
        return new Comparison(file, path, 1, Double.NaN, Double.NaN, Double.NaN, 0, ok, ok ? "" : "expected " + expected + ", got " + got);
    }

    /** The pair of values that lies farthest beyond, or nearest to, its tolerance. */
    static Comparison values(final String file, final String path, final double[] expected, final double[] got) {
        Comparison worst = null;
        double most = -1;
        for (int i = 0; i < expected.length; i++) {
            final double tolerance = Tolerances.of(file, path, expected[i]);
            final boolean same = Double.compare(expected[i], got[i]) == 0 || (Double.isNaN(expected[i]) && Double.isNaN(got[i]));
            final double difference = same ? 0 : Math.abs(expected[i] - got[i]);
            final boolean ok = difference <= tolerance; // false for NaN
            final double share = ok ? (tolerance == 0 ? 0 : difference / tolerance)
                : Double.isNaN(difference) || tolerance == 0 ? Double.MAX_VALUE : Math.max(difference / tolerance, Math.nextUp(1.0));
            if (share > most) {
                most = share;
                worst = new Comparison(file, path, expected.length, expected[i], got[i], difference, tolerance, ok,
                    expected.length == 1 ? "" : "[" + i + "]");
            }
        }
        return worst;
    }
}
