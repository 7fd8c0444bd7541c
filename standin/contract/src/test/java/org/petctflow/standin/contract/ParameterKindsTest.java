package org.petctflow.standin.contract;

import static org.petctflow.standin.contract.Tables.body;
import static org.petctflow.standin.contract.Tables.xml;

import java.util.Arrays;
import java.util.Comparator;

import org.example.probe.Kinds;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.config.base.ConfigEntries;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.parameters.NodeParameters;

/** How each kind of field is saved, and what loading makes of keys that are missing or hold something else. */
final class ParameterKindsTest extends FactTest {

    @Override
    void record(final Recorder r, final ExecutionContext e) throws Exception {
        final var kinds = Arrays.stream(Kinds.class.getDeclaredClasses()).filter(c -> c.getSimpleName().startsWith("K_"))
            .sorted(Comparator.comparing(Class::getSimpleName)).toList();
        for (Class<?> c : kinds) {
            r.area("kind " + c.getSimpleName().substring("K_".length()));
            record(r, c.asSubclass(NodeParameters.class));
        }
    }

    private static void record(final Recorder r, final Class<? extends NodeParameters> c) throws Exception {
        final var saved = new NodeSettings("model");
        if (!r.fact("save defaults", () -> {
            NodeParametersUtil.saveSettings(c, NodeParametersUtil.createSettings(c), saved);
            return body(xml(saved));
        })) {
            return;
        }
        r.fact("XML round trip, load, save again: same XML", () -> {
            final NodeParameters loaded = NodeParametersUtil.loadSettings(Tables.settings(xml(saved)), c);
            final var again = new NodeSettings("model");
            NodeParametersUtil.saveSettings(c, loaded, again);
            return xml(again).equals(xml(saved));
        });
        if (saved.keySet().isEmpty()) {
            return;
        }
        r.fact("load from empty settings", () -> load(c, new NodeSettings("model")));
        final String key = saved.keySet().iterator().next();
        final boolean isString = saved.getEntry(key).getType() == ConfigEntries.xstring;
        r.fact("load with '" + key + "' of another type (xstring \"x\" , or xint 5 where a string is expected)", () -> {
            final NodeSettings other = copy(saved);
            if (isString) {
                other.addInt(key, 5);
            } else {
                other.addString(key, "x");
            }
            return load(c, other);
        });
        if (isString) {
            for (String value : new String[]{null, "no-such"}) {
                r.fact("load with '" + key + "' = xstring " + (value == null ? "null" : "\"" + value + "\""), () -> {
                    final NodeSettings other = copy(saved);
                    other.addString(key, value);
                    return load(c, other);
                });
            }
        }
    }

    private static NodeSettings copy(final NodeSettings settings) {
        final var copy = new NodeSettings("model");
        settings.copyTo(copy);
        return copy;
    }

    private static String load(final Class<? extends NodeParameters> c, final NodeSettings settings) throws Exception {
        final NodeParameters loaded = NodeParametersUtil.loadSettings(settings, c);
        final var again = new NodeSettings("m");
        NodeParametersUtil.saveSettings(c, loaded, again);
        return "loads; saves as:\n" + body(xml(again));
    }
}
