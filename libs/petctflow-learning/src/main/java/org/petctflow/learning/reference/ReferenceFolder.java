package org.petctflow.learning.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.petctflow.base.AtomicFiles;
import org.petctflow.learning.cohort.StudyTable;
import org.petctflow.learning.data.Documents;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.evaluate.Roc;
import org.petctflow.learning.evaluate.Scored;
import org.petctflow.learning.model.Metric;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;

/**
 * What this library gives for a folder of reference values: data.csv with the columns case, cohort, label (0 or 1), fold (from
 * 0), split (train or test) and features, optionally wide130.csv, scores.csv, scores_test.csv and bootstrap_idx.csv, and the
 * reference's results as json, from which columns, penalties, pairs of models and small samples are taken. Where a json is
 * absent its usual options are taken and nothing is compared.
 */
public final class ReferenceFolder {

    private final Map<String, String> m_files;

    private final List<Comparison> m_comparisons;

    private ReferenceFolder(final Map<String, String> files, final List<Comparison> comparisons) {
        m_files = files;
        m_comparisons = comparisons;
    }

    /** @return the results as texts by the names of the files they answer to, with the same keys */
    public Map<String, String> files() {
        return m_files;
    }

    /** @return each value of the reference beside ours */
    public List<Comparison> comparisons() {
        return m_comparisons;
    }

    private interface Part {
        JsonObject compute(Run run) throws IOException;
    }

    /**
     * @param folder the folder
     * @param run threads and progress; only a forest draws from the seed
     * @return the results and how they compare
     * @throws IOException if data.csv is absent or damaged; what goes wrong in a single file is a comparison that fails
     */
    public static ReferenceFolder compute(final Path folder, final Run run) throws IOException {
        final Inputs in = new Inputs(folder, run.progress());
        final Map<String, Part> parts = new LinkedHashMap<>();
        parts.put("preprocess.json", r -> ModelValues.preprocess(in, r));
        parts.put("logistic.json", r -> ModelValues.logistic(in, r));
        parts.put("lasso.json", r -> ModelValues.lasso(in, r));
        parts.put("lasso_logistic.json", r -> ModelValues.lassoLogistic(in, r));
        parts.put("rfecv.json", r -> ModelValues.rfecv(in, r));
        parts.put("mrmr.json", r -> ModelValues.mrmr(in, r));
        parts.put("stats.json", r -> StatsValues.stats(in));
        parts.put("stacking.json", r -> ModelValues.stacking(in, r));
        if (in.has("scores.csv")) {
            parts.put("evaluation.json", r -> EvaluationValues.evaluation(in, r));
        }
        final Map<String, String> files = new LinkedHashMap<>();
        final List<Comparison> comparisons = new ArrayList<>();
        int done = 0;
        for (final Map.Entry<String, Part> part : parts.entrySet()) {
            final Run own = run.silent().part(part.getKey());
            attempt(part.getKey(), comparisons, () -> {
                final JsonObject result = part.getValue().compute(own);
                files.put(part.getKey(), new GsonBuilder().serializeNulls().create().toJson(result) + "\n");
                comparisons.addAll(Comparison.of(part.getKey(), in.json(part.getKey()), result));
            });
            run.progress().report(++done / (parts.size() + 1.0), part.getKey());
            run.progress().checkCancelled();
        }
        tables(in, run.silent(), files, comparisons);
        return new ReferenceFolder(files, comparisons);
    }

    private interface Attempt {
        void run() throws IOException;
    }

    /** A damaged file, or one that asks for what cannot be had, must not lose the others. */
    private static void attempt(final String file, final List<Comparison> comparisons, final Attempt attempt) {
        try {
            attempt.run();
        } catch (final IOException | IllegalArgumentException | IllegalStateException | ClassCastException
            | UnsupportedOperationException e) {
            comparisons.add(new Comparison(file, "", 0, Double.NaN, Double.NaN, Double.NaN, 0, false, "cannot be computed: " + e.getMessage()));
        }
    }

