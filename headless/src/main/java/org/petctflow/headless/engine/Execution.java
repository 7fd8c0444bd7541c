package org.petctflow.headless.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.filestore.FileStoreCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.message.Message;
import org.knime.core.node.port.AbstractSimplePortObject;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.flowvariable.FlowVariablePortObject;
import org.knime.core.node.port.flowvariable.FlowVariablePortObjectSpec;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.core.node.port.inactive.InactiveBranchConsumer;
import org.knime.core.node.port.inactive.InactiveBranchPortObject;
import org.knime.core.node.port.inactive.InactiveBranchPortObjectSpec;
import org.knime.core.node.workflow.FlowVariable;
import org.knime.core.node.workflow.NodeContext;
import org.petctflow.headless.engine.FlowNode.State;
import org.petctflow.headless.workflow.Connection;
import org.petctflow.headless.workflow.MissingVariableException;
import org.petctflow.standin.core.Access;
import org.petctflow.standin.core.DataSpace;
import org.petctflow.standin.core.NodeData;
import org.petctflow.standin.core.RowStore;

/**
 * One run of a flow. Nodes are configured in order, then each executes as soon as those before it have, independent ones at the same
 * time. A node that fails takes with it only those that come after it. What a node made is deleted as soon as nobody can read it any
 * more: tables when all nodes they are connected to have ended, file stores when no table that is still there can hold cells of them. A
 * node that makes files but gives no cells of them gives their paths: they stay until all nodes behind it have ended.
 */
public final class Execution {

    /** How long a cancelled node may take to notice. */
    private static final long GRACE_MILLIS = 400;

    /** Bytes of a cell in memory, on average; a quarter of the heap is given to tables. */
    private static final long BYTES_PER_CELL = 64;

    private final Flow m_flow;

    private final RunListener m_listener;

    private final ResultWriter m_writer;

    private final Path m_temporary;

    private final ExecutorService m_pool;

    private final Object m_lock = new Object();

    private final Map<FlowNode, DefaultNodeProgressMonitor> m_running = new IdentityHashMap<>();

    private final Set<FlowNode> m_filesInCells = new HashSet<>();

    private TemporaryFolder m_folder;

    private DataSpace m_space;

    private boolean m_cancelled;

    /**
     * @param flow what to run
     * @param temporary an existing folder for what lies on disk during the run
     * @param threads how many nodes may work at the same time
     * @param writer writes the results
     * @param listener is told what happens
     */
    public Execution(final Flow flow, final Path temporary, final int threads, final ResultWriter writer, final RunListener listener) {
        m_flow = flow;
        m_temporary = temporary;
        m_writer = writer;
        m_listener = listener;
        m_pool = Executors.newFixedThreadPool(threads, work -> {
            final Thread t = new Thread(work, "petctflow-node");
            t.setDaemon(true);
            return t;
        });
    }

    /**
     * Configures all nodes as far as that is possible without executing any.
     *
     * @throws IOException if the temporary folder cannot be made
     */
    public void configure() throws IOException {
        try {
            open();
            configureAll();
        } finally {
            close();
        }
    }

