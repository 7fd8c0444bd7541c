package org.petctflow.radiomics.pet;

import java.util.Objects;

/**
 * What became of a PET feature: a number, or the reason why there is none.
 *
 * @param feature the feature
 * @param value the number; NaN, and only then, if there is a reason
 * @param reason why there is no number; null if there is one
 */
public record PetValue(PetFeature feature, double value, String reason) {

    /** Checks that there is either a number or a reason. */
    public PetValue {
        Objects.requireNonNull(feature, "feature");
        if (Double.isFinite(value) != (reason == null)) {
            throw new IllegalArgumentException(
                "A feature has either a finite value or a reason, but " + feature.name() + " had " + value + " and " + reason);
        }
    }

    static PetValue of(final PetFeature feature, final double value, final String reason) {
        return Double.isFinite(value) ? new PetValue(feature, value, null) : new PetValue(feature, Double.NaN, reason);
    }

    /** @return whether there is a number */
    public boolean isPresent() {
        return reason == null;
    }
}
