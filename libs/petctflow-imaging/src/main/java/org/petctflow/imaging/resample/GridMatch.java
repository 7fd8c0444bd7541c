package org.petctflow.imaging.resample;

import java.util.Optional;

import org.petctflow.imaging.volume.Geometry;

/**
 * Two grids whose voxels coincide where they overlap: the same grid, a box of it, or one whose axes are turned round or
 * exchanged. Between them values are moved, not interpolated.
 */
public final class GridMatch {

    /** How far voxels may be apart to be the same, as a part of a voxel: DICOM and NIfTI round their coordinates. */
    private static final double TOLERANCE = 0.1;

    private final Geometry m_from;

    private final Geometry m_to;

    /** For each axis of {@code from}: where its index counts in {@code to}, and in which direction. */
    private final int[] m_axis;

    private final int[] m_sign;

    /** Where the first voxel of {@code from} lies in {@code to}. */
    private final int[] m_first;

    private GridMatch(final Geometry from, final Geometry to, final int[] axis, final int[] sign, final int[] first) {
        m_from = from;
        m_to = to;
        m_axis = axis;
        m_sign = sign;
        m_first = first;
    }

    /**
     * @param from a grid
     * @param to another grid
     * @return how voxels of one become voxels of the other; empty if they are not the same ones up to a tenth of a voxel
     */
    public static Optional<GridMatch> of(final Geometry from, final Geometry to) {
        final IndexMap map = IndexMap.of(from, to);
        final int[] axis = {-1, -1, -1};
        final int[] sign = new int[3];
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                if (Math.abs(map.step(b, a)) > 0.5) {
                    axis[a] = b;
                    sign[a] = map.step(b, a) > 0 ? 1 : -1;
                }
            }
        }
        if (axis[0] < 0 || axis[1] < 0 || axis[2] < 0 || axis[0] == axis[1] || axis[0] == axis[2] || axis[1] == axis[2]) {
            return Optional.empty();
        }
        final int[] first = new int[3];
        for (int b = 0; b < 3; b++) {
            final double at = map.offset(b);
            if (!(Math.abs(at) < 1e9)) {
                return Optional.empty();
            }
            first[b] = (int)Math.rint(at);
        }
        for (int corner = 0; corner < 8; corner++) {
            final int[] index = new int[3];
            for (int a = 0; a < 3; a++) {
                index[a] = (corner >> a & 1) * (from.size(a) - 1);
            }
            for (int a = 0; a < 3; a++) {
                final double at = map.at(axis[a], index[0], index[1], index[2]);
                if (!(Math.abs(at - (first[axis[a]] + (long)sign[a] * index[a])) <= TOLERANCE)) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new GridMatch(from, to, axis, sign, first));
    }

    /** @return whether all voxels of the first grid are in the second */
    public boolean within() {
        for (int a = 0; a < 3; a++) {
            final int first = m_first[m_axis[a]];
            final int last = first + m_sign[a] * (m_from.size(a) - 1);
            if (Math.min(first, last) < 0 || Math.max(first, last) >= m_to.size(m_axis[a])) {
                return false;
            }
        }
        return true;
    }

    /**
     * @param values one for each voxel of the first grid
     * @return one for each voxel of the second grid, 0 where the first has none; the array itself if the grids are the same
     */
    public byte[] move(final byte[] values) {
        if (values.length != m_from.voxels()) {
            throw new IllegalArgumentException("There must be " + m_from.voxels() + " values, but there were " + values.length);
        }
        boolean same = true;
        for (int a = 0; a < 3; a++) {
            same &= m_axis[a] == a && m_sign[a] == 1 && m_first[a] == 0 && m_from.size(a) == m_to.size(a);
        }
        if (same) {
            return values;
        }
        final byte[] moved = new byte[m_to.voxels()];
        final int[] toStride = {m_to.rows() * m_to.columns(), m_to.columns(), 1};
        final int[] index = new int[3];
        for (int i = 0, s = 0; s < m_from.slices(); s++) {
            index[m_axis[0]] = m_first[m_axis[0]] + m_sign[0] * s;
            for (int r = 0; r < m_from.rows(); r++) {
                index[m_axis[1]] = m_first[m_axis[1]] + m_sign[1] * r;
                for (int c = 0; c < m_from.columns(); c++, i++) {
                    index[m_axis[2]] = m_first[m_axis[2]] + m_sign[2] * c;
                    if (values[i] != 0 && index[0] >= 0 && index[0] < m_to.slices() && index[1] >= 0
                        && index[1] < m_to.rows() && index[2] >= 0 && index[2] < m_to.columns()) {
                        moved[index[0] * toStride[0] + index[1] * toStride[1] + index[2]] = values[i];
                    }
                }
            }
        }
        return moved;
    }
}
