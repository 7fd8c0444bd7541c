package org.knime.core.webui.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

import org.knime.core.node.FluentNodeAPI;

/** A page of HTML with the files it needs. */
public sealed class Page implements Resource, FluentNodeAPI permits FromFilePage {

    private final Resource m_page;

    /** The files the page needs, by their paths. */
    protected final Map<String, Resource> m_resources;

    private final Map<String, Function<String, Resource>> m_madeOnDemand;

    /** Whether the page and all its files never change. */
    protected boolean m_isCompletelyStatic;

    /**
     * @param pageResource the page itself
     * @param isCompleteStatic whether the page and all its files never change
     */
    protected Page(final Resource pageResource, final boolean isCompleteStatic) {
        m_page = pageResource;
        m_resources = new HashMap<>();
        m_madeOnDemand = new TreeMap<>(Comparator.comparing(String::length).reversed());
        m_isCompletelyStatic = isCompleteStatic;
    }

    /** @param p the page this one shares everything with */
    protected Page(final Page p) {
        m_page = p.m_page;
        m_resources = p.m_resources;
        m_madeOnDemand = p.m_madeOnDemand;
        m_isCompletelyStatic = p.m_isCompletelyStatic;
    }

    /** @return the first step of making a page */
    public static RequireFromFileOrString create() {
        return new RequireFromFileOrString() {

            @Override
            public RequireBundle fromFile() {
                return new RequireBundle() {

                    @Override
                    public RequireBasePath bundleClass(final Class<?> clazz) {
                        return base -> file -> new FromFilePage(Folders.ofBundle(clazz, base), file);
                    }

                    @Override
                    public RequireBasePath bundleID(final String bundleID) {
                        return base -> file -> new FromFilePage(Folders.ofBundle(bundleID, base), file);
                    }
                };
            }

            @Override
            public RequireRelativePath fromString(final InputStreamSupplier content, final Charset charset) {
                return path -> new Page(Resources.of(content, path, false, charset), false);
            }

            @Override
            public RequireRelativePath fromString(final StringSupplier content, final Charset charset) {
                return path -> new Page(Resources.of(bytes(content, charset), path, false, charset), false);
            }
        };
    }

    private static Supplier<InputStream> bytes(final Supplier<String> text, final Charset charset) {
        return () -> new ByteArrayInputStream(text.get().getBytes(charset));
    }

    /** Where the page comes from. */
    public interface RequireFromFileOrString {

        /** @return the next step: a file of a bundle */
        RequireBundle fromFile();

        /**
         * @param content the page
         * @return the next step
         */
        default RequireRelativePath fromString(final InputStreamSupplier content) {
            return fromString(content, null);
        }

        /**
         * @param content the page
         * @return the next step
         */
        default RequireRelativePath fromString(final StringSupplier content) {
            return fromString(content, StandardCharsets.UTF_8);
        }

        /**
         * @param content the page
         * @param charset its charset
         * @return the next step
         */
        RequireRelativePath fromString(InputStreamSupplier content, Charset charset);

        /**
         * @param content the page
         * @param charset its charset
         * @return the next step
         */
        RequireRelativePath fromString(StringSupplier content, Charset charset);
    }

    /** Which bundle the page is in. */
    public interface RequireBundle {

        /**
         * @param clazz a class of the bundle
         * @return the next step
         */
        RequireBasePath bundleClass(Class<?> clazz);

        /**
         * @param bundleID the bundle's symbolic name
         * @return the next step
         */
        RequireBasePath bundleID(String bundleID);
    }

    /** Which folder of the bundle the page is in. */
    public interface RequireBasePath {

        /**
         * @param basePath a folder of the bundle
         * @return the next step
         */
        RequireRelativeFilePath basePath(String basePath);
    }

    /** Which file the page is. */
    public interface RequireRelativeFilePath {

        /**
         * @param relativeFilePath the path in the folder
         * @return the page
         */
        FromFilePage relativeFilePath(String relativeFilePath);
    }

    /** Under which path the page is known. */
    public interface RequireRelativePath {

        /**
         * @param relativePath the path
         * @return the page
         */
        Page relativePath(String relativePath);
    }

    /**
     * @param content a file
     * @param relativePath its path
     * @return this
     */
    public Page addResource(final Supplier<InputStream> content, final String relativePath) {
        return addResource(content, relativePath, null);
    }

    /**
     * @param content a file
     * @param relativePath its path
     * @param charset its charset
     * @return this
     */
    public Page addResource(final Supplier<InputStream> content, final String relativePath, final Charset charset) {
        m_resources.put(relativePath, Resources.of(content, relativePath, false, charset));
        return this;
    }

    /**
     * @param supplier makes files of their paths behind the prefix, null where there is none
     * @param relativePathPrefix how their paths begin
     * @param areStatic whether they never change
     * @return this
     */
    public Page addResources(final Function<String, InputStream> supplier, final String relativePathPrefix, final boolean areStatic) {
        return addResources(supplier, relativePathPrefix, areStatic, null);
    }

    /**
     * @param supplier makes files of their paths behind the prefix, null where there is none
     * @param relativePathPrefix how their paths begin
     * @param areStatic whether they never change
     * @param charset their charset
     * @return this
     */
    public Page addResources(final Function<String, InputStream> supplier, final String relativePathPrefix, final boolean areStatic,
        final Charset charset) {
        if (!areStatic && isCompletelyStatic()) {
            throw new IllegalStateException("A page that never changes cannot get files that do.");
        }
        m_madeOnDemand.put(relativePathPrefix, path -> {
            final InputStream in = supplier.apply(path);
            return in == null ? null : Resources.of(() -> in, path, areStatic, charset);
        });
        return this;
    }

    /**
     * @param content a text
     * @param relativePath its path
     * @return this
     */
    public Page addResourceFromString(final Supplier<String> content, final String relativePath) {
        return addResource(bytes(content, StandardCharsets.UTF_8), relativePath, StandardCharsets.UTF_8);
    }

    /**
     * @param relativePath the path of a file the page needs
     * @return the file, if the page has it
     */
    public Optional<Resource> getResource(final String relativePath) {
        if (m_resources.containsKey(relativePath)) {
            return Optional.of(m_resources.get(relativePath));
        }
        for (var e : m_madeOnDemand.entrySet()) {
            final String prefix = e.getKey();
            if (relativePath.startsWith(prefix)) {
                final Resource made = e.getValue().apply(prefix.isEmpty() ? relativePath : relativePath.substring(prefix.length() + 1));
                if (made != null) {
                    return Optional.of(made);
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public String getRelativePath() {
        return m_page.getRelativePath();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return m_page.getInputStream();
    }

    @Override
    public boolean isStatic() {
        return m_page.isStatic();
    }

    /** @return whether the page and all its files never change */
    public boolean isCompletelyStatic() {
        return m_isCompletelyStatic;
    }

    @Override
    public ContentType getContentType() {
        return m_page.getContentType();
    }

    @Override
    public Optional<Charset> getCharset() {
        return m_page.getCharset();
    }

    /** Gives a text. */
    public interface StringSupplier extends Supplier<String> {
    }

    /** Gives bytes. */
    public interface InputStreamSupplier extends Supplier<InputStream> {
    }
}
