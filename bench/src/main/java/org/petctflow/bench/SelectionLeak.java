package org.petctflow.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import org.petctflow.base.Parallel;
import org.petctflow.base.Progress;
import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Labels;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.ensemble.ThresholdPolicy;
import org.petctflow.learning.model.LogisticRegression;
import org.petctflow.learning.model.Metric;
import org.petctflow.learning.preprocess.FeaturePreprocessor;
import org.petctflow.learning.protocol.Protocol;
import org.petctflow.learning.protocol.ProtocolEvaluator;
import org.petctflow.learning.protocol.Scheme;
import org.petctflow.learning.select.AllColumns;
import org.petctflow.learning.select.Lasso;
import org.petctflow.learning.select.Mrmr;
import org.petctflow.learning.select.Selector;
import org.petctflow.learning.select.SelectorChain;

/**
 * What selection before the split does to a result: the mean test AUC on pure noise of the study's size (228 rows, 66 positive, 130
 * columns), with mRMR to 20 columns and LASSO inside each split, and on all rows before.
 */
public final class SelectionLeak {

    private SelectionLeak() {
    }

    /** @param arguments how many tables of noise (50 if absent) */
    public static void main(final String[] arguments) {
        final int seeds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50;
        final Selector study = new SelectorChain(List.of(new Mrmr(20, Mrmr.Scheme.MIQ, Mrmr.Discretisation.THREE_STATES),
            new Lasso(Lasso.Family.GAUSSIAN, Lasso.Rule.MIN, 50, 1e-2, 5)));
        double inside = 0;
        double before = 0;
        double squares = 0;
        for (int seed = 0; seed < seeds; seed++) {
            final Dataset noise = noise(seed);
            final double auc = auc(noise, study, seed);
            inside += auc / seeds;
            squares += auc * auc / seeds;
            before += auc(noise.with(noise.features().selectColumns(study.select(noise, Run.of(seed)).columns())), new AllColumns(), seed) / seeds;
        }
        System.out.printf(Locale.ROOT, "mean test AUC over %d tables of noise, 3 splits each: selected inside each split %.3f (SE %.3f), before the "
            + "split %.3f%n", seeds, inside, Math.sqrt(Math.max(0, squares - inside * inside) / seeds), before);
    }

    private static double auc(final Dataset data, final Selector selector, final int seed) {
        return new ProtocolEvaluator(new Protocol(FeaturePreprocessor.withDefaults(), null, selector,
            Map.of("LR", LogisticRegression.withDefaults()), ThresholdPolicy.half(), 5), Scheme.splits(3, 0.2), List.of(Metric.ROC_AUC))
                .evaluate(data, new Run(seed, Parallel.processors(), Progress.NONE)).distribution("LR", Metric.ROC_AUC).mean();
    }

    private static Dataset noise(final int seed) {
        final Random random = new Random(seed);
        final double[][] x = new double[130][228];
        final List<String> names = new ArrayList<>();
        for (int c = 0; c < x.length; c++) {
            names.add("x" + c);
            for (int r = 0; r < 228; r++) {
                x[c][r] = random.nextGaussian();
            }
        }
        final int[] y = new int[228];
        for (int r = 0; r < 66; r++) {
            y[r] = 1;
        }
        return Dataset.of(FeatureMatrix.ofColumns(names, x), Labels.binary(y));
    }
}
