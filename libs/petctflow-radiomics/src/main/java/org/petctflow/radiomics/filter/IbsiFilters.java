package org.petctflow.radiomics.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.radiomics.ImageFilter;
import org.petctflow.radiomics.ImageFilter.Filtered;

/**
 * IBSI-2's convolutional filters: mean, Laplacian of Gaussian, Laws, Gabor, separable and non-separable wavelets, and Riesz transforms, in
 * 3D or slice by slice. The first letter, kernel or order of a filter works along columns, the second along rows, the third along slices.
 * Each filter makes one response map in the unit of the image, unless it says otherwise. Source: Whybra 2024,
 * doi:10.1148/radiol.231319, and the IBSI-2 reference manual, doi:10.48550/arXiv.2006.05470.
 */
public final class IbsiFilters {

    private static final Map<String, double[]> LAWS = Map.of(
        "L3", new double[]{1, 2, 1}, "E3", new double[]{-1, 0, 1}, "S3", new double[]{-1, 2, -1},
        "L5", new double[]{1, 4, 6, 4, 1}, "E5", new double[]{-1, -2, 0, 2, 1}, "S5", new double[]{-1, 0, 2, 0, -1},
        "W5", new double[]{-1, 2, 0, -2, 1}, "R5", new double[]{1, -4, 6, -4, 1});

    /** Voxels from the centre that a kernel may reach: larger ones are a slip in a unit. */
    private static final int MOST_REACH = 2000;

    private IbsiFilters() {
    }

    /**
     * Mean over a window of M voxels along each axis (IBSI S60F).
     *
     * @param window M, odd
     * @param flat whether slice by slice
     * @param boundary what lies beyond the border
     * @return the filter
     */
    public static ImageFilter mean(final int window, final boolean flat, final Boundary boundary) {
        if (window < 1 || window % 2 == 0 || window > 2 * MOST_REACH) {
            throw new IllegalArgumentException("The window of the mean filter must be odd and at least 1, but was " + window);
        }
        final double[] kernel = new double[window];
        Arrays.fill(kernel, 1.0 / window);
        return sees(boundary, flat ? 2 : 3, (image, mask, progress) -> {
            Grid grid = Grid.of(image);
            for (int axis = 2; axis >= (flat ? 1 : 0); axis--) {
                progress.checkCancelled();
                grid = grid.convolve(axis, kernel, window / 2, boundary);
            }
            return one("mean-" + window, grid, image, progress);
        });
    }

    /**
     * Laplacian of Gaussian (IBSI L6PA): with sigma in voxels and k axes the kernel
     * {@code -(k - r^2 / sigma^2) / sigma^2 (sqrt(2 pi) sigma)^-k exp(-r^2 / (2 sigma^2))}, cut {@code floor(cutoff sigma + 0.5)} voxels from
     * its centre along each axis; a sum of products of one factor an axis, and computed so. Where the spacing differs between
     * axes, each axis has its own sigma. Unit: the image's per voxel^2.
     *
     * @param sigma mm
     * @param cutoff where the kernel ends, in sigmas
     * @param flat whether slice by slice
     * @param boundary what lies beyond the border
     * @return the filter
     */
    public static ImageFilter laplacianOfGaussian(final double sigma, final double cutoff, final boolean flat,
        final Boundary boundary) {
        return laplacianOfGaussian(sigma, cutoff, null, flat, boundary);
    }

    /**
     * Laplacian of Gaussian, Riesz transformed.
     *
     * @param sigma mm
     * @param cutoff where the kernel ends, in sigmas
     * @param riesz the transform; null for none
     * @param flat whether slice by slice
     * @param boundary what lies beyond the border
     * @return the filter
     */
    public static ImageFilter laplacianOfGaussian(final double sigma, final double cutoff, final Riesz riesz, final boolean flat,
        final Boundary boundary) {
        positive("sigma", sigma);
        positive("cutoff", cutoff);
        final String name = "log-" + number(sigma) + "mm";
        if (riesz == null) {
            return sees(boundary, flat ? 2 : 3, (image, mask, progress) -> one(name,
                laplacian(Grid.of(image), voxels(sigma, image), cutoff, flat, boundary, progress), image, progress));
        }
        final FourierFilter filter = new FourierFilter(flat, boundary, riesz);
        return sees(boundary, flat ? 2 : 3, (image, mask, progress) -> {
            final double[] s = voxels(sigma, image);
            final int[] reach = {reach(cutoff * s[0] + 0.5), reach(cutoff * s[1] + 0.5), reach(cutoff * s[2] + 0.5)};
            final Grid response = filter.apply(image, reach,
                (grid, p) -> Spectrum.of(laplacian(grid, s, cutoff, flat, boundary, p), flat, p), progress);
            return one(name + "-" + riesz, response, image, progress);
        });
    }

