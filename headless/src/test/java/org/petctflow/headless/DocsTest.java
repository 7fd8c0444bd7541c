package org.petctflow.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.petctflow.headless.build.Definitions;
import org.petctflow.headless.cli.Result;
import org.petctflow.headless.docs.NodePages;
import org.petctflow.headless.engine.Changes;
import org.petctflow.headless.engine.Flow;
import org.petctflow.headless.engine.NodeInstance;
import org.petctflow.headless.workflow.Workflow;
import org.petctflow.headless.workflow.WorkflowException;
import org.petctflow.headless.workflow.WorkflowFolder;

/**
 * The documentation: pages of nodes are those of the nodes, links lead somewhere, and every command can be given. What is quick is run,
 * a workflow's run is checked (those runs are in {@link CheckedInWorkflowsTest}), of programs and properties it is proved that they exist.
 */
class DocsTest {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");

    /** A line of code: indented by four or between fences; or code within a sentence. */
    private static final Pattern COMMAND = Pattern.compile(
        "^(?:\\$ )?((?:PETCTFLOW_JAVA_OPTS=\\S+ )?(?:\\./petctflow|mvn|java|verify/\\S+|bench/run|plugins/\\S+|npm)\\b.*)$");

    private static final Pattern INLINE = Pattern.compile("`((?:\\./petctflow|mvn|java |verify/|bench/run)[^`]*)`");

    @TempDir
    Path m_folder;

    private static List<Path> pages() throws IOException {
        final List<Path> pages = new ArrayList<>();
        for (final String place : List.of("docs", "example-workflows", "bench", "verify")) {
            try (Stream<Path> files = Files.walk(HOME.resolve(place))) {
                files.filter(f -> f.toString().endsWith(".md") && !f.toString().contains("/target/")).sorted().forEach(pages::add);
            }
        }
        Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md").map(HOME::resolve).forEach(pages::add);
        return pages;
    }

    @Test
    void pagesOfNodesAreCurrent() throws Exception {
        final Map<String, String> there = new TreeMap<>();
        try (Stream<Path> files = Files.list(HOME.resolve(NodePages.FOLDER))) {
            for (final Path f : files.toList()) {
                there.put(f.getFileName().toString(), Files.readString(f));
            }
        }
        final Map<String, String> wanted = NodePages.of(Lab.CATALOG);
        wanted.keySet().removeIf(name -> name.startsWith("probe-")); // nodes of the tests
        wanted.remove("README.md");
        there.remove("README.md");
        assertEquals(wanted.keySet(), there.keySet(), "run ./petctflow build-docs");
        assertEquals(NodePages.files(Lab.CATALOG, HOME).get("docs/images/petct-study.svg"),
            Files.readString(HOME.resolve("docs/images/petct-study.svg")), "run ./petctflow build-docs");
        wanted.forEach((name, page) -> assertEquals(page, there.get(name), name + ": run ./petctflow build-docs"));
    }

    @Test
    void linksLeadToFiles() throws IOException {
        final Set<String> broken = new LinkedHashSet<>();
        for (final Path page : pages()) {
            final Matcher m = LINK.matcher(Files.readString(page));
            while (m.find()) {
                if (!m.group(1).matches("[a-z]+:.*") && !Files.exists(page.resolveSibling(m.group(1)))) {
                    broken.add(HOME.relativize(page) + ": " + m.group(1));
                }
            }
        }
        assertEquals(Set.of(), broken);
    }

    private static Set<String> commands() throws IOException {
        final Set<String> commands = new LinkedHashSet<>();
        for (final Path page : pages()) {
            boolean fenced = false;
            final String text = Files.readString(page).replaceAll("\\\\\n\\s*", "");
            for (final String line : text.split("\n")) {
                if (line.startsWith("```")) {
                    fenced = !fenced;
                } else if (fenced || line.startsWith("    ")) {
                    final Matcher m = COMMAND.matcher(line.strip().replaceFirst("\\s{2,}.*|\\s#.*", ""));
                    if (m.matches()) {
                        Stream.of(m.group(1).split("&&")).map(String::strip).forEach(commands::add);
                    }
                } else {
                    INLINE.matcher(line).results().forEach(m -> commands.add(m.group(1)));
                }
            }
        }
        return commands;
    }

    @TestFactory
    List<DynamicTest> commandsCanBeGiven() throws IOException {
        final Set<String> commands = commands();
        assertTrue(commands.contains("./petctflow run example-workflows/quickstart"), commands.toString());
        assertTrue(commands.contains("mvn clean verify"), commands.toString());
        return commands.stream().map(c -> DynamicTest.dynamicTest(c, () -> check(c))).toList();
    }

