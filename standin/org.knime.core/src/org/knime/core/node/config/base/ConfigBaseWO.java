package org.knime.core.node.config.base;

/** Write access to a settings tree. A key that exists is overwritten in place; null as a key is an IllegalArgumentException. */
public interface ConfigBaseWO {

    /**
     * @param key the key
     * @return a new, empty sub-config
     */
    ConfigBase addConfigBase(String key);

    /** @return the key of this config in its parent */
    String getKey();

    /**
     * @param key the key
     * @param value the value
     */
    void addInt(String key, int value);

    /**
     * @param key the key
     * @param values the values, null is allowed
     */
    void addIntArray(String key, int... values);

    /**
     * @param key the key
     * @param value the value
     */
    void addDouble(String key, double value);

    /**
     * @param key the key
     * @param values the values, null is allowed
     */
    void addDoubleArray(String key, double... values);

    /**
     * @param key the key
     * @param value the value
     */
    void addFloat(String key, float value);

    /**
     * @param key the key
     * @param values the values, null is allowed
     */
    void addFloatArray(String key, float... values);

    /**
     * @param key the key
     * @param value the value
     */
    void addChar(String key, char value);

    /**
     * @param key the key
     * @param values the values, null is allowed
     */
    void addCharArray(String key, char... values);

    /**
     * @param key the key
     * @param value the value
     */
    void addShort(String key, short value);

    /**
     * @param key the key
     * @param values the values, null is allowed
     */
    void addShortArray(String key, short... values);

    /**
     * @param key the key
     * @param value the value
     */
    void addLong(String key, long value);

    /**
     * @param key the key
     * @param values the values, null is allowed
     */
    void addLongArray(String key, long... values);

    /**
     * @param key the key
     * @param value the value
     */
    void addByte(String key, byte value);

    /**
     * @param key the key
     * @param values the values, null is allowed
     */
    void addByteArray(String key, byte... values);

    /**
     * @param key the key
     * @param value the value
     */
    void addBoolean(String key, boolean value);

    /**
     * @param key the key
     * @param values the values, null is allowed
     */
    void addBooleanArray(String key, boolean... values);

    /**
     * @param key the key
     * @param value the value
     */
    void addString(String key, String value);

    /**
     * @param key the key
     * @param values the values, null is allowed
     */
    void addStringArray(String key, String... values);

    /**
     * @param key the key
     * @param encryptionKey protects the password against a glance at the file, not against an attacker
     * @param value the password, null is allowed
     */
    void addPassword(String key, String encryptionKey, String value);

    /**
     * @param key the key
     * @param value a value that is never written to a file
     */
    void addTransientString(String key, String value);
}
