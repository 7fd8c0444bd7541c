package org.petctflow.standin.ui;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Calls public methods of objects, as JSON-RPC 2.0 asks for them, with parameters by position. Several objects have names; the name of a
 * method then begins with the name of its object and a dot.
 */
public final class JsonRpc {

    private static final int PARSE_ERROR = -32700;

    private static final int METHOD_NOT_FOUND = -32601;

    private static final int INVALID_PARAMS = -32602;

    private static final int EXCEPTION = -32000;

    private final Map<String, Object> m_handlers;

    /** @param handlers the objects by their names; the empty name for a single object */
    public JsonRpc(final Map<String, Object> handlers) {
        m_handlers = new LinkedHashMap<>(handlers);
    }

    /**
     * @param request a call
     * @return its answer, with "result" or "error", and a line break behind it; empty for a call without an id, which asks for none
     */
    public String handle(final String request) {
        final JsonNode call;
        try {
            call = Json.MAPPER.readTree(request);
        } catch (JsonProcessingException e) { // NOSONAR the answer says so
            return parseError();
        }
        if (call == null || !call.path("method").isTextual()) {
            return parseError();
        }
        final JsonNode id = call.get("id");
        final String name = call.get("method").textValue();
        final int dot = name.lastIndexOf('.');
        final Object handler = m_handlers.get(m_handlers.containsKey("") || dot < 0 ? "" : name.substring(0, dot));
        final List<JsonNode> params = new ArrayList<>();
        call.path("params").forEach(params::add);
        final List<Method> named = handler == null ? List.of() : Arrays.stream(handler.getClass().getMethods())
            .filter(m -> m.getName().equals(name.substring(dot + 1)) && m.getDeclaringClass() != Object.class && !m.isBridge()
                && !Modifier.isStatic(m.getModifiers()))
            .toList();
        if (named.isEmpty()) {
            return error(id, METHOD_NOT_FOUND, "method not found", null);
        }
        final Method method = named.stream().filter(m -> m.getParameterCount() == params.size()).findFirst().orElse(null);
        if (method == null) {
            return error(id, INVALID_PARAMS, "method parameters invalid", null);
        }
        final Object[] arguments = new Object[params.size()];
        try {
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = Json.MAPPER.convertValue(params.get(i), Json.MAPPER.constructType(method.getGenericParameterTypes()[i]));
            }
        } catch (IllegalArgumentException e) { // NOSONAR the answer says so
            return parseError();
        }
        try {
            final Object result = method.invoke(handler, arguments);
            return id == null ? "" : line(start(id).set("result", Json.MAPPER.valueToTree(result)));
        } catch (InvocationTargetException e) {
            return error(id, EXCEPTION, e.getCause().getMessage(), e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("The class " + handler.getClass().getName()
                + " is not public: KNIME cannot call its methods either.", e);
        }
    }

    private static String line(final JsonNode answer) {
        return answer + "\n";
    }

    private static ObjectNode start(final JsonNode id) {
        final ObjectNode answer = Json.MAPPER.createObjectNode().put("jsonrpc", "2.0");
        answer.set("id", id);
        return answer;
    }

    private static String parseError() {
        return error(Json.MAPPER.getNodeFactory().textNode("null"), PARSE_ERROR, "JSON parse error", null);
    }

    private static String error(final JsonNode id, final int code, final String message, final Throwable cause) {
        final ObjectNode answer = start(id);
        final ObjectNode error = answer.putObject("error").put("code", code).put("message", message);
        if (cause != null) {
            final ObjectNode data = error.putObject("data");
            final ArrayNode frames = data.putArray("stackTrace");
            for (StackTraceElement f : cause.getStackTrace()) {
                frames.add(f.toString());
            }
            data.put("typeName", cause.getClass().getName());
        }
        return line(answer);
    }
}
