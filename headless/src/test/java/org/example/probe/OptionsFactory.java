package org.example.probe;

import java.util.Optional;

import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.NodeSettings;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.persistence.Persistable;
import org.petctflow.headless.workflow.SettingsPaths;

/** Has settings of every kind and gives them as a table: path, type, value. */
public final class OptionsFactory extends DefaultNodeFactory {

    private static final DataTableSpec SPEC = new DataTableSpec(new DataColumnSpecCreator("type", StringCell.TYPE).createSpec(),
        new DataColumnSpecCreator("value", StringCell.TYPE).createSpec());

    private static final DefaultNode NODE = DefaultNode.create().name("Probe Options").icon("").shortDescription("Shows its settings.")
        .fullDescription("Shows its settings.").sinceVersion(5, 8, 0)
        .ports(p -> p.addOutputTable("Settings", "The settings."))
        .model(m -> m.parametersClass(Parameters.class).configure((i, o) -> o.setOutSpecs(SPEC)).execute((i, o) -> {
            final BufferedDataContainer c = i.getExecutionContext().createDataContainer(SPEC);
            final var settings = new NodeSettings("model");
            final Parameters p = i.getParameters();
            NodeParametersUtil.saveSettings(Parameters.class, p, settings);
            for (SettingsPaths.Setting s : SettingsPaths.list(settings)) {
                c.addRowToTable(new DefaultRow(s.path(), new StringCell(s.typeName()), new StringCell(s.valueText())));
            }
            c.close();
            o.setOutData(c.getTable());
        }));

    public OptionsFactory() {
        super(NODE);
    }

    enum Choice {
            FIRST, SECOND
    }

    static final class Part implements WidgetGroup, Persistable {
        String m_name = "part";

        double m_width = 0.5;
    }

    static final class Parameters implements NodeParameters {
        String m_text = "abc";

        int m_count = 1;

        long m_seed = 42;

        double m_ratio = 0.25;

        boolean m_flag = true;

        Choice m_choice = Choice.FIRST;

        String[] m_names = {"a", "b"};

        int[] m_sizes = {1, 2};

        double[] m_widths = {};

        Optional<String> m_maybe = Optional.empty();

        Part m_part = new Part();

        Part[] m_parts = {};
    }
}
