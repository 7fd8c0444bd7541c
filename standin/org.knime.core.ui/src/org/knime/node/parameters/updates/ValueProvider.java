package org.knime.node.parameters.updates;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** The field's value is computed in the dialog. */
@Retention(RUNTIME)
@Target(FIELD)
public @interface ValueProvider {

    /** @return what computes it */
    Class<? extends StateProvider> value();
}
