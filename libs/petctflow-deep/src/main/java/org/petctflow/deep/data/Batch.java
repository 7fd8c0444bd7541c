package org.petctflow.deep.data;

import java.util.List;

import org.petctflow.deep.network.Architecture;
import org.petctflow.deep.network.Dmdp;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Patients side by side, as {@link org.petctflow.deep.network.Dmdp} takes them.
 *
 * <p>A modality that a patient does not have is marked as absent; in its place lies that of the first patient of the batch who
 * has it, so that the batch's statistics stay those of real images.
 */
public final class Batch {

    /**
     * One patient.
     *
     * @param crops normalised
     * @param features scaled; empty for a network without
     * @param labels a class index a task, -1 where it is missing
     */
    public record Sample(Crops crops, float[] features, int[] labels) {
    }

    private final Architecture m_architecture;

    private final int m_size;

    private final float[] m_ct;

    private final float[] m_pet;

    private final float[] m_features;

    private final float[] m_presence;

    private final long[][] m_labels;

    /**
     * @param architecture the network's sizes
     * @param samples the patients, at least one
     */
    public Batch(final Architecture architecture, final List<Sample> samples) {
        m_architecture = architecture;
        m_size = samples.size();
        final int features = architecture.features();
        m_features = new float[m_size * features];
        m_labels = new long[architecture.classes().size()][m_size];
        m_presence = new float[2 * m_size];
        m_ct = architecture.ct() ? new float[m_size * architecture.channels() * voxels()] : null;
        m_pet = architecture.pet() ? new float[m_size * architecture.channels() * voxels()] : null;
        for (int i = 0; i < m_size; i++) {
            final Sample sample = samples.get(i);
            put(m_ct, i, sample.crops().ct(), sample.crops().mask(), 0);
            put(m_pet, i, sample.crops().pet(), sample.crops().mask(), 1);
            System.arraycopy(sample.features(), 0, m_features, i * features, features);
            for (int t = 0; t < m_labels.length; t++) {
                m_labels[t][i] = sample.labels()[t];
            }
        }
        fillAbsent(m_ct, 0);
        fillAbsent(m_pet, 1);
    }

    private int voxels() {
        return m_architecture.slices() * m_architecture.rows() * m_architecture.columns();
    }

    private void put(final float[] to, final int i, final float[] image, final float[] mask, final int modality) {
        if (to == null) {
            return;
        }
        final int n = voxels();
        final int at = i * m_architecture.channels() * n;
        if (image != null) {
            System.arraycopy(image, 0, to, at, n);
            m_presence[2 * i + modality] = 1;
        }
        if (m_architecture.maskChannel()) {
            System.arraycopy(mask, 0, to, at + n, n);
        }
    }

    private void fillAbsent(final float[] to, final int modality) {
        if (to == null) {
            return;
        }
        int present = 0;
        while (present < m_size && m_presence[2 * present + modality] == 0) {
            present++;
        }
        final int one = m_architecture.channels() * voxels();
        for (int i = 0; i < m_size && present < m_size; i++) {
            if (m_presence[2 * i + modality] == 0) {
                System.arraycopy(to, present * one, to, i * one, voxels());
            }
        }
    }

    /** @return how many patients there are */
    public int size() {
        return m_size;
    }

    /**
     * @param manager owns the arrays
     * @return the network's inputs
     */
    public NDList inputs(final NDManager manager) {
        final Shape[] shapes = Dmdp.inputShapes(m_architecture, m_size);
        final NDList inputs = new NDList();
        for (final float[] volume : new float[][]{m_ct, m_pet}) {
            if (volume != null) {
                inputs.add(manager.create(volume, shapes[inputs.size()]));
            }
        }
        if (m_architecture.features() > 0) {
            inputs.add(manager.create(m_features, shapes[inputs.size()]));
        }
        if (m_ct != null && m_pet != null) {
            inputs.add(manager.create(m_presence, new Shape(m_size, 2)));
        }
        return inputs;
    }

    /** @return how many tasks have labels */
    public int taskCount() {
        return m_labels.length;
    }

    /**
     * @param task which task
     * @return each patient's class, -1 where it is missing; not to be changed
     */
    public long[] labels(final int task) {
        return m_labels[task];
    }
}
