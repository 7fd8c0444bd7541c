package org.knime.node.parameters.migration;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** How a field is loaded from settings of older versions. */
@Retention(RUNTIME)
@Target(FIELD)
public @interface Migrate {

    /** @return whether a missing field keeps its default */
    boolean loadDefaultIfAbsent() default false;
}
