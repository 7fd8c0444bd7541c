package org.knime.core.internal;

/** Holds the interface all serializers have in common. */
@Deprecated
public final class SerializerMethodLoader {

    private SerializerMethodLoader() {
    }

    /**
     * Marks serializers.
     *
     * @param <T> what is serialized
     */
    public interface Serializer<T> {
    }
}
