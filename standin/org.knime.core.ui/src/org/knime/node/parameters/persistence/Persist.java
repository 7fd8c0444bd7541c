package org.knime.node.parameters.persistence;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Under which key a field is saved. */
@Retention(RUNTIME)
@Target(FIELD)
public @interface Persist {

    /** @return the key; empty for the field's name without m_ */
    String configKey() default "";

    /** @return whether flow variables cannot set it (the key then ends with _Internals) */
    boolean hidden() default false;
}
