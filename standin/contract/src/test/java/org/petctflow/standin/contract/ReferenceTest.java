package org.petctflow.standin.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.example.probe.AllParams;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.knime.core.node.NodeSettings;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Compares with the whole record of KNIME 5.12.0, where it is there. */
final class ReferenceTest {

    private Path m_knime;

    @BeforeEach
    void find() {
        m_knime = Path.of(System.getProperty("petctflow.reference", "")).resolve("knime");
        assumeTrue(Files.isDirectory(m_knime), () -> "There is no record of KNIME in " + m_knime.toAbsolutePath());
    }

    private static String outcome(final JsonNode fact) {
        if (fact.has("result")) {
            return "= " + fact.get("result").asText();
        }
        final var text = new StringBuilder();
        for (JsonNode e = fact.get("exception"); e != null; e = e.get("cause")) {
            text.append(text.length() == 0 ? "! " : " < ").append(e.get("class").asText()).append(": ").append(e.get("message").asText());
        }
        return text.toString().replaceAll("\\(class [\\w.$]+\\)", "(class NAME)");
    }

    @Test
    void factsAreThoseThatWereRecorded() throws IOException {
        final Map<String, String> recorded = new HashMap<>();
        for (String file : List.of("parameters/kinds.json", "behaviour.json")) {
            for (JsonNode f : new ObjectMapper().readTree(m_knime.resolve(file).toFile())) {
                final String area = f.get("area").asText();
                final String base = (area.startsWith("kind ") ? area.replaceAll(":.*", "") : area) + "\n" + f.get("operation").asText();
                String key = base;
                for (int again = 2; recorded.containsKey(key); again++) {
                    key = base + " [" + again + "]";
                }
                recorded.put(key, outcome(f));
            }
        }
        final List<String> wrong = new ArrayList<>();
        for (Recorder.Fact f : RecordedFacts.all()) {
            if (!f.outcome().equals(recorded.get(f.area() + "\n" + f.operation()))) {
                wrong.add(f + " but recorded: " + recorded.get(f.area() + "\n" + f.operation()));
            }
        }
        assertTrue(RecordedFacts.all().size() > 900);
        assertEquals(List.of(), wrong);
    }

    @Test
    void everyFileOfSavedWorkflowsIsWrittenAsItWasRead() throws IOException {
        int files = 0;
        final List<Path> all;
        try (Stream<Path> walk = Files.walk(m_knime)) {
            all = walk.filter(p -> p.toString().endsWith(".xml") || p.toString().endsWith(".knime")).sorted().toList();
        }
        for (Path p : all) {
            final String text = Files.readString(p);
            if (text.contains("http://www.knime.org/2008/09/XMLConfig")) {
                try (InputStream in = Files.newInputStream(p)) {
                    final var out = new ByteArrayOutputStream();
                    ((NodeSettings)NodeSettings.loadFromXML(in)).saveToXML(out);
                    assertEquals(text, out.toString(StandardCharsets.UTF_8), p::toString);
                }
                files++;
            }
        }
        assertTrue(files > 40, "only " + files + " files");
    }

    /** Kinds of fields that the suite does not use: a time interval and credentials. */
    private static NodeSettings usedKinds(final NodeSettings model) {
        final var used = new NodeSettings("model");
        for (String key : model) {
            if (!List.of("interval", "credentials", "password").contains(key)) {
                used.addEntry(model.getEntry(key));
            }
        }
        return used;
    }

    @Test
    void settingsOfANodeAreSavedAsKnimeSavesThem() throws Exception {
        try (InputStream in = Files.newInputStream(m_knime.resolve("parameters/settings-configured.xml"))) {
            final NodeSettings model = usedKinds(((NodeSettings)NodeSettings.loadFromXML(in)).getNodeSettings("model"));
            final var ours = new NodeSettings("model");
            NodeParametersUtil.saveSettings(AllParams.class, NodeParametersUtil.createSettings(AllParams.class), ours);
            assertEquals(Tables.xml(model), Tables.xml(ours));
        }
    }

    @Test
    void changedSettingsAreLoadedAndSavedUnchanged() throws Exception {
        try (InputStream in = Files.newInputStream(m_knime.resolve("parameters/settings-changed.xml"))) {
            final NodeSettings model = usedKinds(((NodeSettings)NodeSettings.loadFromXML(in)).getNodeSettings("model"));
            final var ours = new NodeSettings("model");
            NodeParametersUtil.saveSettings(AllParams.class, NodeParametersUtil.loadSettings(model, AllParams.class), ours);
            assertEquals(Tables.xml(model), Tables.xml(ours));
        }
    }
}
