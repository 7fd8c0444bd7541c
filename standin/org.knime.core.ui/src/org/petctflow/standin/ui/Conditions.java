package org.petctflow.standin.ui;

import java.util.List;

import org.knime.node.parameters.updates.EffectPredicate;

/** Conditions made of conditions. */
public final class Conditions {

    private Conditions() {
    }

    /** @param parts all of them hold */
    record All(List<EffectPredicate> parts) implements EffectPredicate {
    }

    /** @param parts one of them holds */
    record Any(List<EffectPredicate> parts) implements EffectPredicate {
    }

    /** @param part does not hold */
    record Not(EffectPredicate part) implements EffectPredicate {
    }

    /**
     * @param conditions conditions
     * @return holds where all hold
     */
    public static EffectPredicate all(final EffectPredicate... conditions) {
        return new All(List.of(conditions));
    }

    /**
     * @param conditions conditions
     * @return holds where one holds
     */
    public static EffectPredicate any(final EffectPredicate... conditions) {
        return new Any(List.of(conditions));
    }

    /**
     * @param condition a condition
     * @return holds where it does not
     */
    public static EffectPredicate not(final EffectPredicate condition) {
        return new Not(condition);
    }
}
