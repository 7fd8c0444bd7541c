package org.knime.core.webui.node.dialog.defaultdialog.internal.file;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** A path of a file to read. */
@Retention(RUNTIME)
@Target(FIELD)
public @interface FileReaderWidget {

    /** @return the extensions that can be chosen, without dots */
    String[] fileExtensions() default {};
}
