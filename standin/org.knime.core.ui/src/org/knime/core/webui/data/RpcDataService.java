package org.knime.core.webui.data;

import java.util.LinkedHashMap;
import java.util.Map;

import org.petctflow.standin.ui.Json;
import org.petctflow.standin.ui.JsonRpc;

/** Lets a page call public methods of objects, by JSON-RPC 2.0 with parameters by position. */
public final class RpcDataService extends AbstractDataService {

    private final JsonRpc m_rpc;

    private RpcDataService(final RpcDataServiceBuilder builder) {
        super(builder);
        if (builder.m_handlers.isEmpty()) {
            throw new IllegalStateException("No handler was supplied to this RPCDataService");
        }
        m_rpc = new JsonRpc(builder.m_handlers);
    }

    /**
     * @param request a call
     * @return its answer, with the result or an error
     */
    public String handleRpcRequest(final String request) {
        return m_rpc.handle(request);
    }

    /**
     * @param method a method without parameters; with the name of the handler and a dot before it if handlers have names
     * @return a call of it
     */
    public static String jsonRpcRequest(final String method) {
        return jsonRpcRequest(method, new String[0]);
    }

    /**
     * @param method a method; with the name of the handler and a dot before it if handlers have names
     * @param params its parameters
     * @return a call of it
     */
    public static String jsonRpcRequest(final String method, final String... params) {
        final var request = Json.MAPPER.createObjectNode().put("jsonrpc", "2.0").put("id", 1).put("method", method);
        final var array = request.putArray("params");
        for (String p : params) {
            array.add(p);
        }
        return request.toPrettyString();
    }

    /**
     * @param handler the object with the methods
     * @param <S> its class
     * @return a builder
     */
    public static <S> RpcDataServiceBuilder builder(final S handler) {
        return new RpcDataServiceBuilder().addService("", handler);
    }

    /** @return a builder of a service of several objects, which have names */
    public static RpcDataServiceBuilder builder() {
        return new RpcDataServiceBuilder();
    }

    /** Makes an {@link RpcDataService}. */
    public static final class RpcDataServiceBuilder extends AbstractDataServiceBuilder {

        private final Map<String, Object> m_handlers = new LinkedHashMap<>();

        private RpcDataServiceBuilder() {
        }

        /**
         * @param name the object's name
         * @param handler an object with methods
         * @return this
         */
        public RpcDataServiceBuilder addService(final String name, final Object handler) {
            m_handlers.put(name, handler);
            return this;
        }

        @Override
        public RpcDataServiceBuilder onDispose(final Runnable dispose) {
            super.onDispose(dispose);
            return this;
        }

        @Override
        public RpcDataServiceBuilder onDeactivate(final Runnable deactivate) {
            super.onDeactivate(deactivate);
            return this;
        }

        /** @return the service */
        public RpcDataService build() {
            if (m_handlers.size() > 1 && m_handlers.containsKey("")) {
                throw new IllegalStateException(
                    "Having named and unnamed handlers at the same time is not supported at the moment.");
            }
            return new RpcDataService(this);
        }
    }
}
