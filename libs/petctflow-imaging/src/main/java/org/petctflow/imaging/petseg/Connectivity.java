package org.petctflow.imaging.petseg;

/** Which voxels are neighbours. */
public enum Connectivity {
        /** Those that share a face: 6. */
        FACES(1),
        /** Those that share a face or an edge: 18. */
        EDGES(2),
        /** Those that share a face, an edge or a corner: 26. */
        CORNERS(3);

    private final int m_steps;

    Connectivity(final int steps) {
        m_steps = steps;
    }

    /**
     * @param slices how many slices further
     * @param rows how many rows further
     * @param columns how many columns further
     * @return whether voxels that lie so far apart are neighbours
     */
    public boolean neighbours(final int slices, final int rows, final int columns) {
        final int s = Math.abs(slices);
        final int r = Math.abs(rows);
        final int c = Math.abs(columns);
        return s <= 1 && r <= 1 && c <= 1 && s + r + c > 0 && s + r + c <= m_steps;
    }

    /**
     * @return what the background is connected by, so that a closed surface of the foreground separates inside and outside:
     *         faces, except that for a foreground connected by faces it is corners
     */
    public Connectivity ofBackground() {
        return this == FACES ? CORNERS : FACES;
    }
}
