package org.knime.node.parameters.layout;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** The part of the layout is a section with a title. */
@Retention(RUNTIME)
@Target(TYPE)
public @interface Section {

    /** @return the title */
    String title();

    /** @return what stands below the title */
    String description() default "";

    /** @return whether the section opens beside the dialog */
    boolean sideDrawer() default false;
}
