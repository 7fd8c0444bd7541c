package org.petctflow.views;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The pages as they are built: each one self-contained HTML file with a slot for its data. */
public final class Pages {

    private Pages() {
    }

    /**
     * @param name the page's name, e.g. {@code report}
     * @return its HTML
     * @throws IOException if it cannot be read
     */
    public static String read(final String name) throws IOException {
        try (InputStream in = Pages.class.getResourceAsStream("/js/dist/" + name + ".html")) {
            if (in == null) {
                throw new IOException("The page " + name + " is missing: the views were not built");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