    private static double[] voxels(final double mm, final Volume image) {
        final Geometry g = image.geometry();
        return new double[]{mm / g.spacing(0), mm / g.spacing(1), mm / g.spacing(2)};
    }

    private static Grid laplacian(final Grid grid, final double[] sigma, final double cutoff, final boolean flat,
        final Boundary boundary, final Progress progress) {
        final int first = flat ? 1 : 0;
        final double[] sum = new double[grid.values().length];
        for (int second = first; second < 3; second++) {
            Grid part = grid;
            for (int axis = first; axis < 3; axis++) {
                progress.checkCancelled();
                final double s = sigma[axis];
                final int reach = reach(cutoff * s + 0.5);
                final double[] kernel = new double[2 * reach + 1];
                for (int i = -reach; i <= reach; i++) {
                    final double gauss = Math.exp(-i * i / (2 * s * s)) / (Math.sqrt(2 * Math.PI) * s);
                    kernel[i + reach] = axis == second ? gauss * (i * i / (s * s) - 1) / (s * s) : gauss;
                }
                part = part.convolve(axis, kernel, reach, boundary);
            }
            for (int v = 0; v < sum.length; v++) {
                sum[v] += part.values()[v];
            }
        }
        return new Grid(grid.size(), sum);
    }

    /**
     * Laws' kernels (IBSI JTXT), each of norm 1.
     *
     * @param kernels two or three of L3, E3, S3, L5, E5, S5, W5, R5, e.g. {@code E5L5S5}; two for slice by slice
     * @param pooling of the responses of all rotations by 90 degrees, before any energy; NONE for the kernels as they are
     * @param energy delta: the mean of the absolute response over {@code 2 delta + 1} voxels along each axis (IBSI PQSD); 0 for the
     *            response itself
     * @param boundary what lies beyond the border
     * @return the filter
     */
    public static ImageFilter laws(final String kernels, final Pooling pooling, final int energy, final Boundary boundary) {
        if (energy < 0 || energy > MOST_REACH) {
            throw new IllegalArgumentException("Laws' energy distance must be 0 or more, but was " + energy);
        }
        if (kernels.length() != 4 && kernels.length() != 6) {
            throw new IllegalArgumentException("Laws' filter needs two or three kernels, e.g. E5L5S5, but was " + kernels);
        }
        final Kernel[] filters = new Kernel[kernels.length() / 2];
        for (int i = 0; i < filters.length; i++) {
            final String name = kernels.substring(2 * i, 2 * i + 2).toUpperCase(Locale.ROOT);
            if (!LAWS.containsKey(name)) {
                throw new IllegalArgumentException("Laws' kernels are L3, E3, S3, L5, E5, S5, W5 and R5, but " + kernels + " has " + name);
            }
            double norm = 0;
            for (final double v : LAWS.get(name)) {
                norm += v * v;
            }
            final double root = Math.sqrt(norm);
            filters[i] = Kernel.of(Arrays.stream(LAWS.get(name)).map(v -> v / root).toArray());
        }
        return sees(boundary, filters.length, (image, mask, progress) -> {
            final List<Kernel[]> rotations = pooling == Pooling.NONE ? List.<Kernel[]>of(filters) : rotations(filters);
            Grid response = pooled(rotations.size(), pooling, progress,
                i -> separable(Grid.of(image), rotations.get(i), boundary));
            if (energy > 0) {
                final double[] window = new double[2 * energy + 1];
                Arrays.fill(window, 1.0 / window.length);
                response = new Grid(response.size(), Arrays.stream(response.values()).map(Math::abs).toArray());
                for (int i = 0; i < filters.length; i++) {
                    progress.checkCancelled();
                    response = response.convolve(2 - i, window, energy, boundary);
                }
            }
            return one("laws-" + kernels + suffix(pooling) + (energy > 0 ? "-energy-" + energy : ""), response, image,
                progress);
        });
    }

