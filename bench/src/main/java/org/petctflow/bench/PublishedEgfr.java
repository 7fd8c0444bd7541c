package org.petctflow.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipFile;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.petctflow.base.Parallel;
import org.petctflow.base.Progress;
import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Labels;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.ensemble.GridSearch;
import org.petctflow.learning.ensemble.Stacking;
import org.petctflow.learning.ensemble.ThresholdPolicy;
import org.petctflow.learning.model.ClassWeight;
import org.petctflow.learning.model.ExtraTrees;
import org.petctflow.learning.model.Learner;
import org.petctflow.learning.model.LogisticRegression;
import org.petctflow.learning.model.MaxFeatures;
import org.petctflow.learning.model.Metric;
import org.petctflow.learning.model.RandomForest;
import org.petctflow.learning.preprocess.FeaturePreprocessor;
import org.petctflow.learning.protocol.Distribution;
import org.petctflow.learning.protocol.Protocol;
import org.petctflow.learning.protocol.ProtocolEvaluator;
import org.petctflow.learning.protocol.ProtocolResult;
import org.petctflow.learning.protocol.Scheme;
import org.petctflow.learning.select.AllColumns;

/**
 * The study's EGFR task on its published matrices: mean and SD of the test AUC over stratified 8:2 splits, for each feature set
 * and model, beside scikit-learn's mean on the same protocol. LR with a grid over C, forests of 100 trees with 3 rows in a leaf,
 * and their stack; classes weigh the same for LR alone. The means of 50 splits differ from another 50 by chance,
 * with an SD of about .015.
 */
public final class PublishedEgfr {

    /** scikit-learn's means over 50 splits, by set: LR, RF, ERT, Stacking (this project's reference, see its notes). */
    private static final Map<String, double[]> SCIKIT_LEARN = new LinkedHashMap<>();

    static {
        SCIKIT_LEARN.put("CT_reg1", new double[]{.666, .553, .586, .603});
        SCIKIT_LEARN.put("CT_reg2", new double[]{.611, .584, .594, .571});
        SCIKIT_LEARN.put("CT_reg5", new double[]{.678, .649, .684, .673});
        SCIKIT_LEARN.put("CT_reg6", new double[]{.665, .605, .621, .635});
        SCIKIT_LEARN.put("CT_reg_all", new double[]{.660, .620, .633, .640});
        SCIKIT_LEARN.put("PET", new double[]{.643, .642, .682, .657});
        SCIKIT_LEARN.put("PET_clinical", new double[]{.662, .686, .699, .702});
        SCIKIT_LEARN.put("PET_CT_clinical", new double[]{.686, .665, .702, .696});
    }

    private static final List<String> CLINICAL = List.of("age", "gender", "smoke");

    private PublishedEgfr() {
    }

    /**
     * @param arguments the folder of the matrices, and how many splits (50 if absent)
     * @throws IOException if a matrix cannot be read
     * @throws XMLStreamException if a matrix is damaged
     */
    public static void main(final String[] arguments) throws IOException, XMLStreamException {
        final int splits = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50;
        final Map<String, Map<String, String>> pet = read(Path.of(arguments[0], "PET_clinical_feature_matrix.xlsx"));
        final Map<String, Map<String, String>> ct = read(Path.of(arguments[0], "EGFR_mutation_prediction_CT_feature.xlsx"));
        final List<String> cases = new ArrayList<>(ct.keySet());
        final List<String> ctNames = ct.get(cases.get(0)).keySet().stream().filter(n -> n.contains("_reg")).toList();
        final List<String> petNames = pet.values().iterator().next().keySet().stream()
            .filter(n -> n.startsWith("suv") || n.startsWith("MTV") || n.startsWith("TLG") || n.startsWith("type_") || n.equals("het0"))
            .toList();
        final Labels label = Labels.binary(cases.stream().map(c -> ct.get(c).get("EGFR")).toList(), "1");
        System.out.println(cases.size() + " cases, " + label.counts()[1] + " mutant, " + ctNames.size() + " CT and " + petNames.size()
            + " PET columns; mean (SD) of the test AUC over " + splits + " splits, in brackets scikit-learn's mean");
        double greatest = 0;
        for (final Map.Entry<String, double[]> set : SCIKIT_LEARN.entrySet()) {
            final List<String> columns = new ArrayList<>();
            if (set.getKey().contains("CT_reg")) {
                final String region = set.getKey().substring(2);
                ctNames.stream().filter(n -> region.equals("_reg_all") || n.endsWith(region)).forEach(columns::add);
            } else {
                columns.addAll(set.getKey().contains("_CT") ? ctNames : List.of());
                columns.addAll(petNames);
                columns.addAll(set.getKey().endsWith("clinical") ? CLINICAL : List.of());
            }
            final double[][] rows = new double[cases.size()][];
            for (int r = 0; r < rows.length; r++) {
                final Map<String, String> all = new HashMap<>(pet.get(cases.get(r)));
                all.putAll(ct.get(cases.get(r)));
                rows[r] = columns.stream().mapToDouble(c -> number(all.get(c))).toArray();
            }
            final Dataset data = Dataset.of(FeatureMatrix.ofRows(columns, rows), label);
            final ProtocolResult result = new ProtocolEvaluator(protocol(), Scheme.splits(splits, 0.2), List.of(Metric.ROC_AUC))
                .evaluate(data, new Run(1, Parallel.processors(), Progress.NONE));
            final StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-16s %2d", set.getKey(), columns.size()));
            int m = 0;
            for (final String model : result.models()) {
                final Distribution auc = result.distribution(model, Metric.ROC_AUC);
                final double difference = auc.mean() - set.getValue()[m];
                greatest = Math.max(greatest, Math.abs(difference));
                line.append(String.format(Locale.ROOT, "  %s %.3f (%.3f) [%.3f %+.3f]", model, auc.mean(), auc.sd(),
                    set.getValue()[m++], difference));
            }
            System.out.println(line);
        }
        System.out.printf(Locale.ROOT, "greatest difference of a mean: %.3f%n", greatest);
    }

