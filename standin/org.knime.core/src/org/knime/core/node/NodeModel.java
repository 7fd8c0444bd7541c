package org.knime.core.node;

import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.AbstractNodeView.ViewableModel;
import org.knime.core.node.message.Message;
import org.knime.core.node.message.MessageBuilder;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.util.CheckUtils;
import org.knime.core.node.workflow.FlowVariable;
import org.knime.core.node.workflow.VariableType;

/** What a node does: its settings, its configure and its execute. */
public abstract class NodeModel implements ViewableModel {

    private final PortType[] m_inPorts;

    private final PortType[] m_outPorts;

    private final NodeLogger m_logger = NodeLogger.getLogger(getClass());

    private Message m_warning;

    private Map<String, FlowVariable> m_inVariables = Map.of();

    private final Map<String, FlowVariable> m_outVariables = new LinkedHashMap<>();

    static {
        NodeAccessImpl.register();
    }

    /**
     * @param nrInDataPorts the number of input tables
     * @param nrOutDataPorts the number of output tables
     */
    protected NodeModel(final int nrInDataPorts, final int nrOutDataPorts) {
        this(tables(nrInDataPorts), tables(nrOutDataPorts));
    }

    /**
     * @param inPortTypes the input ports, null for none
     * @param outPortTypes the output ports, null for none
     */
    protected NodeModel(final PortType[] inPortTypes, final PortType[] outPortTypes) {
        m_inPorts = inPortTypes == null ? new PortType[0] : inPortTypes.clone();
        m_outPorts = outPortTypes == null ? new PortType[0] : outPortTypes.clone();
        if (Arrays.asList(m_inPorts).contains(null) || Arrays.asList(m_outPorts).contains(null)) {
            throw new NullPointerException("Port types must not be null");
        }
    }

    private static PortType[] tables(final int count) {
        final var types = new PortType[count];
        Arrays.fill(types, BufferedDataTable.TYPE);
        return types;
    }

    final PortType[] getInPorts() {
        return m_inPorts;
    }

    final PortType[] getOutPorts() {
        return m_outPorts;
    }

    final void setInVariables(final Map<String, FlowVariable> variables) {
        m_inVariables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        m_outVariables.clear();
    }

    final Map<String, FlowVariable> getOutVariables() {
        return m_outVariables;
    }

    /**
     * @param nodeInternDir what {@link #saveInternals} wrote to
     * @param exec takes the progress
     * @throws IOException if it cannot be read
     * @throws CanceledExecutionException if the work was cancelled
     */
    protected abstract void loadInternals(File nodeInternDir, ExecutionMonitor exec) throws IOException, CanceledExecutionException;

    /**
     * @param nodeInternDir an empty folder for what the view needs
     * @param exec takes the progress
     * @throws IOException if it cannot be written
     * @throws CanceledExecutionException if the work was cancelled
     */
    protected abstract void saveInternals(File nodeInternDir, ExecutionMonitor exec) throws IOException, CanceledExecutionException;

    /** @return the number of input ports */
    protected final int getNrInPorts() {
        return m_inPorts.length;
    }

    /** @return the number of output ports */
    protected final int getNrOutPorts() {
        return m_outPorts.length;
    }

    /**
     * @param index from 0
     * @return the type of the port
     */
    protected final PortType getInPortType(final int index) {
        return m_inPorts[index];
    }

    /**
     * @param index from 0
     * @return the type of the port
     */
    protected final PortType getOutPortType(final int index) {
        return m_outPorts[index];
    }

    /** @param settings take the settings */
    protected abstract void saveSettingsTo(NodeSettingsWO settings);

    /**
     * Must not change the model.
     *
     * @param settings settings to check
     * @throws InvalidSettingsException if they are not valid
     */
    protected abstract void validateSettings(NodeSettingsRO settings) throws InvalidSettingsException;

    /**
     * @param viewSettings settings of the view to check
     * @throws InvalidSettingsException if they are not valid
     */
    protected void validateViewSettings(final NodeSettingsRO viewSettings) throws InvalidSettingsException {
    }

