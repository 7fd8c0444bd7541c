package org.petctflow.standin.core;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStoreKey;
import org.knime.core.util.DuplicateKeyException;

/** The file stores one node makes: files of unique names in a folder of their own, 1,000 in each sub-folder. */
public final class FileStores {

    private static final int FILES_PER_FOLDER = 1000;

    private final UUID m_id;

    private final String m_owner;

    private final DataSpace m_space;

    private final Set<String> m_names = new HashSet<>();

    private Path m_folder;

    private int m_next;

    /**
     * @param space where the folder is made
     * @param owner the name of the node; a part of it is seen in the folder's name
     */
    public FileStores(final DataSpace space, final String owner) {
        this(space, owner, UUID.randomUUID(), null);
    }

    FileStores(final DataSpace space, final String owner, final UUID id, final Path folder) {
        m_space = space;
        m_owner = owner;
        m_id = id;
        m_folder = folder;
        space.add(this);
    }

    /** @return what the keys of the file stores name */
    public UUID id() {
        return m_id;
    }

    /** @return where these file stores lie */
    public DataSpace space() {
        return m_space;
    }

    /** @return the folder of the files, null if there are none yet */
    public synchronized Path folder() {
        return m_folder;
    }

    /**
     * @param name a file name without slashes, not used before
     * @return a new file store, whose file does not exist yet
     * @throws IOException if the name is not valid or the folder cannot be made
     */
    public synchronized FileStore create(final String name) throws IOException {
        if (!m_names.add(name)) {
            throw new DuplicateKeyException(name);
        }
        if (name.startsWith(".")) {
            throw new IOException("Name must not start with a dot: \"" + name + "\"");
        }
        if (name.contains("/") || name.contains("\\")) {
            throw new IOException("Invalid file name, must not contain (back) slash: \"" + name + "\"");
        }
        if (m_folder != null && !Files.isDirectory(m_folder)) {
            throw new IOException("The run has ended: \"" + name + "\" cannot be made any more");
        }
        if (m_folder == null) {
            m_folder = Files.createTempDirectory(m_space.folder(), "fs-" + m_owner.replaceAll("[^\\w-]", "_") + "-");
        }
        final var key = new FileStoreKey(m_id, m_next++, null, -1, name);
        Files.createDirectories(file(key).toPath().getParent());
        return store(key);
    }

    /**
     * @param key a key of a file store of this node
     * @return the file store
     */
    public FileStore store(final FileStoreKey key) {
        return Access.fileStores().store(this, key);
    }

    /**
     * @param key a key of a file store of this node
     * @return its file
     */
    public synchronized File file(final FileStoreKey key) {
        if (m_folder == null) {
            throw new IllegalStateException("No file stores in \"" + m_id + " (" + m_owner + ")\"");
        }
        final int folder = key.getIndex() / FILES_PER_FOLDER;
        final Path parent = m_folder.resolve(String.format("%03d", folder / FILES_PER_FOLDER))
            .resolve(String.format("%03d", folder % FILES_PER_FOLDER));
        final Path file = parent.resolve(key.getNameOnDisc()).normalize();
        if (!file.startsWith(parent)) {
            throw new IllegalStateException("The file store's name leads out of its folder: \"" + key.getName() + "\"");
        }
        return file.toFile();
    }

    /** Deletes all files. */
    public synchronized void dispose() {
        m_space.remove(this);
        if (m_folder != null) {
            DataSpace.delete(m_folder);
            m_folder = null;
        }
        m_names.clear();
    }
}
