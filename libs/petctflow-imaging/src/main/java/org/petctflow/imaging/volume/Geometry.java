package org.petctflow.imaging.volume;

import java.util.Arrays;
import java.util.Locale;

/**
 * A grid of voxels in the patient: how many there are, how far apart, where the first one lies and which way the grid
 * points. Immutable.
 *
 * <pre>
 *   | x |   | origin x |   | direction[0] direction[3] direction[6] |   | slice  * spacing[0] |
 *   | y | = | origin y | + | direction[1] direction[4] direction[7] | * | row    * spacing[1] |
 *   | z |   | origin z |   | direction[2] direction[5] direction[8] |   | column * spacing[2] |
 * </pre>
 *
 * so that {@code direction} holds three unit vectors one after the other: where the slices, the rows and the columns
 * advance to. In DICOM's words the last three numbers are the first three of ImageOrientationPatient, the middle three its
 * last three.
 */
public final class Geometry {

    /** How far the direction vectors may be from unit length and right angles. */
    private static final double DIRECTION_TOLERANCE = 1e-3;

    private static final double[] AXIAL = {0, 0, 1, 0, 1, 0, 1, 0, 0};

    private final int m_slices;

    private final int m_rows;

    private final int m_columns;

    private final double[] m_spacing;

    private final double[] m_origin;

    private final double[] m_direction;

    private Geometry(final int slices, final int rows, final int columns, final double[] spacing, final double[] origin,
        final double[] direction) {
        m_slices = slices;
        m_rows = rows;
        m_columns = columns;
        m_spacing = spacing;
        m_origin = origin;
        m_direction = direction;
    }

