package org.knime.core.webui.node.dialog.defaultdialog.layout;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import org.knime.node.parameters.layout.After;

/** The part of the layout comes after several ones. */
@Retention(RUNTIME)
@Target(TYPE)
public @interface AfterAllOf {

    /** @return those */
    After[] value();
}
