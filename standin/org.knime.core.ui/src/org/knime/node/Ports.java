package org.knime.node;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;
import org.knime.node.RequirePorts.ConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.BoundExtendableConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.ExtendableConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.FinalConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.OptionalConfigurablePort;
import org.knime.node.RequirePorts.DynamicPortsAdder;
import org.knime.node.RequirePorts.RequireConfigurablePortMode;
import org.knime.node.RequirePorts.RequireInputPortName;
import org.knime.node.RequirePorts.RequirePortName;
import org.knime.node.RequirePorts.RequireSupportedTypes;
import org.petctflow.standin.core.PortGroups;
import org.petctflow.standin.core.PortGroups.Kind;

/** The ports of a node while it is described. */
final class Ports implements DynamicPortsAdder {

    private final List<Draft> m_groups = new ArrayList<>();

    /** What is written about a port. */
    record Text(String name, String description) {
    }

    /** A group while it is described. */
    static final class Draft
        implements RequireConfigurablePortMode, OptionalConfigurablePort, ExtendableConfigurablePort, BoundExtendableConfigurablePort {

        final String m_id;

        final Text m_input;

        final Text m_output;

        private Kind m_kind;

        private List<PortType> m_fixed = List.of();

        private List<PortType> m_chosen = List.of();

        private Predicate<PortType> m_isSupported;

        private Set<PortType> m_supported = Set.of();

        private String m_boundTo;

        Draft(final String id, final Text input, final Text output) {
            m_id = id;
            m_input = input;
            m_output = output;
        }

        boolean isConfigurable() {
            return m_kind != Kind.FIXED;
        }

        private <T> RequireSupportedTypes<T> choice(final Kind kind, final T next) {
            m_kind = kind;
            return new RequireSupportedTypes<>() {

                @Override
                public T supportedTypes(final PortType... portTypes) {
                    m_supported = new LinkedHashSet<>(Arrays.asList(portTypes));
                    return next;
                }

                @Override
                public T supportedTypes(final Predicate<PortType> portTypePredicate) {
                    m_isSupported = portTypePredicate;
                    return next;
                }
            };
        }

        @Override
        public FinalConfigurablePort fixed(final PortType portType) {
            m_kind = Kind.FIXED;
            m_fixed = List.of(portType);
            return new FinalConfigurablePort();
        }

        @Override
        public RequireSupportedTypes<OptionalConfigurablePort> optional() {
            return choice(Kind.OPTIONAL, this);
        }

        @Override
        public RequireSupportedTypes<ExtendableConfigurablePort> extendable() {
            return choice(Kind.EXTENDABLE, this);
        }

        @Override
        public BoundExtendableConfigurablePort boundExtendable(final String groupId) {
            m_kind = Kind.BOUND;
            m_boundTo = groupId;
            return this;
        }

        @Override
        public RequireSupportedTypes<FinalConfigurablePort> exchangable(final PortType defaultType) {
            m_chosen = List.of(defaultType);
            return choice(Kind.EXCHANGEABLE, new FinalConfigurablePort());
        }

        @Override
        public FinalConfigurablePort defaultPortType(final PortType defaultPortType) {
            m_chosen = List.of(defaultPortType);
            return new FinalConfigurablePort();
        }

        @Override
        public ExtendableConfigurablePort fixedTypes(final PortType... portTypes) {
            m_fixed = List.of(portTypes);
            return this;
        }

        @Override
        public ExtendableConfigurablePort defaultNonFixedTypes(final PortType... portTypes) {
            m_chosen = List.of(portTypes);
            return this;
        }

        private PortGroups.Group build() {
            if (m_id == null || m_id.isEmpty()) {
                throw new IllegalArgumentException("The group identifier has to contain at least one character");
            } else if (m_kind == null) {
                throw new IllegalStateException("The port group \"" + m_id + "\" does not say how many ports it has");
            }
            if (m_isSupported != null) {
                m_supported = new LinkedHashSet<>(PortTypeRegistry.getInstance().availablePortTypes());
                m_supported.removeIf(m_isSupported.negate());
            }
            if (m_kind == Kind.OPTIONAL || m_kind == Kind.EXTENDABLE || m_kind == Kind.EXCHANGEABLE) {
                final List<PortType> used = new ArrayList<>(m_fixed);
                used.addAll(m_chosen);
                if (m_supported.isEmpty() || !m_supported.containsAll(used)) {
                    throw new IllegalArgumentException("The port group \"" + m_id + "\" supports " + m_supported + " but uses " + used);
                }
            }
            return new PortGroups.Group(m_id, m_input != null, m_output != null, m_kind, m_fixed, m_chosen, m_supported, m_boundTo);
        }
    }

    List<Draft> groups() {
        return m_groups;
    }

    PortGroups build() {
        return new PortGroups(m_groups.stream().map(Draft::build).toList());
    }

    private Draft add(final Draft draft) {
        m_groups.add(draft);
        return draft;
    }

    @Override
    public DynamicPortsAdder addInputPortGroup(final String groupId,
        final Function<RequirePortName, ConfigurablePort> groupConfiguration) {
        groupConfiguration.apply(name -> text -> add(new Draft(groupId, new Text(name, text), null)));
        return this;
    }

    @Override
    public DynamicPortsAdder addOutputPortGroup(final String groupId,
        final Function<RequirePortName, ConfigurablePort> groupConfiguration) {
        groupConfiguration.apply(name -> text -> add(new Draft(groupId, null, new Text(name, text))));
        return this;
    }

    @Override
    public DynamicPortsAdder addInputAndOutputPortGroup(final String groupId,
        final Function<RequireInputPortName, ConfigurablePort> groupConfiguration) {
        groupConfiguration.apply(
            in -> inText -> out -> outText -> add(new Draft(groupId, new Text(in, inText), new Text(out, outText))));
        return this;
    }
}
