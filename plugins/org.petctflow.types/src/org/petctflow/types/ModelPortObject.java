package org.petctflow.types;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipEntry;

import javax.swing.JComponent;

import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStoreFactory;
import org.knime.core.data.filestore.FileStorePortObject;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.petctflow.base.AtomicFiles;
import org.petctflow.base.ModelArchive;
import org.petctflow.base.ModelManifest;

/**
 * A model that flows between nodes: a {@link ModelArchive} in a file store, so that neither the workflow nor KNIME keeps a
 * large model in memory. What the model's bytes mean is the business of the library that wrote them.
 */
public abstract sealed class ModelPortObject extends FileStorePortObject
    permits FeatureTransformerPortObject, ClassifierPortObject, DmdpPortObject {

    private final ModelPortObjectSpec m_spec;

    /**
     * @param spec what is known of the model
     * @param archive the model's file
     */
    ModelPortObject(final ModelPortObjectSpec spec, final FileStore archive) {
        super(List.of(archive));
        m_spec = spec;
    }

    /** The file follows. */
    ModelPortObject(final ModelPortObjectSpec spec) {
        m_spec = spec;
    }

    /**
     * @param stores where the model's file is made
     * @param kind what the model must be
     * @param manifest what is known of the model
     * @param model writes the model's bytes
     * @return a new file store with the model
     * @throws IOException if it cannot be written
     */
    static FileStore store(final FileStoreFactory stores, final String kind, final ModelManifest manifest,
        final AtomicFiles.Content model) throws IOException {
        if (!kind.equals(manifest.kind())) {
            throw new IllegalArgumentException("A " + manifest.kind() + " does not fit the port of a " + kind);
        }
        final FileStore store = stores.createFileStore("model-" + UUID.randomUUID());
        final File file = store.getFile();
        Files.createDirectories(file.toPath().toAbsolutePath().getParent());
        ModelArchive.write(file.toPath(), manifest, model);
        return store;
    }

    /** @return what is known of the model */
    public final ModelManifest getManifest() {
        return m_spec.getManifest();
    }

    /**
     * @return the model's file, a {@link ModelArchive}; to be read only
     */
    public final Path getArchive() {
        return getFileStore(0).getFile().toPath();
    }

    /**
     * @param reader reads the model's bytes
     * @param <T> the model
     * @return the model
     * @throws IOException if the file is missing, damaged, or newer than can be read; the message says which
     */
    public final <T> T read(final ModelArchive.Reader<T> reader) throws IOException {
        return ModelArchive.read(getArchive(), getManifest().kind(), reader);
    }

    @Override
    public final ModelPortObjectSpec getSpec() {
        return m_spec;
    }

    @Override
    public final String getSummary() {
        return getManifest().summary();
    }

    @Override
    public final JComponent[] getViews() {
        return new JComponent[0];
    }

    /** The file is copied by KNIME, the manifest is the spec's: only the version of this stream is left to write. */
    static final class Stream {

        private static final String ENTRY = "petctflow-model";

        private static final int VERSION = 1;

        private Stream() {
        }

        static void save(final PortObjectZipOutputStream out) throws IOException {
            out.putNextEntry(new ZipEntry(ENTRY));
            out.write(Integer.toString(VERSION).getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        }

        static void check(final PortObjectZipInputStream in) throws IOException {
            final ZipEntry entry = in.getNextEntry();
            if (entry == null || !ENTRY.equals(entry.getName())) {
                throw new IOException("The port holds no model of PETCT Flow");
            }
            final String version = new String(in.readNBytes(16), StandardCharsets.UTF_8);
            if (!version.equals(Integer.toString(VERSION))) {
                throw new IOException("The model was written by a newer version of PETCT Flow (format " + version
                    + "; this one reads up to " + VERSION + "): update PETCT Flow, or make the model again with this one");
            }
        }
    }

    /**
     * Writes and reads models.
     *
     * @param <T> their class
     */
    abstract static class ModelSerializer<T extends ModelPortObject> extends PortObjectSerializer<T> {

        /**
         * @param spec what is known of the model
         * @return the model, whose file follows
         */
        abstract T create(ModelPortObjectSpec spec);

        @Override
        public final void savePortObject(final T portObject, final PortObjectZipOutputStream out, final ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
            Stream.save(out);
        }

        @Override
        public final T loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec, final ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
            Stream.check(in);
            return create((ModelPortObjectSpec)spec);
        }
    }
}
