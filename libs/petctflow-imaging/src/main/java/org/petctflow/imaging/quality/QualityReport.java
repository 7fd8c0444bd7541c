package org.petctflow.imaging.quality;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What is known of a patient's PET and CT. Numbers that could not be measured are NaN.
 *
 * @param findings one for each criterion, in their order
 * @param excluded whether a criterion that decides isn't met
 * @param bodyOverlap Dice coefficient of the two body contours, 0 to 1
 * @param mutualInformation normalised mutual information, 1 to 2
 * @param shift how far the PET lies from the CT: x, y, z in LPS mm
 * @param cutShare the share of the body's slices in which the CT's field of view cuts it
 * @param ctNoise standard deviation in soft tissue, HU
 * @param liverMean mean uptake of the liver
 * @param liverVariation its standard deviation as a part of the mean
 * @param mediastinum median uptake of the mediastinum
 * @param lesionPeak the lesion's uptake: the highest mean over 1 ml around its hottest voxel
 */
public record QualityReport(List<Finding> findings, boolean excluded, double bodyOverlap, double mutualInformation,
    List<Double> shift, double cutShare, double ctNoise, double liverMean, double liverVariation, double mediastinum,
    double lesionPeak) {

    /** Copies the lists. */
    public QualityReport {
        findings = List.copyOf(findings);
        shift = List.copyOf(shift);
    }

    /**
     * @param criterion a criterion
     * @return what it says
     */
    public Finding finding(final Criterion criterion) {
        return findings.get(criterion.ordinal());
    }

    /** @return why the patient isn't fit, one reason after the other; empty if there is none */
    public String reasons() {
        return findings.stream().filter(f -> f.status() == Finding.Status.FAIL).map(Finding::reason)
            .collect(Collectors.joining("; "));
    }

    /** @return the length of the shift in mm */
    public double shiftLength() {
        return Math.sqrt(shift.stream().mapToDouble(d -> d * d).sum());
    }
}
