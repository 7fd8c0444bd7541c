package org.knime.node.parameters.widget.text;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import org.knime.core.webui.node.dialog.defaultdialog.widget.updates.NoopMaxLengthValidationProvider;
import org.knime.core.webui.node.dialog.defaultdialog.widget.updates.NoopMinLengthValidationProvider;
import org.knime.core.webui.node.dialog.defaultdialog.widget.updates.NoopPatternValidationProvider;
import org.knime.core.webui.node.dialog.defaultdialog.widget.updates.NoopStringProvider;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.widget.text.TextInputWidgetValidation.MaxLengthValidation;
import org.knime.node.parameters.widget.text.TextInputWidgetValidation.MinLengthValidation;
import org.knime.node.parameters.widget.text.TextInputWidgetValidation.PatternValidation;

/** A text with rules. */
@Retention(RUNTIME)
@Target(FIELD)
public @interface TextInputWidget {

    /** @return what is seen where the text is empty */
    String placeholder() default "";

    /** @return what the text must look like */
    Class<? extends PatternValidation> patternValidation() default PatternValidation.class;

    /** @return how long it may be */
    Class<? extends MaxLengthValidation> maxLengthValidation() default MaxLengthValidation.class;

    /** @return how long it must be */
    Class<? extends MinLengthValidation> minLengthValidation() default MinLengthValidation.class;

    /** @return computes what is seen where the text is empty */
    Class<? extends StateProvider<String>> placeholderProvider() default NoopStringProvider.class;

    /** @return computes what the text must look like */
    Class<? extends StateProvider<? extends PatternValidation>> patternValidationProvider() default NoopPatternValidationProvider.class;

    /** @return computes how long it may be */
    Class<? extends StateProvider<? extends MaxLengthValidation>> maxLengthValidationProvider() default NoopMaxLengthValidationProvider.class;

    /** @return computes how long it must be */
    Class<? extends StateProvider<? extends MinLengthValidation>> minLengthValidationProvider() default NoopMinLengthValidationProvider.class;
}