    /**
     * Separable stationary wavelets (IBSI 25BO), not decimated.
     *
     * @param wavelet PyWavelets' name, e.g. haar, db3 or coif1
     * @param bands L and H for each axis, e.g. LHL; two letters for slice by slice
     * @param level at least 1
     * @param pooling of the responses of all rotations by 90 degrees; NONE for the bands as they are
     * @param boundary what lies beyond the border
     * @return the filter
     */
    public static ImageFilter wavelet(final String wavelet, final String bands, final int level, final Pooling pooling,
        final Boundary boundary) {
        return wavelet(wavelet, bands, level, false, pooling, boundary);
    }

    /**
     * Separable wavelets (IBSI 25BO): along each axis the wavelet's low or high-pass filter of norm 1, at each level with
     * 2^(level - 1) - 1 zeros between its coefficients (the algorithm a trous); levels before the last one are low-passed along all axes, each by
     * its filter at that level, turned as the band's where the band is turned. A filter of even length stands as if a 0 followed it.
     * <p>
     * Decimated, the response is that at every 2^level-th voxel along each axis, from the first one on, and stands for the block of voxels
     * that begins there: what is left when each level keeps every second value, on the grid of the image.
     *
     * @param wavelet PyWavelets' name: haar, db1 to db20, sym2 to sym20, coif1 to coif5, bior1.1 to bior6.8 or rbio1.1 to rbio6.8
     * @param bands L and H for each axis, e.g. LHL; two letters for slice by slice
     * @param level at least 1
     * @param decimated whether decimated
     * @param pooling of the responses of all rotations by 90 degrees; NONE for the bands as they are
     * @param boundary what lies beyond the border
     * @return the filter
     */
    public static ImageFilter wavelet(final String wavelet, final String bands, final int level, final boolean decimated,
        final Pooling pooling, final Boundary boundary) {
        if (level < 1 || level > 10) {
            throw new IllegalArgumentException("The level of a wavelet must be from 1 to 10, but was " + level);
        }
        if (!bands.matches("[LH]{2,3}")) {
            throw new IllegalArgumentException("The bands of a wavelet must be two or three letters L or H, but were " + bands);
        }
        final Wavelet w = Wavelet.of(wavelet);
        final Kernel[] filters = new Kernel[bands.length()];
        for (int i = 0; i < filters.length; i++) {
            filters[i] = Kernel.of(bands.charAt(i) == 'L' ? w.low() : w.high());
        }
        final Kernel[] low = new Kernel[bands.length()];
        Arrays.fill(low, Kernel.of(w.low()));
        // the low-pass filters of earlier levels are turned with the band's
        final List<Kernel[]> last = pooling == Pooling.NONE ? List.<Kernel[]>of(filters) : rotations(filters);
        final List<Kernel[]> earlier = pooling == Pooling.NONE ? List.<Kernel[]>of(low) : rotations(low);
        // a decimated response counts its voxels from the image's first one
        return sees(decimated ? Boundary.PERIODIC : boundary, bands.length(), (image, mask, progress) -> {
            final Grid response = pooled(last.size(), pooling, progress, i -> {
                Grid grid = Grid.of(image);
                for (int l = 1; l <= level; l++) {
                    final int step = 1 << l - 1;
                    grid = separable(grid, Arrays.stream((l < level ? earlier : last).get(i)).map(f -> f.dilated(step))
                        .toArray(Kernel[]::new), boundary);
                }
                return grid;
            });
            final String name = "wavelet-" + wavelet + "-" + bands + "-" + level + (decimated ? "-decimated" : "") + suffix(pooling);
            return one(name, decimated ? response.held(1 << level, bands.length()) : response, image, progress);
        });
    }

