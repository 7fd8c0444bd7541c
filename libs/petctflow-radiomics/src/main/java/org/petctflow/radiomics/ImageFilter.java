package org.petctflow.radiomics;

import java.util.List;

import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Volume;

/** Makes images of an image: the place where filters plug in. Safe for use by several threads. */
@FunctionalInterface
public interface ImageFilter {

    /** The image itself, named original. */
    ImageFilter ORIGINAL = (image, mask, progress) -> List.of(new Filtered("original", image));

    /**
     * One filtered image.
     *
     * @param name as in a column's name, without underscore, e.g. {@code wavelet-LLH}
     * @param image on the grid of the image that was filtered
     */
    record Filtered(String name, Volume image) {
    }

    /**
     * @param image the image after interpolation
     * @param mask the region, on the same grid
     * @param progress where it is, and cancellation
     * @return one or more filtered images, in a fixed order
     */
    List<Filtered> apply(Volume image, Mask mask, Progress progress);

    /**
     * @return along how many axes, from the last one (columns), the filter needs the image as far as it reaches: 0 if the region's
     *         surroundings are enough, 2 for whole slices, 3 for the whole image
     */
    default int wholeAxes() {
        return 0;
    }

    /**
     * A filter that needs more than the region's surroundings.
     *
     * @param filter the filter
     * @param wholeAxes see {@link ImageFilter#wholeAxes()}
     */
    record Whole(ImageFilter filter, @Override int wholeAxes) implements ImageFilter {
        @Override
        public List<Filtered> apply(final Volume image, final Mask mask, final Progress progress) {
            return filter.apply(image, mask, progress);
        }
    }
}
