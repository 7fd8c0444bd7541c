package org.knime.core.node.config.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import javax.swing.tree.TreeNode;
import javax.xml.parsers.ParserConfigurationException;

import org.knime.core.node.InvalidSettingsException;
import org.xml.sax.SAXException;

/** A settings tree in memory: entries in the order of their insertion. Not safe for concurrent writes. */
public abstract class ConfigBase extends AbstractConfigEntry implements ConfigBaseRO, ConfigBaseWO {

    private static final long serialVersionUID = 1L;

    private static final String ARRAY_SIZE = "array-size";

    private final LinkedHashMap<String, AbstractConfigEntry> m_entries = new LinkedHashMap<>();

    /** @param key the key of this config in its parent */
    public ConfigBase(final String key) {
        super(ConfigEntries.config, key);
    }

    /** Implemented by destinations that want to copy by themselves. */
    @FunctionalInterface
    public interface CopyFromConfigBase {
        /** @param src where to copy from */
        void copyFrom(ConfigBase src);
    }

    /**
     * @param key the key
     * @return a new, empty config of the same class
     */
    public abstract ConfigBase getInstance(String key);

    /** @param e is put below its key, in the place of an entry that is already there */
    protected void put(final AbstractConfigEntry e) {
        m_entries.put(e.getKey(), e);
        e.setParent(this);
    }

    /**
     * @param key the key
     * @return the entry, or null
     */
    protected AbstractConfigEntry get(final String key) {
        return m_entries.get(key);
    }

    /**
     * @param key the key
     * @return the entry, or null
     */
    public AbstractConfigEntry getEntry(final String key) {
        return m_entries.get(key);
    }

    /** @param entry is put below its key */
    public void addEntry(final AbstractConfigEntry entry) {
        put(entry);
    }

    @Override
    public final ConfigBase addConfigBase(final String key) {
        final ConfigBase config = getInstance(key);
        put(config);
        return config;
    }

    /** @param config a config of the same class that is put below its key */
    protected final void addConfigBase(final ConfigBase config) {
        if (getClass() != config.getClass()) {
            throw new IllegalArgumentException("This " + getClass() + " is not equal to " + config.getClass());
        }
        put(config);
    }

    @Override
    public final ConfigBase getConfigBase(final String key) throws InvalidSettingsException {
        return find(key, ConfigBase.class, "ConfigBase");
    }

    /**
     * @param key the key
     * @return the removed entry, null if there was none
     */
    public final AbstractConfigEntry removeConfig(final String key) {
        return m_entries.remove(key);
    }

    private <E> E find(final String key, final Class<E> type, final String name) throws InvalidSettingsException {
        final AbstractConfigEntry entry = m_entries.get(key);
        if (!type.isInstance(entry)) {
            throw new InvalidSettingsException(name + " for key \"" + key + "\" not found.");
        }
        return type.cast(entry);
    }

    private <E, V> V findOr(final String key, final Class<E> type, final Function<E, V> value, final V def) {
        final AbstractConfigEntry entry = m_entries.get(key);
        return type.isInstance(entry) ? value.apply(type.cast(entry)) : def;
    }

    private interface ElementReader {
        Object read(ConfigBase config, String key) throws InvalidSettingsException;
    }

    private interface ElementWriter {
        void write(ConfigBase config, String key, int index);
    }

    private Object readArray(final String key, final Class<?> type, final ElementReader reader)
        throws InvalidSettingsException {
        final ConfigBase config = getConfigBase(key);
        final int size = config.getInt(ARRAY_SIZE, -1);
        if (size == -1) {
            return null;
        }
        if (size < 0) {
            throw new InvalidSettingsException("The array for key \"" + key + "\" has a negative size: " + size);
        }
        if (size > 0) { // so that a wrong size is noticed before memory is taken for it
            reader.read(config, "0");
            reader.read(config, Integer.toString(size - 1));
        }
        final Object array = Array.newInstance(type, size);
        for (int i = 0; i < size; i++) {
            Array.set(array, i, reader.read(config, Integer.toString(i)));
        }
        return array;
    }

    private void writeArray(final String key, final Object array, final ElementWriter writer) {
        final ConfigBase config = addConfigBase(key);
        if (array != null) {
            final int size = Array.getLength(array);
            config.addInt(ARRAY_SIZE, size);
            for (int i = 0; i < size; i++) {
                writer.write(config, Integer.toString(i), i);
            }
        }
    }

