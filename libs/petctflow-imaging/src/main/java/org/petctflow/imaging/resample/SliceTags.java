package org.petctflow.imaging.resample;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.petctflow.imaging.dicom.DicomTags;
import org.petctflow.imaging.volume.VolumeInfo;

/** Facts that differ between slices, when the slices change. */
public final class SliceTags {

    private SliceTags() {
    }

    /**
     * @param info a volume's info
     * @return it without the facts that differ between slices, and without the files' identifiers: for volumes on other slices
     */
    public static VolumeInfo drop(final VolumeInfo info) {
        final Map<String, String> tags = new TreeMap<>(info.tags());
        tags.keySet().removeAll(Set.of(DicomTags.SOP_INSTANCE_UID, DicomTags.FRAME_NUMBER));
        tags.values().removeIf(value -> value.indexOf(DicomTags.SLICES) >= 0);
        return tags.size() == info.tags().size() ? info : info.withTags(tags);
    }

    /**
     * @param info a volume's info
     * @param first the first slice that is kept, may be negative
     * @param slices how many
     * @return it with the facts of these slices only; empty for slices that the volume has not
     */
    public static VolumeInfo keep(final VolumeInfo info, final int first, final int slices) {
        final Map<String, String> tags = new TreeMap<>(info.tags());
        for (final Map.Entry<String, String> tag : tags.entrySet()) {
            if (tag.getValue().indexOf(DicomTags.SLICES) >= 0) {
                final String[] old = tag.getValue().split("\\\\", -1);
                final StringBuilder kept = new StringBuilder();
                for (int s = first; s < first + slices; s++) {
                    kept.append(s == first ? "" : String.valueOf(DicomTags.SLICES)).append(s >= 0 && s < old.length ? old[s] : "");
                }
                tag.setValue(kept.toString());
            }
        }
        return info.withTags(tags);
    }
}
