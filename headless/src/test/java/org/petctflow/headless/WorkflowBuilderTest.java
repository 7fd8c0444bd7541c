package org.petctflow.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.example.probe.Ops;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.InvalidSettingsException;
import org.petctflow.headless.build.Definitions;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.Workflow;
import org.petctflow.headless.workflow.WorkflowCheck;
import org.petctflow.headless.workflow.WorkflowException;

class WorkflowBuilderTest {

    @TempDir
    Path m_folder;

    @AfterEach
    void forgetOps() {
        Ops.CONFIGURE.clear();
    }

    private static String message(final Lab.Description description) {
        final var w = new WorkflowBuilder(Lab.CATALOG, "test");
        return assertThrows(WorkflowException.class, () -> {
            description.describe(w);
            w.build();
        }).getMessage();
    }

    /** What of a saved file depends on the version that saved it, or on the day. */
    private static String neutral(final String xml) {
        return xml.replaceAll("(key=\"created_by\".*value=)\".*\"", "$1\"\"").replaceAll("(key=\"created_by_nightly\".*value=)\".*\"", "$1\"\"")
            .replaceAll("(key=\"authored-\\w+\".*value=)\".*\"", "$1\"\"").replaceAll("(key=\"node-bundle-version\".*value=)\".*\"", "$1\"\"")
            .replaceAll("<last-modified>.*<", "<last-modified><").replaceAll("read-only=\"true\">.*<", "read-only=\"true\"><").stripTrailing();
    }

    private static void assertAsSaved(final String name, final Lab.Description description) throws Exception {
        assumeTrue(Lab.reference() != null, "no reference data on this machine");
        final Path saved = Lab.reference().resolve("knime/workflow/saved/" + name);
        final var w = new WorkflowBuilder(Lab.CATALOG, name);
        description.describe(w);
        for (Map.Entry<String, byte[]> f : w.files().entrySet()) {
            assertEquals(neutral(Files.readString(saved.resolve(f.getKey()))), neutral(new String(f.getValue(), StandardCharsets.UTF_8)), f.getKey());
        }
    }

    @Test
    void writesWhatKnimeItselfSaves() throws Exception {
        assertAsSaved("idle", w -> w.node("Probe Op"));
    }

    @Test
    void writesTheStatesThatKnimeWillFind() throws Exception {
        Ops.CONFIGURE.put("refuse", (in, out) -> {
            throw new InvalidSettingsException("no");
        });
        Ops.CONFIGURE.put("unknown", (in, out) -> {
        });
        final var w = new WorkflowBuilder(Lab.CATALOG, "states");
        final var source = w.node("Probe Source");
        final var refuses = w.node("Probe Op").from(source).set("op", "refuse");
        final var unknown = w.node("Probe Op").from(source).set("op", "unknown");
        w.node("Probe Op").from(refuses);
        w.node("Probe Op").from(unknown);
        final Workflow built = w.build();
        assertEquals(List.of("CONFIGURED", "IDLE", "CONFIGURED", "IDLE", "IDLE"),
            built.nodes().stream().map(n -> n.settings().getString("state", "")).toList());
        assertEquals("IDLE", built.settings().getString("state"));
        final var all = new WorkflowBuilder(Lab.CATALOG, "all");
        all.node("Probe Source");
        assertEquals("CONFIGURED", all.build().settings().getString("state"));
    }

    @Test
    void writesAConfiguredNodeAsKnimeDoes() throws Exception {
        assertAsSaved("configured", w -> {
            final var source = w.node("Probe Source");
            w.node("Probe Rearranger").from(source);
        });
    }

    @Test
    void buildsTheSameBytesAgain() throws Exception {
        final Lab.Description d = w -> {
            w.describe("Two nodes & a <note>\nin two lines").variable("in", "data").variable("rows", 4).variable("limit", 0.5);
            final var source = w.node("Probe Source").control("num", "rows").label("label");
            w.node("Probe View").from(source).setView("title", "Other");
        };
        final Path folder = new Lab(m_folder).build("again", d);
        final var w = new WorkflowBuilder(Lab.CATALOG, "again");
        d.describe(w);
        assertEquals(0, Definitions.write(folder, w.files()));
        assertEquals(List.of(), WorkflowCheck.problems(folder));
        final String view = Files.readString(folder.resolve("Probe View (#2)/settings.xml"));
        assertTrue(view.contains("<entry key=\"title\" type=\"xstring\" value=\"Other\"/>"), view);
        final String source = Files.readString(folder.resolve("Probe Source (#1)/settings.xml"));
        assertTrue(source.contains("<entry key=\"used_variable\" type=\"xstring\" value=\"rows\"/>"), source);
    }

