package org.petctflow.standin.ui;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.knime.core.node.NodeLogger;

/** The fields of classes of settings. */
final class Fields {

    private Fields() {
    }

    /**
     * A field of a class.
     *
     * @param field the field, made accessible
     * @param type its type, with the class's own type parameters resolved as far as they are known
     * @param content what an array, a list or an optional holds, null for anything else
     */
    record Member(Field field, Class<?> type, Class<?> content) {

        String name() {
            final String name = field.getName();
            return name.startsWith("m_") ? name.substring(2) : name;
        }

        String qualifiedName() {
            return field.getDeclaringClass().getName() + "#" + field.getName();
        }

        Object get(final Object owner) {
            try {
                return field.get(owner);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }

        void set(final Object owner, final Object value) {
            try {
                field.set(owner, value);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * @param c a class
     * @param generic how it is used, with type arguments where there are some
     * @return its fields that are not private, static or transient, those of superclasses first
     */
    static List<Member> of(final Class<?> c, final Type generic) {
        final Map<TypeVariable<?>, Type> arguments = new LinkedHashMap<>();
        final List<Class<?>> classes = new ArrayList<>();
        Type t = generic;
        for (Class<?> k = c; k != null && k != Object.class; k = k.getSuperclass()) {
            if (t instanceof ParameterizedType p) {
                for (int i = 0; i < p.getActualTypeArguments().length; i++) {
                    arguments.put(k.getTypeParameters()[i], p.getActualTypeArguments()[i]);
                }
            }
            classes.add(0, k);
            t = k.getGenericSuperclass();
        }
        final List<Member> fields = new ArrayList<>();
        for (Class<?> k : classes) {
            for (Field f : k.getDeclaredFields()) {
                final int m = f.getModifiers();
                if (!Modifier.isStatic(m) && !Modifier.isTransient(m) && !Modifier.isPrivate(m) && !f.isSynthetic()) {
                    f.setAccessible(true); // NOSONAR fields of settings are rarely public
                    final Member added = member(f, arguments);
                    fields.stream().filter(o -> o.name().equals(added.name())).findFirst().ifPresent(o -> {
                        throw new IllegalArgumentException("Multiple fields representing property \"" + added.name() + "\": "
                            + o.qualifiedName() + " vs " + added.qualifiedName());
                    });
                    fields.add(added);
                }
            }
        }
        return fields;
    }

    private static Member member(final Field f, final Map<TypeVariable<?>, Type> arguments) {
        final Type generic = f.getGenericType();
        final Class<?> raw = raw(generic, f.getType(), arguments);
        if (raw.isArray()) {
            return new Member(f, raw, raw.getComponentType());
        } else if (generic instanceof ParameterizedType p && p.getActualTypeArguments().length == 1) {
            return new Member(f, raw, raw(p.getActualTypeArguments()[0], Object.class, arguments));
        }
        return new Member(f, raw, null);
    }

    private static Class<?> raw(final Type type, final Class<?> otherwise, final Map<TypeVariable<?>, Type> arguments) {
        if (type instanceof Class<?> c) {
            return c;
        } else if (type instanceof ParameterizedType p) {
            return (Class<?>)p.getRawType();
        } else if (type instanceof TypeVariable<?> v && arguments.containsKey(v)) {
            return raw(arguments.get(v), otherwise, arguments);
        }
        return otherwise;
    }

    /**
     * @param c a class
     * @param types the types of the parameters of one of its constructors
     * @param arguments their values
     * @param <T> the class
     * @return a new instance; null if there is no such constructor or it fails, as KNIME does
     */
    static <T> T create(final Class<T> c, final Class<?>[] types, final Object... arguments) {
        try {
            final Constructor<T> constructor = c.getDeclaredConstructor(types);
            constructor.setAccessible(true); // NOSONAR classes of settings are rarely public
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            NodeLogger.getLogger(Fields.class).error("Failed to instantiate class " + c.getName() + ": " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            NodeLogger.getLogger(Fields.class).error("No default constructor found for class " + c.getName() + ".", e);
        }
        return null;
    }

    static <T> T create(final Class<T> c) {
        return create(c, new Class<?>[0]);
    }
}
