package org.petctflow.imaging.quality;

/**
 * What one criterion says of a patient.
 *
 * @param criterion the criterion
 * @param status whether it is met
 * @param reason why it isn't met, or could not be checked; what was measured where it is met
 */
public record Finding(Criterion criterion, Status status, String reason) {

    /** Whether a criterion is met. */
    public enum Status {
            /** It is. */
            PASS,
            /** It isn't. */
            FAIL,
            /** What it needs isn't there. */
            NOT_CHECKED
    }
}
