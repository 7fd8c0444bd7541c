package org.petctflow.learning.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.petctflow.learning.cohort.StudyTable;
import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Folds;
import org.petctflow.learning.data.Labels;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.data.Split;
import org.petctflow.learning.model.LogisticRegression;
import org.petctflow.learning.model.Metric;
import org.petctflow.learning.preprocess.FeaturePreprocessor;
import org.petctflow.learning.preprocess.FittedPreprocessor;
import org.petctflow.learning.stats.Adjustment;
import org.petctflow.learning.stats.Contingency;
import org.petctflow.learning.stats.Description;
import org.petctflow.learning.stats.Samples;

/**
 * Audits the tables of a study before anything is learned from them. The tables are joined on the id; the label is read from
 * the table that knows it for the largest share of its rows, because that is the one a model would be trained on.
 *
 * <p>What is known of lung cancer is used for one check: EGFR mutations are more frequent in women and in never-smokers
 * (Shigematsu et al. 2005, doi:10.1093/jnci/dji055), squamous cell carcinomas in men and smokers. Sex and smoking are thought to
 * be coded 1 = male and 1 = smoker, as it is usual.
 *
 * @param idColumn the column that names the patient in every table
 * @param labelColumn the label
 * @param cohortColumn the cohort or centre, or null: then the id's prefix or shape tells it
 */
public record DataAuditor(String idColumn, String labelColumn, String cohortColumn) {

    private static final int FEWEST = 10;

    private static final double ALPHA = 0.05;

    private static final int MOST_FEATURES = 2000; // for the cohort's prediction; the first ones are taken

    /**
     * @param tables the study's tables; each has the id column, at least one has the label
     * @param run seed of the folds, threads and progress
     * @return the findings, serious ones first
     * @throws IllegalArgumentException if a table lacks the id column or none has the label
     */
    public List<Finding> audit(final List<StudyTable> tables, final Run run) {
        for (final StudyTable t : tables) {
            if (!t.has(idColumn)) {
                throw new IllegalArgumentException(
                    t.name() + " has no id column \"" + idColumn + "\"; its columns are " + FeatureMatrix.brief(t.names()));
            }
        }
        final List<Finding> findings = new ArrayList<>();
        final Map<String, String> label = label(tables);
        for (int k = 0; k < tables.size(); k++) {
            final StudyTable t = tables.get(k);
            run.progress().checkCancelled();
            run.progress().report(k / (double)tables.size(), "Auditing " + t.name());
            final String[] cohorts = cohorts(t);
            duplicates(t, findings);
            constants(t, cohorts, findings);
            standardised(t, findings);
            implausible(t, findings);
            labelByCohort(t, cohorts, label, findings);
            idTellsLabel(t, label, findings);
            columnsThatTellTheLabel(t, label, findings);
            swappedCodes(t, label, findings);
            cohortFromFeatures(t, cohorts, run, findings);
        }
        missingness(tables, label, findings);
        for (int a = 0; a < tables.size(); a++) {
            for (int b = a + 1; b < tables.size(); b++) {
                disagreements(tables.get(a), tables.get(b), findings);
            }
        }
        findings.sort(Comparator.comparing(Finding::severity));
        return findings;
    }

    private Map<String, String> label(final List<StudyTable> tables) {
        StudyTable best = null;
        double most = -1;
        for (final StudyTable t : tables) {
            if (t.has(labelColumn) && t.rows() > 0) {
                final double share = Arrays.stream(t.text(labelColumn)).filter(v -> v != null).count() / (double)t.rows();
                if (share > most) {
                    most = share;
                    best = t;
                }
            }
        }
        if (best == null) {
            throw new IllegalArgumentException("No table has the label column \"" + labelColumn + "\"");
        }
        final Map<String, String> label = new LinkedHashMap<>();
        final String[] ids = best.text(idColumn);
        final String[] values = best.text(labelColumn);
        for (int r = 0; r < ids.length; r++) {
            if (ids[r] != null && values[r] != null) {
                label.put(ids[r], values[r]);
            }
        }
        return label;
    }

