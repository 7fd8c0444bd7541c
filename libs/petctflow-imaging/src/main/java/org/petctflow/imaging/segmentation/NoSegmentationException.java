package org.petctflow.imaging.segmentation;

import java.io.IOException;

/** A file is a DICOM object of another kind: nothing is wrong with it, but it holds no regions. */
public final class NoSegmentationException extends IOException {

    private static final long serialVersionUID = 1L;

    NoSegmentationException(final String message) {
        super(message);
    }
}
