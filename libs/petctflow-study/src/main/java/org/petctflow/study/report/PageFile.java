package org.petctflow.study.report;

/** One self-contained HTML file of a page of the views and the data that it shows. */
public final class PageFile {

    private static final String SLOT = "<script type=\"application/json\" id=\"view-data\"></script>";

    private PageFile() {
    }

    /**
     * @param page the page's HTML, with one empty slot for the data
     * @param json the data
     * @return the page with the data; nothing in them can end the element that holds them
     */
    public static String of(final String page, final String json) {
        final int at = page.indexOf(SLOT);
        if (at < 0 || page.indexOf(SLOT, at + 1) >= 0) {
            throw new IllegalArgumentException("The page must have the slot " + SLOT + " once");
        }
        final StringBuilder html = new StringBuilder(page.length() + json.length() + 1000).append(page, 0, at)
            .append("<script type=\"application/json\" id=\"view-data\">");
        for (int i = 0; i < json.length(); i++) {
            final char c = json.charAt(i);
            if (c == '<' || c == '\u2028' || c == '\u2029') {
                html.append(String.format("\\u%04x", (int)c));
            } else {
                html.append(c);
            }
        }
        return html.append("</script>").append(page, at + SLOT.length(), page.length()).toString();
    }
}
