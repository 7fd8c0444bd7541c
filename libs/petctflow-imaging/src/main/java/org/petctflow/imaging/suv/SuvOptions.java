package org.petctflow.imaging.suv;

import java.util.Objects;

/**
 * How uptake is normalised. {@link #defaults()}: body weight; the reference time chosen by rule; wrong units of dose, weight
 * and height mended with a warning; missing corrections refused; an unknown sex counts half man, half woman; at most six
 * half-lives of decay; a real world value mapping to SUV where nothing else gives a factor.
 *
 * @param type by what
 * @param reference which time decay was corrected to
 * @param mendUnits whether dose in MBq, weight in g, height in cm and half-life in minutes are mended with a warning; otherwise
 *            they are refused
 * @param requireCorrections whether an image without attenuation or decay correction is refused; otherwise a warning
 * @param meanOfSexes whether an unknown sex takes the mean of both formulas with a warning; otherwise it is refused where a
 *            formula needs it
 * @param calibratedCounts whether counts per second (units CPS) are taken to Bq/ml by DoseCalibrationFactor (0054,1322)
 * @param maxHalfLives more decay between injection and reference time than this is taken for an error
 * @param mapping when the header's own real world value mapping to SUV is used
 */
public record SuvOptions(SuvType type, Reference reference, boolean mendUnits, boolean requireCorrections,
    boolean meanOfSexes, boolean calibratedCounts, double maxHalfLives, Mapping mapping) {

    /** Which time decay was corrected to where DecayCorrection (0054,1102) is START. */
    public enum Reference {
            /** By rule, see {@link SuvNormalizer}. */
            AUTOMATIC,
            /** SeriesDate and SeriesTime. */
            SERIES,
            /** The earliest acquisition of the series. */
            ACQUISITION,
            /** Acquisition and FrameReferenceTime. */
            BACK_COMPUTED,
            /** GE's or Siemens' private element. */
            VENDOR
    }

    /** When a real world value mapping to SUV (PS3.3 section C.7.6.16.2.11) is used that the image or an object of its own brings along. */
    public enum Mapping {
            /** Where dose, weight or times are missing and no factor can be computed, with a warning; otherwise it is compared. */
            FALLBACK,
            /** Wherever there is one. */
            FIRST,
            /** Never: it is compared with the factor only. */
            COMPARE
    }

    /** Checks. */
    public SuvOptions {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(mapping, "mapping");
        if (!(maxHalfLives > 0)) {
            throw new IllegalArgumentException("The number of half-lives must be positive, but was " + maxHalfLives);
        }
    }

    /** @return the options of the class comment */
    public static SuvOptions defaults() {
        return new SuvOptions(SuvType.BW, Reference.AUTOMATIC, true, true, true, false, 6, Mapping.FALLBACK);
    }

    /**
     * @param newType by what to normalise
     * @return this with another type
     */
    public SuvOptions withType(final SuvType newType) {
        return new SuvOptions(newType, reference, mendUnits, requireCorrections, meanOfSexes, calibratedCounts, maxHalfLives,
            mapping);
    }

    /**
     * @param newReference which time
     * @return this with another reference time
     */
    public SuvOptions withReference(final Reference newReference) {
        return new SuvOptions(type, newReference, mendUnits, requireCorrections, meanOfSexes, calibratedCounts, maxHalfLives,
            mapping);
    }

    /**
     * @param mend whether wrong units are mended
     * @return this with units mended or refused
     */
    public SuvOptions withMendUnits(final boolean mend) {
        return new SuvOptions(type, reference, mend, requireCorrections, meanOfSexes, calibratedCounts, maxHalfLives,
            mapping);
    }

    /**
     * @param require whether missing corrections are refused
     * @return this with missing corrections refused or not
     */
    public SuvOptions withRequireCorrections(final boolean require) {
        return new SuvOptions(type, reference, mendUnits, require, meanOfSexes, calibratedCounts, maxHalfLives,
            mapping);
    }

    /**
     * @param mean whether an unknown sex takes the mean of both
     * @return this with an unknown sex accepted or not
     */
    public SuvOptions withMeanOfSexes(final boolean mean) {
        return new SuvOptions(type, reference, mendUnits, requireCorrections, mean, calibratedCounts, maxHalfLives,
            mapping);
    }

    /**
     * @param calibrated whether CPS is calibrated
     * @return this with CPS accepted or not
     */
    public SuvOptions withCalibratedCounts(final boolean calibrated) {
        return new SuvOptions(type, reference, mendUnits, requireCorrections, meanOfSexes, calibrated, maxHalfLives,
            mapping);
    }

    /**
     * @param newMapping when a mapping to SUV is used
     * @return this with another use of mappings
     */
    public SuvOptions withMapping(final Mapping newMapping) {
        return new SuvOptions(type, reference, mendUnits, requireCorrections, meanOfSexes, calibratedCounts, maxHalfLives,
            newMapping);
    }
}
