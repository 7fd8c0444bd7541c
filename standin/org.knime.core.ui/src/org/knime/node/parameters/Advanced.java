package org.knime.node.parameters;

import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;

/** The setting is among the advanced ones, hidden until the user asks for them. */
@Retention(RUNTIME)
public @interface Advanced {
}
