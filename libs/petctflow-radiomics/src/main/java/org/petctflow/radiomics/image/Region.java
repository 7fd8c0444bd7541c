package org.petctflow.radiomics.image;

import java.util.Arrays;
import java.util.Objects;

import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;

/**
 * The voxels of a region of interest, cut to its bounding box: what every feature is computed from. Positions count within the
 * box, {@code (slice * rows + row) * columns + column}, and stand in ascending order, so that a slice's voxels lie together.
 * Immutable.
 */
public final class Region {

    private final int[] m_first;

    private final int[] m_size;

    private final double[] m_spacing;

    private final int[] m_positions;

    private final double[] m_values;

    private Region(final int[] first, final int[] size, final double[] spacing, final int[] positions,
        final double[] values) {
        m_first = first;
        m_size = size;
        m_spacing = spacing;
        m_positions = positions;
        m_values = values;
    }

    /**
     * @param image the intensities
     * @param mask the region, on the image's grid
     * @return the region with its intensities
     * @throws IllegalArgumentException if the grids have different sizes, or a value inside the mask is not finite
     */
    public static Region of(final Volume image, final Mask mask) {
        final Geometry g = image.geometry();
        final Geometry m = mask.geometry();
        if (g.slices() != m.slices() || g.rows() != m.rows() || g.columns() != m.columns()) {
            throw new IllegalArgumentException("Image and mask must have the same grid, but were " + g + " and " + m
                + ": resample the mask to the image first");
        }
        return of(g, image.voxels(), mask.inside());
    }

    /**
     * @param geometry the grid
     * @param voxels the intensities, one for each voxel; null for a region without intensities
     * @param inside 1 inside, 0 outside, one for each voxel
     * @return the region; empty (no positions) if nothing is inside
     * @throws IllegalArgumentException if a value inside is not finite
     */
    public static Region of(final Geometry geometry, final Voxels voxels, final byte[] inside) {
        Objects.requireNonNull(geometry, "geometry");
        final int rows = geometry.rows();
        final int columns = geometry.columns();
        final int[] low = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
        final int[] high = {-1, -1, -1};
        int count = 0;
        for (int s = 0, v = 0; s < geometry.slices(); s++) {
            for (int r = 0; r < rows; r++) {
                int firstColumn = -1;
                int lastColumn = -1;
                for (int c = 0; c < columns; c++, v++) {
                    if (inside[v] != 0) {
                        if (firstColumn < 0) {
                            firstColumn = c;
                        }
                        lastColumn = c;
                        count++;
                    }
                }
                if (firstColumn >= 0) {
                    low[0] = Math.min(low[0], s);
                    low[1] = Math.min(low[1], r);
                    low[2] = Math.min(low[2], firstColumn);
                    high[0] = s;
                    high[1] = Math.max(high[1], r);
                    high[2] = Math.max(high[2], lastColumn);
                }
            }
        }
        if (count == 0) {
            return new Region(new int[3], new int[3], geometry.spacing(), new int[0], new double[0]);
        }
        final int[] size = {high[0] - low[0] + 1, high[1] - low[1] + 1, high[2] - low[2] + 1};
        final int[] positions = new int[count];
        final double[] values = voxels == null ? null : new double[count];
        int k = 0;
        for (int s = 0; s < size[0]; s++) {
            for (int r = 0; r < size[1]; r++) {
                int v = geometry.voxel(low[0] + s, low[1] + r, low[2]);
                int p = (s * size[1] + r) * size[2];
                for (int c = 0; c < size[2]; c++, v++, p++) {
                    if (inside[v] != 0) {
                        positions[k] = p;
                        if (values != null) {
                            values[k] = checked(voxels.get(v), low[0] + s, low[1] + r, low[2] + c);
                        }
                        k++;
                    }
                }
            }
        }
        return new Region(low, size, geometry.spacing(), positions, values);
    }

