package org.petctflow.headless.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.petctflow.base.Parallel;
import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.Definitions;
import org.petctflow.headless.docs.NodePages;
import org.petctflow.headless.engine.Changes;
import org.petctflow.headless.engine.Execution;
import org.petctflow.headless.engine.Flow;
import org.petctflow.headless.engine.FlowNode;
import org.petctflow.headless.engine.NodeCatalog;
import org.petctflow.headless.engine.RunListener;
import org.petctflow.headless.export.ResultFiles;
import org.petctflow.headless.workflow.Workflow;
import org.petctflow.headless.workflow.WorkflowCheck;
import org.petctflow.headless.workflow.WorkflowException;
import org.petctflow.headless.workflow.WorkflowFolder;

/** The commands of {@code ./petctflow}. */
public final class CommandLine {

    private static final String HELP = """
        Runs KNIME workflows of PETCT Flow's nodes where KNIME is not installed.

        ./petctflow run <workflow>            runs a workflow's folder; prints a line a node, writes the results
            --in <path>                       the value of the workflow variable "in": the data to read
            --out <folder>                    where results go, and the value of the workflow variable "out"; default out/<workflow>
            --set "<node id>:<setting>=<value>"   another value for a setting, e.g. --set "3:binWidth=25"; may be repeated.
                                              Arrays as JSON: --set '3:filters=["LoG", "wavelet"]'. "null" for no text.
                                              A setting of the node's view: --set "7:view/title=..."
            --variable <name>=<value>         another value for a workflow variable; may be repeated
            --until <node id>                 runs this node and those before it only
        ./petctflow check <workflow>          validates a workflow without running it
        ./petctflow nodes [--json]            all nodes: category, ports, settings with their defaults
        ./petctflow build-workflows           for developers: writes example-workflows/ and test-workflows/ from their definitions
        ./petctflow build-docs                for developers: writes docs/nodes/ and docs/images/ from nodes and workflows
        ./petctflow --help | --version

        Results: <id>-<name>-<port>.csv for every table that no other node takes, <id>-<name>.html for every view,
        <id>-<name>-<port>.zip for anything else. Exit code: 0 all nodes executed, 1 a node failed, 2 the command or the
        workflow is wrong, 130 cancelled. More memory: PETCTFLOW_JAVA_OPTS=-Xmx8g ./petctflow ...
        """;

    private final PrintStream m_out;

    private final PrintStream m_err;

    private final Path m_temporary;

    private final Path m_home;

    private NodeCatalog m_catalog;

    private volatile Execution m_execution;

    /**
     * @param out takes what is wanted
     * @param err takes what went wrong
     */
    public CommandLine(final PrintStream out, final PrintStream err) {
        this(out, err, Path.of(System.getProperty("java.io.tmpdir")), Path.of(System.getProperty("petctflow.home", "")));
    }

    /**
     * @param out takes what is wanted
     * @param err takes what went wrong
     * @param temporary an existing folder for what lies on disk during a run
     * @param home the folder of the project
     */
    public CommandLine(final PrintStream out, final PrintStream err, final Path temporary, final Path home) {
        m_out = out;
        m_err = err;
        m_temporary = temporary;
        m_home = home;
    }

    /**
     * @param args a command and its options
     * @return what it led to
     */
    public Result run(final String... args) {
        Logging.quiet();
        final List<String> words = List.of(args);
        if (words.isEmpty() || words.contains("--help") || words.get(0).equals("help")) {
            m_out.print(HELP);
            return Result.of(words.isEmpty() ? Result.WRONG : Result.OK);
        }
        final List<String> rest = words.subList(1, words.size());
        try {
            return switch (words.get(0)) {
                case "run" -> run(new Options(rest, Set.of("--in", "--out", "--set", "--variable", "--until"), Set.of()));
                case "check" -> check(new Options(rest, Set.of(), Set.of()));
                case "nodes" -> nodes(new Options(rest, Set.of(), Set.of("--json")));
                case "build-workflows" -> buildWorkflows(new Options(rest, Set.of(), Set.of()));
                case "build-docs" -> buildDocs(new Options(rest, Set.of(), Set.of()));
                case "--version" -> version();
                default -> throw new WorkflowException(
                    "There is no command \"" + words.get(0) + "\"; ./petctflow --help lists all.");
            };
        } catch (WorkflowException e) {
            m_err.println("petctflow: " + e.getMessage());
            return Result.of(Result.WRONG);
        } catch (IOException e) {
            m_err.println("petctflow: " + e);
            return Result.of(Result.FAILED);
        }
    }

