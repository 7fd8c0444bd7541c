package org.petctflow.headless.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.knime.core.internal.MessageAwareException;
import org.knime.core.node.message.Message;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.workflow.NodeMessage;

/**
 * Why something did not work, for a person.
 *
 * @param summary what went wrong
 * @param details more lines, e.g. the row it is about
 * @param mends ways to mend it
 */
public record Failure(String summary, List<String> details, List<String> mends) {

    /** An exception's message that is shorter says nothing without the name of its class. */
    private static final int SHORTEST_MESSAGE = 5;

    /** Copies the lists. */
    public Failure {
        details = List.copyOf(details);
        mends = List.copyOf(mends);
    }

    /**
     * @param summary what went wrong
     * @param mends ways to mend it
     * @return the failure
     */
    public static Failure of(final String summary, final String... mends) {
        return new Failure(summary, List.of(), List.of(mends));
    }

    /**
     * @param message what a node says
     * @param inputs the node's input, for the rows the message is about
     * @return the same as a failure
     */
    public static Failure of(final Message message, final PortObject[] inputs) {
        final NodeMessage m = message.renderIssueDetails(inputs).toNodeMessage(NodeMessage.Type.ERROR);
        return new Failure(m.getMessage(), m.getIssue().map(i -> i.lines().toList()).orElse(List.of()), m.getResolutions());
    }

    /**
     * @param thrown what a node threw
     * @param inputs the node's input, for the rows the message is about
     * @return what it says
     */
    public static Failure of(final Throwable thrown, final PortObject[] inputs) {
        final Optional<Message> message = messageOf(thrown);
        if (message.isPresent()) {
            return of(message.get(), inputs);
        }
        if (thrown instanceof OutOfMemoryError) {
            return of("Java ran out of memory (" + thrown.getMessage() + ").",
                "Give it more: PETCTFLOW_JAVA_OPTS=-Xmx8g ./petctflow run ...");
        }
        final String text = thrown.getMessage();
        final String summary = text == null || text.length() < SHORTEST_MESSAGE
            ? thrown.getClass().getSimpleName() + (text == null ? "" : ": " + text) : text;
        final List<String> details = new ArrayList<>();
        final boolean isMistake = thrown instanceof Error || thrown instanceof RuntimeException && !(thrown instanceof IllegalArgumentException)
            && !(thrown instanceof IllegalStateException);
        if (isMistake) { // ours, not the user's: say where
            details.add(thrown.getClass().getName());
            for (int i = 0; i < Math.min(4, thrown.getStackTrace().length); i++) {
                details.add("at " + thrown.getStackTrace()[i]);
            }
        }
        return new Failure(summary, details, List.of());
    }

    private static Optional<Message> messageOf(final Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof MessageAwareException m) {
                return Optional.of(m.getKNIMEMessage());
            }
        }
        return Optional.empty();
    }

    /** @return summary, details and mends, a line each */
    public List<String> lines() {
        final List<String> lines = new ArrayList<>(summary.lines().toList());
        details.forEach(d -> lines.add("    " + d));
        mends.forEach(m -> lines.add("    To mend: " + m));
        return lines;
    }

    @Override
    public String toString() {
        return String.join("\n", lines());
    }
}