    /**
     * Non-separable wavelets in the Fourier domain (IBSI LODD): band-pass filters that depend on the distance {@code r} from frequency 0
     * alone, with half the sampling rate as 1. With {@code m = 2^(1 - level)}, Simoncelli's (IBSI PRT7) is
     * {@code cos(pi / 2 log2(2 r / m))} for {@code m / 4 < r < m}, Shannon's 1 for {@code m / 2 <= r <= m}, both 0 elsewhere and at frequency
     * 0. As in IBSI's consensus, maps and CT phantom, the n frequencies of an axis lie evenly from -1 to 1, both included, and the whole
     * image is transformed: its boundary is periodic. Spacings should be equal.
     *
     * @param wavelet simoncelli or shannon
     * @param level at least 1, the finest
     * @param riesz a transform of the response; null for none
     * @param flat whether slice by slice
     * @param boundary what lies beyond the border
     * @return the filter
     */
    public static ImageFilter nonSeparable(final String wavelet, final int level, final Riesz riesz, final boolean flat,
        final Boundary boundary) {
        final Spectrum.Symbol symbol = NonSeparable.of(wavelet, level);
        final FourierFilter filter = new FourierFilter(flat, boundary, riesz);
        final int reach = 16 << level;
        return sees(boundary, flat ? 2 : 3, (image, mask, progress) -> {
            final Grid response = filter.apply(image, new int[]{reach, reach, reach}, (grid, p) -> {
                final Spectrum spectrum = Spectrum.of(grid, flat, p);
                spectrum.multiply(NonSeparable.frequencies(grid.size()), symbol);
                spectrum.clearMean();
                return spectrum;
            }, progress);
            return one(wavelet.toLowerCase(Locale.ROOT) + "-" + level + (riesz == null ? "" : "-" + riesz), response, image, progress);
        });
    }

    /**
     * Modulus of the 2D Gabor filter {@code exp(-(x'^2 + gamma^2 y'^2) / (2 sigma^2) + 2 pi i x' / lambda)}, plane by plane, with the
     * coordinates turned clockwise by theta (IBSI Q88H).
     *
     * @param sigma mm
     * @param lambda wavelength, mm
     * @param gamma ellipticity
     * @param theta degrees
     * @param step pools theta, theta + step, ... within a full turn, in degrees; 0 for theta alone
     * @param planes whether to pool the planes across rows and across columns, too, not only the slices
     * @param pooling of the responses; what it is does not matter for a single one
     * @param boundary what lies beyond the border
     * @return the filter
     */
    public static ImageFilter gabor(final double sigma, final double lambda, final double gamma, final double theta, final double step,
        final boolean planes, final Pooling pooling, final Boundary boundary) {
        positive("sigma", sigma);
        positive("lambda", lambda);
        positive("gamma", gamma);
        if (!(step >= 0 && step < 360) || !Double.isFinite(theta)) {
            throw new IllegalArgumentException("Angles must be finite and the step from 0 to below 360 degrees, but were " + theta
                + " and " + step);
        }
        final int angles = step == 0 ? 1 : (int)Math.max(1, Math.round(360 / step));
        if (pooling == Pooling.NONE && (planes || angles > 1)) {
            throw new IllegalArgumentException("Gabor responses of several angles or planes need a pooling: max, mean or min");
        }
        // the modulus is the same half a turn on
        final boolean half = angles % 2 == 0 && Math.abs(angles * step - 360) < 1e-9;
        final double[] thetas = new double[half ? angles / 2 : angles];
        for (int a = 0; a < thetas.length; a++) {
            thetas[a] = Math.toRadians(theta + a * step);
        }
        return sees(boundary, planes ? 3 : 2, (image, mask, progress) -> {
            final Geometry g = image.geometry();
            final double mm = g.spacing(2);
            for (int axis = planes ? 0 : 1; axis < 2; axis++) {
                if (Math.abs(g.spacing(axis) - mm) > 1e-3 * mm) {
                    throw new IllegalArgumentException("The Gabor filter needs the same spacing along "
                        + (axis == 0 ? "slices" : "rows") + " and columns, but it was " + g.spacing(axis) + " and " + mm
                        + " mm: resample first");
                }
            }
            final Grid grid = Grid.of(image);
            final Gabor filter = new Gabor(sigma / mm, lambda / mm, gamma, thetas, boundary);
            final int axes = planes ? 3 : 1;
            final double[] pooled = filter.apply(grid, 0, pooling, progress.part(0, 1.0 / axes));
            for (int axis = 1; axis < axes; axis++) {
                pooling.add(pooled, filter.apply(grid, axis, pooling, progress.part((double)axis / axes, (axis + 1.0) / axes)));
            }
            pooling.finish(pooled, axes * thetas.length);
            return one("gabor-" + number(sigma) + "mm-" + number(lambda) + "mm-" + number(gamma) + "-" + number(theta)
                + (step == 0 ? "" : "-by-" + number(step)) + (planes ? "-planes" : "") + (planes || angles > 1 ? suffix(pooling) : ""),
                new Grid(grid.size(), pooled), image, progress);
        });
    }

