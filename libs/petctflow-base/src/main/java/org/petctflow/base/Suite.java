package org.petctflow.base;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The suite itself. */
public final class Suite {

    private static final String VERSION = read();

    private Suite() {
    }

    /** @return the suite's version, e.g. {@code 1.0.0} */
    public static String version() {
        return VERSION;
    }

    private static String read() {
        try (InputStream in = Suite.class.getResourceAsStream("suite.properties")) {
            final Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version").replace("-SNAPSHOT", "");
        } catch (final IOException e) {
            throw new IllegalStateException("suite.properties cannot be read from the suite's own jar", e);
        }
    }
}
