package org.petctflow.radiomics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.radiomics.ibsi.IbsiExtractor;
import org.petctflow.radiomics.ibsi.IbsiSettings;
import org.petctflow.radiomics.image.Discretisation;
import org.petctflow.radiomics.pyradiomics.PyRadiomicsExtractor;
import org.petctflow.radiomics.pyradiomics.PyRadiomicsSettings;

/** What features must not depend on: where the region lies, which way it points, the scale of intensities where it is divided out. */
class InvarianceTest {

    private static final double[] SPACING = {3, 1, 1.5};

    private static Map<String, Double> ibsi(final Regions r, final IbsiSettings settings) {
        final Map<String, Double> numbers = new LinkedHashMap<>();
        for (final FeatureValue v : IbsiExtractor.of(settings).extract(r.image(), r.mask(), Progress.NONE).values()) {
            assertTrue(v.isPresent(), () -> v.name() + ": " + v.reason());
            numbers.put(v.name(), v.value());
        }
        return numbers;
    }

    private static IbsiSettings settings() {
        return IbsiSettings.withDefaults().withDiscretisation(Discretisation.binNumber(16))
            .withIvhDiscretisation(Discretisation.binNumber(200));
    }

    private static void assertSame(final Map<String, Double> expected, final Map<String, Double> actual, final double relative,
        final Set<String> except) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((name, value) -> {
            if (!except.contains(name)) {
                assertEquals(value, actual.get(name), relative * Math.max(1e-3, Math.abs(value)), name);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void translationChangesNothing(final long seed) {
        final Regions r = Regions.lumpy(12, 17, 15, SPACING, seed);
        final IbsiSettings all = settings().withAggregations(EnumSet.allOf(Aggregation.class));
        final double[] zeros = r.image().voxels().toDoubles();
        for (int v = 0; v < zeros.length; v++) {
            zeros[v] *= r.mask().inside()[v];
        }
        // only the peak looks outside the region: there the image is 0 before and after
        assertSame(ibsi(r.withValues(zeros).moved(0, 0, 0), all), ibsi(r.withValues(zeros).moved(3, 5, 2), all), 1e-12,
            Set.of("original_loc_LocalIntensityPeak", "original_loc_GlobalIntensityPeak", "original_morph_CentreOfMassShift"));
        final var py = PyRadiomicsExtractor.of(PyRadiomicsSettings.withDefaults());
        assertEquals(py.extract(r.image(), r.mask(), Progress.NONE).numbers(),
            py.extract(r.moved(3, 5, 2).image(), r.moved(3, 5, 2).mask(), Progress.NONE).numbers());
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "0, 2"})
    void rotationBy90DegreesChangesNothingInSpace(final int from, final int to) {
        final Regions r = Regions.lumpy(12, 17, 15, SPACING, 4);
        assertSame(ibsi(r, settings()), ibsi(r.rotated(from, to), settings()), 1e-9, Set.of());
    }

    @Test
    void rotationWithinSlicesChangesNothingInSlices() {
        final Regions r = Regions.lumpy(9, 17, 15, SPACING, 5);
        final IbsiSettings all = settings().withAggregations(EnumSet.allOf(Aggregation.class));
        assertSame(ibsi(r, all), ibsi(r.rotated(1, 2), all), 1e-9, Set.of());
    }

    @Test
    void rotationChangesPyRadiomicsMeshByLessThanAPercentAndNothingElse() {
        final Regions r = Regions.lumpy(12, 17, 15, SPACING, 6);
        final var py = PyRadiomicsExtractor.of(PyRadiomicsSettings.withDefaults().with("binWidth", 20));
        final Map<String, Double> before = py.extract(r.image(), r.mask(), Progress.NONE).numbers();
        final Map<String, Double> after = py.extract(r.rotated(0, 1).image(), r.rotated(0, 1).mask(), Progress.NONE).numbers();
        final Set<String> mesh = Set.of("original_shape_MeshVolume", "original_shape_SurfaceArea",
            "original_shape_SurfaceVolumeRatio", "original_shape_Sphericity");
        mesh.forEach(name -> assertEquals(before.get(name), after.get(name), 0.01 * before.get(name), name));
        assertSame(before, after, 1e-9, Set.of("original_shape_MeshVolume", "original_shape_SurfaceArea",
            "original_shape_SurfaceVolumeRatio", "original_shape_Sphericity", "original_shape_Maximum2DDiameterSlice",
            "original_shape_Maximum2DDiameterColumn"));
        assertEquals(before.get("original_shape_Maximum2DDiameterSlice"), after.get("original_shape_Maximum2DDiameterColumn"), 1e-9);
    }

    /** All families and aggregations, on voxels that are no cubes, too. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void mirroringChangesNothing(final int axis) {
        final Regions r = Regions.lumpy(9, 17, 15, new double[]{5, 0.7, 0.7}, 7);
        final IbsiSettings all = settings().withAggregations(EnumSet.allOf(Aggregation.class));
        assertSame(ibsi(r, all), ibsi(r.flipped(axis), all), 1e-9, Set.of());
        final var py = PyRadiomicsExtractor.of(PyRadiomicsSettings.withDefaults().with("binWidth", 20));
        // the table of PyRadiomics' cubes has a handedness
        assertSame(py.extract(r.image(), r.mask(), Progress.NONE).numbers(),
            py.extract(r.flipped(axis).image(), r.flipped(axis).mask(), Progress.NONE).numbers(), 1e-9,
            Set.of("original_shape_MeshVolume", "original_shape_SurfaceArea", "original_shape_SurfaceVolumeRatio", "original_shape_Sphericity"));
    }

    private static Regions mapped(final Regions r, final DoubleUnaryOperator change) {
        return r.withValues(Arrays.stream(r.image().voxels().toDoubles()).map(change).toArray());
    }

    @Test
    void shiftAndScaleOfIntensitiesChangeNoTextureWithAFixedNumberOfBins() {
        final Regions r = Regions.lumpy(10, 14, 13, SPACING, 7);
        final IbsiSettings texture = settings().withAggregations(EnumSet.allOf(Aggregation.class))
            .withFamilies(EnumSet.of(FeatureFamily.INTENSITY_HISTOGRAM, FeatureFamily.INTENSITY_VOLUME_HISTOGRAM,
                FeatureFamily.COOCCURRENCE, FeatureFamily.RUN_LENGTH, FeatureFamily.SIZE_ZONE, FeatureFamily.DISTANCE_ZONE,
                FeatureFamily.NEIGHBOURHOOD_DIFFERENCE, FeatureFamily.NEIGHBOURHOOD_DEPENDENCE));
        // powers of two and whole numbers: no bin's edge moves by rounding
        assertSame(ibsi(r, texture), ibsi(mapped(r, x -> 4 * x - 1024), texture), 0, Set.of());
    }

    /** PyRadiomics' bins begin at multiples of their width: a shift by some widths, or a scale of both, keeps all levels. */
    @Test
    void shiftByBinsAndScaleWithTheBinChangeNoTextureOfPyRadiomics() {
        final Regions r = Regions.lumpy(10, 14, 13, SPACING, 13);
        final PyRadiomicsSettings texture = PyRadiomicsSettings.withDefaults().withFeatureClasses(Map.of("glcm", List.of(), "gldm",
            List.of(), "glrlm", List.of(), "glszm", List.of(), "ngtdm", List.of()));
        final Map<String, Double> before = PyRadiomicsExtractor.of(texture.with("binWidth", 16)).extract(r.image(), r.mask(), Progress.NONE)
            .numbers();
        final Regions shifted = mapped(r, x -> x - 16 * 7);
        assertEquals(before,
            PyRadiomicsExtractor.of(texture.with("binWidth", 16)).extract(shifted.image(), shifted.mask(), Progress.NONE).numbers());
        final Regions scaled = mapped(r, x -> 0.25 * x);
        assertEquals(before,
            PyRadiomicsExtractor.of(texture.with("binWidth", 4)).extract(scaled.image(), scaled.mask(), Progress.NONE).numbers());
    }

    @Test
    void statisticsFollowShiftAndScale() {
        final Regions r = Regions.lumpy(10, 14, 13, SPACING, 8);
        final IbsiSettings statistics = settings().withFamilies(EnumSet.of(FeatureFamily.STATISTICS));
        final Map<String, Double> before = ibsi(r, statistics);
        final Map<String, Double> after = ibsi(mapped(r, x -> -2 * x + 300), statistics);
        final Map<String, Double> scaled = ibsi(mapped(r, x -> 3 * x + 7), statistics);
        for (final String name : List.of("Skewness", "Kurtosis")) {
            final double sign = name.equals("Skewness") ? -1 : 1;
            assertEquals(sign * before.get("original_stat_" + name), after.get("original_stat_" + name), 1e-9);
            assertEquals(before.get("original_stat_" + name), scaled.get("original_stat_" + name), 1e-9);
        }
        for (final String name : List.of("Mean", "Median", "Percentile10", "Percentile90", "Minimum", "Maximum")) {
            assertEquals(3 * before.get("original_stat_" + name) + 7, scaled.get("original_stat_" + name), 1e-9, name);
        }
        for (final String name : List.of("InterquartileRange", "Range", "MeanAbsoluteDeviation", "RobustMeanAbsoluteDeviation",
            "MedianAbsoluteDeviation")) {
            assertEquals(2 * before.get("original_stat_" + name), after.get("original_stat_" + name), 1e-9, name);
        }
        assertEquals(4 * before.get("original_stat_Variance"), after.get("original_stat_Variance"), 1e-6);
    }

    @Test
    void shapeDoesNotLookAtIntensities() {
        final Regions r = Regions.lumpy(10, 14, 13, SPACING, 9);
        final var py = PyRadiomicsExtractor.of(PyRadiomicsSettings.withDefaults().withFeatureClasses(Map.of("shape", List.of())));
        assertEquals(py.extract(r.image(), r.mask(), Progress.NONE).numbers(),
            py.extract(mapped(r, x -> x * x).image(), r.mask(), Progress.NONE).numbers());
    }

    @Test
    void intensitiesOutsideTheMaskChangeNothingButThePeaks() {
        final Regions r = Regions.lumpy(10, 14, 13, SPACING, 10);
        final double[] values = r.image().voxels().toDoubles().clone();
        for (int v = 0; v < values.length; v++) {
            values[v] = r.mask().inside()[v] == 0 ? 9999 : values[v];
        }
        assertSame(ibsi(r, settings()), ibsi(r.withValues(values), settings()), 0,
            Set.of("original_loc_LocalIntensityPeak", "original_loc_GlobalIntensityPeak"));
    }

    /** Statistics do not care where a value stands: exchanging the region's values leaves them as they are. */
    @Test
    void permutingTheRegionsVoxelsChangesNoStatistic() {
        final Regions r = Regions.lumpy(10, 14, 13, SPACING, 11);
        final double[] values = r.image().voxels().toDoubles().clone();
        final int[] inside = java.util.stream.IntStream.range(0, values.length).filter(v -> r.mask().inside()[v] != 0).toArray();
        final double[] old = values.clone();
        for (int k = 0; k < inside.length; k++) {
            values[inside[k]] = old[inside[inside.length - 1 - k]];
        }
        final IbsiSettings plain = settings().withFamilies(EnumSet.of(FeatureFamily.STATISTICS, FeatureFamily.INTENSITY_HISTOGRAM,
            FeatureFamily.INTENSITY_VOLUME_HISTOGRAM));
        assertSame(ibsi(r, plain), ibsi(r.withValues(values), plain), 1e-9, Set.of());
    }

    /** The same region as a label of a map, in any order of labels. */
    @Test
    void theLabelsNumberChangesNothing() {
        final Regions r = Regions.lumpy(10, 14, 13, SPACING, 12);
        final double[] labels = new double[r.mask().inside().length];
        for (int v = 0; v < labels.length; v++) {
            labels[v] = r.mask().inside()[v] == 0 ? v % 3 : 7;
        }
        final PyRadiomicsSettings seven = PyRadiomicsSettings.withDefaults().with("label", 7);
        assertEquals(
            PyRadiomicsExtractor.of(seven).extract(r.image(), r.mask(), Progress.NONE).numbers(),
            PyRadiomicsExtractor.of(seven).extract(r.image(), r.withValues(labels).image(), Progress.NONE).numbers());
        assertEquals(r.mask().count(), Mask.ofLabel(r.withValues(labels).image(), 7).count());
    }
}
