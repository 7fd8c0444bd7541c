package org.petctflow.headless.workflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knime.core.node.workflow.FlowVariable;
import org.petctflow.headless.Lab;

class WorkflowFolderTest {

    @TempDir
    Path m_folder;

    private Path m_workflow;

    @BeforeEach
    void buildTwoNodes() throws Exception {
        m_workflow = new Lab(m_folder).build("two", w -> {
            final var source = w.node("Probe Source").set("num", 5);
            w.node("Probe Op").from(source).label("takes \u00fcber");
        });
    }

    private void replace(final String file, final String old, final String by) throws IOException {
        final Path path = m_workflow.resolve(file);
        final String text = Files.readString(path);
        assertTrue(text.contains(old), old);
        Files.writeString(path, text.replace(old, by));
    }

    private String messageOfRead() {
        return assertThrows(WorkflowException.class, () -> WorkflowFolder.read(m_workflow)).getMessage();
    }

    @Test
    void readsNodesConnectionsAndSettings() throws Exception {
        final Workflow w = WorkflowFolder.read(m_workflow);
        assertEquals(List.of("#1 Probe Source", "#2 Probe Op"), w.nodes().stream().map(WorkflowNode::title).toList());
        assertEquals(List.of(new Connection(1, 1, 2, 1)), w.connections());
        assertEquals(5, w.node(1).part("model").orElseThrow().getInt("num"));
        assertEquals(Optional.empty(), w.node(1).part("view"));
        assertEquals("The workflow two has no node #7; it has #1 Probe Source, #2 Probe Op.",
            assertThrows(WorkflowException.class, () -> w.node(7)).getMessage());
    }

    @Test
    void writesBackWhatItRead() throws Exception {
        for (Map.Entry<String, byte[]> f : WorkflowFolder.files(WorkflowFolder.read(m_workflow)).entrySet()) {
            assertArrayEquals(Files.readAllBytes(m_workflow.resolve(f.getKey())), f.getValue(), f.getKey());
        }
    }

