package org.petctflow.radiomics.regions;

import java.util.Arrays;
import java.util.List;

import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.radiomics.image.Region;

/**
 * What habitats are found in: voxels, or supervoxels, of one patient.
 *
 * @param values of each image, in the same order of samples
 * @param weights how many voxels each sample stands for
 */
public record Samples(double[][] values, double[] weights) {

    /**
     * @param images one or more on the mask's grid; the first one gives the habitats their order
     * @param mask the region
     * @return its voxels, in the order of the grid
     * @throws IllegalArgumentException if grids differ or a value is not finite
     */
    public static Samples of(final List<Volume> images, final Mask mask) {
        final double[][] values = images.stream().map(i -> Region.of(i, mask).values()).toArray(double[][]::new);
        final double[] weights = new double[values.length == 0 ? 0 : values[0].length];
        Arrays.fill(weights, 1);
        return new Samples(values, weights);
    }

    /** @return how many there are */
    public int count() {
        return weights.length;
    }

    /**
     * For the fit to a cohort, where a patient's every voxel is neither needed nor can be held.
     *
     * @param most how many to keep at most
     * @return samples at even steps, with weights that stand for all
     */
    public Samples thinned(final int most) {
        final int n = count();
        if (n <= most) {
            return this;
        }
        final double[][] kept = new double[values.length][most];
        final double[] w = new double[most];
        for (int i = 0; i < n; i++) {
            w[(int)((long)i * most / n)] += weights[i];
        }
        for (int k = 0; k < most; k++) {
            // the middle of the samples that it stands for
            final int i = (int)((2L * k + 1) * n / (2L * most));
            for (int f = 0; f < values.length; f++) {
                kept[f][k] = values[f][i];
            }
        }
        return new Samples(kept, w);
    }
}
