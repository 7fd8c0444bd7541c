package org.knime.node.parameters.updates;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Gives a field a name. */
@Retention(RUNTIME)
@Target(FIELD)
public @interface ValueReference {

    /** @return the name */
    Class<? extends ParameterReference> value();
}
