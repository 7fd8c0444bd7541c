package org.knime.node.parameters.layout;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import org.knime.core.webui.node.dialog.defaultdialog.layout.BeforeAllOf;

/** The part of the layout comes before another one. */
@Repeatable(BeforeAllOf.class)
@Retention(RUNTIME)
@Target(TYPE)
public @interface Before {

    /** @return that one */
    Class<?> value();
}
