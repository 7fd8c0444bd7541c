package org.petctflow.standin.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.example.probe.MyPO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.data.container.SingleCellFactory;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.workflow.FlowVariable;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOrRearrangerConsumer;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteConsumer;
import org.knime.node.DefaultModel.RearrangeColumnsInput;
import org.knime.node.DefaultModel.RearrangeColumnsOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.RequirePorts.DynamicPortsAdder;
import org.knime.node.RequirePorts.PortsAdder;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.util.ColumnSelectionUtil;
import org.petctflow.standin.core.Access;
import org.petctflow.standin.core.DataSpace;
import org.petctflow.standin.core.PortGroups;
import org.petctflow.standin.ui.UiAccess;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Nodes made with DefaultNode: texts, ports, settings, configure and execute, as KNIME 5.12.0 was seen to treat them. */
final class NodeTest {

    private static final PortObjectSpec[] TABLE = {Tables.SPEC};

    @TempDir
    Path m_folder;

    private DataSpace m_space;

    private ExecutionContext m_exec;

    @BeforeEach
    void open() throws Exception {
        m_space = new DataSpace(m_folder, DataSpace.DEFAULT_CELLS_IN_MEMORY);
        m_exec = FactTest.newContext(m_space);
    }

    @AfterEach
    void close() {
        m_space.close();
    }

    enum Mode {
            @Label(value = "First mode", description = "The <b>first</b>.")
            FIRST, SECOND_ONE
    }

    static final class Parameters implements NodeParameters {

        @Widget(title = "Num", description = "A number.")
        int m_num = 3;

        @Widget(title = "Mode", description = "Which.")
        Mode m_mode = Mode.FIRST;

        String m_column = "not known";

        Parameters() {
        }

        Parameters(final NodeParametersInput input) {
            m_column = ColumnSelectionUtil.getFirstColumnOfFirstPort(input).map(DataColumnSpec::getName).orElse("none");
        }

        @Override
        public void validate() throws InvalidSettingsException {
            if (m_num < 0) {
                throw new InvalidSettingsException("Num must not be negative: " + m_num);
            }
        }
    }

    private static final class Factory extends DefaultNodeFactory {

        Factory(final DefaultNode node) {
            super(node);
        }
    }

    private static DefaultNode node(final Consumer<PortsAdder> ports,
        final ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure, final ExecuteConsumer execute) {
        return DefaultNode.create().name("Probe Op").icon("").shortDescription("Short <i>op</i>").fullDescription("Full <b>op</b>")
            .sinceVersion(5, 8, 0).ports(ports).model(m -> m.parametersClass(Parameters.class).configure(configure).execute(execute));
    }

    private static NodeModel model(final ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure,
        final ExecuteConsumer execute) {
        return new Factory(node(p -> p.addInputTable("In", "In table.").addOutputTable("Out", "Out table."), configure, execute))
            .createNodeModel();
    }

    private static NodeModel configuring(final ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure) {
        return model(configure, (i, o) -> {
        });
    }

    private static PortObjectSpec[] configure(final NodeModel model, final PortObjectSpec... specs) throws InvalidSettingsException {
        return Access.nodes().configure(model, specs);
    }

    private static NodeModel rearranging(final ConfigureOrRearrangerConsumer<RearrangeColumnsInput, RearrangeColumnsOutput> rearrange) {
        return new Factory(DefaultNode.create().name("Probe Rearranger").icon("").shortDescription("s").fullDescription("f")
            .sinceVersion(5, 8, 0).ports(p -> p.addInputTable("In", "i").addOutputTable("Out", "o"))
            .model(m -> m.parametersClass(Parameters.class).rearrangeColumns(rearrange))).createNodeModel();
    }

    // ------------------------------------------------------------------------------------------------------------- texts

    private static List<String> texts(final Element root, final String tag) {
        final NodeList list = root.getElementsByTagName(tag);
        return java.util.stream.IntStream.range(0, list.getLength()).mapToObj(i -> ((Element)list.item(i)).getAttribute("name") + ": "
            + list.item(i).getTextContent().strip().replaceAll("\\s+", " ")).toList();
    }

