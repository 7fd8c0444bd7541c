package org.petctflow.standin.contract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.petctflow.standin.contract.Recorder.Fact;

/**
 * The facts that were recorded from KNIME 5.12.0, as far as the suite depends on them: facts.tsv with area, operation and outcome.
 * {@link ReferenceTest} compares the file with the whole record.
 */
final class RecordedFacts {

    private static final Map<String, String> FACTS = new HashMap<>();

    static {
        for (Fact f : all()) {
            FACTS.put(key(f), f.outcome());
        }
    }

    private RecordedFacts() {
    }

    static List<Fact> all() {
        final List<Fact> facts = new ArrayList<>();
        try (var in = new BufferedReader(
            new InputStreamReader(RecordedFacts.class.getResourceAsStream("facts.tsv"), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.startsWith("#")) {
                    final String[] parts = line.split("\t", -1);
                    facts.add(new Fact(unescape(parts[0]), unescape(parts[1]), unescape(parts[2])));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return facts;
    }

    private static String unescape(final String s) {
        final var text = new StringBuilder();
        for (int i = 0; i < s.length(); i++) {
            if (s.charAt(i) == '\\') {
                i++;
                switch (s.charAt(i)) {
                    case 'n' -> text.append('\n');
                    case 'r' -> text.append('\r');
                    case 't' -> text.append('\t');
                    case 'u' -> {
                        text.append((char)Integer.parseInt(s.substring(i + 1, i + 5), 16));
                        i += 4;
                    }
                    default -> text.append(s.charAt(i));
                }
            } else {
                text.append(s.charAt(i));
            }
        }
        return text.toString();
    }

    private static String key(final Fact f) {
        return f.area() + "\n" + f.operation();
    }

    /** What came of the operation in KNIME, null if that was not recorded. */
    static String outcome(final Fact f) {
        return FACTS.get(key(f));
    }
}
