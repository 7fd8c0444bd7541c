package org.petctflow.deep.explain;

import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Volume;

/**
 * Where a heat map's weight lies.
 *
 * @param core share of the sum over all voxels that lies in the tumour deeper than the inner distance
 * @param rim share within the two distances on both sides of the tumour's surface
 * @param outside the rest's share; the three sum to 1, or are NaN for a map of zeros
 * @param coreMean mean value in the core, 0 to 1; NaN for an empty one
 * @param rimMean mean value in the rim
 * @param outsideMean mean value outside
 * @param inside share that lies in the tumour: the core and the inner part of the rim
 */
public record Attention(double core, double rim, double outside, double coreMean, double rimMean, double outsideMean,
    double inside) {

    /**
     * @param map a heat map
     * @param tumour on the same grid
     * @param innerMm how far the rim reaches into the tumour, 0 or more
     * @param outerMm how far it reaches out of it, 0 or more
     * @return the shares
     */
    public static Attention of(final Volume map, final Mask tumour, final double innerMm, final double outerMm) {
        final Geometry geometry = map.geometry();
        if (!geometry.sameGrid(tumour.geometry(), 0.1)) {
            throw new IllegalArgumentException(
                "The mask (" + tumour.geometry() + ") is not on the heat map's grid (" + geometry + ")");
        }
        if (!(innerMm >= 0 && outerMm >= 0)) {
            throw new IllegalArgumentException(
                "The rim's distances must be 0 or more, but were " + innerMm + " and " + outerMm + " mm");
        }
        final byte[] inside = tumour.inside();
        final float[] toOutside = Distance.squared(inside, (byte)0, geometry);
        final float[] toInside = Distance.squared(inside, (byte)1, geometry);
        final double[] sums = new double[3];
        final long[] counts = new long[3];
        double within = 0;
        for (int i = 0; i < inside.length; i++) {
            final int region;
            if (inside[i] != 0) {
                region = toOutside[i] > innerMm * innerMm ? 0 : 1;
                within += map.voxels().get(i);
            } else {
                region = toInside[i] <= outerMm * outerMm ? 1 : 2;
            }
            sums[region] += map.voxels().get(i);
            counts[region]++;
        }
        final double all = sums[0] + sums[1] + sums[2];
        return new Attention(all > 0 ? sums[0] / all : Double.NaN, all > 0 ? sums[1] / all : Double.NaN,
            all > 0 ? sums[2] / all : Double.NaN, mean(sums[0], counts[0]), mean(sums[1], counts[1]),
            mean(sums[2], counts[2]), all > 0 ? within / all : Double.NaN);
    }

    /**
     * Where the map is denser, whatever the sizes of core and rim.
     *
     * @return {@code coreMean / (coreMean + rimMean)}: 0 for nothing in the core, 1/2 for as dense in both, 1 for nothing in the rim;
     *         NaN for nothing in either or an empty one
     */
    public double coreAgainstRim() {
        return coreMean / (coreMean + rimMean);
    }

    private static double mean(final double sum, final long count) {
        return count == 0 ? Double.NaN : sum / count;
    }
}
