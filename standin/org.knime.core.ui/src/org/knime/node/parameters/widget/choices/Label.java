package org.knime.node.parameters.widget.choices;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** What the user reads of a constant of an enum. */
@Retention(RUNTIME)
@Target(FIELD)
public @interface Label {

    /** @return the text */
    String value();

    /** @return what the choice means */
    String description() default "";
}
