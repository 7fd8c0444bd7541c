package org.knime.node.parameters.layout;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** The fields of this part stand one below the other. */
@Retention(RUNTIME)
@Target(TYPE)
public @interface VerticalLayout {
}
