package org.petctflow.nodes.common;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.DataType;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.widget.choices.Label;
import org.petctflow.base.Provenance;
import org.petctflow.base.Suite;

/**
 * Where a column comes from: the node that made it, the suite's version, the settings by their titles, the seed. It is a
 * property of the column, so that it stays with the column through KNIME's own nodes, and the Study Report can write the
 * methods from it.
 */
public final class Provenances {

    private static final String PROPERTY = "petctflow.provenance";

    private static final String LINEAGE = "petctflow.lineage";

    private Provenances() {
    }

    /**
     * @param node the node's name
     * @param parameters its settings
     * @param seed the seed, or null where nothing is random
     * @return the provenance of what the node makes
     */
    public static Provenance of(final String node, final NodeParameters parameters, final Long seed) {
        final Map<String, String> settings = new LinkedHashMap<>();
        if (parameters != null) {
            collect(parameters, settings);
        }
        return new Provenance(node, Suite.version(), settings, seed, Map.of(), Map.of());
    }

    private static void collect(final Object parameters, final Map<String, String> settings) {
        for (final Field field : parameters.getClass().getDeclaredFields()) {
            final Widget widget = field.getAnnotation(Widget.class);
            try {
                if (WidgetGroup.class.isAssignableFrom(field.getType())) {
                    field.setAccessible(true);
                    collect(field.get(parameters), settings);
                } else if (widget != null && !field.isAnnotationPresent(NoProvenance.class)) {
                    field.setAccessible(true);
                    final String value = text(field.get(parameters));
                    if (value != null) {
                        settings.put(widget.title(), value);
                    }
                }
            } catch (final IllegalAccessException e) {
                throw new IllegalStateException("The fields of a node's parameters can be read", e);
            }
        }
    }

    private static String text(final Object value) throws IllegalAccessException {
        if (value instanceof Optional<?> o) {
            return o.isEmpty() ? null : text(o.get());
        } else if (value instanceof Enum<?> e) {
            try {
                final Label label = e.getDeclaringClass().getField(e.name()).getAnnotation(Label.class);
                return label == null ? e.name() : label.value();
            } catch (final NoSuchFieldException x) {
                throw new IllegalStateException("Every constant is a field of its class", x);
            }
        } else if (value instanceof Boolean b) {
            return b ? "yes" : "no";
        } else if (value != null && value.getClass().isArray()) {
            final List<String> elements = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                elements.add(String.valueOf(text(Array.get(value, i))));
            }
            return String.join(", ", elements);
        } else if (value instanceof String || value instanceof Number) {
            return String.valueOf(value).isEmpty() ? null : String.valueOf(value);
        }
        return null; // a choice of columns and the like: the columns themselves say it
    }

    /**
     * @param name a new column's name
     * @param type the type of its cells
     * @param provenance where it comes from
     * @return the column
     */
    public static DataColumnSpec column(final String name, final DataType type, final Provenance provenance) {
        final DataColumnSpecCreator creator = new DataColumnSpecCreator(name, type);
        creator.setProperties(creator.createSpec().getProperties().cloneAndOverwrite(Map.of(PROPERTY, provenance.toJson())));
        return creator.createSpec();
    }

    /**
     * @param parameters a node's settings, or a group of them
     * @return the value of the field {@code m_seed}, also of a group; null where there is none
     */
    static Long seed(final Object parameters) {
        try {
            for (final Field field : parameters == null ? new Field[0] : parameters.getClass().getDeclaredFields()) {
                field.setAccessible(true);
                final Long seed = field.getName().equals("m_seed") && field.getType() == long.class ? (Long)field.getLong(parameters)
                    : WidgetGroup.class.isAssignableFrom(field.getType()) ? seed(field.get(parameters)) : null;
                if (seed != null) {
                    return seed;
                }
            }
            return null;
        } catch (final IllegalAccessException e) {
            throw new IllegalStateException("The fields of a node's parameters can be read", e);
        }
    }

    /**
     * @param spec a table's columns, at least one
     * @param steps all nodes that the table comes from, in the order in which they ran
     * @return the columns; the first one holds the nodes, too
     */
    static DataTableSpec withLineage(final DataTableSpec spec, final List<Provenance> steps) {
        final DataColumnSpec[] columns = spec.stream().toArray(DataColumnSpec[]::new);
        final DataColumnSpecCreator first = new DataColumnSpecCreator(columns[0]);
        first.setProperties(columns[0].getProperties().cloneAndOverwrite(Map.of(LINEAGE, Provenance.toJson(steps))));
        columns[0] = first.createSpec();
        final DataTableSpecCreator creator = new DataTableSpecCreator(spec);
        creator.dropAllColumns();
        return creator.addColumns(columns).createSpec();
    }

    /**
     * @param spec a table's columns
     * @return where the table and its columns come from, each node once, in the order in which they ran as far as it is known
     */
    public static List<Provenance> of(final DataTableSpec spec) {
        final Set<String> lineages = new LinkedHashSet<>();
        final Set<String> jsons = new LinkedHashSet<>();
        for (final DataColumnSpec column : spec) {
            if (column.getProperties().containsProperty(LINEAGE)) {
                lineages.add(column.getProperties().getProperty(LINEAGE));
            }
            if (column.getProperties().containsProperty(PROPERTY)) {
                jsons.add(column.getProperties().getProperty(PROPERTY));
            }
        }
        return Stream.concat(lineages.stream().flatMap(j -> Provenance.listFromJson(j).stream()), jsons.stream().map(Provenance::fromJson))
            .distinct().toList();
    }
}
