package org.knime.node.parameters.migration;

import java.util.List;

/**
 * Loads something from settings of older versions.
 *
 * @param <T> what is loaded
 */
public interface NodeParametersMigration<T> {

    /** @return the ways to load; the first that matches is taken, the field's own way if none does */
    List<ConfigMigration<T>> getConfigMigrations();
}
