package org.petctflow.radiomics.regions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;

/**
 * Core, rim and surrounding shells of a region by exact Euclidean distance in mm between voxel centres. The rim is what lies within its
 * width of a voxel outside the region, the core the rest; shell i is what lies outside the region, farther from its nearest voxel than
 * bound i - 1 (0 for the first) and no farther than bound i. What lies beyond the image counts as nothing, neither in nor out.
 */
public final class Shells {

    private Shells() {
    }

    /**
     * @param mask the region
     * @param rim width of the rim in mm, above 0
     * @param bounds outer bounds of the shells in mm, ascending, above 0; may be empty
     * @param within where shells may lie, e.g. the lung or the body, on the same grid; null for everywhere
     * @param progress reported between steps; asked for cancellation
     * @return core, rim, shell1, shell2 ...; core and rim share out the region
     * @throws IllegalArgumentException if a width is not above 0, bounds do not ascend, or grids differ in size
     */
    public static List<SubRegion> of(final Mask mask, final double rim, final double[] bounds, final Mask within,
        final Progress progress) {
        if (!(rim > 0 && rim < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The rim's width must be above 0 mm, but was " + rim);
        }
        for (int i = 0; i < bounds.length; i++) {
            if (!(bounds[i] > (i == 0 ? 0 : bounds[i - 1]) && bounds[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("The shells' bounds must be above 0 mm and ascend, but were " + Arrays.toString(bounds));
            }
        }
        final Geometry g = mask.geometry();
        final byte[] inside = mask.inside();
        final byte[] allowed = within == null ? null : within.inside();
        if (allowed != null && allowed.length != inside.length) {
            throw new IllegalArgumentException("The region and where its shells may lie must have the same grid, but were " + g + " and "
                + within.geometry());
        }
        progress.report(0, "Distance to the border");
        final double[] toOutside = DistanceMap.squared(inside, 0, g);
        progress.checkCancelled();
        progress.report(0.4, "Distance to the region");
        final double[] toInside = DistanceMap.squared(inside, 1, g);
        progress.checkCancelled();
        final byte[][] parts = new byte[2 + bounds.length][inside.length];
        for (int v = 0; v < inside.length; v++) {
            if (inside[v] != 0) {
                parts[within(toOutside[v], rim) ? 1 : 0][v] = 1;
            } else if (allowed == null || allowed[v] != 0) {
                for (int i = 0; i < bounds.length; i++) {
                    if (within(toInside[v], bounds[i])) {
                        parts[2 + i][v] = 1;
                        break;
                    }
                }
            }
        }
        final List<SubRegion> result = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            result.add(new SubRegion(i == 0 ? "core" : i == 1 ? "rim" : "shell" + (i - 1), Mask.of(mask.info(), parts[i])));
        }
        progress.report(1, "");
        return result;
    }

    /** A distance that is the bound but for rounding is within it. */
    private static boolean within(final double squared, final double bound) {
        return squared <= bound * bound * (1 + 1e-9);
    }
}
