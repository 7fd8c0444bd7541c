package org.petctflow.radiomics.pyradiomics;

import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.imaging.volume.Voxels;
import org.petctflow.radiomics.image.Crop;
import org.petctflow.radiomics.image.Interpolation;
import org.petctflow.radiomics.image.Region;

/**
 * Image and mask after PyRadiomics' processing: normalised, resampled or cropped, in the order and with the grids that
 * {@code imageoperations} of PyRadiomics 3.1 has.
 *
 * @param image the image
 * @param mask the region, on the image's grid
 */
record PyRadiomicsImage(Volume image, Mask mask) {

    /** ITK's default for how far two grids may lie apart, as a share of the spacing. */
    private static final double ITK_TOLERANCE = 1e-6;

    static PyRadiomicsImage of(final Volume image, final Mask mask, final PyRadiomicsSettings settings) {
        if (mask.count() == 0) {
            throw new IllegalArgumentException("the region of interest is empty");
        }
        PyRadiomicsImage result = new PyRadiomicsImage(settings.is("normalize") ? normalized(image, settings) : image, mask);
        if (settings.resampledSpacing().isPresent()) {
            result = result.resampled(settings);
        }
        result = result.withMaskOnGrid(settings);
        return settings.is("preCrop") && settings.resampledSpacing().isEmpty() ? result.cropped(settings) : result;
    }

    /** {@code scale * (x - mean) / sd} over the whole image, sd over n - 1; outliers are clipped before they are scaled. */
    private static Volume normalized(final Volume image, final PyRadiomicsSettings settings) {
        final double[] x = image.voxels().toDoubles().clone();
        double sum = 0;
        for (final double v : x) {
            sum += v;
        }
        final double mean = sum / x.length;
        double squares = 0;
        for (final double v : x) {
            squares += (v - mean) * (v - mean);
        }
        final double sd = Math.sqrt(squares / (x.length - 1));
        if (!(sd > 0)) {
            throw new IllegalArgumentException(
                "the image cannot be normalised: " + (sd == 0 ? "all voxels have one value" : "a voxel's value is not finite"));
        }
        final double scale = settings.number("normalizeScale");
        final double most =
            settings.get("removeOutliers") == null ? Double.POSITIVE_INFINITY : settings.number("removeOutliers");
        for (int v = 0; v < x.length; v++) {
            // times the inverse, as ITK does
            x[v] = Math.max(-most, Math.min(most, (x[v] - mean) * (1 / sd))) * scale;
        }
        return new Volume(image.info().withGrid(image.geometry(), Voxels.Kind.FLOAT64), Voxels.of(x));
    }

    private PyRadiomicsImage resampled(final PyRadiomicsSettings settings) {
        final Geometry g = image.geometry();
        final Geometry m = mask.geometry();
        final int[] box = mask.boundingBox();
        checkInside(box, m, g);
        final double[] spacing = settings.resampledSpacing().orElseThrow();
        boolean same = true;
        for (int d = 0; d < 3; d++) {
            // 0 keeps the mask's spacing; so does an axis along which the region is one voxel wide
            if (spacing[d] == 0 || box[3 + d] == box[d]) {
                spacing[d] = m.spacing(d);
            }
            same &= Math.abs(g.spacing(d) - spacing[d]) <= 1e-8 + 1e-5 * spacing[d];
        }
        if (same) {
            return new PyRadiomicsImage(image, g.sameGrid(m, 0) ? mask : nearest(mask, g)).cropped(settings);
        }
        final int pad = settings.whole("padDistance");
        final int[] from = new int[3];
        final int[] size = new int[3];
        final double[] first = new double[3];
        for (int d = 0; d < 3; d++) {
            final double ratio = m.spacing(d) / spacing[d];
            final double low = Math.max(0, Math.floor((box[d] - 0.5) * ratio - pad));
            final double high =
                Math.min(Math.ceil(m.size(d) * ratio) - 1, Math.ceil((box[3 + d] + 0.5) * ratio + pad));
            from[d] = (int)low;
            size[d] = (int)(high - low + 1);
            first[d] = 0.5 * (spacing[d] - m.spacing(d)) / m.spacing(d) + low / ratio;
        }
        final Geometry grid = Geometry.of(size[0], size[1], size[2], spacing, m.toPatient(first[0], first[1], first[2]),
            m.direction());
        return new PyRadiomicsImage(sampled(image, grid, settings.interpolation()), nearest(mask, grid));
    }

    private static void checkInside(final int[] box, final Geometry m, final Geometry g) {
        final double[] low = index(m, g, box[0] - 0.5, box[1] - 0.5, box[2] - 0.5);
        final double[] high = index(m, g, box[3] + 0.5, box[4] + 0.5, box[5] + 0.5);
        for (int d = 0; d < 3; d++) {
            if (Math.min(low[d], high[d]) < -0.5 - 1e-3 || Math.max(low[d], high[d]) > g.size(d) - 0.5 + 1e-3) {
                throw new IllegalArgumentException("the region of interest reaches outside the image");
            }
        }
    }