    /** The cohort of each row: the column, or the id's text before a hyphen, or whether it is digits, or letters and digits. */
    private String[] cohorts(final StudyTable t) {
        if (cohortColumn != null && t.has(cohortColumn)) {
            return t.text(cohortColumn);
        }
        return Arrays.stream(t.text(idColumn)).map(DataAuditor::idShape).toArray(String[]::new);
    }

    static String idShape(final String id) {
        if (id == null) {
            return null;
        }
        final int hyphen = id.indexOf('-');
        if (hyphen > 0) {
            return "ids " + id.substring(0, hyphen) + "-";
        }
        return id.chars().allMatch(Character::isDigit) ? "ids of digits" : "ids of letters and digits";
    }

    private List<String> featuresOf(final StudyTable t) {
        return t.numberColumns().stream().filter(n -> !n.equals(idColumn) && !n.equals(labelColumn) && !n.equals(cohortColumn)).toList();
    }

    private static String count(final long n, final String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }

    private static String f(final double v) {
        return String.format(Locale.ROOT, Math.abs(v) < 0.001 && v != 0 ? "%.1e" : "%.3f", v);
    }

    private void duplicates(final StudyTable t, final List<Finding> findings) {
        final Map<String, Integer> counts = new LinkedHashMap<>();
        int without = 0;
        for (final String id : t.text(idColumn)) {
            if (id == null) {
                without++;
            } else {
                counts.merge(id, 1, Integer::sum);
            }
        }
        final long twice = counts.values().stream().filter(n -> n > 1).count();
        if (without > 0 || twice > 0) {
            findings.add(new Finding(Finding.Kind.DUPLICATE, Finding.Severity.SERIOUS, t.name(), List.of(idColumn),
                "Ids are missing or there more than once", count(without, "row") + " without an id, " + count(twice, "id") + " in several rows",
                "Keep one row a patient, or let every split keep a patient's rows together"));
        }
        final List<String> features = featuresOf(t);
        if (features.size() < 3) {
            return;
        }
        final Map<List<String>, Integer> seen = new HashMap<>();
        final List<String> same = new ArrayList<>();
        for (int r = 0; r < t.rows(); r++) {
            final List<String> row = new ArrayList<>(features.size());
            int present = 0;
            for (final String c : features) {
                final String v = t.text(c)[r];
                row.add(v);
                present += v == null ? 0 : 1;
            }
            if (present >= 3 && 2 * present >= features.size()) {
                final Integer before = seen.putIfAbsent(row, r);
                if (before != null) {
                    same.add("row " + (r + 1) + " repeats row " + (before + 1));
                }
            }
        }
        if (!same.isEmpty()) {
            findings.add(new Finding(Finding.Kind.DUPLICATE, Finding.Severity.SERIOUS, t.name(), List.of(),
                count(same.size(), "row") + (same.size() == 1 ? " repeats" : " repeat") + " all values of an earlier row", FeatureMatrix.brief(same),
                "Find out whether a patient was entered twice: a copy in training and test makes results too good"));
        }
    }

    private void constants(final StudyTable t, final String[] cohorts, final List<Finding> findings) {
        final Map<String, int[]> members = members(cohorts);
        for (final String c : t.names()) {
            if (c.equals(idColumn) || c.equals(cohortColumn)) {
                continue;
            }
            final String[] cells = t.text(c);
            final long distinct = Arrays.stream(cells).filter(v -> v != null).distinct().count();
            final long given = Arrays.stream(cells).filter(v -> v != null).count();
            if (distinct <= 1) {
                findings.add(new Finding(Finding.Kind.CONSTANT, Finding.Severity.NOTE, t.name(), List.of(c),
                    "Column \"" + c + "\" " + (distinct == 0 ? "has no value" : "has one value only"), count(given, "value"),
                    "Leave it out: nothing can be learned from it"));
                continue;
            }
            final List<String> empty = new ArrayList<>();
            for (final Map.Entry<String, int[]> m : members.entrySet()) {
                final String[] own = Arrays.stream(m.getValue()).mapToObj(r -> cells[r]).filter(v -> v != null).toArray(String[]::new);
                if (own.length == 0 && m.getValue().length >= FEWEST) {
                    empty.add(m.getKey());
                }
                if (own.length >= FEWEST && own.length < given && Arrays.stream(own).distinct().count() == 1) {
                    final long others = given - own.length;
                    final long same = Arrays.stream(cells).filter(own[0]::equals).count() - own.length;
                    final double chance = Math.pow((same + 1.0) / (others + 2.0), own.length);
                    if (chance < 0.001) {
                        findings.add(new Finding(Finding.Kind.CONSTANT, Finding.Severity.WARNING, t.name(), List.of(c),
                            "Column \"" + c + "\" is " + own[0] + " for every row of " + m.getKey(),
                            own.length + " of " + own.length + " rows, " + same + " of " + others + " in the other cohorts",
                            "Ask whether it was recorded there at all: a default that was never changed looks like this, and a model "
                                + "learns the cohort from it"));
                    }
                }
            }
            if (!empty.isEmpty()) {
                findings.add(new Finding(Finding.Kind.MISSING_IN_COHORT, Finding.Severity.NOTE, t.name(), List.of(c),
                    "Column \"" + c + "\" has no value in " + String.join(", ", empty), given + " of " + t.rows() + " values are there",
                    "Leave it out when cohorts are pooled, or an imputed value marks the cohort"));
            }
        }
    }