    /**
     * Runs the flow.
     *
     * @return whether all nodes executed
     * @throws IOException if the temporary folder cannot be made
     */
    public boolean run() throws IOException {
        try {
            open();
            configureAll();
            synchronized (m_lock) {
                m_flow.nodes().forEach(this::submitIfReady);
                awaitEnd();
            }
        } catch (InterruptedException e) {
            cancel();
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
        return m_flow.nodes().stream().allMatch(n -> n.state() == State.EXECUTED);
    }

    /** Called with the lock. */
    private void awaitEnd() throws InterruptedException {
        Long deadline = null;
        while (!hasEnded() && (deadline == null || System.nanoTime() - deadline < 0)) {
            if (m_cancelled && deadline == null) {
                deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
            }
            m_lock.wait(m_cancelled ? 20 : 0);
        }
        for (FlowNode n : m_flow.nodes()) {
            if (n.state() == State.EXECUTING) {
                end(n, State.SKIPPED, Failure.of("The run was cancelled, and the node did not stop in time."));
            }
        }
    }

    private void open() throws IOException {
        final long cells = Math.min(DataSpace.DEFAULT_CELLS_IN_MEMORY, Runtime.getRuntime().maxMemory() / 4 / BYTES_PER_CELL);
        m_folder = TemporaryFolder.in(m_temporary);
        m_space = new DataSpace(m_folder.path(), cells);
    }

    private void close() {
        m_pool.shutdownNow();
        synchronized (m_lock) {
            if (m_space != null) {
                m_space.close();
            }
            if (m_folder != null) {
                m_folder.close();
            }
            m_flow.nodes().forEach(n -> Access.nodes().dispose(n.instance().model()));
        }
    }

    /** Stops: running nodes are told, no other begins. Returns at once; {@link #run} returns soon after. */
    public void cancel() {
        synchronized (m_lock) {
            m_cancelled = true;
            m_running.values().forEach(DefaultNodeProgressMonitor::setExecuteCanceled);
            m_pool.shutdownNow();
            for (FlowNode n : m_flow.nodes()) {
                if (n.state() == State.IDLE || n.state() == State.CONFIGURED) {
                    end(n, State.SKIPPED, Failure.of("The run was cancelled."));
                }
            }
            m_lock.notifyAll();
        }
    }

    /** @return whether the run was cancelled */
    public boolean isCancelled() {
        synchronized (m_lock) {
            return m_cancelled;
        }
    }

    private boolean hasEnded() {
        return m_flow.nodes().stream().allMatch(n -> isEnd(n.state()));
    }

    private static boolean isEnd(final State s) {
        return s == State.EXECUTED || s == State.FAILED || s == State.SKIPPED;
    }

    // configure

    private void configureAll() {
        for (FlowNode n : m_flow.nodes()) {
            synchronized (m_lock) {
                if (skipIfLost(n)) {
                    m_listener.ended(n, List.of());
                    continue;
                }
            }
            final PortObjectSpec[] specs = inSpecs(n);
            final PortType[] types = n.inTypes();
            boolean isKnown = true;
            for (int i = 1; i < specs.length; i++) {
                isKnown &= specs[i] != null || n.incoming()[i] == null && types[i].isOptional();
            }
            if (isKnown && areConfigured(n)) {
                configureFirst(n, specs);
            }
        }
    }

    private void configureFirst(final FlowNode n, final PortObjectSpec[] specs) {
        try {
            configure(n, specs);
        } catch (MissingVariableException e) {
            if (!hasSources(n)) {
                fail(n, Failure.of(e, new PortObject[0]));
            } // else a node before it may still make the variable
        } catch (Exception | LinkageError | StackOverflowError e) {
            fail(n, Failure.of(e, new PortObject[0]));
        }
    }

    private void fail(final FlowNode n, final Failure failure) {
        synchronized (m_lock) {
            end(n, State.FAILED, failure);
        }
        m_listener.ended(n, List.of());
    }

    private static boolean hasSources(final FlowNode n) {
        return Arrays.stream(n.incoming()).anyMatch(c -> c != null);
    }

    private boolean areConfigured(final FlowNode n) {
        return Arrays.stream(n.incoming()).allMatch(c -> c == null || m_flow.node(c.source()).state() == State.CONFIGURED
            || m_flow.node(c.source()).state() == State.EXECUTED);
    }

    private PortObjectSpec[] inSpecs(final FlowNode n) {
        final var specs = new PortObjectSpec[n.incoming().length];
        for (int i = 0; i < specs.length; i++) {
            final Connection c = n.incoming()[i];
            specs[i] = c == null ? null : m_flow.node(c.source()).specs()[c.sourcePort()];
        }
        return specs;
    }

    /** As KNIME joins them: those of the first connected port win, then those of later ports over earlier ones. */
    private Map<String, FlowVariable> inVariables(final FlowNode n) {
        final Deque<Map<String, FlowVariable>> stacks = new ArrayDeque<>();
        for (Connection c : n.incoming()) {
            if (c != null) {
                stacks.add(m_flow.node(c.source()).outVariables());
            }
        }
        if (stacks.isEmpty()) {
            return m_flow.variables();
        }
        stacks.add(stacks.remove());
        final Map<String, FlowVariable> joined = new LinkedHashMap<>();
        stacks.forEach(joined::putAll);
        return joined;
    }

    private void configure(final FlowNode n, final PortObjectSpec[] inSpecs) throws InvalidSettingsException {
        final Map<String, FlowVariable> variables;
        synchronized (m_lock) {
            variables = inVariables(n);
        }
        final List<FlowVariable> exposed = loadSettings(n, variables);
        final NodeModel model = n.instance().model();
        Access.nodes().setInVariables(model, variables);
        Access.nodes().setWarning(model, null);
        NodeContext.pushContext(n);
        final PortObjectSpec[] outs;
        try {
            outs = isInactive(n, inSpecs) ? inactiveSpecs(n)
                : Access.nodes().configure(model, Arrays.copyOfRange(inSpecs, 1, inSpecs.length));
        } finally {
            NodeContext.removeLastContext();
        }
        final var specs = new PortObjectSpec[n.outTypes().length];
        specs[0] = FlowVariablePortObjectSpec.INSTANCE;
        if (outs != null) { // null: nothing is known yet
            if (outs.length != specs.length - 1) {
                throw new InvalidSettingsException("The node gave " + outs.length + " specs for its " + (specs.length - 1) + " output ports");
            }
            System.arraycopy(outs, 0, specs, 1, outs.length);
        }
        synchronized (m_lock) {
            n.specs(specs);
            n.warning(Access.nodes().getWarning(model));
            setOutVariables(n, variables, exposed);
            if (n.state() == State.IDLE) {
                n.state(State.CONFIGURED);
            }
        }
    }

    private static void setOutVariables(final FlowNode n, final Map<String, FlowVariable> in, final List<FlowVariable> exposed) {
        final Map<String, FlowVariable> out = new LinkedHashMap<>(in);
        exposed.forEach(v -> out.put(v.getName(), v));
        out.putAll(Access.nodes().getOutVariables(n.instance().model()));
        n.outVariables(out);
    }

    private static List<FlowVariable> loadSettings(final FlowNode n, final Map<String, FlowVariable> variables)
        throws InvalidSettingsException {
        if (n.viewVariables().used().size() > 0 && n.view().isPresent()) {
            final var view = new NodeSettings("view");
            n.view().get().copyTo(view);
            n.viewVariables().apply(view, variables);
            n.instance().checkView(view);
            n.viewSettings(view);
        }
        final var model = new NodeSettings("model");
        n.model().copyTo(model);
        final List<FlowVariable> exposed = n.variables().apply(model, variables);
        if (!n.variables().used().isEmpty()) {
            n.instance().load(model);
        }
        return exposed;
    }

    private static boolean isInactive(final FlowNode n, final PortObjectSpec[] inSpecs) {
        return !(n.instance().model() instanceof InactiveBranchConsumer)
            && Arrays.stream(inSpecs).anyMatch(InactiveBranchPortObjectSpec.class::isInstance);
    }

    private static PortObjectSpec[] inactiveSpecs(final FlowNode n) {
        final var specs = new PortObjectSpec[n.outTypes().length - 1];
        Arrays.fill(specs, InactiveBranchPortObjectSpec.INSTANCE);
        return specs;
    }

    // execute

    /** Called with the lock. */
    private void submitIfReady(final FlowNode n) {
        if (isEnd(n.state()) || n.state() == State.EXECUTING || m_cancelled) {
            return;
        }
        if (Arrays.stream(n.incoming()).allMatch(c -> c == null || m_flow.node(c.source()).state() == State.EXECUTED)) {
            n.state(State.EXECUTING);
            try {
                m_pool.execute(() -> work(n));
            } catch (RejectedExecutionException e) { // cancelled in between
                end(n, State.SKIPPED, Failure.of("The run was cancelled."));
            }
        }
    }

    private void work(final FlowNode n) {
        final var monitor = new DefaultNodeProgressMonitor();
        final PortObject[] inputs;
        synchronized (m_lock) {
            m_running.put(n, monitor);
            if (m_cancelled) {
                monitor.setExecuteCanceled();
            }
            inputs = inputs(n);
            n.data(new NodeData(m_space, n.name()));
        }
        monitor.addProgressListener(e -> m_listener.progress(n,
            e.getNodeProgress().getProgress() == null ? Double.NaN : e.getNodeProgress().getProgress(), e.getNodeProgress().getMessage()));
        final long start = System.nanoTime();
        List<Path> files = List.of();
        Failure failure = null;
        State state = State.FAILED;
        try {
            m_listener.started(n);
            final ExecutionContext context = Access.nodes().newContext(monitor, n.data());
            execute(n, inputs, context);
            files = m_writer.write(n, unconnected(n), context);
            state = State.EXECUTED;
        } catch (Throwable t) { // NOSONAR a node may throw anything, and the others shall go on
            failure = Failure.of(t, Arrays.copyOfRange(inputs, 1, inputs.length));
        }
        synchronized (m_lock) {
            m_running.remove(n);
            n.seconds((System.nanoTime() - start) / 1e9);
            if (state == State.FAILED && m_cancelled) {
                end(n, State.SKIPPED, Failure.of("The run was cancelled."));
            } else {
                end(n, state, failure);
            }
        }
        m_listener.ended(n, files);
        synchronized (m_lock) {
            for (FlowNode next : m_flow.nodes()) {
                if (!isEnd(next.state()) && skipIfLost(next)) {
                    m_listener.ended(next, List.of());
                } else {
                    submitIfReady(next);
                }
            }
            release();
            m_lock.notifyAll();
        }
    }

    private PortObject[] inputs(final FlowNode n) {
        final var inputs = new PortObject[n.incoming().length];
        for (int i = 0; i < inputs.length; i++) {
            final Connection c = n.incoming()[i];
            inputs[i] = c == null ? null : m_flow.node(c.source()).objects()[c.sourcePort()];
        }
        return inputs;
    }

    private void execute(final FlowNode n, final PortObject[] inputs, final ExecutionContext context) throws Exception {
        final PortType[] inTypes = n.inTypes();
        final var specs = new PortObjectSpec[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            specs[i] = inputs[i] == null ? null : inputs[i].getSpec();
            if (!inTypes[i].acceptsPortObject(inputs[i]) && !(inputs[i] instanceof InactiveBranchPortObject)) {
                throw new InvalidSettingsException("Input port " + i + " takes " + inTypes[i].getName() + ", but got a "
                    + inputs[i].getClass().getSimpleName());
            }
        }
        configure(n, specs); // with what the nodes before really gave
        final NodeModel model = n.instance().model();
        final Message warning = Access.nodes().getWarning(model);
        Access.nodes().setWarning(model, null);
        final PortObject[] outs;
        if (isInactive(n, specs)) {
            outs = new PortObject[n.outTypes().length - 1];
            Arrays.fill(outs, InactiveBranchPortObject.INSTANCE);
        } else {
            NodeContext.pushContext(n);
            try {
                outs = Access.nodes().execute(model, Arrays.copyOfRange(inputs, 1, inputs.length), context);
            } finally {
                NodeContext.removeLastContext();
            }
        }
        final PortObject[] objects = checkOutput(n, outs);
        synchronized (m_lock) {
            final Message late = Access.nodes().getWarning(model);
            n.warning(late == null ? warning : late);
            n.objects(objects);
            n.givesPaths(n.data().fileStores().folder() != null && Arrays.stream(objects).noneMatch(Execution::mayHoldFiles));
            final var objectSpecs = new PortObjectSpec[objects.length];
            for (int i = 0; i < objects.length; i++) {
                objectSpecs[i] = objects[i].getSpec();
            }
            n.specs(objectSpecs);
            n.outVariables().putAll(Access.nodes().getOutVariables(model));
        }
    }

    private static PortObject[] checkOutput(final FlowNode n, final PortObject[] outs) {
        final PortType[] types = n.outTypes();
        if (outs == null || outs.length != types.length - 1) {
            throw new IllegalStateException("The node gave " + (outs == null ? "nothing" : outs.length + " objects") + " for its "
                + (types.length - 1) + " output ports.");
        }
        final var objects = new PortObject[types.length];
        objects[0] = FlowVariablePortObject.INSTANCE;
        for (int i = 1; i < types.length; i++) {
            final PortObject o = outs[i - 1];
            if (o == null || !types[i].acceptsPortObject(o) && !(o instanceof InactiveBranchPortObject)) {
                throw new IllegalStateException("The node gave " + (o == null ? "nothing" : "a " + o.getClass().getSimpleName())
                    + " at output port " + i + ", which is of type " + types[i].getName() + ".");
            }
            objects[i] = o;
        }
        return objects;
    }

    private static PortObject[] unconnected(final FlowNode n) {
        final PortObject[] results = Arrays.copyOfRange(n.objects(), 1, n.objects().length);
        n.outgoing().forEach(c -> {
            if (c.sourcePort() > 0) {
                results[c.sourcePort() - 1] = null;
            }
        });
        return results;
    }

    /** Called with the lock. */
    private boolean skipIfLost(final FlowNode n) {
        for (Connection c : n.incoming()) {
            if (c != null) {
                final FlowNode source = m_flow.node(c.source());
                if (source.state() == State.FAILED || source.state() == State.SKIPPED) {
                    end(n, State.SKIPPED, source.state() == State.FAILED ? Failure.of("It needs " + source + ", which failed.")
                        : source.failure());
                    return true;
                }
            }
        }
        return false;
    }

    /** Called with the lock. */
    private static void end(final FlowNode n, final State state, final Failure failure) {
        n.state(state);
        n.failure(failure);
    }

    // release

    /** Deletes what nobody can read any more. Called with the lock. */
    private void release() {
        final Set<RowStore> neededTables = Collections.newSetFromMap(new IdentityHashMap<>());
        final Set<FlowNode> neededFiles = new HashSet<>();
        for (FlowNode n : m_flow.nodes()) {
            if (n.state() != State.EXECUTED) {
                continue;
            }
            if (Arrays.stream(n.objects()).anyMatch(Execution::mayHoldFiles)) {
                m_filesInCells.add(n);
            }
            if (n.outgoing().stream().allMatch(c -> isEnd(m_flow.node(c.dest()).state()))) {
                n.forgetObjects();
            }
            for (PortObject o : n.objects()) {
                if (o instanceof BufferedDataTable t) {
                    neededTables.add(Access.nodes().store(t));
                }
                if (mayHoldFiles(o)) {
                    addWithSources(n, neededFiles);
                }
            }
            if (n.givesPaths() && hasWaitingSuccessor(n)) {
                neededFiles.add(n);
            }
        }
        for (FlowNode n : m_flow.nodes()) {
            if (n.data() != null && isEnd(n.state())) {
                n.data().retain(neededTables);
                // files that no cell refers to are known by their paths only: to whom, nobody can tell
                if (!neededFiles.contains(n) && (m_filesInCells.contains(n) || n.state() != State.EXECUTED)) {
                    n.data().fileStores().dispose();
                }
            }
        }
    }

    private boolean hasWaitingSuccessor(final FlowNode first) {
        final Set<FlowNode> seen = new HashSet<>();
        final Deque<FlowNode> open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            for (Connection c : open.pop().outgoing()) {
                final FlowNode next = m_flow.node(c.dest());
                if (!isEnd(next.state())) {
                    return true;
                } else if (seen.add(next)) {
                    open.push(next);
                }
            }
        }
        return false;
    }

    private void addWithSources(final FlowNode last, final Set<FlowNode> nodes) {
        final Deque<FlowNode> open = new ArrayDeque<>(List.of(last));
        while (!open.isEmpty()) {
            final FlowNode n = open.pop();
            if (nodes.add(n)) {
                Arrays.stream(n.incoming()).filter(c -> c != null).forEach(c -> open.push(m_flow.node(c.source())));
            }
        }
    }

    private static boolean mayHoldFiles(final PortObject o) {
        if (o instanceof BufferedDataTable t) {
            for (DataColumnSpec c : t.getDataTableSpec()) {
                if (mayHoldFiles(c.getType())) {
                    return true;
                }
            }
            return false;
        }
        return o != null && !(o instanceof FlowVariablePortObject) && !(o instanceof InactiveBranchPortObject)
            && !(o instanceof AbstractSimplePortObject) && !(o instanceof ImagePortObject);
    }

    private static boolean mayHoldFiles(final DataType type) {
        if (type.isCollectionType()) {
            return mayHoldFiles(type.getCollectionElementType());
        }
        return type.getCellClass() == null || FileStoreCell.class.isAssignableFrom(type.getCellClass());
    }
}
