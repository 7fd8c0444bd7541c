package org.petctflow.radiomics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;
import org.petctflow.radiomics.filter.PyRadiomicsFilters;
import org.petctflow.radiomics.ibsi.FilterList;
import org.petctflow.radiomics.ibsi.IbsiExtractor;
import org.petctflow.radiomics.ibsi.IbsiSettings;
import org.petctflow.radiomics.image.Discretisation;
import org.petctflow.radiomics.pyradiomics.ParameterFile;
import org.petctflow.radiomics.pyradiomics.PyRadiomicsExtractor;
import org.petctflow.radiomics.pyradiomics.PyRadiomicsSettings;

/** Whatever the region: the same names as always, each with a finite number or a reason. */
class FailingRegionTest {

    private static final Geometry GRID = Geometry.axial(5, 6, 7, 2, 1, 1);

    enum Case {
            EMPTY, ONE_VOXEL, TWO_VOXELS, LINE, PLANE, FLAT, SCATTERED, NOT_FINITE, NOT_WHOLE, OUT_OF_RANGE, WHOLE_GRID
    }

    private static Volume image(final Case what) {
        final double[] values = new double[GRID.voxels()];
        for (int v = 0; v < values.length; v++) {
            values[v] = switch (what) {
                case FLAT -> 3;
                case NOT_FINITE -> v == 60 ? Double.NaN : v;
                case NOT_WHOLE -> v % 7 + 0.5;
                case OUT_OF_RANGE -> -2000;
                default -> v * 7919 % 11 + 1;
            };
        }
        return Volume.of(GRID, Modality.OTHER, Units.NONE, Voxels.of(values));
    }

    private static Mask mask(final Case what) {
        final byte[] inside = new byte[GRID.voxels()];
        for (int s = 0, v = 0; s < 5; s++) {
            for (int r = 0; r < 6; r++) {
                for (int c = 0; c < 7; c++, v++) {
                    inside[v] = (byte)(switch (what) {
                        case EMPTY -> false;
                        case ONE_VOXEL -> v == 80;
                        case TWO_VOXELS -> v == 80 || v == 81;
                        case LINE -> s == 2 && r == 3;
                        case PLANE -> s == 2;
                        case SCATTERED -> s % 2 == 0 && r % 2 == 0 && c % 2 == 0;
                        case WHOLE_GRID -> true;
                        default -> s > 0 && s < 4 && r > 0 && c > 0;
                    } ? 1 : 0);
                }
            }
        }
        return Mask.of(GRID, inside);
    }

