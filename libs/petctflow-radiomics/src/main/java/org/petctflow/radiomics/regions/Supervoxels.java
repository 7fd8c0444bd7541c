package org.petctflow.radiomics.regions;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;

/**
 * Parts a region into connected supervoxels of about one size, alike in some images: simple linear iterative clustering in 3D (SLIC, Achanta
 * 2012, doi:10.1109/TPAMI.2012.120). The start are the parts of the region in cubes of the wanted size. In each of ten rounds a
 * voxel goes to the centre, among those within that size along every axis, with the least
 * {@code mean over images of (z - z_centre)^2 + (compactness distance / size)^2}, z standardised within the region and the distance in mm;
 * centres move to the means. What is not connected to the largest piece of its supervoxel then goes to a neighbour, or is a supervoxel of its
 * own where the region has an island. Nothing is random.
 */
public final class Supervoxels {

    private static final int ROUNDS = 10;

    private final int[] m_labels;

    private final int m_count;

    private Supervoxels(final int[] labels, final int count) {
        m_labels = labels;
        m_count = count;
    }

    /**
     * @param samples the region's voxels
     * @param mask the region
     * @param size mm along each axis, above 0
     * @param compactness 0 or more: how much a distance of {@code size} weighs against one standard deviation of the images
     * @param progress reported between rounds; asked for cancellation
     * @return the supervoxels
     */
    public static Supervoxels of(final Samples samples, final Mask mask, final double size, final double compactness,
        final Progress progress) {
        if (!(size > 0 && size < 1e4) || !(compactness >= 0 && compactness < 1e6)) {
            throw new IllegalArgumentException("Supervoxels need a size above 0 mm and a compactness of 0 or more, but had " + size
                + " mm and " + compactness);
        }
        if (mask.count() == 0) {
            throw new IllegalArgumentException("The region of interest is empty: it has no supervoxels");
        }
        return new Slic(samples, mask, size, compactness).run(progress);
    }

    /** @return the supervoxel of each voxel of the region, in the order of the grid, from 0 */
    public int[] labels() {
        return m_labels.clone();
    }

    /** @return how many there are */
    public int count() {
        return m_count;
    }

    /**
     * @param voxels the region's voxels
     * @return the mean of each supervoxel, with its number of voxels as weight
     */
    public Samples means(final Samples voxels) {
        final double[][] means = new double[voxels.values().length][m_count];
        final double[] weights = new double[m_count];
        for (int i = 0; i < m_labels.length; i++) {
            weights[m_labels[i]] += voxels.weights()[i];
            for (int f = 0; f < means.length; f++) {
                means[f][m_labels[i]] += voxels.weights()[i] * voxels.values()[f][i];
            }
        }
        for (final double[] mean : means) {
            for (int s = 0; s < m_count; s++) {
                mean[s] /= weights[s];
            }
        }
        return new Samples(means, weights);
    }

    /** The work, on the region's bounding box. */
    private static final class Slic {
        private final double[][] m_z;

        private final int[][] m_position;

        private final double[] m_mm;

        private final int[] m_box;

        /** The voxel of each position of the box; -1 outside the region. */
        private final int[] m_voxel;

        private final double m_size;

        private final double m_compactness;

        private int[] m_label;

        private double[][] m_centre;

        Slic(final Samples samples, final Mask mask, final double size, final double compactness) {
            final Geometry g = mask.geometry();
            final int n = samples.count();
            m_z = new double[samples.values().length][];
            for (int f = 0; f < m_z.length; f++) {
                m_z[f] = samples.values()[f].clone();
                Habitats.standardise(m_z[f], samples.weights(), new double[1], new double[1], 0);
            }
            final int[] bounds = mask.boundingBox();
            m_box = new int[]{bounds[3] - bounds[0] + 1, bounds[4] - bounds[1] + 1, bounds[5] - bounds[2] + 1};
            m_mm = g.spacing();
            m_position = new int[3][n];
            m_voxel = new int[m_box[0] * m_box[1] * m_box[2]];
            final byte[] inside = mask.inside();
            int i = 0;
            for (int s = 0, p = 0; s < m_box[0]; s++) {
                for (int r = 0; r < m_box[1]; r++) {
                    for (int c = 0; c < m_box[2]; c++, p++) {
                        m_voxel[p] = -1;
                        if (inside[g.voxel(bounds[0] + s, bounds[1] + r, bounds[2] + c)] != 0) {
                            m_position[0][i] = s;
                            m_position[1][i] = r;
                            m_position[2][i] = c;
                            m_voxel[p] = i++;
                        }
                    }
                }
            }
            m_size = size;
            m_compactness = compactness;
        }

        Supervoxels run(final Progress progress) {
            start();
            for (int round = 0; round < ROUNDS; round++) {
                progress.checkCancelled();
                progress.report((double)round / ROUNDS, "Supervoxels, round " + (round + 1));
                move();
                if (!assign()) {
                    break;
                }
            }
            connect();
            final int[] names = new int[m_label.length];
            Arrays.fill(names, -1);
            int count = 0;
            for (int i = 0; i < m_label.length; i++) {
                if (names[m_label[i]] < 0) {
                    names[m_label[i]] = count++;
                }
                m_label[i] = names[m_label[i]];
            }
            return new Supervoxels(m_label, count);
        }

