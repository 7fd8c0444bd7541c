package org.knime.node.parameters.layout;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Where in the layout a field stands. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Layout {

    /** @return the part of the layout */
    Class<?> value();
}