    private static Map<String, int[]> members(final String[] groups) {
        final Map<String, List<Integer>> members = new TreeMap<>();
        for (int r = 0; r < groups.length; r++) {
            if (groups[r] != null) {
                members.computeIfAbsent(groups[r], g -> new ArrayList<>()).add(r);
            }
        }
        final Map<String, int[]> arrays = new LinkedHashMap<>();
        members.forEach((g, rows) -> arrays.put(g, rows.stream().mapToInt(Integer::intValue).toArray()));
        return arrays;
    }

    private void standardised(final StudyTable t, final List<Finding> findings) {
        final List<String> scaled = new ArrayList<>();
        final List<String> features = featuresOf(t);
        for (final String c : features) {
            final double[] x = Arrays.stream(t.numbers(c)).filter(Double::isFinite).toArray();
            final Description d = Description.of(x);
            if (d.n() >= FEWEST && d.sd() > 0) {
                final double population = d.sd() * Math.sqrt((d.n() - 1.0) / d.n());
                final boolean z = Math.abs(d.mean()) < 1e-6 && (Math.abs(d.sd() - 1) < 1e-6 || Math.abs(population - 1) < 1e-6);
                final boolean range = d.min() == 0 && d.max() == 1 && Arrays.stream(x).distinct().count() > FEWEST;
                if (z || range) {
                    scaled.add(c);
                }
            }
        }
        if (!scaled.isEmpty()) {
            findings.add(new Finding(Finding.Kind.STANDARDISED, Finding.Severity.SERIOUS, t.name(), scaled,
                scaled.size() + " of " + count(features.size(), "number column") + (scaled.size() == 1 ? " was" : " were") + " scaled over all " + t.rows() + " rows, before any split",
                "mean 0 and standard deviation 1 (or range 0 to 1) over all rows to within 1e-6: " + FeatureMatrix.brief(scaled),
                "Use the raw values and scale inside each split; as they are, test rows have already been seen"));
        }
    }

    private void implausible(final StudyTable t, final List<Finding> findings) {
        for (final String c : featuresOf(t)) {
            final String name = c.toLowerCase(Locale.ROOT);
            final double[] x = Samples.present(t.numbers(c));
            final long infinite = Arrays.stream(x).filter(Double::isInfinite).count();
            final boolean age = name.equals("age") || name.startsWith("age_") || name.endsWith("_age");
            final boolean amount = age || name.matches("(suv_?(max|mean|median|min|peak|sd|var|area)?|mtv.*|tlg.*|weight|height|volume|bmi)");
            final long below = amount ? Arrays.stream(x).filter(v -> v < 0).count() : 0;
            final long old = age ? Arrays.stream(x).filter(v -> v > 120).count() : 0;
            if (infinite + below + old > 0) {
                findings.add(new Finding(Finding.Kind.IMPLAUSIBLE, Finding.Severity.SERIOUS, t.name(), List.of(c),
                    "Column \"" + c + "\" holds values that cannot be",
                    infinite + " infinite, " + below + " below 0" + (age ? ", " + old + " above 120 years" : ""),
                    "Correct them at their source, or set them to missing"));
            }
            final double[] finite = Arrays.stream(x).filter(Double::isFinite).toArray();
            final Description d = Description.of(finite);
            final double spread = d.q3() - d.q1();
            final long far = Arrays.stream(finite).filter(v -> Math.abs(v - d.median()) > 50 * spread).count();
            if (spread > 0 && far > 0) {
                findings.add(new Finding(Finding.Kind.IMPLAUSIBLE, Finding.Severity.WARNING, t.name(), List.of(c),
                    "Column \"" + c + "\" has values far from all others",
                    count(far, "value") + (far == 1 ? " lies" : " lie") + " more than 50 interquartile ranges from the median " + f(d.median()) + "; the range is " + f(d.min())
                        + " to " + f(d.max()),
                    "Look for a wrong unit or a slipped decimal point"));
            }
        }
        ordered(t, List.of("suv_min", "suv_mean", "suv_max"), findings);
        ordered(t, List.of("suv_min", "suv_median", "suv_max"), findings);
        ordered(t, List.of("suv_mean", "suv_peak", "suv_max"), findings);
    }

