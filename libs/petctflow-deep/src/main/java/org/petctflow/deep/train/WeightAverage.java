package org.petctflow.deep.train;

import java.util.LinkedHashMap;
import java.util.Map;

import org.petctflow.deep.engine.GradMode;
import org.petctflow.deep.network.Architecture;
import org.petctflow.deep.network.Network;
import org.petctflow.deep.network.Parameters;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;

/**
 * A second network whose parameters and running statistics follow the trained one's slowly (Polyak averaging with exponential
 * weights): on a few dozen patients it is steadier than any single epoch.
 */
final class WeightAverage implements AutoCloseable {

    private final double m_slowness;

    private final Network m_average;

    private final Map<Parameter, Parameter> m_pairs = new LinkedHashMap<>();

    WeightAverage(final double slowness, final Architecture architecture, final Parameters begin, final Network trained,
        final Device device) {
        m_slowness = slowness;
        m_average = Network.open(architecture, begin, device);
        final Map<String, Parameter> mine = m_average.block().namedParameters();
        trained.block().namedParameters().forEach((name, parameter) -> m_pairs.put(mine.get(name), parameter));
    }

    /** To be called after every step, with the number of steps done. */
    void follow(final long steps) {
        final double a = Math.min(m_slowness, (1.0 + steps) / (10.0 + steps));
        try (GradMode off = GradMode.off()) {
            m_pairs.forEach((mine, trained) -> {
                try (NDArray part = trained.getArray().mul((float)(1 - a))) {
                    mine.getArray().muli((float)a).addi(part);
                }
            });
        }
    }

    Network network() {
        return m_average;
    }

    @Override
    public void close() {
        m_average.close();
    }
}
