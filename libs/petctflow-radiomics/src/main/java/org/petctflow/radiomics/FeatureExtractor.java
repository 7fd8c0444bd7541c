package org.petctflow.radiomics;

import java.util.List;

import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.VolumeInfo;

/** Extracts features of regions in images. Immutable and safe for use by several threads. */
public interface FeatureExtractor {

    /** @return what every region gets, in the order of the results; depends on the settings only */
    List<FeatureSlot> slots();

    /**
     * @param image the image
     * @param mask the region
     * @param progress reported between filters and families; asked for cancellation
     * @return one value for each of {@link #slots()}: a number, or the reason why there is none
     */
    FeatureVector extract(Volume image, Mask mask, Progress progress);

    /**
     * @param info of an image
     * @return what a careful analyst would ask about the settings for it, each a sentence; empty if nothing
     */
    List<String> warnings(VolumeInfo info);

    /** @return the settings in a sentence, for a person */
    String describe();
}
