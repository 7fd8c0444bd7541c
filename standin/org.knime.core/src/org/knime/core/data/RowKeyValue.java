package org.knime.core.data;

/** Read access to a row's key. */
public interface RowKeyValue {

    /** @return the key */
    String getString();

    /** @return the key as an object of its own */
    default RowKey materializeRowKey() {
        return new RowKey(getString());
    }
}
