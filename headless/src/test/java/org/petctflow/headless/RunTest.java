package org.petctflow.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.example.probe.FileCell;
import org.example.probe.FileStoreFactory;
import org.example.probe.Ops;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.message.Message;
import org.petctflow.headless.cli.Result;
import org.petctflow.headless.engine.FlowNode;

class RunTest {

    @TempDir
    Path m_folder;

    private Lab m_lab;

    @BeforeEach
    void makeLab() throws IOException {
        m_lab = new Lab(m_folder);
    }

    @AfterEach
    void nothingTemporaryIsLeft() throws IOException {
        Ops.CONFIGURE.clear();
        Ops.EXECUTE.clear();
        assertEquals(List.of(), Lab.filesIn(m_lab.temporary()));
        assertTrue(Lab.filesIn(m_lab.results()).stream().noneMatch(f -> f.startsWith(".")), "half a file is left");
    }

    private static List<FlowNode.State> states(final Result r) {
        return r.nodes().stream().map(FlowNode::state).toList();
    }

    private static boolean awaitTrue(final java.util.function.BooleanSupplier condition) {
        for (int i = 0; i < 2000 && !condition.getAsBoolean(); i++) {
            LockSupport.parkNanos(5_000_000);
        }
        return condition.getAsBoolean();
    }

    @Test
    void runsAndExportsWhatNoOtherNodeTakes() throws Exception {
        final Path w = m_lab.build("simple", b -> {
            final var source = b.node("Probe Source").set("num", 2);
            b.node("Probe Op").from(source);
            b.node("Probe Rearranger").from(source);
        });
        final Result r = m_lab.run(w);
        assertEquals(Result.OK, r.exitCode(), m_lab.err());
        assertEquals("RowID,i,s\r\nRow0,0,v0\r\nRow1,1,v1\r\n", m_lab.result("2-probe-op-1.csv"));
        assertEquals(List.of("2-probe-op-1.csv", "3-probe-rearranger-1.csv"), Lab.filesIn(m_lab.results()));
        final String out = m_lab.out();
        assertTrue(out.startsWith("simple: 3 nodes\n"), out);
        assertTrue(out.matches("(?s).*  #1 Probe Source +\\d\\.\\d s  Rows: 2, Cols: 2\n.*"), out);
        assertTrue(out.contains("      -> " + m_lab.results().resolve("2-probe-op-1.csv")), out);
        assertTrue(out.contains("3 nodes executed in "), out);
        assertEquals("", m_lab.err());
    }

    @Test
    void aFailingNodeTakesOnlyThoseBehindItAndSaysHowToMendIt() throws Exception {
        Ops.EXECUTE.put("fail", (in, out) -> {
            throw KNIMEException.of(Message.builder().withSummary("One value is bad.").addRowIssue(0, 1, 1, "It is bad.")
                .addResolutions("Mend the value.").build().orElseThrow());
        });
        final Path w = m_lab.build("fails", b -> {
            final var source = b.node("Probe Source");
            final var bad = b.node("Probe Op").from(source).set("op", "fail");
            b.node("Probe Op").from(b.node("Probe Op").from(bad));
            b.node("Probe Rearranger").from(source);
        });
        final Result r = m_lab.run(w);
        assertEquals(Result.FAILED, r.exitCode());
        assertEquals(List.of("5-probe-rearranger-1.csv"), Lab.filesIn(m_lab.results()));
        final String err = m_lab.err();
        assertTrue(err.startsWith("#2 Probe Op: One value is bad.\n"), err);
        assertTrue(err.contains("To mend: Mend the value."), err);
        assertTrue(err.contains("Row1"), err);
        assertTrue(err.contains("2 of 5 nodes executed in ") && err.contains("; failed: #2 Probe Op"), err);
        assertTrue(m_lab.out().contains("skipped  It needs #2 Probe Op, which failed."), m_lab.out());
    }