    @Test
    void describesWhatTheNodeSays() {
        final var factory = new Factory(node(p -> p.addInputTable("In", "In <i>table</i>.").addInputPort("Object", "An object.", MyPO.TYPE)
            .addOutputTable("Out", "Out table."), (i, o) -> {
            }, (i, o) -> {
            }).keywords("one", "two").addExternalResource("https://example.org", "More"));
        assertEquals("Probe Op", factory.getNodeName());
        assertEquals(NodeType.Manipulator, factory.getType());
        assertEquals("Object", factory.getInportName(1));
        assertEquals("In table.", factory.getInportDescription(0));
        assertEquals("Out", factory.getOutportName(0));
        assertArrayEquals(new String[]{"one", "two"}, factory.getKeywords());
        assertNull(factory.getIcon());
        final Element root = factory.getXMLDescription();
        assertEquals("knimeNode", root.getTagName());
        assertEquals(List.of(": Full op"), texts(root, "intro"));
        assertEquals(List.of("Num: A number.", "Mode: Which. First mode: The first."), texts(root, "option"));
        assertEquals(List.of(": More"), texts(root, "link"));
    }

    @Test
    void typeFollowsFromThePorts() {
        assertEquals(NodeType.Source, new Factory(node(p -> p.addOutputTable("Out", "o"), null, null)).getType());
        assertEquals(NodeType.Sink, new Factory(node(p -> p.addInputTable("In", "i"), null, null)).getType());
        assertEquals(NodeType.Learner,
            new Factory(node(p -> p.addInputTable("In", "i"), null, null).nodeType(NodeType.Learner)).getType());
    }

    @Test
    void refusesWhatCannotBe() {
        final DefaultNode node = node(p -> p.addInputTable("Same", "i").addOutputTable("Same", "o"), null, null);
        assertEquals("A port group with the given name already exists",
            assertThrows(IllegalArgumentException.class, () -> new Factory(node)).getMessage());
        assertEquals("nodeType() has already been called; a node can only have one node type.", assertThrows(IllegalStateException.class,
            () -> node.nodeType(NodeType.Source).nodeType(NodeType.Sink)).getMessage());
        assertEquals("keywords list must not contain null values",
            assertThrows(IllegalArgumentException.class, () -> node.keywords((String)null)).getMessage());
        final DefaultNode broken = DefaultNode.create().name("N").icon("").shortDescription("s").fullDescription("<b>x")
            .sinceVersion(5, 8, 0).ports(p -> {
            }).model(m -> m.withoutParameters().configure(null).execute(null));
        assertTrue(assertThrows(IllegalStateException.class, () -> new Factory(broken)).getMessage().contains("<b>x"));
        final DefaultNode noTable = DefaultNode.create().name("N").icon("").shortDescription("s").fullDescription("f")
            .sinceVersion(5, 8, 0).ports(p -> p.addOutputTable("Out", "o")).model(m -> m.withoutParameters().rearrangeColumns(null));
        assertEquals("A node that rearranges columns must have exactly one input and one output table.",
            assertThrows(IllegalStateException.class, () -> new Factory(noTable).createNodeModel()).getMessage());
    }

    // ------------------------------------------------------------------------------------------------------------- ports

    private static void groups(final DynamicPortsAdder p) {
        p.addInputPortGroup("Table", g -> g.name("Table").description("t").fixed(BufferedDataTable.TYPE))
            .addInputPortGroup("Optional", g -> g.name("Optional").description("o").optional().supportedTypes(MyPO.TYPE))
            .addInputPortGroup("More", g -> g.name("More").description("m").extendable().supportedTypes(BufferedDataTable.TYPE))
            .addOutputPortGroup("Copies", g -> g.name("Copies").description("c").boundExtendable("More"))
            .addOutputPortGroup("Result", g -> g.name("Result").description("r").exchangable(MyPO.TYPE)
                .supportedTypes(BufferedDataTable.TYPE, MyPO.TYPE));
    }

