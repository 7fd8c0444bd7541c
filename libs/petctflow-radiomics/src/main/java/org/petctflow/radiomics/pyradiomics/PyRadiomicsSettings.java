package org.petctflow.radiomics.pyradiomics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.radiomics.Feature;
import org.petctflow.radiomics.FeatureFamily;
import org.petctflow.radiomics.Features;
import org.petctflow.radiomics.image.Discretisation;
import org.petctflow.radiomics.image.Interpolation;

/**
 * PyRadiomics' settings, image types and feature classes by the names and with the defaults that PyRadiomics gives them. Immutable; each
 * {@code with...} returns a changed copy and checks the name and the value as PyRadiomics' schema does.
 */
public final class PyRadiomicsSettings {

    /** Feature classes in the order of PyRadiomics' results. */
    private static final List<FeatureFamily> CLASSES = List.of(FeatureFamily.PY_SHAPE, FeatureFamily.PY_SHAPE_2D,
        FeatureFamily.PY_FIRST_ORDER, FeatureFamily.PY_GLCM, FeatureFamily.PY_GLDM, FeatureFamily.PY_GLRLM,
        FeatureFamily.PY_GLSZM, FeatureFamily.PY_NGTDM);

    private static final List<String> IMAGE_TYPES = List.of("Original", "Wavelet", "LoG", "Square", "SquareRoot", "Logarithm",
        "Exponential", "Gradient", "LBP2D", "LBP3D");

    private static final List<String> FURTHER_INTERPOLATORS = List.of("sitkGaussian", "sitkLabelGaussian", "sitkHammingWindowedSinc",
        "sitkCosineWindowedSinc", "sitkWelchWindowedSinc", "sitkLanczosWindowedSinc", "sitkBlackmanWindowedSinc");

    /** Features that PyRadiomics still knows by name and no longer computes: it leaves them out. */
    private static final Map<FeatureFamily, List<String>> WITHDRAWN =
        Map.of(FeatureFamily.PY_GLCM, List.of("Dissimilarity", "Homogeneity1", "Homogeneity2", "SumVariance"), FeatureFamily.PY_GLDM,
            List.of("GrayLevelNonUniformityNormalized", "DependencePercentage"));

    private static final Map<String, Object> DEFAULTS = defaults();

    private final Map<String, Object> m_settings;

    private final Map<String, Map<String, Object>> m_imageTypes;

    private final Map<FeatureFamily, List<Feature>> m_features;

    private PyRadiomicsSettings(final Map<String, Object> settings, final Map<String, Map<String, Object>> imageTypes,
        final Map<FeatureFamily, List<Feature>> features) {
        m_settings = Collections.unmodifiableMap(settings);
        m_imageTypes = Collections.unmodifiableMap(imageTypes);
        m_features = Collections.unmodifiableMap(features);
    }

    private static Map<String, Object> defaults() {
        final Map<String, Object> d = new LinkedHashMap<>();
        d.put("minimumROIDimensions", 2);
        d.put("minimumROISize", null);
        d.put("geometryTolerance", null);
        d.put("correctMask", false);
        d.put("additionalInfo", true);
        d.put("label", 1);
        d.put("label_channel", 0);
        d.put("binWidth", 25.0);
        d.put("binCount", null);
        d.put("normalize", false);
        d.put("normalizeScale", 1.0);
        d.put("removeOutliers", null);
        d.put("resampledPixelSpacing", null);
        d.put("interpolator", "sitkBSpline");
        d.put("padDistance", 5);
        d.put("distances", List.of(1));
        d.put("force2D", false);
        d.put("force2Ddimension", 0);
        d.put("resegmentRange", null);
        d.put("resegmentMode", "absolute");
        d.put("resegmentShape", false);
        d.put("preCrop", false);
        d.put("sigma", List.of());
        d.put("start_level", 0);
        d.put("level", 1);
        d.put("wavelet", "coif1");
        d.put("gradientUseSpacing", true);
        d.put("lbp2DRadius", 1.0);
        d.put("lbp2DSamples", 8);
        d.put("lbp2DMethod", "uniform");
        d.put("lbp3DLevels", 2);
        d.put("lbp3DIcosphereRadius", 1.0);
        d.put("lbp3DIcosphereSubdivision", 1);
        d.put("voxelArrayShift", 0);
        d.put("symmetricalGLCM", true);
        d.put("weightingNorm", null);
        d.put("gldm_a", 0);
        d.put("kernelRadius", 1);
        d.put("maskedKernel", true);
        d.put("initValue", 0.0);
        d.put("voxelBatch", -1);
        return d;
    }

