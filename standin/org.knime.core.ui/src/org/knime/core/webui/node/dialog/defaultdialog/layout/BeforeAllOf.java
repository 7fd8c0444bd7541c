package org.knime.core.webui.node.dialog.defaultdialog.layout;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import org.knime.node.parameters.layout.Before;

/** The part of the layout comes before several ones. */
@Retention(RUNTIME)
@Target(TYPE)
public @interface BeforeAllOf {

    /** @return those */
    Before[] value();
}
