package org.knime.node.parameters.widget.choices.filter;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import org.knime.node.parameters.widget.choices.ColumnChoicesProvider;

/** From which columns the user chooses. */
@Retention(RUNTIME)
@Target(FIELD)
public @interface ColumnFilterWidget {

    /** @return gives the columns */
    Class<? extends ColumnChoicesProvider> choicesProvider();
}