    @Override
    public void addInt(final String key, final int value) {
        put(new ConfigIntEntry(key, value));
    }

    @Override
    public int getInt(final String key) throws InvalidSettingsException {
        return find(key, ConfigIntEntry.class, "Int").getInt();
    }

    @Override
    public int getInt(final String key, final int def) {
        return findOr(key, ConfigIntEntry.class, ConfigIntEntry::getInt, def);
    }

    @Override
    public void addIntArray(final String key, final int... values) {
        writeArray(key, values, (config, k, i) -> config.addInt(k, values[i]));
    }

    @Override
    public int[] getIntArray(final String key) throws InvalidSettingsException {
        return (int[])readArray(key, int.class, ConfigBase::getInt);
    }

    @Override
    public int[] getIntArray(final String key, final int... def) {
        try {
            return getIntArray(key);
        } catch (InvalidSettingsException e) { // NOSONAR the default is the answer
            return def;
        }
    }

    @Override
    public void addDouble(final String key, final double value) {
        put(new ConfigDoubleEntry(key, value));
    }

    @Override
    public double getDouble(final String key) throws InvalidSettingsException {
        return find(key, ConfigDoubleEntry.class, "Double").getDouble();
    }

    @Override
    public double getDouble(final String key, final double def) {
        return findOr(key, ConfigDoubleEntry.class, ConfigDoubleEntry::getDouble, def);
    }

    @Override
    public void addDoubleArray(final String key, final double... values) {
        writeArray(key, values, (config, k, i) -> config.addDouble(k, values[i]));
    }

    @Override
    public double[] getDoubleArray(final String key) throws InvalidSettingsException {
        return (double[])readArray(key, double.class, ConfigBase::getDouble);
    }

    @Override
    public double[] getDoubleArray(final String key, final double... def) {
        try {
            return getDoubleArray(key);
        } catch (InvalidSettingsException e) { // NOSONAR the default is the answer
            return def;
        }
    }

    @Override
    public void addFloat(final String key, final float value) {
        put(new ConfigFloatEntry(key, value));
    }

    @Override
    public float getFloat(final String key) throws InvalidSettingsException {
        return find(key, ConfigFloatEntry.class, "Float").getFloat();
    }

    @Override
    public float getFloat(final String key, final float def) {
        return findOr(key, ConfigFloatEntry.class, ConfigFloatEntry::getFloat, def);
    }

    @Override
    public void addFloatArray(final String key, final float... values) {
        writeArray(key, values, (config, k, i) -> config.addFloat(k, values[i]));
    }

    @Override
    public float[] getFloatArray(final String key) throws InvalidSettingsException {
        return (float[])readArray(key, float.class, ConfigBase::getFloat);
    }

    @Override
    public float[] getFloatArray(final String key, final float... def) {
        try {
            return getFloatArray(key);
        } catch (InvalidSettingsException e) { // NOSONAR the default is the answer
            return def;
        }
    }

    @Override
    public void addChar(final String key, final char value) {
        put(new ConfigCharEntry(key, value));
    }

    @Override
    public char getChar(final String key) throws InvalidSettingsException {
        return find(key, ConfigCharEntry.class, "Char").getChar();
    }

    @Override
    public char getChar(final String key, final char def) {
        return findOr(key, ConfigCharEntry.class, ConfigCharEntry::getChar, def);
    }

    @Override
    public void addCharArray(final String key, final char... values) {
        writeArray(key, values, (config, k, i) -> config.addChar(k, values[i]));
    }

    @Override
    public char[] getCharArray(final String key) throws InvalidSettingsException {
        return (char[])readArray(key, char.class, ConfigBase::getChar);
    }

    @Override
    public char[] getCharArray(final String key, final char... def) {
        try {
            return getCharArray(key);
        } catch (InvalidSettingsException e) { // NOSONAR the default is the answer
            return def;
        }
    }

    @Override
    public void addShort(final String key, final short value) {
        put(new ConfigShortEntry(key, value));
    }

    @Override
    public short getShort(final String key) throws InvalidSettingsException {
        return find(key, ConfigShortEntry.class, "Short").getShort();
    }

    @Override
    public short getShort(final String key, final short def) {
        return findOr(key, ConfigShortEntry.class, ConfigShortEntry::getShort, def);
    }

