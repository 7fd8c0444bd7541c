package org.petctflow.imaging.segmentation;

import java.util.Objects;

/**
 * One region of a segmentation.
 *
 * @param number its number within the file: ROINumber, SegmentNumber or the label's value
 * @param name its name, or empty
 */
public record Segment(int number, String name) {

    /** Checks that there is a name. */
    public Segment {
        Objects.requireNonNull(name, "name");
    }

    /** For messages, e.g. {@code 'GTV' (number 3)}. */
    @Override
    public String toString() {
        return name.isEmpty() ? "number " + number : "'" + name + "' (number " + number + ")";
    }
}
