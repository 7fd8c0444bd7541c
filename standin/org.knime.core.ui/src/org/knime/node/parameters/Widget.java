package org.knime.node.parameters;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Shows a field in the dialog. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@Inherited
public @interface Widget {

    /** @return what stands over the input, in Title case */
    String title();

    /** @return what the setting does; goes to the description of the node, too */
    String description();

    /** @return whether the setting is hidden until the user asks for advanced ones */
    boolean advanced() default false;
}