    @Override
    public void addShortArray(final String key, final short... values) {
        writeArray(key, values, (config, k, i) -> config.addShort(k, values[i]));
    }

    @Override
    public short[] getShortArray(final String key) throws InvalidSettingsException {
        return (short[])readArray(key, short.class, ConfigBase::getShort);
    }

    @Override
    public short[] getShortArray(final String key, final short... def) {
        try {
            return getShortArray(key);
        } catch (InvalidSettingsException e) { // NOSONAR the default is the answer
            return def;
        }
    }

    @Override
    public void addLong(final String key, final long value) {
        put(new ConfigLongEntry(key, value));
    }

    @Override
    public long getLong(final String key) throws InvalidSettingsException {
        return find(key, ConfigLongEntry.class, "Long").getLong();
    }

    @Override
    public long getLong(final String key, final long def) {
        return findOr(key, ConfigLongEntry.class, ConfigLongEntry::getLong, def);
    }

    @Override
    public void addLongArray(final String key, final long... values) {
        writeArray(key, values, (config, k, i) -> config.addLong(k, values[i]));
    }

    @Override
    public long[] getLongArray(final String key) throws InvalidSettingsException {
        return (long[])readArray(key, long.class, ConfigBase::getLong);
    }

    @Override
    public long[] getLongArray(final String key, final long... def) {
        try {
            return getLongArray(key);
        } catch (InvalidSettingsException e) { // NOSONAR the default is the answer
            return def;
        }
    }

    @Override
    public void addByte(final String key, final byte value) {
        put(new ConfigByteEntry(key, value));
    }

    @Override
    public byte getByte(final String key) throws InvalidSettingsException {
        return find(key, ConfigByteEntry.class, "Byte").getByte();
    }

    @Override
    public byte getByte(final String key, final byte def) {
        return findOr(key, ConfigByteEntry.class, ConfigByteEntry::getByte, def);
    }

    @Override
    public void addByteArray(final String key, final byte... values) {
        writeArray(key, values, (config, k, i) -> config.addByte(k, values[i]));
    }

    @Override
    public byte[] getByteArray(final String key) throws InvalidSettingsException {
        return (byte[])readArray(key, byte.class, ConfigBase::getByte);
    }

    @Override
    public byte[] getByteArray(final String key, final byte... def) {
        try {
            return getByteArray(key);
        } catch (InvalidSettingsException e) { // NOSONAR the default is the answer
            return def;
        }
    }

    @Override
    public void addBoolean(final String key, final boolean value) {
        put(new ConfigBooleanEntry(key, value));
    }

    @Override
    public boolean getBoolean(final String key) throws InvalidSettingsException {
        return find(key, ConfigBooleanEntry.class, "Boolean").getBoolean();
    }

    @Override
    public boolean getBoolean(final String key, final boolean def) {
        return findOr(key, ConfigBooleanEntry.class, ConfigBooleanEntry::getBoolean, def);
    }

    @Override
    public void addBooleanArray(final String key, final boolean... values) {
        writeArray(key, values, (config, k, i) -> config.addBoolean(k, values[i]));
    }

    @Override
    public boolean[] getBooleanArray(final String key) throws InvalidSettingsException {
        return (boolean[])readArray(key, boolean.class, ConfigBase::getBoolean);
    }

    @Override
    public boolean[] getBooleanArray(final String key, final boolean... def) {
        try {
            return getBooleanArray(key);
        } catch (InvalidSettingsException e) { // NOSONAR the default is the answer
            return def;
        }
    }

    @Override
    public void addString(final String key, final String value) {
        put(new ConfigStringEntry(key, value));
    }

    @Override
    public String getString(final String key) throws InvalidSettingsException {
        return find(key, ConfigStringEntry.class, "String").getString();
    }

    @Override
    public String getString(final String key, final String def) {
        return findOr(key, ConfigStringEntry.class, ConfigStringEntry::getString, def);
    }

    @Override
    public void addStringArray(final String key, final String... values) {
        writeArray(key, values, (config, k, i) -> config.addString(k, values[i]));
    }

    @Override
    public String[] getStringArray(final String key) throws InvalidSettingsException {
        return (String[])readArray(key, String.class, ConfigBase::getString);
    }

    @Override
    public String[] getStringArray(final String key, final String... def) {
        try {
            return getStringArray(key);
        } catch (InvalidSettingsException e) { // NOSONAR the default is the answer
            return def;
        }
    }

