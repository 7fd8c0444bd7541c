package org.knime.node.parameters.array;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import org.knime.node.parameters.updates.StateProvider;

/** How an array of groups is shown. */
@Retention(RUNTIME)
@Target(FIELD)
public @interface ArrayWidget {

    /** @return the text of the button that adds an element */
    String addButtonText() default "";

    /** @return how an element's fields are laid out */
    ElementLayout elementLayout() default ElementLayout.VERTICAL_CARD;

    /** @return what stands over each element, with its number */
    String elementTitle() default "";

    /** @return whether the user can change the order */
    boolean showSortButtons() default false;

    /** @return whether the user can neither add nor remove elements */
    boolean hasFixedSize() default false;

    /** @return gives the values of an element that is added */
    Class<? extends StateProvider> elementDefaultValueProvider() default StateProvider.class;

    /** How an element's fields are laid out. */
    enum ElementLayout {
            /** One below the other, in a card. */
            VERTICAL_CARD,
            /** Side by side. */
            HORIZONTAL_SINGLE_LINE
    }
}
