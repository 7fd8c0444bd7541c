package org.petctflow.deep.train;

import java.util.*;
import org.petctflow.base.Progress;
import org.petctflow.deep.data.*;
import org.petctflow.deep.network.*;
import org.petctflow.deep.predict.*;

public final class LearnabilityTrial {
    static double auc(List<Prediction> ps, CaseSource src, int task) {
        double s = 0; long n = 0;
        for (Prediction a : ps) for (Prediction b : ps) if (src.labels(a.index())[task] == 1 && src.labels(b.index())[task] == 0) {
            double d = a.probabilities().get(task)[1] - b.probabilities().get(task)[1]; s += d > 0 ? 1 : d == 0 ? .5 : 0; n++; }
        return s / n;
    }
    public static void main(String[] a) throws Exception {
        double mm = Double.parseDouble(a[0]); int n = Integer.parseInt(a[1]); int epochs = Integer.parseInt(a[2]); double lr = Double.parseDouble(a[3]); double avg = Double.parseDouble(a[4]); String aug = a[5];
        boolean mask = a.length > 7 && a[7].equals("mask");
        for (String seedText : a[6].split(",")) {
            long seed = Long.parseLong(seedText);
            CaseSource tr = new SyntheticCases(n, 2, 100 + seed, 8, false), te = new SyntheticCases(80, 2, 900 + seed, 8, false);
            Preprocessing pre = Preprocessing.of(Grid.ofStudy(mm));
            try (PreparedCases c = PreparedCases.prepare(tr, pre, null, Progress.NONE)) {
                List<int[]> labels = new ArrayList<>(); for (int i = 0; i < n; i++) labels.add(c.labels(i));
                boolean[] t = StratifiedSplit.choose(labels, 0.75, seed);
                int[] ti = java.util.stream.IntStream.range(0, n).filter(i -> t[i]).toArray(), vi = java.util.stream.IntStream.range(0, n).filter(i -> !t[i]).toArray();
                Grid g = pre.grid();
                Architecture ar = Architecture.of(g.slices(), g.rows(), g.columns(), 8).withMaskChannel(mask);
                TrainOptions o = TrainOptions.of(ar).withEpochs(epochs, 0, 8).withSeed(seed).withOptimizer(OptimizerOptions.DEFAULT.with(OptimizerOptions.Kind.ADAMW, lr), Schedule.DEFAULT)
                    .withRegularization(aug.equals("none") ? Augmentation.NONE : aug.equals("flip") ? new Augmentation(true, 0, 2, 0.1, 0.1, 0) : Augmentation.DEFAULT, 0, avg);
                long t0 = System.nanoTime(); var os = (com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory.getOperatingSystemMXBean(); long c0 = os.getProcessCpuTime();
                TrainResult r = Trainer.train(c, ti, vi, o, e -> { if (e.epoch() % 5 == 0) System.out.printf("  %d %.3f %s val %.3f %s%n", e.epoch(), e.total(), e.tasks(), e.validationTotal(), e.validationTasks()); }, Progress.NONE);
                try (Predictor p = Predictor.open(r.model(), "cpu", 0)) {
                    List<Prediction> ps = p.predict(te, Uncertainty.NONE, Progress.NONE);
                    System.out.printf("seed %d best %d AUC %.3f %.3f wall %.0f cpu %.0f waited %.1f%n", seed, r.bestEpoch(), auc(ps, te, 0), auc(ps, te, 1), (System.nanoTime() - t0) / 1e9, (os.getProcessCpuTime() - c0) / 1e9, r.waitedSeconds());
                }
            }
        }
    }
}
