package org.knime.node.parameters.updates;

import org.knime.core.webui.node.dialog.defaultdialog.setting.singleselection.StringOrEnum;
import org.knime.node.parameters.NodeParametersInput;
import org.petctflow.standin.ui.Conditions;

/** Gives a condition that depends on other fields of the dialog. */
@FunctionalInterface
public interface EffectPredicateProvider {

    /**
     * @param i gives the fields
     * @return the condition
     */
    EffectPredicate init(PredicateInitializer i);

    /** Gives the fields a condition depends on. */
    interface PredicateInitializer {

        /**
         * @param reference the name of a field
         * @return its conditions
         */
        StringReference getString(Class<? extends ParameterReference<String>> reference);

        /**
         * @param reference the name of a field
         * @return its conditions
         */
        BooleanReference getBoolean(Class<? extends ParameterReference<Boolean>> reference);

        /**
         * @param reference the name of a field
         * @param <T> an element
         * @return its conditions
         */
        <T> ArrayReference getArray(Class<? extends ParameterReference<T[]>> reference);

        /**
         * @param reference the name of a field
         * @param <E> the enum
         * @return its conditions
         */
        <E extends Enum<E>> StringOrEnumReference<E> getStringOrEnum(Class<? extends ParameterReference<StringOrEnum<E>>> reference);

        /**
         * @param reference the name of a field
         * @param <E> the enum
         * @return its conditions
         */
        <E extends Enum<E>> EnumReference<E> getEnum(Class<? extends ParameterReference<E>> reference);

        /** Conditions of a text. */
        interface StringReference {

            /**
             * @param value a text
             * @return holds where the field is this text
             */
            EffectPredicate isEqualTo(String value);

            /**
             * @param pattern a regular expression
             * @return holds where the whole text matches
             */
            EffectPredicate matchesPattern(String pattern);
        }

        /** Conditions of a check box. */
        interface BooleanReference {

            /** @return holds where it is checked */
            EffectPredicate isTrue();

            /** @return holds where it is not checked */
            EffectPredicate isFalse();
        }

        /**
         * Conditions of an enum.
         *
         * @param <E> the enum
         */
        interface EnumReference<E extends Enum<E>> {

            /**
             * @param values constants
             * @return holds where one of them is chosen
             */
            @SuppressWarnings("unchecked")
            EffectPredicate isOneOf(E... values);
        }

        /** Conditions of an array. */
        interface ArrayReference {

            /** @return holds where it has two elements or more */
            EffectPredicate hasMultipleItems();

            /**
             * @param elementPredicate a condition of an element
             * @return holds where it holds for one of them
             */
            EffectPredicate containsElementSatisfying(EffectPredicateProvider elementPredicate);
        }

        /**
         * Conditions of a text or a constant of an enum.
         *
         * @param <E> the enum
         */
        interface StringOrEnumReference<E extends Enum<E>> {

            /** @return the conditions of the constant; none holds for a text */
            EnumReference<E> isEnumChoice();

            /**
             * @param specialChoice a constant
             * @return holds where it is chosen
             */
            @SuppressWarnings("unchecked")
            default EffectPredicate isEnumChoice(final E specialChoice) {
                return isEnumChoice().isOneOf(specialChoice);
            }

            /** @return the conditions of the text; none holds for a constant */
            StringReference isStringChoice();
        }

        /**
         * @param reference the name of a field
         * @return whether the dialog has no such field
         */
        boolean isMissing(Class<? extends ParameterReference<?>> reference);

        /**
         * @param predicate a condition of the input
         * @return that condition
         */
        EffectPredicate getConstant(java.util.function.Predicate<NodeParametersInput> predicate);

        /** @return never holds */
        default EffectPredicate never() {
            return getConstant(input -> false);
        }

        /** @return always holds */
        default EffectPredicate always() {
            return getConstant(input -> true);
        }

        /**
         * @param predicateProviderClass gives another condition
         * @return that condition
         */
        EffectPredicate getPredicate(Class<? extends EffectPredicateProvider> predicateProviderClass);

        /**
         * @param predicateProvider gives another condition
         * @return that condition
         */
        EffectPredicate getPredicate(EffectPredicateProvider predicateProvider);
    }

    /**
     * @param predicates conditions
     * @return holds where all hold
     */
    default EffectPredicate and(final EffectPredicate... predicates) {
        return Conditions.all(predicates);
    }

    /**
     * @param predicate a condition
     * @return holds where it does not
     */
    default EffectPredicate not(final EffectPredicate predicate) {
        return Conditions.not(predicate);
    }

    /**
     * @param predicates conditions
     * @return holds where one holds
     */
    default EffectPredicate or(final EffectPredicate... predicates) {
        return Conditions.any(predicates);
    }
}
