package org.knime.core.data.convert;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks the method of a value interface that gives the plain Java value. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD})
public @interface DataValueAccessMethod {

    /** @return the name shown to the user */
    String name();
}
