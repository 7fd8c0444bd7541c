package org.knime.node.parameters.widget.choices;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** The choices are a switch, all of them in one row. */
@Retention(RUNTIME)
@Target(FIELD)
public @interface ValueSwitchWidget {
}
