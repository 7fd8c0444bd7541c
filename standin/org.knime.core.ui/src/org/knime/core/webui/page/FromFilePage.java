package org.knime.core.webui.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A page that is a file of a bundle.
 * <p>
 * Differs from KNIME on purpose: a file that is not there is an error at once, not a line in the log.
 */
public sealed class FromFilePage extends Page permits ReusablePage {

    private final Path m_folder;

    FromFilePage(final Path folder, final String relativeFilePath) {
        super(file(folder, relativeFilePath), true);
        m_folder = folder;
    }

    /** @param p the page this one shares everything with */
    protected FromFilePage(final FromFilePage p) {
        super(p);
        m_folder = p.m_folder;
    }

    private static Resource file(final Path folder, final String relativeFilePath) {
        final Path file = folder.resolve(relativeFilePath).normalize();
        if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
            throw new IllegalStateException("The file " + relativeFilePath + " of a page is not in " + folder);
        }
        return Resources.ofFile(file, folder.relativize(file));
    }

    private void add(final Resource resource) {
        m_resources.put(resource.getRelativePath(), resource);
    }

    /**
     * @param relativeFilePath a file in the page's folder
     * @return this
     */
    public FromFilePage addResourceFile(final String relativeFilePath) {
        add(file(m_folder, relativeFilePath));
        return this;
    }

    /**
     * @param relativeDirPath a folder in the page's folder; all files in it and below are added
     * @return this
     */
    public FromFilePage addResourceDirectory(final String relativeDirPath) {
        try (Stream<Path> below = Files.walk(m_folder.resolve(relativeDirPath).normalize())) {
            final List<Path> files = below.filter(Files::isRegularFile).sorted().toList();
            files.forEach(f -> add(file(m_folder, m_folder.relativize(f).toString())));
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + relativeDirPath + " of a page cannot be read: " + e.getMessage(), e);
        }
        return this;
    }

    /**
     * @param pageName a name
     * @return this page, to be loaded once for all views
     */
    public ReusablePage getReusablePage(final String pageName) {
        return new ReusablePage(this, Objects.requireNonNull(pageName));
    }

    @Override
    public FromFilePage addResource(final Supplier<InputStream> content, final String relativePath) {
        m_isCompletelyStatic = false;
        super.addResource(content, relativePath);
        return this;
    }

    @Override
    public FromFilePage addResourceFromString(final Supplier<String> content, final String relativePath) {
        m_isCompletelyStatic = false;
        super.addResourceFromString(content, relativePath);
        return this;
    }

    @Override
    public FromFilePage addResources(final Function<String, InputStream> supplier, final String relativePathPrefix,
        final boolean areStatic) {
        addResources(supplier, relativePathPrefix, areStatic, null);
        return this;
    }

    @Override
    public Page addResources(final Function<String, InputStream> supplier, final String relativePathPrefix, final boolean areStatic,
        final Charset charset) {
        m_isCompletelyStatic &= areStatic;
        return super.addResources(supplier, relativePathPrefix, areStatic, charset);
    }
}
