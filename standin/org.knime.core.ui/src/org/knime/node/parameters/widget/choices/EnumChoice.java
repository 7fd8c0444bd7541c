package org.knime.node.parameters.widget.choices;

import org.petctflow.standin.ui.Labels;

/**
 * A constant of an enum to choose. (Only its factory method is there in KNIME 5.8 and 5.12 alike.)
 *
 * @param id the constant
 * @param text what the user reads
 * @param disabled whether it is shown but cannot be chosen
 * @param <E> the enum
 */
public record EnumChoice<E extends Enum<E>>(E id, String text, boolean disabled) {

    /**
     * @param enumConst a constant
     * @param <E> the enum
     * @return the choice of it
     */
    public static <E extends Enum<E>> EnumChoice<E> fromEnumConst(final E enumConst) {
        return new EnumChoice<>(enumConst, Labels.titleOf(enumConst), false);
    }
}
