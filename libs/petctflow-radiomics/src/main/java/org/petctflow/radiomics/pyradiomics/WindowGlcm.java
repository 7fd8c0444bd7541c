package org.petctflow.radiomics.pyradiomics;

import java.util.Arrays;
import java.util.List;

import org.petctflow.radiomics.texture.Directions;
import org.petctflow.radiomics.texture.Glcm;
import org.petctflow.radiomics.texture.GlcmFeatures;

/**
 * Co-occurrence features of small windows. The few pairs of a window touch few cells of the matrix, so only those are visited: the time
 * depends on the window, not on the number of grey levels, and all arrays are reused. Numbers in the order of {@link GlcmFeatures}, of which
 * they are the same up to rounding. For use by one thread.
 */
final class WindowGlcm {

    private static final double EPSILON = Math.ulp(1.0);

    private static final double LOG2 = Math.log(2);

    private static final int MCC = GlcmFeatures.COUNT - 1;

    private final int m_levels;

    private final int m_present;

    private final boolean m_mcc;

    private final boolean m_symmetric;

    private final boolean m_merge;

    private final List<int[]> m_steps;

    private final double[] m_weights;

    /** Of each grey level, which of the window's levels it is, from 0; -1 for none. */
    private final int[] m_idOf;

    private final int[] m_levelOf;

    private final int[] m_ids;

    private int m_count;

    private final Cells m_cells;

    private final Cells m_plus;

    private final Cells m_minus;

    private final Cells m_px;

    private final Cells m_py;

    private final double[] m_sum = new double[GlcmFeatures.COUNT];

    private final double[] m_one = new double[GlcmFeatures.COUNT];

    /** An array of which few cells are not 0, and which. */
    private static final class Cells {
        private final double[] m_value;

        private final int[] m_touched;

        private int m_size;

        Cells(final int cells) {
            m_value = new double[cells];
            m_touched = new int[cells];
        }

        void add(final int cell, final double value) {
            if (m_value[cell] == 0) {
                m_touched[m_size++] = cell;
            }
            m_value[cell] += value;
        }

        void clear() {
            for (int k = 0; k < m_size; k++) {
                m_value[m_touched[k]] = 0;
            }
            m_size = 0;
        }

        double mean(final int first) {
            double sum = 0;
            for (int k = 0; k < m_size; k++) {
                sum += m_value[m_touched[k]] * (m_touched[k] + first);
            }
            return sum;
        }

        double moment(final double mean, final int order) {
            double sum = 0;
            for (int k = 0; k < m_size; k++) {
                final double d = m_touched[k] - mean;
                sum += m_value[m_touched[k]] * (order == 2 ? d * d : order == 3 ? d * d * d : d * d * d * d);
            }
            return sum;
        }

        double entropy() {
            double sum = 0;
            for (int k = 0; k < m_size; k++) {
                final double p = m_value[m_touched[k]];
                sum -= p * Math.log(p + EPSILON) / LOG2;
            }
            return sum;
        }
    }

    /**
     * @param settings distances, symmetry, weighting
     * @param spacing mm
     * @param levels the whole region's largest grey level
     * @param present how many levels the whole region has
     * @param most how many voxels a window may have
     * @param mcc whether the maximal correlation coefficient is asked for, the only costly one
     */
    WindowGlcm(final PyRadiomicsSettings settings, final double[] spacing, final int levels, final int present, final int most,
        final boolean mcc) {
        m_levels = levels;
        m_present = present;
        m_mcc = mcc;
        m_symmetric = settings.is("symmetricalGLCM");
        m_merge = settings.get("weightingNorm") != null;
        m_steps = Directions.half(settings.distances(), settings.flatAxis());
        m_weights = new double[m_steps.size()];
        for (int d = 0; d < m_weights.length; d++) {
            final double mm = m_merge ? PyRadiomicsTexture.weightDistance(m_steps.get(d), spacing, settings) : Double.NaN;
            m_weights[d] = Double.isNaN(mm) ? 1 : Math.exp(-mm * mm);
        }
        m_idOf = new int[levels + 1];
        Arrays.fill(m_idOf, -1);
        final int ids = Math.min(levels, most);
        m_levelOf = new int[ids];
        m_ids = new int[most];
        m_cells = new Cells(ids * ids);
        m_px = new Cells(levels + 1);
        m_py = new Cells(levels + 1);
        m_plus = new Cells(2 * levels + 1);
        m_minus = new Cells(levels);
    }