    private void check(final String command) throws IOException {
        final List<String> words = new ArrayList<>();
        Pattern.compile("\"([^\"]*)\"|'([^']*)'|<[^>]*>|\\S+").matcher(command).results()
            .forEach(m -> words.add(m.group(1) != null ? m.group(1) : m.group(2) != null ? m.group(2) : m.group()));
        words.removeIf(w -> w.startsWith("PETCTFLOW_JAVA_OPTS=") || w.equals("..."));
        final String program = words.remove(0);
        if (program.equals("./petctflow")) {
            petctflow(words);
        } else if (program.equals("mvn")) {
            final String poms = sources();
            for (final String word : words) {
                if (word.startsWith("-D")) {
                    final String name = word.substring(2).replaceFirst("=.*", "");
                    assertTrue(Set.of("skipTests", "test", "surefire.failIfNoSpecifiedTests").contains(name) || poms.contains(name), "nothing knows the property " + name);
                    if (name.equals("test") && !word.contains("<") && !word.contains("*")) {
                        assertTrue(isClass(word.replaceFirst(".*=", "")), "there is no test " + word);
                    }
                } else if (word.contains("/")) {
                    assertTrue(Stream.of(word.split(",")).allMatch(w -> Files.isDirectory(HOME.resolve(w))), "there is no module " + word);
                } else {
                    assertTrue(word.matches("-[A-Za-z]+|clean|verify|package|install|integration-test|test|<.*>|[\\w/,.-]+"), word);
                }
            }
        } else if (program.equals("java")) {
            final String main = words.stream().filter(w -> w.startsWith("org.petctflow.")).findFirst().orElse("");
            assertTrue(!main.isEmpty() && isClass(main.replaceFirst("<.*>", ".*")), "there is no class " + main);
        } else if (program.contains("/")) {
            assertTrue(Files.isExecutable(HOME.resolve(program)), program + " is no program");
            if (program.equals("bench/run") && !words.isEmpty() && words.get(0).matches("\\w+")) {
                assertTrue(isClass(words.get(0)), "there is no benchmark " + words.get(0));
            }
        }
    }

