package org.petctflow.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.apache.commons.rng.UniformRandomProvider;
import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Groups;
import org.petctflow.learning.data.Labels;
import org.petctflow.learning.data.Randoms;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.data.Split;
import org.petctflow.learning.data.StratifiedSplitter;
import org.petctflow.learning.embed.Umap;
import org.petctflow.learning.ensemble.GridSearch;
import org.petctflow.learning.ensemble.Stacking;
import org.petctflow.learning.ensemble.ThresholdPolicy;
import org.petctflow.learning.harmonise.ComBat;
import org.petctflow.learning.model.ClassWeight;
import org.petctflow.learning.model.ExtraTrees;
import org.petctflow.learning.model.GradientBoosting;
import org.petctflow.learning.model.Learner;
import org.petctflow.learning.model.LogisticRegression;
import org.petctflow.learning.model.MaxFeatures;
import org.petctflow.learning.model.Metric;
import org.petctflow.learning.model.RandomForest;
import org.petctflow.learning.model.RbfSvm;
import org.petctflow.learning.preprocess.FeaturePreprocessor;
import org.petctflow.learning.protocol.Protocol;
import org.petctflow.learning.select.AllColumns;
import org.petctflow.learning.select.Lasso;
import org.petctflow.learning.select.Mrmr;
import org.petctflow.learning.select.Rfecv;

/**
 * CPU seconds of learning on tables of the study's size, in a warm JVM on one thread: the whole protocol, each selector, each
 * model, and how they grow with rows, columns and trees. Tables are seeded noise with a weak signal in four columns.
 */
public final class LearningCpuTime {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static double s_sink;

    private LearningCpuTime() {
    }

    private interface Work {
        double run(long seed);
    }

