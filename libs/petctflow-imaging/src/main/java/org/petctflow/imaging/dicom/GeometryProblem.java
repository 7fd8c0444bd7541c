package org.petctflow.imaging.dicom;

/** What can be wrong with the slices of a series that shall become one regular grid. */
public enum GeometryProblem {
        /** A step between slices is a multiple of the usual one, or a file of the series is damaged. */
        MISSING_SLICES(true),
        /** Steps between slices differ otherwise. */
        VARYING_SPACING(true),
        /** Several images lie at one position. */
        DUPLICATE_SLICES(true),
        /** Slices are shifted within their planes by the same amount a step: the gantry was tilted. */
        GANTRY_TILT(true),
        /** Slices are shifted within their planes irregularly. */
        SHIFTED_SLICES(true),
        /** All images lie at one position: a bolus tracking or a time series. Always refused. */
        ONE_POSITION(false),
        /** Images say nothing, or nothing usable, of where they lie. Always refused. */
        NO_POSITION(false);

    /** What to do about a problem. */
    public enum Policy {
            /** Make no volume; the series' record has the reason. */
            REFUSE,
            /** Take slices as if they were regular (mean spacing, the first of duplicates, no shift) and warn. */
            WARN,
            /**
             * Interpolate linearly along the slices' normal, and within slices where they are shifted, onto a regular grid,
             * and warn. Of duplicates the first is taken. At most three slices in a row are made up; a wider gap is refused.
             */
            REGULARISE
    }

    private final boolean m_negotiable;

    GeometryProblem(final boolean negotiable) {
        m_negotiable = negotiable;
    }

    /** @return whether the user may choose something else than refusing */
    public boolean negotiable() {
        return m_negotiable;
    }
}
