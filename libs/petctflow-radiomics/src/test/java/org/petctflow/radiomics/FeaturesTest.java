package org.petctflow.radiomics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.imaging.volume.Voxels;
import org.petctflow.radiomics.ibsi.IbsiExtractor;
import org.petctflow.radiomics.ibsi.IbsiSettings;
import org.petctflow.radiomics.image.Discretisation;
import org.petctflow.radiomics.pyradiomics.PyRadiomicsSettings;

class FeaturesTest {

    @Test
    void everyFeatureIsDefinedOnce() {
        int ibsi = 0;
        int pyRadiomics = 0;
        for (final FeatureFamily family : FeatureFamily.values()) {
            final Set<String> names = new HashSet<>();
            for (final Feature f : Features.of(family)) {
                assertTrue(names.add(f.name()), f.name());
                assertFalse(f.definition().isBlank(), f.name());
                assertFalse(f.name().contains("_"), f.name());
                if (family.isIbsi()) {
                    assertTrue(f.ibsiCode().matches("[A-Z0-9]{4}"), f.name());
                    assertFalse(f.tag().isEmpty(), f.name());
                    ibsi++;
                } else if (f.byDefault()) {
                    pyRadiomics++;
                }
            }
        }
        assertEquals(29 + 2 + 18 + 23 + 7 + 25 + 16 + 16 + 16 + 5 + 17, ibsi);
        assertEquals(107 + 9, pyRadiomics);
        assertEquals("HU^2", Features.of(FeatureFamily.STATISTICS, "Variance").unit("HU"));
    }

    @Test
    void columnNamesComeApartAgain() {
        final FeatureValue v = FeatureValue.of("wavelet-LLH", Features.of(FeatureFamily.COOCCURRENCE, "Contrast"),
            Aggregation.D25_MERGED, 1, null);
        final String column = ColumnName.of("PET_1", v, "left lung");
        assertEquals("PET-1_wavelet-LLH_glcm-2.5Dcomb_Contrast_left-lung", column);
        assertEquals(new ColumnName("PET-1", "wavelet-LLH", "glcm-2.5Dcomb", "Contrast", "left-lung"),
            ColumnName.parse(column).orElseThrow());
        assertTrue(ColumnName.parse("age").isEmpty());
        assertEquals("original_firstorder_Mean", ColumnName.of("", FeatureValue.of("original",
            Features.of(FeatureFamily.PY_FIRST_ORDER, "Mean"), Aggregation.NONE, 1, null), ""));
        assertEquals("cm_contrast_2_5D_comb", v.tag());
    }

    @Test
    void aValueIsANumberOrAReason() {
        final Feature f = Features.of(FeatureFamily.STATISTICS, "Mean");
        assertThrows(IllegalArgumentException.class, () -> new FeatureValue("original", f, Aggregation.NONE, Double.NaN, null));
        assertThrows(IllegalArgumentException.class, () -> new FeatureValue("original", f, Aggregation.NONE, 1, "why"));
        assertThrows(IllegalArgumentException.class, () -> Features.of(FeatureFamily.STATISTICS, "Average"));
    }

    /** The table of families in docs/features.md is this one. */
    @Test
    void theDocumentedCountsAreRight() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("docs/features.md"))) {
            root = root.getParent();
        }
        final String text = Files.readString(root.resolve("docs/features.md"));
        for (final FeatureFamily family : FeatureFamily.values()) {
            final long n = Features.of(family).stream().filter(Feature::byDefault).count();
            assertTrue(text.contains("| `" + family.className() + "` | " + family.title() + " | " + n + " |"), family + " " + n);
        }
    }

    @Test
    void settingsWarnOfBinsMadeForAnotherUnit() {
        final Regions r = Regions.lumpy(5, 6, 7, new double[]{1, 1, 1}, 1);
        final VolumeInfo pet = VolumeInfo.of(r.image().geometry(), Voxels.Kind.FLOAT32, Modality.PET, Units.SUV_BW);
        final VolumeInfo ct = VolumeInfo.of(r.image().geometry(), Voxels.Kind.INT16, Modality.CT, Units.HU);
        final IbsiSettings wide = IbsiSettings.withDefaults().withDiscretisation(Discretisation.binSize(25)).withRange(0, 50);
        assertTrue(wide.warnings(pet).get(0).contains("Choose 0.1 to 0.5"));
        assertEquals(List.of(), wide.warnings(ct));
        assertEquals(List.of(), IbsiSettings.withDefaults().warnings(pet));
        assertEquals(0.25, IbsiSettings.withDefaults().discretisation(pet).binSize());
        assertEquals(25, IbsiSettings.withDefaults().discretisation(ct).binSize());
        assertTrue(PyRadiomicsSettings.withDefaults().warnings(pet).get(0).contains("Choose 0.1 to 0.5"));
        assertEquals(List.of(), PyRadiomicsSettings.withDefaults().with("binWidth", 0.25).warnings(pet));
    }

    @Test
    void settingsRefuseWhatCannotBe() {
        final IbsiSettings s = IbsiSettings.withDefaults();
        assertThrows(IllegalArgumentException.class, () -> s.withSpacing(-1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> s.withSpacing(Double.NaN, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> s.withRange(5, 5));
        assertThrows(IllegalArgumentException.class, () -> s.withOutlierSigma(0));
        assertThrows(IllegalArgumentException.class, () -> s.withNeighbourhood(0, 0));
        assertThrows(IllegalArgumentException.class, () -> s.withFamilies(Set.of(FeatureFamily.PY_GLCM)));
    }

    @Test
    void cancelStopsBetweenFamilies() {
        final Regions r = Regions.lumpy(5, 6, 7, new double[]{1, 1, 1}, 1);
        final int[] asked = new int[1];
        final Progress impatient = new Progress() {
            @Override
            public void report(final double fraction, final String message) {
                assertTrue(fraction >= 0 && fraction <= 1);
            }

            @Override
            public boolean isCancelled() {
                return asked[0]++ > 3;
            }
        };
        assertThrows(CancellationException.class,
            () -> IbsiExtractor.of(IbsiSettings.withDefaults()).extract(r.image(), r.mask(), impatient));
    }

    /** Filtered images share the masks, and only the image itself has a shape. */
    @Test
    void filtersPlugIn() {
        final Regions r = Regions.lumpy(5, 6, 7, new double[]{1, 1, 1}, 1);
        final ImageFilter negative = (image, mask, progress) -> List.of(new ImageFilter.Filtered("negative",
            org.petctflow.imaging.volume.Volume.of(image.geometry(), Modality.DERIVED, "",
                Voxels.of(java.util.Arrays.stream(image.voxels().toDoubles()).map(x -> -x).toArray()))));
        final FeatureVector v = IbsiExtractor.of(IbsiSettings.withDefaults(), List.of(ImageFilter.ORIGINAL, negative))
            .extract(r.image(), r.mask(), Progress.NONE);
        assertEquals(-v.find("original_stat_Mean").orElseThrow().value(), v.find("negative_stat_Mean").orElseThrow().value(), 1e-12);
        assertTrue(v.find("original_morph_Volume").isPresent());
        assertTrue(v.find("negative_morph_Volume").isEmpty());
    }
}