    /** @return PyRadiomics' defaults: the original image, all feature classes but shape2D */
    public static PyRadiomicsSettings withDefaults() {
        final Map<FeatureFamily, List<Feature>> features = new LinkedHashMap<>();
        for (final FeatureFamily family : CLASSES) {
            if (family != FeatureFamily.PY_SHAPE_2D) {
                features.put(family, enabled(family));
            }
        }
        final Map<String, Map<String, Object>> imageTypes = new LinkedHashMap<>();
        imageTypes.put("Original", Map.of());
        return new PyRadiomicsSettings(DEFAULTS, imageTypes, features);
    }

    private static List<Feature> enabled(final FeatureFamily family) {
        return Features.of(family).stream().filter(Feature::byDefault).toList();
    }

    /**
     * @param name a setting's name
     * @param value its value: Boolean, Number, String, List of numbers, or null where PyRadiomics has None
     * @return this with another value
     * @throws IllegalArgumentException if there is no such setting, or it has no such value
     */
    public PyRadiomicsSettings with(final String name, final Object value) {
        final Map<String, Object> settings = new LinkedHashMap<>(m_settings);
        settings.put(name, checked(name, value));
        return new PyRadiomicsSettings(settings, m_imageTypes, m_features);
    }

    /**
     * @param settings values by name
     * @return this with other values
     */
    public PyRadiomicsSettings with(final Map<String, ?> settings) {
        PyRadiomicsSettings result = this;
        for (final Map.Entry<String, ?> e : settings.entrySet()) {
            result = result.with(e.getKey(), e.getValue());
        }
        return result;
    }

    /**
     * @param imageTypes for each image type, e.g. Original, Wavelet or LoG, the settings that differ for it; in the order of the results
     * @return this with other image types
     */
    public PyRadiomicsSettings withImageTypes(final Map<String, ? extends Map<String, ?>> imageTypes) {
        final Map<String, Map<String, Object>> copy = new LinkedHashMap<>();
        imageTypes.forEach((name, own) -> {
            if (!IMAGE_TYPES.contains(name)) {
                throw new IllegalArgumentException(
                    "There is no image type " + name + ", but " + String.join(", ", IMAGE_TYPES));
            }
            final Map<String, Object> settings = new LinkedHashMap<>();
            if (own != null) {
                own.forEach((key, value) -> settings.put(key, checked(key, value)));
            }
            copy.put(name, Collections.unmodifiableMap(settings));
        });
        return new PyRadiomicsSettings(m_settings, copy, m_features);
    }

    /**
     * @param name an image type in upper or lower case
     * @return as PyRadiomics writes it
     */
    static String imageType(final String name) {
        return IMAGE_TYPES.stream().filter(t -> t.equalsIgnoreCase(name)).findFirst().orElseThrow(
            () -> new IllegalArgumentException("There is no image type " + name + ", but " + String.join(", ", IMAGE_TYPES)));
    }

    static boolean isList(final String setting) {
        return List.of("sigma", "distances", "resegmentRange", "resampledPixelSpacing").contains(setting);
    }

