package org.petctflow.learning.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Deals patients to folds, or to training and test rows, such that every part has about the same share of every class of
 * one or several labels. All rows of a patient go to the same part.
 *
 * <p>Where every patient has one row: the rows are ordered by their classes (the first label before the second, and so on)
 * and at random within equal classes, then dealt out in turn. Every fold thereby gets the floor or the ceiling of its share
 * of every class of the first label and of every combination of classes, and of the rows. Where patients have several rows:
 * the largest patients first, equal ones at random, each goes to the part where it leaves the smallest sum of squared
 * relative deviations from the wanted counts of classes and rows (in the manner of Sechidis et al. 2011,
 * doi:10.1007/978-3-642-23808-6_10).
 */
public final class StratifiedSplitter {

    private StratifiedSplitter() {
    }

    /**
     * @param labels one or several labels, the most important one first; all have the same rows
     * @param patients which rows belong to one patient, or null where every row is a patient
     * @param count how many folds, at least 2
     * @param seed the seed
     * @return the folds
     * @throws IllegalArgumentException if a class of the first label has fewer patients than there are folds
     */
    public static Folds folds(final List<Labels> labels, final Groups patients, final int count, final long seed) {
        final int rows = checkRows(labels, patients);
        if (count < 2) {
            throw new IllegalArgumentException("The number of folds must be at least 2, but was " + count);
        }
        final Groups units = patients == null ? Groups.single(rows) : patients;
        final Labels first = labels.get(0);
        final int[] patientsOfClass = patientsOfClass(first, units);
        final int c = IntStream.range(0, patientsOfClass.length).filter(i -> patientsOfClass[i] > 0).boxed()
            .min(Comparator.comparingInt(i -> patientsOfClass[i])).orElse(-1);
        if (c >= 0 && patientsOfClass[c] < count) {
            final int few = patientsOfClass[c];
            throw new IllegalArgumentException(first.column() + "The class \"" + first.classes().get(c) + "\" has " + few
                + (units.count() < rows ? " patient" : " row") + (few == 1 ? "" : "s") + ", too few for " + count + " folds: "
                + (few == 1 ? "leave the class out, or join it with another" : "take fewer folds (at most " + few + "), or leave the class out"));
        }
        final double[] shares = new double[count];
        Arrays.fill(shares, 1.0 / count);
        if (units.count() < rows) {
            return new Folds(deal(labels, units, shares, seed), count);
        }
        final int[] order = ordered(labels, Randoms.of(seed));
        final int[] codes = new int[rows];
        for (int i = 0; i < rows; i++) {
            codes[order[i]] = i % count;
        }
        return new Folds(codes, count);
    }

    /**
     * @param label the label
     * @param patients which rows belong to one patient, or null where every row is a patient
     * @param count how many folds, at least 2
     * @param seed the seed
     * @return the folds
     */
    public static Folds folds(final Labels label, final Groups patients, final int count, final long seed) {
        return folds(List.of(label), patients, count, seed);
    }

    /**
     * @param labels one or several labels, the most important one first; all have the same rows
     * @param patients which rows belong to one patient, or null where every row is a patient
     * @param testShare the share of the test rows, above 0 and below 1; their number is rounded up
     * @param seed the seed
     * @return the split
     * @throws IllegalArgumentException if a part would have no row
     */
    public static Split split(final List<Labels> labels, final Groups patients, final double testShare, final long seed) {
        final int rows = checkRows(labels, patients);
        if (!(testShare > 0 && testShare < 1)) {
            throw new IllegalArgumentException("The share of test rows must lie between 0 and 1, but was " + testShare);
        }
        final Groups units = patients == null ? Groups.single(rows) : patients;
        final int[] codes;
        if (units.count() < rows) {
            codes = deal(labels, units, new double[]{1 - testShare, testShare}, seed);
        } else {
            final int[] order = ordered(labels, Randoms.of(seed));
            codes = new int[rows];
            final int tests = (int)Math.ceil(rows * testShare - 1e-9);
            for (int t = 0; t < tests; t++) {
                codes[order[(int)((t + 0.5) * rows / tests)]] = 1; // every (rows/tests)-th: each class gets its share, rounded
            }
        }
        final int tests = Arrays.stream(codes).sum();
        if (tests == 0 || tests == rows) {
            throw new IllegalArgumentException("A share of test rows of " + (float)testShare + " leaves " + (rows - tests)
                + " training rows and " + tests + " test rows of " + rows + (units.count() < rows ? " (" + units.count()
                + (units.count() == 1 ? " patient)" : " patients)") : "") + "; both need at least one");
        }
        return new Folds(codes, 2).split(1);
    }

