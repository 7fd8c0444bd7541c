package org.petctflow.headless.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.petctflow.headless.workflow.Connection;
import org.petctflow.headless.workflow.Workflow;
import org.petctflow.headless.workflow.WorkflowNode;

/** Draws a workflow as KNIME shows it: nodes with their icons and labels, connections, frames with their texts. */
public final class WorkflowPicture {

    private static final int ICON = 34;

    /** Letters of a node's name in a line, at 10 px within the layout's columns of 150 px. */
    private static final int LETTERS = 24;

    private WorkflowPicture() {
    }

    private static String escape(final String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    private static List<String> wrap(final String text, final int letters) {
        final List<String> lines = new ArrayList<>();
        for (final String word : text.strip().split("\\s+")) {
            final int last = lines.size() - 1;
            if (last >= 0 && lines.get(last).length() + 1 + word.length() <= letters) {
                lines.set(last, lines.get(last) + " " + word);
            } else {
                lines.add(word);
            }
        }
        return lines;
    }

    /**
     * @param workflow a workflow
     * @param icons the folder with the nodes' icons, {@code <name>.svg}
     * @return the picture as SVG
     * @throws IOException if an icon cannot be read
     */
    public static String of(final Workflow workflow, final Path icons) throws IOException {
        try {
            final StringBuilder frames = new StringBuilder();
            final StringBuilder lines = new StringBuilder();
            final StringBuilder nodes = new StringBuilder();
            final int[] size = {0, 0};
            final NodeSettingsRO settings = workflow.settings();
            if (settings.containsKey("annotations")) {
                for (final String key : settings.getNodeSettings("annotations")) {
                    frame(frames, settings.getNodeSettings("annotations").getNodeSettings(key), size);
                }
            }
            final Map<Integer, int[]> at = new HashMap<>();
            for (final String key : settings.getNodeSettings("nodes")) {
                final NodeSettingsRO node = settings.getNodeSettings("nodes").getNodeSettings(key);
                at.put(node.getInt("id"), node.getNodeSettings("ui_settings").getIntArray("extrainfo.node.bounds"));
            }
            for (final Connection c : workflow.connections()) {
                final int[] from = at.get(c.source());
                final int[] to = at.get(c.dest());
                final int x1 = from[0] + ICON + 3;
                final int x2 = to[0] - 3;
                final int bend = Math.max(25, Math.abs(x2 - x1) / 2);
                lines.append(String.format(Locale.ROOT, "<path d=\"M%d %dC%d %d %d %d %d %d\"/>%n", x1, from[1] + ICON / 2, x1 + bend,
                    from[1] + ICON / 2, x2 - bend, to[1] + ICON / 2, x2, to[1] + ICON / 2).replace("\r", ""));
            }
            for (final WorkflowNode n : workflow.nodes()) {
                node(nodes, n, at.get(n.id()), icons, size);
            }
            return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size[0] + " " + size[1] + "\" width=\"" + size[0] + "\" height=\""
                + size[1] + "\" font-family=\"system-ui, 'DejaVu Sans', sans-serif\" font-size=\"10\">\n<title>" + escape(workflow.name())
                + "</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n" + frames
                + "<g fill=\"none\" stroke=\"#78909c\" stroke-width=\"1.2\">\n" + lines + "</g>\n" + nodes + "</svg>\n";
        } catch (final InvalidSettingsException e) {
            throw new IOException("The workflow cannot be drawn: " + e.getMessage(), e);
        }
    }

    private static void frame(final StringBuilder out, final NodeSettingsRO s, final int[] size) throws InvalidSettingsException {
        final int x = s.getInt("x-coordinate");
        final int y = s.getInt("y-coordinate");
        final int width = s.getInt("width");
        final int height = s.getInt("height");
        if (y < 0 || s.getInt("borderSize") > 2) {
            return; // the description above the nodes stands below the picture, too
        }
        out.append("<rect x=\"" + x + "\" y=\"" + y + "\" width=\"" + width + "\" height=\"" + height
            + "\" rx=\"4\" fill=\"#f6f8f9\" stroke=\"#b0bec5\"/>\n<text x=\"" + (x + 10) + "\" y=\"" + (y + 17)
            + "\" font-size=\"12\" font-weight=\"600\" fill=\"#37474f\">" + escape(s.getString("text")) + "</text>\n");
        size[0] = Math.max(size[0], x + width + 15);
        size[1] = Math.max(size[1], y + height + 15);
    }

    private static void node(final StringBuilder out, final WorkflowNode n, final int[] at, final Path icons, final int[] size)
        throws IOException, InvalidSettingsException {
        final String name = n.settings().getString("name");
        final Path icon = icons.resolve(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".svg");
        final int middle = at[0] + ICON / 2;
        out.append("<rect x=\"" + at[0] + "\" y=\"" + at[1] + "\" width=\"" + ICON + "\" height=\"" + ICON
            + "\" rx=\"5\" fill=\"#fff\" stroke=\"#546e7a\"/>\n");
        if (Files.exists(icon)) {
            out.append(Files.readString(icon).replaceFirst("<svg [^>]*>", "<svg x=\"" + (at[0] + 7) + "\" y=\"" + (at[1] + 7)
                + "\" width=\"20\" height=\"20\" viewBox=\"0 0 16 16\">").strip()).append('\n');
        }
        int y = at[1] - 6 - 11 * (wrap(name, LETTERS).size() - 1);
        for (final String line : wrap(name, LETTERS)) {
            out.append("<text x=\"" + middle + "\" y=\"" + y + "\" text-anchor=\"middle\" font-weight=\"600\" fill=\"#263238\">" + escape(line) + "</text>\n");
            y += 11;
        }
        y = at[1] + ICON + 12;
        if (n.settings().containsKey("nodeAnnotation")) {
            for (final String line : wrap(n.settings().getNodeSettings("nodeAnnotation").getString("text"), LETTERS)) {
                out.append("<text x=\"" + middle + "\" y=\"" + y + "\" text-anchor=\"middle\" fill=\"#546e7a\">" + escape(line) + "</text>\n");
                y += 12;
            }
        }
        size[0] = Math.max(size[0], at[0] + 110);
        size[1] = Math.max(size[1], y + 10);
    }
}
