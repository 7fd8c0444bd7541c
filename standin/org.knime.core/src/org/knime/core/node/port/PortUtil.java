package org.knime.core.node.port;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStoreFactory;
import org.knime.core.data.filestore.FileStoreKey;
import org.knime.core.data.filestore.FileStorePortObject;
import org.knime.core.data.filestore.FileStoreUtil;
import org.knime.core.data.util.NonClosableInputStream;
import org.knime.core.data.util.NonClosableOutputStream;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.PortObject.PortObjectSerializer;
import org.knime.core.node.port.PortObjectSpec.PortObjectSpecSerializer;
import org.petctflow.standin.core.Access;

/**
 * Writes and reads port objects as single files, the ones that KNIME's Model Reader reads: {@code content.xml} names the classes,
 * {@code objectSpec.file} and {@code object.file} are what the registered serializers write, {@code filestores/} holds the object's files.
 * <p>
 * Differs from KNIME on purpose: the entries carry no time and the files' handler no random id, so that the same object gives the same
 * bytes.
 */
public final class PortUtil {

    /** 1980-01-02, the first day in every time zone that a zip can name. */
    private static final long NO_TIME = 315_619_200_000L;

    private static final int FILES_PER_FOLDER = 1000;

    private PortUtil() {
    }

    /**
     * @param po any port object that is not a table
     * @param file replaced if it exists
     * @param exec asked for cancellation
     * @throws IOException if it cannot be written
     * @throws CanceledExecutionException if the work was cancelled
     */
    public static void writeObjectToFile(final PortObject po, final File file, final ExecutionMonitor exec)
        throws IOException, CanceledExecutionException {
        try (var out = new FileOutputStream(file)) {
            writeObjectToStream(po, out, exec);
        }
    }

    /**
     * @param po any port object that is not a table
     * @param output takes the zip; not closed
     * @param exec asked for cancellation
     * @throws IOException if it cannot be written
     * @throws CanceledExecutionException if the work was cancelled
     */
    public static void writeObjectToStream(final PortObject po, final OutputStream output, final ExecutionMonitor exec)
        throws IOException, CanceledExecutionException {
        final PortObjectSpec spec = po.getSpec();
        final PortObjectSpecSerializer<PortObjectSpec> specSerializer = PortTypeRegistry.getInstance().getSpecSerializer(spec.getClass())
            .orElseThrow(() -> new IOException("No serializer is registered for " + spec.getClass().getName()));
        final PortObjectSerializer<PortObject> serializer = PortTypeRegistry.getInstance().getObjectSerializer(po.getClass())
            .orElseThrow(() -> new IOException("No serializer is registered for " + po.getClass().getName()));
        final var zip = new ZipOutputStream(output);
        final var content = new ModelContent("content");
        content.addInt("version", 1);
        content.addString("port_spec_class", spec.getClass().getName());
        content.addString("port_object_class", po.getClass().getName());
        final List<FileStore> stores = po instanceof FileStorePortObject f ? saveKeys(f, content) : List.of();
        begin(zip, "content.xml");
        content.saveToXML(new NonClosableOutputStream.Zip(zip));
        begin(zip, "objectSpec.file");
        try (var out = new PortObjectSpecZipOutputStream(new NonClosableOutputStream.Zip(zip))) {
            begin(out, "portSpec.file");
            specSerializer.savePortObjectSpec(spec, out);
        }
        begin(zip, "object.file");
        try (var out = new PortObjectZipOutputStream(new NonClosableOutputStream.Zip(zip))) {
            begin(out, "portObject.file");
            serializer.savePortObject(po, out, exec);
        }
        writeFiles(stores, zip, exec);
        zip.finish();
        output.flush();
    }

