package org.knime.core.node.config;

import java.io.IOException;
import java.io.InputStream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.MissingCell;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.base.AbstractConfigEntry;
import org.knime.core.node.config.base.ConfigBase;

/**
 * Settings that may hold cells, types and row keys too.
 * <p>
 * Differs from KNIME on purpose: a cell that is neither missing nor a boolean, number or string is refused, where KNIME would use Java
 * serialization.
 */
public abstract class Config extends ConfigBase implements ConfigRO, ConfigWO {

    private static final long serialVersionUID = 1L;

    private static final String CELL = "datacell";

    private static final String IS_NULL = "is_null";

    private static final String ARRAY_SIZE = "array-size";

    /** @param key the key of this config in its parent */
    protected Config(final String key) {
        super(key);
    }

    @Override
    public abstract Config getInstance(String key);

    @Override
    public final Config addConfig(final String key) {
        final Config config = getInstance(key);
        put(config);
        return config;
    }

    /** @param config a config of the same class that is put below its key */
    protected final void addConfig(final Config config) {
        addConfigBase(config);
    }

    @Override
    public final Config getConfig(final String key) throws InvalidSettingsException {
        if (get(key) instanceof Config c) {
            return c;
        }
        throw new InvalidSettingsException("Config for key \"" + key + "\" not found.");
    }

    @Override
    public void addEntry(final AbstractConfigEntry entry) {
        put(entry);
    }

    @Override
    public String toString() {
        return getKey();
    }

    @Override
    public void addDataCell(final String key, final DataCell cell) {
        final Config config = addConfig(key);
        if (cell == null) {
            config.addString(CELL, null);
            return;
        }
        final String className = cell.getClass().getName();
        config.addString(CELL, className);
        final Config value = config.addConfig(className);
        final String name = cell.getClass().getSimpleName();
        if (cell instanceof BooleanCell c) {
            value.addBoolean(name, c.getBooleanValue());
        } else if (cell instanceof StringCell c) {
            value.addString(name, c.getStringValue());
        } else if (cell instanceof DoubleCell c) {
            value.addDouble(name, c.getDoubleValue());
        } else if (cell instanceof LongCell c) {
            value.addLong(name, c.getLongValue());
        } else if (cell instanceof IntCell c) {
            value.addInt(name, c.getIntValue());
        } else if (!(cell instanceof MissingCell)) {
            throw new IllegalArgumentException("A cell of class " + className + " cannot be written to settings");
        }
    }

    @Override
    public DataCell getDataCell(final String key) throws InvalidSettingsException {
        final Config config = getConfig(key);
        final String className = config.getString(CELL);
        if (className == null) {
            return null;
        }
        final Config value = config.getConfig(className);
        final String name = className.substring(className.lastIndexOf('.') + 1);
        if (className.equals(BooleanCell.class.getName())) {
            return BooleanCell.BooleanCellFactory.create(value.getBoolean(name));
        } else if (className.equals(StringCell.class.getName())) {
            return new StringCell(value.getString(name));
        } else if (className.equals(DoubleCell.class.getName())) {
            return new DoubleCell(value.getDouble(name));
        } else if (className.equals(LongCell.class.getName())) {
            return new LongCell(value.getLong(name));
        } else if (className.equals(IntCell.class.getName())) {
            return new IntCell(value.getInt(name));
        } else if (className.equals(MissingCell.class.getName())) {
            return DataType.getMissingCell();
        }
        throw new InvalidSettingsException("A cell of class " + className + " cannot be read from settings");
    }

    @Override
    public DataCell getDataCell(final String key, final DataCell def) {
        try {
            return getDataCell(key);
        } catch (InvalidSettingsException e) { // NOSONAR the default is the answer
            return def;
        }
    }

    @Override
    public void addDataCellArray(final String key, final DataCell... values) {
        final Config config = addConfig(key);
        if (values != null) {
            config.addInt(ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                config.addDataCell(Integer.toString(i), values[i]);
            }
        }
    }