    /** @param viewSettings take the default settings of the view */
    protected void saveDefaultViewSettingsTo(final NodeSettingsWO viewSettings) {
    }

    /**
     * @param settings settings that were checked
     * @throws InvalidSettingsException if they are not valid all the same
     */
    protected abstract void loadValidatedSettingsFrom(NodeSettingsRO settings) throws InvalidSettingsException;

    /**
     * @param inObjects the input
     * @param exec progress, cancel, new tables
     * @return the output
     * @throws Exception if the node cannot go on
     */
    protected PortObject[] execute(final PortObject[] inObjects, final ExecutionContext exec) throws Exception {
        final var tables = new BufferedDataTable[inObjects.length];
        for (int i = 0; i < tables.length; i++) {
            if (inObjects[i] != null && !(inObjects[i] instanceof BufferedDataTable)) {
                throw new IOException("Input port " + i + " does not hold data table but " + inObjects[i].getClass().getSimpleName()
                    + "; Likely reason: wrong version of NodeModel.execute() overwritten!");
            }
            tables[i] = (BufferedDataTable)inObjects[i];
        }
        return execute(tables, exec);
    }

    /**
     * @param inData the input
     * @param exec progress, cancel, new tables
     * @return the output
     * @throws Exception if the node cannot go on
     */
    protected BufferedDataTable[] execute(final BufferedDataTable[] inData, final ExecutionContext exec) throws Exception {
        throw new IOException("NodeModel.execute() implementation missing!");
    }

    /** Forgets what execute made. */
    protected abstract void reset();

    /** Called when the node is removed. */
    protected void onDispose() {
    }

    /** Tells views that the model has changed; there are none. */
    protected final void stateChanged() {
        // no desktop, no views
    }

    /**
     * @param inSpecs the specs of the input; null where an optional port is not connected
     * @return the specs of the output; null where it is not known yet
     * @throws InvalidSettingsException if the node cannot run with this input
     */
    protected PortObjectSpec[] configure(final PortObjectSpec[] inSpecs) throws InvalidSettingsException {
        final var specs = new DataTableSpec[inSpecs.length];
        for (int i = 0; i < specs.length; i++) {
            if (inSpecs[i] != null && !(inSpecs[i] instanceof DataTableSpec)) {
                throw new InvalidSettingsException("Input Port " + i
                    + " does not hold data table specs. Likely reason: wrong version of NodeModel.configure() overwritten!");
            }
            specs[i] = (DataTableSpec)inSpecs[i];
        }
        return configure(specs);
    }

    /**
     * @param inSpecs the specs of the input tables
     * @return the specs of the output tables; null where it is not known yet
     * @throws InvalidSettingsException if the node cannot run with this input
     */
    protected DataTableSpec[] configure(final DataTableSpec[] inSpecs) throws InvalidSettingsException {
        throw new InvalidSettingsException("NodeModel.configure() implementation missing!");
    }

    /** @return an empty builder */
    protected final MessageBuilder createMessageBuilder() {
        return Message.builder();
    }

    /** @param warningMessage what the user shall see; null for nothing */
    protected final void setWarningMessage(final String warningMessage) {
        setWarning(warningMessage == null ? null : Message.fromSummary(warningMessage));
    }

    /** @return the warning, null if there is none */
    protected final String getWarningMessage() {
        return Message.getSummaryFrom(m_warning);
    }

    /** @param message what the user shall see; null for nothing */
    protected final void setWarning(final Message message) {
        m_warning = message;
    }

    /** @return the warning, null if there is none */
    protected final Message getWarning() {
        return m_warning;
    }

    private <T> T peek(final String name, final VariableType<T> type) {
        CheckUtils.checkArgumentNotNull(name, "Variable name must not be null.");
        CheckUtils.checkArgumentNotNull(type, "Variable type must not be null.");
        for (Map<String, FlowVariable> variables : List.of(m_outVariables, m_inVariables)) {
            final FlowVariable v = variables.get(name);
            if (v != null && v.getVariableType().isConvertible(type)) {
                return v.getValue(type);
            }
        }
        throw new NoSuchElementException("No such variable \"" + name + "\" of type " + type);
    }

