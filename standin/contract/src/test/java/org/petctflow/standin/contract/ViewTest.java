package org.petctflow.standin.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataRow;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.data.DataServiceException;
import org.knime.core.webui.data.InitialDataService;
import org.knime.core.webui.data.RpcDataService;
import org.knime.core.webui.node.view.NodeView;
import org.knime.core.webui.page.Page;
import org.knime.core.webui.page.Resource.ContentType;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.DefaultView.ViewInput;
import org.knime.node.parameters.NodeParameters;
import org.petctflow.standin.core.Access;
import org.petctflow.standin.core.DataSpace;

/** The view of a node: page, initial data and calls, as KNIME 5.12.0 was seen to answer. */
final class ViewTest {

    @TempDir
    Path m_folder;

    private DataSpace m_space;

    private NodeView m_view;

    private static Object s_extra;

    static final class Parameters implements NodeParameters {
        String m_title = "My view";
    }

    /** What the page gets; public, for Jackson. */
    public record Data(String title, List<String> rows, Object extra, String nul) {
    }

    /** Fields and getters; public, for Jackson. */
    public static final class Bean {
        public int shown = 2; // NOSONAR

        public int getProp() {
            return 3;
        }
    }

    /** What a call gives; public, for Jackson. */
    public record Part(String data, int part) {
    }

    /** What the page can call. */
    public static final class Calls {

        private final ViewInput m_input;

        Calls(final ViewInput input) {
            m_input = input;
        }

        public Part get(final String id, final int part) {
            return new Part("got " + id, part);
        }

        public String fail() {
            throw new IllegalArgumentException("rpc failure text");
        }

        public void nothing() {
            // gives nothing
        }

        public String title() {
            final Parameters p = m_input.getParameters();
            return p.m_title;
        }
    }

    private static Data data(final ViewInput input) {
        if (s_extra instanceof RuntimeException e) {
            throw e;
        }
        final Parameters p = input.getParameters();
        final List<String> rows = new java.util.ArrayList<>();
        for (DataRow r : input.getInternalTables()[0]) {
            rows.add(r.getKey().getString());
        }
        return new Data(p.m_title, rows, s_extra, null);
    }

    private static final class Factory extends DefaultNodeFactory {
        Factory() {
            super(DefaultNode.create().name("Probe View").icon("").shortDescription("s").fullDescription("f").sinceVersion(5, 8, 0)
                .ports(p -> {
                }).model(m -> m.withoutParameters().configure((i, o) -> {
                }).execute((i, o) -> o.setInternalData(Tables.table(i.getExecutionContext(), 3))))
                .addView(v -> v.parametersClass(Parameters.class).description("The probe view.")
                    .page(p -> p.fromFile().bundleClass(ViewTest.class).basePath("js/dist").relativeFilePath("viewer.html")
                        .getReusablePage("probeviewer"))
                    .initialData(d -> d.data(ViewTest::data)).dataService(s -> s.handler(Calls::new))));
        }
    }

    @BeforeEach
    void execute() throws Exception {
        s_extra = 1;
        m_space = new DataSpace(m_folder, DataSpace.DEFAULT_CELLS_IN_MEMORY);
        final var factory = new Factory();
        assertTrue(factory.hasNodeView());
        final NodeModel model = factory.createNodeModel();
        Access.nodes().configure(model, new PortObjectSpec[0]);
        Access.nodes().execute(model, new PortObject[0], FactTest.newContext(m_space));
        m_view = factory.createNodeView(model);
        final var settings = new NodeSettings("view");
        Access.nodes().saveDefaultViewSettings(model, settings);
        m_view.validateSettings(settings);
        m_view.loadValidatedSettingsFrom(settings);
    }

    @AfterEach
    void close() {
        m_space.close();
    }

    private String initialData() {
        final Optional<InitialDataService<Object>> service = m_view.createInitialDataService();
        return service.orElseThrow().getInitialData().replaceAll("\"stackTrace\":\\[[^\\]]*\\]", "\"stackTrace\":[]");
    }

    private void assertExtra(final String json, final Object extra) {
        s_extra = extra;
        assertEquals("{\"result\":{\"title\":\"My view\",\"rows\":[\"Row0\",\"Row1\",\"Row2\"],\"extra\":" + json + ",\"nul\":null}}", initialData());
    }

    @Test
    void initialDataAreJson() {
        assertExtra("1", 1);
        assertExtra("\"NaN\"", Double.NaN);
        assertExtra("\"Infinity\"", Float.POSITIVE_INFINITY);
        assertExtra("9223372036854775807", Long.MAX_VALUE);
        assertExtra("\"AQI=\"", new byte[]{1, 2});
        assertExtra("\"x\"", Optional.of("x"));
        assertExtra("{\"a\":2,\"b\":1}", new TreeMap<>(Map.of("b", 1, "a", 2)));
        assertExtra("{\"shown\":2,\"prop\":3}", new Bean());
        assertExtra("\"</script> é \\\" 😀\"", "</script> é \" 😀");
    }

