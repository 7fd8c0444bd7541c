package org.petctflow.learning.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.petctflow.learning.stats.Contingency;

/** Checks published figures against each other. */
public final class ReportedFigures {

    private ReportedFigures() {
    }

    private static String number(final double v) {
        return String.format(Locale.ROOT, Math.abs(v) < 0.001 && v != 0 ? "%.2e" : "%.3f", v);
    }

    /**
     * A p-value against the counts it belongs to.
     *
     * @param name which row of the published table
     * @param counts the published counts, [row][column]
     * @param p the published p-value
     * @param decimals to how many decimals it is given
     * @return a finding if neither chi-square (with or without Yates's correction) nor Fisher's test gives it
     */
    public static Optional<Finding> pValue(final String name, final long[][] counts, final double p, final int decimals) {
        final double plain = Contingency.chiSquare(counts, false).p();
        final double yates = Contingency.chiSquare(counts, true).p();
        final double fisher = Contingency.fisher(counts).p();
        final double slack = 0.5 * Math.pow(10, -decimals) * (1 + 1e-9);
        for (final double own : new double[]{plain, yates, fisher}) {
            if (Math.abs(own - p) <= slack) {
                return Optional.empty();
            }
        }
        return Optional.of(new Finding(Finding.Kind.REPORTED_FIGURE, Finding.Severity.WARNING, "published", List.of(name),
            "The published p of " + name + " is not what its counts give",
            "published " + number(p) + "; chi-square " + number(plain) + ", with Yates's correction " + number(yates) + ", Fisher "
                + number(fisher),
            "Give the test that was used, or correct counts or p-value"));
    }

    /**
     * Accuracy and F1 against sensitivity and specificity.
     *
     * @param name which model
     * @param positives how many positive rows were tested
     * @param negatives how many negative rows
     * @param sensitivity as published
     * @param specificity as published
     * @param accuracy as published, NaN if not
     * @param f1 as published (binary or macro), NaN if not
     * @param decimals to how many decimals all are given
     * @return a finding if no counts of true positives and negatives give all of them
     */
    public static Optional<Finding> classification(final String name, final int positives, final int negatives,
        final double sensitivity, final double specificity, final double accuracy, final double f1, final int decimals) {
        final double slack = 0.5 * Math.pow(10, -decimals) * (1 + 1e-9) + 1e-12;
        double nearest = Double.POSITIVE_INFINITY;
        String best = "";
        for (int tp = 0; tp <= positives; tp++) {
            if (Math.abs(tp / (double)positives - sensitivity) > slack) {
                continue;
            }
            for (int tn = 0; tn <= negatives; tn++) {
                if (Math.abs(tn / (double)negatives - specificity) > slack) {
                    continue;
                }
                final double wrong = positives - tp + negatives - (double)tn;
                final double a = (tp + tn) / (double)(positives + negatives);
                final double binary = 2.0 * tp / (2.0 * tp + wrong);
                final double macro = (binary + 2.0 * tn / (2.0 * tn + wrong)) / 2;
                final double offA = Double.isNaN(accuracy) ? 0 : Math.abs(a - accuracy);
                final double offF = Double.isNaN(f1) ? 0 : Math.min(Math.abs(binary - f1), Math.abs(macro - f1));
                if (offA <= slack && offF <= slack) {
                    return Optional.empty();
                }
                if (offA + offF < nearest) {
                    nearest = offA + offF;
                    best = "they give accuracy " + number(a) + ", F1 " + number(binary) + " (macro " + number(macro) + ")";
                }
            }
        }
        return Optional.of(new Finding(Finding.Kind.REPORTED_FIGURE, Finding.Severity.WARNING, "published", List.of(name),
            "The published figures of " + name + " do not belong to one confusion matrix",
            "sensitivity " + number(sensitivity) + " and specificity " + number(specificity) + " of " + positives + " and " + negatives
                + " rows: " + (best.isEmpty() ? "no counts give both" : best) + "; published accuracy " + number(accuracy) + ", F1 "
                + number(f1),
            "Give the counts of the confusion matrix; perhaps the figures are means over folds, which must be said"));
    }

