package org.petctflow.deep.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import org.petctflow.deep.data.CohortCases;

/**
 * Whether the network learns what the Synthetic Cohort plants: {@link Learnability}, a seed after the other. Minutes of processor
 * time each, so that it is a program ({@link LearnabilityTest} does one seed); it fails if
 * <ul>
 * <li>fewer than all but one of the seeds reach an AUC of 0.85 for both tasks on patients that were not seen,
 * <li>with labels that know nothing of the images the mean AUC is further from 0.5 than 0.15,
 * <li>as the mean over the seeds, Grad-CAM does not put more in the core for the mutation than for the subtype in the PET encoder, by
 * share and by density, or not more in the rim for the subtype than for the mutation in the CT encoder, each by its margin.
 * </ul>
 *
 * <p>Arguments: the seeds, separated by commas, by default 1 to 5; for how many of them labels are shuffled, too, by default all.
 */
public final class LearnabilityTrial {

    private LearnabilityTrial() {
    }

    private static void check(final List<Learnability> looks, final String what, final ToDoubleFunction<Learnability> margin, final double least,
        final List<String> failures) {
        final double mean = looks.stream().mapToDouble(margin).average().orElseThrow();
        System.out.printf(Locale.ROOT, "%s: %.3f as the mean, %.3f the least; to be at least %.2f as the mean%n", what, mean,
            looks.stream().mapToDouble(margin).min().orElseThrow(), least);
        if (!(mean >= least)) {
            failures.add(what + " is " + mean);
        }
    }

    /**
     * @param arguments the seeds
     * @throws Exception if something else than learning fails
     */
    public static void main(final String[] arguments) throws Exception {
        final long[] seeds = arguments.length == 0 ? new long[]{1, 2, 3, 4, 5}
            : Arrays.stream(arguments[0].split(",")).mapToLong(Long::parseLong).toArray();
        final int shuffled = arguments.length < 2 ? seeds.length : Integer.parseInt(arguments[1]);
        final List<Learnability> real = new ArrayList<>();
        final List<double[]> noise = new ArrayList<>();
        for (int k = 0; k < seeds.length; k++) {
            final CohortCases source = Learnability.cohort(seeds[k]);
            final Learnability learned = Learnability.of(source, seeds[k], true);
            real.add(learned);
            System.out.printf(Locale.ROOT, "seed %d: AUC EGFR %.3f, subtype %.3f; %.0f CPU s; Grad-CAM, mutation / subtype:%s%n", seeds[k],
                learned.auc()[0], learned.auc()[1], learned.seconds(), learned.text());
            if (k < shuffled) {
                noise.add(Learnability.of(source.shuffled(), seeds[k], false).auc());
                System.out.printf(Locale.ROOT, "seed %d, labels shuffled: AUC EGFR %.3f, subtype %.3f%n", seeds[k], noise.get(k)[0],
                    noise.get(k)[1]);
            }
        }
        final List<String> failures = new ArrayList<>();
        final long good = real.stream().filter(l -> l.auc()[0] >= 0.85 && l.auc()[1] >= 0.85).count();
        System.out.println(good + " of " + seeds.length + " seeds reach an AUC of 0.85 for both tasks");
        if (good < Math.max(1, seeds.length - 1)) {
            failures.add("only " + good + " of " + seeds.length + " seeds reach an AUC of 0.85 for both tasks");
        }
        final double chance = noise.stream().flatMapToDouble(Arrays::stream).average().orElse(0.5);
        System.out.printf(Locale.ROOT, "labels shuffled: mean AUC %.3f%n", chance);
        if (Math.abs(chance - 0.5) > 0.15) {
            failures.add("with labels that know nothing the mean AUC is " + chance);
        }
        check(real, "PET encoder, share of the core, mutation less subtype", Learnability::coreMargin, 0.05, failures);
        check(real, "PET encoder, core against rim, mutation less subtype", Learnability::densityMargin, 0.1, failures);
        check(real, "CT encoder, share of the rim, subtype less mutation", Learnability::rimMargin, 0.05, failures);
        System.out.println(failures.isEmpty() ? "all as it must be" : "FAILED: " + failures);
        System.exit(failures.isEmpty() ? 0 : 1);
    }
}
