package org.petctflow.imaging.quality;

/** What a study is checked for. */
public enum Criterion {
        /** PET and CT lie on one another: the study's exclusion criterion IV. */
        ALIGNMENT("PET and CT aligned"),
        /** No slice is missing, doubled or empty: exclusion criterion V. */
        COMPLETENESS("slices complete"),
        /** The body and the lesion are not cut: exclusion criterion V. */
        FIELD_OF_VIEW("inside the field of view"),
        /** The lesion takes up more than the blood pool: exclusion criterion VI. */
        UPTAKE("uptake of the lesion"),
        /** The CT's noise in soft tissue. */
        CT_NOISE("noise of the CT"),
        /** The PET's noise in the liver. */
        PET_NOISE("noise of the PET");

    private final String m_title;

    Criterion(final String title) {
        m_title = title;
    }

    /** @return what it is called in a table or report */
    public String title() {
        return m_title;
    }
}
