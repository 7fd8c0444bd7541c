package org.knime.node.parameters.updates;

import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Shows or enables something in the dialog only under a condition. (KNIME 5.8 knows one effect a field.) */
@Repeatable(Effects.class)
@Retention(RetentionPolicy.RUNTIME)
public @interface Effect {

    /** What happens where the condition holds. */
    public enum EffectType {
            /** It can be changed, else not. */
            ENABLE,
            /** It cannot be changed. */
            DISABLE,
            /** It is shown, else not. */
            SHOW,
            /** It is not shown. */
            HIDE
    }

    /** @return the condition */
    Class<? extends EffectPredicateProvider> predicate();

    /** @return what happens where it holds */
    EffectType type();
}
