package org.petctflow.radiomics.ibsi;

import java.util.Arrays;

import org.petctflow.imaging.resample.TargetGrids;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;
import org.petctflow.radiomics.image.Crop;
import org.petctflow.radiomics.image.Interpolation;
import org.petctflow.radiomics.image.Region;

/**
 * An image after IBSI's processing: interpolated, rounded, with its two masks. The morphological mask is the region as drawn, the
 * intensity mask what re-segmentation left of it. Filters work on {@link #image()}; {@link #withImage} then keeps both masks.
 *
 * @param image the interpolated image
 * @param mask the morphological mask, on the image's grid
 * @param intensityMask the intensity mask, on the image's grid
 */
public record IbsiImage(Volume image, Mask mask, Mask intensityMask) {

    /** mm around the region that intensity peaks and interpolation look at, amply. */
    private static final double PEAK_MARGIN = 20;

    /**
     * Interpolates image and mask, rounds, and re-segments. The interpolated grid has the size {@code ceil(n s / s')} along each axis and
     * shares the image's centre (IBSI section 2.4, VTM2, UMPJ). Range and outliers both look at the mask before: their intersection
     * remains (section 2.6, 5Q3P, 7ACA).
     *
     * @param image the image
     * @param mask the region, on a grid of the same size
     * @param settings how
     * @return the processed image
     * @throws IllegalArgumentException if the grids have different sizes or a value in the mask is not finite
     */
    public static IbsiImage of(final Volume image, final Mask mask, final IbsiSettings settings) {
        return of(image, mask, settings, 0);
    }

    /**
     * As above, for filters.
     *
     * @param image the image
     * @param mask the region, on a grid of the same size
     * @param settings how
     * @param wholeAxes along how many axes, from the last one, all of the image is kept
     * @return the processed image
     */
    static IbsiImage of(final Volume image, final Mask mask, final IbsiSettings settings, final int wholeAxes) {
        final double[] margin = margin(Math.max(PEAK_MARGIN, settings.filterMargin()), wholeAxes);
        final Geometry g = image.geometry();
        final Geometry m = mask.geometry();
        if (g.slices() != m.slices() || g.rows() != m.rows() || g.columns() != m.columns()) {
            throw new IllegalArgumentException("Image and mask must have the same grid, but were " + g + " and " + m
                + ": resample the mask to the image first");
        }
        final Geometry grid = TargetGrids.withSpacing(g, settings.spacing());
        Volume interpolated = image;
        Mask interpolatedMask = mask;
        if (!Arrays.equals(grid.spacing(), g.spacing())) {
            final int[] box = box(mask, g, grid, margin);
            final int[] size = {g.slices(), g.rows(), g.columns()};
            final double[][] coordinates = new double[3][];
            for (int d = 0; d < 3; d++) {
                coordinates[d] = new double[box[3 + d]];
                final double first = (g.size(d) - 1 - (grid.size(d) - 1) * grid.spacing(d) / g.spacing(d)) / 2;
                for (int i = 0; i < box[3 + d]; i++) {
                    coordinates[d][i] = first + (box[d] + i) * grid.spacing(d) / g.spacing(d);
                }
            }
            final Geometry part = grid.box(box[0], box[1], box[2], box[3], box[4], box[5]);
            final double[] values =
                settings.imageInterpolation().sample(image.voxels()::get, size, coordinates, Double.NaN);
            interpolated = new Volume(image.info().withGrid(part, Voxels.Kind.FLOAT64), Voxels.of(values));
            final byte[] inside = mask.inside();
            final double[] share =
                settings.maskInterpolation().sample(v -> inside[v], size, coordinates, Double.NaN);
            final byte[] newInside = new byte[share.length];
            for (int v = 0; v < share.length; v++) {
                // a share that is the threshold but for rounding is inside
                newInside[v] = (byte)(share[v] >= settings.maskThreshold() - 1e-9 ? 1 : 0);
            }
            interpolatedMask = Mask.of(mask.info().withGrid(part, Voxels.Kind.UINT8), newInside);
        } else {
            // of a large image only what counts is rounded and held
            final IbsiImage part = new IbsiImage(image, mask, mask).cropped(margin);
            interpolated = part.image;
            interpolatedMask = part.mask;
        }
        if (settings.rounds(image.info()) && !isWhole(interpolated)) {
            final double[] values = interpolated.voxels().toDoubles().clone();
            for (int v = 0; v < values.length; v++) {
                values[v] = Math.rint(values[v]);
            }
            interpolated =
                new Volume(interpolated.info().withGrid(interpolated.geometry(), Voxels.Kind.FLOAT64), Voxels.of(values));
        }
        return new IbsiImage(interpolated, interpolatedMask, resegmented(interpolated, interpolatedMask, settings));
    }

