package org.petctflow.deep.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.petctflow.base.Provenance;
import org.petctflow.deep.data.Batch;
import org.petctflow.deep.data.Grid;
import org.petctflow.deep.data.Preprocessing;
import org.petctflow.deep.data.SyntheticCases;
import org.petctflow.deep.engine.GradMode;
import org.petctflow.deep.explain.GradCam.Method;
import org.petctflow.deep.model.DmdpModel;
import org.petctflow.deep.network.Architecture;
import org.petctflow.deep.network.Fixtures;
import org.petctflow.deep.network.Layer;
import org.petctflow.deep.predict.Predictor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

class GradCamTest {

    private static final SyntheticCases PATIENTS = new SyntheticCases(2, 8, 4, 0, false);

    private static final Architecture TINY = Architecture.of(6, 12, 12, 0).withWidth(4, 2).withEmbedding(8, 8, 4)
        .withStrides(List.of(1, 2, 2, 1));

    private static DmdpModel model() {
        return new DmdpModel(TINY, Preprocessing.of(Grid.ofStudy(8)).withNormalization(-600, 300, 1, 2), null, PATIENTS.tasks(),
            new Provenance("test", "", Map.of(), 0L, Map.of(), Map.of()), Fixtures.parameters(TINY, 3));
    }

    /** Two channels of two positions, by hand. */
    @Test
    void mapsAreTheFormulas() {
        final float[] a = {1, 2, -1, 4};
        final float[] g = {3, -1, 0.5f, 0.5f};
        // Grad-CAM: w = (3 - 1) / 2 = 1 and 0.5; 1 - 0.5 and 2 + 2
        assertArrayEquals(new float[]{0.5f, 4}, GradCam.map(a, g, 2, Method.GRAD_CAM), 1e-6f);
        // Grad-CAM++: the channels sum to 3 and 3;
        // w1 = 9 / (2 * 9 + 3 * 27) * 3 = 27 / 99, w2 = 2 * 0.25 / (0.5 + 3 * 0.125) * 0.5 = 2 / 7; 27/99 - 2/7 < 0
        assertArrayEquals(new float[]{0, (float)(2 * 27.0 / 99 + 4 * 2.0 / 7)}, GradCam.map(a, g, 2, Method.GRAD_CAM_PLUS_PLUS), 1e-6f);
        assertArrayEquals(new float[]{0, 0}, GradCam.map(a, new float[4], 2, Method.GRAD_CAM_PLUS_PLUS));
    }

    @Test
    void positionsOfALayerLieAtMultiplesOfItsStep() {
        // along the columns only: 5 and 9, two apart; behind the last position its value holds
        assertArrayEquals(new float[]{5, 7, 9, 9}, GradCam.upsample(new float[]{5, 9}, new int[]{1, 1, 2}, 2, new int[]{1, 1, 4}));
        // and a plane of both axes
        assertArrayEquals(new float[]{0, 1, 2, 2, 3, 4, 4, 5, 6},
            GradCam.upsample(new float[]{0, 2, 4, 6}, new int[]{1, 2, 2}, 2, new int[]{1, 3, 3}));
    }

    /** The logits of the second task when a number is added to all positions of one channel of a layer's activation. */
    private static float[] logits(final Predictor p, final Batch batch, final Layer layer, final int channel, final float add,
        final float[][] activation) {
        try (NDManager step = p.network().step(); GradMode off = GradMode.off()) {
            p.network().block().setTap((at, x) -> {
                if (at != layer) {
                    return x;
                }
                final boolean tokens = x.getShape().dimension() == 3;
                activation[0] = (tokens ? x.swapAxes(1, 2) : x).toFloatArray();
                final int channels = (int)x.getShape().get(tokens ? 2 : 1);
                final float[] shift = new float[channels];
                if (channel >= 0) {
                    shift[channel] = add;
                }
                final NDArray s = step.create(shift);
                return x.add(tokens ? s.reshape(1, 1, channels) : s.reshape(1, channels, 1, 1, 1));
            });
            return p.network().block().run(p.network().store(), batch.inputs(step), false).logits().get(1).toFloatArray();
        } finally {
            p.network().block().setTap(null);
        }
    }

