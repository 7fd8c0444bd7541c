package org.petctflow.learning.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.select.Mrmr;

/**
 * Signs in a table that something was fitted to all its rows before any split. No protocol can mend that: the test rows have
 * already been seen.
 */
public final class LeakSigns {

    private static final int FEWEST_COLUMNS = 5;

    private static final Pattern PYRADIOMICS = Pattern.compile(
        "(original|wavelet[^_]*|log-sigma[^_]*-mm-3D|square|squareroot|logarithm|exponential|gradient|lbp[^_]*)_"
            + "(firstorder|shape|glcm|glrlm|glszm|gldm|ngtdm)_[A-Za-z0-9]+(.*)");

    /** How many features PyRadiomics 3 computes by default, by class. */
    private static final Map<String, Integer> FULL =
        Map.of("firstorder", 18, "shape", 14, "glcm", 24, "glrlm", 16, "glszm", 16, "gldm", 14, "ngtdm", 5);

    private LeakSigns() {
    }

    /**
     * @param data the table as it goes into a protocol
     * @return a sentence for each sign, with its evidence; empty where there is none
     */
    public static List<String> of(final Dataset data) {
        final List<String> signs = new ArrayList<>();
        final FeatureMatrix x = data.features();
        final List<String> standardised = new ArrayList<>();
        final List<String> ranged = new ArrayList<>();
        int different = 0;
        int tested = 0;
        for (int c = 0; c < x.columns(); c++) {
            final double[] column = x.column(c);
            final double[] present = Arrays.stream(column).filter(Double::isFinite).toArray();
            if (present.length < 10) {
                continue;
            }
            if (isStandardised(present)) {
                standardised.add(x.name(c));
            } else if (isRanged(present)) {
                ranged.add(x.name(c));
            }
            final int[] y = IntStream.range(0, data.rows()).filter(r -> Double.isFinite(column[r]))
                .map(r -> data.y()[r]).toArray();
            final int positives = Arrays.stream(y).sum();
            if (positives > 1 && positives < y.length - 1) {
                tested++;
                different += Mrmr.fPValue(Mrmr.fStatistic(present, y), y.length) < 0.05 ? 1 : 0;
            }
        }
        if (!standardised.isEmpty()) {
            signs.add(standardised.size() + " columns have mean 0 and standard deviation 1 over all " + x.rows()
                + " rows, so they were scaled before any split: " + FeatureMatrix.brief(standardised)
                + ". Use the raw values; the protocol scales inside each split.");
        }
        if (ranged.size() >= FEWEST_COLUMNS) {
            signs.add(ranged.size() + " columns range from exactly 0 to exactly 1 over all " + x.rows()
                + " rows, so they were probably scaled before any split: " + FeatureMatrix.brief(ranged)
                + ". Use the raw values; the protocol scales inside each split.");
        }
        if (tested >= FEWEST_COLUMNS && 2 * different >= tested) {
            signs.add(different + " of " + tested + " columns differ between the classes at p < 0.05 (about "
                + Math.round(0.05 * tested) + " of unrelated columns would), as columns do that were selected with the labels of all "
                + "rows. If they were, every result is too good: give the protocol the columns before selection.");
        }
        signs.addAll(incompleteFamilies(x));
        return signs;
    }

    private static boolean isStandardised(final double[] values) {
        double mean = 0;
        for (final double v : values) {
            mean += v / values.length;
        }
        double square = 0;
        for (final double v : values) {
            square += (v - mean) * (v - mean);
        }
        final double population = Math.sqrt(square / values.length);
        final double sample = Math.sqrt(square / (values.length - 1));
        return Math.abs(mean) < 1e-6 && (Math.abs(population - 1) < 1e-6 || Math.abs(sample - 1) < 1e-6);
    }

    private static boolean isRanged(final double[] values) {
        final long distinct = Arrays.stream(values).distinct().count();
        return distinct > 10 && Arrays.stream(values).min().orElseThrow() == 0
            && Arrays.stream(values).max().orElseThrow() == 1;
    }

    /** PyRadiomics gives whole classes; a table with a few features of each was selected from more. */
    private static List<String> incompleteFamilies(final FeatureMatrix x) {
        final Map<String, Integer> counts = new LinkedHashMap<>();
        final Map<String, Integer> full = new LinkedHashMap<>();
        int columns = 0;
        for (final String name : x.names()) {
            final Matcher m = PYRADIOMICS.matcher(name);
            if (m.matches()) {
                columns++;
                final String family = m.group(1) + "_" + m.group(2) + m.group(3);
                counts.merge(family, 1, Integer::sum);
                full.put(family, FULL.get(m.group(2)));
            }
        }
        final boolean whole = counts.entrySet().stream().anyMatch(e -> 2 * e.getValue() > full.get(e.getKey()));
        if (columns < FEWEST_COLUMNS || whole) {
            return List.of();
        }
        return List.of("The table holds " + columns + " PyRadiomics columns of " + counts.size() + " feature classes and regions, which "
            + "have " + full.values().stream().mapToInt(Integer::intValue).sum() + " features: they were selected from more. If that "
            + "selection saw the labels of all rows, every result is too good: give the protocol the columns before selection.");
    }
}
