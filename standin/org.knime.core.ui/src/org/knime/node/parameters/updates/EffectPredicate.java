package org.knime.node.parameters.updates;

import org.petctflow.standin.ui.Conditions;

/** A condition in the dialog. The stand-in has no dialog and never looks whether it holds. */
public interface EffectPredicate {

    /**
     * @param other another one
     * @return holds where both hold
     */
    default EffectPredicate and(final EffectPredicate other) {
        return Conditions.all(this, other);
    }

    /**
     * @param other another one
     * @return holds where one of them holds
     */
    default EffectPredicate or(final EffectPredicate other) {
        return Conditions.any(this, other);
    }

    /** @return holds where this does not */
    default EffectPredicate negate() {
        return Conditions.not(this);
    }
}