    /**
     * @param label the label
     * @param patients which rows belong to one patient, or null where every row is a patient
     * @param testShare the share of the test rows, above 0 and below 1
     * @param seed the seed
     * @return the split
     */
    public static Split split(final Labels label, final Groups patients, final double testShare, final long seed) {
        return split(List.of(label), patients, testShare, seed);
    }

    private static int checkRows(final List<Labels> labels, final Groups patients) {
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("A stratified split needs at least one label");
        }
        final int rows = labels.get(0).rows();
        for (final Labels l : labels) {
            if (l.rows() != rows) {
                throw new IllegalArgumentException("The labels have " + rows + " and " + l.rows() + " rows");
            }
        }
        if (patients != null && patients.rows() != rows) {
            throw new IllegalArgumentException("The labels have " + rows + " rows, the patients " + patients.rows());
        }
        return rows;
    }

    static int[] patientsOfClass(final Labels label, final Groups units) {
        final int[] counts = new int[label.classes().size()];
        for (final int[] rows : units.members()) {
            final boolean[] seen = new boolean[counts.length];
            for (final int r : rows) {
                seen[label.code(r)] = true;
            }
            for (int c = 0; c < counts.length; c++) {
                counts[c] += seen[c] ? 1 : 0;
            }
        }
        return counts;
    }

    /** All rows, by their classes, at random within equal classes. */
    private static int[] ordered(final List<Labels> labels, final UniformRandomProvider random) {
        final int[] order = new int[labels.get(0).rows()];
        Arrays.setAll(order, i -> i);
        Randoms.shuffle(order, random);
        Comparator<Integer> byClass = (a, b) -> 0;
        for (final Labels l : labels) {
            byClass = byClass.thenComparingInt(l::code);
        }
        return Arrays.stream(order).boxed().sorted(byClass).mapToInt(Integer::intValue).toArray();
    }

    /** The greedy way for patients of several rows; returns the part of each row. */
    private static int[] deal(final List<Labels> labels, final Groups units, final double[] shares, final long seed) {
        final int[][] members = units.members();
        final int[] order = new int[members.length];
        Arrays.setAll(order, i -> i);
        Randoms.shuffle(order, Randoms.of(seed));
        final int[] bySize = Arrays.stream(order).boxed().sorted(Comparator.comparingInt(g -> -members[g].length))
            .mapToInt(Integer::intValue).toArray();

        // one bucket for the rows, then one for each class of each label
        final List<int[]> bucketsOfRow = new ArrayList<>();
        int buckets = 1;
        final int[] offsets = new int[labels.size()];
        for (int l = 0; l < offsets.length; l++) {
            offsets[l] = buckets;
            buckets += labels.get(l).classes().size();
        }
        final double[] totals = new double[buckets];
        for (int r = 0; r < units.rows(); r++) {
            final int[] of = new int[offsets.length + 1];
            for (int l = 0; l < offsets.length; l++) {
                of[l + 1] = offsets[l] + labels.get(l).code(r);
            }
            for (final int b : of) {
                totals[b]++;
            }
            bucketsOfRow.add(of);
        }
        final double[][] have = new double[shares.length][buckets];
        final int[] codes = new int[units.rows()];
        for (final int g : bySize) {
            final double[] adds = new double[buckets];
            for (final int r : members[g]) {
                for (final int b : bucketsOfRow.get(r)) {
                    adds[b]++;
                }
            }
            int best = 0;
            double bestCost = Double.POSITIVE_INFINITY;
            for (int p = 0; p < shares.length; p++) {
                double cost = 0; // how much the part's sum of squared relative deviations would grow
                for (int b = 0; b < buckets; b++) {
                    if (totals[b] > 0) {
                        final double wanted = shares[p] * totals[b];
                        final double before = (have[p][b] - wanted) / totals[b];
                        final double after = (have[p][b] + adds[b] - wanted) / totals[b];
                        cost += (after * after - before * before) / shares[p];
                    }
                }
                if (cost < bestCost - 1e-12) {
                    bestCost = cost;
                    best = p;
                }
            }
            for (int b = 0; b < buckets; b++) {
                have[best][b] += adds[b];
            }
            for (final int r : members[g]) {
                codes[r] = best;
            }
        }
        return codes;
    }
}
