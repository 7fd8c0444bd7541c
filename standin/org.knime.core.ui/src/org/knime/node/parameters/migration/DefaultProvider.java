package org.knime.node.parameters.migration;

import java.util.List;

/**
 * Gives a value where settings of an older version lack it.
 *
 * @param <T> the value
 */
@FunctionalInterface
public interface DefaultProvider<T> extends NodeParametersMigration<T> {

    /** @return the value */
    T getDefault();

    @Override
    default List<ConfigMigration<T>> getConfigMigrations() {
        final ParametersLoader<T> loader = settings -> getDefault();
        return List.of(ConfigMigration.builder(loader).build());
    }
}
