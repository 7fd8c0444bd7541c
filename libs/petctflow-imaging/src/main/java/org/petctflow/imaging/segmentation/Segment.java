package org.petctflow.imaging.segmentation;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.imaging.volume.Voxels;

/**
 * One region of a segmentation.
 *
 * @param number its number within the file: ROINumber, SegmentNumber or the label's value
 * @param name its name, or empty
 * @param color the colour in which the file shows it, 0xRRGGBB, or {@link #NO_COLOR}
 */
public record Segment(int number, String name, int color) {

    /** Files of most formats say no colour. */
    public static final int NO_COLOR = -1;

    /** The key of a mask's tags with {@link #number()}. */
    static final String NUMBER_TAG = "SegmentNumber";

    /** Checks that there is a name. */
    public Segment {
        Objects.requireNonNull(name, "name");
    }

    /**
     * A segment without a colour.
     *
     * @param number its number within the file
     * @param name its name, or empty
     */
    public Segment(final int number, final String name) {
        this(number, name, NO_COLOR);
    }

    /** @return what is known of this segment's mask on an image: the image's facts, this one's name, number and colour */
    VolumeInfo maskOn(final VolumeInfo image) {
        final Map<String, String> tags = new TreeMap<>(image.tags());
        tags.put(NUMBER_TAG, Integer.toString(number));
        if (color == NO_COLOR) {
            tags.remove(SegmentColors.TAG);
        } else {
            tags.put(SegmentColors.TAG, SegmentColors.integers(color));
        }
        return image.withGrid(image.geometry(), Voxels.Kind.UINT8).withModality(Modality.MASK, Units.NONE).withName(name).withTags(tags);
    }

    /** For messages, e.g. {@code 'GTV' (number 3)}. */
    @Override
    public String toString() {
        return name.isEmpty() ? "number " + number : "'" + name + "' (number " + number + ")";
    }
}
