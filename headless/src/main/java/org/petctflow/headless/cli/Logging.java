package org.petctflow.headless.cli;

import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What libraries and nodes log: only warnings and errors, in one line each, on the error stream. */
final class Logging {

    private static final Logger ROOT = LogManager.getLogManager().getLogger("");

    private Logging() {
    }

    static void quiet() {
        final Level level = Boolean.getBoolean("petctflow.verbose") ? Level.INFO : Level.WARNING;
        ROOT.setLevel(level);
        for (Handler h : ROOT.getHandlers()) {
            h.setLevel(level);
            h.setFormatter(new Formatter() {
                @Override
                public String format(final LogRecord r) {
                    final String name = String.valueOf(r.getLoggerName());
                    return r.getLevel().getName().toLowerCase(Locale.ROOT) + " (" + name.substring(name.lastIndexOf('.') + 1) + "): "
                        + formatMessage(r) + (r.getThrown() == null ? "" : ": " + r.getThrown()) + System.lineSeparator();
                }
            });
        }
    }
}