    @Test
    void whatANodeThrowsIsAlwaysNamed() throws Exception {
        Ops.EXECUTE.put("npe", (in, out) -> {
            throw new NullPointerException();
        });
        Ops.EXECUTE.put("memory", (in, out) -> {
            throw new OutOfMemoryError("Java heap space");
        });
        Ops.EXECUTE.put("nothing", (in, out) -> {
        });
        final Path w = m_lab.build("throws", b -> {
            b.node("Probe Source").set("op", "npe");
            b.node("Probe Source").set("op", "memory");
            b.node("Probe Source").set("op", "nothing");
        });
        assertEquals(Result.FAILED, m_lab.run(w).exitCode());
        final String err = m_lab.err();
        assertTrue(err.contains("#1 Probe Source: NullPointerException\n") && err.contains("at org.petctflow.headless.RunTest"), err);
        assertTrue(err.contains("#2 Probe Source: Java ran out of memory (Java heap space).\n") && err.contains("PETCTFLOW_JAVA_OPTS=-Xmx"), err);
        assertTrue(err.contains("#3 Probe Source: The node gave nothing at output port 1, which is of type Table."), err);
    }

    @Test
    void showsWarnings() throws Exception {
        Ops.EXECUTE.put("warn", (in, out) -> {
            out.setWarningMessage("1 of 3 rows is odd");
            out.setOutData(Ops.table(in.getExecutionContext(), 1));
        });
        final Path w = m_lab.build("warns", b -> b.node("Probe Source").set("op", "warn"));
        assertEquals(Result.OK, m_lab.run(w).exitCode());
        assertTrue(m_lab.out().contains("      warning: 1 of 3 rows is odd\n"), m_lab.out());
    }

    @Test
    void independentBranchesRunAtTheSameTime() throws Exception {
        final var barrier = new CyclicBarrier(2);
        Ops.EXECUTE.put("meet", (in, out) -> {
            try {
                barrier.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new KNIMEException("The other branch did not come", e);
            }
            out.setOutData(Ops.table(in.getExecutionContext(), 1));
        });
        final Path w = m_lab.build("parallel", b -> {
            b.node("Probe Source").set("op", "meet");
            b.node("Probe Source").set("op", "meet");
        });
        assertEquals(Result.OK, m_lab.run(w).exitCode(), m_lab.err());
    }

    private Result cancelWhenStarted(final Path workflow, final CountDownLatch started, final long maxMillis) throws Exception {
        final var result = CompletableFuture.supplyAsync(() -> m_lab.run(workflow));
        assertTrue(started.await(20, TimeUnit.SECONDS));
        final long start = System.nanoTime();
        m_lab.commandLine().cancel();
        final Result r = result.get(20, TimeUnit.SECONDS);
        final long millis = (System.nanoTime() - start) / 1_000_000;
        assertTrue(millis < maxMillis, millis + " ms");
        return r;
    }

    @Test
    void cancelStopsWithinASecondAndLeavesNothing() throws Exception {
        final var started = new CountDownLatch(1);
        Ops.EXECUTE.put("slow", (in, out) -> {
            Ops.table(in.getExecutionContext(), 1000);
            started.countDown();
            while (true) {
                in.getExecutionContext().checkCanceled();
                LockSupport.parkNanos(1_000_000);
            }
        });
        final Path w = m_lab.build("cancel", b -> b.node("Probe Op").from(b.node("Probe Source").set("op", "slow")));
        final Result r = cancelWhenStarted(w, started, 1000);
        assertEquals(Result.CANCELLED, r.exitCode());
        assertEquals(List.of(FlowNode.State.SKIPPED, FlowNode.State.SKIPPED), states(r));
        assertEquals(List.of(), Lab.filesIn(m_lab.results()));
        assertTrue(m_lab.err().startsWith("Cancelled after "), m_lab.err());
    }

    @Test
    void cancelDoesNotWaitForANodeThatDoesNotListen() throws Exception {
        final var started = new CountDownLatch(1);
        final var release = new AtomicBoolean();
        Ops.EXECUTE.put("deaf", (in, out) -> {
            started.countDown();
            while (!release.get()) {
                Thread.onSpinWait();
            }
        });
        final Path w = m_lab.build("deaf", b -> b.node("Probe Source").set("op", "deaf"));
        try {
            assertEquals(Result.CANCELLED, cancelWhenStarted(w, started, 3000).exitCode());
        } finally {
            release.set(true);
        }
    }

