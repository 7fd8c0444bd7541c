package org.petctflow.deep.network;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.petctflow.base.Seeds;
import org.petctflow.deep.engine.GradMode;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;

/**
 * The values of a network's parameters, outside of PyTorch: by name, column fastest. The arrays are not copied; nobody
 * changes them.
 *
 * @param values by the names of {@link Dmdp#namedParameters()}, in their order
 * @param shapes the shape of each
 */
public record Parameters(Map<String, float[]> values, Map<String, long[]> shapes) {

    /** Keeps the order. */
    public Parameters {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        shapes = Collections.unmodifiableMap(new LinkedHashMap<>(shapes));
    }

    /**
     * Values to begin a training with: weights normal with mean 0 and variance 2 / fan-in where a rectifier follows (He et al.
     * 2015, arXiv:1502.01852), 1 / fan-in elsewhere, so that a layer keeps its input's size (LeCun et al. 1998,
     * doi:10.1007/3-540-49430-8_2), and a third of that in the heads, so that a training begins near even odds. A head's
     * weights sum to 0 over the classes, and since the cross-entropy's gradient does so, too, two classes' weights stay each
     * other's opposite: what speaks for a class in a heat map of its logit is what tells it from the other. Biases and shifts
     * are 0, gains and running variances 1. A parameter's values depend on the seed and its name only.
     *
     * @param architecture the sizes
     * @param seed the seed
     * @return the values
     */
    public static Parameters initial(final Architecture architecture, final long seed) {
        try (Network network = Network.open(architecture, null, ai.djl.Device.cpu())) {
            final Map<String, float[]> values = new LinkedHashMap<>();
            final Map<String, long[]> shapes = new LinkedHashMap<>();
            network.block().namedParameters().forEach((name, parameter) -> {
                final Shape shape = parameter.getArray().getShape();
                values.put(name, initial(name, parameter.getType(), shape, Seeds.derive(seed, name)));
                shapes.put(name, shape.getShape());
            });
            return new Parameters(values, shapes);
        }
    }

    /** What the variance of a weight is multiplied with, of one over its fan-in. */
    private static double gain(final String name) {
        if (name.startsWith("head")) {
            return 1 / 3.0;
        }
        final boolean rectified = name.endsWith("conv.weight") || name.endsWith("widen.weight") || name.equals("fuse.weight")
            || name.equals("text.in.weight");
        return rectified ? 2 : 1;
    }

    private static float[] initial(final String name, final Parameter.Type type, final Shape shape, final long seed) {
        final float[] values = new float[Math.toIntExact(shape.size())];
        if (type == Parameter.Type.WEIGHT) {
            final double sd = Math.sqrt(gain(name) * shape.get(0) / values.length);
            final UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
            final ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
            for (int i = 0; i < values.length; i++) {
                values[i] = (float)(sd * gaussian.sample());
            }
            if (name.startsWith("head")) {
                centre(values, (int)shape.get(0));
            }
        } else if (type == Parameter.Type.GAMMA || type == Parameter.Type.RUNNING_VAR) {
            java.util.Arrays.fill(values, 1f);
        }
        return values;
    }

    /** Takes the mean over the rows off each column, and keeps the variance. */
    private static void centre(final float[] values, final int rows) {
        final int columns = values.length / rows;
        final double keep = Math.sqrt(rows / (rows - 1.0));
        for (int c = 0; c < columns; c++) {
            double mean = 0;
            for (int r = 0; r < rows; r++) {
                mean += values[r * columns + c] / (double)rows;
            }
            for (int r = 0; r < rows; r++) {
                values[r * columns + c] = (float)(keep * (values[r * columns + c] - mean));
            }
        }
    }

    /** @return how many numbers there are, running statistics included */
    public long size() {
        return values.values().stream().mapToLong(v -> v.length).sum();
    }

    static void create(final Dmdp block, final NDManager manager, final Parameters parameters) {
        final Shape[] inputs = Dmdp.inputShapes(block.architecture(), 2);
        try (GradMode off = GradMode.off()) {
            block.namedParameters().values().forEach(p -> p.setInitializer((m, s, t) -> m.zeros(s, t)));
            block.initialize(manager, DataType.FLOAT32, inputs);
            if (parameters == null) {
                return;
            }
            block.namedParameters().forEach((name, parameter) -> {
                final float[] values = parameters.values().get(name);
                final NDArray array = parameter.getArray();
                if (values == null || values.length != array.size()) {
                    throw new IllegalArgumentException("The network's parameter '" + name + "' of shape " + array.getShape()
                        + (values == null ? " is missing" : " has " + values.length + " values"));
                }
                try (NDArray source = manager.create(values, array.getShape())) {
                    array.addi(source);
                }
            });
        }
    }
}
