package org.petctflow.radiomics.ibsi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.petctflow.base.Progress;
import org.petctflow.radiomics.FilterNames;
import org.petctflow.radiomics.ImageFilter;
import org.petctflow.radiomics.Regions;
import org.petctflow.radiomics.filter.Boundary;
import org.petctflow.radiomics.filter.IbsiFilters;
import org.petctflow.radiomics.filter.Pooling;

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
        assertSameFilter(IbsiFilters.nonSeparable("simoncelli", 2, null, false, Boundary.MIRROR), "simoncelli level=2");
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
}