    /** An image that starts again beyond its border must not be cut. */
    private static ImageFilter sees(final Boundary boundary, final int axes, final ImageFilter filter) {
        return boundary == Boundary.PERIODIC ? new ImageFilter.Whole(filter, axes) : filter;
    }

    private static Grid pooled(final int rotations, final Pooling pooling, final Progress progress,
        final IntFunction<Grid> response) {
        Grid grid = null;
        double[] pooled = null;
        for (int i = 0; i < rotations; i++) {
            progress.checkCancelled();
            progress.report((double)i / rotations, "Rotation " + (i + 1) + " of " + rotations);
            grid = response.apply(i);
            if (pooled == null) {
                pooled = grid.values().clone();
            } else {
                pooling.add(pooled, grid.values());
            }
        }
        pooling.finish(pooled, rotations);
        return new Grid(grid.size(), pooled);
    }

    /**
     * The filters after every proper rotation by right angles: 24 in 3D, 4 in a plane. A rotation permutes the axes and turns some round; it
     * is proper where the number of turned axes is even for an even permutation and odd for an odd one. Rotations with the same filters are
     * all kept, since a mean counts them all.
     */
    private static List<Kernel[]> rotations(final Kernel[] f) {
        final int n = f.length;
        final int[][] permutations = n == 2 ? new int[][]{{0, 1}, {1, 0}}
            : new int[][]{{0, 1, 2}, {1, 2, 0}, {2, 0, 1}, {0, 2, 1}, {2, 1, 0}, {1, 0, 2}};
        final List<Kernel[]> all = new ArrayList<>();
        for (int p = 0; p < permutations.length; p++) {
            final int odd = p >= permutations.length / 2 ? 1 : 0;
            for (int turns = 0; turns < 1 << n; turns++) {
                if (Integer.bitCount(turns) % 2 == odd) {
                    final Kernel[] g = new Kernel[n];
                    for (int i = 0; i < n; i++) {
                        final Kernel filter = f[permutations[p][i]];
                        g[i] = (turns >> i & 1) == 1 ? filter.reversed() : filter;
                    }
                    all.add(g);
                }
            }
        }
        return all;
    }

    private static Grid separable(final Grid grid, final Kernel[] filters, final Boundary boundary) {
        Grid response = grid;
        for (int i = 0; i < filters.length; i++) {
            response = response.convolve(2 - i, filters[i].values(), filters[i].centre(), boundary);
        }
        return response;
    }

    static int reach(final double voxels) {
        if (!(voxels < MOST_REACH)) {
            throw new IllegalArgumentException("The filter would reach " + voxels + " voxels far: check its sizes, which are in mm");
        }
        return (int)Math.floor(voxels);
    }

    private static void positive(final String name, final double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The filter's " + name + " must be above 0, but was " + value);
        }
    }

    private static String suffix(final Pooling pooling) {
        return pooling == Pooling.NONE ? "" : "-invariant-" + pooling.name().toLowerCase(Locale.ROOT);
    }

    static String number(final double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9 ? Long.toString((long)value) : Double.toString(value);
    }

    private static List<Filtered> one(final String name, final Grid response, final Volume image, final Progress progress) {
        progress.report(1, "");
        return List.of(new Filtered(name, response.toVolume(image)));
    }
}
