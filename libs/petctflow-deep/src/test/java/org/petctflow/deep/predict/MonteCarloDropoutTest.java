package org.petctflow.deep.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.petctflow.base.Progress;
import org.petctflow.base.Provenance;
import org.petctflow.deep.data.Grid;
import org.petctflow.deep.data.Preprocessing;
import org.petctflow.deep.data.SyntheticCases;
import org.petctflow.deep.model.DmdpModel;
import org.petctflow.deep.network.Architecture;
import org.petctflow.deep.network.Fixtures;
import org.petctflow.deep.network.Parameters;

/** Passes with dropout against the exact mean and spread over all masks there are. */
class MonteCarloDropoutTest {

    private static final int UNITS = 8;

    private static final SyntheticCases PATIENTS = new SyntheticCases(3, 8, 4, 0, false);

    private static DmdpModel model(final double dropout) {
        final Architecture tiny = Architecture.of(6, 12, 12, 0).withWidth(4, 2).withEmbedding(UNITS, 8, 4).withDropout(dropout)
            .withStrides(List.of(1, 2, 2, 1));
        return new DmdpModel(tiny, Preprocessing.of(Grid.ofStudy(8)).withNormalization(-600, 300, 1, 2), null, PATIENTS.tasks(),
            new Provenance("test", "", Map.of(), 0L, Map.of(), Map.of()), Fixtures.parameters(tiny, 3));
    }

    private static List<Prediction> predict(final DmdpModel model, final Uncertainty uncertainty) throws Exception {
        try (Predictor predictor = Predictor.open(model, "cpu", 1)) {
            return predictor.predict(PATIENTS, uncertainty, Progress.NONE);
        }
    }

    /** Mean and variance of the second class' probability over all 2^8 masks, each with its probability. */
    private static double[] exact(final float[] embedding, final Parameters p, final int task, final double rate) {
        final float[] weight = p.values().get("head" + (task + 1) + ".weight");
        final float[] bias = p.values().get("head" + (task + 1) + ".bias");
        double mean = 0;
        double square = 0;
        for (int mask = 0; mask < 1 << UNITS; mask++) {
            double chance = 1;
            double z = bias[1] - bias[0];
            for (int k = 0; k < UNITS; k++) {
                final boolean kept = (mask >> k & 1) != 0;
                chance *= kept ? 1 - rate : rate;
                z += kept ? (weight[UNITS + k] - weight[k]) * embedding[k] / (1 - rate) : 0;
            }
            final double probability = 1 / (1 + Math.exp(-z));
            mean += chance * probability;
            square += chance * probability * probability;
        }
        return new double[]{mean, square - mean * mean};
    }

    @Test
    void meanAndSpreadAreThoseOfAllMasks() throws Exception {
        final int passes = 600;
        final DmdpModel model = model(0.3);
        double widest = 0;
        for (final Prediction p : predict(model, Uncertainty.dropout(passes, 11))) {
            for (int t = 0; t < 2; t++) {
                final double[] expected = exact(p.imageEmbedding(), model.parameters(), t, 0.3);
                final double sd = Math.sqrt(expected[1]);
                widest = Math.max(widest, sd);
                // five standard errors of a mean, and of a standard deviation whose values lie within 0 and 1
                assertEquals(expected[0], p.probabilities().get(t)[1], 5 * sd / Math.sqrt(passes) + 1e-6, "mean of task " + t);
                assertEquals(sd, p.spread().get(t)[1], 5 * sd / Math.sqrt(passes) + 1e-6, "spread of task " + t);
                assertEquals(p.spread().get(t)[0], p.spread().get(t)[1], 1e-9, "two classes spread alike");
            }
        }
        assertTrue(widest > 0.02, "the masks matter: " + widest);
    }

    @Test
    void withoutDropoutEveryPassIsThePredictionItself() throws Exception {
        // were batch normalisation to take the batch's statistics in the passes, the companions in a pair would show
        final DmdpModel model = model(0);
        final List<Prediction> once = predict(model, Uncertainty.NONE);
        final List<Prediction> often = predict(model, Uncertainty.dropout(5, 1));
        for (int i = 0; i < once.size(); i++) {
            assertArrayEquals(once.get(i).imageEmbedding(), often.get(i).imageEmbedding());
            for (int t = 0; t < 2; t++) {
                assertArrayEquals(once.get(i).probabilities().get(t), often.get(i).probabilities().get(t), 1e-15);
                assertArrayEquals(new double[2], often.get(i).spread().get(t), 1e-15);
            }
        }
    }

    @Test
    void dropoutLeavesWhatComesBeforeItAlone() throws Exception {
        final List<Prediction> once = predict(model(0.3), Uncertainty.NONE);
        final List<Prediction> often = predict(model(0.3), Uncertainty.dropout(4, 1));
        for (int i = 0; i < once.size(); i++) {
            assertArrayEquals(once.get(i).imageEmbedding(), often.get(i).imageEmbedding());
        }
    }
}
