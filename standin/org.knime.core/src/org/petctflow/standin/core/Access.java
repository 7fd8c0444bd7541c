package org.petctflow.standin.core;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.CellFactory;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.data.container.DataContainer;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStoreCell;
import org.knime.core.data.filestore.FileStoreFactory;
import org.knime.core.data.filestore.FileStoreKey;
import org.knime.core.data.filestore.FileStorePortObject;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeProgressMonitor;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.config.Config;
import org.knime.core.node.message.Message;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.workflow.FlowVariable;

/**
 * Ways into what KNIME's packages keep for themselves. Each is implemented by a class of the package and handed in when the class it
 * belongs to is initialised, so that the packages need no public members that KNIME does not have.
 */
public final class Access {

    private static volatile ForFileStores s_fileStores;

    private static volatile ForContainers s_containers;

    private static volatile ForNodes s_nodes;

    private static volatile ForVariables s_variables;

    private Access() {
    }

    /** What the engine needs of the package of file stores. */
    public interface ForFileStores {

        /** A handle of a file. */
        FileStore store(FileStores owner, FileStoreKey key);

        /** Where a file store lies. */
        FileStores owner(FileStore store);

        /** Asks a cell to write what it holds. */
        void flush(FileStoreCell cell) throws IOException;

        /** Asks a port object to write what it holds. */
        void flush(FileStorePortObject object) throws IOException;

        /** Gives a cell that was just read its files. */
        void attach(FileStoreCell cell, List<FileStore> stores) throws IOException;

        /** Gives a port object that was just read its files. */
        void attach(FileStorePortObject object, List<FileStore> stores) throws IOException;
    }

    /** A column a rearranger gives: one of the original ones, or one of a factory. */
    public record Column(int originalIndex, CellFactory factory, int factoryIndex) {
    }

    /** What the engine needs of the package of containers. */
    public interface ForContainers {

        /** The columns of a rearranger from left to right. */
        List<Column> columns(ColumnRearranger rearranger);

        /** The spec a rearranger was made for. */
        DataTableSpec originalSpec(ColumnRearranger rearranger);

        /** Gives a factory the place of its file stores. */
        void setFileStoreFactory(CellFactory factory, FileStoreFactory stores);

        /** Says where a container writes to. */
        void setWriter(DataContainer container, TableWriter writer);
    }

    /** What the engine needs of the package of nodes. */
    public interface ForNodes {

        /** Sets what is written about a node. */
        void setText(NodeFactory<?> factory, NodeText text);

        /** What is written about a node. */
        NodeText getText(NodeFactory<?> factory);

        /** The types of the input ports. */
        PortType[] inPorts(NodeModel model);

        /** The types of the output ports. */
        PortType[] outPorts(NodeModel model);

        /** Saves the settings. */
        void saveSettings(NodeModel model, NodeSettingsWO settings);

        /** Checks settings. */
        void validateSettings(NodeModel model, NodeSettingsRO settings) throws InvalidSettingsException;

        /** Loads settings that were checked. */
        void loadSettings(NodeModel model, NodeSettingsRO settings) throws InvalidSettingsException;

        /** Checks settings of the view. */
        void validateViewSettings(NodeModel model, NodeSettingsRO settings) throws InvalidSettingsException;

        /** Saves the default settings of the view. */
        void saveDefaultViewSettings(NodeModel model, NodeSettingsWO settings);

        /** Asks for the specs of the output. */
        PortObjectSpec[] configure(NodeModel model, PortObjectSpec[] specs) throws InvalidSettingsException;

        /** Asks for the output. */
        PortObject[] execute(NodeModel model, PortObject[] objects, ExecutionContext exec) throws Exception;

        /** Forgets what execute made. */
        void reset(NodeModel model);

        /** Ends the model's life. */
        void dispose(NodeModel model);

        /** The warning, null if there is none. */
        Message getWarning(NodeModel model);

        /** Sets or removes the warning. */
        void setWarning(NodeModel model, Message message);

        /** Sets the variables that come in and forgets those that were pushed. */
        void setInVariables(NodeModel model, Map<String, FlowVariable> variables);

        /** The variables that were pushed. */
        Map<String, FlowVariable> getOutVariables(NodeModel model);

        /** What a running node works with. */
        ExecutionContext newContext(NodeProgressMonitor progress, NodeData data);

        /** The rows of a table. */
        RowStore store(BufferedDataTable table);
    }

    /** What the engine needs of the package of workflows. */
    public interface ForVariables {

        /** Puts a variable's value in the place of a setting. */
        void overwrite(Config config, String key, FlowVariable variable) throws InvalidSettingsException;

        /** Makes a variable of a setting, if there is a type for it. */
        Optional<FlowVariable> create(String name, Config config, String key) throws InvalidSettingsException;
    }

    /** @param access handed in by the package itself */
    public static void set(final ForVariables access) {
        s_variables = access;
    }

    /** @return the way into the package of workflows */
    public static ForVariables variables() {
        if (s_variables == null) {
            initialize(FlowVariable.class);
        }
        return s_variables;
    }

    /** @param access handed in by the package itself */
    public static void set(final ForNodes access) {
        s_nodes = access;
    }

    /** @return the way into the package of nodes */
    public static ForNodes nodes() {
        if (s_nodes == null) {
            initialize(NodeModel.class);
        }
        return s_nodes;
    }

    /** @param access handed in by the package itself */
    public static void set(final ForFileStores access) {
        s_fileStores = access;
    }

    /** @param access handed in by the package itself */
    public static void set(final ForContainers access) {
        s_containers = access;
    }

    /** @return the way into the package of file stores */
    public static ForFileStores fileStores() {
        if (s_fileStores == null) {
            initialize(FileStore.class);
        }
        return s_fileStores;
    }

    /** @return the way into the package of containers */
    public static ForContainers containers() {
        if (s_containers == null) {
            initialize(ColumnRearranger.class);
        }
        return s_containers;
    }

    /** @param c a class that hands in its way when it is initialised */
    public static void initialize(final Class<?> c) {
        try {
            Class.forName(c.getName(), true, c.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
