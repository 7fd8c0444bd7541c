package org.knime.core.node.config;

import java.util.Iterator;

import javax.swing.tree.TreeNode;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.base.ConfigBaseRO;

/** Read access to settings that may hold cells, types and row keys too. */
public interface ConfigRO extends ConfigBaseRO, TreeNode, Iterable<String> {

    /**
     * @param key the key
     * @return the sub-config
     * @throws InvalidSettingsException if there is none
     */
    Config getConfig(String key) throws InvalidSettingsException;

    @Override
    Iterator<String> iterator();

    /**
     * @param key the key
     * @return the value, may be null
     * @throws InvalidSettingsException if there is none
     */
    DataCell getDataCell(String key) throws InvalidSettingsException;

    /**
     * @param key the key
     * @param def taken if there is no such value
     * @return the value, may be null
     */
    DataCell getDataCell(String key, DataCell def);

    /**
     * @param key the key
     * @return the values, may be null
     * @throws InvalidSettingsException if there is no such array
     */
    DataCell[] getDataCellArray(String key) throws InvalidSettingsException;

    /**
     * @param key the key
     * @param def taken if there is no such array
     * @return the values, may be null
     */
    DataCell[] getDataCellArray(String key, DataCell... def);

    /**
     * @param key the key
     * @return the value, may be null
     * @throws InvalidSettingsException if there is none
     */
    DataType getDataType(String key) throws InvalidSettingsException;

    /**
     * @param key the key
     * @param def taken if there is no such value
     * @return the value, may be null
     */
    DataType getDataType(String key, DataType def);

    /**
     * @param key the key
     * @return the values, may be null
     * @throws InvalidSettingsException if there is no such array
     */
    DataType[] getDataTypeArray(String key) throws InvalidSettingsException;

    /**
     * @param key the key
     * @param def taken if there is no such array
     * @return the values, may be null
     */
    DataType[] getDataTypeArray(String key, DataType... def);

    /**
     * @param key the key
     * @return the value, may be null
     * @throws InvalidSettingsException if there is none
     */
    RowKey getRowKey(String key) throws InvalidSettingsException;

    /**
     * @param key the key
     * @param def taken if there is no such value
     * @return the value, may be null
     */
    RowKey getRowKey(String key, RowKey def);

    /**
     * @param key the key
     * @return the values, may be null
     * @throws InvalidSettingsException if there is no such array
     */
    RowKey[] getRowKeyArray(String key) throws InvalidSettingsException;

    /**
     * @param key the key
     * @param def taken if there is no such array
     * @return the values, may be null
     */
    RowKey[] getRowKeyArray(String key, RowKey... def);
}