    private static String sources() throws IOException {
        final StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(HOME, 3)) {
            for (final Path f : files.filter(f -> f.getFileName().toString().equals("pom.xml")).toList()) {
                all.append(Files.readString(f));
            }
        }
        return all.toString();
    }

    private void petctflow(final List<String> words) throws IOException {
        final Lab lab = new Lab(Files.createTempDirectory(m_folder, "docs"));
        assertEquals(Result.OK, lab.command("--help").exitCode());
        final String help = lab.out();
        if (words.isEmpty()) {
            return;
        }
        final String verb = words.get(0);
        assertTrue(help.contains("./petctflow " + verb) || verb.equals("--version") || verb.equals("--help"), "there is no command " + verb);
        for (final String word : words) {
            assertTrue(!word.startsWith("--") || help.contains(word), "there is no option " + word);
        }
        if (verb.equals("nodes") || verb.equals("--version") || verb.equals("--help")) {
            assertEquals(Result.OK, lab.command(words.toArray(String[]::new)).exitCode(), lab.err());
        } else if ((verb.equals("run") || verb.equals("check")) && words.size() > 1 && !words.get(1).contains("<")) {
            final Path workflow = HOME.resolve(words.get(1));
            assertTrue(Definitions.isWorkflow(workflow), workflow + " is no workflow");
            assertTrue(lab.command("check", workflow.toString()).exitCode() != Result.WRONG, lab.out() + lab.err());
            try {
                takes(WorkflowFolder.read(workflow), words);
            } catch (final WorkflowException e) {
                throw new AssertionError(e.getMessage(), e);
            }
        }
    }

    /** The workflow has the settings, variables and nodes that a command names, and their values are of their types. */
    private static void takes(final Workflow workflow, final List<String> words) throws WorkflowException {
        final List<Changes.Setting> settings = new ArrayList<>();
        final Map<String, String> variables = new TreeMap<>();
        for (int i = 2; i + 1 < words.size(); i++) {
            final String value = words.get(i + 1);
            switch (words.get(i)) {
                case "--set" -> settings.add(Changes.Setting.parse(value));
                case "--variable" -> variables.put(value.replaceFirst("=.*", ""), value.replaceFirst("[^=]*=", ""));
                case "--in" -> variables.put("in", value);
                case "--until" -> workflow.node(Integer.parseInt(value));
                default -> {
                }
            }
        }
        new Flow(workflow, Lab.CATALOG, new Changes(settings, variables), OptionalInt.empty());
    }

    /** A class that a command or a benchmark's pattern names. */
    private static boolean isClass(final String pattern) throws IOException {
        final Pattern name = Pattern.compile(".*" + pattern + ".*\\.java");
        for (final String place : List.of("bench/src", "libs", "headless/src", "plugins/org.petctflow.nodes.tests/src")) {
            try (Stream<Path> files = Files.walk(HOME.resolve(place))) {
                if (files.anyMatch(f -> name.matcher(f.toString().replace('/', '.')).matches())) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void commandsThatCannotBeGivenAreFound() throws Exception {
        final Workflow quickstart = WorkflowFolder.read(HOME.resolve("example-workflows/quickstart"));
        takes(quickstart, List.of("run", "quickstart", "--set", "1:patients=3", "--until", "6"));
        for (final List<String> wrong : List.of(List.of("--set", "1:patient=3"), List.of("--set", "1:patients=three"), List.of("--set", "99:patients=3"),
            List.of("--variable", "none=3"), List.of("--until", "99"))) {
            final List<String> words = new ArrayList<>(List.of("run", "quickstart"));
            words.addAll(wrong);
            assertThrows(WorkflowException.class, () -> takes(quickstart, words), wrong.toString());
        }
        assertTrue(isClass("SeriesRead") && !isClass("NoSuchBenchmark"));
    }

    /** The tour of the house names every package of the rooms whose packages it names. */
    @Test
    void theTourNamesEveryPackage() throws IOException {
        final String tour = Files.readString(HOME.resolve("docs/architecture.md"));
        final Matcher row = Pattern.compile("\\| `([\\w/.-]+)` \\| `(org\\.petctflow[\\w.]*)` \\| (.*) \\|\\n").matcher(tour);
        int rooms = 0;
        while (row.find()) {
            final Path root = HOME.resolve(row.group(1));
            final Path source = Files.isDirectory(root.resolve("src/main/java")) ? root.resolve("src/main/java") : root.resolve("src");
            try (Stream<Path> files = Files.list(source.resolve(row.group(2).replace('.', '/')))) {
                final Set<String> packages = new TreeSet<>(files.filter(Files::isDirectory).map(f -> f.getFileName().toString())
                    .filter(n -> !n.equals("icons")).toList());
                packages.removeIf(p -> row.group(3).contains("`" + p + "`"));
                assertEquals(Set.of(), packages, row.group(1));
            }
            rooms++;
        }
        assertEquals(9, rooms, "rooms with a root package: the six libraries, types, nodes, headless");
    }

    /** Settings that the page on features names are those of the workflow that it is about. */
    @Test
    void settingsOfTheRadiomicsWorkflowAreThere() throws Exception {
        final Workflow workflow = WorkflowFolder.read(HOME.resolve("test-workflows/radiomics-extract"));
        final Matcher setting = Pattern.compile("[`\"'](\\d+:[\\w/]+)(=(?:\\[[^]]*]|[^`\"'<]*))?[`\"'<]")
            .matcher(Files.readString(HOME.resolve("docs/features.md")));
        int settings = 0;
        while (setting.find()) {
            if (setting.group(2) == null) { // one without its value
                final int node = Integer.parseInt(setting.group(1).replaceFirst(":.*", ""));
                final NodeInstance instance = new NodeInstance(Lab.CATALOG.byFactory(workflow.node(node).factory()).orElseThrow(),
                    workflow.node(node).settings());
                assertTrue(instance.settings().containsKey(setting.group(1).replaceFirst(".*:", "")), setting.group(1));
            } else {
                takes(workflow, List.of("run", "radiomics-extract", "--set", setting.group(1) + setting.group(2)));
            }
            settings++;
        }
        assertTrue(settings > 25, "only " + settings + " settings were found");
    }

    /** Folders and files that a page names in words. */
    @Test
    void pathsInWordsAreThere() throws IOException {
        final Pattern path = Pattern.compile("`((?:libs|plugins|headless|standin|verify|bench|docs|example-workflows|test-workflows|features|update-site"
            + "|targets|\\.ci)/[^`\\s<>*]*)`");
        final Set<String> absent = new LinkedHashSet<>();
        int there = 0;
        for (final Path page : pages()) {
            if (page.getParent().endsWith("nodes")) {
                continue; // settings' names
            }
            for (final MatchResult m : path.matcher(Files.readString(page)).results().toList()) {
                if (Files.exists(HOME.resolve(m.group(1)))) {
                    there++;
                } else if (!m.group(1).contains("/target/") && !m.group(1).toLowerCase(Locale.ROOT).contains("thing")) {
                    absent.add(HOME.relativize(page) + ": " + m.group(1));
                }
            }
        }
        assertEquals(Set.of(), absent);
        assertTrue(there > 20, "only " + there + " paths were found: do pages quote them otherwise now?");
    }
}