    /** What must rise from column to column. */
    private static void ordered(final StudyTable t, final List<String> columns, final List<Finding> findings) {
        for (final String c : columns) {
            if (!t.has(c) || t.type(c) != StudyTable.Type.NUMBER) {
                return;
            }
        }
        int wrong = 0;
        for (int i = 1; i < columns.size(); i++) {
            final double[] low = t.numbers(columns.get(i - 1));
            final double[] high = t.numbers(columns.get(i));
            wrong += (int)IntStream.range(0, t.rows()).filter(r -> low[r] > high[r] + 1e-9 * Math.abs(high[r])).count();
        }
        if (wrong > 0) {
            findings.add(new Finding(Finding.Kind.IMPLAUSIBLE, Finding.Severity.WARNING, t.name(), columns,
                "The columns " + String.join(" <= ", columns) + " are out of order", count(wrong, "row"), "Check units and definitions"));
        }
    }

    private void missingness(final List<StudyTable> tables, final Map<String, String> label, final List<Finding> findings) {
        final List<String> ids = new ArrayList<>(label.keySet());
        final List<String> classes = List.copyOf(new TreeSet<>(label.values()));
        if (classes.size() < 2 || classes.size() > 20) {
            return;
        }
        final int[] y = ids.stream().mapToInt(id -> classes.indexOf(label.get(id))).toArray();
        final Map<String, List<String>> patterns = new LinkedHashMap<>();
        final Map<String, String> tableOf = new HashMap<>();
        for (final StudyTable t : tables) {
            final Map<String, Integer> rows = new HashMap<>();
            final String[] own = t.text(idColumn);
            for (int r = 0; r < own.length; r++) {
                rows.putIfAbsent(own[r], r);
            }
            for (final String c : t.names()) {
                if (c.equals(idColumn) || c.equals(labelColumn)) {
                    continue;
                }
                final String[] cells = t.text(c);
                final StringBuilder pattern = new StringBuilder();
                for (final String id : ids) {
                    final Integer r = rows.get(id);
                    pattern.append(r == null || cells[r] == null ? '1' : '0');
                }
                final String key = pattern.toString();
                if (key.indexOf('1') >= 0 && key.indexOf('0') >= 0) {
                    patterns.computeIfAbsent(key, k -> new ArrayList<>()).add(c);
                    tableOf.putIfAbsent(key, t.name());
                }
            }
        }
        final List<String> keys = new ArrayList<>(patterns.keySet());
        final List<long[][]> counts = new ArrayList<>();
        final double[] p = new double[keys.size()];
        for (int k = 0; k < p.length; k++) {
            final String key = keys.get(k);
            final long[][] table =
                Contingency.table(y, classes.size(), key.chars().map(c -> c == '1' ? 1 : 0).toArray(), 2);
            counts.add(table);
            p[k] = classes.size() == 2 ? Contingency.fisher(table).p() : Contingency.chiSquare(table, false).p();
        }
        final double[] adjusted = Adjustment.HOLM.adjust(p);
        for (int k = 0; k < p.length; k++) {
            if (adjusted[k] < ALPHA) {
                final StringBuilder evidence = new StringBuilder();
                for (int c = 0; c < classes.size(); c++) {
                    final long[] row = counts.get(k)[c];
                    evidence.append(row[1]).append(" of ").append(row[0] + row[1]).append(" with label ").append(classes.get(c))
                        .append(", ");
                }
                final List<String> columns = patterns.get(keys.get(k));
                findings.add(new Finding(Finding.Kind.MISSINGNESS_TELLS_LABEL, Finding.Severity.SERIOUS, tableOf.get(keys.get(k)), columns,
                    "Whether " + FeatureMatrix.brief(columns) + (columns.size() == 1 ? " is" : " are") + " missing tells the label",
                    "missing in " + evidence + "p " + f(p[k]) + " (Holm " + f(adjusted[k]) + ")",
                    "Leave those rows out, or show the result with and without them: an imputed value carries the label"));
            }
        }
    }

