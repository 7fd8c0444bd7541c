package org.petctflow.deep.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petctflow.base.Progress;
import org.petctflow.deep.data.Grid;
import org.petctflow.deep.data.Preprocessing;
import org.petctflow.deep.data.PreparedCases;
import org.petctflow.deep.data.SyntheticCases;

class AblationTest {

    @TempDir
    static Path folder;

    @Test
    void scoresOfTwoClassesAreThoseComputedByHand() {
        // chosen 1: patients 0, 1, 4; right: 0, 2, 3, 4; patient 5 has no label
        final List<double[]> p = List.of(new double[]{0.1, 0.9}, new double[]{0.4, 0.6}, new double[]{0.7, 0.3},
            new double[]{0.8, 0.2}, new double[]{0.3, 0.7}, new double[]{0, 1});
        final Score s = Score.of(p, new int[]{1, 0, 0, 0, 1, -1});
        assertEquals(5, s.patients());
        assertEquals(4 / 5.0, s.accuracy(), 1e-12);
        assertEquals(2 * 2 / (2.0 * 2 + 1 + 0), s.f1(), 1e-12);
        assertEquals(1, s.sensitivity(), 1e-12);
        assertEquals(2 / 3.0, s.specificity(), 1e-12);
        assertEquals(1, s.auc(), 1e-12, "0.9 and 0.7 are above 0.6, 0.3 and 0.2");
    }

    @Test
    void scoresOfThreeClassesAreMeansOfEachAgainstTheRest() {
        final List<double[]> p = List.of(new double[]{0.6, 0.3, 0.1}, new double[]{0.5, 0.4, 0.1}, new double[]{0.1, 0.7, 0.2},
            new double[]{0.2, 0.2, 0.6});
        // classes 0, 1, 1, 2; the second is taken for a 0
        final Score s = Score.of(p, new int[]{0, 1, 1, 2});
        assertEquals(3 / 4.0, s.accuracy(), 1e-12);
        assertEquals((1 + 0.5 + 1) / 3, s.sensitivity(), 1e-12);
        assertEquals((2 / 3.0 + 1 + 1) / 3, s.specificity(), 1e-12);
        assertEquals((2 * 1 / 3.0 + 2 * 1 / 3.0 + 1) / 3, s.f1(), 1e-12);
        assertEquals(1, s.auc(), 1e-12, "each class is above the others in its own probability");
    }

    @Test
    void aClassThatNobodyHasLeavesTheAucMissing() {
        assertTrue(Double.isNaN(Score.of(List.of(new double[]{0.2, 0.8}), new int[]{1}).auc()));
        assertEquals(0, Score.of(List.of(new double[]{0.2, 0.8}), new int[]{-1}).patients());
    }

    @Test
    void meanAndSpreadLeaveOutWhatIsNoNumber() {
        assertArrayEquals(new double[]{2, Math.sqrt(2)}, Ablation.meanAndSd(1, Double.NaN, 3), 1e-12);
        assertArrayEquals(new double[]{5, Double.NaN}, Ablation.meanAndSd(5), 1e-12);
    }

    @Test
    void aVariantIsTheTrainingWithItsParts() throws Exception {
        try (PreparedCases cases =
            PreparedCases.prepare(new SyntheticCases(10, 8, 3, 4, false), Preprocessing.of(Grid.ofStudy(8)), folder, Progress.NONE);
                PreparedCases tests = PreparedCases.prepare(new SyntheticCases(6, 8, 9, 4, false),
                    Preprocessing.of(Grid.ofStudy(8)), folder, Progress.NONE)) {
            final TrainOptions options = TrainerTest.options().withEpochs(2, 0, 4);
            final List<Ablation.Variant> variants =
                List.of(new Ablation.Variant("images", List.of(), false, true, true),
                    new Ablation.Variant("PET and a feature", List.of("feature2"), false, false, true),
                    new Ablation.Variant("full", List.of("feature3", "feature0"), true, true, true));
            final boolean[] validates = {false, false, false, true, false, false, true, false, false, true};
            final List<Ablation.Run> runs =
                Ablation.run((c, t, v, o, p) -> Trainer.train(c, t, v, o, e -> { }, p), cases, tests, variants, new long[]{4, 5}, seed -> validates, options, Progress.NONE);
            assertEquals(6, runs.size());
            assertEquals(List.of(4L, 4L, 4L, 5L, 5L, 5L), runs.stream().map(Ablation.Run::seed).toList());
            for (final Ablation.Run run : runs) {
                assertEquals(run.variant().contrastive(), Double.isFinite(run.curve().get(0).contrastive()), run.toString());
                assertEquals(List.of(6, 6), run.scores().stream().map(Score::patients).toList());
            }
            // the full variant is nothing else than the trainer with these features and this seed
            final TrainResult alone = Trainer.train(cases.withFeatures(List.of("feature3", "feature0")), new int[]{0, 1, 2, 4, 5, 7, 8},
                new int[]{3, 6, 9}, options.withSeed(5).withArchitecture(options.architecture().withFeatures(2)), e -> {
                }, Progress.NONE);
            assertEquals(alone.curve(), runs.get(5).curve());
            assertEquals("feature3", alone.model().features().names().get(0));
            final IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> cases.withFeatures(List.of("feature9")));
            assertTrue(e.getMessage().contains("'feature9'"), e.getMessage());
        }
    }
}
