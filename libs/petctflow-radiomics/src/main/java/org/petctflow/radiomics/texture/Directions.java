package org.petctflow.radiomics.texture;

import java.util.ArrayList;
import java.util.List;

/** Steps from a voxel to its neighbours: slices, rows, columns. */
public final class Directions {

    private Directions() {
    }

    /**
     * One of each pair of opposite steps whose largest component is one of the distances (Chebyshev distance): 13 for distance
     * 1, 4 in a plane.
     *
     * @param distances Chebyshev distances, at least 1
     * @param flatAxis 0, 1 or 2 for steps within the planes across this axis, -1 for all
     * @return the steps, in PyRadiomics' order
     */
    public static List<int[]> half(final int[] distances, final int flatAxis) {
        final List<int[]> all = all(distances, flatAxis);
        return all.subList(0, all.size() / 2);
    }

    /**
     * @param distances Chebyshev distances, at least 1
     * @param flatAxis 0, 1 or 2 for steps within the planes across this axis, -1 for all
     * @return all steps, opposite ones mirrored about the middle of the list: 26 for distance 1, 8 in a plane
     */
    public static List<int[]> all(final int[] distances, final int flatAxis) {
        int max = 0;
        for (final int d : distances) {
            if (d < 1) {
                throw new IllegalArgumentException("A distance is at least 1 voxel, but was " + d);
            }
            max = Math.max(max, d);
        }
        final List<int[]> steps = new ArrayList<>();
        for (int s = max; s >= -max; s--) {
            for (int r = max; r >= -max; r--) {
                for (int c = max; c >= -max; c--) {
                    final int[] step = {s, r, c};
                    final int distance = Math.max(Math.abs(s), Math.max(Math.abs(r), Math.abs(c)));
                    if (contains(distances, distance) && (flatAxis < 0 || step[flatAxis] == 0)) {
                        steps.add(step);
                    }
                }
            }
        }
        return steps;
    }

    private static boolean contains(final int[] numbers, final int number) {
        for (final int n : numbers) {
            if (n == number) {
                return true;
            }
        }
        return false;
    }
}
