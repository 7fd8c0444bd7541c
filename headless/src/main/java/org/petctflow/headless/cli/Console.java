package org.petctflow.headless.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.petctflow.headless.engine.Failure;
import org.petctflow.headless.engine.FlowNode;
import org.petctflow.headless.engine.RunListener;
import org.knime.core.node.port.PortObject;

/** Prints a run: a line when a node has ended, its warning, its files; on a terminal also what runs at the moment. */
final class Console implements RunListener {

    private static final long REDRAW_NANOS = 100_000_000;

    private static final int BAR = 20;

    private static final String CLEAR = "\r\033[K";

    private final PrintStream m_out;

    private final PrintStream m_err;

    /** Columns of the terminal, 0 if it is none. */
    private final int m_columns;

    private final Map<FlowNode, String> m_running = new LinkedHashMap<>();

    private final int m_nameWidth;

    private long m_lastDraw;

    Console(final PrintStream out, final PrintStream err, final int columns, final List<FlowNode> nodes) {
        m_out = out;
        m_err = err;
        m_columns = columns;
        m_nameWidth = nodes.stream().mapToInt(n -> n.title().length()).max().orElse(0);
    }

    @Override
    public synchronized void started(final FlowNode node) {
        m_running.put(node, bar(0) + " " + node.title());
        draw(true);
    }

    @Override
    public synchronized void progress(final FlowNode node, final double fraction, final String message) {
        if (m_columns > 0 && m_running.containsKey(node)) {
            m_running.put(node, bar(fraction) + " " + node.title() + (message == null ? "" : ": " + message));
            draw(false);
        }
    }

    private static String bar(final double fraction) {
        final int done = Double.isNaN(fraction) ? 0 : (int)Math.round(fraction * BAR);
        return "[" + "=".repeat(done) + " ".repeat(BAR - done) + "]";
    }

    private void draw(final boolean always) {
        final long now = System.nanoTime();
        if (m_columns > 0 && !m_running.isEmpty() && (always || now - m_lastDraw > REDRAW_NANOS)) {
            m_lastDraw = now;
            final String more = m_running.size() > 1 ? " (+" + (m_running.size() - 1) + ")" : "";
            final String line = m_running.values().iterator().next().lines().findFirst().orElse("");
            m_out.print(CLEAR + line.substring(0, Math.min(line.length(), Math.max(0, m_columns - more.length() - 1))) + more);
            m_out.flush();
        }
    }

    @Override
    public synchronized void ended(final FlowNode node, final List<Path> files) {
        m_running.remove(node);
        if (m_columns > 0) {
            m_out.print(CLEAR);
        }
        final String title = String.format("  %-" + m_nameWidth + "s ", node.title());
        switch (node.state()) {
            case EXECUTED -> m_out.println(title + String.format(Locale.ROOT, "%7.1f s  ", node.seconds())
                + String.join("; ", node.summaries()));
            case FAILED -> m_out.println(title + "   failed");
            default -> m_out.println(title + "  skipped  " + node.failure().summary());
        }
        if (node.warning() != null) {
            print(m_out, "      warning: ", Failure.of(node.warning(), new PortObject[0]));
        }
        if (node.state() == FlowNode.State.FAILED) {
            m_out.flush();
            print(m_err, node.title() + ": ", node.failure());
            m_err.flush();
        }
        files.forEach(f -> m_out.println("      -> " + f));
        draw(true);
    }

    private static void print(final PrintStream to, final String before, final Failure what) {
        final List<String> lines = what.lines();
        to.println(before + lines.get(0));
        lines.subList(1, lines.size()).forEach(l -> to.println("      " + l));
    }
}
