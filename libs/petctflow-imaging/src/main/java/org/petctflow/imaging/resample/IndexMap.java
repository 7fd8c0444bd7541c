package org.petctflow.imaging.resample;

import org.petctflow.imaging.volume.Geometry;

/** The affine map from the indices of one grid to those of another. */
final class IndexMap {

    /** Row b: how index b of the second grid changes with the indices of the first, then where its first voxel lies. */
    private final double[] m_matrix;

    private IndexMap(final double[] matrix) {
        m_matrix = matrix;
    }

    /**
     * @param from the grid whose indices are given
     * @param to the grid whose indices are asked for
     * @return the map
     */
    static IndexMap of(final Geometry from, final Geometry to) {
        final double[] d = from.direction();
        final double[] e = to.direction();
        final double[] p = from.origin();
        final double[] q = to.origin();
        final double[] m = new double[12];
        for (int b = 0; b < 3; b++) {
            for (int a = 0; a < 3; a++) {
                // differences of directions, not of far-away points: nothing is lost to rounding
                m[4 * b + a] = (e[3 * b] * d[3 * a] + e[3 * b + 1] * d[3 * a + 1] + e[3 * b + 2] * d[3 * a + 2])
                    * from.spacing(a) / to.spacing(b);
            }
            m[4 * b + 3] = (e[3 * b] * (p[0] - q[0]) + e[3 * b + 1] * (p[1] - q[1]) + e[3 * b + 2] * (p[2] - q[2]))
                / to.spacing(b);
        }
        return new IndexMap(m);
    }

    /**
     * @param b an axis of the second grid
     * @param a an axis of the first grid
     * @return how far one voxel along a goes along b
     */
    double step(final int b, final int a) {
        return m_matrix[4 * b + a];
    }

    /**
     * @param b an axis of the second grid
     * @return where the first grid's first voxel lies
     */
    double offset(final int b) {
        return m_matrix[4 * b + 3];
    }

    /**
     * @param b an axis of the second grid
     * @param slice an index of the first grid
     * @param row an index of the first grid
     * @param column an index of the first grid
     * @return the index along b
     */
    double at(final int b, final double slice, final double row, final double column) {
        return m_matrix[4 * b] * slice + m_matrix[4 * b + 1] * row + m_matrix[4 * b + 2] * column + m_matrix[4 * b + 3];
    }
}
