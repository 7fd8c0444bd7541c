package org.knime.core.webui.page;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** Files of the disk and files made on demand. */
final class Resources {

    private Resources() {
    }

    static Resource ofFile(final Path file, final Path relative) {
        return new Made(relative.toString().replace(File.separatorChar, '/'), true, StandardCharsets.UTF_8) {
            @Override
            public InputStream getInputStream() throws IOException {
                return Files.newInputStream(file);
            }
        };
    }

    static Resource of(final Supplier<InputStream> content, final String relativePath, final boolean isStatic, final Charset charset) {
        return new Made(relativePath, isStatic, charset) {
            @Override
            public InputStream getInputStream() {
                return content.get();
            }
        };
    }

    private abstract static class Made implements Resource {

        private final String m_path;

        private final boolean m_static;

        private final Charset m_charset;

        Made(final String path, final boolean isStatic, final Charset charset) {
            m_path = path;
            m_static = isStatic;
            m_charset = charset;
        }

        @Override
        public String getRelativePath() {
            return m_path;
        }

        @Override
        public boolean isStatic() {
            return m_static;
        }

        @Override
        public ContentType getContentType() {
            return ContentType.determineType(m_path);
        }

        @Override
        public Optional<Charset> getCharset() {
            return Optional.ofNullable(m_charset).filter(c -> !c.equals(Charset.defaultCharset()));
        }
    }
}
