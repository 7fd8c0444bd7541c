package org.knime.core.webui.data;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.knime.core.node.NodeLogger;
import org.petctflow.standin.ui.Json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;

/**
 * Gives a page the data it needs when it opens.
 *
 * @param <D> the data
 */
public final class InitialDataService<D> extends AbstractDataService {

    private final Supplier<D> m_data;

    private final Serializer<D> m_serializer;

    private InitialDataService(final InitialDataServiceBuilder<D> builder) {
        super(builder);
        m_data = builder.m_data;
        m_serializer = builder.m_serializer == null ? d -> d instanceof String s ? s : Json.MAPPER.writeValueAsString(d)
            : builder.m_serializer;
    }

    /**
     * @return an object of JSON: with the data as "result"; with "userError" where the data could not be given and the user can know why;
     *         else with "internalError"
     */
    public String getInitialData() {
        final var root = Json.MAPPER.createObjectNode();
        try {
            final String data = m_serializer.serialize(m_data.get());
            try {
                root.set("result", Json.MAPPER.readTree(data));
            } catch (StreamConstraintsException e) {
                throw new IOException("The initial value for this view is too large to process. "
                    + "Please verify if the output is expected to be this large.", e);
            } catch (JsonProcessingException e) { // NOSONAR a text that is not JSON is given as it is
                root.put("result", data);
            }
        } catch (DataServiceException e) {
            final Map<String, Object> error = new LinkedHashMap<>();
            error.put("message", e.getMessage());
            error.put("details", e.getDetails());
            root.set("userError", Json.MAPPER.valueToTree(error));
        } catch (IOException | RuntimeException e) {
            NodeLogger.getLogger(InitialDataService.class).error(e.getMessage(), e);
            final Map<String, Object> error = new LinkedHashMap<>();
            error.put("stackTrace", Arrays.stream(e.getStackTrace()).map(Object::toString).toList());
            error.put("typeName", e.getClass().getName());
            error.put("message", e.getMessage());
            root.set("internalError", Json.MAPPER.valueToTree(error));
        }
        return root.toString();
    }

    /**
     * @param dataSupplier gives the data
     * @param <D> the data
     * @return a builder
     */
    public static <D> InitialDataServiceBuilder<D> builder(final Supplier<D> dataSupplier) {
        return new InitialDataServiceBuilder<>(dataSupplier);
    }

    /**
     * Makes an {@link InitialDataService}.
     *
     * @param <D> the data
     */
    public static final class InitialDataServiceBuilder<D> extends AbstractDataServiceBuilder {

        private final Supplier<D> m_data;

        private Serializer<D> m_serializer;

        private InitialDataServiceBuilder(final Supplier<D> data) {
            m_data = data;
        }

        @Override
        public InitialDataServiceBuilder<D> onDispose(final Runnable dispose) {
            super.onDispose(dispose);
            return this;
        }

        @Override
        public InitialDataServiceBuilder<D> onDeactivate(final Runnable deactivate) {
            super.onDeactivate(deactivate);
            return this;
        }

        /**
         * @param serializer makes a text of the data; by default JSON
         * @return this
         */
        public InitialDataServiceBuilder<D> serializer(final Serializer<D> serializer) {
            m_serializer = serializer;
            return this;
        }

        /** @return the service */
        public InitialDataService<D> build() {
            return new InitialDataService<>(this);
        }
    }

    /**
     * Makes a text of data.
     *
     * @param <D> the data
     */
    @FunctionalInterface
    public interface Serializer<D> {

        /**
         * @param obj the data
         * @return a text, mostly JSON
         * @throws IOException if it cannot be written
         */
        String serialize(D obj) throws IOException;
    }
}