    /**
     * Independent of the gradients: a channel's weight is the mean gradient over its positions, so the logit's change by differences
     * when the whole channel is shifted, divided by the number of positions.
     */
    @Test
    void heatMapsAreThoseOfFiniteDifferences() throws Exception {
        final DmdpModel model = model();
        try (Predictor p = Predictor.open(model, "cpu", 1)) {
            final Batch batch = new Batch(TINY, List.of(p.sample(PATIENTS.images(0), new double[0])));
            for (final Layer layer : Layer.values()) {
                final int stages = layer == Layer.LARGE_SCALE_ATTENTION ? 4 : 3;
                final int[] size = TINY.mapSize(stages);
                final int positions = size[0] * size[1] * size[2];
                final float[][] activation = new float[1][];
                logits(p, batch, layer, -1, 0, activation);
                final float[] a = activation[0].clone();
                final double[][] cam = new double[2][positions];
                for (int k = 0; k < a.length / positions; k++) {
                    final float e = 0.001f; // larger ones push rectifiers over their edge
                    final float[] up = logits(p, batch, layer, k, e, activation);
                    final float[] down = logits(p, batch, layer, k, -e, activation);
                    for (int i = 0; i < 2 * positions; i++) {
                        final int c = i / positions;
                        cam[c][i % positions] += (up[c] - down[c]) / (2 * e) / positions * a[k * positions + i % positions];
                    }
                }
                double both = 0;
                for (int c = 0; c < 2; c++) {
                    both += compare(cam[c], size, stages,
                        GradCam.explain(p, PATIENTS.images(0), new double[0], 1, c, EnumSet.of(layer), Method.GRAD_CAM).get(0));
                }
                assertTrue(both > 0, "something speaks for a class at " + layer);
            }
        }
    }

    /** @return the highest value of the expected map */
    private static double compare(final double[] expected, final int[] size, final int stages, final HeatMap heat) {
        final double most = Math.max(0, java.util.Arrays.stream(expected).max().getAsDouble());
        // the images lie on the network's grid: a layer's position is the voxel at its step
        assertEquals(TINY.columns(), heat.map().geometry().columns(), "no resampling in this test");
        final int step = TINY.strides().stream().limit(stages).reduce(1, (x, y) -> x * y);
        for (int s = 0, i = 0; s < size[0]; s++) {
            for (int r = 0; r < size[1]; r++) {
                for (int c = 0; c < size[2]; c++, i++) {
                    assertEquals(Math.max(0, expected[i]), heat.map().get(s * step, r * step, c * step) * heat.peak(), 0.02 * most + 1e-6,
                        heat.layer() + " " + i);
                }
            }
        }
        return most;
    }

    @Test
    void theClassIsTheMostLikelyOneUnlessAskedForAnother() throws Exception {
        try (Predictor p = Predictor.open(model(), "cpu", 1)) {
            final var likely = GradCam.explain(p, PATIENTS.images(1), new double[0], 0, -1, EnumSet.allOf(Layer.class), Method.GRAD_CAM_PLUS_PLUS);
            assertEquals(4, likely.size());
            final double[] probabilities = p.predict(PATIENTS, org.petctflow.deep.predict.Uncertainty.NONE,
                org.petctflow.base.Progress.NONE).get(1).probabilities().get(0);
            assertEquals(probabilities[1] > probabilities[0] ? 1 : 0, likely.get(0).classIndex());
            assertThrows(IllegalArgumentException.class,
                () -> GradCam.explain(p, PATIENTS.images(1), new double[0], 2, 0, EnumSet.of(Layer.CT_ENCODER), Method.GRAD_CAM));
        }
    }

    @Test
    void theSamePatientGivesTheSameMapTwiceAndLeavesNoGradientBehind() throws Exception {
        try (Predictor p = Predictor.open(model(), "cpu", 1)) {
            final var once = GradCam.explain(p, PATIENTS.images(0), new double[0], 0, 1, EnumSet.of(Layer.PET_ENCODER), Method.GRAD_CAM);
            GradCam.explain(p, PATIENTS.images(1), new double[0], 1, 1, EnumSet.allOf(Layer.class), Method.GRAD_CAM);
            final var again = GradCam.explain(p, PATIENTS.images(0), new double[0], 0, 1, EnumSet.of(Layer.PET_ENCODER), Method.GRAD_CAM);
            assertArrayEquals(once.get(0).map().voxels().toFloats(), again.get(0).map().voxels().toFloats());
        }
    }
}
