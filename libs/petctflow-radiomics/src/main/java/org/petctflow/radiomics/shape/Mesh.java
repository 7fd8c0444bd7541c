package org.petctflow.radiomics.shape;

import org.petctflow.radiomics.image.Region;

/**
 * Volume and area of a region's surface by marching cubes at half a voxel. The surface itself is never stored: a cube's triangles add to
 * the area what depends on its kind only, and to the volume, by the divergence theorem, {@code det(a, b, c) / 6} of each triangle, which
 * for a cube at p is a number of its kind plus the product of p with a vector of its kind. So it is enough to count the cubes of each kind
 * and to add up their positions, in whole numbers.
 *
 * @param volume mm3
 * @param area mm2
 */
public record Mesh(double volume, double area) {

    /**
     * @param region the region
     * @return volume and area of its closed surface
     */
    public static Mesh of(final Region region) {
        return of(region, CubeTable.CLOSED);
    }

    /**
     * @param region the region
     * @return volume and area as PyRadiomics' table of cubes gives them; the volume depends a little on where its surface has gaps
     */
    public static Mesh ofPyRadiomics(final Region region) {
        return of(region, CubeTable.PYRADIOMICS);
    }

    private static Mesh of(final Region region, final CubeTable table) {
        final byte[] inside = region.framed(1);
        final int slices = region.size(0) + 2;
        final int rows = region.size(1) + 2;
        final int columns = region.size(2) + 2;
        final long[] count = new long[256];
        final long[][] sum = new long[3][256];
        for (int s = 0; s + 1 < slices; s++) {
            for (int r = 0; r + 1 < rows; r++) {
                final int a = (s * rows + r) * columns;
                final int b = a + columns;
                final int c = a + rows * columns;
                final int d = c + columns;
                int cube = 0;
                for (int x = 1; x < columns; x++) {
                    cube = cube >> 1 & 0x55 | inside[a + x] << 1 | inside[b + x] << 3 | inside[c + x] << 5 | inside[d + x] << 7;
                    if (cube != 0 && cube != 255) {
                        count[cube]++;
                        sum[0][cube] += s;
                        sum[1][cube] += r;
                        sum[2][cube] += x - 1;
                    }
                }
            }
        }
        double volume = 0;
        double area = 0;
        final double[] p = new double[9];
        for (int cube = 1; cube < 255; cube++) {
            if (count[cube] > 0) {
                final double[] triangles = table.triangles(cube);
                for (int t = 0; t < triangles.length; t += CubeTable.STRIDE) {
                    for (int i = 0; i < 9; i++) {
                        p[i] = triangles[t + i] / 2 * region.spacing(i % 3);
                    }
                    final double[] ab = cross(p, 0, p, 3);
                    final double[] bc = cross(p, 3, p, 6);
                    final double[] ca = cross(p, 6, p, 0);
                    double determinant = 0;
                    double length = 0;
                    double shift = 0;
                    for (int i = 0; i < 3; i++) {
                        determinant += ab[i] * p[6 + i];
                        final double n = ab[i] + bc[i] + ca[i];
                        length += n * n;
                        shift += n * sum[i][cube] * region.spacing(i);
                    }
                    final double weight = triangles[t + 9];
                    volume += weight * (count[cube] * determinant + shift) / 6;
                    area += weight * count[cube] * Math.sqrt(length) / 2;
                }
            }
        }
        return new Mesh(volume, area);
    }

    private static double[] cross(final double[] a, final int i, final double[] b, final int j) {
        return new double[]{a[i + 1] * b[j + 2] - a[i + 2] * b[j + 1], a[i + 2] * b[j] - a[i] * b[j + 2],
            a[i] * b[j + 1] - a[i + 1] * b[j]};
    }
}