    private static void tables(final Inputs in, final Run run, final Map<String, String> files, final List<Comparison> comparisons) {
        attempt("design_all.csv", comparisons, () -> {
            final Map<String, double[]> columns = new LinkedHashMap<>();
            in.design.features().names().forEach(n -> columns.put(n, in.design.features().column(n)));
            compare(in, "design_all.csv", columns, comparisons);
            columns.put("label", in.data.numbers("label"));
            columns.put("fold", in.data.numbers("fold"));
            files.put("design_all.csv", csv(Map.of(), columns));
        });
        attempt("scores.csv", comparisons, () -> {
            final List<String> models = in.has("scores.csv")
                ? EvaluationValues.models(in).keySet().stream().filter(ModelValues::isKnown).toList()
                : List.of("lr_c0.01", "lr_c1", "gnb", "lr_petclin", "rf200");
            final Map<String, double[]> scores = ModelValues.scores(in, models, run.part("scores"));
            if (in.has("scores.csv")) {
                final Map<String, double[]> exact = new LinkedHashMap<>(scores);
                exact.keySet().removeIf(m -> m.startsWith("rf"));
                compare(in, "scores.csv", exact, comparisons);
                for (final String m : models) {
                    if (m.startsWith("rf")) {
                        final Scored s = EvaluationValues.models(in).get(m);
                        comparisons.add(Comparison.values("scores.csv", m + " (AUC)", new double[]{Roc.auc(s)},
                            new double[]{Metric.ROC_AUC.of(in.labels.codes(), scores.get(m), 0.5)}));
                    }
                }
            }
            final Map<String, double[]> columns = new LinkedHashMap<>();
            columns.put("label", in.data.numbers("label"));
            columns.put("fold", in.data.numbers("fold"));
            columns.putAll(scores);
            files.put("scores.csv", csv(Map.of("case", in.data.text("case")), columns));
        });
        attempt("scores_test.csv", comparisons, () -> {
            final JsonObject stack = ModelValues.stacking(in, run.part("stacking.json"));
            final Map<String, double[]> columns = new LinkedHashMap<>();
            columns.put("label", Arrays.stream(in.test).mapToDouble(in.labels::code).toArray());
            columns.put("lr_c1", ModelValues.testScores(in, "lr_c1", run));
            columns.put("stack", Documents.numbers(stack, "test_prob", in.test.length));
            final String[] cases = Arrays.stream(in.test).mapToObj(r -> in.data.text("case")[r]).toArray(String[]::new);
            files.put("scores_test.csv", csv(Map.of("case", cases), columns));
            compare(in, "scores_test.csv", columns, comparisons);
        });
        attempt("roc", comparisons, () -> {
            if (in.has("scores.csv")) {
                for (final Map.Entry<String, Scored> m : EvaluationValues.models(in).entrySet()) {
                    final Roc roc = Roc.of(m.getValue());
                    final Map<String, double[]> columns = new LinkedHashMap<>();
                    columns.put("threshold", roc.thresholds());
                    columns.put("fpr", roc.fpr());
                    columns.put("tpr", roc.tpr());
                    final String file = "roc_" + m.getKey() + ".csv";
                    files.put(file, csv(Map.of(), columns));
                    compare(in, file, columns, comparisons);
                }
            }
        });
    }

    private static void compare(final Inputs in, final String file, final Map<String, double[]> columns, final List<Comparison> comparisons)
        throws IOException {
        if (!in.has(file)) {
            return;
        }
        final StudyTable expected = in.table(file);
        columns.forEach((name, got) -> {
            final double[] e = Arrays.stream(expected.text(name)).mapToDouble(t -> t == null ? Double.NaN
                : t.equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(t)).toArray();
            comparisons.add(e.length == got.length ? Comparison.values(file, name, e, got)
                : new Comparison(file, name, 1, e.length, got.length, Math.abs(e.length - got.length), 0, false, "numbers of rows differ"));
        });
    }

    private static String csv(final Map<String, String[]> texts, final Map<String, double[]> columns) {
        final List<String> names = new ArrayList<>(texts.keySet());
        names.addAll(columns.keySet());
        final int rows = columns.values().iterator().next().length;
        final StringBuilder csv = new StringBuilder(String.join(",", names)).append('\n');
        IntStream.range(0, rows).forEach(r -> {
            final List<String> cells = new ArrayList<>();
            texts.values().forEach(t -> cells.add(t[r]));
            columns.values().forEach(c -> cells.add(Double.isInfinite(c[r]) ? "inf"
                : c[r] == Math.rint(c[r]) ? Long.toString((long)c[r]) : Double.toString(c[r])));
            csv.append(String.join(",", cells)).append('\n');
        });
        return csv.toString();
    }

    /**
     * Writes the files, and comparison.csv beside them.
     *
     * @param folder where to; made where it is not there
     * @throws IOException if a file cannot be written
     */
    public void write(final Path folder) throws IOException {
        Files.createDirectories(folder);
        for (final Map.Entry<String, String> file : m_files.entrySet()) {
            AtomicFiles.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        final StringBuilder csv = new StringBuilder("file,quantity,values,expected,got,difference,tolerance,ok,note\n");
        for (final Comparison c : m_comparisons) {
            csv.append(String.join(",", c.file(), quoted(c.quantity()), Integer.toString(c.count()), Double.toString(c.expected()),
                Double.toString(c.got()), Double.toString(c.difference()), Double.toString(c.tolerance()), Boolean.toString(c.ok()),
                quoted(c.note()))).append('\n');
        }
        AtomicFiles.writeString(folder.resolve("comparison.csv"), csv.toString());
    }

    private static String quoted(final String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
