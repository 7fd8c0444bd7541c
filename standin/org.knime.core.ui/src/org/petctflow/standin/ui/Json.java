package org.petctflow.standin.ui;

import java.io.IOException;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;

/** How data are written for pages. */
public final class Json {

    /** Writes and reads JSON. */
    public static final ObjectMapper MAPPER = new ObjectMapper()
        .registerModule(new SimpleModule("Optional").addSerializer(Optional.class, new OptionalSerializer()));

    private Json() {
    }

    @SuppressWarnings("rawtypes")
    private static final class OptionalSerializer extends JsonSerializer<Optional> {

        @Override
        public void serialize(final Optional value, final JsonGenerator out, final SerializerProvider provider) throws IOException {
            provider.defaultSerializeValue(value.isPresent() ? value.get() : null, out);
        }
    }
}