    private NodeCatalog catalog() {
        if (m_catalog == null) {
            m_catalog = new NodeCatalog();
        }
        return m_catalog;
    }

    private Result version() throws IOException {
        try (InputStream in = CommandLine.class.getResourceAsStream("version")) {
            m_out.println("PETCT Flow " + new String(in.readAllBytes(), StandardCharsets.UTF_8).strip() + ", Java "
                + System.getProperty("java.version"));
        }
        return Result.of(Result.OK);
    }

    // run

    private Result run(final Options options) throws WorkflowException, IOException {
        final Workflow workflow = WorkflowFolder.read(Path.of(options.only("a workflow's folder")));
        final Path out = options.one("--out") == null ? Path.of("out", workflow.name()) : Path.of(options.one("--out"));
        final OptionalInt until = options.has("--until") ? OptionalInt.of(Changes.parseId(options.one("--until"))) : OptionalInt.empty();
        final Flow flow = new Flow(workflow, catalog(), changes(options, workflow, out), until);
        flow.checkConnected();
        makeFolder(out);
        final List<Path> files = new ArrayList<>();
        final var console = new Console(m_out, m_err, terminalColumns(), flow.nodes());
        m_out.println(workflow.name() + ": " + count(flow.nodes().size(), "node"));
        final var execution = new Execution(flow, m_temporary, Parallel.processors(), new ResultFiles(out), both(console, files));
        final boolean ok = execute(execution, flow, out);
        final int exit = ok ? Result.OK : execution.isCancelled() ? Result.CANCELLED : Result.FAILED;
        return new Result(exit, flow.nodes(), files);
    }

    private static RunListener both(final Console console, final List<Path> files) {
        return new RunListener() {
            @Override
            public void started(final FlowNode node) {
                console.started(node);
            }

            @Override
            public void progress(final FlowNode node, final double fraction, final String message) {
                console.progress(node, fraction, message);
            }

            @Override
            public void ended(final FlowNode node, final List<Path> written) {
                console.ended(node, written);
                synchronized (files) {
                    files.addAll(written);
                }
            }
        };
    }

