package org.petctflow.radiomics.ibsi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import org.petctflow.radiomics.ImageFilter;
import org.petctflow.radiomics.filter.Boundary;
import org.petctflow.radiomics.filter.IbsiFilters;
import org.petctflow.radiomics.filter.Pooling;
import org.petctflow.radiomics.filter.PyRadiomicsFilters;
import org.petctflow.radiomics.filter.Riesz;
import org.petctflow.radiomics.pyradiomics.PyRadiomicsSettings;

/**
 * Filters written as text: one a line or between semicolons, its name and options as {@code option=value}; a switch stands alone. Several
 * values of an option, separated by commas, are several filters. {@code as=name} gives an image another name in its columns. Example:
 *
 * <pre>
 *   original
 *   log sigma=1,2,3
 *   laws kernels=L5E5E5 pooling=max energy=7
 *   wavelet name=haar bands=all
 *   gabor sigma=5 lambda=2 gamma=1.5 step=45 boundary=mirror as=gabor-a
 * </pre>
 */
public final class FilterList {

    private static final Map<String, Function<Options, ImageFilter>> FILTERS = filters();

    private static final int MOST = 1000;

    private FilterList() {
    }

    /** One line a filter; what an option is left out for stands behind its name. */
    private static Map<String, Function<Options, ImageFilter>> filters() {
        final Map<String, Function<Options, ImageFilter>> all = new LinkedHashMap<>();
        all.put("original", o -> ImageFilter.ORIGINAL);
        all.put("mean", o -> IbsiFilters.mean(o.whole("window", "3"), o.is("2d"), o.boundary()));
        all.put("log", o -> IbsiFilters.laplacianOfGaussian(o.number("sigma", null), o.number("cutoff", "4"), o.riesz(), o.is("2d"),
            o.boundary()));
        all.put("laws", o -> IbsiFilters.laws(o.text("kernels", null), o.pooling("none"), o.whole("energy", "0"), o.boundary()));
        all.put("gabor", o -> IbsiFilters.gabor(o.number("sigma", null), o.number("lambda", null), o.number("gamma", "1"),
            o.number("theta", "0"), o.number("step", "0"), o.is("planes"), o.pooling("mean"), o.boundary()));
        all.put("wavelet", o -> IbsiFilters.wavelet(o.text("name", "coif1"), o.text("bands", null), o.whole("level", "1"),
            o.is("decimated"), o.pooling("none"), o.boundary()));
        for (final String wavelet : List.of("simoncelli", "shannon")) {
            all.put(wavelet, o -> IbsiFilters.nonSeparable(wavelet, o.whole("level", "1"), o.riesz(), o.is("2d"),
                o.boundary("periodic")));
        }
        for (final String type : List.of("Square", "SquareRoot", "Logarithm", "Exponential", "Gradient", "LBP2D", "LBP3D")) {
            all.put(type.toLowerCase(Locale.ROOT),
                o -> PyRadiomicsFilters.imageTypes().get(type).apply(PyRadiomicsSettings.withDefaults()));
        }
        return all;
    }

    /** @return the names of all filters */
    public static List<String> names() {
        return List.copyOf(FILTERS.keySet());
    }

    /**
     * @param text a filter a line, see above; lines that are empty or begin with # are passed over
     * @return the filters
     * @throws IllegalArgumentException if a line cannot be understood; the message says which and why
     */
    public static List<ImageFilter> parse(final String text) {
        final List<ImageFilter> filters = new ArrayList<>();
        for (final String line : text.split("\\R|;")) {
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            try {
                filters.addAll(line(line.strip()));
            } catch (final IllegalArgumentException e) {
                throw new IllegalArgumentException("Filter \"" + line.strip() + "\": " + e.getMessage(), e);
            }
            if (filters.size() > MOST) {
                throw new IllegalArgumentException("There are more than " + MOST + " filters");
            }
        }
        if (filters.isEmpty()) {
            throw new IllegalArgumentException("There is no filter: write original for the image itself");
        }
        return filters;
    }

