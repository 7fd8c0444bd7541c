package org.knime.node.parameters.layout;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import org.knime.core.webui.node.dialog.defaultdialog.layout.AfterAllOf;

/** The part of the layout comes after another one. */
@Retention(RUNTIME)
@Repeatable(AfterAllOf.class)
@Target(TYPE)
public @interface After {

    /** @return that one */
    Class<?> value();
}
