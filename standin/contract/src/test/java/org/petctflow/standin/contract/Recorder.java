package org.petctflow.standin.contract;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Runs operations and keeps what came of them, in the form in which it was recorded from KNIME. */
final class Recorder {

    private final List<Fact> m_facts = new ArrayList<>();

    private static final String AGAIN = " \\[\\d+\\]$";

    private String m_area = "";

    /** An operation. */
    interface Call {
        Object call() throws Throwable;
    }

    /**
     * An operation and what came of it.
     *
     * @param area what it is about
     * @param operation what was done
     * @param outcome "= result", or "! class: message", with "< class: message" for each cause
     */
    record Fact(String area, String operation, String outcome) {
    }

    void area(final String area) {
        m_area = area;
    }

    List<Fact> facts() {
        return m_facts;
    }

    /**
     * An operation that is done again gets a number.
     *
     * @return whether the operation gave a result
     */
    boolean fact(final String operation, final Call call) {
        String outcome;
        boolean ok = true;
        try {
            outcome = "= " + neutral(text(call.call()));
        } catch (Throwable t) { // NOSONAR every outcome is a fact
            outcome = neutral(describe(t instanceof InvocationTargetException ? t.getCause() : t));
            ok = false;
        }
        final long before = m_facts.stream()
            .filter(f -> f.area().equals(m_area) && f.operation().replaceAll(AGAIN, "").equals(operation)).count();
        m_facts.add(new Fact(m_area, operation + (before == 0 ? "" : " [" + (before + 1) + "]"), outcome));
        return ok;
    }

    private static String describe(final Throwable thrown) {
        final var text = new StringBuilder();
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            text.append(text.length() == 0 ? "! " : " < ").append(t.getClass().getName()).append(": ").append(t.getMessage());
        }
        return text.toString();
    }

    /** Leaves out what differs from run to run. */
    private static String neutral(final String text) {
        return text.replaceAll("\"stackTrace\":\\[[^\\]]*\\]", "\"stackTrace\":[\"(frames left out)\"]")
            .replaceAll("InputStream@[0-9a-f]+", "InputStream@HASH").replaceAll("\\(class [\\w.$]+\\)", "(class NAME)")
            .replaceAll("(Cell|Object|Value|Lambda|Row|Table|Spec|PO)(@|\\$Lambda)[0-9a-f]{6,8}", "$1@HASH");
    }

    static String text(final Object o) {
        if (o == null || !o.getClass().isArray()) {
            return String.valueOf(o);
        }
        final var text = new StringJoiner(", ", "[", "]");
        for (int i = 0; i < Array.getLength(o); i++) {
            text.add(text(Array.get(o, i)));
        }
        return text.toString();
    }
}
