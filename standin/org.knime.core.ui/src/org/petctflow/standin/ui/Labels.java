package org.petctflow.standin.ui;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.knime.node.parameters.widget.choices.Label;

/** What the user reads of the constants of enums. */
public final class Labels {

    private Labels() {
    }

    /**
     * @param constant a constant of an enum
     * @return its label, else its name in words
     */
    public static String titleOf(final Enum<?> constant) {
        final Label label = labelOf(constant);
        if (label != null) {
            return label.value();
        }
        return Arrays.stream(constant.name().split("_")).filter(w -> !w.isEmpty())
            .map(w -> w.substring(0, 1).toUpperCase(Locale.ROOT) + w.substring(1).toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(" "));
    }

    /**
     * @param constant a constant of an enum
     * @return what it means, empty if nothing is said
     */
    public static String descriptionOf(final Enum<?> constant) {
        final Label label = labelOf(constant);
        return label == null ? "" : label.description();
    }

    private static Label labelOf(final Enum<?> constant) {
        try {
            return constant.getDeclaringClass().getField(constant.name()).getAnnotation(Label.class);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }
}
