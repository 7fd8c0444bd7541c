package org.petctflow.headless.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.petctflow.headless.workflow.WorkflowException;

/** The words after a command: options with a value ({@code --in x} or {@code --in=x}), flags, and the rest. */
final class Options {

    private final Map<String, List<String>> m_values = new HashMap<>();

    private final List<String> m_rest = new ArrayList<>();

    Options(final List<String> words, final Set<String> withValue, final Set<String> flags) throws WorkflowException {
        for (int i = 0; i < words.size(); i++) {
            final String word = words.get(i);
            if (!word.startsWith("--")) {
                m_rest.add(word);
                continue;
            }
            final int equals = word.indexOf('=');
            final String name = equals < 0 ? word : word.substring(0, equals);
            if (flags.contains(name) && equals < 0) {
                add(name, "");
            } else if (!withValue.contains(name)) {
                throw new WorkflowException("There is no option " + name + " here; ./petctflow --help lists all.");
            } else if (equals >= 0) {
                add(name, word.substring(equals + 1));
            } else if (i + 1 < words.size()) {
                add(name, words.get(++i));
            } else {
                throw new WorkflowException("The option " + name + " needs a value; ./petctflow --help shows how.");
            }
        }
    }

    private void add(final String name, final String value) {
        m_values.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }

    /** All values of an option. */
    List<String> all(final String name) {
        return m_values.getOrDefault(name, List.of());
    }

    /** The value of an option that may be there once; null if it is not. */
    String one(final String name) throws WorkflowException {
        final List<String> values = all(name);
        if (values.size() > 1) {
            throw new WorkflowException("The option " + name + " may be given once only.");
        }
        return values.isEmpty() ? null : values.get(0);
    }

    boolean has(final String name) {
        return m_values.containsKey(name);
    }

    /** The only word that is no option. */
    String only(final String what) throws WorkflowException {
        if (m_rest.size() != 1) {
            throw new WorkflowException(m_rest.isEmpty() ? "Name " + what + "; ./petctflow --help shows how."
                : "One " + what + " only, not " + String.join(", ", m_rest) + ".");
        }
        return m_rest.get(0);
    }

    void none() throws WorkflowException {
        if (!m_rest.isEmpty()) {
            throw new WorkflowException("\"" + m_rest.get(0) + "\" means nothing here; ./petctflow --help shows what does.");
        }
    }
}
