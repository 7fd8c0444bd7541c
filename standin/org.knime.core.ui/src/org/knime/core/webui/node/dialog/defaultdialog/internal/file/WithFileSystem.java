package org.knime.core.webui.node.dialog.defaultdialog.internal.file;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Where is browsed; a text needs exactly one. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface WithFileSystem {

    /** @return the places */
    FileSystemOption[] value() default {FileSystemOption.CONNECTED, FileSystemOption.LOCAL, FileSystemOption.SPACE, FileSystemOption.EMBEDDED,
        FileSystemOption.CUSTOM_URL};
}
