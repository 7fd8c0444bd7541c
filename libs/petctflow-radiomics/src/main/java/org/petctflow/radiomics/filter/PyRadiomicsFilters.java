package org.petctflow.radiomics.filter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;
import org.petctflow.radiomics.ImageFilter;
import org.petctflow.radiomics.ImageFilter.Filtered;
import org.petctflow.radiomics.pyradiomics.PyRadiomicsSettings;

/**
 * PyRadiomics' image types but Original, under PyRadiomics' names (van Griethuysen 2017, doi:10.1158/0008-5472.CAN-17-0339; definitions of
 * version 3), and with its precision: LoG and Gradient are stored as floats, as ITK does, Wavelet of an image of floats is computed in floats,
 * as PyWavelets does; all else is in doubles.
 */
public final class PyRadiomicsFilters {

    private static final Map<String, Function<PyRadiomicsSettings, ImageFilter>> ALL = all();

    private PyRadiomicsFilters() {
    }

    /** @return what makes each image type's filter from the settings for it: for {@code PyRadiomicsExtractor.of} */
    public static Map<String, Function<PyRadiomicsSettings, ImageFilter>> imageTypes() {
        return ALL;
    }

    private static Map<String, Function<PyRadiomicsSettings, ImageFilter>> all() {
        final Map<String, Function<PyRadiomicsSettings, ImageFilter>> all = new LinkedHashMap<>();
        all.put("Wavelet", PyRadiomicsFilters::wavelet);
        all.put("LoG", settings -> laplacianOfGaussian((List<?>)settings.get("sigma")));
        all.put("Square", settings -> each("square", max -> v -> v * v / max));
        all.put("SquareRoot", settings -> each("squareroot", max -> v -> Math.signum(v) * Math.sqrt(Math.abs(v) * max)));
        all.put("Logarithm",
            settings -> each("logarithm", max -> v -> Math.signum(v) * Math.log(Math.abs(v) + 1) * max / Math.log(max + 1)));
        all.put("Exponential", settings -> each("exponential", max -> v -> Math.exp(Math.log(max) / max * v)));
        all.put("Gradient", settings -> gradient((Boolean)settings.get("gradientUseSpacing")));
        all.put("LBP2D", PyRadiomicsFilters::binaryPatterns);
        all.put("LBP3D", PyRadiomicsFilters::spherePatterns);
        return Collections.unmodifiableMap(all);
    }

    /** Local binary patterns in the planes across force2Ddimension; of an image of whole numbers or floats they are such numbers, too. */
    private static ImageFilter binaryPatterns(final PyRadiomicsSettings settings) {
        final BinaryPatterns2D patterns = new BinaryPatterns2D((Integer)settings.get("lbp2DSamples"),
            ((Number)settings.get("lbp2DRadius")).doubleValue(), (String)settings.get("lbp2DMethod"));
        final int axis = (Integer)settings.get("force2Ddimension");
        return (image, mask, progress) -> {
            final Grid result = patterns.apply(Grid.of(image), axis, progress);
            final Voxels.Kind kind = image.voxels().kind();
            for (int v = 0; v < result.values().length; v++) {
                // as numpy stores it: whole numbers lose their fraction and what the type has no room for, and have 0 for NaN
                final double x = result.values()[v];
                result.values()[v] = switch (kind) {
                    case UINT8 -> (int)x & 0xFF;
                    case INT16 -> (short)(int)x;
                    case FLOAT32 -> (float)x;
                    case FLOAT64 -> x;
                };
            }
            progress.report(1, "");
            return List.of(new Filtered("lbp-2D", volume(result, image, kind == Voxels.Kind.FLOAT32)));
        };
    }

    /** Local binary patterns on spheres: m1, m2 ... for the levels, and k for the kurtosis. */
    private static ImageFilter spherePatterns(final PyRadiomicsSettings settings) {
        final BinaryPatterns3D patterns = new BinaryPatterns3D((Integer)settings.get("lbp3DLevels"),
            ((Number)settings.get("lbp3DIcosphereRadius")).doubleValue(), (Integer)settings.get("lbp3DIcosphereSubdivision"));
        return (image, mask, progress) -> {
            final Grid grid = Grid.of(image);
            final double[][] results = patterns.apply(grid, mask.inside(), image.voxels().kind(), progress);
            final List<Filtered> all = new ArrayList<>();
            for (int i = 0; i < results.length; i++) {
                final String name = i == results.length - 1 ? "k" : "m" + (i + 1);
                all.add(new Filtered("lbp-3D-" + name, new Grid(grid.size(), results[i]).toVolume(image)));
            }
            progress.report(1, "");
            return all;
        };
    }