    /**
     * @param featureClasses for each class, e.g. glcm, the names of its features; an empty list or null for all but those that PyRadiomics
     *            advises against, which are computed where they are named. The few that it names and no longer computes are left out
     * @return this with other features
     */
    public PyRadiomicsSettings withFeatureClasses(final Map<String, ? extends List<String>> featureClasses) {
        final Map<FeatureFamily, List<Feature>> features = new LinkedHashMap<>();
        featureClasses.forEach((name, wanted) -> {
            final FeatureFamily family = CLASSES.stream().filter(f -> f.className().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no feature class " + name + ", but "
                    + String.join(", ", CLASSES.stream().map(FeatureFamily::className).toList())));
            features.put(family, wanted == null || wanted.isEmpty() ? enabled(family)
                : wanted.stream().filter(feature -> !WITHDRAWN.getOrDefault(family, List.of()).contains(feature)).distinct()
                    .map(feature -> Features.of(family, feature)).toList());
        });
        return new PyRadiomicsSettings(m_settings, m_imageTypes, features);
    }

    /** @return this with all feature classes, shape2D too, as in a parameter file that names none */
    PyRadiomicsSettings withAllFeatureClasses() {
        final Map<FeatureFamily, List<Feature>> features = new LinkedHashMap<>();
        CLASSES.forEach(family -> features.put(family, enabled(family)));
        return new PyRadiomicsSettings(m_settings, m_imageTypes, features);
    }

    /**
     * @param imageType one of the image types of these settings
     * @return these settings with those that differ for this image type
     */
    public PyRadiomicsSettings forImageType(final String imageType) {
        return with(m_imageTypes.get(imageType));
    }

    private static Object checked(final String name, final Object value) {
        if (!DEFAULTS.containsKey(name)) {
            throw new IllegalArgumentException(
                "PyRadiomics has no setting " + name + ", but " + String.join(", ", DEFAULTS.keySet()));
        }
        return switch (name) {
            case "correctMask", "additionalInfo", "normalize", "force2D", "resegmentShape", "preCrop", "gradientUseSpacing",
                "symmetricalGLCM", "maskedKernel" -> logical(name, value);
            case "minimumROIDimensions" -> whole(name, value, 1, 3);
            case "force2Ddimension" -> whole(name, value, 0, 2);
            case "minimumROISize", "binCount" -> value == null ? null : whole(name, value, 1, Integer.MAX_VALUE);
            case "label", "level", "kernelRadius", "lbp2DSamples", "lbp3DLevels" -> whole(name, value, 1, Integer.MAX_VALUE);
            case "label_channel", "start_level", "gldm_a", "lbp3DIcosphereSubdivision" ->
                whole(name, value, 0, Integer.MAX_VALUE);
            case "padDistance" -> whole(name, value, 0, 10_000);
            case "voxelArrayShift", "voxelBatch" -> whole(name, value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case "geometryTolerance", "removeOutliers" -> value == null ? null : positive(name, value);
            case "binWidth", "normalizeScale", "lbp2DRadius", "lbp3DIcosphereRadius" -> positive(name, value);
            case "initValue" -> initValue(name, value);
            case "resampledPixelSpacing" -> spacing(name, value);
            case "distances" -> distances(name, value);
            case "resegmentRange" -> range(name, value);
            case "sigma" -> sigmas(name, value);
            case "resegmentMode" -> oneOf(name, value, "absolute", "relative", "sigma");
            case "lbp2DMethod" -> oneOf(name, value, "default", "ror", "uniform", "var");
            case "weightingNorm" -> value == null ? null
                : oneOf(name, value, "manhattan", "euclidean", "infinity", "no_weighting");
            case "interpolator" -> interpolator(name, value);
            default -> text(name, value);
        };
    }

    private static IllegalArgumentException wrong(final String name, final String expected, final Object value) {
        return new IllegalArgumentException("The setting " + name + " must be " + expected + ", but was " + value);
    }

    private static Boolean logical(final String name, final Object value) {
        if (value instanceof Boolean b) {
            return b;
        }
        throw wrong(name, "true or false", value);
    }

    private static double number(final String name, final Object value) {
        final double number = anyNumber(value);
        if (Double.isFinite(number)) {
            return number;
        }
        throw wrong(name, "a number", value);
    }

    /** What Python takes for a number, NaN else: YAML 1.1 has 1e-3 and nan as texts. */
    private static double anyNumber(final Object value) {
        if (value instanceof Number n) {
            return n.doubleValue();
        }
        final boolean numeral = value instanceof String s && s.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
        return numeral ? Double.parseDouble((String)value) : Double.NaN;
    }

    /** Also not a number, which marks what is outside of a map. */
    private static double initValue(final String name, final Object value) {
        return value instanceof Double d && d.isNaN() || value instanceof String s && s.equalsIgnoreCase("nan") ? Double.NaN
            : number(name, value);
    }

    private static Object positive(final String name, final Object value) {
        final double number = number(name, value);
        if (!(number > 0)) {
            throw wrong(name, "a positive number", value);
        }
        return number;
    }

    private static Integer whole(final String name, final Object value, final int min, final int max) {
        final double number = number(name, value);
        if (number != Math.rint(number) || number < min || number > max) {
            throw wrong(name, "a whole number of at least " + min + (max == Integer.MAX_VALUE ? "" : " and at most " + max), value);
        }
        return (int)number;
    }

    private static String text(final String name, final Object value) {
        if (value instanceof String s) {
            return s;
        }
        throw wrong(name, "a text", value);
    }

    private static String oneOf(final String name, final Object value, final String... allowed) {
        if (value instanceof String s && Arrays.asList(allowed).contains(s)) {
            return s;
        }
        throw wrong(name, "one of " + String.join(", ", allowed), value);
    }

    private static List<Double> numbers(final String name, final Object value) {
        if (!(value instanceof List<?> list)) {
            throw wrong(name, "a list of numbers", value);
        }
        final List<Double> numbers = new ArrayList<>();
        for (final Object v : list) {
            numbers.add(number(name, v));
        }
        return List.copyOf(numbers);
    }

    private static List<Double> spacing(final String name, final Object value) {
        if (value == null) {
            return null;
        }
        final List<Double> spacing = numbers(name, value);
        if (spacing.size() != 3 || spacing.stream().anyMatch(s -> s < 0)) {
            throw wrong(name, "three numbers of at least 0: mm between columns, rows and slices", value);
        }
        return spacing;
    }

    private static List<Double> range(final String name, final Object value) {
        if (value == null) {
            return null;
        }
        final List<Double> range = numbers(name, value);
        if (range.isEmpty() || range.size() > 2) {
            throw wrong(name, "one or two numbers", value);
        }
        return range;
    }

    /** As they were given, for they are written so into names: 3 as 3, 3.0 as 3-0. */
    private static List<Number> sigmas(final String name, final Object value) {
        numbers(name, value).forEach(v -> positive(name, v));
        return ((List<?>)value).stream().map(v -> v instanceof Number n ? n : (Number)number(name, v)).toList();
    }

    private static List<Integer> distances(final String name, final Object value) {
        final List<Double> numbers = numbers(name, value);
        if (numbers.isEmpty()) {
            throw wrong(name, "a list of at least one whole number", value);
        }
        return numbers.stream().map(v -> whole(name, v, 1, 50)).toList();
    }

    /** SimpleITK's interpolators that exist here, by name or number. */
    private static String interpolator(final String name, final Object value) {
        if (value == null) {
            return null;
        }
        final Object known =
            value instanceof Number n ? Map.of(1, "sitkNearestNeighbor", 2, "sitkLinear", 3, "sitkBSpline").get(n.intValue()) : value;
        if (FURTHER_INTERPOLATORS.contains(String.valueOf(value)) || known == null) {
            throw new IllegalArgumentException("The interpolator " + value + " of PyRadiomics is not supported here, but sitkNearestNeighbor, "
                + "sitkLinear and sitkBSpline are");
        }
        return oneOf(name, known, "sitkNearestNeighbor", "sitkLinear", "sitkBSpline");
    }

    /**
     * @param name a setting's name
     * @return its value; null where PyRadiomics has None
     */
    public Object get(final String name) {
        if (!m_settings.containsKey(name)) {
            throw new IllegalArgumentException("PyRadiomics has no setting " + name);
        }
        return m_settings.get(name);
    }

    /** @return all settings by name; null where PyRadiomics has None */
    Map<String, Object> settings() {
        return m_settings;
    }

    boolean is(final String name) {
        return (Boolean)get(name);
    }

    int whole(final String name) {
        return (Integer)get(name);
    }

    double number(final String name) {
        return ((Number)get(name)).doubleValue();
    }

    /**
     * @param name a setting that is a list of numbers
     * @return the numbers; empty for None
     */
    public double[] numbers(final String name) {
        final Object value = get(name);
        return value == null ? new double[0] : ((List<?>)value).stream().mapToDouble(v -> ((Number)v).doubleValue()).toArray();
    }

    /** @return settings that differ for each image type, in the order of the results */
    public Map<String, Map<String, Object>> imageTypes() {
        return m_imageTypes;
    }

    /** @return the features of each class, in the order of the results but for shape, which comes first */
    public Map<FeatureFamily, List<Feature>> features() {
        return m_features;
    }

    /** @return distances of neighbours in voxels */
    int[] distances() {
        return Arrays.stream(numbers("distances")).mapToInt(d -> (int)d).toArray();
    }

    /** @return 0, 1 or 2 if features are taken within the planes across this axis (slices, rows, columns), else -1 */
    int flatAxis() {
        return is("force2D") ? whole("force2Ddimension") : -1;
    }

    /** @return how intensities become grey levels */
    Discretisation discretisation() {
        return get("binCount") != null
            ? new Discretisation(Discretisation.Method.PYRADIOMICS_BIN_COUNT, Double.NaN, whole("binCount"))
            : new Discretisation(Discretisation.Method.PYRADIOMICS_BIN_WIDTH, number("binWidth"), 0);
    }

    /** @return spacing of slices, rows, columns and how to interpolate; empty if the image is not resampled */
    Optional<double[]> resampledSpacing() {
        final double[] s = numbers("resampledPixelSpacing");
        return s.length == 0 || get("interpolator") == null ? Optional.empty() : Optional.of(new double[]{s[2], s[1], s[0]});
    }

    Interpolation interpolation() {
        return switch ((String)Objects.requireNonNull(get("interpolator"))) {
            case "sitkNearestNeighbor" -> Interpolation.NEAREST;
            case "sitkLinear" -> Interpolation.LINEAR;
            default -> Interpolation.CUBIC;
        };
    }

    /**
     * @param info of an image
     * @return what a careful analyst would ask about these settings for it, each a sentence; empty if nothing
     */
    public List<String> warnings(final VolumeInfo info) {
        final List<String> warnings = new ArrayList<>();
        if (Units.isSuv(info.unit()) && get("binCount") == null && !is("normalize") && number("binWidth") > 1) {
            warnings.add("A binWidth of " + number("binWidth") + " is made for Hounsfield units, but the image is in " + info.unit()
                + ": all voxels may fall into one grey level. Choose 0.1 to 0.5.");
        }
        if (m_features.containsKey(FeatureFamily.PY_SHAPE_2D) && !is("force2D")) {
            warnings.add("shape2D needs force2D.");
        }
        return warnings;
    }

    @Override
    public String toString() {
        final Map<String, Object> changed = new LinkedHashMap<>();
        m_settings.forEach((name, value) -> {
            if (!Objects.equals(value, DEFAULTS.get(name))) {
                changed.put(name, value);
            }
        });
        return "settings " + changed + ", image types " + m_imageTypes + ", feature classes "
            + m_features.keySet().stream().map(FeatureFamily::className).toList();
    }
}
