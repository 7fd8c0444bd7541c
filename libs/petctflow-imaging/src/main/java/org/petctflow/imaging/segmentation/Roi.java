package org.petctflow.imaging.segmentation;

import java.util.List;
import java.util.Objects;

/**
 * A region of interest of a structure set.
 *
 * @param segment its number and name
 * @param frameOfReferenceUid the frame of reference of its coordinates, or empty
 * @param contours its contours
 */
public record Roi(Segment segment, String frameOfReferenceUid, List<Contour> contours) {

    /** Copies the list. */
    public Roi {
        Objects.requireNonNull(segment, "segment");
        Objects.requireNonNull(frameOfReferenceUid, "frameOfReferenceUid");
        contours = List.copyOf(contours);
    }
}
