package org.petctflow.standin.ui;

import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.webui.node.dialog.defaultdialog.setting.singleselection.StringOrEnum;
import org.knime.node.parameters.migration.ConfigMigration;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.migration.Migration;
import org.knime.node.parameters.migration.NodeParametersMigration;
import org.knime.node.parameters.migration.ParametersLoader;
import org.knime.node.parameters.persistence.NodeParametersPersistor;
import org.knime.node.parameters.persistence.Persist;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.persistence.Persistor;
import org.petctflow.standin.ui.Fields.Member;
import org.petctflow.standin.ui.Leaves.Leaf;

/**
 * Saves objects of classes of settings, and loads them, as KNIME does: a field under its name without m_; an enum by the name of its
 * constant; an optional field with a second key that ends with _is_present; a group as a config; an array or list of groups as a config
 * with a config for each, with numbers as keys.
 */
public final class ParameterStore {

    private static final String IS_NULL = "is_null";

    private static final String IS_PRESENT = "_is_present";

    private static final String HIDDEN = "_Internals";

    private ParameterStore() {
    }

    /**
     * @param object an object of a class of settings
     * @param settings take its fields
     */
    public static void save(final Persistable object, final NodeSettingsWO settings) {
        saveGroup(object, object.getClass(), object.getClass(), settings);
    }

    /**
     * @param c a class of settings
     * @param settings what {@link #save} wrote
     * @param <S> the class
     * @return an object of the class
     * @throws InvalidSettingsException if a setting is missing or cannot be
     */
    public static <S extends Persistable> S load(final Class<S> c, final NodeSettingsRO settings) throws InvalidSettingsException {
        return c.cast(loadGroup(c, c, settings));
    }

    /** The keys of a field: that of its value, and that of whether there is one. */
    static List<String> keysOf(final Member m) {
        final String key = key(m);
        return m.type() == Optional.class ? List.of(key, key + IS_PRESENT) : List.of(key);
    }

    static boolean isGroup(final Class<?> type) {
        return type != null && !type.isEnum() && Persistable.class.isAssignableFrom(type);
    }

    static boolean isGroups(final Member m) {
        return isGroup(m.content()) && (m.type().isArray() || Collection.class.isAssignableFrom(m.type()));
    }

    private static String key(final Member m) {
        final Persist persist = m.field().getAnnotation(Persist.class);
        final String key = persist == null || persist.configKey().isEmpty() ? m.name() : persist.configKey();
        return persist != null && persist.hidden() && !key.endsWith(HIDDEN) ? key + HIDDEN : key;
    }

    private static <T> T newOf(final Class<T> c, final String where) {
        final T t = Fields.create(c);
        if (t == null) {
            throw new IllegalStateException("The class " + c.getName() + " named at " + where + " has no constructor without parameters.");
        }
        return t;
    }

    @SuppressWarnings("unchecked")
    private static NodeParametersPersistor<Object> persistor(final Persistor annotation, final String where) {
        return annotation == null ? null : newOf((Class<NodeParametersPersistor<Object>>)(Class<?>)annotation.value(), where);
    }

    private static Leaf<Object> leaf(final Member m) {
        final boolean mayBeNull = m.field().getDeclaringClass() == StringOrEnum.class;
        return Leaves.of(m.type() == Optional.class ? m.content() : m.type(), mayBeNull);
    }

    private static void saveGroup(final Object object, final Class<?> c, final Type generic, final NodeSettingsWO settings) {
        final var persistor = persistor(c.getAnnotation(Persistor.class), c.getName());
        if (persistor != null) {
            persistor.save(object, settings);
            return;
        }
        for (Member m : Fields.of(c, generic)) {
            saveField(m, m.get(notNull(object, m)), settings);
        }
    }

    private static Object notNull(final Object owner, final Member m) {
        if (owner == null) {
            throw new NullPointerException("The group of the setting \"" + m.name() + "\" is null");
        }
        return owner;
    }

    private static void saveField(final Member m, final Object value, final NodeSettingsWO settings) {
        final var persistor = persistor(m.field().getAnnotation(Persistor.class), m.field().toString());
        final String key = key(m);
        if (persistor != null) {
            persistor.save(value, settings);
        } else if (isGroup(m.type())) {
            saveGroup(value, m.type(), m.field().getGenericType(), settings.addNodeSettings(key));
        } else if (isGroups(m)) {
            final NodeSettingsWO array = settings.addNodeSettings(key);
            if (value == null) {
                array.addBoolean(IS_NULL, true);
                return;
            }
            final List<?> elements = value instanceof Object[] a ? Arrays.asList(a) : List.copyOf((Collection<?>)value);
            for (int i = 0; i < elements.size(); i++) {
                saveGroup(elements.get(i), m.content(), m.content(), array.addNodeSettings(Integer.toString(i)));
            }
        } else if (m.type() == Map.class) {
            saveMap((Map<?, ?>)value, settings.addNodeSettings(key));
        } else if (m.type() == Optional.class) {
            final Leaf<Object> leaf = leaf(m);
            final Optional<?> optional = (Optional<?>)value;
            leaf.saver().save(settings, key, optional.isPresent() ? optional.get() : leaf.empty());
            settings.addBoolean(key + IS_PRESENT, optional.isPresent());
        } else {
            leaf(m).saver().save(settings, key, value);
        }
    }

