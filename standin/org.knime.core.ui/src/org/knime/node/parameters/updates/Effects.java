package org.knime.node.parameters.updates;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Several effects of one thing. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Effects {

    /** @return the effects */
    Effect[] value();
}
