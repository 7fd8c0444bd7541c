package org.knime.node.parameters.widget.choices.filter;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** The choices are two lists: included and excluded. */
@Retention(RUNTIME)
@Target(FIELD)
public @interface TwinlistWidget {

    /** @return what stands over the included ones */
    String includedLabel() default "";

    /** @return what stands over the excluded ones */
    String excludedLabel() default "";
}