    @Override
    public void addPassword(final String key, final String encryptionKey, final String value) {
        put(new ConfigPasswordEntry(key, WeakEncryption.encrypt(value, encryptionKey)));
    }

    /**
     * @param key the key
     * @param encrypted a password that is already encrypted
     */
    public void addEncryptedPassword(final String key, final String encrypted) {
        put(new ConfigPasswordEntry(key, encrypted));
    }

    @Override
    public String getPassword(final String key, final String encryptionKey) throws InvalidSettingsException {
        return WeakEncryption.decrypt(find(key, ConfigPasswordEntry.class, "Password").getPassword(), encryptionKey);
    }

    @Override
    public String getPassword(final String key, final String encryptionKey, final String def) {
        try {
            return getPassword(key, encryptionKey);
        } catch (InvalidSettingsException e) { // NOSONAR the default is the answer
            return def;
        }
    }

    @Override
    public void addTransientString(final String key, final String value) {
        put(new ConfigTransientStringEntry(key, value));
    }

    @Override
    public String getTransientString(final String key) {
        return findOr(key, ConfigTransientStringEntry.class, ConfigTransientStringEntry::getTransientString, null);
    }

    @Override
    public Set<String> keySet() {
        return Collections.unmodifiableSet(m_entries.keySet());
    }

    @Override
    public boolean containsKey(final String key) {
        return m_entries.containsKey(key);
    }

    @Override
    public final Iterator<String> iterator() {
        return keySet().iterator();
    }

    @Override
    public boolean hasIdenticalValue(final AbstractConfigEntry otherConfig) {
        final Map<String, AbstractConfigEntry> other = ((ConfigBase)otherConfig).m_entries;
        return m_entries.size() == other.size() && m_entries.entrySet().stream()
            .allMatch(e -> other.get(e.getKey()) != null && e.getValue().isIdentical(other.get(e.getKey())));
    }

    @Override
    public final String toStringValue() {
        return getKey();
    }

    @Override
    public String toString() {
        return getKey();
    }

    /** @param buf takes the whole tree, a line an entry */
    public final void toString(final StringBuffer buf) {
        print(buf, "");
    }

    private void print(final StringBuffer buf, final String indent) {
        for (AbstractConfigEntry e : m_entries.values()) {
            buf.append(indent).append("key=").append(e.getKey()).append(",type=").append(e.getType());
            if (e instanceof ConfigBase child) {
                buf.append(":\n");
                child.print(buf, indent + "  ");
            } else {
                buf.append("->").append(e.toStringValue()).append('\n');
            }
        }
    }

    @Override
    public final void saveToXML(final OutputStream os) throws IOException {
        XMLConfig.save(this, Objects.requireNonNull(os));
    }

    /**
     * @param config takes the entries
     * @param in the XML; closed
     * @return the config
     * @throws IOException if it cannot be read
     */
    protected static ConfigBase loadFromXML(final ConfigBase config, final InputStream in) throws IOException {
        config.load(Objects.requireNonNull(in));
        return config;
    }

    /**
     * @param is the XML; closed
     * @throws IOException if it cannot be read
     */
    public void load(final InputStream is) throws IOException {
        try (is) {
            XMLConfig.load(this, is);
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void copyTo(final ConfigBaseWO dest) {
        if (dest instanceof CopyFromConfigBase c) {
            c.copyFrom(this);
            return;
        }
        for (AbstractConfigEntry e : m_entries.values()) {
            if (e instanceof ConfigBase child) {
                child.copyTo(dest.addConfigBase(e.getKey()));
            } else {
                ((ConfigBase)dest).addEntry(e);
            }
        }
    }

    @Override
    public TreeNode getChildAt(final int childIndex) {
        return m_entries.values().stream().skip(childIndex).findFirst().orElseThrow(NoSuchElementException::new);
    }

    @Override
    public int getChildCount() {
        return m_entries.size();
    }

    @Override
    public int getIndex(final TreeNode node) {
        int i = 0;
        for (AbstractConfigEntry e : m_entries.values()) {
            if (e == node) {
                return i;
            }
            i++;
        }
        return -1;
    }

    @Override
    public final boolean isLeaf() {
        return false;
    }

    @Override
    public final Enumeration<TreeNode> children() {
        return Collections.enumeration(m_entries.values().stream().map(TreeNode.class::cast).toList());
    }
}