    /**
     * A row of a table of published figures: a p-value with the counts it belongs to, or a model's figures. What is missing is not
     * checked; a row without enough of either is passed over.
     *
     * @param row texts by column: {@code Name}; {@code Counts}, rows with semicolons between, such as {@code 117 45; 28 31}, and {@code p}, such
     *            as {@code 0.012} or {@code <0.001}; or {@code Positives}, {@code Negatives}, {@code Sensitivity}, {@code Specificity} and at least
     *            one of {@code Accuracy} and {@code F1}
     * @return a finding where they do not fit
     * @throws IllegalArgumentException if a text is no number; the message names it
     */
    public static Optional<Finding> check(final Map<String, String> row) {
        final String name = row.getOrDefault("Name", "a row");
        if (row.get("Counts") != null && row.get("p") != null) {
            final long[][] counts = Arrays.stream(row.get("Counts").split(";"))
                .map(r -> Arrays.stream(r.strip().split("[\\s,]+")).mapToLong(v -> (long)number(v, name)).toArray()).toArray(long[][]::new);
            final String p = row.get("p").strip();
            return p.startsWith("<") ? pValueBelow(name, counts, number(p.substring(1), name)) : pValue(name, counts, number(p, name), decimals(p));
        }
        final double[] given = Stream.of("Positives", "Negatives", "Sensitivity", "Specificity", "Accuracy", "F1")
            .mapToDouble(k -> row.get(k) == null ? Double.NaN : number(row.get(k), name)).toArray();
        if (Double.isNaN(given[0] + given[1] + given[2] + given[3]) || (Double.isNaN(given[4]) && Double.isNaN(given[5]))) {
            return Optional.empty();
        }
        final int decimals = Stream.of("Sensitivity", "Specificity", "Accuracy", "F1").map(row::get).filter(v -> v != null)
            .mapToInt(ReportedFigures::decimals).max().orElse(2);
        return classification(name, (int)given[0], (int)given[1], given[2], given[3], given[4], given[5], Math.max(2, decimals));
    }

    /**
     * @param row as of {@link #check}
     * @return what the row lacks to be checked; empty if it can be
     */
    static List<String> lacks(final Map<String, String> row) {
        final List<String> test = Stream.of("Counts", "p").filter(k -> row.get(k) == null).toList();
        final List<String> model = new ArrayList<>(Stream.of("Positives", "Negatives", "Sensitivity", "Specificity").filter(k -> row.get(k) == null).toList());
        if (row.get("Accuracy") == null && row.get("F1") == null) {
            model.add("Accuracy or F1");
        }
        return test.size() < 2 || model.size() == 5 ? test : model;
    }

    /**
     * Rows that cannot be checked: a user must not take silence about them for their being right.
     *
     * @param rows as of {@link #check}
     * @return a finding that names them and what they lack; empty if all can be checked
     */
    public static Optional<Finding> unchecked(final List<Map<String, String>> rows) {
        final List<Map<String, String>> open = rows.stream().filter(r -> !lacks(r).isEmpty()).toList();
        return open.isEmpty() ? Optional.empty() : Optional.of(new Finding(Finding.Kind.REPORTED_FIGURE, Finding.Severity.NOTE, "published",
            open.stream().map(r -> r.getOrDefault("Name", "a row")).toList(),
            open.size() + " of " + rows.size() + " published figures are not filled in and were not checked",
            String.join("; ", open.stream().map(r -> r.getOrDefault("Name", "a row") + " lacks " + String.join(", ", lacks(r))).toList()),
            "Type them in from the paper; until then nothing is known of them"));
    }

    private static Optional<Finding> pValueBelow(final String name, final long[][] counts, final double bound) {
        final double plain = Contingency.chiSquare(counts, false).p();
        final double yates = Contingency.chiSquare(counts, true).p();
        final double fisher = Contingency.fisher(counts).p();
        if (Math.min(plain, Math.min(yates, fisher)) < bound) {
            return Optional.empty();
        }
        return Optional.of(new Finding(Finding.Kind.REPORTED_FIGURE, Finding.Severity.WARNING, "published", List.of(name),
            "The published p of " + name + " is not what its counts give",
            "published below " + number(bound) + "; chi-square " + number(plain) + ", with Yates's correction " + number(yates) + ", Fisher "
                + number(fisher),
            "Give the test that was used, or correct counts or p-value"));
    }

    private static double number(final String text, final String name) {
        try {
            return Double.parseDouble(text.strip());
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException("The published figures of \"" + name + "\": \"" + text.strip() + "\" is no number", e);
        }
    }

    private static int decimals(final String text) {
        return text.indexOf('.') < 0 ? 0 : text.strip().length() - text.strip().indexOf('.') - 1;
    }
}