    private static double checked(final double value, final int slice, final int row, final int column) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("The image's value must be finite inside the mask, but was " + value
                + " at slice " + slice + ", row " + row + ", column " + column);
        }
        return value;
    }

    /**
     * @param keep for each position whether it stays
     * @return the region of those that stay, cut to its own bounding box
     */
    public Region filter(final boolean[] keep) {
        int count = 0;
        final int[] low = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
        final int[] high = {-1, -1, -1};
        for (int k = 0; k < m_positions.length; k++) {
            if (keep[k]) {
                count++;
                final int p = m_positions[k];
                final int c = p % m_size[2];
                final int r = p / m_size[2] % m_size[1];
                final int s = p / m_size[2] / m_size[1];
                low[0] = Math.min(low[0], s);
                low[1] = Math.min(low[1], r);
                low[2] = Math.min(low[2], c);
                high[0] = Math.max(high[0], s);
                high[1] = Math.max(high[1], r);
                high[2] = Math.max(high[2], c);
            }
        }
        if (count == m_positions.length) {
            return this;
        }
        if (count == 0) {
            return new Region(new int[3], new int[3], m_spacing, new int[0], new double[0]);
        }
        final int[] size = {high[0] - low[0] + 1, high[1] - low[1] + 1, high[2] - low[2] + 1};
        final int[] positions = new int[count];
        final double[] values = m_values == null ? null : new double[count];
        for (int k = 0, n = 0; k < m_positions.length; k++) {
            if (keep[k]) {
                final int p = m_positions[k];
                final int c = p % m_size[2] - low[2];
                final int r = p / m_size[2] % m_size[1] - low[1];
                final int s = p / m_size[2] / m_size[1] - low[0];
                positions[n] = (s * size[1] + r) * size[2] + c;
                if (values != null) {
                    values[n] = m_values[k];
                }
                n++;
            }
        }
        return new Region(new int[]{m_first[0] + low[0], m_first[1] + low[1], m_first[2] + low[2]}, size, m_spacing,
            positions, values);
    }

    /** @return how many voxels are inside */
    public int count() {
        return m_positions.length;
    }

    /**
     * @param axis 0 slices, 1 rows, 2 columns
     * @return the box's number of voxels along the axis; 0 if nothing is inside
     */
    public int size(final int axis) {
        return m_size[axis];
    }

    /**
     * @param axis 0 slices, 1 rows, 2 columns
     * @return where the box begins on the grid it was cut from
     */
    public int first(final int axis) {
        return m_first[axis];
    }

    /**
     * @param axis 0 slices, 1 rows, 2 columns
     * @return mm between voxel centres
     */
    public double spacing(final int axis) {
        return m_spacing[axis];
    }

    /** @return mm3 of one voxel */
    public double voxelVolume() {
        return m_spacing[0] * m_spacing[1] * m_spacing[2];
    }

    /** @return along how many axes the region is wider than one voxel */
    public int dimensions() {
        int n = 0;
        for (final int s : m_size) {
            n += s > 1 ? 1 : 0;
        }
        return n;
    }

    /** @return the positions within the box, ascending; the array itself, not to be changed */
    public int[] positions() {
        return m_positions;
    }

    /** @return the intensities in the order of the positions; the array itself, not to be changed; null if there are none */
    public double[] values() {
        return m_values;
    }

    /**
     * @param border how many voxels wide an empty frame is put around the box
     * @return 1 inside, 0 outside
     */
    public byte[] framed(final int border) {
        final int rows = m_size[1] + 2 * border;
        final int columns = m_size[2] + 2 * border;
        final byte[] inside = new byte[Math.multiplyExact(Math.multiplyExact(m_size[0] + 2 * border, rows), columns)];
        for (final int p : m_positions) {
            final int c = p % m_size[2];
            final int r = p / m_size[2] % m_size[1];
            final int s = p / m_size[2] / m_size[1];
            inside[((s + border) * rows + r + border) * columns + c + border] = 1;
        }
        return inside;
    }

    /** @return the smallest and the largest intensity */
    public double[] range() {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (final double v : m_values) {
            min = Math.min(min, v);
            max = Math.max(max, v);
        }
        return new double[]{min, max};
    }

    @Override
    public String toString() {
        return m_positions.length + " voxels in a box of " + Arrays.toString(m_size);
    }
}
