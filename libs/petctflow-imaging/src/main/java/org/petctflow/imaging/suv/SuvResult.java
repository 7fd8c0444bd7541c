package org.petctflow.imaging.suv;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How an image becomes SUV, and every number that was used for it.
 *
 * @param type by what it is normalised
 * @param factors SUV per value of the image: one number, or one a slice where slices differ; empty if refused
 * @param rule the rule that was used, in words; empty if refused
 * @param numbers what went into it, in the order of use, with units in the names, e.g. {@code weight [kg] -> 71.0}
 * @param candidates the times that decay may have been corrected to
 * @param spreadSeconds how far the candidates lie apart in s, 0 with fewer than two
 * @param warnings what a user should know
 * @param refusal why there is no factor, and what would mend it; empty if there is one
 */
public record SuvResult(SuvType type, double[] factors, String rule, Map<String, String> numbers, List<Candidate> candidates,
    double spreadSeconds, List<String> warnings, String refusal) {

    /**
     * A time that decay may have been corrected to.
     *
     * @param name where it comes from
     * @param moment the time
     * @param factor the SUV factor it would give; NaN where that cannot be said
     * @param chosen whether it was taken
     */
    public record Candidate(String name, Moment moment, double factor, boolean chosen) {
    }

    /** Copies. */
    public SuvResult {
        factors = factors.clone();
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
        candidates = List.copyOf(candidates);
        warnings = List.copyOf(warnings);
    }

    /** @return whether there is a factor */
    public boolean usable() {
        return refusal.isEmpty();
    }

    /** @return the factor; the mean where slices differ; NaN if refused */
    public double factor() {
        double sum = 0;
        for (final double f : factors) {
            sum += f;
        }
        return sum / factors.length;
    }
}
