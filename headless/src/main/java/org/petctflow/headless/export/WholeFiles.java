package org.petctflow.headless.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

import org.knime.core.node.CanceledExecutionException;
import org.petctflow.base.AtomicFiles;

/** Files that are written whole or not at all, also when the run is cancelled in the middle. */
final class WholeFiles {

    private WholeFiles() {
    }

    /** Writes a file's content and may be cancelled. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException, CanceledExecutionException;
    }

    /** Carries a cancellation through code that knows only of IOExceptions. */
    private static final class Cancelled extends IOException {

        private static final long serialVersionUID = 1L;

        Cancelled(final CanceledExecutionException e) {
            super(e);
        }
    }

    /** Replaces a file by new content. */
    static void write(final Path file, final Content content) throws IOException, CanceledExecutionException {
        try {
            AtomicFiles.write(file, out -> {
                try {
                    content.writeTo(out);
                } catch (CanceledExecutionException e) {
                    throw new Cancelled(e);
                }
            });
        } catch (Cancelled e) {
            throw (CanceledExecutionException)e.getCause();
        }
    }
}