    private static void saveMap(final Map<?, ?> map, final NodeSettingsWO settings) {
        map.forEach((k, v) -> Leaves.of(v.getClass(), false).saver().save(settings, (String)k, v));
    }

    private static Object loadGroup(final Class<?> c, final Type generic, final NodeSettingsRO settings) throws InvalidSettingsException {
        final var persistor = persistor(c.getAnnotation(Persistor.class), c.getName());
        final ParametersLoader<?> loader = persistor == null ? s -> loadFields(c, generic, s) : persistor;
        final Migration migration = c.getAnnotation(Migration.class);
        final String[][] paths = persistor == null ? new String[][]{{}} : persistor.getConfigPaths();
        return migrated(migration, c.getName(), paths, loader).load(settings);
    }

    private static Object loadFields(final Class<?> c, final Type generic, final NodeSettingsRO settings) throws InvalidSettingsException {
        final Object object = Fields.create(c);
        if (object == null) {
            throw new IllegalArgumentException(
                "The provided Persistable '" + c + "' don't provide an empty constructor.");
        }
        for (Member m : Fields.of(c, generic)) {
            m.set(object, loadField(m, object, settings));
        }
        return object;
    }

    private static <A extends Annotation> boolean has(final Member m, final Class<A> annotation) {
        return m.field().getAnnotation(annotation) != null;
    }

    private static Object loadField(final Member m, final Object fresh, final NodeSettingsRO settings) throws InvalidSettingsException {
        final var persistor = persistor(m.field().getAnnotation(Persistor.class), m.field().toString());
        final String[][] paths = persistor == null ? new String[][]{{key(m)}} : persistor.getConfigPaths();
        final ParametersLoader<?> loader = persistor == null ? s -> loadValue(m, s) : persistor;
        final Migrate migrate = m.field().getAnnotation(Migrate.class);
        final boolean keepsDefault = migrate != null && migrate.loadDefaultIfAbsent() || paths.length > 0 && !has(m, Migration.class)
            && m.field().getDeclaringClass().getAnnotation(LoadDefaultsForAbsentFields.class) != null;
        if (keepsDefault && Arrays.stream(paths).noneMatch(p -> OldSettings.hasPath(settings, p))) {
            return m.get(fresh);
        }
        return migrated(m.field().getAnnotation(Migration.class), m.field().toString(), paths, loader).load(settings);
    }

    @SuppressWarnings("unchecked")
    private static ParametersLoader<?> migrated(final Migration migration, final String where, final String[][] newPaths,
        final ParametersLoader<?> loader) {
        if (migration == null) {
            return loader;
        }
        final var ways = ((NodeParametersMigration<Object>)newOf(migration.value(), where)).getConfigMigrations();
        return settings -> {
            for (ConfigMigration<Object> way : ways) {
                final boolean matches = way.getMatcher() == OldSettings.NEW_KEYS_MISSING
                    ? Arrays.stream(newPaths).noneMatch(p -> OldSettings.hasPath(settings, p)) : way.getMatcher().test(settings);
                if (matches) {
                    return way.getLoader().load(settings);
                }
            }
            return loader.load(settings);
        };
    }

    private static Object loadValue(final Member m, final NodeSettingsRO settings) throws InvalidSettingsException {
        final String key = key(m);
        if (isGroup(m.type())) {
            return loadGroup(m.type(), m.field().getGenericType(), settings.getNodeSettings(key));
        } else if (isGroups(m)) {
            return loadGroups(m, settings.getNodeSettings(key));
        } else if (m.type() == Map.class) {
            return loadMap(settings.getNodeSettings(key));
        } else if (m.type() == Optional.class) {
            final Leaf<Object> leaf = leaf(m);
            return settings.getBoolean(key + IS_PRESENT, true) ? Optional.ofNullable(leaf.loader().load(settings, key))
                : Optional.empty();
        }
        return leaf(m).loader().load(settings, key);
    }

    private static Object loadGroups(final Member m, final NodeSettingsRO settings) throws InvalidSettingsException {
        if (settings.getBoolean(IS_NULL, false)) {
            return null;
        }
        final int size = (int)settings.keySet().stream().filter(k -> k.matches("\\d+")).count();
        final List<Object> elements = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            elements.add(loadGroup(m.content(), m.content(), settings.getNodeSettings(Integer.toString(i))));
        }
        if (m.type().isArray()) {
            return elements.toArray((Object[])Array.newInstance(m.content(), size));
        } else if (m.type().isAssignableFrom(ArrayList.class)) {
            return elements;
        }
        throw new IllegalStateException("Unsupported collection type: " + m.type().getName()
            + ". Only Collection and List are supported.");
    }

    private static Map<String, Object> loadMap(final NodeSettingsRO settings) throws InvalidSettingsException {
        final Map<String, Object> map = new LinkedHashMap<>();
        for (String key : settings) {
            final var entry = ((NodeSettings)settings).getEntry(key);
            final Object value = switch (entry.getType()) {
                case xint -> settings.getInt(key);
                case xlong -> settings.getLong(key);
                case xdouble -> settings.getDouble(key);
                case xboolean -> settings.getBoolean(key);
                default -> settings.getString(key);
            };
            map.put(key, value);
        }
        return map;
    }
}
