package org.petctflow.imaging.petseg;

import java.util.Arrays;

import org.petctflow.imaging.volume.Geometry;

/**
 * The connected components of a region, numbered from 1 in the order of their first voxels.
 *
 * <p>Voxels that follow one another in a row are one run; runs that touch are united in a forest with path halving (Wu, Otoo,
 * Suzuki: Optimizing two-pass connected-component labeling algorithms, 2009, doi:10.1007/s10044-008-0109-y). Time and memory
 * grow with the number of voxels.
 */
public final class Components {

    private final int[] m_labels;

    private final int[] m_sizes;

    private Components(final int[] labels, final int[] sizes) {
        m_labels = labels;
        m_sizes = sizes;
    }

    /**
     * @param inside not 0 inside, one for each voxel of the grid
     * @param geometry the grid
     * @param connectivity which voxels are neighbours
     * @return the components
     */
    public static Components of(final byte[] inside, final Geometry geometry, final Connectivity connectivity) {
        final int rows = geometry.rows();
        final int columns = geometry.columns();
        final int lines = geometry.slices() * rows;
        // runs: first and last column, and where each line's runs begin
        int[] first = new int[1024];
        int[] last = new int[1024];
        final int[] begin = new int[lines + 1];
        int runs = 0;
        for (int line = 0; line < lines; line++) {
            begin[line] = runs;
            final int base = line * columns;
            int c = 0;
            while (c < columns) {
                if (inside[base + c] == 0) {
                    c++;
                    continue;
                }
                if (runs == first.length) {
                    first = Arrays.copyOf(first, 2 * runs);
                    last = Arrays.copyOf(last, 2 * runs);
                }
                first[runs] = c;
                while (c < columns && inside[base + c] != 0) {
                    c++;
                }
                last[runs++] = c - 1;
            }
        }
        begin[lines] = runs;

        final int[] parent = new int[runs];
        for (int i = 0; i < runs; i++) {
            parent[i] = i;
        }
        for (int line = 0; line < lines; line++) {
            final int row = line % rows;
            // the lines before this one that can touch it: in this slice, and three in the slice before
            if (row > 0) {
                unite(parent, begin, first, last, line, line - 1, connectivity.neighbours(0, -1, 1) ? 1 : 0);
            }
            if (line >= rows) {
                for (int d = -1; d <= 1; d++) {
                    if (row + d >= 0 && row + d < rows && connectivity.neighbours(-1, d, 0)) {
                        unite(parent, begin, first, last, line, line - rows + d, connectivity.neighbours(-1, d, 1) ? 1 : 0);
                    }
                }
            }
        }

        final int[] number = new int[runs];
        int count = 0;
        final int[] labels = new int[inside.length];
        final int[] sizes = new int[runs + 1];
        for (int line = 0; line < lines; line++) {
            for (int run = begin[line]; run < begin[line + 1]; run++) {
                final int root = root(parent, run);
                if (number[root] == 0) {
                    number[root] = ++count;
                }
                final int label = number[root];
                Arrays.fill(labels, line * columns + first[run], line * columns + last[run] + 1, label);
                sizes[label] += last[run] - first[run] + 1;
            }
        }
        return new Components(labels, Arrays.copyOf(sizes, count + 1));
    }

    private static void unite(final int[] parent, final int[] begin, final int[] first, final int[] last, final int line,
        final int other, final int reach) {
        int b = begin[other];
        for (int a = begin[line]; a < begin[line + 1]; a++) {
            while (b < begin[other + 1] && last[b] + reach < first[a]) {
                b++;
            }
            for (int k = b; k < begin[other + 1] && first[k] <= last[a] + reach; k++) {
                final int x = root(parent, a);
                final int y = root(parent, k);
                // the smaller one becomes the root, so that the result doesn't depend on the order
                if (x < y) {
                    parent[y] = x;
                } else {
                    parent[x] = y;
                }
            }
        }
    }

    private static int root(final int[] parent, final int run) {
        int r = run;
        while (parent[r] != r) {
            parent[r] = parent[parent[r]];
            r = parent[r];
        }
        return r;
    }

    /** @return how many components there are */
    public int count() {
        return m_sizes.length - 1;
    }

    /**
     * @param component which one, from 1
     * @return its number of voxels
     */
    public int size(final int component) {
        return m_sizes[component];
    }

    /** @return the number of each voxel's component, 0 outside; the array itself */
    public int[] labels() {
        return m_labels;
    }

    /** @return the component with the most voxels, of equal ones the first; 0 if there is none */
    public int largest() {
        int best = 0;
        for (int i = 1; i < m_sizes.length; i++) {
            if (best == 0 || m_sizes[i] > m_sizes[best]) {
                best = i;
            }
        }
        return best;
    }

    /**
     * @param component which one, from 1
     * @return 1 in the component, 0 elsewhere
     */
    public byte[] only(final int component) {
        final byte[] inside = new byte[m_labels.length];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = (byte)(m_labels[i] == component ? 1 : 0);
        }
        return inside;
    }

    /**
     * Fills what is enclosed: background that isn't connected with the grid's border.
     *
     * @param inside not 0 inside
     * @param geometry the grid
     * @param connectivity what the foreground is connected by
     * @return 1 inside and in holes, 0 elsewhere
     */
    public static byte[] fillHoles(final byte[] inside, final Geometry geometry, final Connectivity connectivity) {
        final byte[] outside = new byte[inside.length];
        for (int i = 0; i < inside.length; i++) {
            outside[i] = (byte)(inside[i] == 0 ? 1 : 0);
        }
        final Components background = of(outside, geometry, connectivity.ofBackground());
        final boolean[] open = new boolean[background.count() + 1];
        final int rows = geometry.rows();
        final int columns = geometry.columns();
        for (int line = 0; line < geometry.slices() * rows; line++) {
            final int s = line / rows;
            final int r = line % rows;
            final boolean border = s == 0 || s == geometry.slices() - 1 || r == 0 || r == rows - 1;
            final int step = border || columns == 1 ? 1 : columns - 1;
            for (int c = 0; c < columns; c += step) {
                open[background.m_labels[line * columns + c]] = true;
            }
        }
        final byte[] filled = new byte[inside.length];
        for (int i = 0; i < filled.length; i++) {
            filled[i] = (byte)(inside[i] != 0 || !open[background.m_labels[i]] ? 1 : 0);
        }
        return filled;
    }
}
