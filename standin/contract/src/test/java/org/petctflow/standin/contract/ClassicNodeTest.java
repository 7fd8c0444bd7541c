package org.petctflow.standin.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.workflow.FlowVariable;
import org.knime.core.webui.node.dialog.SettingsType;
import org.knime.core.webui.node.dialog.defaultdialog.DefaultNodeDialog;
import org.petctflow.standin.core.Access;
import org.petctflow.standin.core.DataSpace;

/** Nodes with a model of their own. */
final class ClassicNodeTest {

    @Test
    void descriptionIsTheFileBesideTheFactory() {
        final var factory = new ClassicNodeFactory();
        assertEquals("Classic Probe", factory.getNodeName());
        assertEquals(NodeType.Other, factory.getType());
        assertEquals("Variables", factory.getOutportName(0));
        assertEquals("folds and name", factory.getOutportDescription(0));
        assertEquals("No name available", factory.getInportName(0));
    }

    @Test
    void dialogIsMadeOfTheSettings() {
        final var dialog = (DefaultNodeDialog)new ClassicNodeFactory().createNodeDialog();
        assertTrue(new ClassicNodeFactory().hasNodeDialog());
        assertEquals(Set.of(SettingsType.MODEL), dialog.getSettingsTypes());
        assertEquals(Map.of(SettingsType.MODEL, ClassicNodeFactory.Parameters.class), dialog.getSettingsClasses());
    }

    @Test
    void variablesArePushed(@TempDir final Path folder) throws Exception {
        final NodeModel model = new ClassicNodeFactory().createNodeModel();
        final var settings = new NodeSettings("model");
        Access.nodes().saveSettings(model, settings);
        settings.addInt("folds", 10);
        Access.nodes().validateSettings(model, settings);
        Access.nodes().loadSettings(model, settings);
        Access.nodes().setInVariables(model, Map.of("seed", new FlowVariable("seed", 7)));
        try (var space = new DataSpace(folder, DataSpace.DEFAULT_CELLS_IN_MEMORY)) {
            Access.nodes().configure(model, new PortObjectSpec[0]);
            Access.nodes().execute(model, new PortObject[0], FactTest.newContext(space));
        }
        final Map<String, FlowVariable> pushed = Access.nodes().getOutVariables(model);
        assertEquals(List.of("folds", "name"), List.copyOf(pushed.keySet()));
        assertEquals(10, pushed.get("folds").getIntValue());
        assertEquals("cohort", pushed.get("name").getStringValue());
        assertEquals(7, model.peekFlowVariableInt("seed"));
    }

    @Test
    void settingsOfTheWrongTypeAreRefused() {
        final NodeModel model = new ClassicNodeFactory().createNodeModel();
        final var settings = new NodeSettings("model");
        settings.addString("folds", "10");
        assertEquals("Int for key \"folds\" not found.",
            assertThrows(InvalidSettingsException.class, () -> Access.nodes().validateSettings(model, settings)).getMessage());
    }

    /** Differs from KNIME on purpose, which takes a node without a description. */
    @Test
    void missingDescriptionIsAnError() {
        abstract class Undescribed extends NodeFactory<NodeModel> {
        }
        final var e = assertThrows(IllegalStateException.class, () -> new Undescribed() {

            @Override
            public NodeModel createNodeModel() {
                return null;
            }

            @Override
            protected int getNrNodeViews() {
                return 0;
            }

            @SuppressWarnings("removal")
            @Override
            public org.knime.core.node.NodeView<NodeModel> createNodeView(final int viewIndex, final NodeModel nodeModel) {
                return null;
            }

            @SuppressWarnings("removal")
            @Override
            protected boolean hasDialog() {
                return false;
            }

            @SuppressWarnings("removal")
            @Override
            protected org.knime.core.node.NodeDialogPane createNodeDialogPane() {
                return null;
            }
        });
        assertTrue(e.getMessage().contains("has no description"));
    }
}
