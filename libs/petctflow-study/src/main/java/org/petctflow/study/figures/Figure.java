package org.petctflow.study.figures;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.petctflow.study.charts.Chart;
import org.petctflow.study.charts.ChartsPage;

/**
 * A figure of a report: a chart as data, which the report draws, or a picture.
 *
 * @param title what a person reads above it; unique within a node
 * @param chart JSON of the schema {@code petct.charts/1} with this one chart; null for a picture
 * @param picture a PNG file's bytes; null for a chart
 * @param caption what is seen and how it was computed, in whole sentences; null for none
 */
public record Figure(String title, String chart, byte[] picture, String caption) {

    private static final byte[] PNG = {(byte)0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /** Checks that it is one of both. */
    public Figure {
        Objects.requireNonNull(title, "title");
        if (chart == null == (picture == null)) {
            throw new IllegalArgumentException("The figure '" + title + "' must be a chart or a picture, but is "
                + (chart == null ? "neither" : "both"));
        }
        if (picture != null) {
            if (picture.length < PNG.length || !Arrays.equals(picture, 0, PNG.length, PNG, 0, PNG.length)) {
                throw new IllegalArgumentException("The picture of the figure '" + title + "' is no PNG");
            }
            picture = picture.clone();
        }
    }

    /**
     * @param chart a chart; its title becomes the figure's
     * @param caption what is seen and how it was computed; a note of the chart stands before it
     * @return the figure
     */
    public static Figure of(final Chart chart, final String caption) {
        final String text = String.join(" ", Stream.of(chart.note(), caption).filter(s -> s != null && !s.isBlank()).toList());
        return new Figure(chart.title(), new ChartsPage(chart.title(), List.of(chart), List.of()).toJson(), null,
            text.isEmpty() ? null : text);
    }

    /**
     * The figures of a view's page, so that a report shows what the view shows.
     *
     * @param page the page; its notes end each caption
     * @param caption what all have in common: how they were computed; null for nothing
     * @return a figure for each chart, in the page's order
     */
    public static List<Figure> of(final ChartsPage page, final String caption) {
        final String text = String.join(" ", Stream.concat(Stream.ofNullable(caption), page.notes().stream()).toList());
        return page.charts().stream().map(c -> of(c, text)).toList();
    }

    /**
     * @param title what a person reads above it
     * @param png a PNG file's bytes
     * @param caption what is seen and how it was computed
     * @return the figure
     */
    public static Figure picture(final String title, final byte[] png, final String caption) {
        return new Figure(title, null, png, caption);
    }

    /** @return a copy of the picture's bytes; null for a chart */
    @Override
    public byte[] picture() {
        return picture == null ? null : picture.clone();
    }
}
