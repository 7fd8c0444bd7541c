package org.knime.core.data.convert;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a method that makes a cell from a plain Java value. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD})
public @interface DataCellFactoryMethod {

    /** @return the name shown to the user */
    String name();
}
