package org.petctflow.radiomics.pyradiomics;

import java.util.Arrays;

import org.petctflow.radiomics.texture.GreyRegion;

/**
 * The voxels around one voxel, as far as they are in the region and in the image: a cube of kernelRadius to each side, a square where
 * force2D takes an axis away. Moved from voxel to voxel without new arrays; for use by one thread.
 */
final class Window {

    private final Crop m_crop;

    private final int m_radius;

    private final int m_flatAxis;

    private final int m_border;

    /** Which of the window's voxels lies here, in a cube with a frame; -1 for none. */
    private final int[] m_at;

    private final int m_edge;

    private final int[] m_place;

    private final int[] m_position;

    private final int[] m_level;

    private final double[] m_value;

    private final int[] m_size = new int[3];

    private int m_count;

    /**
     * The part of an image that windows look at.
     *
     * @param size slices, rows, columns
     * @param values intensities
     * @param levels grey levels from 1, 0 for what no window sees
     */
    record Crop(int[] size, double[] values, int[] levels) {
    }

    /**
     * @param crop where it moves
     * @param radius voxels to each side
     * @param flatAxis along which it is a single voxel wide, -1 for none
     * @param border how far neighbours are looked for
     */
    Window(final Crop crop, final int radius, final int flatAxis, final int border) {
        m_crop = crop;
        m_radius = radius;
        m_flatAxis = flatAxis;
        m_border = border;
        m_edge = 2 * radius + 1 + 2 * border;
        m_at = new int[m_edge * m_edge * m_edge];
        Arrays.fill(m_at, -1);
        final int most = most(radius);
        m_place = new int[most];
        m_position = new int[most];
        m_level = new int[most];
        m_value = new double[most];
    }

    /** @return the largest number of voxels */
    static int most(final int radius) {
        return (2 * radius + 1) * (2 * radius + 1) * (2 * radius + 1);
    }

    /** @param voxel its centre */
    void move(final int voxel) {
        for (int k = 0; k < m_count; k++) {
            m_at[m_place[k]] = -1;
        }
        m_count = 0;
        final int[] n = m_crop.size;
        final int[] centre = {voxel / n[2] / n[1], voxel / n[2] % n[1], voxel % n[2]};
        final int[] from = new int[3];
        for (int d = 0; d < 3; d++) {
            final int r = d == m_flatAxis ? 0 : m_radius;
            from[d] = Math.max(0, centre[d] - r);
            m_size[d] = Math.min(n[d] - 1, centre[d] + r) - from[d] + 1;
        }
        for (int s = 0; s < m_size[0]; s++) {
            for (int r = 0; r < m_size[1]; r++) {
                final int line = ((from[0] + s) * n[1] + from[1] + r) * n[2] + from[2];
                final int place = ((s + m_border) * m_edge + r + m_border) * m_edge + m_border;
                final int position = (s * m_size[1] + r) * m_size[2];
                for (int c = 0; c < m_size[2]; c++) {
                    final int level = m_crop.levels[line + c];
                    if (level > 0) {
                        m_level[m_count] = level;
                        m_value[m_count] = m_crop.values[line + c];
                        m_place[m_count] = place + c;
                        m_position[m_count] = position + c;
                        m_at[place + c] = m_count++;
                    }
                }
            }
        }
    }

    int count() {
        return m_count;
    }

    int level(final int k) {
        return m_level[k];
    }

    /** @return for {@link #neighbour} */
    int offset(final int[] step) {
        return (step[0] * m_edge + step[1]) * m_edge + step[2];
    }

    /** @return which of the voxels lies this far from another, -1 for none */
    int neighbour(final int k, final int offset) {
        return m_at[m_place[k] + offset];
    }

    double[] values() {
        return Arrays.copyOf(m_value, m_count);
    }

    /** @return how many voxels each of the window's levels has, in the levels' order */
    int[] histogram() {
        final int[] levels = Arrays.copyOf(m_level, m_count);
        Arrays.sort(levels);
        final int[] counts = new int[m_count];
        int n = -1;
        for (int k = 0; k < levels.length; k++) {
            n += k == 0 || levels[k] != levels[k - 1] ? 1 : 0;
            counts[n]++;
        }
        return Arrays.copyOf(counts, n + 1);
    }

    GreyRegion region() {
        return GreyRegion.of(m_size, m_position, m_level, m_count, m_border);
    }
}
