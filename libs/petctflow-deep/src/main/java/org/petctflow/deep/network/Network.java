package org.petctflow.deep.network;

import java.util.LinkedHashMap;
import java.util.Map;

import org.petctflow.deep.engine.TorchEngine;
import org.petctflow.deep.engine.Unfinished;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;

/** A {@link Dmdp} with its parameters on a device, until closed. Belongs to one thread. */
public final class Network implements AutoCloseable {

    private final Unfinished m_unfinished;

    private final NDManager m_manager;

    private final Dmdp m_block;

    private final ParameterStore m_store;

    private Network(final Unfinished unfinished, final NDManager manager, final Dmdp block) {
        m_unfinished = unfinished;
        m_manager = manager;
        m_block = block;
        m_store = new ParameterStore(manager, false);
    }

    /**
     * @param architecture the sizes
     * @param parameters the values; null for zeros
     * @param device where it computes
     * @return the network
     * @throws IllegalArgumentException if the parameters do not fit the architecture
     */
    public static Network open(final Architecture architecture, final Parameters parameters, final Device device) {
        final Unfinished unfinished = Unfinished.begin();
        final NDManager manager = TorchEngine.newManager(device);
        try {
            final Dmdp block = new Dmdp(architecture);
            Parameters.create(block, manager, parameters);
            return new Network(unfinished, manager, block);
        } catch (final RuntimeException | Error e) {
            manager.close();
            unfinished.close();
            throw e;
        }
    }

    /** @return the block */
    public Dmdp block() {
        return m_block;
    }

    /** @return hands out the parameters */
    public ParameterStore store() {
        return m_store;
    }

    /** @return a manager for the arrays of one step; close it after the step */
    public NDManager step() {
        return m_manager.newSubManager();
    }

    /** @return a copy of the parameters' values as they are now */
    public Parameters parameters() {
        final Map<String, float[]> values = new LinkedHashMap<>();
        final Map<String, long[]> shapes = new LinkedHashMap<>();
        m_block.namedParameters().forEach((name, parameter) -> {
            values.put(name, parameter.getArray().toFloatArray());
            shapes.put(name, parameter.getArray().getShape().getShape());
        });
        return new Parameters(values, shapes);
    }

    @Override
    public void close() {
        m_manager.close();
        m_unfinished.close();
    }
}
