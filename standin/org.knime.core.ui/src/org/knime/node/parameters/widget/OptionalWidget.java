package org.knime.node.parameters.widget;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import org.knime.node.parameters.updates.StateProvider;

/** What an optional field shows when the user checks it. */
@Retention(RUNTIME)
@Target(FIELD)
public @interface OptionalWidget {

    /** @return gives the value */
    Class<? extends DefaultValueProvider<?>> defaultProvider();

    /**
     * Gives a value.
     *
     * @param <T> the value
     */
    interface DefaultValueProvider<T> extends StateProvider<T> {

        @Override
        default void init(final StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
        }
    }
}
