package org.petctflow.radiomics.regions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;
import org.petctflow.radiomics.image.Region;

/**
 * Habitats: groups of voxels alike in some images, e.g. CT, PET and local entropy, by k-means (Lloyd 1982, doi:10.1109/TIT.1982.1056489) on
 * values that are standardised over all voxels, ordered by the mean of the first image: reg1 is the lowest. Fitted to one patient or to
 * the voxels of a cohort, whose habitats then mean the same in each patient. Nothing is random: the start are the means of k
 * equal parts of the voxels in the order of the first image. Immutable.
 */
public final class Habitats {

    private static final int MOST_ROUNDS = 300;

    private final double[] m_mean;

    private final double[] m_sd;

    private final double[][] m_centres;

    private Habitats(final double[] mean, final double[] sd, final double[][] centres) {
        m_mean = mean;
        m_sd = sd;
        m_centres = centres;
    }

    /**
     * @param images one or more on the mask's grid; the first one gives the order
     * @param mask the region
     * @return the values of each image in the region, in the order of its voxels
     * @throws IllegalArgumentException if grids differ or a value is not finite
     */
    public static double[][] values(final List<Volume> images, final Mask mask) {
        return images.stream().map(i -> Region.of(i, mask).values()).toArray(double[][]::new);
    }

    /**
     * @param patients for each patient the values of each image, see {@link #values}; all with the same number of images
     * @param k how many habitats, at least 2
     * @param progress reported between rounds; asked for cancellation
     * @return the habitats
     * @throws IllegalArgumentException if there are fewer voxels than habitats, or no image
     */
    public static Habitats fit(final List<double[][]> patients, final int k, final Progress progress) {
        final int images = patients.isEmpty() ? 0 : patients.get(0).length;
        int n = 0;
        for (final double[][] p : patients) {
            if (p.length != images) {
                throw new IllegalArgumentException("Every patient must have the same images, but one had " + p.length + ", not " + images);
            }
            n = Math.addExact(n, images == 0 ? 0 : p[0].length);
        }
        if (images == 0 || k < 2 || n < k) {
            throw new IllegalArgumentException("Habitats need an image, at least 2 habitats and as many voxels, but there were " + images
                + " images, " + k + " habitats and " + n + " voxels");
        }
        final double[][] x = new double[images][n];
        int at = 0;
        for (final double[][] p : patients) {
            for (int f = 0; f < images; f++) {
                System.arraycopy(p[f], 0, x[f], at, p[0].length);
            }
            at += p[0].length;
        }
        final double[] mean = new double[images];
        final double[] sd = new double[images];
        for (int f = 0; f < images; f++) {
            mean[f] = Arrays.stream(x[f]).sum() / n;
            double sum = 0;
            for (final double v : x[f]) {
                sum += (v - mean[f]) * (v - mean[f]);
            }
            // an image without contrast tells nothing apart
            sd[f] = sum > 0 ? Math.sqrt(sum / n) : 1;
            for (int v = 0; v < n; v++) {
                x[f][v] = (x[f][v] - mean[f]) / sd[f];
            }
        }
        final double[][] centres = cluster(x, k, progress);
        Arrays.sort(centres, Comparator.comparingDouble(c -> c[0]));
        progress.report(1, "");
        return new Habitats(mean, sd, centres);
    }

    private static double[][] cluster(final double[][] x, final int k, final Progress progress) {
        final int n = x[0].length;
        final Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> x[0][i]));
        final int[] group = new int[n];
        for (int i = 0; i < n; i++) {
            group[order[i]] = (int)((long)i * k / n);
        }
        final double[][] centres = new double[k][x.length];
        for (int round = 0; round < MOST_ROUNDS; round++) {
            progress.checkCancelled();
            progress.report((double)round / MOST_ROUNDS, "k-means, round " + (round + 1));
            final int[] count = new int[k];
            final double[][] sum = new double[k][x.length];
            for (int v = 0; v < n; v++) {
                count[group[v]]++;
                for (int f = 0; f < x.length; f++) {
                    sum[group[v]][f] += x[f][v];
                }
            }
            for (int c = 0; c < k; c++) {
                for (int f = 0; f < x.length && count[c] > 0; f++) {
                    centres[c][f] = sum[c][f] / count[c];
                }
            }
            boolean changed = false;
            final double[] point = new double[x.length];
            for (int v = 0; v < n; v++) {
                for (int f = 0; f < x.length; f++) {
                    point[f] = x[f][v];
                }
                final int nearest = nearest(centres, point);
                changed |= nearest != group[v];
                group[v] = nearest;
            }
            if (!changed) {
                break;
            }
        }
        return centres;
    }

    private static int nearest(final double[][] centres, final double[] point) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < centres.length; c++) {
            double d = 0;
            for (int f = 0; f < point.length; f++) {
                d += (point[f] - centres[c][f]) * (point[f] - centres[c][f]);
            }
            if (d < least) {
                least = d;
                nearest = c;
            }
        }
        return nearest;
    }

    /** @return each habitat's centre in the images' own units, in the order reg1 ... regK */
    public double[][] centres() {
        final double[][] centres = new double[m_centres.length][m_mean.length];
        for (int c = 0; c < centres.length; c++) {
            for (int f = 0; f < m_mean.length; f++) {
                centres[c][f] = m_mean[f] + m_sd[f] * m_centres[c][f];
            }
        }
        return centres;
    }

    /**
     * @param images the same images as fitted, in the same order, on the mask's grid
     * @param mask the region
     * @return reg1 ... regK, each voxel of the region in the one whose centre is nearest; a habitat that a patient lacks is empty
     * @throws IllegalArgumentException if there are other images than fitted, grids differ or a value is not finite
     */
    public List<SubRegion> apply(final List<Volume> images, final Mask mask) {
        if (images.size() != m_mean.length) {
            throw new IllegalArgumentException("The habitats were fitted to " + m_mean.length + " images, but there are " + images.size());
        }
        final double[][] x = values(images, mask);
        final byte[] inside = mask.inside();
        final byte[][] parts = new byte[m_centres.length][inside.length];
        final double[] point = new double[x.length];
        for (int v = 0, i = 0; v < inside.length; v++) {
            if (inside[v] != 0) {
                for (int f = 0; f < point.length; f++) {
                    point[f] = (x[f][i] - m_mean[f]) / m_sd[f];
                }
                parts[nearest(m_centres, point)][v] = 1;
                i++;
            }
        }
        final List<SubRegion> result = new ArrayList<>();
        for (int c = 0; c < parts.length; c++) {
            result.add(new SubRegion("reg" + (c + 1), Mask.of(mask.info(), parts[c])));
        }
        return result;
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
    public static Volume entropy(final Volume image, final Mask mask, final int reach, final double width, final Progress progress) {
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
