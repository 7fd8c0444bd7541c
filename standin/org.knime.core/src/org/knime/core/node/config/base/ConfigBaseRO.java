package org.knime.core.node.config.base;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.Set;

import org.knime.core.node.InvalidSettingsException;

/**
 * Read access to a settings tree. A getter without a default throws an {@link InvalidSettingsException} that names type and key if
 * there is no such entry or one of another type; a getter with a default gives the default then. An array that was saved as null is
 * read as null.
 */
public interface ConfigBaseRO extends Iterable<String> {

    /**
     * @param key the key
     * @return the sub-config
     * @throws InvalidSettingsException if there is none
     */
    ConfigBase getConfigBase(String key) throws InvalidSettingsException;

    /**
     * Writes the tree and closes the stream.
     *
     * @param os takes the XML
     * @throws IOException if it cannot be written
     */
    void saveToXML(OutputStream os) throws IOException;

    /** @param config takes all entries of this config */
    void copyTo(ConfigBaseWO config);

    /** @return the key of this config in its parent */
    String getKey();

    /** @return all keys in the order of insertion */
    Set<String> keySet();

    /**
     * @param key the key
     * @return whether there is an entry, of whatever type
     */
    boolean containsKey(String key);

    @Override
    Iterator<String> iterator();

    /**
     * @param key the key
     * @return the value
     * @throws InvalidSettingsException if there is none
     */
    int getInt(String key) throws InvalidSettingsException;

    /**
     * @param key the key
     * @param def taken if there is no such value
     * @return the value
     */
    int getInt(String key, int def);

    /**
     * @param key the key
     * @return the values, may be null
     * @throws InvalidSettingsException if there is no such array
     */
    int[] getIntArray(String key) throws InvalidSettingsException;

    /**
     * @param key the key
     * @param def taken if there is no such array
     * @return the values, may be null
     */
    int[] getIntArray(String key, int... def);

    /**
     * @param key the key
     * @return the value
     * @throws InvalidSettingsException if there is none
     */
    double getDouble(String key) throws InvalidSettingsException;

    /**
     * @param key the key
     * @param def taken if there is no such value
     * @return the value
     */
    double getDouble(String key, double def);

    /**
     * @param key the key
     * @return the values, may be null
     * @throws InvalidSettingsException if there is no such array
     */
    double[] getDoubleArray(String key) throws InvalidSettingsException;

    /**
     * @param key the key
     * @param def taken if there is no such array
     * @return the values, may be null
     */
    double[] getDoubleArray(String key, double... def);

    /**
     * @param key the key
     * @return the value
     * @throws InvalidSettingsException if there is none
     */
    float getFloat(String key) throws InvalidSettingsException;

    /**
     * @param key the key
     * @param def taken if there is no such value
     * @return the value
     */
    float getFloat(String key, float def);

    /**
     * @param key the key
     * @return the values, may be null
     * @throws InvalidSettingsException if there is no such array
     */
    float[] getFloatArray(String key) throws InvalidSettingsException;

    /**
     * @param key the key
     * @param def taken if there is no such array
     * @return the values, may be null
     */
    float[] getFloatArray(String key, float... def);

    /**
     * @param key the key
     * @return the value
     * @throws InvalidSettingsException if there is none
     */
    char getChar(String key) throws InvalidSettingsException;

    /**
     * @param key the key
     * @param def taken if there is no such value
     * @return the value
     */
    char getChar(String key, char def);

    /**
     * @param key the key
     * @return the values, may be null
     * @throws InvalidSettingsException if there is no such array
     */
    char[] getCharArray(String key) throws InvalidSettingsException;

    /**
     * @param key the key
     * @param def taken if there is no such array
     * @return the values, may be null
     */
    char[] getCharArray(String key, char... def);

    /**
     * @param key the key
     * @return the value
     * @throws InvalidSettingsException if there is none
     */
    short getShort(String key) throws InvalidSettingsException;

    /**
     * @param key the key
     * @param def taken if there is no such value
     * @return the value
     */
    short getShort(String key, short def);

    /**
     * @param key the key
     * @return the values, may be null
     * @throws InvalidSettingsException if there is no such array
     */
    short[] getShortArray(String key) throws InvalidSettingsException;

    /**
     * @param key the key
     * @param def taken if there is no such array
     * @return the values, may be null
     */
    short[] getShortArray(String key, short... def);

    /**
     * @param key the key
     * @return the value
     * @throws InvalidSettingsException if there is none
     */
    long getLong(String key) throws InvalidSettingsException;

    /**
     * @param key the key
     * @param def taken if there is no such value
     * @return the value
     */
    long getLong(String key, long def);

    /**
     * @param key the key
     * @return the values, may be null
     * @throws InvalidSettingsException if there is no such array
     */
    long[] getLongArray(String key) throws InvalidSettingsException;

    /**
     * @param key the key
     * @param def taken if there is no such array
     * @return the values, may be null
     */
    long[] getLongArray(String key, long... def);

    /**
     * @param key the key
     * @return the value
     * @throws InvalidSettingsException if there is none
     */
    byte getByte(String key) throws InvalidSettingsException;

    /**
     * @param key the key
     * @param def taken if there is no such value
     * @return the value
     */
    byte getByte(String key, byte def);

    /**
     * @param key the key
     * @return the values, may be null
     * @throws InvalidSettingsException if there is no such array
     */
    byte[] getByteArray(String key) throws InvalidSettingsException;

    /**
     * @param key the key
     * @param def taken if there is no such array
     * @return the values, may be null
     */
    byte[] getByteArray(String key, byte... def);

    /**
     * @param key the key
     * @return the value
     * @throws InvalidSettingsException if there is none
     */
    boolean getBoolean(String key) throws InvalidSettingsException;

    /**
     * @param key the key
     * @param def taken if there is no such value
     * @return the value
     */
    boolean getBoolean(String key, boolean def);

    /**
     * @param key the key
     * @return the values, may be null
     * @throws InvalidSettingsException if there is no such array
     */
    boolean[] getBooleanArray(String key) throws InvalidSettingsException;

    /**
     * @param key the key
     * @param def taken if there is no such array
     * @return the values, may be null
     */
    boolean[] getBooleanArray(String key, boolean... def);

    /**
     * @param key the key
     * @return the value
     * @throws InvalidSettingsException if there is none
     */
    String getString(String key) throws InvalidSettingsException;

    /**
     * @param key the key
     * @param def taken if there is no such value
     * @return the value
     */
    String getString(String key, String def);

    /**
     * @param key the key
     * @return the values, may be null
     * @throws InvalidSettingsException if there is no such array
     */
    String[] getStringArray(String key) throws InvalidSettingsException;

    /**
     * @param key the key
     * @param def taken if there is no such array
     * @return the values, may be null
     */
    String[] getStringArray(String key, String... def);

    /**
     * @param key the key
     * @param encryptionKey the key the password was encrypted with
     * @return the password, may be null
     * @throws InvalidSettingsException if there is none
     */
    String getPassword(String key, String encryptionKey) throws InvalidSettingsException;

    /**
     * @param key the key
     * @param encryptionKey the key the password was encrypted with
     * @param def taken if there is no such password
     * @return the password, may be null
     */
    String getPassword(String key, String encryptionKey, String def);

    /**
     * @param key the key
     * @return the transient string, null if there is none
     */
    String getTransientString(String key);
}
