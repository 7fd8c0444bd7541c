package org.knime.node.parameters.migration;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Fields that are missing in the settings keep their default. */
@Retention(RUNTIME)
@Target(TYPE)
public @interface LoadDefaultsForAbsentFields {
}