    private static void assertNumberOrReason(final FeatureVector features, final int count, final Case what) {
        assertEquals(count, features.values().size());
        for (final FeatureValue v : features.values()) {
            if (v.isPresent()) {
                assertTrue(Double.isFinite(v.value()), v.name());
            } else {
                assertTrue(Double.isNaN(v.value()));
                assertFalse(v.reason().isBlank(), v.name());
            }
        }
        if (what == Case.EMPTY || what == Case.NOT_FINITE) {
            assertTrue(features.numbers().isEmpty(), what + " has numbers: " + features.numbers());
        }
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void ibsiGivesANumberOrAReason(final Case what) {
        for (final Discretisation d : List.of(Discretisation.none(), Discretisation.binNumber(8), Discretisation.binSize(2))) {
            final IbsiSettings settings =
                IbsiSettings.withDefaults().withDiscretisation(d).withAggregations(EnumSet.allOf(Aggregation.class))
                    .withRange(-1000, 1000);
            assertNumberOrReason(IbsiExtractor.of(settings).extract(image(what), mask(what), Progress.NONE), 487, what);
        }
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void pyRadiomicsGivesANumberOrAReason(final Case what) {
        for (final String weighting : new String[]{null, "no_weighting"}) {
            final PyRadiomicsSettings settings = PyRadiomicsSettings.withDefaults().with("minimumROIDimensions", 1)
                .with("binWidth", 2).with("weightingNorm", weighting);
            assertNumberOrReason(PyRadiomicsExtractor.of(settings).extract(image(what), mask(what), Progress.NONE), 107, what);
        }
    }

    @Test
    void reasonsSayWhatIsWrong() {
        assertEquals("the region of interest is empty", reason(Case.EMPTY, "original_stat_Mean"));
        assertEquals("re-segmentation left no voxel of the region of interest", reason(Case.OUT_OF_RANGE, "original_stat_Mean"));
        assertEquals("undefined for a single voxel", reason(Case.ONE_VOXEL, "original_morph_MoransI"));
        assertEquals("no voxel of the region has a neighbour in it", reason(Case.SCATTERED, "original_glcm-3Davg_Contrast"));
        assertEquals("undefined where all voxels have the same intensity", reason(Case.FLAT, "original_morph_GearysC"));
        assertTrue(reason(Case.NOT_FINITE, "original_stat_Mean").startsWith("The image's value must be finite inside the mask, but was"
            + " NaN at slice 1, row 2, column 4"));
        assertTrue(reason(Case.NOT_WHOLE, "original_ih_Mean").startsWith("Without discretisation every intensity must be a whole number"));
    }

    private static String reason(final Case what, final String name) {
        final IbsiSettings settings = IbsiSettings.withDefaults().withDiscretisation(Discretisation.none()).withRange(-1000, 1000);
        return IbsiExtractor.of(settings).extract(image(what), mask(what), Progress.NONE).find(name).orElseThrow().reason();
    }

    @Test
    void gridsOfDifferentSizeAreAReasonToo() {
        final Mask other = Mask.of(Geometry.axial(5, 6, 6, 2, 1, 1), new byte[180]);
        final FeatureVector features = IbsiExtractor.of(IbsiSettings.withDefaults()).extract(image(Case.FLAT), other, Progress.NONE);
        assertTrue(features.numbers().isEmpty());
        assertTrue(features.values().get(0).reason().startsWith("Image and mask must have the same grid"));
    }

    @Test
    void tooManyGreyLevelsAreAReason() {
        final PyRadiomicsSettings settings = PyRadiomicsSettings.withDefaults().with("binWidth", 1e-4);
        final FeatureVector features =
            PyRadiomicsExtractor.of(settings).extract(image(Case.WHOLE_GRID), mask(Case.WHOLE_GRID), Progress.NONE);
        assertTrue(features.find("original_glcm_Contrast").orElseThrow().reason().contains("grey levels"));
        assertTrue(features.find("original_shape_MeshVolume").orElseThrow().isPresent());
        assertTrue(features.find("original_firstorder_Mean").orElseThrow().isPresent());
        assertTrue(features.find("original_firstorder_Entropy").orElseThrow().reason().contains("grey levels"));
    }

    private static List<String> names(final FeatureExtractor extractor) {
        return extractor.slots().stream().map(FeatureSlot::name).toList();
    }

    /** An image that is too small for one filter has the features of the others; names are always those of the settings. */
    @Test
    void aFilterThatFailsTakesNothingElseWithIt() {
        final Map<String, Map<String, Object>> types = new LinkedHashMap<>();
        types.put("Original", Map.of());
        types.put("LoG", Map.of("sigma", List.of(2, 50.0)));
        types.put("Wavelet", Map.of());
        final FeatureExtractor py = PyRadiomicsExtractor.of(PyRadiomicsSettings.withDefaults().with("binWidth", 1).withImageTypes(types),
            PyRadiomicsFilters.imageTypes());
        final FeatureVector v = py.extract(image(Case.WHOLE_GRID), mask(Case.WHOLE_GRID), Progress.NONE);
        assertEquals(14 + 11 * 93, v.values().size());
        assertEquals(names(py), v.values().stream().map(FeatureValue::name).toList());
        assertTrue(v.find("original_glcm_Contrast").orElseThrow().isPresent());
        assertTrue(v.find("wavelet-HHH_glcm_Contrast").orElseThrow().isPresent());
        // as Python writes 2 and 50.0
        assertTrue(v.find("log-sigma-2-mm-3D_firstorder_Mean").orElseThrow().reason().contains("too few for a Laplacian of Gaussian"));
        assertTrue(v.find("log-sigma-50-0-mm-3D_firstorder_Mean").isPresent());

        final ImageFilter refuses = (image, mask, progress) -> {
            if (image.geometry().slices() == 5) {
                throw new IllegalArgumentException("too small");
            }
            return List.of(new ImageFilter.Filtered("picky", image));
        };
        final FeatureExtractor ibsi = IbsiExtractor.of(IbsiSettings.withDefaults(), List.of(refuses, ImageFilter.ORIGINAL));
        final FeatureVector w = ibsi.extract(image(Case.WHOLE_GRID), mask(Case.WHOLE_GRID), Progress.NONE);
        assertEquals(names(ibsi), w.values().stream().map(FeatureValue::name).toList());
        assertEquals("too small", w.find("picky_stat_Mean").orElseThrow().reason());
        assertTrue(w.find("original_stat_Mean").orElseThrow().isPresent());
        assertTrue(w.find("original_morph_Volume").orElseThrow().isPresent());
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void namesAreThoseOfTheSettings(final Case what) {
        final FeatureExtractor ibsi = IbsiExtractor.of(IbsiSettings.withDefaults(), FilterList.parse("original; wavelet bands=all name=haar"));
        final FeatureExtractor py = PyRadiomicsExtractor.of(
            PyRadiomicsSettings.withDefaults().withImageTypes(ParameterFile.parseImageTypes("wavelet level=2; square; original")),
            PyRadiomicsFilters.imageTypes());
        for (final FeatureExtractor extractor : List.of(ibsi, py)) {
            assertEquals(names(extractor),
                extractor.extract(image(what), mask(what), Progress.NONE).values().stream().map(FeatureValue::name).toList());
        }
    }
}
