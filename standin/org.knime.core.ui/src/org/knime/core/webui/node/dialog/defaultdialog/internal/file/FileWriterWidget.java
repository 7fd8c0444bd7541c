package org.knime.core.webui.node.dialog.defaultdialog.internal.file;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import org.knime.core.webui.node.dialog.defaultdialog.widget.updates.NoopStringProvider;
import org.knime.node.parameters.updates.StateProvider;

/** A path of a file to write. */
@Retention(RUNTIME)
@Target(FIELD)
public @interface FileWriterWidget {

    /** @return the extension the file gets, without dot */
    String fileExtension() default "";

    /** @return computes the extension */
    Class<? extends StateProvider<String>> fileExtensionProvider() default NoopStringProvider.class;
}
