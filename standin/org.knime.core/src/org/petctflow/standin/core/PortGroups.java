package org.petctflow.standin.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.context.ports.PortsConfiguration;
import org.knime.core.node.port.PortType;

/** The ports of a node, in groups, as a workflow says it. It cannot be changed. */
public final class PortGroups implements PortsConfiguration {

    private final List<Group> m_groups;

    /** How many ports a group has. */
    public enum Kind {
            /** As many as the node says. */
            FIXED,
            /** None or one. */
            OPTIONAL,
            /** Those the node says and as many more as the user wants. */
            EXTENDABLE,
            /** As many as another group has beyond its fixed ones. */
            BOUND,
            /** One, of a type that the user chooses. */
            EXCHANGEABLE
    }

    /**
     * A group of ports.
     *
     * @param name the name, unique in the node
     * @param input whether it has input ports
     * @param output whether it has output ports
     * @param kind how many ports it has
     * @param fixed the ports it has in any case
     * @param chosen the ports the user has added, or chosen
     * @param supported the types the user may choose from
     * @param boundTo the name of the group whose number of ports it follows, null if there is none
     */
    public record Group(String name, boolean input, boolean output, Kind kind, List<PortType> fixed, List<PortType> chosen,
        Set<PortType> supported, String boundTo) {

        /** Copies everything. */
        public Group {
            fixed = List.copyOf(fixed);
            chosen = List.copyOf(chosen);
            supported = Collections.unmodifiableSet(new LinkedHashSet<>(supported));
        }

        List<PortType> ports() {
            final List<PortType> all = new ArrayList<>(kind == Kind.EXCHANGEABLE ? List.of() : fixed);
            all.addAll(chosen);
            return all;
        }

        Group with(final List<PortType> ports) {
            return new Group(name, input, output, kind, fixed, ports, supported, boundTo);
        }
    }

    /** @param groups the groups, with different names */
    public PortGroups(final List<Group> groups) {
        final Map<String, Group> byName = new LinkedHashMap<>();
        for (Group g : groups) {
            if (byName.put(g.name(), g) != null) {
                throw new IllegalArgumentException("A port group with the given name already exists");
            }
        }
        final List<Group> all = new ArrayList<>();
        for (Group g : groups) {
            if (g.kind() == Kind.BOUND) {
                final Group other = Optional.ofNullable(byName.get(g.boundTo())).orElseThrow(() -> new IllegalArgumentException(
                    "The port group \"" + g.name() + "\" is bound to \"" + g.boundTo() + "\", which does not exist"));
                all.add(g.with(other.chosen()));
            } else {
                all.add(g);
            }
        }
        m_groups = List.copyOf(all);
    }

    /** @return the groups */
    public List<Group> groups() {
        return m_groups;
    }

    private static PortType[] types(final List<Group> groups) {
        return groups.stream().flatMap(g -> g.ports().stream()).toArray(PortType[]::new);
    }

    @Override
    public PortType[] getInputPorts() {
        return types(m_groups.stream().filter(Group::input).toList());
    }

    @Override
    public PortType[] getOutputPorts() {
        return types(m_groups.stream().filter(Group::output).toList());
    }

    private static Map<String, int[]> locations(final List<Group> groups) {
        final Map<String, int[]> locations = new LinkedHashMap<>();
        int next = 0;
        for (Group g : groups) {
            final int[] indices = new int[g.ports().size()];
            for (int i = 0; i < indices.length; i++) {
                indices[i] = next++;
            }
            if (indices.length > 0) {
                locations.put(g.name(), indices);
            }
        }
        return locations;
    }

    @Override
    public Map<String, int[]> getInputPortLocation() {
        return locations(m_groups.stream().filter(Group::input).toList());
    }

    @Override
    public Map<String, int[]> getOutputPortLocation() {
        return locations(m_groups.stream().filter(Group::output).toList());
    }

    @Override
    public List<String> getPortGroupNames() {
        return m_groups.stream().map(Group::name).toList();
    }

    /** @param settings take a config for each group, with the ports the user has added */
    public void save(final NodeSettingsWO settings) {
        for (Group g : m_groups) {
            final NodeSettingsWO config = settings.addNodeSettings(g.name());
            if (g.kind() != Kind.FIXED && g.kind() != Kind.BOUND) {
                for (int i = 0; i < g.chosen().size(); i++) {
                    g.chosen().get(i).save(config.addNodeSettings("port_" + i));
                }
            }
        }
    }

    /**
     * @param settings what {@link #save} wrote
     * @return these groups with the ports the settings name
     * @throws InvalidSettingsException if the settings name ports that are not allowed
     */
    public PortGroups load(final NodeSettingsRO settings) throws InvalidSettingsException {
        final List<Group> groups = new ArrayList<>();
        for (Group g : m_groups) {
            if (g.kind() == Kind.FIXED || g.kind() == Kind.BOUND || !settings.containsKey(g.name())) {
                groups.add(g);
                continue;
            }
            final NodeSettingsRO config = settings.getNodeSettings(g.name());
            final List<PortType> ports = new ArrayList<>();
            for (String key : config) {
                final PortType type = PortType.load(config.getNodeSettings(key));
                if (!g.supported().contains(type)) {
                    throw new InvalidSettingsException(
                        "The port group \"" + g.name() + "\" does not allow ports of type \"" + type.getName() + "\"");
                }
                ports.add(type);
            }
            if (g.kind() != Kind.EXTENDABLE && ports.size() > 1 || g.kind() == Kind.EXCHANGEABLE && ports.isEmpty()) {
                throw new InvalidSettingsException("The port group \"" + g.name() + "\" cannot have " + ports.size() + " ports");
            }
            groups.add(g.with(ports));
        }
        return new PortGroups(groups);
    }

    /** @return settings with these groups */
    public NodeSettings toSettings() {
        final var settings = new NodeSettings("node_creation_config");
        save(settings);
        return settings;
    }
}
