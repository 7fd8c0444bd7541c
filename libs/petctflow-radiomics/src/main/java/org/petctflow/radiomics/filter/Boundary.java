package org.petctflow.radiomics.filter;

/** What an image is beyond its border. Source: IBSI-2, boundary conditions (doi:10.1148/radiol.231319). */
public enum Boundary {
        /** 0 everywhere. */
        ZERO,
        /** The border's value goes on: a a | a b c | c c. */
        NEAREST,
        /** The image starts again: b c | a b c | a b. */
        PERIODIC,
        /** The image is mirrored with its border: b a | a b c | c b. */
        MIRROR;

    /**
     * @param index a position along an axis, may lie outside
     * @param size the number of voxels along the axis
     * @return the position whose value stands there; -1 for a 0
     */
    int inside(final int index, final int size) {
        if (index >= 0 && index < size) {
            return index;
        }
        return switch (this) {
            case ZERO -> -1;
            case NEAREST -> index < 0 ? 0 : size - 1;
            case PERIODIC -> Math.floorMod(index, size);
            case MIRROR -> {
                final int i = Math.floorMod(index, 2 * size);
                yield i < size ? i : 2 * size - 1 - i;
            }
        };
    }
}
