package org.petctflow.headless.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.webui.data.InitialDataService;
import org.knime.core.webui.data.RpcDataService;
import org.knime.core.webui.node.view.NodeView;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;

/**
 * Writes a node's view as one HTML file that needs nothing else: the page of the view with its initial data in the element
 * {@code view-data} and, where the data name volumes, their voxels in an element {@code blob:<id>} each, as the page would call for them
 * in KNIME. Blobs are written one after the other, so that only one is in memory.
 */
final class ViewFile {

    static final String DATA_SLOT = "<script type=\"application/json\" id=\"view-data\"></script>";

    static final String BLOBS_SLOT = "<!--VIEW-BLOBS-->";

    /** Browsers open larger files slowly or not at all. */
    static final long MAX_BLOB_CHARS = 200_000_000;

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    private final String m_page;

    private final JsonElement m_data;

    private final Optional<RpcDataService> m_service;

    private ViewFile(final String page, final JsonElement data, final Optional<RpcDataService> service) {
        m_page = page;
        m_data = data;
        m_service = service;
    }

    /**
     * @param view the view of a node that has executed
     * @param maxBlobChars how long all blobs together may be; further cases are left out, and the page says so
     * @throws IOException if page or data cannot be read
     */
    static ViewFile of(final NodeView view, final long maxBlobChars) throws IOException {
        final String page;
        try (InputStream in = view.getPage().getInputStream()) {
            page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        final Optional<InitialDataService<Object>> service = view.createInitialDataService();
        final JsonElement data = service.isEmpty() ? new JsonObject() : result(service.get().getInitialData(), "initial data");
        leaveOut(data, maxBlobChars);
        return new ViewFile(page, data, view.createRpcDataService());
    }

    private static JsonElement result(final String answer, final String what) throws IOException {
        final JsonObject root;
        try {
            root = JsonParser.parseString(answer).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException e) {
            throw new IOException("The view's " + what + " are not JSON: " + e.getMessage(), e);
        }
        for (String error : List.of("userError", "internalError", "error")) {
            if (root.has(error)) {
                final JsonElement e = root.get(error);
                throw new IOException("The view gives no " + what + ": "
                    + (e.isJsonObject() && e.getAsJsonObject().has("message") ? e.getAsJsonObject().get("message").getAsString() : e));
            }
        }
        return root.get("result");
    }

    /** Cases at the end whose voxels would make the file too large. */
    private static void leaveOut(final JsonElement data, final long maxBlobChars) {
        if (!data.isJsonObject() || !data.getAsJsonObject().has("cases")) {
            return;
        }
        final JsonArray cases = data.getAsJsonObject().getAsJsonArray("cases");
        long chars = 0;
        int kept = 0;
        for (JsonElement c : cases) {
            chars += volumes(c).stream().filter(v -> v.has("encodedBytes")).mapToLong(v -> v.get("encodedBytes").getAsLong()).sum();
            if (chars > maxBlobChars && kept > 0) {
                break;
            }
            kept++;
        }
        final int all = cases.size();
        if (kept < all) {
            while (cases.size() > kept) {
                cases.remove(cases.size() - 1);
            }
            if (data.getAsJsonObject().get("notes") instanceof JsonArray notes) {
                notes.add("This file holds the first " + kept + " of " + all + " cases: all of them would make it larger than "
                    + maxBlobChars / 1_000_000 + " MB. The node's view in KNIME shows all.");
            }
        }
    }

    /** All volumes that are named somewhere below. */
    private static List<JsonObject> volumes(final JsonElement e) {
        final List<JsonObject> found = new ArrayList<>();
        if (e.isJsonArray()) {
            e.getAsJsonArray().forEach(child -> found.addAll(volumes(child)));
        } else if (e.isJsonObject()) {
            for (Map.Entry<String, JsonElement> child : e.getAsJsonObject().entrySet()) {
                if (child.getKey().equals("volumes") && child.getValue().isJsonArray()) {
                    child.getValue().getAsJsonArray().forEach(v -> found.add(v.getAsJsonObject()));
                } else {
                    found.addAll(volumes(child.getValue()));
                }
            }
        }
        return found;
    }

    /** Writes the file; the stream is not closed. */
    void write(final OutputStream out, final ExecutionMonitor monitor) throws IOException, CanceledExecutionException {
        final List<String> ids = volumes(m_data).stream().filter(v -> v.has("id")).map(v -> v.get("id").getAsString()).distinct().toList();
        final int data = find(DATA_SLOT);
        final int blobs = ids.isEmpty() ? m_page.length() : find(BLOBS_SLOT);
        if (blobs < data) {
            throw new IOException("The view's page has the slot for the voxels before the one for the data");
        }
        final Writer w = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        w.write(m_page, 0, data);
        w.write("<script type=\"application/json\" id=\"view-data\">");
        GSON.toJson(m_data, new ScriptText(w));
        w.write("</script>");
        w.write(m_page, data + DATA_SLOT.length(), blobs - data - DATA_SLOT.length());
        if (!ids.isEmpty()) {
            for (String id : ids) {
                monitor.checkCanceled();
                writeBlob(id, w, monitor);
            }
            w.write(m_page, blobs + BLOBS_SLOT.length(), m_page.length() - blobs - BLOBS_SLOT.length());
        }
        w.flush();
    }

    private int find(final String slot) throws IOException {
        final int at = m_page.indexOf(slot);
        if (at < 0 || m_page.indexOf(slot, at + 1) >= 0) {
            throw new IOException("The view's page must have the slot " + slot + " once, but has it " + (at < 0 ? "not at all" : "twice"));
        }
        return at;
    }

    private void writeBlob(final String id, final Writer w, final ExecutionMonitor monitor) throws IOException, CanceledExecutionException {
        if (!id.matches("[\\w./-]+")) {
            throw new IOException("The view names a volume \"" + id + "\": only letters, digits and . _ / - are allowed there");
        }
        final RpcDataService service = m_service.orElseThrow(() -> new IOException("The view names volumes but has no service for them"));
        w.write("<script type=\"text/plain\" id=\"blob:" + id + "\">");
        int parts = 1;
        for (int part = 0; part < parts; part++) {
            monitor.checkCanceled();
            final var request = new JsonObject();
            request.addProperty("jsonrpc", "2.0");
            request.addProperty("id", 1);
            request.addProperty("method", "getBlob");
            final var params = new JsonArray();
            params.add(new JsonPrimitive(id));
            params.add(new JsonPrimitive(part));
            request.add("params", params);
            final JsonObject answer = result(service.handleRpcRequest(request.toString()), "voxels of " + id).getAsJsonObject();
            final String text = answer.get("data").getAsString();
            if (!isBase64(text)) {
                throw new IOException("The voxels of " + id + " are not base64");
            }
            w.write(text);
            parts = answer.get("parts").getAsInt();
        }
        w.write("</script>\n");
    }

    private static boolean isBase64(final String text) {
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '+' || c == '/' || c == '=')) {
                return false;
            }
        }
        return true;
    }

    /** JSON inside of a script element: nothing in it can end the element or the line. */
    private static final class ScriptText extends Writer {

        private final Writer m_to;

        ScriptText(final Writer to) {
            m_to = to;
        }

        @Override
        public void write(final char[] chars, final int from, final int length) throws IOException {
            for (int i = from; i < from + length; i++) {
                final char c = chars[i];
                if (c == '<' || c == '\u2028' || c == '\u2029') {
                    m_to.write(String.format("\\u%04x", (int)c));
                } else {
                    m_to.write(c);
                }
            }
        }

        @Override
        public void flush() throws IOException {
            m_to.flush();
        }

        @Override
        public void close() throws IOException {
            m_to.flush();
        }
    }
}