    private static double[] index(final Geometry from, final Geometry to, final double slice, final double row,
        final double column) {
        final double[] p = from.toPatient(slice, row, column);
        return to.toIndex(p[0], p[1], p[2]);
    }

    /** Whole numbers stay whole: ITK cuts the fraction off, after it has clamped to the type's range. */
    private static Volume sampled(final Volume image, final Geometry grid, final Interpolation interpolation) {
        final Geometry g = image.geometry();
        final double[] values = interpolation.sample(image.voxels()::get, new int[]{g.slices(), g.rows(), g.columns()},
            coordinates(grid, g), 0);
        final VolumeInfo info = image.info().withGrid(grid, image.voxels().kind());
        return switch (image.voxels().kind()) {
            case UINT8 -> {
                final byte[] bytes = new byte[values.length];
                for (int v = 0; v < values.length; v++) {
                    bytes[v] = (byte)(int)Math.max(0, Math.min(255, values[v]));
                }
                yield new Volume(info, Voxels.ofUnsigned(bytes));
            }
            case INT16 -> {
                final short[] shorts = new short[values.length];
                for (int v = 0; v < values.length; v++) {
                    shorts[v] = (short)(int)Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, values[v]));
                }
                yield new Volume(info, Voxels.of(shorts));
            }
            case FLOAT32 -> {
                final float[] floats = new float[values.length];
                for (int v = 0; v < values.length; v++) {
                    floats[v] = (float)values[v];
                }
                yield new Volume(info, Voxels.of(floats));
            }
            case FLOAT64 -> new Volume(info, Voxels.of(values));
        };
    }

    private static Mask nearest(final Mask mask, final Geometry grid) {
        final Geometry m = mask.geometry();
        final byte[] inside = mask.inside();
        final double[] values = Interpolation.NEAREST.sample(v -> inside[v],
            new int[]{m.slices(), m.rows(), m.columns()}, coordinates(grid, m), 0);
        final byte[] result = new byte[values.length];
        for (int v = 0; v < values.length; v++) {
            result[v] = (byte)values[v];
        }
        return Mask.of(mask.info().withGrid(grid, Voxels.Kind.UINT8), result);
    }

    /**
     * Where the voxels of one grid lie on another whose axes are parallel; rounded as ITK's resampling does, since a voxel half-way between two
     * takes the one or the other: lines of columns are interpolated between their ends, and inverse spacings multiply.
     */
    private static double[][] coordinates(final Geometry grid, final Geometry on) {
        final double[] a = grid.direction();
        final double[] b = on.direction();
        for (int i = 0; i < 9; i++) {
            if (Math.abs(a[i] - b[i]) > 1e-6) {
                throw new IllegalArgumentException("the axes of image and mask are not parallel: resample the mask to the image first");
            }
        }
        final double[][] coordinates = {new double[grid.slices()], new double[grid.rows()], new double[grid.columns()]};
        for (int s = 0; s < grid.slices(); s++) {
            coordinates[0][s] = along(0, on, grid.toPatient(s, 0, 0));
        }
        for (int r = 0; r < grid.rows(); r++) {
            coordinates[1][r] = along(1, on, grid.toPatient(0, r, 0));
        }
        final double first = along(2, on, grid.toPatient(0, 0, 0));
        final double length = along(2, on, grid.toPatient(0, 0, grid.columns())) - first;
        for (int c = 0; c < grid.columns(); c++) {
            coordinates[2][c] = first + (double)c / grid.columns() * length;
        }
        return coordinates;
    }

    private static double along(final int axis, final Geometry on, final double[] point) {
        double mm = 0;
        for (int i = 0; i < 3; i++) {
            mm += on.direction()[3 * axis + i] * (point[i] - on.origin()[i]);
        }
        return mm * (1 / on.spacing(axis));
    }

    private PyRadiomicsImage withMaskOnGrid(final PyRadiomicsSettings settings) {
        final Geometry g = image.geometry();
        final Geometry m = mask.geometry();
        final double tolerance =
            settings.get("geometryTolerance") == null ? ITK_TOLERANCE : settings.number("geometryTolerance");
        final boolean sameSize = g.slices() == m.slices() && g.rows() == m.rows() && g.columns() == m.columns();
        if (sameSize && isClose(g, m, tolerance)) {
            return this;
        }
        if (!settings.is("correctMask")) {
            throw new IllegalArgumentException(sameSize
                ? "image and mask lie apart (" + g + "; " + m + "): increase geometryTolerance or set correctMask"
                : "image and mask have different sizes (" + g + "; " + m + "): set correctMask");
        }
        checkInside(mask.boundingBox(), m, g);
        return new PyRadiomicsImage(image, nearest(mask, g));
    }

    private static boolean isClose(final Geometry a, final Geometry b, final double tolerance) {
        final double mm = tolerance * a.spacing(2);
        for (int d = 0; d < 3; d++) {
            if (Math.abs(a.origin()[d] - b.origin()[d]) > mm || Math.abs(a.spacing(d) - b.spacing(d)) > mm) {
                return false;
            }
        }
        for (int i = 0; i < 9; i++) {
            if (Math.abs(a.direction()[i] - b.direction()[i]) > tolerance) {
                return false;
            }
        }
        return true;
    }

    /** The box of the region and padDistance voxels around it, as far as the image reaches. */
    private PyRadiomicsImage cropped(final PyRadiomicsSettings settings) {
        final int pad = settings.whole("padDistance");
        final int[] box = mask.boundingBox();
        if (box == null) {
            throw new IllegalArgumentException("the region of interest is empty on the image's grid");
        }
        final int[] from = new int[3];
        final int[] size = new int[3];
        for (int d = 0; d < 3; d++) {
            from[d] = Math.max(0, box[d] - pad);
            size[d] = Math.min(image.geometry().size(d) - 1, box[3 + d] + pad) - from[d] + 1;
        }
        return part(from, size);
    }

    /**
     * For filters that look at a voxel's surroundings only: what they make of the region is the same, and large images need not be held
     * many times.
     *
     * @param margin how many voxels around the region count, along slices, rows, columns
     * @return the region's box with the margin; all of an axis along which it would meet the border, which filters treat in their own ways
     */
    PyRadiomicsImage around(final int[] margin) {
        final int[] box = mask.boundingBox();
        final int[] from = new int[3];
        final int[] size = new int[3];
        for (int d = 0; d < 3; d++) {
            size[d] = image.geometry().size(d);
            if (box[d] - margin[d] > 0 && box[3 + d] + margin[d] < size[d] - 1) {
                from[d] = box[d] - margin[d];
                size[d] = box[3 + d] - box[d] + 1 + 2 * margin[d];
            }
        }
        return part(from, size);
    }

    private PyRadiomicsImage part(final int[] from, final int[] size) {
        return new PyRadiomicsImage(Crop.of(image, from, size), Crop.of(mask, from, size));
    }

    /**
     * @param region a region
     * @param settings how
     * @throws IllegalArgumentException if it is too small for the settings
     */
    static void checkSize(final Region region, final PyRadiomicsSettings settings) {
        if (region.count() == 0) {
            throw new IllegalArgumentException("the region of interest is empty");
        }
        if (region.count() == 1) {
            throw new IllegalArgumentException("the region of interest is a single voxel");
        }
        if (region.dimensions() < settings.whole("minimumROIDimensions")) {
            throw new IllegalArgumentException("the region of interest is wider than one voxel along " + region.dimensions()
                + " axes, but minimumROIDimensions is " + settings.whole("minimumROIDimensions"));
        }
        if (settings.get("minimumROISize") != null && region.count() <= settings.whole("minimumROISize")) {
            throw new IllegalArgumentException("the region of interest has " + region.count()
                + " voxels, which is not more than minimumROISize " + settings.whole("minimumROISize"));
        }
    }

    /**
     * @param region a region
     * @param settings how
     * @return which of its voxels re-segmentation keeps
     */
    static boolean[] resegmented(final Region region, final PyRadiomicsSettings settings) {
        final double[] thresholds = settings.numbers("resegmentRange");
        java.util.Arrays.sort(thresholds);
        final double[] x = region.values();
        switch ((String)settings.get("resegmentMode")) {
            case "relative" -> {
                for (int t = 0; t < thresholds.length; t++) {
                    thresholds[t] *= region.range()[1];
                }
            }
            case "sigma" -> {
                double sum = 0;
                for (final double v : x) {
                    sum += v;
                }
                final double mean = sum / x.length;
                double squares = 0;
                for (final double v : x) {
                    squares += (v - mean) * (v - mean);
                }
                for (int t = 0; t < thresholds.length; t++) {
                    thresholds[t] = mean + Math.sqrt(squares / x.length) * thresholds[t];
                }
            }
            default -> {
                // absolute: as they are
            }
        }
        final boolean[] keep = new boolean[x.length];
        int kept = 0;
        for (int k = 0; k < x.length; k++) {
            keep[k] = x[k] >= thresholds[0] && (thresholds.length < 2 || x[k] <= thresholds[1]);
            kept += keep[k] ? 1 : 0;
        }
        if (kept <= 1) {
            throw new IllegalArgumentException("re-segmentation left " + kept + " voxels of the region of interest");
        }
        return keep;
    }
}
