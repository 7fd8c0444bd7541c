package org.petctflow.imaging.petseg;

/** A patient's PET cannot be segmented as asked for; the message says why and what helps. */
public class PetSegmentationException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong and what helps */
    public PetSegmentationException(final String message) {
        super(message);
    }
}
