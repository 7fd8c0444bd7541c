package org.petctflow.deep.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.petctflow.deep.engine.GradMode;
import org.petctflow.deep.network.Fixtures;
import org.petctflow.deep.network.Network;
import org.petctflow.deep.network.Parameters;
import org.petctflow.deep.network.Reference;
import org.petctflow.deep.network.TinyProblem;
import org.petctflow.deep.train.OptimizerOptions.Kind;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;

/** Optimiser steps against the papers' formulas on gradients that {@link Reference} computed. */
class OptimizerTest {

    private static final double RATE = 1e-2;

    private static double step(final Network network, final Optimizer optimizer) {
        try (NDManager step = network.step(); GradMode on = GradMode.on()) {
            GradMode.backward(TinyProblem.loss(network, step));
        }
        return optimizer.step(RATE);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void twoStepsEqualTheFormula(final Kind kind) {
        // an epsilon at which the rounding of a gradient near 0 is not blown up to a whole step
        final OptimizerOptions o = new OptimizerOptions(kind, RATE, 0.05, 0.9, 0.99, 1e-2, 0.8, 2);
        final Map<String, double[]> first = new HashMap<>();
        final Map<String, double[]> second = new HashMap<>();
        Parameters parameters = Fixtures.parameters(TinyProblem.A, 1);
        try (Network network = Network.open(TinyProblem.A, parameters, Device.cpu());
                Optimizer optimizer = new Optimizer(o, network)) {
            for (int t = 1; t <= 2; t++) {
                final Reference reference = new Reference(parameters, true);
                reference.backward(TinyProblem.loss(reference));
                final Map<String, float[]> expected = new LinkedHashMap<>(parameters.values());
                final Map<String, Parameter> named = network.block().namedParameters();
                double squares = 0;
                for (final String name : named.keySet()) {
                    for (final double g : reference.parameter(name).m_gradient) {
                        squares += g * g;
                    }
                }
                final double clip = Math.min(1, o.clipNorm() / Math.sqrt(squares));
                assertTrue(clip < 1, "the clipping takes part");
                for (final String name : named.keySet()) {
                    if (named.get(name).requiresGradient() && !name.contains("Absent")) {
                        final double decay = named.get(name).getType() == Parameter.Type.WEIGHT ? o.weightDecay() : 0;
                        expected.put(name, update(o, t, parameters.values().get(name), reference.parameter(name).m_gradient,
                            clip, decay, first.computeIfAbsent(name, n -> new double[parameters(n, reference)]),
                            second.computeIfAbsent(name, n -> new double[parameters(n, reference)])));
                    }
                }
                assertEquals(Math.sqrt(squares), step(network, optimizer), 1e-5 * Math.sqrt(squares));
                final Parameters after = network.parameters();
                expected.forEach((name, values) -> {
                    if (!name.contains("running")) {
                        assertArrayEquals(values, after.values().get(name), 1e-6f, name); // a ten-thousandth of a step, or better
                    }
                });
                parameters = after;
            }
        }
    }

    private static int parameters(final String name, final Reference reference) {
        return reference.parameter(name).m_value.length;
    }

    private static float[] update(final OptimizerOptions o, final int t, final float[] w, final double[] gradient,
        final double clip, final double decay, final double[] m, final double[] v) {
        final float[] out = new float[w.length];
        for (int i = 0; i < w.length; i++) {
            double g = clip * gradient[i];
            double x = w[i];
            if (o.kind() != Kind.ADAMW) {
                g += decay * x;
            } else {
                x -= RATE * decay * x;
            }
            if (o.kind() == Kind.SGD) {
                m[i] = o.momentum() * m[i] + g;
                out[i] = (float)(x - RATE * m[i]);
            } else {
                m[i] = o.beta1() * m[i] + (1 - o.beta1()) * g;
                v[i] = o.beta2() * v[i] + (1 - o.beta2()) * g * g;
                final double mHat = m[i] / (1 - Math.pow(o.beta1(), t));
                final double vHat = v[i] / (1 - Math.pow(o.beta2(), t));
                out[i] = (float)(x - RATE * mHat / (Math.sqrt(vHat) + o.epsilon()));
            }
        }
        return out;
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void goesOnBitByBitFromItsState(final Kind kind) {
        final OptimizerOptions o = OptimizerOptions.DEFAULT.with(kind, RATE);
        final Parameters begin = Fixtures.parameters(TinyProblem.A, 1);
        final Parameters middle;
        final Parameters end;
        final Map<String, float[]> state;
        try (Network network = Network.open(TinyProblem.A, begin, Device.cpu()); Optimizer opt = new Optimizer(o, network)) {
            step(network, opt);
            step(network, opt);
            middle = network.parameters();
            state = opt.state();
            assertEquals(2, opt.steps());
            step(network, opt);
            end = network.parameters();
        }
        try (Network network = Network.open(TinyProblem.A, middle, Device.cpu()); Optimizer opt = new Optimizer(o, network)) {
            opt.restore(2, state);
            step(network, opt);
            network.parameters().values().forEach((name, v) -> assertArrayEquals(end.values().get(name), v, name));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aGradientThatIsNotFiniteChangesNothing(final Kind kind) {
        final Parameters begin = Fixtures.parameters(TinyProblem.A, 1);
        try (Network network = Network.open(TinyProblem.A, begin, Device.cpu());
                Optimizer opt = new Optimizer(OptimizerOptions.DEFAULT.with(kind, RATE), network)) {
            try (NDManager step = network.step(); GradMode on = GradMode.on()) {
                final NDArray loss = TinyProblem.loss(network, step);
                GradMode.backward(loss.mul(Float.POSITIVE_INFINITY));
            }
            assertTrue(!Double.isFinite(opt.step(RATE)));
            network.parameters().values().forEach((name, v) -> {
                if (!name.contains("running")) {
                    assertArrayEquals(begin.values().get(name), v, name);
                }
            });
        }
    }
}
