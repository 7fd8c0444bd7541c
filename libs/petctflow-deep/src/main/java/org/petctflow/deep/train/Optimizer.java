package org.petctflow.deep.train;

import java.util.LinkedHashMap;
import java.util.Map;

import org.petctflow.deep.engine.GradMode;
import org.petctflow.deep.network.Network;
import org.petctflow.deep.train.OptimizerOptions.Kind;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Moves a network's parameters along their gradients. Its state is kept by the parameter's name, so that it can be saved and
 * go on in another process (DJL's optimisers key it by an id that differs from run to run). Belongs to one thread.
 */
final class Optimizer implements AutoCloseable {

    private final OptimizerOptions m_options;

    private final NDManager m_manager;

    private final Map<String, Parameter> m_parameters = new LinkedHashMap<>();

    private final Map<String, NDArray> m_first = new LinkedHashMap<>();

    private final Map<String, NDArray> m_second = new LinkedHashMap<>();

    private long m_steps;

    Optimizer(final OptimizerOptions options, final Network network) {
        m_options = options;
        m_manager = network.step();
        network.block().namedParameters().forEach((name, parameter) -> {
            if (parameter.requiresGradient()) {
                m_parameters.put(name, parameter);
                m_first.put(name, m_manager.zeros(parameter.getArray().getShape()));
                if (options.kind() != Kind.SGD) {
                    m_second.put(name, m_manager.zeros(parameter.getArray().getShape()));
                }
            }
        });
    }

    /**
     * One step; the gradients are zero afterwards.
     *
     * @param learningRate this step's
     * @return the length of the gradient before clipping; if it is not finite, nothing was changed
     */
    double step(final double learningRate) {
        try (GradMode off = GradMode.off()) {
            final Map<String, NDArray> gradients = new LinkedHashMap<>();
            try {
                double squares = 0;
                for (final Map.Entry<String, Parameter> p : m_parameters.entrySet()) {
                    final NDArray gradient = GradMode.gradient(p.getValue().getArray());
                    if (gradient != null) {
                        gradients.put(p.getKey(), gradient);
                        try (NDArray norm = gradient.norm()) {
                            squares += Math.pow(norm.getFloat(), 2);
                        }
                    }
                }
                final double length = Math.sqrt(squares);
                if (Double.isFinite(length)) {
                    final double clip = m_options.clipNorm();
                    final float scale = (float)(clip > 0 && length > clip ? clip / length : 1);
                    m_steps++;
                    gradients.forEach((name, gradient) -> update(name, gradient, scale, learningRate));
                }
                return length;
            } finally {
                gradients.values().forEach(NDArray::close);
                m_parameters.values().forEach(p -> GradMode.zeroGradient(p.getArray()));
            }
        }
    }

    private void update(final String name, final NDArray gradient, final float scale, final double rate) {
        final Parameter parameter = m_parameters.get(name);
        final NDArray w = parameter.getArray();
        final double decay = parameter.getType() == Parameter.Type.WEIGHT ? m_options.weightDecay() : 0;
        if (m_options.kind() == Kind.SGD) {
            if (scale != 1) {
                gradient.muli(scale);
            }
            final NDArray v = m_first.get(name).muli(m_options.momentum()).addi(gradient);
            if (decay > 0) {
                try (NDArray d = w.mul(decay)) {
                    v.addi(d);
                }
            }
            try (NDArray d = v.mul(rate)) {
                w.subi(d);
            }
            return;
        }
        // Kingma and Ba's efficient form: the bias corrections in the rate, and epsilon scaled to stay what it is
        final double second = Math.sqrt(1 - Math.pow(m_options.beta2(), m_steps));
        final double corrected = rate * second / (1 - Math.pow(m_options.beta1(), m_steps));
        JniUtils.adamUpdate((PtNDArray)w, (PtNDArray)gradient, (PtNDArray)m_first.get(name), (PtNDArray)m_second.get(name),
            (float)rate, (float)corrected, (float)decay, scale, -1f, (float)m_options.beta1(), (float)m_options.beta2(),
            (float)(m_options.epsilon() * second), m_options.kind() == Kind.ADAMW);
    }

    /** How many steps were made. */
    long steps() {
        return m_steps;
    }

    /** The state's arrays by name: {@code first/<parameter>}, {@code second/<parameter>}. */
    Map<String, float[]> state() {
        final Map<String, float[]> state = new LinkedHashMap<>();
        m_first.forEach((name, array) -> state.put("first/" + name, array.toFloatArray()));
        m_second.forEach((name, array) -> state.put("second/" + name, array.toFloatArray()));
        return state;
    }

    /** Goes on from a state that {@link #state} gave. */
    void restore(final long steps, final Map<String, float[]> state) {
        m_steps = steps;
        m_first.forEach((name, array) -> restore(array, "first/" + name, state));
        m_second.forEach((name, array) -> restore(array, "second/" + name, state));
    }

    private void restore(final NDArray array, final String name, final Map<String, float[]> state) {
        final float[] values = state.get(name);
        if (values == null || values.length != array.size()) {
            throw new IllegalArgumentException("The checkpoint's optimiser state '" + name + "' does not fit the network");
        }
        try (NDArray source = m_manager.create(values, array.getShape())) {
            array.muli(0).addi(source);
        }
    }

    @Override
    public void close() {
        m_manager.close();
    }
}
