package org.petctflow.deep.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.petctflow.deep.engine.GradMode;
import org.petctflow.deep.engine.TorchEngine;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;

/** Each module alone, in 64 bits: its shapes, its gradients against finite differences, and what it must not see. */
class ModulesTest {

    /** Of finite differences, relative to a gradient's length. */
    private static final double TOLERANCE = 1e-6;

    /** What is exact but for the rounding of 64 bits. */
    private static final double EXACT = 1e-11;

    private static NDManager manager;

    private static ParameterStore store;

    @BeforeAll
    static void open() {
        manager = TorchEngine.newManager(Device.cpu());
        store = new ParameterStore(manager, false);
    }

    @AfterAll
    static void close() {
        manager.close();
    }

    private static NDArray random(final long seed, final long... shape) {
        final Shape s = new Shape(shape);
        try (NDArray floats = manager.create(Fixtures.gaussian((int)s.size(), seed), s)) {
            return floats.toType(DataType.FLOAT64, true);
        }
    }

    private static NDArray doubles(final double... values) {
        return manager.create(values);
    }

    /** A module whose parameters are random numbers, none of them trivially 0 or 1. */
    private static <B extends Block> B ready(final B block, final NDArray... inputs) {
        final Shape[] shapes = new NDList(inputs).getShapes();
        parameters(block).forEach(p -> p.setInitializer((m, s, t) -> m.zeros(s, t)));
        try (GradMode off = GradMode.off()) {
            block.initialize(manager, DataType.FLOAT64, shapes);
            long seed = 100;
            for (final Parameter p : parameters(block)) {
                final NDArray array = p.getArray();
                final boolean aboutOne = p.getType() == Parameter.Type.GAMMA || p.getType() == Parameter.Type.RUNNING_VAR;
                final NDArray noise = random(seed++, array.getShape().getShape()).mul(0.3);
                array.addi(aboutOne ? noise.add(1).abs() : noise);
            }
        }
        assertArrayEquals(outputs(block, false, inputs).get(0).getShape().getShape(), block.getOutputShapes(shapes)[0].getShape());
        return block;
    }

    private static List<Parameter> parameters(final Block block) {
        final List<Parameter> all = new ArrayList<>();
        block.getDirectParameters().values().stream().filter(java.util.Objects::nonNull).forEach(all::add);
        for (final Pair<String, Block> child : block.getChildren()) {
            all.addAll(parameters(child.getValue()));
        }
        return all;
    }

    private static NDList outputs(final Block block, final boolean training, final NDArray... inputs) {
        return block.forward(store, new NDList(inputs), training);
    }

    private static double[] values(final Block block, final boolean training, final NDArray... inputs) {
        try (GradMode off = GradMode.off()) {
            return outputs(block, training, inputs).get(0).toDoubleArray();
        }
    }