        /** Cubes of the wanted size; those that hold nothing of the region are left out. */
        private void start() {
            final int n = m_position[0].length;
            final int[] cells = new int[3];
            for (int axis = 0; axis < 3; axis++) {
                cells[axis] = (int)Math.ceil(m_box[axis] * m_mm[axis] / m_size);
            }
            final Map<Long, Integer> names = new HashMap<>();
            m_label = new int[n];
            for (int i = 0; i < n; i++) {
                long cell = 0;
                for (int axis = 0; axis < 3; axis++) {
                    cell = cell * cells[axis]
                        + Math.min(cells[axis] - 1, (int)((m_position[axis][i] + 0.5) * m_mm[axis] / m_size));
                }
                m_label[i] = names.computeIfAbsent(cell, k -> names.size());
            }
            m_centre = new double[names.size()][3 + m_z.length];
        }

        private void move() {
            final double[] count = new double[m_centre.length];
            final double[][] sum = new double[m_centre.length][3 + m_z.length];
            for (int i = 0; i < m_label.length; i++) {
                final double[] s = sum[m_label[i]];
                count[m_label[i]]++;
                for (int axis = 0; axis < 3; axis++) {
                    s[axis] += m_position[axis][i] * m_mm[axis];
                }
                for (int f = 0; f < m_z.length; f++) {
                    s[3 + f] += m_z[f][i];
                }
            }
            for (int c = 0; c < count.length; c++) {
                for (int f = 0; f < sum[c].length && count[c] > 0; f++) {
                    m_centre[c][f] = sum[c][f] / count[c];
                }
            }
        }

        private boolean assign() {
            final double[] least = new double[m_label.length];
            Arrays.fill(least, Double.POSITIVE_INFINITY);
            final int[] label = m_label.clone();
            final int[] low = new int[3];
            final int[] high = new int[3];
            for (int c = 0; c < m_centre.length; c++) {
                for (int axis = 0; axis < 3; axis++) {
                    low[axis] = Math.max(0, (int)Math.ceil((m_centre[c][axis] - m_size) / m_mm[axis]));
                    high[axis] = Math.min(m_box[axis] - 1, (int)Math.floor((m_centre[c][axis] + m_size) / m_mm[axis]));
                }
                for (int s = low[0]; s <= high[0]; s++) {
                    for (int r = low[1]; r <= high[1]; r++) {
                        for (int col = low[2]; col <= high[2]; col++) {
                            final int i = m_voxel[(s * m_box[1] + r) * m_box[2] + col];
                            if (i >= 0) {
                                final double d = distance(i, m_centre[c]);
                                if (d < least[i]) {
                                    least[i] = d;
                                    label[i] = c;
                                }
                            }
                        }
                    }
                }
            }
            final boolean changed = !Arrays.equals(label, m_label);
            m_label = label;
            return changed;
        }

        private double distance(final int voxel, final double[] centre) {
            double alike = 0;
            for (int f = 0; f < m_z.length; f++) {
                alike += (m_z[f][voxel] - centre[3 + f]) * (m_z[f][voxel] - centre[3 + f]);
            }
            double near = 0;
            for (int axis = 0; axis < 3; axis++) {
                final double away = m_position[axis][voxel] * m_mm[axis] - centre[axis];
                near += away * away;
            }
            return alike / m_z.length + m_compactness * m_compactness * near / (m_size * m_size);
        }

        /** Leaves each supervoxel its largest connected piece, by faces; the first of several. */
        private void connect() {
            final int n = m_label.length;
            final int[] piece = new int[n];
            Arrays.fill(piece, -1);
            final int[] queue = new int[n];
            final int[] sizes = new int[n];
            int pieces = 0;
            final int[] largest = new int[n];
            Arrays.fill(largest, -1);
            for (int i = 0; i < n; i++) {
                if (piece[i] < 0) {
                    int filled = 0;
                    queue[filled++] = i;
                    piece[i] = pieces;
                    for (int q = 0; q < filled; q++) {
                        for (int side = 0; side < 6; side++) {
                            final int j = neighbour(queue[q], side);
                            if (j >= 0 && piece[j] < 0 && m_label[j] == m_label[i]) {
                                piece[j] = pieces;
                                queue[filled++] = j;
                            }
                        }
                    }
                    sizes[pieces] = filled;
                    if (largest[m_label[i]] < 0 || filled > sizes[largest[m_label[i]]]) {
                        largest[m_label[i]] = pieces;
                    }
                    pieces++;
                }
            }
            // a supervoxel is named by its piece from here on; what has none takes that of the neighbour that reaches it first
            final int[] name = new int[n];
            int filled = 0;
            for (int i = 0; i < n; i++) {
                name[i] = largest[m_label[i]] == piece[i] ? piece[i] : -1;
                if (name[i] >= 0) {
                    queue[filled++] = i;
                }
            }
            for (int q = 0; q < filled; q++) {
                for (int side = 0; side < 6; side++) {
                    final int j = neighbour(queue[q], side);
                    if (j >= 0 && name[j] < 0) {
                        name[j] = name[queue[q]];
                        queue[filled++] = j;
                    }
                }
            }
            for (int i = 0; i < n; i++) {
                m_label[i] = name[i] >= 0 ? name[i] : piece[i];
            }
        }

        /** The voxel of the region beside a face of another; -1 if there is none. */
        private int neighbour(final int voxel, final int side) {
            final int axis = side / 2;
            final int step = side % 2 == 0 ? -1 : 1;
            final int at = m_position[axis][voxel] + step;
            if (at < 0 || at >= m_box[axis]) {
                return -1;
            }
            final int stride = axis == 0 ? m_box[1] * m_box[2] : axis == 1 ? m_box[2] : 1;
            return m_voxel[(m_position[0][voxel] * m_box[1] + m_position[1][voxel]) * m_box[2] + m_position[2][voxel] + step * stride];
        }
    }
}