    /** What KNIME 5.12 saved is read without loss: written again, each file has the same bytes. */
    @TestFactory
    Stream<DynamicTest> writesBackWhatKnimeSaved() throws IOException {
        final Path reference = Lab.reference();
        assumeTrue(reference != null, "no reference data on this machine");
        final List<Path> saved;
        try (Stream<Path> all = Files.list(reference.resolve("knime/workflow/saved"))) {
            saved = all.sorted().toList();
        }
        assertEquals(9, saved.size());
        return saved.stream().map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> {
            final Workflow w = WorkflowFolder.read(folder);
            assertEquals(List.of(), WorkflowCheck.problems(folder));
            for (Map.Entry<String, byte[]> f : WorkflowFolder.files(w).entrySet()) {
                assertEquals(Files.readString(folder.resolve(f.getKey())), new String(f.getValue(), StandardCharsets.UTF_8), f.getKey());
            }
        }));
    }

    @Test
    void knowsTheVariablesOfKnimesWorkflow() throws Exception {
        final Path reference = Lab.reference();
        assumeTrue(reference != null, "no reference data on this machine");
        final Workflow w = WorkflowFolder.read(reference.resolve("knime/workflow/saved/flowvars"));
        assertEquals(List.of(new FlowVariable("rows", 4), new FlowVariable("text", "t\u00fc"), new FlowVariable("dbl", 1.5)), w.variables());
        final VariableTree tree = VariableTree.load(w.node(1), "variables");
        assertEquals(Map.of("num", "rows"), tree.used());
        final var settings = w.node(1).part("model").orElseThrow();
        final List<FlowVariable> exposed = tree.apply(settings, Map.of("rows", new FlowVariable("rows", 9)));
        assertEquals(9, settings.getInt("num"));
        assertEquals(List.of(new FlowVariable("num_out", 9)), exposed);
    }

    @Test
    void namesWhatIsNotAWorkflow() throws Exception {
        m_workflow = m_folder.resolve("none");
        assertEquals("There is no folder " + m_workflow + "; name the folder of a KNIME workflow.", messageOfRead());
        Files.createDirectory(m_workflow);
        assertEquals("The folder " + m_workflow + " is no KNIME workflow: there is no workflow.knime in it.", messageOfRead());
        m_workflow = Files.createFile(m_folder.resolve("file"));
        assertEquals(m_workflow + " is a file; name the workflow's folder, the one with workflow.knime in it.", messageOfRead());
    }

    @Test
    void refusesADoctype() throws Exception {
        final Path secret = Files.writeString(m_folder.resolve("secret"), "the secret");
        replace("Probe Source (#1)/settings.xml", "<config xmlns=", "<!DOCTYPE config [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>\n<config xmlns=");
        replace("Probe Source (#1)/settings.xml", "value=\"default\"", "value=\"&x;\"");
        assertEquals("The file Probe Source (#1)/settings.xml has a DOCTYPE, which KNIME never writes and which could draw in other files: "
            + "it is not read.", messageOfRead());
    }

    @Test
    void refusesEntitiesInTheWorkflowFile() throws Exception {
        replace("workflow.knime", "<config xmlns=", "<!DOCTYPE l [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>\n<config xmlns=");
        assertTrue(messageOfRead().startsWith("The file workflow.knime has a DOCTYPE"));
    }

    @ParameterizedTest
    @CsvSource({"../secret/settings.xml", "Probe Source (#1)/../../secret/settings.xml", "/etc/passwd", "..\\secret\\settings.xml", "''"})
    void refusesPathsOutOfTheFolder(final String path) throws Exception {
        Files.createDirectory(m_folder.resolve("secret"));
        Files.copy(m_workflow.resolve("Probe Source (#1)/settings.xml"), m_folder.resolve("secret/settings.xml"));
        replace("workflow.knime", "Probe Source (#1)/settings.xml", path);
        assertEquals("The workflow names the file \"" + path + "\": only paths inside of its folder are read, without \"..\".", messageOfRead());
    }

    @Test
    void refusesALinkOutOfTheFolder() throws Exception {
        final Path file = m_workflow.resolve("Probe Source (#1)/settings.xml");
        final Path outside = Files.move(file, m_folder.resolve("outside.xml"));
        Files.createSymbolicLink(file, outside);
        assertEquals("The file Probe Source (#1)/settings.xml is a link that leads out of the workflow's folder; it is not read.",
            messageOfRead());
    }

    @Test
    void refusesHugeFiles() throws Exception {
        try (var channel = java.nio.channels.FileChannel.open(m_workflow.resolve("workflow.knime"), java.nio.file.StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.wrap(new byte[1]), WorkflowFolder.MAX_BYTES + 1); // sparse
        }
        assertTrue(messageOfRead().contains("more than the " + WorkflowFolder.MAX_BYTES + " that a workflow's file may have"));
    }

    @Test
    void saysWhereXmlIsBroken() throws Exception {
        replace("Probe Op (#2)/settings.xml", "</config>\n</config>", "");
        assertTrue(messageOfRead().startsWith("The file Probe Op (#2)/settings.xml is broken: "), messageOfRead());
        Files.writeString(m_workflow.resolve("Probe Op (#2)/settings.xml"), "");
        assertTrue(messageOfRead().startsWith("The file Probe Op (#2)/settings.xml is broken: "), messageOfRead());
        Files.delete(m_workflow.resolve("Probe Op (#2)/settings.xml"));
        assertEquals("The file Probe Op (#2)/settings.xml is missing in the workflow's folder.", messageOfRead());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "value=\"5.1.0\" | value=\"99.0.0\" | workflow.knime has the format version \"99.0.0\", this runner knows 5.1.0: open the workflow in KNIME 5.1 or newer and save it.",
        "key=\"id\" type=\"xint\" value=\"2\" | key=\"id\" type=\"xint\" value=\"1\" | workflow.knime has two nodes with the id 1.",
        "key=\"id\" type=\"xint\" value=\"2\" | key=\"no\" type=\"xint\" value=\"2\" | workflow.knime, node_2: Int for key \"id\" not found.",
        "key=\"destID\" type=\"xint\" value=\"2\" | key=\"destID\" type=\"xint\" value=\"9\" | The connection #1:1 -> #9:1 leads to a node #9, which the workflow does not have.",
        "<config key=\"connections\"> | <config key=\"lines\"> | workflow.knime is not complete: Config for key \"connections\" not found.",
        "type=\"xstring\" value=\"NativeNode\" | type=\"xstring\" value=\"SubNode\" | Node #1 (Probe Source (#1)/settings.xml) is a metanode or a component, which this runner does not open: expand it in KNIME and save the workflow."})
    void saysWhatIsWrongInTheWorkflowFile(final String old, final String by, final String message) throws Exception {
        replace("workflow.knime", old, by);
        assertEquals(message, messageOfRead());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "<config key=\"filestores\"> | <config key=\"stores\"> | #1 Probe Source has no \"filestores\", which KNIME wants even if it is empty.",
        "<config key=\"flow_stack\"/> | '' | #1 Probe Source has no \"flow_stack\", which KNIME wants even if it is empty.",
        "value=\"CONFIGURED\" | value=\"EXECUTING\" | #1 Probe Source is in the state \"EXECUTING\": save the workflow when nothing runs.",
        "key=\"num\" | key=\"op\" | Probe Source (#1)/settings.xml, settings.xml/model/op is there twice.",
        "value=\"default\" | value=\"/home/me/data\" | #1 Probe Source: the setting \"op\" holds the absolute path /home/me/data, which other machines do not have: write it relative to the workflow's folder."})
    void checksWhatKnimeWants(final String old, final String by, final String problem) throws Exception {
        assertEquals(List.of(), WorkflowCheck.problems(m_workflow));
        replace("Probe Source (#1)/settings.xml", old, by);
        assertEquals(List.of(problem), WorkflowCheck.problems(m_workflow));
    }

    @Test
    void findsArraysWithHoles() throws Exception {
        replace("workflow.knime", "<entry key=\"2\" type=\"xint\" value=\"-1\"/>", "");
        assertEquals("workflow.knime, workflow.knime/nodes/node_1/ui_settings/extrainfo.node.bounds is an array of 4 without the element 2.",
            WorkflowCheck.problems(m_workflow).get(0));
    }
}