    @Override
    public DataCell[] getDataCellArray(final String key) throws InvalidSettingsException {
        final Config config = getConfig(key);
        final int size = config.getInt(ARRAY_SIZE, -1);
        if (size == -1) {
            return null; // NOSONAR saved as null
        }
        final DataCell[] cells = new DataCell[checkSize(config, size)];
        for (int i = 0; i < size; i++) {
            cells[i] = config.getDataCell(Integer.toString(i));
        }
        return cells;
    }

    @Override
    public DataCell[] getDataCellArray(final String key, final DataCell... def) {
        try {
            return getDataCellArray(key);
        } catch (InvalidSettingsException e) { // NOSONAR the default is the answer
            return def;
        }
    }

    private static int checkSize(final Config config, final int size) throws InvalidSettingsException {
        if (size != config.keySet().size() - 1) { // so that no memory is taken for elements that are not there
            throw new InvalidSettingsException("The array for key \"" + config.getKey() + "\" should have " + size + " elements");
        }
        return size;
    }

    @Override
    public void addDataType(final String key, final DataType type) {
        final Config config = addConfig(key);
        if (type != null) {
            type.save(config);
        }
        config.addBoolean(IS_NULL, type == null);
    }

    @Override
    public DataType getDataType(final String key) throws InvalidSettingsException {
        final Config config = getConfig(key);
        return config.getBoolean(IS_NULL) ? null : DataType.load(config);
    }

    @Override
    public DataType getDataType(final String key, final DataType def) {
        try {
            return getDataType(key);
        } catch (InvalidSettingsException e) { // NOSONAR the default is the answer
            return def;
        }
    }

    @Override
    public void addDataTypeArray(final String key, final DataType... values) {
        final Config config = addConfig(key);
        if (values != null) {
            config.addInt(ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                config.addDataType(Integer.toString(i), values[i]);
            }
        }
    }

    @Override
    public DataType[] getDataTypeArray(final String key) throws InvalidSettingsException {
        final Config config = getConfig(key);
        final int size = config.getInt(ARRAY_SIZE, -1);
        if (size == -1) {
            return null; // NOSONAR saved as null
        }
        final DataType[] types = new DataType[checkSize(config, size)];
        for (int i = 0; i < size; i++) {
            types[i] = config.getDataType(Integer.toString(i));
        }
        return types;
    }

    @Override
    public DataType[] getDataTypeArray(final String key, final DataType... v) {
        try {
            return getDataTypeArray(key);
        } catch (InvalidSettingsException e) { // NOSONAR the default is the answer
            return v;
        }
    }

    @Override
    public void addRowKey(final String key, final RowKey rowKey) {
        addString(key, rowKey == null ? null : rowKey.getString());
    }

    @Override
    public RowKey getRowKey(final String key) throws InvalidSettingsException {
        final String id = getString(key);
        return id == null ? null : new RowKey(id);
    }

    @Override
    public RowKey getRowKey(final String key, final RowKey def) {
        final String id = getString(key, def == null ? null : def.getString());
        return id == null ? null : new RowKey(id);
    }

    @Override
    public void addRowKeyArray(final String key, final RowKey... rowKey) {
        addStringArray(key, RowKey.toStrings(rowKey));
    }

    @Override
    public RowKey[] getRowKeyArray(final String key) throws InvalidSettingsException {
        return RowKey.toRowKeys(getStringArray(key));
    }

    @Override
    public RowKey[] getRowKeyArray(final String key, final RowKey... def) {
        return RowKey.toRowKeys(getStringArray(key, RowKey.toStrings(def)));
    }

    /**
     * @param config takes the entries
     * @param in the XML; closed
     * @return the config
     * @throws IOException if it cannot be read
     */
    protected static Config loadFromXML(final Config config, final InputStream in) throws IOException {
        return (Config)ConfigBase.loadFromXML(config, in);
    }

    @Override
    public void load(final InputStream is) throws IOException {
        super.load(is);
    }
}
