package org.petctflow.radiomics.ibsi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.radiomics.FeatureFamily;
import org.petctflow.radiomics.FeatureValue;
import org.petctflow.radiomics.FeatureVector;
import org.petctflow.radiomics.FilterNames;
import org.petctflow.radiomics.ImageFilter;
import org.petctflow.radiomics.Regions;
import org.petctflow.radiomics.filter.Boundary;
import org.petctflow.radiomics.filter.IbsiFilters;
import org.petctflow.radiomics.filter.Pooling;
import org.petctflow.radiomics.image.Discretisation;
import org.petctflow.radiomics.image.Region;
import org.petctflow.radiomics.intensity.Statistics;

class FilterListTest {

    private static List<String> names(final String text) {
        final List<String> names = new ArrayList<>();
        FilterList.parse(text).forEach(f -> names.addAll(FilterNames.of(f)));
        return names;
    }

    @Test
    void linesSemicolonsAndCommasMakeFilters() {
        assertEquals(List.of("original", "log-1mm", "log-2.5mm", "mean-3", "square"),
            names("original\n# a remark\nlog sigma=1,2.5; mean\n\n  Square"));
        assertEquals(8, names("wavelet bands=all").size());
        assertEquals(List.of("fine", "original"), names("log sigma=1 as=fine; original"));
        assertSame(ImageFilter.ORIGINAL, FilterList.parse("Original").get(0));
    }

    /** Each option reaches the filter it is meant for. */
    @Test
    void textMakesTheSameFilterAsTheFactory() {
        assertSameFilter(IbsiFilters.mean(5, true, Boundary.ZERO), "mean window=5 2d boundary=zero");
        assertSameFilter(IbsiFilters.laplacianOfGaussian(2, 3, false, Boundary.NEAREST), "log sigma=2 cutoff=3 boundary=nearest");
        assertSameFilter(IbsiFilters.laws("L5E5E5", Pooling.MAX, 2, Boundary.MIRROR), "laws kernels=L5E5E5 energy=2 pooling=max");
        assertSameFilter(IbsiFilters.gabor(2, 3, 1.5, 10, 45, false, Pooling.MEAN, Boundary.MIRROR),
            "gabor sigma=2 lambda=3 gamma=1.5 theta=10 step=45 pooling=mean");
        assertSameFilter(IbsiFilters.wavelet("haar", "LHL", 2, Pooling.MEAN, Boundary.PERIODIC),
            "wavelet name=haar bands=LHL level=2 pooling=mean boundary=periodic");
        assertSameFilter(IbsiFilters.nonSeparable("simoncelli", 2, null, false, Boundary.PERIODIC), "simoncelli level=2");
        assertSameFilter(IbsiFilters.nonSeparable("shannon", 1, null, true, Boundary.MIRROR), "shannon 2d boundary=mirror");
    }

    private static void assertSameFilter(final ImageFilter expected, final String text) {
        final Regions r = Regions.lumpy(6, 7, 8, new double[]{1, 1, 1}, 3);
        final List<ImageFilter> parsed = FilterList.parse(text);
        assertEquals(1, parsed.size());
        final ImageFilter.Filtered e = expected.apply(r.image(), r.mask(), Progress.NONE).get(0);
        final ImageFilter.Filtered a = parsed.get(0).apply(r.image(), r.mask(), Progress.NONE).get(0);
        assertEquals(e.name(), a.name());
        assertArrayEquals(e.image().voxels().toDoubles(), a.image().voxels().toDoubles());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "sobel | there is no filter sobel, but original, mean, log",
        "log | needs a value for the option sigma",
        "log sigma=two | sigma must be a number, but was two",
        "log sigma=1 sigma=2 | stands there twice",
        "log sigma=1 window=3 | it has no option window",
        "mean window=4 | must be odd",
        "mean window=2.5 | must be a whole number",
        "mean boundary=wrap | boundary is one of [zero, nearest, periodic, mirror]",
        "mean 2d=maybe | is true or false",
        "log sigma=1,2 as=x | cannot name several",
        "log sigma=1 as=a_b | letters, digits",
        "log sigma=1 riesz=x | two or three orders"})
    void whatCannotBeIsNamed(final String text, final String message) {
        final String found = assertThrows(IllegalArgumentException.class, () -> FilterList.parse(text)).getMessage();
        assertTrue(found.startsWith("Filter \"" + text + "\": "), found);
        assertTrue(found.contains(message), found);
    }

    @Test
    void noFilterAtAllIsNone() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> FilterList.parse(" \n;")).getMessage().contains("no filter"));
    }

    @Test
    void twoOfOneNameAreRefused() {
        assertTrue(assertThrows(IllegalArgumentException.class,
            () -> IbsiExtractor.of(IbsiSettings.withDefaults(), FilterList.parse("mean; mean 2d"))).getMessage().contains("mean-3"));
    }

    /**
     * What is periodic or decimated sees the whole image, so that its values are those of the filter on the image; others see the region's
     * surroundings, whatever filters stand beside them.
     */
    @ParameterizedTest
    @CsvSource({"simoncelli level=1, 3", "shannon level=2 2d, 2", "mean window=5 boundary=periodic, 3", "log sigma=2 boundary=periodic as=x, 3",
        "wavelet name=haar bands=HL level=2 decimated, 2", "gabor sigma=2 lambda=3 boundary=periodic, 2", "log sigma=1, 0",
        "simoncelli level=1 boundary=mirror, 0"})
    void onlyWhatIsPeriodicSeesTheWholeImage(final String text, final int axes) {
        final Regions whole = Regions.lumpy(16, 40, 41, new double[]{1, 1, 1}, 8);
        final byte[] inside = new byte[whole.image().geometry().voxels()];
        for (int s = 6; s < 9; s++) {
            for (int r = 5; r < 9; r++) {
                for (int c = 7; c < 11; c++) {
                    inside[whole.image().geometry().voxel(s, r, c)] = 1;
                }
            }
        }
        final Mask mask = Mask.of(whole.image().geometry(), inside);
        final ImageFilter filter = FilterList.parse(text).get(0);
        assertEquals(axes, filter.wholeAxes());
        final IbsiSettings settings = IbsiSettings.withDefaults().withFamilies(Set.of(FeatureFamily.STATISTICS))
            .withFiltering(Discretisation.binNumber(8), 2);
        final double[] expected = Statistics.of(Region.of(filter.apply(whole.image(), mask, Progress.NONE).get(0).image(), mask).values()).ibsi();
        final double[] found = values(IbsiExtractor.of(settings, List.of(filter)).extract(whole.image(), mask, Progress.NONE));
        if (axes > 0) {
            assertArrayEquals(expected, found, 1e-9);
        } else {
            assertTrue(Math.abs(expected[0] - found[0]) > 1e-9, "a margin of 2 mm is too little for this one");
            // a second filter that sees all changes nothing
            final double[] both = values(IbsiExtractor.of(settings, FilterList.parse(text + "; mean boundary=periodic"))
                .extract(whole.image(), mask, Progress.NONE));
            assertArrayEquals(found, Arrays.copyOf(both, found.length), 1e-12);
        }
    }

    private static double[] values(final FeatureVector features) {
        return features.values().stream().mapToDouble(FeatureValue::value).toArray();
    }
}
