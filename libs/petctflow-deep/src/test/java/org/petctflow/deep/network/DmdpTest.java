package org.petctflow.deep.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.petctflow.deep.engine.GradMode;
import org.petctflow.deep.engine.TorchEngine;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.ParameterStore;

/** The network against {@link Reference}, which computes the same formulas in plain Java. */
class DmdpTest {

    private static final Architecture A = TinyProblem.A;

    private static final int B = TinyProblem.B;

    private static final Parameters PARAMETERS = parametersAwayFromKinks();

    private final Parameters m_parameters = PARAMETERS;

    /** A processor's own order of sums in 32 bits must not carry a rectifier's input over its kink. */
    private static Parameters parametersAwayFromKinks() {
        for (int seed = 1; seed < 100; seed++) {
            final Parameters p = Fixtures.parameters(A, seed);
            double distance = Double.MAX_VALUE;
            for (final boolean training : new boolean[]{false, true}) {
                final Reference reference = new Reference(p, training);
                TinyProblem.forward(reference);
                distance = Math.min(distance, reference.distanceToKink());
            }
            if (distance > 2e-5) {
                return p;
            }
        }
        throw new IllegalStateException("Every seed has a rectifier's input near its kink");
    }

    private static void assertClose(final String what, final double[] expected, final float[] actual,
        final double tolerance) {
        final double[] a = new double[actual.length];
        java.util.Arrays.setAll(a, i -> actual[i]);
        assertClose(what, expected, a, tolerance);
    }