    private Process start(final Path workflow, final String... javaOptions) throws IOException {
        final List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"), "-cp",
            System.getProperty("java.class.path"), "-Djava.io.tmpdir=" + m_lab.temporary(), "-XX:-UsePerfData"));
        command.addAll(List.of(javaOptions));
        command.addAll(List.of("org.petctflow.headless.Main", "run", workflow.toString(), "--out", m_lab.results().toString()));
        final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        assertTrue(awaitTrue(() -> filesInTemporary() > 0), "the run has begun");
        return process;
    }

    private int filesInTemporary() {
        try {
            return Lab.filesIn(m_lab.temporary()).size();
        } catch (IOException | UncheckedIOException e) {
            return 0; // they change while they are listed
        }
    }

    /** Real processes that get the signal a terminal's Ctrl-C leads to: one whose node listens, one whose node writes on. */
    @ParameterizedTest
    @ValueSource(strings = {"sleep", "deaf"})
    void aSignalEndsTheProcessSoonAndLeavesNothing(final String op) throws Exception {
        final Path w = m_lab.build("signal", b -> b.node("Probe Source").set("op", op).set("num", 60));
        final Process process = start(w);
        final long start = System.nanoTime();
        process.destroy(); // SIGTERM, which the JVM treats as SIGINT
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        final long millis = (System.nanoTime() - start) / 1_000_000;
        assertTrue(millis < 3000, millis + " ms"); // a second of its own and what a busy machine adds
        assertTrue(process.exitValue() > 128, "exit code " + process.exitValue());
    }

    @Test
    void whatAKilledRunLeftIsDeletedByTheNextOne() throws Exception {
        final Path slow = m_lab.build("slow", b -> b.node("Probe Source").set("op", "sleep").set("num", 60));
        final Process killed = start(slow);
        final Process alive = start(slow);
        assertTrue(awaitTrue(() -> runFolders() == 2), "both run");
        killed.destroyForcibly();
        assertTrue(killed.waitFor(20, TimeUnit.SECONDS));
        assertEquals(2, runFolders());
        assertEquals(Result.OK, m_lab.run(m_lab.build("next", b -> b.node("Probe Source"))).exitCode(), m_lab.err());
        assertEquals(1, runFolders(), "the one that still runs keeps its folder");
        alive.destroy();
        assertTrue(alive.waitFor(20, TimeUnit.SECONDS));
    }

    /** Where locks belong to a process, a second run in it must not give up the first one's by looking. */
    @Test
    void aRunIsSafeFromOthersWhileASecondOneRunsInItsProcess() throws Exception {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch end = new CountDownLatch(1);
        Ops.EXECUTE.put("wait", (in, out) -> {
            begun.countDown();
            try {
                assertTrue(end.await(60, TimeUnit.SECONDS));
            } catch (final InterruptedException e) {
                throw new IllegalStateException(e);
            }
            out.setOutData(Ops.table(in.getExecutionContext(), 1));
        });
        final Path waiting = m_lab.build("waiting", b -> b.node("Probe Source").set("op", "wait"));
        final Path quick = m_lab.build("quick", b -> b.node("Probe Source"));
        final Path slow = m_lab.build("slow", b -> b.node("Probe Source").set("op", "sleep").set("num", 60));
        final CompletableFuture<Result> first = CompletableFuture.supplyAsync(() -> m_lab.run(waiting));
        assertTrue(begun.await(60, TimeUnit.SECONDS));
        assertEquals(1, runFolders());
        assertEquals(Result.OK, m_lab.run(quick).exitCode(), m_lab.err());
        final Process other = start(slow);
        assertTrue(awaitTrue(() -> runFolders() == 2), "the first run keeps its folder beside the other process' one");
        other.destroy();
        assertTrue(other.waitFor(20, TimeUnit.SECONDS));
        assertEquals(1, runFolders());
        end.countDown();
        assertEquals(Result.OK, first.get(60, TimeUnit.SECONDS).exitCode());
        assertEquals(0, runFolders());
    }

    private int runFolders() {
        try (Stream<Path> folders = Files.list(m_lab.temporary())) {
            return (int)folders.filter(f -> Files.exists(f.resolve("lock"))).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The program ends by an error that nobody caught: memory that is not there. */
    @Test
    void aNodeThatNeedsTooMuchMemoryFailsAndLeavesNothing() throws Exception {
        Ops.EXECUTE.put("greedy", (in, out) -> {
            final List<long[]> all = new ArrayList<>();
            while (true) {
                all.add(new long[1 << 27]);
            }
        });
        final Path w = m_lab.build("greedy", b -> {
            b.node("Probe Source").set("op", "greedy");
            b.node("Probe Source");
        });
        final Result r = m_lab.run(w);
        assertEquals(List.of(FlowNode.State.FAILED, FlowNode.State.EXECUTED), states(r));
        assertTrue(m_lab.err().startsWith("#1 Probe Source: Java ran out of memory ("), m_lab.err());
    }

    @Test
    void aTerminalShowsABar() throws Exception {
        Ops.EXECUTE.put("report", (in, out) -> {
            in.getExecutionContext().setProgress(0.5, "half of a very long message that does not fit into a line of forty columns");
            LockSupport.parkNanos(150_000_000);
            in.getExecutionContext().setProgress(0.75, "three quarters");
            out.setOutData(Ops.table(in.getExecutionContext(), 1));
        });
        final Path w = m_lab.build("bar", b -> b.node("Probe Source").set("op", "report"));
        System.setProperty("petctflow.columns", "40");
        try {
            assertEquals(Result.OK, m_lab.run(w).exitCode(), m_lab.err());
        } finally {
            System.clearProperty("petctflow.columns");
        }
        assertTrue(m_lab.out().contains("\r\033[K[                    ] #1 Probe Source"), m_lab.out());
        assertTrue(m_lab.out().contains("\r\033[K[===============     ] #1 Probe Source:"), m_lab.out());
        for (String shown : m_lab.out().split("\r\033\\[K|\n")) {
            assertTrue(!shown.startsWith("[") || shown.length() < 40, shown);
        }
    }

    @Test
    void filesAreDeletedWhenNoTableCanHoldThem() throws Exception {
        final var folderOfFiles = new Path[1];
        Ops.CONFIGURE.put("read", (in, out) -> out.setOutSpecs(Ops.SPEC));
        Ops.EXECUTE.put("read", (in, out) -> {
            for (DataRow row : in.getInTable(0)) {
                folderOfFiles[0] = ((FileCell)row.getCell(0)).file().toPath().getParent();
                assertEquals("content " + row.getKey().getString().substring(3), row.getCell(0).toString());
            }
            out.setOutData(Ops.table(in.getExecutionContext(), 1));
        });
        Ops.EXECUTE.put("gone", (in, out) -> {
            assertTrue(awaitTrue(() -> !Files.exists(folderOfFiles[0])), "the files are still there");
            out.setOutData(in.getInTable(0));
        });
        final Path w = m_lab.build("released", b -> {
            final var read = b.node("Probe Op").from(b.node("Probe File Store Source")).set("op", "read");
            b.node("Probe Op").from(read).set("op", "gone");
        });
        assertEquals(Result.OK, m_lab.run(w).exitCode(), m_lab.err());
    }

    @Test
    void filesStayAsLongAsATableHoldsThem() throws Exception {
        Ops.CONFIGURE.put("pass", (in, out) -> out.setOutSpecs(FileStoreFactory.SPEC));
        Ops.EXECUTE.put("pass", (in, out) -> out.setOutData(in.getInTable(0)));
        final Path w = m_lab.build("passed", b -> {
            var last = b.node("Probe File Store Source").set("num", 2);
            for (int i = 0; i < 5; i++) {
                last = b.node("Probe Op").from(last).set("op", "pass");
            }
        });
        assertEquals(Result.OK, m_lab.run(w).exitCode(), m_lab.err());
        assertEquals("RowID,file\r\nRow0,content 0\r\nRow1,content 1\r\n", m_lab.result("6-probe-op-1.csv"));
    }

    @Test
    void filesThatOnlyAPathNamesStayForAllBehind() throws Exception {
        final var file = new Path[1];
        Ops.EXECUTE.put("write", (in, out) -> {
            try {
                file[0] = Files.writeString(in.getExecutionContext().createFileStore("file").getFile().toPath(), "content");
            } catch (IOException e) {
                throw new KNIMEException(e.toString(), e);
            }
            out.setOutData(Ops.table(in.getExecutionContext(), 1));
        });
        Ops.EXECUTE.put("read", (in, out) -> {
            assertTrue(Files.exists(file[0]), "the file is gone");
            out.setOutData(in.getInTable(0));
        });
        final Path w = m_lab.build("path", b -> {
            var last = b.node("Probe Source").set("op", "write");
            for (int i = 0; i < 3; i++) {
                last = b.node("Probe Op").from(last).set("op", "read");
            }
        });
        assertEquals(Result.OK, m_lab.run(w).exitCode(), m_lab.err());
        assertFalse(Files.exists(file[0]));
    }

    /** 30 tables of 200,000 cells: more than the budget of a run, if they were not let go. */
    @Test
    void tablesOfFinishedNodesDoNotFillTheMemory() throws Exception {
        final var onDisk = new AtomicBoolean();
        final int columns = 200;
        final DataTableSpec spec = new DataTableSpec(IntStream.range(0, columns)
            .mapToObj(i -> new DataColumnSpecCreator("c" + i, IntCell.TYPE).createSpec()).toArray(DataColumnSpec[]::new));
        Ops.CONFIGURE.put("new", (in, out) -> out.setOutSpecs(spec));
        Ops.EXECUTE.put("new", (in, out) -> {
            final BufferedDataContainer c = in.getExecutionContext().createDataContainer(spec);
            final DataCell[] cells = new DataCell[columns];
            for (int i = 0; i < 1000; i++) {
                Arrays.fill(cells, new IntCell(i));
                c.addRowToTable(new DefaultRow("Row" + i, cells));
            }
            c.close();
            try {
                onDisk.compareAndSet(false, Lab.filesIn(m_lab.temporary()).stream().anyMatch(f -> f.contains("table-")));
            } catch (IOException e) {
                throw new KNIMEException(e.toString(), e);
            }
            out.setOutData(c.getTable());
        });
        final Path w = m_lab.build("many", b -> {
            var last = b.node("Probe Source");
            for (int i = 0; i < 30; i++) {
                last = b.node("Probe Op").from(last).set("op", "new");
            }
            b.node("Probe View").from(last);
        });
        final Result r = m_lab.run(w, "--until", "31");
        assertEquals(Result.OK, r.exitCode(), m_lab.err());
        assertFalse(onDisk.get(), "a table had to go to the disk");
    }

    @Test
    void untilRunsOnlyWhatIsNeeded() throws Exception {
        final Path w = m_lab.build("until", b -> {
            final var first = b.node("Probe Source");
            final var second = b.node("Probe Op").from(first);
            b.node("Probe Op").from(second);
            b.node("Probe Source").set("op", "sleep").set("num", 60);
        });
        assertEquals(Result.OK, m_lab.run(w, "--until", "#2").exitCode(), m_lab.err());
        assertEquals(List.of("2-probe-op-1.csv"), Lab.filesIn(m_lab.results()));
    }

    @Test
    void variablesControlSettings() throws Exception {
        final Path w = m_lab.build("variables", b -> {
            b.variable("rows", 2);
            final var source = b.node("Probe Source").control("num", "rows");
            final var push = b.node("Probe Switch").from(source).set("factor", 2);
            b.node("Probe Source").after(push).control("num", "rows"); // pushed over the workflow's own
            b.node("Probe Source").control("num", "rows");
        });
        assertEquals(Result.OK, m_lab.run(w).exitCode(), m_lab.err());
        assertEquals("RowID,i,s\r\nRow0,0,v0\r\nRow1,1,v1\r\nRow2,2,v2\r\nRow3,3,v3\r\n", m_lab.result("3-probe-source-1.csv"));
        assertEquals("RowID,i,s\r\nRow0,0,v0\r\nRow1,1,v1\r\n", m_lab.result("4-probe-source-1.csv"));
        assertEquals(Result.OK, m_lab.run(w, "--variable", "rows=1", "--set", "4:num=0").exitCode(), m_lab.err());
        assertEquals("RowID,i,s\r\nRow0,0,v0\r\nRow1,1,v1\r\n", m_lab.result("3-probe-source-1.csv"));
        assertEquals("RowID,i,s\r\n", m_lab.result("4-probe-source-1.csv"));
    }

    @Test
    void aVariableThatIsMissingIsNamed() throws Exception {
        final Path w = m_lab.build("missing", b -> {
            b.variable("in", "x");
            b.node("Probe Source").control("num", "rows");
            b.node("Probe Op").from(b.node("Probe Source")).control("num", "rows");
        });
        assertEquals(Result.FAILED, m_lab.run(w).exitCode());
        for (String node : List.of("#1 Probe Source", "#2 Probe Op")) {
            assertTrue(m_lab.err().contains(node + ": The setting \"num\" is controlled by the flow variable \"rows\", which does not reach "
                + "the node (these do: in)"), m_lab.err());
        }
    }

    @Test
    void closedBranchesStayClosed() throws Exception {
        final Path w = m_lab.build("closed", b -> {
            final var s = b.node("Probe Switch").from(b.node("Probe Source"));
            b.node("Probe Op").from(s, 2).set("op", "never");
            b.node("Probe Op").from(s, 1);
        });
        Ops.EXECUTE.put("never", (in, out) -> {
            throw new IllegalStateException("executed behind a closed port");
        });
        assertEquals(Result.OK, m_lab.run(w).exitCode(), m_lab.err());
        assertEquals(List.of("4-probe-op-1.csv"), Lab.filesIn(m_lab.results()));
    }

    @Test
    void inAndOutAreVariablesOfTheWorkflow() throws Exception {
        final Path w = m_lab.build("paths", b -> {
            b.variable("in", "data").variable("out", "out");
            b.node("Probe Options").control("text", "in");
            b.node("Probe Options").control("text", "out");
        });
        final Path data = Files.createDirectory(m_folder.resolve("my data"));
        assertEquals(Result.OK, m_lab.run(w, "--in", data.toString()).exitCode(), m_lab.err());
        assertTrue(m_lab.result("1-probe-options-1.csv").contains("\r\ntext,string," + data + "\r\n"), m_lab.result("1-probe-options-1.csv"));
        assertTrue(m_lab.result("2-probe-options-1.csv").contains("\r\ntext,string," + m_lab.results() + "\r\n"));
        assertEquals(Result.WRONG, m_lab.run(w, "--in", "no/such").exitCode());
        assertEquals("petctflow: --in: there is no file or folder no/such.\n", m_lab.err());
        final Path without = m_lab.build("without", b -> b.node("Probe Source"));
        assertEquals(Result.WRONG, m_lab.run(without, "--in", data.toString()).exitCode());
        assertEquals("petctflow: The workflow without does not take --in: it has no workflow variable \"in\". Set the node's own setting with "
            + "--set.\n", m_lab.err());
    }

    @Test
    void aNodeThatCannotBeConfiguredIsNamedBeforeTheOthersRun() throws Exception {
        Ops.CONFIGURE.put("refuse", (in, out) -> {
            throw new InvalidSettingsException("There is no column \"x\".");
        });
        final Path w = m_lab.build("refuses", b -> {
            final var source = b.node("Probe Source");
            final var refuses = b.node("Probe Op").from(source).set("op", "refuse");
            b.node("Probe Op").from(refuses);
        });
        final Result r = m_lab.run(w);
        assertEquals(Result.FAILED, r.exitCode());
        assertEquals(List.of(FlowNode.State.EXECUTED, FlowNode.State.FAILED, FlowNode.State.SKIPPED), states(r));
        assertTrue(m_lab.err().startsWith("#2 Probe Op: There is no column \"x\".\n"), m_lab.err());
        assertTrue(m_lab.out().indexOf("#2 Probe Op") < m_lab.out().indexOf("#1 Probe Source"), m_lab.out());
    }

    @Test
    void theSameNodeIsConfiguredAgainWithWhatTheOneBeforeReallyGave() throws Exception {
        Ops.CONFIGURE.put("unknown", (in, out) -> {
        });
        Ops.EXECUTE.put("unknown", (in, out) -> out.setOutData(Ops.table(in.getExecutionContext(), 1)));
        final Path w = m_lab.build("late", b -> b.node("Probe Rearranger").from(b.node("Probe Source").set("op", "unknown")));
        assertEquals(Result.OK, m_lab.run(w).exitCode(), m_lab.err());
        assertEquals("RowID,i,s\r\nRow0,0,v0\r\n", m_lab.result("1-probe-rearranger-1.csv"));
    }
}