    /**
     * A function of each value x and of the largest |x|, which is named max: square {@code x^2 / max}, square root
     * {@code sign(x) sqrt(|x| max)}, logarithm {@code sign(x) log(|x| + 1) max / log(max + 1)}, exponential {@code exp(x log(max) / max)}.
     * An image of zeros has no such scale; PyRadiomics' NaN come back, which the extractor turns into a reason.
     */
    private static ImageFilter each(final String name, final Function<Double, DoubleUnaryOperator> function) {
        return (image, mask, progress) -> {
            final double[] values = image.voxels().toDoubles().clone();
            double max = 0;
            for (final double v : values) {
                max = Math.max(max, Math.abs(v));
            }
            final DoubleUnaryOperator f = function.apply(max);
            for (int v = 0; v < values.length; v++) {
                values[v] = f.applyAsDouble(values[v]);
            }
            progress.report(1, "");
            return List.of(new Filtered(name, new Grid(Grid.of(image).size(), values).toVolume(image)));
        };
    }

    /**
     * Magnitude of the gradient by central differences {@code (x(i + 1) - x(i - 1)) / (2 spacing)}; beyond the border the last value goes
     * on. Unit: the image's per mm, or per voxel. In floats, as ITK's.
     */
    private static ImageFilter gradient(final boolean useSpacing) {
        return (image, mask, progress) -> {
            final Grid grid = Grid.of(image);
            final double[] square = new double[grid.values().length];
            for (int axis = 0; axis < 3; axis++) {
                progress.checkCancelled();
                final double mm = useSpacing ? image.geometry().spacing(axis) : 1;
                final double[] d =
                    grid.convolve(axis, new double[]{0.5 / mm, 0, -0.5 / mm}, 1, Boundary.NEAREST).values();
                for (int v = 0; v < square.length; v++) {
                    square[v] += d[v] * d[v];
                }
            }
            for (int v = 0; v < square.length; v++) {
                square[v] = (float)Math.sqrt(square[v]);
            }
            progress.report(1, "");
            return List.of(new Filtered("gradient", new Grid(grid.size(), square).toSingleVolume(image)));
        };
    }

    /**
     * Laplacian of Gaussian by ITK's recursive filter, times sigma^2 (normalised across scale): the same unit as the image.
     *
     * @param sigmas mm; the number as it was given is part of the name, {@code 3} or {@code 3-0}, as Python writes it
     */
    private static ImageFilter laplacianOfGaussian(final List<?> sigmas) {
        return (image, mask, progress) -> {
            final List<Filtered> result = new ArrayList<>();
            final Grid grid = Grid.of(image);
            for (int i = 0; i < sigmas.size(); i++) {
                final double sigma = ((Number)sigmas.get(i)).doubleValue();
                progress.checkCancelled();
                final String name = "log-sigma-" + sigmas.get(i).toString().replace('.', '-') + "-mm-3D";
                progress.report((double)i / sigmas.size(), name);
                for (int d = 0; d < 3; d++) {
                    // PyRadiomics leaves such a sigma out with a warning; a column that is missing in some patients helps nobody
                    if (grid.size()[d] < 4 || grid.size()[d] < Math.ceil(sigma / image.geometry().spacing(d)) + 1) {
                        throw new IllegalArgumentException("The image has only " + grid.size()[d] + " voxels along "
                            + (d == 0 ? "slices" : d == 1 ? "rows" : "columns") + ", too few for a Laplacian of Gaussian of sigma "
                            + sigma + " mm: choose a smaller sigma or a larger padDistance");
                    }
                }
                result.add(new Filtered(name, laplacian(grid, image, sigma, progress).toSingleVolume(image)));
            }
            return result;
        };
    }

