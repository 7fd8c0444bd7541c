package org.petctflow.radiomics.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What marching cubes puts between eight voxel centres, for each of the 256 ways of which of them are inside: triangles whose corners
 * are middles of the cube's edges. The surface is built, not typed in: on each face of the cube a line joins the edges that the surface
 * crosses, the lines close to polygons, and these are cut into triangles. Source: Lorensen and Cline 1987, doi:10.1145/37402.37422.
 *
 * <p>Where a face has inside voxels at two opposite corners its two lines may separate the inside or the outside ones. The two tables
 * differ in this, and in how a polygon of more than three corners is cut:
 * <ul>
 * <li>{@link #PYRADIOMICS} does what PyRadiomics' table does: a cube whose corner (1, 1, 0) is inside is taken as its complement
 * turned inside out, which separates the outside there, and polygons are cut along the same diagonals.
 * <li>{@link #CLOSED} always separates the inside, so that neighbouring cubes agree and the surface is closed: its volume depends on
 * no origin. It cuts a cube's polygons as the other table cuts them in each of the cube's rotations that leave (1, 1, 0) outside, and
 * takes the mean: volume and area are the same from any side, and within IBSI's tolerances.
 * </ul>
 * The voxel of corner (slice, row, column) is bit {@code 4 slice + 2 row + column} of a cube's number. Coordinates count half voxels.
 */
final class CubeTable {

    /** The eight corners in the order that the table's construction uses. */
    private static final int[][] CORNERS =
        {{0, 0, 0}, {0, 0, 1}, {0, 1, 1}, {0, 1, 0}, {1, 0, 0}, {1, 0, 1}, {1, 1, 1}, {1, 1, 0}};

    /** The twelve edges by their ends. */
    private static final int[][] EDGES =
        {{1, 0}, {2, 1}, {3, 2}, {3, 0}, {5, 4}, {6, 5}, {7, 6}, {7, 4}, {4, 0}, {5, 1}, {6, 2}, {7, 3}};

    /** The six faces, their corners anticlockwise as seen from outside. */
    private static final int[][] FACES = faces();

    /**
     * For each of the 128 cubes without the corner (1, 1, 0): for each of its polygons with more than three corners which of all ways
     * to cut it (see {@link #cuts}) PyRadiomics takes, as a digit of base 62; - for none.
     */
    private static final String CUTS = ""
        + "- - - 1 - - 0 3 - 1 - 3 0 3 0 1 - 0 - 4 - 0 0 b - 1 - 3 0 2 0 2 "
        + "- - 1 1 - - 1 5 - 1 1 2 0 3 b 1 0 0 3 1 0 0 2 2 0 2 1 4 00 F F 1 "
        + "- - - 1 1 1 2 b - 1 - 3 1 b c 1 - 0 - 4 1 01 2 k - 1 - 3 1 k c 0 "
        + "1 1 4 b 3 3 0 4 1 11 4 F 2 0 3 0 0 b 3 3 b d 4 1 0 n 3 d k - d - ";

    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /** Numbers that describe a triangle: nine coordinates and its weight. */
    static final int STRIDE = 10;

    /** The bit of corner (1, 1, 0). */
    private static final int TURNED = 1 << 6;

    /** Orders of the axes: three that keep the sense of rotation, three that reverse it. */
    private static final int[][] ORDERS = {{0, 1, 2}, {1, 2, 0}, {2, 0, 1}, {0, 2, 1}, {2, 1, 0}, {1, 0, 2}};

    /** As PyRadiomics has it. */
    static final CubeTable PYRADIOMICS = pyRadiomics();

    /** The same seen from any side. */
    static final CubeTable CLOSED = closed();

    private final double[][] m_triangles;

    private CubeTable(final double[][] triangles) {
        m_triangles = triangles;
    }

    /**
     * @param cube its number
     * @return for each triangle slice, row and column of its three corners in half voxels, and what it counts for;
     *         the array itself
     */
    double[] triangles(final int cube) {
        return m_triangles[cube];
    }

    private static int[][] faces() {
        final List<int[]> faces = new ArrayList<>();
        for (int axis = 0; axis < 3; axis++) {
            for (int side = 0; side < 2; side++) {
                final int[] face = new int[4];
                for (int k = 0; k < 4; k++) {
                    final int[] p = new int[3];
                    p[axis] = side;
                    p[(axis + 1) % 3] = k == 1 || k == 2 ? 1 : 0;
                    p[(axis + 2) % 3] = k / 2;
                    // against the axis the same corners go the other way round
                    face[side == 1 ? k : 3 - k] = corner(p);
                }
                faces.add(face);
            }
        }
        return faces.toArray(new int[0][]);
    }

    private static int corner(final int[] p) {
        for (int c = 0; c < 8; c++) {
            if (Arrays.equals(CORNERS[c], p)) {
                return c;
            }
        }
        throw new IllegalArgumentException("No corner of a cube: " + Arrays.toString(p));
    }

    private static int edge(final int a, final int b) {
        for (int e = 0; e < 12; e++) {
            if (EDGES[e][0] == a && EDGES[e][1] == b || EDGES[e][0] == b && EDGES[e][1] == a) {
                return e;
            }
        }
        throw new IllegalArgumentException("No edge of a cube: " + a + " to " + b);
    }

    /** Polygons of edges, each begun at its smallest; a face's line leads from where its inside begins to where it ends. */
    private static List<int[]> polygons(final int inside) {
        final int[] next = new int[12];
        Arrays.fill(next, -1);
        for (final int[] face : FACES) {
            for (int k = 0; k < 4; k++) {
                final boolean here = (inside >> face[k] & 1) != 0;
                final boolean there = (inside >> face[(k + 1) % 4] & 1) != 0;
                if (!here && there) {
                    int end = (k + 1) % 4;
                    while ((inside >> face[(end + 1) % 4] & 1) != 0) {
                        end = (end + 1) % 4;
                    }
                    next[edge(face[k], face[(k + 1) % 4])] = edge(face[end], face[(end + 1) % 4]);
                }
            }
        }
        final List<int[]> polygons = new ArrayList<>();
        final boolean[] seen = new boolean[12];
        for (int e = 0; e < 12; e++) {
            if (next[e] >= 0 && !seen[e]) {
                final int[] polygon = new int[12];
                int n = 0;
                for (int x = e; !seen[x]; x = next[x]) {
                    seen[x] = true;
                    polygon[n++] = x;
                }
                polygons.add(Arrays.copyOf(polygon, n));
            }
        }
        return polygons;
    }

    /** All ways to cut a polygon into triangles: the triangle at its last side takes each corner between in turn. */
    private static List<List<int[]>> cuts(final int[] polygon) {
        final int n = polygon.length;
        final List<List<int[]>> all = new ArrayList<>();
        if (n < 3) {
            all.add(List.of());
            return all;
        }
        for (int k = 1; k < n - 1; k++) {
            for (final List<int[]> before : cuts(Arrays.copyOf(polygon, k + 1))) {
                for (final List<int[]> after : cuts(Arrays.copyOfRange(polygon, k, n))) {
                    final List<int[]> one = new ArrayList<>(before);
                    one.addAll(after);
                    one.add(new int[]{polygon[0], polygon[k], polygon[n - 1]});
                    all.add(one);
                }
            }
        }
        return all;
    }

    private static double[] middle(final int edge) {
        final double[] p = new double[3];
        for (int d = 0; d < 3; d++) {
            p[d] = CORNERS[EDGES[edge][0]][d] + CORNERS[EDGES[edge][1]][d];
        }
        return p;
    }

    private static CubeTable closed() {
        final double[][] table = new double[256][0];
        for (int cube = 0; cube < 256; cube++) {
            int rotations = 0;
            for (final int[] order : ORDERS) {
                for (int flips = 0; flips < 8; flips++) {
                    if (isRotation(order, flips) && (rotated(cube, order, flips) & TURNED) == 0) {
                        final double[] own = rotatedBack(PYRADIOMICS.triangles(rotated(cube, order, flips)), order, flips);
                        final int length = table[cube].length;
                        table[cube] = Arrays.copyOf(table[cube], length + own.length);
                        System.arraycopy(own, 0, table[cube], length, own.length);
                        rotations++;
                    }
                }
            }
            for (int w = STRIDE - 1; w < table[cube].length; w += STRIDE) {
                table[cube][w] = 1.0 / rotations;
            }
        }
        return new CubeTable(table);
    }

    /** An even permutation of the axes with an even number of them reversed, or both odd. */
    private static boolean isRotation(final int[] order, final int flips) {
        final boolean even = (order[0] + 1) % 3 == order[1];
        return even == ((Integer.bitCount(flips) & 1) == 0);
    }

    private static int rotated(final int cube, final int[] order, final int flips) {
        int rotated = 0;
        for (int corner = 0; corner < 8; corner++) {
            if ((cube >> corner & 1) != 0) {
                int to = 0;
                for (int d = 0; d < 3; d++) {
                    to |= (corner >> 2 - order[d] & 1 ^ flips >> d & 1) << 2 - d;
                }
                rotated |= 1 << to;
            }
        }
        return rotated;
    }

    private static double[] rotatedBack(final double[] triangles, final int[] order, final int flips) {
        final double[] back = new double[triangles.length];
        for (int t = 0; t < triangles.length; t += STRIDE) {
            for (int k = 0; k < 9; k += 3) {
                for (int d = 0; d < 3; d++) {
                    final double x = triangles[t + k + d];
                    back[t + k + order[d]] = (flips >> d & 1) != 0 ? 2 - x : x;
                }
            }
        }
        return back;
    }

    private static CubeTable pyRadiomics() {
        final String[] cuts = CUTS.trim().split(" ");
        final double[][] table = new double[256][];
        for (int inside = 0; inside < 256; inside++) {
            final boolean turned = (inside & 0x80) != 0;
            final int cube = turned ? inside ^ 0xff : inside;
            final List<int[]> triangles = new ArrayList<>();
            int digit = 0;
            for (final int[] polygon : polygons(cube)) {
                final List<List<int[]>> ways = cuts(polygon);
                final int way = polygon.length == 3 ? 0 : DIGITS.indexOf(cuts[cube].charAt(digit++));
                triangles.addAll(ways.get(way));
            }
            table[number(inside)] = flat(triangles, turned);
        }
        return new CubeTable(table);
    }

    private static int number(final int inside) {
        int number = 0;
        for (int c = 0; c < 8; c++) {
            if ((inside >> c & 1) != 0) {
                number |= 1 << (4 * CORNERS[c][0] + 2 * CORNERS[c][1] + CORNERS[c][2]);
            }
        }
        return number;
    }

    private static double[] flat(final List<int[]> triangles, final boolean turned) {
        final double[] flat = new double[STRIDE * triangles.size()];
        for (int t = 0; t < triangles.size(); t++) {
            for (int k = 0; k < 3; k++) {
                final double[] p = middle(triangles.get(t)[turned ? 2 - k : k]);
                System.arraycopy(p, 0, flat, t * STRIDE + 3 * k, 3);
            }
            flat[t * STRIDE + 9] = 1;
        }
        return flat;
    }
}