    private static void assertClose(final String what, final double[] expected, final double[] actual, final double tolerance) {
        assertEquals(expected.length, actual.length, what);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], tolerance * Math.max(1, Math.abs(expected[i])), what + " at " + i);
        }
    }

    /** Relative to the layer's largest value: a small one is the difference of large ones, which 32 bits have rounded. */
    private static void assertCloseToSize(final String what, final double[] expected, final float[] actual, final double tolerance) {
        final double size = java.util.Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertEquals(expected.length, actual.length, what);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], tolerance * size, what + " at " + i);
        }
    }

    @Test
    void referenceHasTheGradientOfItsValue() {
        final Reference reference = new Reference(m_parameters, true);
        reference.backward(TinyProblem.loss(reference));
        final String[] some = {"ct.stage1a.conv.weight", "pet.stage3b.norm.gamma", "ct.stage4b.conv.weight",
            "petAttentionSmall.key.weight", "ctAttentionLarge.query.bias", "petAttentionLarge.normU.gamma",
            "ctAttentionSmall.widen.weight", "fuse.weight", "text.in.weight", "text.norm.beta", "imageProjection.weight",
            "textProjection.bias", "head2.weight"};
        for (final String name : some) {
            final int at = reference.parameter(name).m_value.length / 2;
            final double[] moved = new double[2];
            for (int side = 0; side < 2; side++) {
                final Reference other = new Reference(m_parameters, true);
                other.parameter(name).m_value[at] += side == 0 ? -1e-5 : 1e-5;
                moved[side] = TinyProblem.loss(other).m_value[0];
            }
            assertEquals((moved[1] - moved[0]) / 2e-5, reference.parameter(name).m_gradient[at], 1e-7, name);
        }
    }

    @Test
    void forwardPassEqualsTheReference() {
        for (final boolean training : new boolean[]{false, true}) {
            final Reference reference = new Reference(m_parameters, training);
            final List<Reference.Node> expected = TinyProblem.forward(reference);
            try (Network network = Network.open(A, m_parameters, Device.cpu()); NDManager step = network.step();
                    GradMode off = GradMode.off()) {
                final Map<Layer, float[]> layers = new HashMap<>();
                network.block().setTap((layer, activation) -> {
                    layers.put(layer, activation.toFloatArray());
                    return activation;
                });
                final NDList out = network.block().forward(network.store(), TinyProblem.inputs(step), training);
                for (int i = 0; i < expected.size(); i++) {
                    assertArrayEquals(network.block().getOutputShapes(Dmdp.inputShapes(A, B))[i].getShape(),
                        out.get(i).getShape().getShape());
                    assertClose("output " + i, expected.get(i).m_value, out.get(i).toFloatArray(), 1e-5);
                }
                assertEquals(4, layers.size());
                layers.forEach((layer, values) -> assertCloseToSize(layer.title(), reference.m_layers.get(layer).m_value, values, 1e-5));
                if (training) {
                    network.block().namedParameters().forEach((name, parameter) -> {
                        if (name.endsWith("runningMean")) {
                            assertClose(name, reference.m_runningMean.get(name.replace(".runningMean", "")),
                                parameter.getArray().toFloatArray(), 1e-5);
                        } else if (name.endsWith("runningVar")) {
                            assertClose(name, reference.m_runningVariance.get(name.replace(".runningVar", "")),
                                parameter.getArray().toFloatArray(), 1e-5);
                        }
                    });
                }
            }
        }
    }

    /**
     * That what differs in 32 bits is rounding and no other formula. What is left in 64 are constants that are handed over in 32:
     * the momentum and the epsilons of normalisations, and the attention's scale.
     */
    @Test
    void in64BitsItIsTheReferenceToSevenDigits() {
        for (final boolean training : new boolean[]{false, true}) {
            final Reference reference = new Reference(m_parameters, training);
            final List<Reference.Node> expected = TinyProblem.forward(reference);
            try (NDManager manager = TorchEngine.newManager(Device.cpu())) {
                final Dmdp block = inDoubles(manager);
                final ParameterStore store = new ParameterStore(manager, false);
                final Map<Layer, double[]> layers = new HashMap<>();
                try (GradMode off = GradMode.off()) {
                    block.setTap((layer, activation) -> {
                        layers.put(layer, activation.toDoubleArray());
                        return activation;
                    });
                    final NDList out = block.forward(store, TinyProblem.inputs(manager, DataType.FLOAT64), training);
                    for (int i = 0; i < expected.size(); i++) {
                        assertClose("output " + i, expected.get(i).m_value, out.get(i).toDoubleArray(), 1e-7);
                    }
                }
                assertEquals(4, layers.size());
                layers.forEach((layer, values) -> assertClose(layer.title(), reference.m_layers.get(layer).m_value, values, 1e-7));
            }
        }
        final Reference reference = new Reference(m_parameters, true);
        final Reference.Node expected = TinyProblem.loss(reference);
        reference.backward(expected);
        try (NDManager manager = TorchEngine.newManager(Device.cpu())) {
            final Dmdp block = inDoubles(manager);
            try (GradMode on = GradMode.on()) {
                final NDArray loss = TinyProblem.loss(block, new ParameterStore(manager, false), manager, DataType.FLOAT64);
                assertEquals(expected.m_value[0], loss.getDouble(), 1e-7);
                GradMode.backward(loss);
            }
            block.namedParameters().forEach((name, parameter) -> {
                if (parameter.requiresGradient() && !name.contains("Absent")) {
                    try (NDArray gradient = GradMode.gradient(parameter.getArray())) {
                        assertClose("gradient of " + name, reference.parameter(name).m_gradient, gradient.toDoubleArray(), 1e-7);
                    }
                } else if (name.endsWith("runningMean") || name.endsWith("runningVar")) {
                    final Map<String, double[]> running = name.endsWith("Mean") ? reference.m_runningMean : reference.m_runningVariance;
                    assertClose(name, running.get(name.replaceFirst("\\.running(Mean|Var)$", "")), parameter.getArray().toDoubleArray(), 1e-7);
                }
            });
        }
    }

    private Dmdp inDoubles(final NDManager manager) {
        final Dmdp block = new Dmdp(A);
        try (GradMode off = GradMode.off()) {
            block.namedParameters().values().forEach(p -> p.setInitializer((m, s, t) -> m.zeros(s, t)));
            block.initialize(manager, DataType.FLOAT64, Dmdp.inputShapes(A, B));
            block.namedParameters().forEach((name, p) -> p.getArray()
                .addi(manager.create(m_parameters.values().get(name), p.getArray().getShape()).toType(DataType.FLOAT64, false)));
        }
        return block;
    }

    @Test
    void everyGradientEqualsTheReference() {
        final Reference reference = new Reference(m_parameters, true);
        final Reference.Node expected = TinyProblem.loss(reference);
        reference.backward(expected);
        try (Network network = Network.open(A, m_parameters, Device.cpu())) {
            try (NDManager step = network.step(); GradMode on = GradMode.on()) {
                final NDArray loss = TinyProblem.loss(network, step);
                assertEquals(expected.m_value[0], loss.getFloat(), 1e-5);
                GradMode.backward(loss);
            }
            final Map<String, double[]> gradients = new LinkedHashMap<>();
            network.block().namedParameters().forEach((name, parameter) -> {
                if (parameter.requiresGradient()) {
                    try (NDArray gradient = GradMode.gradient(parameter.getArray())) {
                        if (name.contains("Absent")) {
                            assertEquals(null, gradient, name + " is not part of a batch where everything is there");
                            return;
                        }
                        gradients.put(name, reference.parameter(name).m_gradient);
                        assertClose("gradient of " + name, reference.parameter(name).m_gradient, gradient.toFloatArray(),
                            1e-5);
                    }
                }
            });
            assertTrue(gradients.size() > 80, "parameters compared: " + gradients.size());
        }
    }

    @Test
    void theGarbageCollectorDoesNotTouchWhatTheBackwardPassReads() {
        final Map<String, float[]> expected = new LinkedHashMap<>();
        for (int round = 0; round < 3; round++) {
            try (Network network = Network.open(A, m_parameters, Device.cpu());
                    NDManager step = network.step(); GradMode on = GradMode.on()) {
                final NDArray loss = TinyProblem.loss(network, step);
                if (round > 0) {
                    System.gc();
                    final List<java.nio.ByteBuffer> reused = new java.util.ArrayList<>();
                    for (int i = 0; i < 2000; i++) {
                        final java.nio.ByteBuffer buffer = java.nio.ByteBuffer.allocateDirect(4 << (i % 5));
                        while (buffer.hasRemaining()) {
                            buffer.put((byte)0x7f);
                        }
                        reused.add(buffer);
                    }
                    assertEquals(2000, reused.size());
                }
                GradMode.backward(loss);
                for (final var p : network.block().namedParameters().entrySet()) {
                    final NDArray gradient =
                        p.getValue().requiresGradient() ? GradMode.gradient(p.getValue().getArray()) : null;
                    if (gradient != null) {
                        final float[] before = expected.putIfAbsent(p.getKey(), gradient.toFloatArray());
                        assertTrue(before == null || java.util.Arrays.equals(before, gradient.toFloatArray()), p.getKey());
                    }
                }
            }
        }
    }

    @Test
    void defaultNetworkHasAboutTwoMillionParameters() {
        for (final Architecture a : List.of(Architecture.of(48, 96, 96, 19), Architecture.of(16, 32, 32, 19))) {
            final long size = Parameters.initial(a, 1).size();
            assertTrue(size > 1_800_000 && size < 2_300_000, "parameters: " + size);
        }
    }

    @Test
    void parameterNamesAndInitialValuesAreThoseThatFilesHold() {
        final Parameters p = Parameters.initial(A, 7);
        assertTrue(p.values().containsKey("ct.stage1a.conv.weight"));
        assertTrue(p.values().containsKey("petAttentionLarge.key.weight"));
        assertTrue(!p.values().containsKey("petAttentionLarge.key.bias"));
        assertArrayEquals(new long[]{16, 16, 3, 3, 3}, p.shapes().get("pet.stage3b.conv.weight"));
        double sum = 0;
        final float[] w = p.values().get("pet.stage4b.conv.weight");
        for (final float v : w) {
            sum += v * v;
        }
        assertEquals(2.0 / (32 * 27), sum / w.length, 2e-4, "variance of He's initialisation");
        assertArrayEquals(w, Parameters.initial(A, 7).values().get("pet.stage4b.conv.weight"));
        final float[] head = Parameters.initial(Architecture.of(16, 32, 32, 19), 7).values().get("head1.weight");
        double square = 0;
        for (int c = 0; c < head.length / 2; c++) {
            assertEquals(0, head[c] + head[head.length / 2 + c], 1e-7, "the classes' weights sum to 0");
            square += head[c] * head[c];
        }
        assertEquals(1 / (3.0 * 192), square / 192, 5e-4, "variance of a head's weights");
    }
}
