package org.petctflow.imaging.volume;

/** What made a volume. */
public enum Modality {
        /** Computed tomography. */
        CT,
        /** Positron emission tomography. */
        PET,
        /** A segmentation: 1 inside, 0 outside. */
        MASK,
        /** Something computed from images: a filtered image, a feature map, a heat map. */
        DERIVED,
        /** Any other image. */
        OTHER
}