    @Test
    void groupsOfPortsAreSavedAndLoaded() throws Exception {
        final var factory = new Factory(DefaultNode.create().name("N").icon("").shortDescription("s").fullDescription("f")
            .sinceVersion(5, 8, 0).dynamicPorts(NodeTest::groups).model(m -> m.withoutParameters().configure((i, o) -> {
            }).execute((i, o) -> {
            })));
        final PortGroups ports = UiAccess.factories().ports(factory);
        assertArrayEquals(new PortType[]{BufferedDataTable.TYPE}, ports.getInputPorts());
        assertArrayEquals(new PortType[]{MyPO.TYPE}, ports.getOutputPorts());
        final NodeSettings chosen = new NodeSettings("node_creation_config");
        chosen.addNodeSettings("Optional");
        final var more = chosen.addNodeSettings("More");
        BufferedDataTable.TYPE.save(more.addNodeSettings("port_0"));
        BufferedDataTable.TYPE.save(more.addNodeSettings("port_1"));
        final PortGroups loaded = ports.load(chosen);
        assertEquals(3, loaded.getInputPorts().length);
        assertEquals(3, loaded.getOutputPorts().length);
        assertArrayEquals(new int[]{1, 2}, loaded.getInputPortLocation().get("More"));
        final NodeModel model = UiAccess.factories().createModel(factory, loaded);
        assertEquals(3, Access.nodes().inPorts(model).length);
        final NodeSettings refused = new NodeSettings("node_creation_config");
        MyPO.TYPE.save(refused.addNodeSettings("More").addNodeSettings("port_0"));
        assertThrows(InvalidSettingsException.class, () -> ports.load(refused));
    }

    // ---------------------------------------------------------------------------------------------------------- settings

    @Test
    void settingsAreCheckedAndLoaded() throws Exception {
        final NodeModel model = configuring((i, o) -> {
            final Parameters p = i.getParameters();
            o.setWarningMessage("num " + p.m_num);
        });
        final NodeSettings settings = new NodeSettings("model");
        Access.nodes().saveSettings(model, settings);
        assertEquals("[num, mode, column]", settings.keySet().toString());
        settings.addInt("num", -1);
        assertEquals("Num must not be negative: -1",
            assertThrows(InvalidSettingsException.class, () -> Access.nodes().validateSettings(model, settings)).getMessage());
        settings.addString("num", "abc");
        assertEquals("Int for key \"num\" not found.",
            assertThrows(InvalidSettingsException.class, () -> Access.nodes().validateSettings(model, settings)).getMessage());
        settings.addInt("num", 7);
        settings.addString("mode", "First mode");
        assertEquals("Invalid value 'First mode'. Possible values: FIRST, SECOND_ONE",
            assertThrows(InvalidSettingsException.class, () -> Access.nodes().validateSettings(model, settings)).getMessage());
        settings.addString("mode", "SECOND_ONE");
        settings.addString("zzz", "keys that nobody knows are passed over");
        Access.nodes().validateSettings(model, settings);
        Access.nodes().loadSettings(model, settings);
        configure(model, TABLE);
        assertEquals("num 7", Access.nodes().getWarning(model).getSummary());
    }

    @Test
    void defaultsDependOnTheFirstInput() throws Exception {
        final NodeModel model = configuring((i, o) -> {
        });
        configure(model, TABLE);
        configure(model, Tables.ABC);
        final NodeSettings settings = new NodeSettings("model");
        Access.nodes().saveSettings(model, settings);
        assertEquals("i", settings.getString("column"));
    }

    @Test
    void variablesTakeThePlaceOfSettings() throws Exception {
        final NodeSettings s = new NodeSettings("model");
        s.addInt("num", 3);
        s.addString("op", "default");
        Access.variables().overwrite(s, "num", new FlowVariable("v", 5));
        Access.variables().overwrite(s, "op", new FlowVariable("v", 1.5));
        assertEquals("5 1.5", s.getInt("num") + " " + s.getString("op"));
        assertEquals("Can't evaluate variable \"v\" as xint expression, it is a STRING (\"\"v\" (STRING: 7)\"",
            assertThrows(InvalidSettingsException.class,
                () -> Access.variables().overwrite(s, "num", new FlowVariable("v", "7"))).getMessage());
    }

    // --------------------------------------------------------------------------------------------------------- configure

