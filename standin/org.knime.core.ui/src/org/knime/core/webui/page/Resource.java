package org.knime.core.webui.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Optional;

/** A file a page is made of. */
public interface Resource {

    /** Kinds of files. */
    enum ContentType {
            /** A page of its own: shown in a frame. */
            HTML,
            /** A script that KNIME's page loads. */
            SHADOW_APP,
            /** An image of lines. */
            SVG,
            /** An image of pixels. */
            PNG;

        static ContentType determineType(final String path) {
            if (path.endsWith(".html")) {
                return HTML;
            } else if (path.endsWith(".js")) {
                return SHADOW_APP;
            } else if (path.endsWith(".svg")) {
                return SVG;
            } else if (path.endsWith(".png")) {
                return PNG;
            }
            throw new IllegalArgumentException("Can't determine resource content type for path " + path);
        }
    }

    /** @return the path below the page's folder, with / */
    String getRelativePath();

    /**
     * @return the content
     * @throws IOException if it cannot be read
     */
    InputStream getInputStream() throws IOException;

    /** @return whether the content never changes */
    boolean isStatic();

    /** @return the kind of file */
    ContentType getContentType();

    /** @return the charset of a text, if it is not the platform's */
    default Optional<Charset> getCharset() {
        return Optional.empty();
    }
}
