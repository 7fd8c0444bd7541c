package org.petctflow.radiomics.texture;

import org.petctflow.radiomics.image.Region;

/**
 * A region's grey levels, 1 to {@link #levels()}, in its bounding box with an empty frame (level 0) around it: a neighbour's level
 * is read without asking whether the neighbour exists. All texture matrices are counted on it. For
 * use by one thread.
 */
public final class GreyRegion {

    private final int[] m_size;

    private final int m_border;

    private final int[] m_grey;

    private final int[] m_voxels;

    private final int[] m_sliceStart;

    private final int m_levels;

    private int[] m_scratch;

    private GreyRegion(final int[] size, final int border, final int[] grey, final int[] voxels, final int[] sliceStart,
        final int levels) {
        m_size = size;
        m_border = border;
        m_grey = grey;
        m_voxels = voxels;
        m_sliceStart = sliceStart;
        m_levels = levels;
    }

    /**
     * @param region the region
     * @param levels the grey level of each of its positions, at least 1
     * @param border width of the frame, at least the largest distance that neighbours are looked for
     * @return the grey levels
     */
    public static GreyRegion of(final Region region, final int[] levels, final int border) {
        if (levels.length != region.count()) {
            throw new IllegalArgumentException(
                "A region of " + region.count() + " voxels needs as many grey levels, but there were " + levels.length);
        }
        return of(new int[]{region.size(0), region.size(1), region.size(2)}, region.positions(), levels, region.count(), border);
    }

    /**
     * The same without a region.
     *
     * @param size of the box: slices, rows, columns
     * @param positions within the box, ascending
     * @param levels the grey level of each position, at least 1
     * @param count how many positions there are, from the first of the array
     * @param border width of the frame
     * @return the grey levels
     */
    public static GreyRegion of(final int[] size, final int[] positions, final int[] levels, final int count, final int border) {
        final int slices = size[0];
        final int rows = size[1];
        final int columns = size[2];
        final int paddedRows = rows + 2 * border;
        final int paddedColumns = columns + 2 * border;
        final int[] grey = new int[Math.multiplyExact(Math.multiplyExact(slices + 2 * border, paddedRows), paddedColumns)];
        final int[] voxels = new int[count];
        final int[] sliceStart = new int[slices + 1];
        int max = 0;
        for (int k = 0; k < count; k++) {
            if (levels[k] < 1) {
                throw new IllegalArgumentException("A grey level is at least 1, but was " + levels[k]);
            }
            final int p = positions[k];
            final int line = p / columns;
            final int s = line / rows;
            final int v = ((s + border) * paddedRows + line - s * rows + border) * paddedColumns + p - line * columns + border;
            voxels[k] = v;
            grey[v] = levels[k];
            max = Math.max(max, levels[k]);
            sliceStart[s + 1] = k + 1;
        }
        for (int s = 0; s < slices; s++) {
            sliceStart[s + 1] = Math.max(sliceStart[s + 1], sliceStart[s]);
        }
        return new GreyRegion(size.clone(), border, grey, voxels, sliceStart, max);
    }

    /** @return the largest grey level */
    public int levels() {
        return m_levels;
    }

    /** @return how many voxels are inside */
    public int count() {
        return m_voxels.length;
    }

    /** @return how many slices the box has */
    public int slices() {
        return m_size[0];
    }

    /**
     * @param axis 0 slices, 1 rows, 2 columns
     * @return the box's size without the frame
     */
    public int size(final int axis) {
        return m_size[axis];
    }

    /** @return the width of the frame */
    public int border() {
        return m_border;
    }

    /**
     * @param slice a slice of the box
     * @return which of the voxels is the first in the slice; for {@code slices()}: how many there are
     */
    public int sliceStart(final int slice) {
        return m_sliceStart[slice];
    }

    /**
     * @param direction steps in slices, rows, columns
     * @return how far apart two voxels lie in memory that are this step apart
     */
    int offset(final int[] direction) {
        return (direction[0] * (m_size[1] + 2 * m_border) + direction[1]) * (m_size[2] + 2 * m_border) + direction[2];
    }

    /** @return voxels in a slice, frame included */
    int sliceLength() {
        return (m_size[1] + 2 * m_border) * (m_size[2] + 2 * m_border);
    }

    /** @return grey levels of the framed box; the array itself, not to be changed */
    int[] grey() {
        return m_grey;
    }

    /** @return where the region's voxels lie in {@link #grey()}, ascending; the array itself, not to be changed */
    int[] voxels() {
        return m_voxels;
    }

    /**
     * @return as many numbers as {@link #grey()} has, with whatever an earlier kernel left there: the one place where this class is not
     *         immutable, for the kernels of one thread
     */
    int[] scratch() {
        if (m_scratch == null) {
            m_scratch = new int[m_grey.length];
        }
        return m_scratch;
    }

    /** @return how many voxels each grey level has; index 0 is level 1 */
    public int[] histogram() {
        final int[] counts = new int[m_levels];
        for (final int v : m_voxels) {
            counts[m_grey[v] - 1]++;
        }
        return counts;
    }
}
