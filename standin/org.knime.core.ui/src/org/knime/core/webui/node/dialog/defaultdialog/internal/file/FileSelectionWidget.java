package org.knime.core.webui.node.dialog.defaultdialog.internal.file;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.knime.core.webui.node.dialog.defaultdialog.widget.updates.NoopSingleFileSelectionModeProvider;
import org.knime.node.parameters.updates.StateProvider;

/**
 * A text that is the path of a file or folder: the dialog has a button to browse. (KNIME 5.8 does not know it and shows the text alone.)
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface FileSelectionWidget {

    /** @return what is browsed for */
    SingleFileSelectionMode value() default SingleFileSelectionMode.FILE;

    /** @return computes what is browsed for */
    Class<? extends StateProvider<SingleFileSelectionMode>> selectionModeProvider() default NoopSingleFileSelectionModeProvider.class;

    /** @return what is seen where the path is empty */
    String placeholder() default "";
}