    @Test
    void failuresAreSaid() {
        s_extra = new IllegalStateException("from supplier");
        assertEquals("{\"internalError\":{\"stackTrace\":[],\"typeName\":\"java.lang.IllegalStateException\",\"message\":\"from supplier\"}}",
            initialData());
        s_extra = new DataServiceException("too few patients", "There are 3.");
        assertEquals("{\"userError\":{\"message\":\"too few patients\",\"details\":\"There are 3.\"}}", initialData());
    }

    @Test
    void tooLongTextsAreRefused() {
        s_extra = "x".repeat(20_000_001);
        assertTrue(initialData().contains("The initial value for this view is too large to process."));
    }

    private String call(final String request) {
        final RpcDataService service = m_view.createRpcDataService().orElseThrow();
        return service.handleRpcRequest(request).replaceAll("\"stackTrace\":\\[[^\\]]*\\]", "\"stackTrace\":[]").stripTrailing();
    }

    @Test
    void callsAreAnswered() {
        assertEquals("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"data\":\"got abc\",\"part\":2}}",
            call("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"get\",\"params\":[\"abc\",2]}"));
        assertEquals("{\"jsonrpc\":\"2.0\",\"id\":8,\"error\":{\"code\":-32601,\"message\":\"method not found\"}}",
            call("{\"jsonrpc\":\"2.0\",\"id\":8,\"method\":\"nope\",\"params\":[]}"));
        assertEquals("{\"jsonrpc\":\"2.0\",\"id\":9,\"error\":{\"code\":-32602,\"message\":\"method parameters invalid\"}}",
            call("{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"get\",\"params\":[\"abc\"]}"));
        assertEquals("{\"jsonrpc\":\"2.0\",\"id\":\"null\",\"error\":{\"code\":-32700,\"message\":\"JSON parse error\"}}",
            call("{\"jsonrpc\":\"2.0\",\"id\":10,\"method\":\"get\",\"params\":[\"abc\",\"notint\"]}"));
        assertEquals("{\"jsonrpc\":\"2.0\",\"id\":11,\"error\":{\"code\":-32000,\"message\":\"rpc failure text\","
            + "\"data\":{\"stackTrace\":[],\"typeName\":\"java.lang.IllegalArgumentException\"}}}",
            call("{\"jsonrpc\":\"2.0\",\"id\":11,\"method\":\"fail\",\"params\":[]}"));
        assertEquals("{\"jsonrpc\":\"2.0\",\"id\":13,\"result\":null}",
            call("{\"jsonrpc\":\"2.0\",\"id\":13,\"method\":\"nothing\",\"params\":[]}"));
        assertEquals("{\"jsonrpc\":\"2.0\",\"id\":14,\"result\":\"My view\"}", call("{\"jsonrpc\":\"2.0\",\"id\":14,\"method\":\"title\"}"));
        assertEquals("{\"jsonrpc\":\"2.0\",\"id\":15,\"result\":\"My view\"}", call("{\"id\":15,\"method\":\"title\",\"params\":[]}"));
        assertEquals("", call("{\"jsonrpc\":\"2.0\",\"method\":\"title\",\"params\":[]}"));
        assertEquals("{\"jsonrpc\":\"2.0\",\"id\":\"null\",\"error\":{\"code\":-32700,\"message\":\"JSON parse error\"}}", call("not json"));
        assertEquals("{\"jsonrpc\":\"2.0\",\"id\":\"s\",\"result\":\"My view\"}",
            call("{\"jsonrpc\":\"2.0\",\"id\":\"s\",\"method\":\"title\",\"params\":{}}"));
    }

    @Test
    void pageIsAFileOfTheBundle() throws Exception {
        final Page page = m_view.getPage();
        assertEquals("viewer.html", page.getRelativePath());
        assertEquals(ContentType.HTML, page.getContentType());
        assertTrue(page.isCompletelyStatic());
        assertFalse(page.getResource("other.html").isPresent());
        try (var in = page.getInputStream()) {
            assertTrue(new String(in.readAllBytes(), StandardCharsets.UTF_8).contains("<html"));
        }
        final var missing = Page.create().fromFile().bundleClass(ViewTest.class).basePath("js/dist");
        assertThrows(IllegalStateException.class, () -> missing.relativeFilePath("missing.html"));
        assertThrows(IllegalStateException.class, () -> missing.relativeFilePath("../../plugin.xml"));
    }

    @Test
    void pageOfTextsChanges() throws Exception {
        final Page page = Page.create().fromString(() -> "<html>ü</html>").relativePath("index.html")
            .addResourceFromString(() -> "<svg/>", "image.svg");
        assertFalse(page.isCompletelyStatic());
        assertEquals(ContentType.SVG, page.getResource("image.svg").orElseThrow().getContentType());
        try (var in = page.getInputStream()) {
            assertEquals("<html>ü</html>", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