    /** ITK's order of work: the second derivative, then both Gaussians; what is between them is stored as floats. */
    private static Grid laplacian(final Grid grid, final Volume image, final double sigma, final Progress progress) {
        final double[] sum = new double[grid.values().length];
        for (int second = 2; second >= 0; second--) {
            final double mm = image.geometry().spacing(second);
            Grid part = grid.lines(second, new RecursiveGaussian(sigma / mm, true, sigma * sigma)).single();
            for (int axis = 2; axis >= 0; axis--) {
                if (axis != second) {
                    progress.checkCancelled();
                    part = part.lines(axis, new RecursiveGaussian(sigma / image.geometry().spacing(axis), false)).single();
                }
            }
            for (int v = 0; v < sum.length; v++) {
                sum[v] = (float)(sum[v] + part.values()[v] * (1 / (mm * mm)));
            }
        }
        return new Grid(grid.size(), sum);
    }

    /**
     * Stationary wavelet transform, one level at a time: the approximation of a level is the input of the next, with the same filters. The
     * bands' letters stand for columns, rows, slices (without the axis that force2D leaves out); the image is periodic, and one of
     * an odd size first grows by a copy of its first plane. Filters have norm 1. An image of floats is filtered in floats.
     */
    private static ImageFilter wavelet(final PyRadiomicsSettings settings) {
        final String name = (String)settings.get("wavelet");
        final Wavelet doubles = Wavelet.of(name);
        final Wavelet floats = Wavelet.single(name);
        final int start = (Integer)settings.get("start_level");
        final int levels = (Integer)settings.get("level");
        final List<Integer> axes = new ArrayList<>(List.of(2, 1, 0));
        if ((Boolean)settings.get("force2D")) {
            axes.remove((Integer)settings.get("force2Ddimension"));
        }
        return (image, mask, progress) -> {
            final List<Filtered> result = new ArrayList<>();
            final int[] size = Grid.of(image).size();
            final boolean single = image.voxels().kind() == Voxels.Kind.FLOAT32;
            Grid approximation = even(Grid.of(image));
            for (int level = 1; level <= start + levels; level++) {
                progress.checkCancelled();
                progress.report((level - 1.0) / (start + levels), "Wavelet");
                final Map<String, Grid> bands = bands(approximation, axes, single ? floats : doubles, single, progress);
                approximation = bands.get("L".repeat(axes.size()));
                final int number = level - start;
                if (number < 1) {
                    continue;
                }
                bands.remove("L".repeat(axes.size()));
                bands.forEach((letters, band) -> result
                    .add(new Filtered(bandName(number, letters), volume(resized(band, size), image, single))));
            }
            result.add(new Filtered(bandName(levels, "L".repeat(axes.size())), volume(resized(approximation, size), image, single)));
            return result;
        };
    }

    private static Volume volume(final Grid grid, final Volume like, final boolean single) {
        return single ? grid.toSingleVolume(like) : grid.toVolume(like);
    }

    private static String bandName(final int level, final String letters) {
        return "wavelet" + (level == 1 ? "" : level) + "-" + letters;
    }

    private static Map<String, Grid> bands(final Grid grid, final List<Integer> axes, final Wavelet wavelet,
        final boolean single, final Progress progress) {
        Map<String, Grid> bands = Map.of("", grid);
        for (final int axis : axes) {
            progress.checkCancelled();
            final Map<String, Grid> next = new LinkedHashMap<>();
            final int n = grid.size()[axis];
            bands.forEach((name, band) -> {
                next.put(name + "L", band.lines(axis, new PeriodicFilter(wavelet.low(), n, single)));
                next.put(name + "H", band.lines(axis, new PeriodicFilter(wavelet.high(), n, single)));
            });
            bands = next;
        }
        return bands;
    }

    private static Grid even(final Grid grid) {
        final int[] s = grid.size();
        return resized(grid, new int[]{s[0] + s[0] % 2, s[1] + s[1] % 2, s[2] + s[2] % 2});
    }

    /** Cut, or continued periodically. */
    private static Grid resized(final Grid grid, final int[] size) {
        final int[] s = grid.size();
        final double[] values = new double[size[0] * size[1] * size[2]];
        for (int z = 0, v = 0; z < size[0]; z++) {
            for (int y = 0; y < size[1]; y++) {
                for (int x = 0; x < size[2]; x++, v++) {
                    values[v] = grid.values()[(z % s[0] * s[1] + y % s[1]) * s[2] + x % s[2]];
                }
            }
        }
        return new Grid(size, values);
    }
}
