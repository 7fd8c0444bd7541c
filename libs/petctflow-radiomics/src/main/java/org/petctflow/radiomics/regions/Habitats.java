package org.petctflow.radiomics.regions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Volume;

/**
 * Habitats: groups of voxels alike in some images, e.g. CT, PET and local entropy, by k-means or a Gaussian mixture on values that are
 * standardised over all voxels, ordered by the mean of the first image: reg1 is the lowest. Fitted to one patient or to the voxels of
 * a cohort, whose habitats then mean the same in each patient. Nothing is random. Immutable.
 */
public final class Habitats {

    private final double[] m_mean;

    private final double[] m_sd;

    private final Clusters m_clusters;

    private Habitats(final double[] mean, final double[] sd, final Clusters clusters) {
        m_mean = mean;
        m_sd = sd;
        m_clusters = clusters;
    }

    /**
     * @param patients the samples of each patient; all with the same number of images
     * @param k how many habitats, at least 2
     * @param clustering how
     * @param progress reported between rounds; asked for cancellation
     * @return the habitats
     * @throws IllegalArgumentException if there are fewer samples than habitats, or no image
     */
    public static Habitats fit(final List<Samples> patients, final int k, final Clustering clustering, final Progress progress) {
        final int images = patients.isEmpty() ? 0 : patients.get(0).values().length;
        int n = 0;
        for (final Samples p : patients) {
            if (p.values().length != images) {
                throw new IllegalArgumentException("Every patient must have the same images, but one had " + p.values().length
                    + ", not " + images);
            }
            n = Math.addExact(n, p.count());
        }
        if (images == 0 || k < 2 || n < k) {
            throw new IllegalArgumentException("Habitats need an image, at least 2 habitats and as many voxels or supervoxels, but there "
                + "were " + images + " images, " + k + " habitats and " + n + " voxels or supervoxels");
        }
        final double[][] x = new double[images][n];
        final double[] weights = new double[n];
        int at = 0;
        for (final Samples p : patients) {
            for (int f = 0; f < images; f++) {
                System.arraycopy(p.values()[f], 0, x[f], at, p.count());
            }
            System.arraycopy(p.weights(), 0, weights, at, p.count());
            at += p.count();
        }
        final double[] mean = new double[images];
        final double[] sd = new double[images];
        for (int f = 0; f < images; f++) {
            standardise(x[f], weights, mean, sd, f);
        }
        final Clusters clusters = clustering == Clustering.K_MEANS ? KMeans.of(x, weights, k, progress)
            : GaussianMixture.of(x, weights, k, progress);
        progress.report(1, "");
        return new Habitats(mean, sd, clusters);
    }

    /** Makes the mean 0 and the standard deviation 1, in place. */
    static void standardise(final double[] x, final double[] weights, final double[] mean, final double[] sd, final int at) {
        double total = 0;
        double sum = 0;
        for (int v = 0; v < x.length; v++) {
            total += weights[v];
            sum += weights[v] * x[v];
        }
        mean[at] = sum / total;
        double squares = 0;
        for (int v = 0; v < x.length; v++) {
            squares += weights[v] * (x[v] - mean[at]) * (x[v] - mean[at]);
        }
        // an image without contrast tells nothing apart
        sd[at] = squares > 0 ? Math.sqrt(squares / total) : 1;
        for (int v = 0; v < x.length; v++) {
            x[v] = (x[v] - mean[at]) / sd[at];
        }
    }

    /** @return each habitat's centre in the images' own units, in the order reg1 ... regK */
    public double[][] centres() {
        final double[][] c = m_clusters.centres();
        final double[][] centres = new double[c.length][m_mean.length];
        for (int h = 0; h < c.length; h++) {
            for (int f = 0; f < m_mean.length; f++) {
                centres[h][f] = m_mean[f] + m_sd[f] * c[h][f];
            }
        }
        return centres;
    }

    /**
     * @param samples of the same images as fitted, in the same order
     * @return the habitat of each sample, 0 for reg1
     * @throws IllegalArgumentException if there are other images than fitted
     */
    public int[] assign(final Samples samples) {
        if (samples.values().length != m_mean.length) {
            throw new IllegalArgumentException(
                "The habitats were fitted to " + m_mean.length + " images, but there are " + samples.values().length);
        }
        final int[] habitats = new int[samples.count()];
        final double[] point = new double[m_mean.length];
        for (int i = 0; i < habitats.length; i++) {
            for (int f = 0; f < point.length; f++) {
                point[f] = (samples.values()[f][i] - m_mean[f]) / m_sd[f];
            }
            habitats[i] = m_clusters.assign(point);
        }
        return habitats;
    }

    /**
     * @param images the same images as fitted, in the same order, on the mask's grid
     * @param mask the region
     * @return reg1 ... regK, each voxel of the region in one of them; a habitat that a patient lacks is empty
     * @throws IllegalArgumentException if there are other images than fitted, grids differ or a value is not finite
     */
    public List<SubRegion> apply(final List<Volume> images, final Mask mask) {
        return parts(assign(Samples.of(images, mask)), m_clusters.centres().length, mask);
    }

    /**
     * @param images the same images as fitted, in the same order, on the mask's grid
     * @param mask the region
     * @param supervoxels the region's
     * @return reg1 ... regK, each supervoxel of the region as a whole in one of them
     * @throws IllegalArgumentException if there are other images than fitted, grids differ or a value is not finite
     */
    public List<SubRegion> apply(final List<Volume> images, final Mask mask, final Supervoxels supervoxels) {
        final int[] assigned = assign(supervoxels.means(Samples.of(images, mask)));
        return parts(Arrays.stream(supervoxels.labels()).map(s -> assigned[s]).toArray(), m_clusters.centres().length, mask);
    }

    private static List<SubRegion> parts(final int[] habitats, final int k, final Mask mask) {
        final byte[] inside = mask.inside();
        final byte[][] parts = new byte[k][inside.length];
        for (int v = 0, i = 0; v < inside.length; v++) {
            if (inside[v] != 0) {
                parts[habitats[i++]][v] = 1;
            }
        }
        final List<SubRegion> result = new ArrayList<>();
        for (int c = 0; c < k; c++) {
            result.add(new SubRegion("reg" + (c + 1), Mask.of(mask.info(), parts[c])));
        }
        return result;
    }
}