    @Test
    void configureGivesWhatWasSet() throws Exception {
        assertArrayEquals(TABLE, configure(configuring((i, o) -> o.setOutSpecs(i.getInTableSpec(0))), TABLE));
        assertArrayEquals(new PortObjectSpec[1], configure(configuring((i, o) -> {
        }), TABLE));
        assertEquals("arraycopy: last destination index 2 out of bounds for object array[1]",
            assertThrows(ArrayIndexOutOfBoundsException.class,
                () -> configure(configuring((i, o) -> o.setOutSpecs(Tables.SPEC, Tables.SPEC)), TABLE)).getMessage());
        assertThrows(ArrayIndexOutOfBoundsException.class, () -> configure(configuring((i, o) -> o.setOutSpec(1, Tables.SPEC)), TABLE));
        assertEquals("inv text", assertThrows(InvalidSettingsException.class, () -> configure(configuring((i, o) -> {
            throw new InvalidSettingsException("inv text");
        }), TABLE)).getMessage());
    }

    @Test
    void lastWarningCounts() throws Exception {
        final NodeModel model = configuring((i, o) -> {
            o.setWarningMessage("one");
            o.setWarningMessage("two");
        });
        configure(model, TABLE);
        assertEquals("two", Access.nodes().getWarning(model).getSummary());
    }

    // ----------------------------------------------------------------------------------------------------------- execute

    @Test
    void executeGivesWhatWasSet() throws Exception {
        final NodeModel model = model((i, o) -> o.setOutSpecs(i.getInTableSpecs()), (i, o) -> {
            final Parameters p = i.getParameters();
            o.setOutData(Tables.table(i.getExecutionContext(), p.m_num + (int)i.getInTable(0).size()));
        });
        configure(model, TABLE);
        final PortObject[] out = Access.nodes().execute(model, new PortObject[]{Tables.table(m_exec, 4)}, m_exec);
        assertEquals(7, ((BufferedDataTable)out[0]).size());
        final NodeModel failing = model((i, o) -> {
        }, (i, o) -> {
            throw new KNIMEException("text");
        });
        configure(failing, TABLE);
        assertEquals("text",
            assertThrows(KNIMEException.class, () -> Access.nodes().execute(failing, new PortObject[1], m_exec)).getMessage());
        final NodeModel silent = configuring((i, o) -> {
        });
        configure(silent, TABLE);
        assertArrayEquals(new PortObject[1], Access.nodes().execute(silent, new PortObject[1], m_exec));
    }

    @Test
    void rearrangerIsAskedWhileConfiguringAndExecuting() throws Exception {
        final int[] calls = {0};
        final NodeModel model = rearranging((i, o) -> {
            calls[0]++;
            final var r = new ColumnRearranger(i.getDataTableSpec());
            r.append(new SingleCellFactory(Tables.col("x", IntCell.TYPE)) {
                @Override
                public DataCell getCell(final DataRow row) {
                    return new IntCell(1);
                }
            });
            o.setColumnRearranger(r);
        });
        assertEquals("[i, s, x]", Arrays.toString(((DataTableSpec)configure(model, TABLE)[0]).getColumnNames()));
        final PortObject[] out = Access.nodes().execute(model, new PortObject[]{Tables.table(m_exec, 3)}, m_exec);
        assertEquals("Row0: 0,\"v0\",1 | Row1: 1,\"v1\",1 | Row2: 2,\"v2\",1", Tables.dump((BufferedDataTable)out[0]));
        assertEquals(2, calls[0]);
        assertEquals("No column rearranger has been set.",
            assertThrows(InvalidSettingsException.class, () -> configure(rearranging((i, o) -> {
            }), TABLE)).getMessage());
        assertEquals("Column rearranger must not be null.",
            assertThrows(IllegalArgumentException.class, () -> configure(rearranging((i, o) -> o.setColumnRearranger(null)), TABLE))
                .getMessage());
    }

    @Test
    void variablesAreSeenByTheModel() {
        final NodeModel model = configuring((i, o) -> {
        });
        Access.nodes().setInVariables(model, Map.of("v", new FlowVariable("v", 5)));
        assertEquals(5, model.peekFlowVariableInt("v"));
        assertEquals("5", model.peekFlowVariableString("v"));
    }
}
