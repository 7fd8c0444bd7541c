package org.petctflow.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.example.probe.Ops;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knime.core.node.InvalidSettingsException;
import org.petctflow.headless.cli.Result;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

class CommandTest {

    @TempDir
    Path m_folder;

    private Lab m_lab;

    @BeforeEach
    void makeLab() throws IOException {
        m_lab = new Lab(m_folder);
    }

    @AfterEach
    void forgetOps() {
        Ops.CONFIGURE.clear();
        Ops.EXECUTE.clear();
    }

    private Map<String, String> optionsAfter(final String... set) throws Exception {
        final Path w = m_lab.build("options", b -> b.node("Probe Options"));
        final String[] args = new String[2 * set.length];
        for (int i = 0; i < set.length; i++) {
            args[2 * i] = "--set";
            args[2 * i + 1] = set[i];
        }
        assertEquals(Result.OK, m_lab.run(w, args).exitCode(), m_lab.err());
        final Map<String, String> values = new HashMap<>();
        for (String line : m_lab.result("1-probe-options-1.csv").split("\r\n")) {
            values.put(line.split(",")[0], line.substring(line.indexOf(',') + 1));
        }
        return values;
    }

    @Test
    void setReadsValuesByTheSettingsType() throws Exception {
        final Map<String, String> v = optionsAfter("1:text=a = b: c", "#1:count=7", "1:seed=-8", "1:ratio=1e3", "1:flag=false",
            "1:choice=SECOND", "1:names=[\"x, y\", \"z\"]", "1:sizes=[]", "1:widths=[0.5, 2.0]", "1:maybe=5",
            "1:part/width=2");
        assertEquals("string,a = b: c", v.get("text"));
        assertEquals("int,7", v.get("count"));
        assertEquals("long,-8", v.get("seed"));
        assertEquals("double,1000.0", v.get("ratio"));
        assertEquals("boolean,false", v.get("flag"));
        assertEquals("string,SECOND", v.get("choice"));
        assertEquals("string[],\"[\"\"x, y\"\",\"\"z\"\"]\"", v.get("names"));
        assertEquals("empty[],[]", v.get("sizes"));
        assertEquals("double[],\"[0.5,2.0]\"", v.get("widths"));
        assertEquals("string,5", v.get("maybe"));
        assertEquals("double,2.0", v.get("part/width"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "1:count=x | #1 Probe Options: The setting \"count\" is a int, not \"x\".",
        "1:flag=yes | #1 Probe Options: The setting \"flag\" is true or false, not \"yes\".",
        "1:sizes=3 | #1 Probe Options: The setting \"sizes\" is an array: write it as in [1, 2] or [\"a\", \"b\"], not as 3.",
        "1:sizes=[1.5] | #1 Probe Options: The setting \"sizes\" is a int, not \"1.5\".",
        "1:part=3 | #1 Probe Options: \"part\" is a group of settings; set one of part/name, part/width.",
        "1:count=null | #1 Probe Options: The setting \"count\" is a int and cannot be null.",
        "3:count=1 | The workflow options has no node #3; it has #1 Probe Options.",
        "count=1 | \"count=1\" is no setting: write --set \"<node id>:<settings/path>=<value>\", e.g. --set \"3:binWidth=25\"."})
    void setRefusesWhatDoesNotFit(final String set, final String message) throws Exception {
        final Path w = m_lab.build("options", b -> b.node("Probe Options"));
        assertEquals(Result.WRONG, m_lab.run(w, "--set", set).exitCode());
        assertEquals("petctflow: " + message + "\n", m_lab.err());
    }

    @Test
    void setOfAnUnknownSettingListsThoseThatAre() throws Exception {
        final Path w = m_lab.build("options", b -> b.node("Probe Source"));
        assertEquals(Result.WRONG, m_lab.run(w, "--set", "1:opp=x").exitCode());
        assertEquals("petctflow: #1 Probe Source: There is no setting \"opp\"; there are op, num.\n", m_lab.err());
    }

    @Test
    void anUnknownConstantOfAnEnumIsRefused() throws Exception {
        final Path w = m_lab.build("options", b -> b.node("Probe Options"));
        assertEquals(Result.WRONG, m_lab.run(w, "--set", "1:choice=THIRD").exitCode());
        assertTrue(m_lab.err().startsWith("petctflow: #1 Probe Options: its settings do not load: "), m_lab.err());
        assertTrue(m_lab.err().contains("THIRD") && m_lab.err().contains("FIRST, SECOND"), m_lab.err());
    }

    private Path damaged(final String file, final String old, final String by) throws Exception {
        final Path w = m_lab.build("damaged", b -> {
            final var op = b.node("Probe Op").from(b.node("Probe Source"));
            b.node("Probe Op").from(op);
            b.node("Probe Model").from(op);
        });
        final Path f = w.resolve(file);
        final String text = Files.readString(f);
        assertTrue(text.contains(old), text);
        Files.writeString(f, text.replace(old, by));
        return w;
    }

    private static String line(final int source, final int sourcePort, final int dest, final int destPort) {
        return """
                        <entry key="sourceID" type="xint" value="%d"/>
                        <entry key="destID" type="xint" value="%d"/>
                        <entry key="sourcePort" type="xint" value="%d"/>
                        <entry key="destPort" type="xint" value="%d"/>
            """.formatted(source, dest, sourcePort, destPort);
    }

    private void assertRefused(final Path workflow, final String message) {
        assertEquals(Result.WRONG, m_lab.run(workflow).exitCode());
        assertEquals("petctflow: " + message + "\n", m_lab.err());
        assertEquals(Result.WRONG, m_lab.command("check", workflow.toString()).exitCode());
        assertEquals("petctflow: " + message + "\n", m_lab.err());
    }

    @Test
    void refusesUnknownFactories() throws Exception {
        final Path w = damaged("Probe Op (#1)/settings.xml", "org.example.probe.OpFactory", "org.example.probe.NoFactory");
        assertRefused(w, "The workflow has nodes that are not part of this suite: #1 Probe Op (factory org.example.probe.NoFactory of "
            + "org.example.probe); ./petctflow nodes lists those that are, others need KNIME.");
    }

    @Test
    void neverMakesAClassThatNoPluginRegisters() throws Exception {
        final Path w = damaged("Probe Op (#1)/settings.xml", "org.example.probe.OpFactory", "java.lang.ProcessBuilder");
        assertEquals(Result.WRONG, m_lab.run(w).exitCode());
        assertTrue(m_lab.err().contains("(factory java.lang.ProcessBuilder of org.example.probe)"), m_lab.err());
    }

    @Test
    void refusesCycles() throws Exception {
        final Path w = damaged("workflow.knime", line(2, 1, 1, 1), line(3, 1, 1, 1));
        assertRefused(w, "The connections of #1 Probe Op, #3 Probe Op, #4 Probe Model form a cycle: no node of it could ever begin.");
    }

    @Test
    void refusesConnectionsThatDoNotFit() throws Exception {
        assertRefused(damaged("workflow.knime", line(2, 1, 1, 1), line(4, 1, 1, 1)),
            "The connection #4:1 -> #1:1 does not fit: #4 Probe Model gives Probe model, #1 Probe Op takes Table.");
        assertRefused(damaged("workflow.knime", line(1, 1, 3, 1), line(1, 2, 3, 1)),
            "The connection #1:2 -> #3:1 begins at a port that #1 Probe Op does not have: its output ports are 0 to 1.");
        assertRefused(damaged("workflow.knime", line(1, 1, 3, 1), line(1, 1, 3, 7)),
            "The connection #1:1 -> #3:7 ends at a port that #3 Probe Op does not have: its input ports are 0 to 1.");
        assertRefused(damaged("workflow.knime", line(1, 1, 3, 1), line(2, 1, 1, 1)),
            "Input port 1 of #1 Probe Op has two connections: #2:1 -> #1:1 and #2:1 -> #1:1.");
        assertRefused(damaged("workflow.knime", line(1, 1, 3, 1), line(1, 0, 3, 0)), "#3 Probe Op: input port 1 (In) is not connected.");
    }

    @Test
    void refusesSettingsThatDoNotLoad() throws Exception {
        assertRefused(damaged("Probe Op (#1)/settings.xml", "<entry key=\"num\" type=\"xint\" value=\"3\"/>", ""),
            "#1 Probe Op: its settings do not load: Int for key \"num\" not found.");
        assertRefused(damaged("Probe Op (#1)/settings.xml", "value=\"3\"", "value=\"-3\""),
            "#1 Probe Op: its settings do not load: Num must not be negative: -3");
    }

    @Test
    void checkSaysWhatNodesFindWrong() throws Exception {
        Ops.CONFIGURE.put("refuse", (in, out) -> {
            throw new InvalidSettingsException("There is no column \"x\".");
        });
        Ops.CONFIGURE.put("warn", (in, out) -> {
            out.setWarningMessage("odd");
            out.setOutSpecs(Ops.SPEC);
        });
        Ops.CONFIGURE.put("unknown", (in, out) -> {
        });
        final Path w = m_lab.build("checked", b -> {
            final var source = b.node("Probe Source").set("op", "warn");
            final var refuses = b.node("Probe Op").from(source).set("op", "refuse");
            final var unknown = b.node("Probe Op").from(source).set("op", "unknown");
            b.node("Probe Op").from(refuses);
            b.node("Probe Op").from(unknown);
        });
        assertEquals(Result.FAILED, m_lab.command("check", w.toString()).exitCode());
        assertEquals("petctflow: #2 Probe Op: There is no column \"x\".\n", m_lab.err());
        assertEquals("""
              #1 Probe Source: ready; warning: odd
              #2 Probe Op: cannot run
              #3 Probe Op: ready
              #4 Probe Op: cannot run, for one before it
              #5 Probe Op: known only when those before it have run
            1 problem
            """, m_lab.out());
        assertEquals(List.of(), Lab.filesIn(m_lab.temporary()));
    }

    @Test
    void checkOfAGoodWorkflow() throws Exception {
        final Path w = m_lab.build("good", b -> b.node("Probe Source"));
        assertEquals(Result.OK, m_lab.command("check", w.toString()).exitCode());
        assertEquals("  #1 Probe Source: ready\ngood is a valid workflow\n", m_lab.out());
    }

    @Test
    void nodesListsPortsAndSettings() {
        assertEquals(Result.OK, m_lab.command("nodes").exitCode());
        assertTrue(m_lab.out().contains("""

              Probe View
                Shows a table.
                in  1  In (Table)
                op                                       string    default
                num                                      int       3
                view/title                               string    My view
                view/max                                 int       10
            """), m_lab.out());
        assertTrue(m_lab.out().contains("Community Nodes > Probe\n"), m_lab.out());
    }

    @Test
    void nodesAsJson() {
        assertEquals(Result.OK, m_lab.command("nodes", "--json").exitCode());
        for (JsonElement e : JsonParser.parseString(m_lab.out()).getAsJsonArray()) {
            final JsonObject n = e.getAsJsonObject();
            if (n.get("name").getAsString().equals("Probe Dynamic")) {
                assertEquals("{\"name\":\"Probe Dynamic\",\"factory\":\"org.example.probe.DynFactory\",\"category\":\"Community Nodes > Probe\","
                    + "\"description\":\"Gives the first table it gets.\",\"inputs\":[{\"name\":\"Fixed\",\"type\":\"Table\",\"optional\":false}],"
                    + "\"outputs\":[{\"name\":\"Out\",\"type\":\"Table\",\"optional\":false}],\"settings\":[],\"viewSettings\":[]}", n.toString());
                return;
            }
        }
        throw new AssertionError("not listed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "fly | There is no command \"fly\"; ./petctflow --help lists all.",
        "run | Name a workflow's folder; ./petctflow --help shows how.",
        "run a b | One a workflow's folder only, not a, b.",
        "run a --fast | There is no option --fast here; ./petctflow --help lists all.",
        "run a --out | The option --out needs a value; ./petctflow --help shows how.",
        "run no/such | There is no folder no/such; name the folder of a KNIME workflow.",
        "nodes x | \"x\" means nothing here; ./petctflow --help shows what does."})
    void saysWhatIsWrongWithACommand(final String command, final String message) {
        assertEquals(Result.WRONG, m_lab.command(command.split(" ")).exitCode());
        assertEquals("petctflow: " + message + "\n", m_lab.err());
    }

    @Test
    void helpNamesEveryCommand() {
        assertEquals(Result.OK, m_lab.command("--help").exitCode());
        for (String command : List.of("run", "check", "nodes", "build-workflows", "--in", "--out", "--set", "--until", "--variable")) {
            assertTrue(m_lab.out().contains(command), command);
        }
        assertEquals(Result.WRONG, m_lab.command().exitCode());
    }
}
