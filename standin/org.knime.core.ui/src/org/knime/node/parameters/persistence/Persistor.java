package org.knime.node.parameters.persistence;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Saves and loads a field or a class in a way of its own. */
@Retention(RUNTIME)
@Target({TYPE, FIELD})
public @interface Persistor {

    /** @return the way */
    @SuppressWarnings("rawtypes")
    Class<? extends NodeParametersPersistor> value();
}
