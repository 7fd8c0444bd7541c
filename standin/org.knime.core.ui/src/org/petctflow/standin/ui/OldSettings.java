package org.petctflow.standin.ui;

import java.util.List;
import java.util.function.Predicate;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;

/** Recognises settings of older versions by their keys. */
public final class OldSettings {

    /** Stands for: the keys of the newest version are missing. Which these are only the field knows that is loaded. */
    public static final Predicate<NodeSettingsRO> NEW_KEYS_MISSING = settings -> {
        throw new IllegalStateException("Only the field that is loaded knows its keys.");
    };

    private OldSettings() {
    }

    /**
     * @param paths keys, each as a path
     * @return whether all of them are there
     */
    public static Predicate<NodeSettingsRO> withAll(final List<String[]> paths) {
        final List<String[]> copy = List.copyOf(paths);
        return settings -> copy.stream().allMatch(p -> hasPath(settings, p));
    }

    static boolean hasPath(final NodeSettingsRO settings, final String... path) {
        NodeSettingsRO s = settings;
        try {
            for (int i = 0; i < path.length - 1; i++) {
                s = s.getNodeSettings(path[i]);
            }
        } catch (InvalidSettingsException e) { // NOSONAR that is the answer
            return false;
        }
        return path.length == 0 || s.containsKey(path[path.length - 1]);
    }
}
