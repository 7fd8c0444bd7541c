package org.petctflow.study.viewer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.petctflow.study.viewer.ViewerPage.Case;
import org.petctflow.study.viewer.ViewerPage.Output;
import org.petctflow.study.viewer.ViewerPage.VolumeEntry;

/**
 * A case with its images: what the index says of it, and what is kept for the page to ask for.
 *
 * @param entry its part of the index
 * @param images its images, one for each volume of the entry and in its order
 * @param petMax the PET's highest value, 0 without one
 */
public record ViewerCase(Case entry, List<ViewerImage> images, double petMax) {

    /**
     * @param id the case's id; its volumes' begin with it
     * @param label what a person reads; a pseudonym
     * @param note a sentence, null for none
     * @param images its images, all on one grid
     * @param outputs what a network says of it; may be empty
     * @return the case
     */
    public static ViewerCase of(final String id, final String label, final String note, final List<ViewerImage> images,
        final List<Output> outputs) {
        final List<VolumeEntry> entries = new ArrayList<>();
        double petMax = 0;
        for (int i = 0; i < images.size(); i++) {
            final ViewerImage image = images.get(i);
            final ViewerImage.Heat heat = image.heat();
            final NiftiBlob blob = NiftiBlob.of(image.kind(), image.volume());
            if (image.kind() == ViewerImage.Kind.PET) {
                petMax = Math.max(petMax, blob.max());
            }
            final var g = image.volume().geometry();
            entries.add(new VolumeEntry(id + "/" + i, image.kind().name().toLowerCase(Locale.ROOT), image.name(), "application/nifti+gzip",
                new int[]{g.columns(), g.rows(), g.slices()}, NiftiBlob.affine(g), "RAS", blob.dtype(), blob.slope(), blob.intercept(),
                image.kind() == ViewerImage.Kind.MASK ? "" : image.volume().info().unit(), blob.min(), blob.max(),
                heat == null ? null : heat.task(), heat == null ? null : heat.layer(), heat == null ? null : heat.method(),
                image.kind() == ViewerImage.Kind.MASK ? image.labels() : null, heat == null || heat.shares().isEmpty() ? null : heat.shares(),
                blob.encodedBytes(), blob.rawBytes()));
        }
        return new ViewerCase(new Case(id, label, note, List.copyOf(entries), List.copyOf(outputs)), List.copyOf(images), petMax);
    }
}
