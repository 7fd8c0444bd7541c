package org.petctflow.standin.ui;

import java.util.List;
import java.util.Optional;

import org.knime.core.node.NodeModel;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.parameters.NodeParameters;
import org.petctflow.standin.core.Access;
import org.petctflow.standin.core.PortGroups;

/** The way into what the package org.knime.node keeps for itself; see {@link Access}. */
public final class UiAccess {

    private static volatile ForFactories s_factories;

    private UiAccess() {
    }

    /**
     * What is written about the ports of a group.
     *
     * @param group the group's name, as it is saved
     * @param input whether it is about the input ports
     * @param name the name of the ports
     * @param description what they need or give, in HTML
     */
    public record GroupText(String group, boolean input, String name, String description) {
    }

    /** What the engine needs of factories. */
    public interface ForFactories {

        /** The ports of a new node. */
        PortGroups ports(DefaultNodeFactory factory);

        /** A model with these ports. */
        NodeModel createModel(DefaultNodeFactory factory, PortGroups ports);

        /** The class of the settings. */
        Optional<Class<? extends NodeParameters>> modelParameters(DefaultNodeFactory factory);

        /** The class of the settings of the view. */
        Optional<Class<? extends NodeParameters>> viewParameters(DefaultNodeFactory factory);

        /** What is written about the ports. */
        List<GroupText> portTexts(DefaultNodeFactory factory);
    }

    /** @param access handed in by the package itself */
    public static void set(final ForFactories access) {
        s_factories = access;
    }

    /** @return the way into factories */
    public static ForFactories factories() {
        if (s_factories == null) {
            Access.initialize(DefaultNodeFactory.class);
        }
        return s_factories;
    }
}