    private static Protocol protocol() {
        final Learner lr = new GridSearch(new LogisticRegression(1, 0, ClassWeight.BALANCED),
            Map.of("c", List.of("0.01", "0.1", "1", "10")), 5, Metric.ROC_AUC);
        final Learner rf = new RandomForest(100, 0, 3, 2, MaxFeatures.SQRT, ClassWeight.NONE);
        final Learner ert = new ExtraTrees(100, 0, 3, 2, MaxFeatures.SQRT, ClassWeight.NONE);
        final Map<String, Learner> models = new LinkedHashMap<>();
        models.put("LR", lr);
        models.put("RF", rf);
        models.put("ERT", ert);
        models.put("Stacking", new Stacking(List.of(lr, rf, ert), LogisticRegression.withDefaults(), 5));
        return new Protocol(FeaturePreprocessor.withDefaults(), null, new AllColumns(), models, ThresholdPolicy.half(), 5);
    }

    private static double number(final String text) {
        try {
            return text == null || text.isEmpty() ? Double.NaN : Double.parseDouble(text);
        } catch (final NumberFormatException unknown) {
            return Double.NaN; // "Unknown", "Not collected"
        }
    }

    /** The first sheet of a workbook: for each case its cells by column name. */
    private static Map<String, Map<String, String>> read(final Path file) throws IOException, XMLStreamException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            final List<String> strings = new ArrayList<>();
            cells(zip, "xl/sharedStrings.xml", "si", (attributes, text) -> strings.add(text));
            final Map<Integer, String[]> rows = new LinkedHashMap<>();
            cells(zip, "xl/worksheets/sheet1.xml", "c", (attributes, text) -> {
                final String reference = attributes.get("r");
                final String letters = reference.replaceAll("\\d", "");
                final int column = letters.chars().reduce(0, (n, c) -> 26 * n + c - 'A' + 1) - 1;
                final String[] row = rows.computeIfAbsent(Integer.parseInt(reference.substring(letters.length())),
                    k -> new String[200]);
                row[column] = "s".equals(attributes.get("t")) && !text.isEmpty() ? strings.get(Integer.parseInt(text)) : text;
            });
            final String[] header = rows.remove(1);
            final Map<String, Map<String, String>> cases = new LinkedHashMap<>();
            rows.values().forEach(row -> {
                final Map<String, String> cells = new LinkedHashMap<>();
                for (int c = 1; c < header.length; c++) {
                    if (header[c] != null && !header[c].isEmpty()) {
                        cells.put(header[c], row[c]);
                    }
                }
                if (row[0] != null && !row[0].isEmpty()) {
                    cases.put(row[0], cells);
                }
            });
            return cases;
        }
    }

    private interface Cell {
        void take(Map<String, String> attributes, String text);
    }

    private static void cells(final ZipFile zip, final String part, final String element, final Cell cell)
        throws IOException, XMLStreamException {
        final XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream in = zip.getInputStream(zip.getEntry(part))) {
            final XMLStreamReader xml = factory.createXMLStreamReader(in);
            final Map<String, String> attributes = new HashMap<>();
            StringBuilder text = null;
            while (xml.hasNext()) {
                final int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals(element)) {
                    text = new StringBuilder();
                    attributes.clear();
                    for (int a = 0; a < xml.getAttributeCount(); a++) {
                        attributes.put(xml.getAttributeLocalName(a), xml.getAttributeValue(a));
                    }
                } else if (event == XMLStreamConstants.CHARACTERS && text != null) {
                    text.append(xml.getText());
                } else if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals(element) && text != null) {
                    cell.take(attributes, text.toString());
                    text = null;
                }
            }
        }
    }
}