    private void disagreements(final StudyTable a, final StudyTable b, final List<Finding> findings) {
        final Map<String, Integer> rows = new HashMap<>();
        final String[] ids = b.text(idColumn);
        for (int r = 0; r < ids.length; r++) {
            rows.putIfAbsent(ids[r], r);
        }
        for (final String c : a.names()) {
            if (c.equals(idColumn) || !b.has(c)) {
                continue;
            }
            final Map<String, Integer> differ = new TreeMap<>();
            int both = 0;
            for (int r = 0; r < a.rows(); r++) {
                final Integer other = a.text(idColumn)[r] == null ? null : rows.get(a.text(idColumn)[r]);
                if (other == null) {
                    continue;
                }
                both++;
                final String v = a.text(c)[r];
                final String w = b.text(c)[other];
                if (!same(v, w)) {
                    differ.merge((v == null ? "missing" : v) + " -> " + (w == null ? "missing" : w), 1, Integer::sum);
                }
            }
            if (!differ.isEmpty()) {
                final int n = differ.values().stream().mapToInt(Integer::intValue).sum();
                final String pairs = String.join(", ",
                    differ.entrySet().stream().limit(12).map(e -> e.getKey() + " in " + count(e.getValue(), "row")).toList());
                findings.add(new Finding(Finding.Kind.DISAGREEMENT,
                    c.equals(labelColumn) ? Finding.Severity.SERIOUS : Finding.Severity.WARNING, a.name() + " / " + b.name(), List.of(c),
                    "The tables disagree about \"" + c + "\" of " + n + " of " + both + " patients", pairs,
                    "Settle each pair: is it another code for the same thing, a class that was folded into another, or a value that one "
                        + "table made up?"));
            }
        }
    }

    private static boolean same(final String v, final String w) {
        if (v == null || w == null) {
            return v == null && w == null;
        }
        if (v.equalsIgnoreCase(w)) {
            return true;
        }
        try {
            return Math.abs(Double.parseDouble(v) - Double.parseDouble(w)) <= 1e-9 * Math.abs(Double.parseDouble(v));
        } catch (final NumberFormatException text) {
            return false;
        }
    }

    /** Label codes by row, -1 where the id has none, classes in order. */
    private int[] codes(final StudyTable t, final Map<String, String> label, final List<String> classes) {
        return Arrays.stream(t.text(idColumn)).mapToInt(id -> id == null || !label.containsKey(id) ? -1 : classes.indexOf(label.get(id)))
            .toArray();
    }

    private void labelByCohort(final StudyTable t, final String[] cohorts, final Map<String, String> label,
        final List<Finding> findings) {
        if (!t.has(labelColumn)) {
            return;
        }
        final List<String> classes = List.copyOf(new TreeSet<>(label.values()));
        final List<String> names = List.copyOf(members(cohorts).keySet());
        final long[][] counts = Contingency.table(Arrays.stream(cohorts).mapToInt(names::indexOf).toArray(), names.size(),
            codes(t, label, classes), classes.size());
        if (Arrays.stream(counts).filter(r -> Arrays.stream(r).sum() > 0).count() < 2 || classes.size() < 2) {
            return;
        }
        final double p = Contingency.chiSquare(counts, false).p();
        if (p < ALPHA) {
            findings.add(new Finding(Finding.Kind.LABEL_BY_COHORT, Finding.Severity.WARNING, t.name(), List.of(labelColumn),
                "The label's classes are unevenly spread over the cohorts", "chi-square p " + f(p) + ", Cramer's V "
                    + f(Contingency.cramersV(counts)) + "; counts of " + classes + " by cohort: " + byCohort(names, counts),
                "Stratify splits by cohort and label, report each cohort, and leave one cohort out as a test"));
        }
    }