    private static List<ImageFilter> line(final String line) {
        final String[] words = line.split("\\s+");
        final String name = words[0].toLowerCase(Locale.ROOT);
        final Function<Options, ImageFilter> filter = FILTERS.get(name);
        if (filter == null) {
            throw new IllegalArgumentException("there is no filter " + words[0] + ", but " + String.join(", ", FILTERS.keySet()));
        }
        List<Map<String, String>> variants = List.of(new LinkedHashMap<>());
        for (int w = 1; w < words.length; w++) {
            final int equals = words[w].indexOf('=');
            final String option = (equals < 0 ? words[w] : words[w].substring(0, equals)).toLowerCase(Locale.ROOT);
            final String values = equals < 0 ? "" : words[w].substring(equals + 1);
            final List<Map<String, String>> next = new ArrayList<>();
            for (final Map<String, String> variant : variants) {
                for (final String value : values(name, option, values)) {
                    final Map<String, String> more = new LinkedHashMap<>(variant);
                    if (more.put(option, value) != null) {
                        throw new IllegalArgumentException("the option " + option + " stands there twice");
                    }
                    next.add(more);
                }
            }
            if (next.size() > MOST) {
                throw new IllegalArgumentException("there are more than " + MOST + " combinations of its values");
            }
            variants = next;
        }
        final boolean several = variants.size() > 1;
        return variants.stream().map(v -> make(filter, v, several)).toList();
    }

    private static List<String> values(final String name, final String option, final String values) {
        if (name.equals("wavelet") && option.equals("bands") && values.equalsIgnoreCase("all")) {
            return List.of("LLL", "LLH", "LHL", "LHH", "HLL", "HLH", "HHL", "HHH");
        }
        return List.of(values.split(",", -1));
    }

    private static ImageFilter make(final Function<Options, ImageFilter> filter, final Map<String, String> values, final boolean several) {
        final Options options = new Options(new LinkedHashMap<>(values));
        final String as = options.values.remove("as");
        final ImageFilter made = filter.apply(options);
        if (!options.values.isEmpty()) {
            throw new IllegalArgumentException("it has no option " + String.join(", ", options.values.keySet()));
        }
        if (as == null) {
            return made;
        }
        if (several || !as.matches("[A-Za-z0-9.-]+")) {
            throw new IllegalArgumentException(several ? "as= cannot name several filters: write each in a line of its own"
                : "a name must be of letters, digits, dots and hyphens, but was " + as);
        }
        return new ImageFilter.Whole((image, mask, progress) -> {
            final List<ImageFilter.Filtered> images = made.apply(image, mask, progress);
            return images.stream().map(f -> new ImageFilter.Filtered(images.size() == 1 ? as : as + "-" + f.name(), f.image())).toList();
        }, made.wholeAxes());
    }

    /** A filter's options; those that are left at the end were none. */
    private record Options(Map<String, String> values) {

        String text(final String option, final String otherwise) {
            final String value = values.remove(option);
            if (value != null && !value.isBlank()) {
                return value;
            }
            if (otherwise == null || value != null) {
                throw new IllegalArgumentException("it needs a value for the option " + option);
            }
            return otherwise;
        }

        double number(final String option, final String otherwise) {
            final String value = text(option, otherwise);
            try {
                return Double.parseDouble(value);
            } catch (final NumberFormatException e) {
                throw new IllegalArgumentException("the option " + option + " must be a number, but was " + value, e);
            }
        }

        int whole(final String option, final String otherwise) {
            final double number = number(option, otherwise);
            if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("the option " + option + " must be a whole number, but was " + number);
            }
            return (int)number;
        }

        boolean is(final String option) {
            final String value = values.remove(option);
            if (value != null && !value.isEmpty() && !value.equals("true") && !value.equals("false")) {
                throw new IllegalArgumentException("the switch " + option + " is true or false, but was " + value);
            }
            return value != null && !value.equals("false");
        }

        Boundary boundary() {
            return boundary("mirror");
        }

        Boundary boundary(final String otherwise) {
            return constant("boundary", otherwise, Boundary.class);
        }

        Pooling pooling(final String otherwise) {
            return constant("pooling", otherwise, Pooling.class);
        }

        /** Orders with hyphens between, e.g. riesz=1-0-0; with aligned=sigma (mm) steered by the structure tensor. */
        Riesz riesz() {
            if (!values.containsKey("riesz")) {
                return null;
            }
            final String orders = text("riesz", null);
            if (!orders.matches("\\d{1,3}-\\d{1,3}(-\\d{1,3})?")) {
                throw new IllegalArgumentException("the option riesz is two or three orders, e.g. 1-0-0, but was " + orders);
            }
            final Riesz riesz = Riesz.of(Arrays.stream(orders.split("-")).mapToInt(Integer::parseInt).toArray());
            return values.containsKey("aligned") ? riesz.aligned(number("aligned", null)) : riesz;
        }

        private <E extends Enum<E>> E constant(final String option, final String otherwise, final Class<E> type) {
            final String value = text(option, otherwise);
            return Arrays.stream(type.getEnumConstants()).filter(c -> c.name().equalsIgnoreCase(value)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the option " + option + " is one of "
                    + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT) + ", but was " + value));
        }
    }
}
