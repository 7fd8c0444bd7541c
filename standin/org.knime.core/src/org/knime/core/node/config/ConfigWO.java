package org.knime.core.node.config;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.node.config.base.ConfigBaseWO;

/** Write access to settings that may hold cells, types and row keys too. Null is allowed as a value. */
public interface ConfigWO extends ConfigBaseWO {

    /**
     * @param key the key
     * @return a new, empty sub-config
     */
    Config addConfig(String key);

    /**
     * @param key the key
     * @param value the value
     */
    void addDataCell(String key, DataCell value);

    /**
     * @param key the key
     * @param values the values
     */
    void addDataCellArray(String key, DataCell... values);

    /**
     * @param key the key
     * @param value the value
     */
    void addDataType(String key, DataType value);

    /**
     * @param key the key
     * @param values the values
     */
    void addDataTypeArray(String key, DataType... values);

    /**
     * @param key the key
     * @param value the value
     */
    void addRowKey(String key, RowKey value);

    /**
     * @param key the key
     * @param values the values
     */
    void addRowKeyArray(String key, RowKey... values);
}