    /**
     * @param slices number of slices, at least 1
     * @param rows number of rows, at least 1
     * @param columns number of columns, at least 1
     * @param spacing distance between centres in mm: slices, rows, columns; positive
     * @param origin LPS coordinates of voxel (0, 0, 0) in mm
     * @param direction nine numbers as drawn in the class comment; right-angled unit vectors, of either handedness
     * @return the geometry
     * @throws IllegalArgumentException if a number is out of its range, or there are more than 2^31 - 1 voxels
     */
    public static Geometry of(final int slices, final int rows, final int columns, final double[] spacing,
        final double[] origin, final double[] direction) {
        if (slices < 1 || rows < 1 || columns < 1) {
            throw new IllegalArgumentException(
                "A volume has at least one slice, row and column, but was " + sizeText(slices, rows, columns));
        }
        if ((long)slices * rows > Integer.MAX_VALUE || (long)slices * rows * columns > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                "A volume has at most 2147483647 voxels, but was " + sizeText(slices, rows, columns));
        }
        checkNumbers("spacing", spacing, 3);
        checkNumbers("origin", origin, 3);
        checkNumbers("direction", direction, 9);
        for (final double s : spacing) {
            if (!(s > 0)) {
                throw new IllegalArgumentException("Spacing must be positive, but was " + Arrays.toString(spacing));
            }
        }
        checkDirection(direction);
        return new Geometry(slices, rows, columns, spacing.clone(), origin.clone(), direction.clone());
    }

    /**
     * A grid along the patient's axes: slices advance to the head, rows to the back, columns to the left.
     *
     * @param slices number of slices
     * @param rows number of rows
     * @param columns number of columns
     * @param sliceSpacing mm between slices
     * @param rowSpacing mm between rows
     * @param columnSpacing mm between columns
     * @return the geometry, with its first voxel at (0, 0, 0) mm
     */
    public static Geometry axial(final int slices, final int rows, final int columns, final double sliceSpacing,
        final double rowSpacing, final double columnSpacing) {
        return of(slices, rows, columns, new double[]{sliceSpacing, rowSpacing, columnSpacing}, new double[3], AXIAL);
    }

    private static void checkNumbers(final String name, final double[] numbers, final int length) {
        if (numbers.length != length) {
            throw new IllegalArgumentException(
                "The " + name + " has " + length + " numbers, but there were " + numbers.length);
        }
        for (final double n : numbers) {
            if (!Double.isFinite(n)) {
                throw new IllegalArgumentException(
                    "The " + name + " must be finite, but was " + Arrays.toString(numbers));
            }
        }
    }

    private static void checkDirection(final double[] d) {
        for (int a = 0; a < 3; a++) {
            for (int b = a; b < 3; b++) {
                final double dot = d[3 * a] * d[3 * b] + d[3 * a + 1] * d[3 * b + 1] + d[3 * a + 2] * d[3 * b + 2];
                if (Math.abs(dot - (a == b ? 1 : 0)) > DIRECTION_TOLERANCE) {
                    throw new IllegalArgumentException(
                        "The directions of slices, rows and columns must be unit vectors at right angles, but were "
                            + Arrays.toString(d));
                }
            }
        }
    }

    /** @return the number of slices */
    public int slices() {
        return m_slices;
    }

    /** @return the number of rows */
    public int rows() {
        return m_rows;
    }

    /** @return the number of columns */
    public int columns() {
        return m_columns;
    }

    /**
     * @param axis 0 slices, 1 rows, 2 columns
     * @return the number of voxels along the axis
     */
    public int size(final int axis) {
        return switch (axis) {
            case 0 -> m_slices;
            case 1 -> m_rows;
            case 2 -> m_columns;
            default -> throw new IndexOutOfBoundsException("An axis is 0, 1 or 2, but was " + axis);
        };
    }

    /** @return slices * rows * columns */
    public int voxels() {
        return m_slices * m_rows * m_columns;
    }

    /**
     * @param axis 0 slices, 1 rows, 2 columns
     * @return mm between voxel centres along the axis
     */
    public double spacing(final int axis) {
        return m_spacing[axis];
    }

    /** @return mm between voxel centres: slices, rows, columns; a copy */
    public double[] spacing() {
        return m_spacing.clone();
    }

    /** @return LPS coordinates of voxel (0, 0, 0) in mm; a copy */
    public double[] origin() {
        return m_origin.clone();
    }

    /** @return three unit vectors as drawn in the class comment; a copy */
    public double[] direction() {
        return m_direction.clone();
    }

    /** @return the volume of one voxel in mm3 */
    public double voxelVolume() {
        return m_spacing[0] * m_spacing[1] * m_spacing[2];
    }

    /**
     * @param slice the slice
     * @param row the row
     * @param column the column
     * @return where the voxel lies in memory
     */
    public int voxel(final int slice, final int row, final int column) {
        return (slice * m_rows + row) * m_columns + column;
    }

    /**
     * @param slice index of the slice, may lie between voxels or outside the grid
     * @param row index of the row
     * @param column index of the column
     * @return x, y, z in LPS mm
     */
    public double[] toPatient(final double slice, final double row, final double column) {
        final double s = slice * m_spacing[0];
        final double r = row * m_spacing[1];
        final double c = column * m_spacing[2];
        final double[] point = new double[3];
        for (int i = 0; i < 3; i++) {
            point[i] = m_origin[i] + m_direction[i] * s + m_direction[3 + i] * r + m_direction[6 + i] * c;
        }
        return point;
    }

    /**
     * @param x LPS mm
     * @param y LPS mm
     * @param z LPS mm
     * @return slice, row, column; between voxels or outside the grid where the point is
     */
    public double[] toIndex(final double x, final double y, final double z) {
        final double dx = x - m_origin[0];
        final double dy = y - m_origin[1];
        final double dz = z - m_origin[2];
        final double[] index = new double[3];
        for (int a = 0; a < 3; a++) {
            // the inverse of a matrix of right-angled unit vectors is its transpose
            index[a] =
                (m_direction[3 * a] * dx + m_direction[3 * a + 1] * dy + m_direction[3 * a + 2] * dz) / m_spacing[a];
        }
        return index;
    }

    /**
     * A box of this grid's voxels, which may reach outside it.
     *
     * @param firstSlice index of the box's first slice, may be negative
     * @param firstRow index of the box's first row
     * @param firstColumn index of the box's first column
     * @param slices number of slices of the box
     * @param rows number of rows of the box
     * @param columns number of columns of the box
     * @return the box's geometry: same spacing and direction, moved origin
     */
    public Geometry box(final int firstSlice, final int firstRow, final int firstColumn, final int slices, final int rows,
        final int columns) {
        return of(slices, rows, columns, m_spacing, toPatient(firstSlice, firstRow, firstColumn), m_direction);
    }

    /**
     * Whether two grids have the same voxels: equal sizes, and every corner of one within a tolerance of the other's.
     *
     * @param other another geometry
     * @param toleranceMm how far corners may lie apart
     * @return whether they are the same grid
     */
    public boolean sameGrid(final Geometry other, final double toleranceMm) {
        if (m_slices != other.m_slices || m_rows != other.m_rows || m_columns != other.m_columns) {
            return false;
        }
        for (int corner = 0; corner < 8; corner++) {
            final int s = (corner & 1) == 0 ? 0 : m_slices - 1;
            final int r = (corner & 2) == 0 ? 0 : m_rows - 1;
            final int c = (corner & 4) == 0 ? 0 : m_columns - 1;
            final double[] a = toPatient(s, r, c);
            final double[] b = other.toPatient(s, r, c);
            if (!(Math.hypot(Math.hypot(a[0] - b[0], a[1] - b[1]), a[2] - b[2]) <= toleranceMm)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof Geometry g && m_slices == g.m_slices && m_rows == g.m_rows && m_columns == g.m_columns
            && Arrays.equals(m_spacing, g.m_spacing) && Arrays.equals(m_origin, g.m_origin)
            && Arrays.equals(m_direction, g.m_direction);
    }

    @Override
    public int hashCode() {
        return ((m_slices * 31 + m_rows) * 31 + m_columns) * 31 + Arrays.hashCode(m_origin);
    }

    /** For messages, e.g. {@code 47 x 512 x 512 voxels of 3.27 x 0.977 x 0.977 mm at (-250, -250, -120.5) mm}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s voxels of %s x %s x %s mm at (%s, %s, %s) mm",
            sizeText(m_slices, m_rows, m_columns), number(m_spacing[0]), number(m_spacing[1]), number(m_spacing[2]),
            number(m_origin[0]), number(m_origin[1]), number(m_origin[2]));
    }

    private static String sizeText(final int slices, final int rows, final int columns) {
        return slices + " x " + rows + " x " + columns;
    }

    private static String number(final double value) {
        final String text = String.format(Locale.ROOT, "%.4f", value).replaceAll("\\.?0+$", "");
        return text.equals("-0") ? "0" : text;
    }
}
