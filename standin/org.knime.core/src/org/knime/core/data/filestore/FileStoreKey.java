package org.knime.core.data.filestore;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;

/**
 * The name of a file store: the node's store, a number, a name, and, for a file made in a loop, where in the loop. (The stand-in runs
 * no loops, so that the iteration is -1, but keys with one are read and written.)
 */
public final class FileStoreKey implements Comparable<FileStoreKey> {

    /** Announces loop counts that do not fit into bytes. */
    private static final int WIDE_COUNTS = -20190808;

    private final UUID m_storeUUID;

    private final int m_index;

    private final int[] m_loops;

    private final int m_iteration;

    private final String m_name;

    /**
     * @param storeUUID the node's store
     * @param index a number, unique in the store
     * @param nestedLoopPath the counts of the outer loops, null outside of loops
     * @param iterationIndex the count of the innermost loop, -1 outside of loops
     * @param name the name
     */
    public FileStoreKey(final UUID storeUUID, final int index, final int[] nestedLoopPath, final int iterationIndex,
        final String name) {
        m_storeUUID = Objects.requireNonNull(storeUUID, "Argument must not be null.");
        m_name = Objects.requireNonNull(name, "Argument must not be null.");
        if (iterationIndex < 0 != (nestedLoopPath == null)) {
            throw new IllegalArgumentException("Invalid argument " + iterationIndex + "  -  " + Arrays.toString(nestedLoopPath));
        }
        m_index = index;
        m_loops = nestedLoopPath;
        m_iteration = iterationIndex;
    }

    /** @return the node's store */
    public UUID getStoreUUID() {
        return m_storeUUID;
    }

    /** @return the counts of the outer loops, null outside of loops */
    public int[] getNestedLoopPath() {
        return m_loops;
    }

    /** @return the name */
    public String getName() {
        return m_name;
    }

    /** @return the name of the file */
    public String getNameOnDisc() {
        if (m_iteration < 0) {
            return m_name;
        }
        final String loops = Arrays.stream(m_loops).mapToObj(Integer::toString).collect(Collectors.joining("-"));
        return loops + (loops.isEmpty() ? "" : "_") + m_index + "_" + m_iteration + "_" + m_name;
    }

    /** @return the number in the store */
    public int getIndex() {
        return m_index;
    }

    private boolean hasWideCounts() {
        return Arrays.stream(m_loops).anyMatch(i -> i > Byte.MAX_VALUE);
    }

    /**
     * @param output takes the key
     * @throws IOException if it cannot be written
     */
    public void save(final DataOutput output) throws IOException {
        output.writeUTF(m_storeUUID.toString());
        output.writeInt(m_index);
        output.writeUTF(m_name);
        output.writeInt(m_iteration);
        if (m_iteration >= 0) {
            final boolean wide = hasWideCounts();
            if (wide) {
                output.writeInt(WIDE_COUNTS);
            }
            output.writeInt(m_loops.length);
            for (int i : m_loops) {
                if (wide) {
                    output.writeInt(i);
                } else {
                    output.writeByte(i);
                }
            }
        }
    }

    /**
     * @param input what {@link #save(DataOutput)} wrote
     * @return the key
     * @throws IOException if it cannot be read
     */
    public static FileStoreKey load(final DataInput input) throws IOException {
        final var id = UUID.fromString(input.readUTF());
        final int index = input.readInt();
        final String name = input.readUTF();
        final int iteration = input.readInt();
        int[] loops = null;
        if (iteration >= 0) {
            int length = input.readInt();
            final boolean wide = length == WIDE_COUNTS;
            if (wide) {
                length = input.readInt();
            }
            if (length < 0 || length > 1000) {
                throw new IOException("The key of the file store \"" + name + "\" names " + length + " loops");
            }
            loops = new int[length];
            for (int i = 0; i < length; i++) {
                loops[i] = wide ? input.readInt() : input.readByte();
            }
        }
        return new FileStoreKey(id, index, loops, iteration, name);
    }

    /** @param output takes the key */
    public void save(final ModelContentWO output) {
        output.addString("storeUUID", m_storeUUID.toString());
        output.addInt("index", m_index);
        output.addString("name", m_name);
        output.addInt("iterationIndex", m_iteration);
        if (m_iteration >= 0 && hasWideCounts()) {
            output.addInt("version", WIDE_COUNTS);
            output.addIntArray("nestedLoopPathInt", m_loops);
        } else if (m_iteration >= 0) {
            final var bytes = new byte[m_loops.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte)m_loops[i];
            }
            output.addByteArray("nestedLoopPath", bytes);
        }
    }

    /**
     * @param input what {@link #save(ModelContentWO)} wrote
     * @return the key
     * @throws InvalidSettingsException if it is something else
     */
    public static FileStoreKey load(final ModelContentRO input) throws InvalidSettingsException {
        final String uuid = input.getString("storeUUID");
        final UUID id;
        try {
            id = UUID.fromString(uuid);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException("Can't parse storeUUID from \"" + uuid + "\"", e);
        }
        final int iteration = input.getInt("iterationIndex");
        int[] loops = null;
        if (iteration >= 0 && input.getInt("version", 0) == WIDE_COUNTS) {
            loops = input.getIntArray("nestedLoopPathInt");
        } else if (iteration >= 0) {
            final byte[] bytes = input.getByteArray("nestedLoopPath");
            loops = new int[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                loops[i] = bytes[i];
            }
        }
        return new FileStoreKey(id, input.getInt("index"), loops, iteration, input.getString("name"));
    }

    @Override
    public String toString() {
        return getNameOnDisc() + "-(" + m_storeUUID + ")";
    }

    @Override
    public int hashCode() {
        return Objects.hash(m_storeUUID, m_index, m_iteration, m_name, Arrays.hashCode(m_loops));
    }

    @Override
    public boolean equals(final Object obj) {
        return obj == this || obj instanceof FileStoreKey k && m_storeUUID.equals(k.m_storeUUID) && m_index == k.m_index
            && m_iteration == k.m_iteration && m_name.equals(k.m_name) && Arrays.equals(m_loops, k.m_loops);
    }

    @Override
    public int compareTo(final FileStoreKey o) {
        return Comparator.comparing(FileStoreKey::getStoreUUID).thenComparingInt(FileStoreKey::getIndex)
            .thenComparing((a, b) -> Arrays.compare(a.m_loops, b.m_loops)).thenComparingInt(k -> k.m_iteration)
            .thenComparing(FileStoreKey::getName).compare(this, o);
    }
}
