package org.petctflow.imaging.segmentation;

import java.util.Objects;

/**
 * One contour of a structure set (DICOM PS3.3 section C.8.8.6).
 *
 * @param type ContourGeometricType, e.g. {@code CLOSED_PLANAR}
 * @param points x, y, z of each point in LPS mm, one after the other; not copied
 */
public record Contour(String type, double[] points) {

    /** A closed polygon in a plane. */
    public static final String CLOSED_PLANAR = "CLOSED_PLANAR";

    /** Checks that points are triples. */
    public Contour {
        Objects.requireNonNull(type, "type");
        if (points.length % 3 != 0) {
            throw new IllegalArgumentException("A contour's points have three coordinates each, but there are " + points.length
                + " numbers");
        }
    }

    /** @return the number of points */
    public int size() {
        return points.length / 3;
    }

    /** @return whether it bounds an area */
    boolean isClosed() {
        return (type.equals(CLOSED_PLANAR) || type.equals("CLOSEDPLANAR_XOR")) && size() >= 3;
    }
}
