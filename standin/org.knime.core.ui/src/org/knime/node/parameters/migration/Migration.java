package org.knime.node.parameters.migration;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Loads a field or a class from settings of older versions. */
@Retention(RUNTIME)
@Target({TYPE, FIELD})
public @interface Migration {

    /** @return what loads it */
    @SuppressWarnings("rawtypes")
    Class<? extends NodeParametersMigration> value();
}