    private void push(final FlowVariable variable) {
        m_outVariables.put(variable.getName(), variable);
    }

    /**
     * @param name a variable
     * @param type as what it is read
     * @param <T> as what it is read
     * @return its value
     */
    public final <T> T peekFlowVariable(final String name, final VariableType<T> type) {
        return peek(name, type);
    }

    /**
     * @param name a variable
     * @return its value
     */
    public final String peekFlowVariableString(final String name) {
        return peek(name, VariableType.StringType.INSTANCE);
    }

    /**
     * @param name a variable
     * @return its value
     */
    public final double peekFlowVariableDouble(final String name) {
        return peek(name, VariableType.DoubleType.INSTANCE);
    }

    /**
     * @param name a variable
     * @return its value
     */
    public final int peekFlowVariableInt(final String name) {
        return peek(name, VariableType.IntType.INSTANCE);
    }

    /**
     * @param name a variable for the nodes that follow
     * @param type its type
     * @param value its value
     * @param <T> its type
     */
    protected final <T> void pushFlowVariable(final String name, final VariableType<T> type, final T value) {
        CheckUtils.checkArgumentNotNull(name, "Variable name must not be null.");
        CheckUtils.checkArgumentNotNull(type, "Variable type must not be null.");
        CheckUtils.checkArgumentNotNull(value, "Variable value must not be null.");
        push(new FlowVariable(name, type, value));
    }

    /**
     * @param name a variable for the nodes that follow
     * @param value its value
     */
    protected final void pushFlowVariableString(final String name, final String value) {
        push(new FlowVariable(name, value));
    }

    /**
     * @param name a variable for the nodes that follow
     * @param value its value
     */
    protected final void pushFlowVariableDouble(final String name, final double value) {
        push(new FlowVariable(name, value));
    }

    /**
     * @param name a variable for the nodes that follow
     * @param value its value
     */
    protected final void pushFlowVariableInt(final String name, final int value) {
        push(new FlowVariable(name, value));
    }

    private static Map<String, FlowVariable> select(final Map<String, FlowVariable> variables, final VariableType<?>... types) {
        final Map<String, FlowVariable> selected = new LinkedHashMap<>(variables);
        selected.values().removeIf(v -> !Arrays.asList(types).contains(v.getVariableType()));
        return Collections.unmodifiableMap(selected);
    }

    private static VariableType<?>[] join(final VariableType<?> type, final VariableType<?>... otherTypes) {
        final VariableType<?>[] all = Arrays.copyOf(otherTypes, otherTypes.length + 1);
        all[otherTypes.length] = type;
        return all;
    }

    /**
     * @param types types
     * @return the variables of these types that came in or were pushed
     */
    public final Map<String, FlowVariable> getAvailableFlowVariables(final VariableType<?>[] types) {
        final Map<String, FlowVariable> all = new LinkedHashMap<>(m_inVariables);
        m_outVariables.forEach(all::putIfAbsent);
        return select(all, types);
    }

    /**
     * @param type a type
     * @param otherTypes more types
     * @return the variables of these types that came in or were pushed
     */
    public Map<String, FlowVariable> getAvailableFlowVariables(final VariableType<?> type, final VariableType<?>... otherTypes) {
        return getAvailableFlowVariables(join(type, otherTypes));
    }

    /**
     * @param types types
     * @return the variables of these types that came in
     */
    public final Map<String, FlowVariable> getAvailableInputFlowVariables(final VariableType<?>[] types) {
        return select(m_inVariables, types);
    }

    /**
     * @param type a type
     * @param otherTypes more types
     * @return the variables of these types that came in
     */
    public Map<String, FlowVariable> getAvailableInputFlowVariables(final VariableType<?> type,
        final VariableType<?>... otherTypes) {
        return getAvailableInputFlowVariables(join(type, otherTypes));
    }

    /** @return writes to the log in the name of this class */
    protected final NodeLogger getLogger() {
        return m_logger;
    }
}