    private static boolean isWhole(final Volume image) {
        return image.voxels().kind() == Voxels.Kind.INT16 || image.voxels().kind() == Voxels.Kind.UINT8;
    }

    /** The part of the new grid that holds the mask and a margin for what looks around it: filters and intensity peaks. */
    private static int[] box(final Mask mask, final Geometry g, final Geometry grid, final double[] mm) {
        final int[] bounds = mask.boundingBox();
        final int[] box = new int[6];
        for (int d = 0; d < 3; d++) {
            if (bounds == null) {
                box[3 + d] = 1;
                continue;
            }
            final double first = (g.size(d) - 1 - (grid.size(d) - 1) * grid.spacing(d) / g.spacing(d)) / 2;
            final double ratio = g.spacing(d) / grid.spacing(d);
            final int margin = (int)Math.min(grid.size(d), Math.ceil(mm[d] / grid.spacing(d)) + 2);
            final int from = (int)Math.max(0, Math.floor((bounds[d] - 1 - first) * ratio) - margin);
            final int to = (int)Math.min(grid.size(d) - 1, Math.ceil((bounds[3 + d] + 1 - first) * ratio) + margin);
            box[d] = from;
            box[3 + d] = to - from + 1;
        }
        return box;
    }

    private static Mask resegmented(final Volume image, final Mask mask, final IbsiSettings settings) {
        double low = settings.low();
        double high = settings.high();
        if (!Double.isNaN(settings.outlierSigma()) && mask.count() > 0) {
            final double[] values = Region.of(image, mask).values();
            double sum = 0;
            for (final double v : values) {
                sum += v;
            }
            final double mean = sum / values.length;
            double squares = 0;
            for (final double v : values) {
                squares += (v - mean) * (v - mean);
            }
            final double reach = settings.outlierSigma() * Math.sqrt(squares / values.length);
            low = Double.isNaN(low) ? mean - reach : Math.max(low, mean - reach);
            high = Double.isNaN(high) ? mean + reach : Math.min(high, mean + reach);
        }
        if (Double.isNaN(low) && Double.isNaN(high)) {
            return mask;
        }
        final byte[] inside = mask.inside().clone();
        for (int v = 0; v < inside.length; v++) {
            if (inside[v] != 0) {
                final double x = image.voxels().get(v);
                if (x < low || x > high) {
                    inside[v] = 0;
                }
            }
        }
        return Mask.of(mask.info(), inside);
    }

    private static double[] margin(final double mm, final int wholeAxes) {
        final double[] margin = {mm, mm, mm};
        Arrays.fill(margin, 3 - wholeAxes, 3, Double.POSITIVE_INFINITY);
        return margin;
    }

    /**
     * For filters, most of which need the image around the region only.
     *
     * @param margin mm of the image kept around the region along each axis
     * @param wholeAxes along how many axes, from the last one, all of the image is kept
     * @return the image and masks cut to that box; this where it is no smaller
     */
    public IbsiImage cropped(final double margin, final int wholeAxes) {
        return cropped(margin(margin, wholeAxes));
    }

    private IbsiImage cropped(final double[] margin) {
        final int[] bounds = mask.boundingBox();
        if (bounds == null) {
            return this;
        }
        final Geometry g = image.geometry();
        final int[] from = new int[3];
        final int[] size = new int[3];
        for (int d = 0; d < 3; d++) {
            final int voxels = (int)Math.min(g.size(d), Math.ceil(margin[d] / g.spacing(d)));
            from[d] = Math.max(0, bounds[d] - voxels);
            size[d] = Math.min(g.size(d), bounds[3 + d] + 1 + voxels) - from[d];
        }
        if ((long)size[0] * size[1] * size[2] == g.voxels()) {
            return this;
        }
        return new IbsiImage(Crop.of(image, from, size), Crop.of(mask, from, size), Crop.of(intensityMask, from, size));
    }

    /**
     * @param filtered another image on the same grid
     * @return its values in the same masks
     */
    public IbsiImage withImage(final Volume filtered) {
        return new IbsiImage(filtered, mask, intensityMask);
    }
}