    private static void assertClose(final double[] expected, final double[] actual, final double tolerance, final String what) {
        assertEquals(expected.length, actual.length, what);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], tolerance * Math.max(1, Math.abs(expected[i])), what + " at " + i);
        }
    }

    private static double at(final Supplier<NDArray> loss) {
        try (GradMode off = GradMode.off()) {
            return loss.get().getDouble();
        }
    }

    /**
     * Directional derivatives by central differences: the loss is a fixed random combination of the outputs; every array is moved
     * along its own gradient, and along a random direction, in which no gradient can hide. With 64 bits and a step of 1e-6, the
     * difference's own error is 1e-12 of the third derivative and 1e-10 of the loss; a rectifier's kink is crossed once in many
     * thousand inputs, and none of these is.
     */
    private static void checkGradients(final Supplier<NDArray> loss, final List<NDArray> arrays) {
        arrays.forEach(a -> a.setRequiresGradient(true));
        try (GradMode on = GradMode.on()) {
            GradMode.backward(loss.get());
        }
        int checked = 0;
        for (final NDArray array : arrays) {
            final NDArray found = GradMode.gradient(array);
            if (found == null) {
                continue;
            }
            final NDArray gradient = found.duplicate();
            final double length = Math.sqrt(at(() -> gradient.square().sum()));
            if (length < 1e-9) {
                continue; // it moves nothing
            }
            final NDArray other = random(55, array.getShape().getShape());
            final NDArray aside = other.div(Math.sqrt(at(() -> other.square().sum())));
            assertEquals(length, difference(loss, array, gradient.div(length)), TOLERANCE * Math.max(0.01, length), "array " + array.getShape());
            assertEquals(at(() -> gradient.mul(aside).sum()), difference(loss, array, aside), TOLERANCE * Math.max(0.01, length),
                "array " + array.getShape() + ", a random direction");
            checked++;
        }
        assertTrue(checked > arrays.size() / 2, checked + " of " + arrays.size() + " arrays have a gradient");
    }

    /** How the loss changes along a direction of length 1. */
    private static double difference(final Supplier<NDArray> loss, final NDArray array, final NDArray direction) {
        final double h = 1e-6;
        final double[] moved = new double[2];
        try (GradMode off = GradMode.off()) {
            array.addi(direction.mul(h));
            moved[0] = at(loss);
            array.subi(direction.mul(2 * h));
            moved[1] = at(loss);
            array.addi(direction.mul(h));
        }
        return (moved[0] - moved[1]) / (2 * h);
    }

    private static void checkGradients(final Block block, final NDArray... inputs) {
        final List<NDArray> arrays = new ArrayList<>(List.of(inputs));
        parameters(block).stream().filter(Parameter::requiresGradient).forEach(p -> arrays.add(p.getArray()));
        checkGradients(() -> {
            NDArray sum = null;
            for (final NDArray out : outputs(block, true, inputs)) {
                final NDArray weighted = out.mul(random(77, out.getShape().getShape())).sum();
                sum = sum == null ? weighted : sum.add(weighted);
            }
            return sum;
        }, arrays);
    }

    @Test
    void convolutionUnit() {
        final NDArray x = random(1, 3, 2, 5, 6, 7);
        final ConvolutionUnit unit = ready(new ConvolutionUnit(4, 2), x);
        assertArrayEquals(new long[]{3, 4, 3, 3, 4}, outputs(unit, true, x).get(0).getShape().getShape());
        checkGradients(unit, x);
        // the batch's own statistics take out scale; 1e-5 below the root is all that is left of it
        assertClose(values(unit, true, x), values(unit, true, x.mul(50.0)), 1e-3, "scaled input");
        // a shift by a whole stride away from the border shifts the output
        final NDArray far = manager.zeros(new Shape(1, 2, 12, 12, 12), DataType.FLOAT64);
        far.set(new ai.djl.ndarray.index.NDIndex("0,:,4:6,4:6,4:6"), random(2, 2, 2, 2, 2));
        final NDArray moved = manager.zeros(new Shape(1, 2, 12, 12, 12), DataType.FLOAT64);
        moved.set(new ai.djl.ndarray.index.NDIndex("0,:,6:8,6:8,6:8"), random(2, 2, 2, 2, 2));
        try (GradMode off = GradMode.off()) {
            final NDArray a = outputs(unit, false, far).get(0).get(":,:,1:4,1:4,1:4");
            final NDArray b = outputs(unit, false, moved).get(0).get(":,:,2:5,2:5,2:5");
            assertClose(a.toDoubleArray(), b.toDoubleArray(), EXACT, "shifted input");
        }
    }

    @Test
    void modalityEncoder() {
        final NDArray x = random(3, 2, 1, 8, 12, 10);
        final ModalityEncoder encoder = ready(new ModalityEncoder(2, List.of(1, 2, 2, 1)), x);
        final NDList maps = outputs(encoder, true, x);
        assertArrayEquals(new long[]{2, 8, 2, 3, 3}, maps.get(0).getShape().getShape());
        assertArrayEquals(new long[]{2, 16, 2, 3, 3}, maps.get(1).getShape().getShape());
        assertArrayEquals(maps.get(1).getShape().getShape(), encoder.getOutputShapes(new Shape[]{x.getShape()})[1].getShape());
        checkGradients(encoder, x);
        // with running statistics a case does not depend on its companion
        final NDArray alone = random(3, 2, 1, 8, 12, 10).get("0:1");
        final double[] both = values(encoder, false, x);
        assertClose(values(encoder, false, alone), java.util.Arrays.copyOf(both, both.length / 2), EXACT, "alone");
    }

    @Test
    void absentModality() {
        final NDArray map = random(4, 2, 3, 2, 2, 2);
        final NDArray presence = doubles(1, 0).reshape(2, 1, 1, 1, 1);
        final AbsentModality absent = ready(new AbsentModality(), map, presence);
        final double[] out = values(absent, true, map, presence);
        assertClose(java.util.Arrays.copyOf(map.toDoubleArray(), 24), java.util.Arrays.copyOf(out, 24), 0, "present");
        final double[] token = parameters(absent).get(0).getArray().toDoubleArray();
        for (int i = 24; i < 48; i++) {
            assertEquals(token[(i - 24) / 8], out[i], "the token at every position");
        }
        assertClose(out, values(absent, true, map.mul(presence).add(presence.mul(-1).add(1).mul(9.0)), presence), 0,
            "what lies in an absent map does not matter");
        checkGradients(absent, map, presence);
    }

    @Test
    void crossAttention() {
        final NDArray x = random(5, 2, 5, 8);
        final NDArray y = random(6, 2, 7, 8);
        final CrossAttention attention = ready(new CrossAttention(8, 2), x, y);
        assertArrayEquals(new long[]{2, 5, 8}, outputs(attention, true, x, y).get(0).getShape().getShape());
        checkGradients(attention, x, y);
        final NDArray keys = manager.create(new long[]{6, 2, 0, 1, 5, 3, 4});
        final NDArray shuffled = y.swapAxes(0, 1).gather(keys.reshape(7, 1, 1).broadcast(7, 2, 8), 0).swapAxes(0, 1);
        assertClose(values(attention, true, x, y), values(attention, true, x, shuffled), EXACT, "the order of the keys");
        final NDArray turned = x.flip(1);
        try (GradMode off = GradMode.off()) {
            assertClose(outputs(attention, true, x, y).get(0).flip(1).toDoubleArray(), values(attention, true, turned, y), EXACT,
                "queries in another order give results in that order");
        }
        // layer normalisation takes out what is added to all of a token's channels of the other modality
        assertClose(values(attention, true, x, y), values(attention, true, x, y.add(3.0)), EXACT, "keys with an offset");
    }

    @Test
    void textEncoder() {
        final NDArray x = random(7, 4, 3);
        final TextEncoder text = ready(new TextEncoder(6), x);
        assertArrayEquals(new long[]{4, 6}, outputs(text, true, x).get(0).getShape().getShape());
        checkGradients(text, x);
        final double[] all = values(text, true, x);
        assertClose(java.util.Arrays.copyOf(all, 6), values(text, true, random(7, 4, 3).get("0:1")), EXACT,
            "instance normalisation knows no other patient");
    }

    @Test
    void contrastiveLossIsItsFormula() {
        final NDArray u = random(8, 5, 3).normalize(2, 1);
        final NDArray v = random(9, 5, 3).normalize(2, 1);
        final double[] a = u.toDoubleArray();
        final double[] b = v.toDoubleArray();
        final double t = 0.2;
        double expected = 0;
        for (int i = 0; i < 5; i++) {
            double rows = 0;
            double columns = 0;
            double own = 0;
            for (int j = 0; j < 5; j++) {
                double ij = 0;
                double ji = 0;
                for (int k = 0; k < 3; k++) {
                    ij += (double)a[3 * i + k] * b[3 * j + k] / t;
                    ji += (double)a[3 * j + k] * b[3 * i + k] / t;
                }
                rows += Math.exp(ij);
                columns += Math.exp(ji);
                own = i == j ? ij : own;
            }
            expected += (Math.log(rows) - own + Math.log(columns) - own) / 10;
        }
        assertEquals(expected, Losses.contrastive(u, v, t).getDouble(), EXACT);
        assertEquals(expected, Losses.contrastive(v, u, t).getDouble(), EXACT, "both directions count alike");
        assertEquals(expected, Losses.contrastive(u.flip(0), v.flip(0), t).getDouble(), EXACT, "the order of patients");
        assertEquals(0, Losses.contrastive(u.get("0:1"), v.get("0:1"), t).getDouble(), EXACT, "one patient has no stranger");
        assertEquals(Math.log(5), Losses.contrastive(manager.ones(new Shape(5, 3), DataType.FLOAT64), v, 1e3).getDouble(), 1e-2, "nothing is told apart");
        final NDArray x = random(10, 4, 3);
        final NDArray y = random(11, 4, 3);
        checkGradients(() -> Losses.contrastive(x.normalize(2, 1), y.normalize(2, 1), 0.5), List.of(x, y));
    }

    @Test
    void crossEntropyIsItsFormulaOverTheLabelledPatients() {
        final NDArray z = random(12, 4, 3);
        final double[] logits = z.toDoubleArray();
        final int[] labels = {2, -1, 0, 2};
        final double[] weights = {0.5, 1, 2};
        double sum = 0;
        double all = 0;
        for (int i = 0; i < 4; i++) {
            if (labels[i] >= 0) {
                double exp = 0;
                for (int c = 0; c < 3; c++) {
                    exp += Math.exp(logits[3 * i + c]);
                }
                sum += weights[labels[i]] * (Math.log(exp) - logits[3 * i + labels[i]]);
                all += weights[labels[i]];
            }
        }
        final NDArray y = manager.create(new long[]{2, -1, 0, 2});
        final NDArray w = doubles(0.5, 1, 2);
        assertEquals(sum / all, Losses.crossEntropy(z, y, w).getDouble(), EXACT);
        assertEquals(0, Losses.crossEntropy(z, manager.create(new long[]{-1, -1, -1, -1}), w).getDouble(), 0, "nobody has a label");
        final NDArray x = random(13, 4, 3);
        checkGradients(() -> Losses.crossEntropy(x, y, w), List.of(x));
    }

    @Test
    void theJointLossOfTheWholeNetwork() {
        final Architecture a = Fixtures.TINY;
        final NDArray ct = random(21, 3, 1, a.slices(), a.rows(), a.columns());
        final NDArray pet = random(22, 3, 1, a.slices(), a.rows(), a.columns());
        final NDArray features = random(23, 3, a.features());
        final Dmdp network = ready(new Dmdp(a), ct, pet, features);
        final NDArray presence = doubles(1, 1, 1, 0, 0, 1).reshape(3, 2);
        final List<NDArray> labels = List.of(manager.create(new long[]{0, 1, -1}), manager.create(new long[]{2, 0, 1}));
        final List<NDArray> weights = List.of(doubles(0.7, 1.4), doubles(1, 0.5, 2));
        final JointLoss loss = new JointLoss(List.of(1.0, 0.5), 0.25, 0.5); // exact in 32 bits, which numbers of the loss have
        final List<NDArray> arrays = new ArrayList<>(List.of(ct, pet, features));
        network.namedParameters().values().stream().filter(Parameter::requiresGradient).forEach(p -> arrays.add(p.getArray()));
        checkGradients(() -> loss.of(network.run(store, new NDList(ct, pet, features, presence), true), labels, weights).total(), arrays);
    }
}
