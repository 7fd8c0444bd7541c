package org.petctflow.radiomics.filter;

import java.util.Locale;

import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.radiomics.image.Fourier;

/**
 * Filters in the Fourier domain. A discrete transform makes the image periodic. For any other boundary the image is first continued beyond
 * its border as far as the filter reaches, filtered, and cut back: the far ends of the continuation touch each other, but no voxel
 * of the image is near them. Takes 32 bytes for each voxel of the continued image; an aligned Riesz transform 64, and some
 * 300 for each voxel of the image itself.
 */
final class FourierFilter {

    /**
     * Voxels that a Riesz transform reaches at least: it decays slowly, but a response without a mean ends soon. An image is not continued
     * farther than this, or than it is large.
     */
    private static final int RIESZ_REACH = 32;

    private final boolean m_flat;

    private final Boundary m_boundary;

    private final Riesz m_riesz;

    /**
     * @param flat whether slice by slice
     * @param boundary what lies beyond the border
     * @param riesz a transform of the response; null for the response itself
     */
    FourierFilter(final boolean flat, final Boundary boundary, final Riesz riesz) {
        if (riesz != null) {
            riesz.check(flat);
        }
        m_flat = flat;
        m_boundary = boundary;
        m_riesz = riesz;
    }

    /** The filter itself, on the continued image. */
    @FunctionalInterface
    interface Base {
        Spectrum of(Grid continued, Progress progress);
    }

    /**
     * @param image the image
     * @param reach voxels that the filter reaches along each axis
     * @param base the filter
     * @param progress progress and cancellation
     * @return the response on the image's grid
     */
    Grid apply(final Volume image, final int[] reach, final Base base, final Progress progress) {
        final int[] size = {image.geometry().slices(), image.geometry().rows(), image.geometry().columns()};
        final int[] from = new int[3];
        final int[] padded = size.clone();
        for (int axis = m_flat ? 1 : 0; axis < 3; axis++) {
            if (m_boundary != Boundary.PERIODIC) {
                // a mirrored or continued image has nothing new to say farther out than it is large
                final int far = Math.min(Math.max(reach[axis], m_riesz == null ? 0 : RIESZ_REACH), Math.max(size[axis], RIESZ_REACH));
                padded[axis] = Fourier.length(Math.addExact(size[axis], 2 * far));
                from[axis] = (padded[axis] - size[axis]) / 2;
            }
        }
        final double bytes = 40.0 * padded[0] * padded[1] * padded[2];
        if (bytes > Runtime.getRuntime().maxMemory()) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "the Fourier transform of %d x %d x %d voxels needs %.1f GB, more than "
                + "there is: resample to larger voxels, or set boundary=mirror, which looks at the region's surroundings only", padded[0],
                padded[1], padded[2], bytes / 1e9));
        }
        final Grid grid = Grid.of(image);
        final Grid continued = m_boundary == Boundary.PERIODIC ? grid
            : grid.part(new int[]{-from[0], -from[1], -from[2]}, padded, m_boundary);
        final Spectrum spectrum = base.of(continued, progress.part(0, 0.5));
        if (m_riesz != null) {
            return m_riesz.apply(spectrum, padded, from, size, image.geometry().spacing(), progress.part(0.5, 1));
        }
        return spectrum.inverse(progress.part(0.5, 1)).part(from, size, Boundary.ZERO);
    }
}
