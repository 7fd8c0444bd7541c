package org.petctflow.imaging.segmentation;

import java.io.IOException;
import java.util.List;

import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.VolumeInfo;

/** A file with one or more segments. Immutable. */
public sealed interface Segmentation permits StructureSet, LabelSegmentation, BoxAnnotations {

    /** @return what kind of file it is, e.g. {@code RTSTRUCT} */
    String format();

    /** @return its segments, in the order of the file */
    List<Segment> segments();

    /** @return what it says of the images it was drawn on */
    References references();

    /** @return what a user should know of the file, none if all is well */
    List<String> warnings();

    /**
     * Whether the segmentation can have been drawn on an image, by coordinates alone: a label image has the image's grid,
     * contours lie within the image.
     *
     * @param image an image
     * @return whether they fit
     */
    boolean fits(VolumeInfo image);

    /**
     * @param segment one of {@link #segments()}
     * @param image the image whose grid the mask shall have, and whose identifiers it takes
     * @param options how
     * @param progress told how far it is, and asked for cancellation
     * @return the mask
     * @throws IOException if it cannot be put on that grid; the message says why and what to do
     */
    SegmentMask mask(Segment segment, VolumeInfo image, MaskOptions options, Progress progress) throws IOException;
}