    /** Prints the median of some runs, and the least, after a warm-up. */
    private static double time(final String name, final int warmUps, final int runs, final Work work) {
        for (int i = 0; i < warmUps; i++) {
            s_sink += work.run(i);
        }
        final double[] seconds = new double[runs];
        for (int i = 0; i < runs; i++) {
            final long start = THREADS.getCurrentThreadCpuTime();
            s_sink += work.run(100 + i);
            seconds[i] = (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
        }
        Arrays.sort(seconds);
        System.out.printf(Locale.ROOT, "%-66s %9.4f s   (least %.4f)%n", name, seconds[runs / 2], seconds[0]);
        return seconds[runs / 2];
    }

    private static Dataset table(final int rows, final int columns) {
        final Random random = new Random(1);
        final double[][] x = new double[columns][rows];
        final int[] y = new int[rows];
        final List<String> names = new ArrayList<>();
        for (int r = 0; r < rows; r++) {
            y[r] = random.nextDouble() < 66 / 228.0 ? 1 : 0;
        }
        for (int c = 0; c < columns; c++) {
            names.add("x" + c);
            for (int r = 0; r < rows; r++) {
                x[c][r] = random.nextGaussian() + (c < 4 ? 0.4 * y[r] : 0);
            }
        }
        return Dataset.of(FeatureMatrix.ofColumns(names, x), Labels.binary(y));
    }

    private static RandomForest forest(final int trees) {
        return new RandomForest(trees, 0, 3, 2, MaxFeatures.SQRT, ClassWeight.NONE);
    }

    private static ExtraTrees extra(final int trees) {
        return new ExtraTrees(trees, 0, 3, 2, MaxFeatures.SQRT, ClassWeight.NONE);
    }

    /** 8:2 split, imputation, z-score, 12 grid points in 5 folds, LR, RF, ERT and their stack, 1000 bootstrap samples of each. */
    private static double study(final Dataset data, final long seed) {
        final Learner lr = new GridSearch(LogisticRegression.withDefaults(), Map.of("c", List.of("0.01", "0.1", "1", "10")), 5,
            Metric.ROC_AUC);
        final Map<String, List<String>> leaves = Map.of("minSamplesLeaf", List.of("1", "3", "5", "10"));
        final Learner rf = new GridSearch(forest(100), leaves, 5, Metric.ROC_AUC);
        final Learner ert = new GridSearch(extra(100), leaves, 5, Metric.ROC_AUC);
        final Map<String, Learner> models = new LinkedHashMap<>();
        models.put("LR", lr);
        models.put("RF", rf);
        models.put("ERT", ert);
        models.put("Stacking", new Stacking(List.of(lr, rf, ert), LogisticRegression.withDefaults(), 5));
        final Run run = Run.of(seed);
        final Split split = StratifiedSplitter.split(data.labels(), null, 0.2, seed);
        final Protocol.Fitted fitted = new Protocol(FeaturePreprocessor.withDefaults(), null, new AllColumns(), models,
            ThresholdPolicy.half(), 5).fit(data.select(split.train()), run);
        final Dataset test = data.select(split.test());
        final FeatureMatrix x = fitted.apply(test);
        final int n = test.rows();
        double sum = 0;
        for (final Protocol.Model model : fitted.models().values()) {
            final double[] p = model.classifier().predictProbability(x);
            final UniformRandomProvider random = Randoms.of(seed);
            final double[] sampleP = new double[n];
            final int[] sampleY = new int[n];
            for (int b = 0; b < 1000; b++) {
                for (int i = 0; i < n; i++) {
                    final int r = random.nextInt(n);
                    sampleP[i] = p[r];
                    sampleY[i] = test.y()[r];
                }
                for (final Metric m : List.of(Metric.ROC_AUC, Metric.ACCURACY, Metric.F1, Metric.SENSITIVITY, Metric.SPECIFICITY)) {
                    final double v = m.of(sampleY, sampleP, model.threshold());
                    sum += Double.isNaN(v) ? 0 : v;
                }
            }
        }
        return sum;
    }

    /**
     * @param arguments none; or "methods", to leave out single models and growth, or "growth" for these alone
     */
    public static void main(final String[] arguments) {
        System.out.println("Median CPU seconds of one thread, warm; Java " + Runtime.version());
        final Dataset pet = table(228, 20);
        final Dataset all = table(228, 44);
        final Dataset wide = table(228, 130);
        if (!List.of(arguments).contains("growth")) {
            methods(pet, all, wide);
        }
        if (List.of(arguments).contains("methods")) {
            return;
        }
        final Map<String, Learner> models = new LinkedHashMap<>();
        models.put("logistic regression L2", LogisticRegression.withDefaults());
        models.put("logistic regression L1", new LogisticRegression(1, 1, ClassWeight.NONE));
        models.put("random forest of 100", forest(100));
        models.put("extremely randomised trees, 100", extra(100));
        models.put("gradient boosting, 100 of depth 3", GradientBoosting.withDefaults());
        models.put("RBF SVM with Platt's probabilities", RbfSvm.withDefaults());
        models.forEach((name, learner) -> time("fit 228 x 44: " + name, 30, 15, s -> fit(learner, all, s)));
        time("UMAP 228 x 44, 500 rounds", 3, 5, s -> Umap.withDefaults().embed(all.features(), Run.of(s))[0][0]);
        final Dataset thousand = table(1000, 44);
        time("UMAP 1000 x 44, 500 rounds", 1, 3, s -> Umap.withDefaults().embed(thousand.features(), Run.of(s))[0][0]);
        final Groups centres = Groups.of(IntStream.range(0, 228).mapToObj(r -> "c" + r % 3).toList());
        time("ComBat 228 x 130, 3 centres, parametric", 10, 15,
            s -> ComBat.withDefaults().fit(wide.features(), centres, Run.of(s)).shift(0, 0));
        time("ComBat 228 x 130, 3 centres, non-parametric", 5, 9,
            s -> new ComBat(false, List.of(), null, ComBat.Unseen.REFUSE).fit(wide.features(), centres, Run.of(s)).shift(0, 0));
        System.out.println("Growth of a forest");
        for (final int rows : new int[]{250, 1000, 4000, 16_000}) {
            final Dataset data = table(rows, 44);
            time("rows " + rows + " (44 columns, 100 trees): RF", 2, 3, s -> fit(forest(100), data, s));
            time("rows " + rows + " (44 columns, 100 trees): ERT", 2, 3, s -> fit(extra(100), data, s));
        }
        for (final int columns : new int[]{100, 1000, 10_000}) {
            final Dataset data = table(228, columns);
            time("columns " + columns + " (228 rows, 100 trees): RF", 3, 3, s -> fit(forest(100), data, s));
            time("columns " + columns + ": LR L2", 3, 3, s -> fit(LogisticRegression.withDefaults(), data, s));
            time("columns " + columns + ": mRMR MIQ -> 20", 3, 3, s -> Mrmr.withDefaults().select(data, Run.of(s)).scores()[0]);
        }
        for (final int trees : new int[]{100, 400, 1600}) {
            time("trees " + trees + " (228 x 44): RF", 3, 5, s -> fit(forest(trees), all, s));
        }
        System.out.println("(" + s_sink + ")"); // so that nothing is optimised away
    }

    private static void methods(final Dataset pet, final Dataset all, final Dataset wide) {
        time("study protocol, 228 x 20 (scikit-learn 5.5 s; goal 1.1)", 8, 9, s -> study(pet, s));
        time("study protocol, 228 x 44", 5, 9, s -> study(all, s));
        time("RFECV, 20 columns, forests of 100, 5 folds (22-27 s; goal 2.5)", 5, 9,
            s -> new Rfecv(forest(100), 1, 1, Metric.ROC_AUC, 5).select(pet, Run.of(s)).meanScores()[0]);
        time("RFECV, 20 columns, logistic regression", 20, 9,
            s -> new Rfecv(LogisticRegression.withDefaults(), 1, 1, Metric.ROC_AUC, 5).select(pet, Run.of(s)).meanScores()[0]);
        for (final Mrmr.Scheme scheme : Mrmr.Scheme.values()) {
            time("mRMR " + scheme + ", 130 -> 20 (0.2 s; goal 0.02)", 200, 51,
                s -> new Mrmr(20, scheme, Mrmr.Discretisation.TEN_BINS).select(wide, Run.of(s)).scores()[0]);
        }
        time("LASSO, binomial, 130 columns, 100 penalties, 5 folds", 3, 5,
            s -> Lasso.withDefaults().select(wide, Run.of(s)).penalty());
        time("LASSO, gaussian, 130 columns, 100 penalties, 5 folds", 3, 5,
            s -> new Lasso(Lasso.Family.GAUSSIAN, Lasso.Rule.MIN, 100, 1e-3, 5).select(wide, Run.of(s)).penalty());
    }

    private static double fit(final Learner learner, final Dataset data, final long seed) {
        return learner.fit(data, Run.of(seed)).predictProbability(data.features())[0];
    }
}
