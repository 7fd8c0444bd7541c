package org.petctflow.imaging.segmentation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.VolumeInfo;

/**
 * An RTSTRUCT: regions of interest as contours.
 *
 * @param rois its regions, in the order of the file
 * @param references what it says of its images
 * @param warnings what a user should know of the file
 */
public record StructureSet(List<Roi> rois, References references, List<String> warnings) implements Segmentation {

    /** Copies the lists. */
    public StructureSet {
        rois = List.copyOf(rois);
        warnings = List.copyOf(warnings);
    }

    @Override
    public String format() {
        return "RTSTRUCT";
    }

    @Override
    public List<Segment> segments() {
        return rois.stream().map(Roi::segment).toList();
    }

    /** All closed contours have all points within the image, up to half a voxel, and there is one. */
    @Override
    public boolean fits(final VolumeInfo image) {
        final Geometry g = image.geometry();
        boolean any = false;
        for (final Roi roi : rois) {
            for (final Contour contour : roi.contours()) {
                if (!contour.isClosed()) {
                    continue;
                }
                any = true;
                final double[] p = contour.points();
                for (int i = 0; i < p.length; i += 3) {
                    final double[] index = g.toIndex(p[i], p[i + 1], p[i + 2]);
                    for (int axis = 0; axis < 3; axis++) {
                        if (!(index[axis] >= -0.5 - 1e-3 && index[axis] <= g.size(axis) - 0.5 + 1e-3)) {
                            return false;
                        }
                    }
                }
            }
        }
        return any;
    }

    @Override
    public SegmentMask mask(final Segment segment, final VolumeInfo image, final MaskOptions options,
        final Progress progress) throws IOException {
        final Roi roi = rois.stream().filter(r -> r.segment().equals(segment)).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("The structure set has no region " + segment));
        final List<String> notes = new ArrayList<>();
        final String frame = roi.frameOfReferenceUid();
        if (!frame.isEmpty() && !image.frameOfReferenceUid().isEmpty() && !frame.equals(image.frameOfReferenceUid())) {
            notes.add("The region " + segment + " names another frame of reference than the image: check that it lies where it "
                + "should");
        }
        final ContourRasterizer.Result result = ContourRasterizer.rasterize(roi, image.geometry(), progress);
        notes.addAll(result.warnings());
        final Mask mask = Mask.of(segment.maskOn(image), result.inside());
        if (mask.count() == 0 && notes.isEmpty()) {
            notes.add("The region " + segment + " holds no voxel's centre");
        }
        return new SegmentMask(mask, result.volume(), false, notes);
    }
}
