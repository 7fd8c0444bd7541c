package org.petctflow.standin.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;

/** Settings nobody has saved. */
final class HostileSettingsTest {

    private static final String START = "<config xmlns=\"http://www.knime.org/2008/09/XMLConfig\" key=\"x\">";

    /** Differs from KNIME on purpose, which reads the file. */
    @Test
    void doctypesAreRefused() {
        for (String doctype : new String[]{"<!DOCTYPE config>", "<!DOCTYPE config [<!ENTITY e \"1\">]>",
            "<!DOCTYPE config SYSTEM \"file:///etc/passwd\">"}) {
            final var e = assertThrows(IOException.class, () -> Tables.settings(doctype + START + "</config>"));
            assertTrue(e.getMessage().contains("DOCTYPE is disallowed"), e::getMessage);
        }
    }

    @Test
    void sizesOfArraysAreNotBelieved() throws IOException {
        for (String size : new String[]{"2147483647", "-2"}) {
            final NodeSettings s = Tables.settings(START + "<config key=\"a\"><entry key=\"array-size\" type=\"xint\" value=\"" + size
                + "\"/><entry key=\"0\" type=\"xint\" value=\"1\"/></config></config>");
            assertThrows(InvalidSettingsException.class, () -> s.getIntArray("a"));
        }
    }

    @Test
    void truncatedFilesAreRefused() {
        final String whole = START + "<config key=\"a\"><entry key=\"k\" type=\"xint\" value=\"1\"/></config></config>";
        for (int length = 0; length < whole.length(); length += 7) {
            final String cut = whole.substring(0, length);
            assertThrows(IOException.class, () -> Tables.settings(cut), cut);
        }
    }

    @Test
    void nestingHasALimit() throws Exception {
        NodeSettings s = Tables.settings(nested(500));
        int count = 0;
        while (s.containsKey("c")) {
            s = s.getNodeSettings("c");
            count++;
        }
        assertEquals(500, count);
        final var e = assertThrows(IOException.class, () -> Tables.settings(nested(100_000)));
        assertTrue(e.getMessage().contains("nested more than 1000 deep"), e::getMessage);
    }

    private static String nested(final int depth) {
        return START + "<config key=\"c\">".repeat(depth) + "</config>".repeat(depth + 1);
    }
}
