package org.petctflow.study.figures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.petctflow.study.charts.Chart;
import org.petctflow.study.charts.ChartsPage;

class FigureTest {

    private static final Chart BARS = new Chart.Bars("a", "Ages", "A note.", "years", List.of("x"), new double[]{3}, null, null);

    private static final Chart OTHER = new Chart.Bars("b", "Doses", null, "MBq", List.of("x"), new double[]{4}, null, null);

    @Test
    void aPageBecomesAFigureAChartWithNotesInTheCaptions() {
        final List<Figure> figures = Figure.of(new ChartsPage("Page", List.of(BARS, OTHER), List.of("12 patients.")), "Means.");
        assertEquals(List.of("Ages", "Doses"), figures.stream().map(Figure::title).toList());
        assertEquals("A note. Means. 12 patients.", figures.get(0).caption());
        assertEquals("Means. 12 patients.", figures.get(1).caption());
        assertEquals(new ChartsPage("Doses", List.of(OTHER), List.of()).toJson(), figures.get(1).chart());
        assertNull(Figure.of(OTHER, null).caption());
    }

    @Test
    void aPictureIsAPng() throws IOException {
        final ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB), "png", png);
        assertArrayEquals(png.toByteArray(), Figure.picture("Slice", png.toByteArray(), "Axial.").picture());
        final var e = assertThrows(IllegalArgumentException.class, () -> Figure.picture("Slice", "<svg/>".getBytes(), null));
        assertEquals("The picture of the figure 'Slice' is no PNG", e.getMessage());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new Figure("None", null, null, null)).getMessage()
            .contains("neither"));
    }
}
