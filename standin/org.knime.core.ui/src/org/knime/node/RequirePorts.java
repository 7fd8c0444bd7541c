package org.knime.node;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortType;
import org.knime.node.DefaultNode.RequireModel;
import org.knime.node.RequirePorts.ConfigurablePort.BoundExtendableConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.ExtendableConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.FinalConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.OptionalConfigurablePort;

/** Which ports a node has. The name of a port that cannot be changed is the name of its group, too: the names must differ. */
public interface RequirePorts {

    /**
     * @param ports adds ports that cannot be changed
     * @return the next step
     */
    default RequireModel ports(final Consumer<PortsAdder> ports) {
        return dynamicPorts(groups -> ports.accept(new PortsAdder() {

            @Override
            public PortsAdder addInputPort(final String name, final String description, final PortType portType) {
                groups.addInputPortGroup(name, g -> g.name(name).description(description).fixed(portType));
                return this;
            }

            @Override
            public PortsAdder addOutputPort(final String name, final String description, final PortType portType) {
                groups.addOutputPortGroup(name, g -> g.name(name).description(description).fixed(portType));
                return this;
            }
        }));
    }

    /**
     * @param ports adds ports in groups, some of which the user can change
     * @return the next step
     */
    RequireModel dynamicPorts(Consumer<DynamicPortsAdder> ports);

    /** Takes ports that cannot be changed. */
    interface PortsAdder {

        /**
         * @param name the port's name
         * @param description what it needs, in HTML
         * @param portType its type
         * @return this
         */
        PortsAdder addInputPort(String name, String description, PortType portType);

        /**
         * @param name the port's name
         * @param description what it gives, in HTML
         * @param portType its type
         * @return this
         */
        PortsAdder addOutputPort(String name, String description, PortType portType);

        /**
         * @param name the port's name
         * @param description what it needs, in HTML
         * @return this
         */
        default PortsAdder addInputTable(final String name, final String description) {
            return addInputPort(name, description, BufferedDataTable.TYPE);
        }

        /**
         * @param name the port's name
         * @param description what it gives, in HTML
         * @return this
         */
        default PortsAdder addOutputTable(final String name, final String description) {
            return addOutputPort(name, description, BufferedDataTable.TYPE);
        }
    }

    /** Takes ports in groups. */
    interface DynamicPortsAdder {

        /**
         * @param groupId the group's name, as it is saved
         * @param groupConfiguration says what the group is
         * @return this
         */
        DynamicPortsAdder addInputPortGroup(String groupId, Function<RequirePortName, ConfigurablePort> groupConfiguration);

        /**
         * @param groupId the group's name, as it is saved
         * @param groupConfiguration says what the group is
         * @return this
         */
        DynamicPortsAdder addOutputPortGroup(String groupId, Function<RequirePortName, ConfigurablePort> groupConfiguration);

        /**
         * @param groupId the group's name, as it is saved
         * @param groupConfiguration says what the group is
         * @return this
         */
        DynamicPortsAdder addInputAndOutputPortGroup(String groupId,
            Function<RequireInputPortName, ConfigurablePort> groupConfiguration);
    }

    /** The name. */
    interface RequirePortName {

        /**
         * @param name the name of the group's ports
         * @return the next step
         */
        RequirePortDescription name(String name);
    }

    /** The description. */
    interface RequirePortDescription {

        /**
         * @param description what the group's ports need or give, in HTML
         * @return the next step
         */
        RequireConfigurablePortMode description(String description);
    }

    /** The name of the input. */
    interface RequireInputPortName {

        /**
         * @param name the name of the group's input ports
         * @return the next step
         */
        RequireInputPortDescription inputName(String name);
    }

    /** The description of the input. */
    interface RequireInputPortDescription {

        /**
         * @param description what the group's input ports need, in HTML
         * @return the next step
         */
        RequireOutputPortName inputDescription(String description);
    }

    /** The name of the output. */
    interface RequireOutputPortName {

        /**
         * @param name the name of the group's output ports
         * @return the next step
         */
        RequireOutputPortDescription outputName(String name);
    }

    /** The description of the output. */
    interface RequireOutputPortDescription {

        /**
         * @param description what the group's output ports give, in HTML
         * @return the next step
         */
        RequireConfigurablePortMode outputDescription(String description);
    }

    /** How many ports the group has. */
    interface RequireConfigurablePortMode {

        /**
         * @param portType a type
         * @return the group has one port of this type
         */
        FinalConfigurablePort fixed(PortType portType);

        /** @return the group has no port or one */
        RequireSupportedTypes<OptionalConfigurablePort> optional();

        /** @return the group has as many ports as the user wants */
        RequireSupportedTypes<ExtendableConfigurablePort> extendable();

        /**
         * @param groupId another group
         * @return the group has the ports of that group, too
         */
        BoundExtendableConfigurablePort boundExtendable(String groupId);

        /**
         * @param defaultType the type it has at first
         * @return the group has one port, of a type the user chooses
         */
        RequireSupportedTypes<FinalConfigurablePort> exchangable(PortType defaultType);
    }

    /**
     * From which types the user chooses.
     *
     * @param <T> the group
     */
    interface RequireSupportedTypes<T> {

        /**
         * @param portTypes the types
         * @return the group
         */
        T supportedTypes(PortType... portTypes);

        /**
         * @param portTypePredicate whether a type can be chosen
         * @return the group
         */
        T supportedTypes(Predicate<PortType> portTypePredicate);
    }

    /** A group of ports. */
    sealed interface ConfigurablePort
        permits FinalConfigurablePort, OptionalConfigurablePort, ExtendableConfigurablePort, BoundExtendableConfigurablePort {

        /** A group of which all is said. */
        final class FinalConfigurablePort implements ConfigurablePort {
        }

        /** A group with no port or one. */
        non-sealed interface OptionalConfigurablePort extends ConfigurablePort {

            /**
             * @param defaultPortType the port the group has at first; without it none
             * @return the group
             */
            FinalConfigurablePort defaultPortType(PortType defaultPortType);
        }

        /** A group with as many ports as the user wants. */
        non-sealed interface ExtendableConfigurablePort extends ConfigurablePort {

            /**
             * @param portTypes the ports the group has in any case
             * @return this
             */
            ExtendableConfigurablePort fixedTypes(PortType... portTypes);

            /**
             * @param portTypes the ports the group has at first
             * @return this
             */
            ExtendableConfigurablePort defaultNonFixedTypes(PortType... portTypes);
        }

        /** A group with the ports of another group. */
        non-sealed interface BoundExtendableConfigurablePort extends ConfigurablePort {
        }
    }
}
