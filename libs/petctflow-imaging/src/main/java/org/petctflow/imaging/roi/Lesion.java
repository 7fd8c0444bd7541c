package org.petctflow.imaging.roi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.petctflow.imaging.petseg.Components;
import org.petctflow.imaging.petseg.Connectivity;
import org.petctflow.imaging.volume.Mask;

/**
 * A part of a mask that a box is put around.
 *
 * @param mask its voxels
 * @param number 1 for the largest, then by falling size; of equal ones the one that begins first
 */
public record Lesion(Mask mask, int number) {

    /** What counts as a lesion. */
    public enum Choice {
            /** All of the mask together. */
            WHOLE_MASK,
            /** The largest connected component. */
            LARGEST,
            /** Each connected component. */
            EACH
    }

    /** Where a box is centred. */
    public enum Centre {
            /** The mean position of the voxels: a long spur hardly moves it. */
            CENTRE_OF_MASS,
            /** Half-way between the outermost voxels: the box reaches equally far beyond all sides. */
            BOUNDING_BOX
    }

    /**
     * @param mask a mask
     * @param choice what counts as a lesion
     * @param connectivity which voxels hang together; without meaning for the whole mask
     * @param minimum components of a smaller volume are passed over, in mm3; 0 for none
     * @return the lesions by falling size; none if the mask is empty or all components are too small
     */
    public static List<Lesion> of(final Mask mask, final Choice choice, final Connectivity connectivity,
        final double minimum) {
        if (mask.count() == 0) {
            return List.of();
        }
        if (choice == Choice.WHOLE_MASK) {
            return mask.volume() < minimum ? List.of() : List.of(new Lesion(mask, 1));
        }
        final Components components = Components.of(mask.inside(), mask.geometry(), connectivity);
        final List<Integer> order = new ArrayList<>();
        for (int c = 1; c <= components.count(); c++) {
            if (components.size(c) * mask.geometry().voxelVolume() >= minimum) {
                order.add(c);
            }
        }
        order.sort(Comparator.comparingInt(c -> -components.size(c)));
        final List<Lesion> lesions = new ArrayList<>();
        for (final int c : order) {
            lesions.add(new Lesion(Mask.of(mask.info(), components.only(c)), lesions.size() + 1));
            if (choice == Choice.LARGEST) {
                break;
            }
        }
        return lesions;
    }

    /**
     * @param centre which one
     * @return x, y, z in LPS mm
     */
    public double[] centre(final Centre centre) {
        if (centre == Centre.BOUNDING_BOX) {
            final int[] box = mask.boundingBox();
            return mask.geometry().toPatient((box[0] + box[3]) / 2.0, (box[1] + box[4]) / 2.0, (box[2] + box[5]) / 2.0);
        }
        final int rows = mask.geometry().rows();
        final int columns = mask.geometry().columns();
        final byte[] inside = mask.inside();
        long slices = 0;
        long row = 0;
        long column = 0;
        for (int line = 0, i = 0; line < mask.geometry().slices() * rows; line++) {
            for (int c = 0; c < columns; c++, i++) {
                if (inside[i] != 0) {
                    slices += line / rows;
                    row += line % rows;
                    column += c;
                }
            }
        }
        final double n = mask.count();
        return mask.geometry().toPatient(slices / n, row / n, column / n);
    }
}
