package org.petctflow.radiomics.regions;

import java.util.Arrays;

import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;

/** How mixed the values about each voxel are. */
public final class LocalEntropy {

    private LocalEntropy() {
    }

    /**
     * Local entropy: {@code -sum p log2 p} over the bins {@code floor(x / width)} of the voxels within a cube about each voxel of the
     * region, as far as the image reaches. Unit: bit.
     *
     * @param image the image
     * @param mask the region
     * @param reach voxels from the centre to the cube's side, 1 to 5
     * @param width width of a bin in the image's unit, above 0
     * @param progress reported between slices; asked for cancellation
     * @return the entropies; 0 outside the region
     */
    public static Volume of(final Volume image, final Mask mask, final int reach, final double width, final Progress progress) {
        if (reach < 1 || reach > 5 || !(width > 0)) {
            throw new IllegalArgumentException("Local entropy needs a reach of 1 to 5 voxels and a bin width above 0, but had " + reach
                + " and " + width);
        }
        final Geometry g = image.geometry();
        final byte[] inside = mask.inside();
        final double[] entropy = new double[inside.length];
        final double[] bins = new double[(2 * reach + 1) * (2 * reach + 1) * (2 * reach + 1)];
        for (int s = 0, v = 0; s < g.slices(); s++) {
            progress.checkCancelled();
            progress.report((double)s / g.slices(), "Local entropy");
            for (int r = 0; r < g.rows(); r++) {
                for (int c = 0; c < g.columns(); c++, v++) {
                    if (inside[v] == 0) {
                        continue;
                    }
                    int n = 0;
                    for (int z = Math.max(0, s - reach); z <= Math.min(g.slices() - 1, s + reach); z++) {
                        for (int y = Math.max(0, r - reach); y <= Math.min(g.rows() - 1, r + reach); y++) {
                            for (int x = Math.max(0, c - reach); x <= Math.min(g.columns() - 1, c + reach); x++) {
                                bins[n++] = Math.floor(image.get(z, y, x) / width);
                            }
                        }
                    }
                    Arrays.sort(bins, 0, n);
                    for (int i = 0; i < n;) {
                        int j = i + 1;
                        while (j < n && bins[j] == bins[i]) {
                            j++;
                        }
                        final double p = (double)(j - i) / n;
                        entropy[v] -= p * Math.log(p) / Math.log(2);
                        i = j;
                    }
                }
            }
        }
        progress.report(1, "");
        return new Volume(image.info().withGrid(g, Voxels.Kind.FLOAT64).withModality(image.info().modality(), "bit"),
            Voxels.of(entropy));
    }
}
