package org.petctflow.study.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tables beside the classes. */
final class Resources {

    private Resources() {
    }

    /**
     * @param name a file of tab-separated columns beside the classes; lines that begin with # are left out
     * @return the cells by row
     */
    static List<String[]> rows(final String name) {
        try (InputStream in = Resources.class.getResourceAsStream(name);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().filter(l -> !l.startsWith("#")).map(l -> l.split("\t", -1)).toList();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
