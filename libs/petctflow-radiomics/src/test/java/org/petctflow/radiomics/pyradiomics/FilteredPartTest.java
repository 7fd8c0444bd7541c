package org.petctflow.radiomics.pyradiomics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;
import org.petctflow.radiomics.FeatureVector;
import org.petctflow.radiomics.ImageFilter;
import org.petctflow.radiomics.filter.PyRadiomicsFilters;
import org.petctflow.radiomics.image.Region;
import org.petctflow.radiomics.intensity.Statistics;

/** Filtering the part of a large image around the region is filtering all of it. */
class FilteredPartTest {

    private static final Geometry GRID = Geometry.axial(20, 92, 96, 3, 2, 2);

    @ParameterizedTest
    @CsvSource({"Wavelet, false", "Wavelet, true", "Gradient, false", "LoG, false", "LoG, true"})
    void thePartIsTheWhole(final String type, final boolean atTheBorder) {
        final SplittableRandom random = new SplittableRandom(11);
        final double[] values = new double[GRID.voxels()];
        final byte[] inside = new byte[values.length];
        for (int v = 0; v < values.length; v++) {
            values[v] = random.nextInt(100);
            final int r = v / 96 % 92;
            final int c = v % 96;
            inside[v] = (byte)(r >= (atTheBorder ? 0 : 42) && r < (atTheBorder ? 8 : 50) && c > 43 && c < 52 && (r + c) % 5 != 0 ? 1 : 0);
        }
        final Volume image = Volume.of(GRID, Modality.OTHER, Units.NONE, Voxels.of(values));
        final Mask mask = Mask.of(GRID, inside);
        final PyRadiomicsSettings settings = PyRadiomicsSettings.withDefaults().with("sigma", List.of(1.0, 3))
            .withImageTypes(Map.of(type, Map.of())).withFeatureClasses(Map.of("firstorder", List.of("Mean", "Variance", "Maximum")));
        final PyRadiomicsExtractor extractor = PyRadiomicsExtractor.of(settings, PyRadiomicsFilters.imageTypes());
        final FeatureVector part = extractor.extract(image, mask, Progress.NONE);
        int compared = 0;
        for (final ImageFilter.Filtered whole : PyRadiomicsFilters.imageTypes().get(type).apply(settings).apply(image, mask, Progress.NONE)) {
            final double[] x = Region.of(whole.image(), mask).values();
            final Statistics all = Statistics.of(x);
            final double scale = Math.sqrt(all.variance()) + Math.abs(all.mean());
            assertEquals(all.mean(), part.find(whole.name() + "_firstorder_Mean").orElseThrow().value(), 1e-10 * scale, whole.name());
            assertEquals(all.variance(), part.find(whole.name() + "_firstorder_Variance").orElseThrow().value(), 1e-10 * scale * scale);
            assertEquals(all.ordered().max(), part.find(whole.name() + "_firstorder_Maximum").orElseThrow().value(), 1e-10 * scale);
            compared++;
        }
        assertTrue(compared > 0);
        final PyRadiomicsImage seen =
            PyRadiomicsExtractor.imageTypes(settings, PyRadiomicsFilters.imageTypes()).get(0).seen(new PyRadiomicsImage(image, mask));
        assertTrue(seen.image().geometry().voxels() < image.geometry().voxels(), seen.image().geometry().toString());
    }
}
