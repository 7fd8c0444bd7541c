package org.petctflow.imaging.synthetic;

/** What can be wrong with a patient's study on purpose, so that a study's exclusion criteria have something to find. */
public enum Spoil {
        /** The patient moved 25 to 40 mm between CT and PET. */
        MISALIGNED,
        /** One of the inner slices of the CT or the PET is not there. */
        MISSING_SLICE,
        /** The CT's field of view is narrower than the body. */
        TRUNCATED,
        /** The tumour takes up less than the blood pool. */
        LOW_UPTAKE
}
