package org.knime.node.parameters.layout;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** The part of the layout lies inside another one. */
@Retention(RUNTIME)
@Target(TYPE)
public @interface Inside {

    /** @return that one */
    Class<?> value();
}