    private static String byCohort(final List<String> names, final long[][] counts) {
        final List<String> parts = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            parts.add(names.get(i) + " " + Arrays.toString(counts[i]));
        }
        return String.join(", ", parts);
    }

    private void idTellsLabel(final StudyTable t, final Map<String, String> label, final List<Finding> findings) {
        final Map<String, Map<String, Integer>> byPrefix = new TreeMap<>();
        for (final String id : t.text(idColumn)) {
            if (id != null && label.containsKey(id) && Character.isLetter(id.charAt(0)) && id.indexOf('-') < 0) {
                final String prefix = id.replaceFirst("[^A-Za-z].*", "");
                byPrefix.computeIfAbsent(prefix, k -> new TreeMap<>()).merge(label.get(id), 1, Integer::sum);
            }
        }
        byPrefix.values().removeIf(m -> m.values().stream().mapToInt(Integer::intValue).sum() < 5);
        final Set<String> told = new LinkedHashSet<>();
        boolean pure = byPrefix.size() > 1;
        for (final Map<String, Integer> m : byPrefix.values()) {
            pure &= m.size() == 1;
            told.addAll(m.keySet());
        }
        if (pure && told.size() > 1) {
            findings.add(new Finding(Finding.Kind.LEAKAGE, Finding.Severity.SERIOUS, t.name(), List.of(idColumn),
                "The first letters of the id tell the label", "labels by first letters: " + byPrefix,
                "Never let the id, or anything sorted by it, become a feature"));
        }
    }

    private void columnsThatTellTheLabel(final StudyTable t, final Map<String, String> label, final List<Finding> findings) {
        final List<String> classes = List.copyOf(new TreeSet<>(label.values()));
        if (classes.size() != 2) {
            return;
        }
        final int[] codes = codes(t, label, classes);
        for (final String c : featuresOf(t)) {
            final double[] x = t.numbers(c);
            final int[] rows = IntStream.range(0, x.length).filter(r -> codes[r] >= 0 && !Double.isNaN(x[r])).toArray();
            final int[] y = Arrays.stream(rows).map(r -> codes[r]).toArray();
            final long positives = Arrays.stream(y).sum();
            if (positives < 5 || y.length - positives < 5) {
                continue;
            }
            final double auc = Metric.ROC_AUC.of(y, Arrays.stream(rows).mapToDouble(r -> x[r]).toArray(), 0);
            if (Math.max(auc, 1 - auc) >= 0.95) {
                findings.add(new Finding(Finding.Kind.LEAKAGE, Finding.Severity.SERIOUS, t.name(), List.of(c),
                    "Column \"" + c + "\" alone tells the label", "AUC " + f(Math.max(auc, 1 - auc)) + " in " + y.length + " rows",
                    "Find out whether it is a copy or a consequence of the label; if so leave it out"));
            }
        }
    }

    private void swappedCodes(final StudyTable t, final Map<String, String> label, final List<Finding> findings) {
        final String name = labelColumn.toLowerCase(Locale.ROOT);
        final boolean egfr = name.contains("egfr");
        final boolean subtype = name.equals("type") || name.contains("subtype") || name.contains("histolog");
        final List<String> classes = List.copyOf(new TreeSet<>(label.values()));
        if (!(egfr || subtype) || classes.size() != 2) {
            return;
        }
        final String lesser = egfr ? "EGFR mutations" : "adenocarcinomas (label " + classes.get(1) + ")";
        final int[] codes = codes(t, label, classes);
        for (final String c : t.names()) {
            final String column = c.toLowerCase(Locale.ROOT);
            final boolean sex = column.equals("sex") || column.equals("gender");
            final boolean smoking = column.startsWith("smok");
            if (!(sex || smoking)) {
                continue;
            }
            final int[] values = Arrays.stream(t.text(c)).mapToInt(v -> v == null || !v.matches("[01](\\.0+)?") ? -1 : v.charAt(0) - '0')
                .toArray();
            final long[][] counts = Contingency.table(codes, 2, values, 2);
            if (Arrays.stream(counts).anyMatch(r -> r[0] + r[1] == 0) || counts[0][0] + counts[1][0] == 0
                || counts[0][1] + counts[1][1] == 0) {
                continue;
            }
            final double odds = Contingency.oddsRatio(counts);
            final double p = Contingency.fisher(counts).p();
            if (odds > 1 && p < ALPHA) { // known: fewer among men and smokers
                findings.add(new Finding(Finding.Kind.SWAPPED_CODE, Finding.Severity.WARNING, t.name(), List.of(c),
                    "\"" + c + "\" = 1, usually " + (sex ? "male" : "smoker") + ", goes with " + lesser + ", against all that is known: "
                        + "the codes are probably swapped",
                    "\"" + c + "\" = 1 in " + counts[1][1] + " of " + (counts[1][0] + counts[1][1]) + " with label " + classes.get(1)
                        + ", in " + counts[0][1] + " of " + (counts[0][0] + counts[0][1]) + " with label " + classes.get(0)
                        + "; odds ratio " + f(odds) + ", Fisher p " + f(p),
                    "Check the code book; " + lesser + " are more frequent in " + (sex ? "women" : "never-smokers")));
            }
        }
    }

    private void cohortFromFeatures(final StudyTable t, final String[] cohorts, final Run run, final List<Finding> findings) {
        final List<String> features = featuresOf(t).stream().limit(MOST_FEATURES)
            .filter(c -> Arrays.stream(t.numbers(c)).noneMatch(Double::isInfinite)).toList();
        final Map<String, int[]> members = members(cohorts);
        members.values().removeIf(rows -> rows.length < FEWEST);
        if (members.size() < 2 || features.size() < 2) {
            return;
        }
        final int[] rows = members.values().stream().flatMapToInt(Arrays::stream).sorted().toArray();
        final FeatureMatrix x = t.matrix(features).selectRows(rows);
        double best = 0;
        final List<String> evidence = new ArrayList<>();
        for (final Map.Entry<String, int[]> m : members.entrySet()) {
            final int[] y = Arrays.stream(rows).map(r -> Arrays.binarySearch(m.getValue(), r) >= 0 ? 1 : 0).toArray();
            final double auc = outOfFoldAuc(x, Labels.binary(y), run);
            best = Math.max(best, auc);
            evidence.add(m.getKey() + " " + f(auc));
            if (members.size() == 2) {
                break; // the other one is its mirror image
            }
        }
        if (best >= 0.8) {
            findings.add(new Finding(Finding.Kind.COHORT_PREDICTABLE, Finding.Severity.WARNING, t.name(), List.of(),
                "The cohort can be told from the " + features.size() + " number columns",
                "5-fold cross-validated AUC of ridge logistic regression, each cohort against the others: " + String.join(", ", evidence),
                "Harmonise inside each split, stratify by cohort, and test on a cohort that was left out: a model may learn the scanner"));
        }
    }

    private static double outOfFoldAuc(final FeatureMatrix x, final Labels y, final Run run) {
        final Folds folds = Dataset.of(x, y).folds(5, run.seed());
        final List<double[]> parts = run.map(folds.count(), k -> {
            final Split split = folds.split(k);
            final FeatureMatrix train = x.selectRows(split.train());
            final FittedPreprocessor fitted = FeaturePreprocessor.withDefaults().fit(train, org.petctflow.base.Progress.NONE);
            return LogisticRegression.ridge(1).fit(Dataset.of(fitted.apply(train), y.select(split.train())), run.onOneThread())
                .predictProbability(fitted.apply(x.selectRows(split.test())));
        });
        final double[] p = new double[x.rows()];
        for (int k = 0; k < folds.count(); k++) {
            final int[] test = folds.split(k).test();
            for (int i = 0; i < test.length; i++) {
                p[test[i]] = parts.get(k)[i];
            }
        }
        return Metric.ROC_AUC.of(y.codes(), p, 0);
    }
}
