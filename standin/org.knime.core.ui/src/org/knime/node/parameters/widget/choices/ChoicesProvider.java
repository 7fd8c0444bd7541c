package org.knime.node.parameters.widget.choices;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** From what the user chooses. */
@Retention(RUNTIME)
@Target(FIELD)
public @interface ChoicesProvider {

    /** @return gives the choices */
    @SuppressWarnings("rawtypes")
    Class<? extends ChoicesStateProvider> value();
}