    /**
     * @param input a zip that {@link #writeObjectToStream} wrote
     * @param exec asked for cancellation
     * @return the port object, with files outside of any node
     * @throws IOException if it cannot be read
     * @throws CanceledExecutionException if the work was cancelled
     */
    public static PortObject readObjectFromStream(final InputStream input, final ExecutionMonitor exec)
        throws IOException, CanceledExecutionException {
        final PortTypeRegistry registry = PortTypeRegistry.getInstance();
        try (var zip = new ZipInputStream(input)) {
            next(zip, "content.xml");
            final ModelContentRO content = ModelContent.loadFromXML(new NonClosableInputStream.Zip(zip));
            final String specClass = content.getString("port_spec_class");
            final String objectClass = content.getString("port_object_class");
            next(zip, "objectSpec.file");
            final PortObjectSpec spec;
            try (var in = new PortObjectSpecZipInputStream(new NonClosableInputStream.Zip(zip))) {
                next(in, "portSpec.file");
                spec = registry.getSpecClass(specClass).flatMap(registry::getSpecSerializer)
                    .orElseThrow(() -> new IOException("No serializer is registered for " + specClass)).loadPortObjectSpec(in);
            }
            next(zip, "object.file");
            final PortObject object;
            try (var in = new PortObjectZipInputStream(new NonClosableInputStream.Zip(zip))) {
                next(in, "portObject.file");
                object = registry.getObjectClass(objectClass).flatMap(registry::getObjectSerializer)
                    .orElseThrow(() -> new IOException("No serializer is registered for " + objectClass)).loadPortObject(in, spec, exec);
            }
            if (object instanceof FileStorePortObject po) {
                Access.fileStores().attach(po, readFiles(zip, exec));
            }
            return object;
        } catch (InvalidSettingsException e) {
            throw new IOException("Unable to parse content.xml in port object file", e);
        }
    }

    private static List<FileStore> readFiles(final ZipInputStream zip, final ExecutionMonitor exec)
        throws IOException, CanceledExecutionException {
        final var factory = FileStoreFactory.createNotInWorkflowFileStoreFactory();
        final List<FileStore> stores = new ArrayList<>();
        for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
            exec.checkCanceled();
            if (!e.isDirectory()) {
                final FileStore store = factory.createFileStore(stores.size() + "-file");
                Files.copy(zip, store.getFile().toPath());
                stores.add(store);
            }
        }
        return stores;
    }

    private static void next(final ZipInputStream zip, final String name) throws IOException {
        final ZipEntry entry = zip.getNextEntry();
        if (entry == null || !entry.getName().equals(name)) {
            throw new IOException("Invalid stream, expected zip entry \"" + name + "\", got \""
                + (entry == null ? null : entry.getName()) + "\"");
        }
    }

    private static List<FileStore> saveKeys(final FileStorePortObject po, final ModelContent content) throws IOException {
        Access.fileStores().flush(po);
        final List<FileStore> stores = FileStoreUtil.getFileStores(po);
        final UUID id = UUID.nameUUIDFromBytes(new byte[0]);
        final ModelContentWO part = content.addModelContent("filestores");
        part.addString("handlerUUID", id.toString());
        final ModelContentWO keys = part.addModelContent("port_file_store_keys");
        for (int i = 0; i < stores.size(); i++) {
            new FileStoreKey(id, i, null, -1, nameOf(i, stores.get(i))).save(keys.addModelContent("filestore_key_" + i));
        }
        return stores;
    }

    private static void writeFiles(final List<FileStore> stores, final ZipOutputStream zip, final ExecutionMonitor exec)
        throws IOException, CanceledExecutionException {
        for (int i = 0; i < stores.size(); i++) {
            exec.checkCanceled();
            final int folder = i / FILES_PER_FOLDER;
            final String outer = String.format("filestores/%03d/", folder / FILES_PER_FOLDER);
            final String inner = outer + String.format("%03d/", folder % FILES_PER_FOLDER);
            if (i == 0) {
                begin(zip, "filestores/");
            }
            if (i % (FILES_PER_FOLDER * FILES_PER_FOLDER) == 0) {
                begin(zip, outer);
            }
            if (i % FILES_PER_FOLDER == 0) {
                begin(zip, inner);
            }
            begin(zip, inner + nameOf(i, stores.get(i)));
            Files.copy(stores.get(i).getFile().toPath(), zip);
        }
    }

    private static String nameOf(final int index, final FileStore store) {
        return index + "-" + store.getFile().getName();
    }

    private static void begin(final ZipOutputStream zip, final String name) throws IOException {
        final var entry = new ZipEntry(name);
        entry.setTime(NO_TIME);
        zip.putNextEntry(entry);
    }
}
