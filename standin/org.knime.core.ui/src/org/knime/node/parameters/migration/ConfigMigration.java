package org.knime.node.parameters.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import org.knime.core.node.NodeSettingsRO;
import org.petctflow.standin.ui.OldSettings;

/**
 * A way to load something from settings of an older version.
 *
 * @param <T> what is loaded
 */
public final class ConfigMigration<T> {

    private final ParametersLoader<T> m_loader;

    private final Predicate<NodeSettingsRO> m_matcher;

    private ConfigMigration(final ParametersLoader<T> loader, final Predicate<NodeSettingsRO> matcher) {
        m_loader = loader;
        m_matcher = matcher;
    }

    /** @return what loads it */
    public ParametersLoader<T> getLoader() {
        return m_loader;
    }

    /** @return whether settings are of that version */
    public Predicate<NodeSettingsRO> getMatcher() {
        return m_matcher;
    }

    /**
     * @param loader what loads it
     * @param <T> what is loaded
     * @return a builder
     */
    public static <T> Builder<T> builder(final ParametersLoader<T> loader) {
        return new Builder<>(loader);
    }

    /**
     * Makes a {@link ConfigMigration}.
     *
     * @param <T> what is loaded
     */
    public static final class Builder<T> {

        private final ParametersLoader<T> m_loader;

        private final List<String[]> m_oldPaths = new ArrayList<>();

        private Predicate<NodeSettingsRO> m_matcher;

        /** @param loader what loads it */
        public Builder(final ParametersLoader<T> loader) {
            m_loader = Objects.requireNonNull(loader);
        }

        /**
         * @param configKeys a key of the older version, as a path
         * @return this
         */
        public Builder<T> withDeprecatedConfigPath(final String... configKeys) {
            m_oldPaths.add(configKeys.clone());
            return this;
        }

        /**
         * @param matcher whether settings are of that version
         * @return this
         */
        public Builder<T> withMatcher(final Predicate<NodeSettingsRO> matcher) {
            m_matcher = matcher;
            return this;
        }

        /**
         * @return the way; without a matcher it is taken where all older keys are there or, if none is named, where the new ones are
         *         missing
         */
        public ConfigMigration<T> build() {
            Predicate<NodeSettingsRO> matcher = m_matcher;
            if (matcher == null) {
                matcher = m_oldPaths.isEmpty() ? OldSettings.NEW_KEYS_MISSING : OldSettings.withAll(m_oldPaths);
            }
            return new ConfigMigration<>(m_loader, matcher);
        }
    }
}