    /** Ctrl-C and the end of the terminal come as a shutdown of the JVM: it waits until the run has let go of its files. */
    private boolean execute(final Execution execution, final Flow flow, final Path out) throws IOException {
        m_execution = execution;
        final var ended = new CountDownLatch(1);
        final Thread hook = new Thread(() -> {
            execution.cancel();
            try {
                ended.await(10, TimeUnit.SECONDS); // deleting many files may take longer than stopping
            } catch (InterruptedException e) { // NOSONAR the JVM ends anyway
            }
        }, "petctflow-cancel");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            final long start = System.nanoTime();
            final boolean ok = execution.run();
            summary(flow, ok, (System.nanoTime() - start) / 1e9, out);
            return ok;
        } finally {
            ended.countDown();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) { // NOSONAR the JVM is shutting down: the hook runs
            }
        }
    }

    /** Stops the run that is going on, if there is one. */
    public void cancel() {
        final Execution execution = m_execution;
        if (execution != null) {
            execution.cancel();
        }
    }

    private static Changes changes(final Options options, final Workflow workflow, final Path out) throws WorkflowException {
        final List<Changes.Setting> settings = new ArrayList<>();
        for (String s : options.all("--set")) {
            settings.add(Changes.Setting.parse(s));
        }
        final Map<String, String> variables = new HashMap<>();
        for (String s : options.all("--variable")) {
            final int equals = s.indexOf('=');
            if (equals < 1) {
                throw new WorkflowException("\"" + s + "\" is no variable: write --variable <name>=<value>.");
            }
            variables.put(s.substring(0, equals), s.substring(equals + 1));
        }
        final String in = options.one("--in");
        if (in != null) {
            if (!Files.exists(Path.of(in))) {
                throw new WorkflowException("--in: there is no file or folder " + in + ".");
            }
            if (!hasVariable(workflow, "in")) {
                throw new WorkflowException("The workflow " + workflow.name() + " does not take --in: it has no workflow variable \"in\". "
                    + "Set the node's own setting with --set.");
            }
            variables.put("in", Path.of(in).toAbsolutePath().normalize().toString());
        }
        if (hasVariable(workflow, "out")) {
            variables.putIfAbsent("out", out.toAbsolutePath().normalize().toString());
        }
        return new Changes(settings, variables);
    }

    private static boolean hasVariable(final Workflow workflow, final String name) {
        return workflow.variables().stream().anyMatch(v -> v.getName().equals(name));
    }

    private static void makeFolder(final Path folder) throws WorkflowException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new WorkflowException("The folder for the results, " + folder + ", cannot be made: " + e + ".", e);
        }
    }

    private void summary(final Flow flow, final boolean ok, final double seconds, final Path out) {
        final long executed = flow.nodes().stream().filter(n -> n.state() == FlowNode.State.EXECUTED).count();
        final String time = String.format(Locale.ROOT, seconds < 60 ? "%.1f s" : "%2$d min %3$d s", seconds, (int)seconds / 60,
            (int)seconds % 60);
        if (ok) {
            m_out.println(count((int)executed, "node") + " executed in " + time + "; results are in " + out);
            return;
        }
        m_out.flush();
        final String failed = String.join(", ",
            flow.nodes().stream().filter(n -> n.state() == FlowNode.State.FAILED).map(FlowNode::title).toList());
        m_err.println(m_execution.isCancelled() ? "Cancelled after " + time + "; what had been finished is in " + out
            : executed + " of " + flow.nodes().size() + " nodes executed in " + time + "; failed: " + failed);
    }

    private static String count(final int n, final String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }

    private static int terminalColumns() {
        return Integer.getInteger("petctflow.columns", 0);
    }

    // check

    private Result check(final Options options) throws WorkflowException, IOException {
        final Path folder = Path.of(options.only("a workflow's folder"));
        final List<String> problems = new ArrayList<>(WorkflowCheck.problems(folder));
        final Flow flow = new Flow(WorkflowFolder.read(folder), catalog(), Changes.NONE, OptionalInt.empty());
        flow.checkConnected();
        new Execution(flow, m_temporary, 1, (n, r, m) -> List.of(), RunListener.NONE).configure();
        for (FlowNode n : flow.nodes()) {
            if (n.state() == FlowNode.State.FAILED) {
                problems.add(n.title() + ": " + n.failure());
            }
            m_out.println("  " + n.title() + switch (n.state()) {
                case CONFIGURED -> ": ready";
                case FAILED -> ": cannot run";
                case SKIPPED -> ": cannot run, for one before it";
                default -> ": known only when those before it have run";
            } + (n.warning() == null ? "" : "; warning: " + n.warning().toLogPrintable()));
        }
        problems.forEach(p -> m_err.println("petctflow: " + p));
        m_out.println(problems.isEmpty() ? flow.workflow().name() + " is a valid workflow" : count(problems.size(), "problem"));
        return new Result(problems.isEmpty() ? Result.OK : Result.FAILED, flow.nodes(), List.of());
    }

    // nodes

    private Result nodes(final Options options) throws WorkflowException {
        options.none();
        final var list = new NodeTable(catalog());
        m_out.print(options.has("--json") ? list.json() : list.text());
        return Result.of(Result.OK);
    }

    // build-workflows

    private Result buildWorkflows(final Options options) throws WorkflowException, IOException {
        options.none();
        final List<Path> written = new ArrayList<>();
        for (Definition d : Definitions.all()) {
            final Path folder = m_home.resolve(d.folder());
            final int changed = Definitions.write(folder, Definitions.files(d, catalog(), m_home));
            m_out.println("  " + d.folder() + ": " + (changed == 0 ? "unchanged" : count(changed, "file") + " written"));
            written.add(folder);
        }
        return new Result(Result.OK, List.of(), written);
    }

    // build-docs

    private Result buildDocs(final Options options) throws WorkflowException, IOException {
        options.none();
        final Map<String, String> files = NodePages.files(catalog(), m_home);
        int changed = 0;
        for (Map.Entry<String, String> e : files.entrySet()) {
            final Path file = m_home.resolve(e.getKey());
            Files.createDirectories(file.getParent());
            if (!Files.exists(file) || !Files.readString(file).equals(e.getValue())) {
                Files.writeString(file, e.getValue());
                changed++;
            }
        }
        final Path folder = m_home.resolve(NodePages.FOLDER);
        try (Stream<Path> pages = Files.list(folder)) {
            for (Path page : pages.filter(f -> !files.containsKey(NodePages.FOLDER + "/" + f.getFileName())).toList()) {
                Files.delete(page); // the page of a node that is no more
                changed++;
            }
        }
        m_out.println("  docs: " + (changed == 0 ? "unchanged" : count(changed, "file") + " written"));
        return new Result(Result.OK, List.of(), List.of(folder));
    }
}
