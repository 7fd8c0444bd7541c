package org.petctflow.radiomics.shape;

import org.petctflow.radiomics.image.Region;

/**
 * PyRadiomics' shape features of a region within one plane, by marching squares at half a pixel: where two inside pixels meet at a
 * corner only, the outline joins them the way PyRadiomics' table of squares does.
 */
public final class Shape2D {

    /** Lines of each square between the middles of its sides (top, right, bottom, left), inside on their right. */
    private static final int[][] LINES = {{}, {3, 0}, {0, 1}, {3, 1}, {1, 2}, {1, 2, 3, 0}, {0, 2}, {3, 2}, {2, 3}, {2, 0},
        {0, 1, 2, 3}, {2, 1}, {1, 3}, {1, 0}, {0, 3}, {}};

    /** The sides' middles in half pixels: row, column. */
    private static final int[][] MIDDLES = {{0, 1}, {1, 2}, {2, 1}, {1, 0}};

    private Shape2D() {
    }

    /**
     * @param region a region, not empty
     * @param flatAxis the axis across its plane; the region is one voxel wide along it
     * @return Elongation, MajorAxisLength, MaximumDiameter, MeshSurface, MinorAxisLength, Perimeter, PerimeterSurfaceRatio,
     *         PixelSurface, Sphericity, SphericalDisproportion; NaN where a denominator is 0
     */
    public static double[] of(final Region region, final int flatAxis) {
        if (region.size(flatAxis) != 1) {
            throw new IllegalArgumentException("Shape features of a plane need a region that is one voxel wide across it, but it is "
                + region.size(flatAxis) + " wide along axis " + flatAxis);
        }
        final int rowAxis = flatAxis == 0 ? 1 : 0;
        final int columnAxis = flatAxis == 2 ? 1 : 2;
        final int rows = region.size(rowAxis) + 2;
        final int columns = region.size(columnAxis) + 2;
        final double dy = region.spacing(rowAxis);
        final double dx = region.spacing(columnAxis);
        final byte[] inside = new byte[rows * columns];
        for (final int p : region.positions()) {
            final int[] at = {p / region.size(2) / region.size(1), p / region.size(2) % region.size(1), p % region.size(2)};
            inside[(at[rowAxis] + 1) * columns + at[columnAxis] + 1] = 1;
        }
        double perimeter = 0;
        double surface = 0;
        for (int r = 0; r + 1 < rows; r++) {
            for (int c = 0; c + 1 < columns; c++) {
                final int i = r * columns + c;
                final int[] lines =
                    LINES[inside[i] | inside[i + 1] << 1 | inside[i + columns + 1] << 2 | inside[i + columns] << 3];
                for (int t = 0; t < lines.length; t += 2) {
                    final int[] a = MIDDLES[lines[t]];
                    final int[] b = MIDDLES[lines[t + 1]];
                    final double ay = (r + a[0] / 2.0) * dy;
                    final double ax = (c + a[1] / 2.0) * dx;
                    final double by = (r + b[0] / 2.0) * dy;
                    final double bx = (c + b[1] / 2.0) * dx;
                    surface += ay * bx - by * ax;
                    perimeter += Math.sqrt((ay - by) * (ay - by) + (ax - bx) * (ax - bx));
                }
            }
        }
        surface /= 2;
        final double[] e = Eigenvalues.of(PrincipalAxes.covariance(region, new int[]{rowAxis, columnAxis}));
        final double major = PrincipalAxes.length(e[1]);
        final double minor = PrincipalAxes.length(e[0]);
        return new double[]{
            major > 0 ? minor / major : Double.NaN,
            major,
            SurfacePoints.of(region).planeDiameter(flatAxis),
            surface,
            minor,
            perimeter,
            perimeter / surface,
            region.count() * dy * dx,
            2 * Math.sqrt(Math.PI * surface) / perimeter,
            perimeter / (2 * Math.sqrt(Math.PI * surface))
        };
    }
}