    /** @return the features, null if no voxel has a neighbour; the array is used again for the next window */
    double[] of(final Window window) {
        m_count = 0;
        for (int k = 0; k < window.count(); k++) {
            final int level = window.level(k);
            if (m_idOf[level] < 0) {
                m_idOf[level] = m_count;
                m_levelOf[m_count++] = level;
            }
            m_ids[k] = m_idOf[level];
        }
        Arrays.fill(m_sum, 0);
        int directions = 0;
        double total = 0;
        for (int d = 0; d < m_weights.length; d++) {
            total += count(window, m_steps.get(d), m_weights[d]);
            if (!m_merge && total > 0) {
                features(total);
                for (int i = 0; i < m_sum.length; i++) {
                    m_sum[i] += m_one[i];
                }
                directions++;
                m_cells.clear();
                total = 0;
            }
        }
        if (m_merge && total > 0) {
            features(total);
            System.arraycopy(m_one, 0, m_sum, 0, m_sum.length);
            directions = 1;
            m_cells.clear();
        }
        for (int id = 0; id < m_count; id++) {
            m_idOf[m_levelOf[id]] = -1;
        }
        for (int i = 0; i < m_sum.length; i++) {
            m_sum[i] /= directions;
        }
        return directions == 0 ? null : m_sum;
    }

    private double count(final Window window, final int[] step, final double weight) {
        final int offset = window.offset(step);
        double total = 0;
        for (int k = 0; k < window.count(); k++) {
            final int neighbour = window.neighbour(k, offset);
            if (neighbour >= 0) {
                m_cells.add(m_ids[k] * m_count + m_ids[neighbour], weight);
                total += weight;
                if (m_symmetric) {
                    m_cells.add(m_ids[neighbour] * m_count + m_ids[k], weight);
                    total += weight;
                }
            }
        }
        return total;
    }

    /** The same formulas as in {@link GlcmFeatures}, over the cells that are not 0. */
    private void features(final double total) {
        m_px.clear();
        m_py.clear();
        m_plus.clear();
        m_minus.clear();
        final double[] f = m_one;
        Arrays.fill(f, 0);
        for (int k = 0; k < m_cells.m_size; k++) {
            final int cell = m_cells.m_touched[k];
            final double p = m_cells.m_value[cell] / total;
            final int i = m_levelOf[cell / m_count];
            final int j = m_levelOf[cell % m_count];
            m_px.add(i, p);
            m_py.add(j, p);
            m_plus.add(i + j, p);
            m_minus.add(Math.abs(i - j), p);
            f[0] = Math.max(f[0], p);
            f[3] -= p * Math.log(p + EPSILON) / LOG2;
            f[10] += p * p;
            f[19] += p * i * j;
        }
        f[1] = m_px.mean(0);
        f[2] = m_px.moment(f[1], 2);
        final double varianceY = m_py.moment(m_py.mean(0), 2);
        f[4] = m_minus.mean(0);
        f[5] = m_minus.moment(f[4], 2);
        f[6] = m_minus.entropy();
        f[7] = m_plus.mean(0);
        f[8] = m_plus.moment(f[7], 2);
        f[9] = m_plus.entropy();
        f[12] = f[4];
        final double n = m_levels;
        for (int c = 0; c < m_minus.m_size; c++) {
            final int k = m_minus.m_touched[c];
            final double p = m_minus.m_value[k];
            final double k2 = (double)k * k;
            f[11] += p * k2;
            f[13] += p / (1 + k);
            f[14] += p / (1 + k / n);
            f[15] += p / (1 + k2);
            f[16] += p / (1 + k2 / (n * n));
            if (k > 0) {
                f[17] += p / k2;
            }
        }
        final boolean flat = !(f[2] > 0 && varianceY > 0);
        f[18] = flat ? 1 : (f[8] - f[2] - varianceY) / 2 / Math.sqrt(f[2] * varianceY);
        f[20] = f[8];
        f[21] = m_plus.moment(f[7], 3);
        f[22] = m_plus.moment(f[7], 4);
        final double entropyX = m_px.entropy();
        final double entropyY = m_py.entropy();
        final double mutual = entropyX + entropyY - f[3];
        f[23] = flat ? 0 : -mutual / Math.max(entropyX, entropyY);
        f[24] = flat ? 0 : Math.sqrt(Math.max(0, 1 - Math.exp(-2 * mutual)));
        f[MCC] = m_mcc ? maximalCorrelation() : Double.NaN;
    }

    /** Levels that the window lacks change nothing, so a matrix of those it has will do. */
    private double maximalCorrelation() {
        if (m_present > 1 && m_count == 1) {
            return 0;
        }
        final Glcm matrix = new Glcm(m_count);
        for (int k = 0; k < m_cells.m_size; k++) {
            matrix.counts()[m_cells.m_touched[k]] = m_cells.m_value[m_cells.m_touched[k]];
        }
        return GlcmFeatures.of(matrix, EPSILON, m_present)[MCC];
    }
}