    @Test
    void removesTheFoldersOfNodesThatAreGone() throws Exception {
        final Lab lab = new Lab(m_folder);
        final Path folder = lab.build("shrinks", w -> w.node("Probe Op").from(w.node("Probe Source")));
        assertTrue(Files.exists(folder.resolve("Probe Op (#2)").getParent()));
        lab.build("shrinks", w -> w.node("Probe Rearranger"));
        assertEquals(List.of("Probe Rearranger (#1)", "Probe Rearranger (#1)/settings.xml", "workflow-metadata.xml", "workflow.knime",
            "workflowset.meta"), Lab.filesIn(folder));
    }

    @Test
    void setsEveryKindOfSetting() throws Exception {
        final Path folder = new Lab(m_folder).build("kinds", w -> w.node("Probe Options").set("text", "<&> \u00fc").set("count", 7)
            .set("seed", 8L).set("ratio", 2).set("flag", false).set("choice", "SECOND").set("names", "x", "y", "z").set("sizes")
            .set("widths", 0.5, 1.5).set("maybe", "yes").set("maybe_is_present", true).set("part/width", 3.5)
            .set("parts/0/name", "first").set("parts/0/width", 1.0));
        final String xml = Files.readString(folder.resolve("Probe Options (#1)/settings.xml"));
        for (String entry : List.of("key=\"text\" type=\"xstring\" value=\"&lt;&amp;&gt; \u00fc\"", "key=\"ratio\" type=\"xdouble\" value=\"2.0\"",
            "key=\"choice\" type=\"xstring\" value=\"SECOND\"", "key=\"2\" type=\"xstring\" value=\"z\"", "key=\"1\" type=\"xdouble\" value=\"1.5\"",
            "key=\"maybe\" type=\"xstring\" value=\"yes\"", "key=\"width\" type=\"xdouble\" value=\"3.5\"",
            "key=\"name\" type=\"xstring\" value=\"first\"")) {
            assertTrue(xml.contains("<entry " + entry + "/>"), entry + "\n" + xml);
        }
    }

    @Test
    void addsPortsToAGroup() throws Exception {
        final Path folder = new Lab(m_folder).build("ports", w -> {
            final var source = w.node("Probe Source");
            w.node("Probe Dynamic").ports("more", 2).from(source).from(source).from(source);
        });
        final String xml = Files.readString(folder.resolve("Probe Dynamic (#2)/settings.xml"));
        assertTrue(xml.contains("""
                    <config key="more">
                        <config key="port_0">
                            <entry key="object_class" type="xstring" value="org.knime.core.node.BufferedDataTable"/>
                        </config>
                        <config key="port_1">
            """), xml);
        assertEquals("test, #1 Probe Op: There is no group of ports \"more\" to add ports to.", message(w -> w.node("Probe Op").ports("more", 1)));
    }

    @Test
    void refusesMistakesInOneSentence() {
        assertTrue(message(w -> w.node("No such node")).startsWith("There is no node \"No such node\"; there are "));
        assertEquals("test, #1 Probe Source: There is no setting \"nmu\"; there are op, num.", message(w -> w.node("Probe Source").set("nmu", 1)));
        assertEquals("test, #1 Probe Source: The setting \"num\" is a int, not \"x\".", message(w -> w.node("Probe Source").set("num", "x")));
        assertEquals("test, #1 Probe Source: The setting \"num\" takes one value, not 2.", message(w -> w.node("Probe Source").set("num", 1, 2)));
        assertEquals("test, #1 Probe Source: the settings are refused: Num must not be negative: -1",
            message(w -> w.node("Probe Source").set("num", -1)));
        assertEquals("test, #1 Probe Options: \"part\" is a group of settings; set those in it one by one.",
            message(w -> w.node("Probe Options").set("part", 1)));
        assertEquals("test, #2 Probe Op: there is no input port 2; the node has 1.",
            message(w -> w.node("Probe Source").getClass().cast(w.node("Probe Op")).from(2, w.node("Probe Source"), 1)));
        assertEquals("test, #2 Probe Op: input port 1 takes Table, output port 1 of #1 Probe Model gives Probe model.", message(w -> {
            final var model = w.node("Probe Model");
            w.node("Probe Op").from(model);
        }));
        assertEquals("test, #1 Probe Source: There is no setting \"no/such\" for the variable \"v\".",
            message(w -> w.node("Probe Source").control("no/such", "v")));
    }
}
