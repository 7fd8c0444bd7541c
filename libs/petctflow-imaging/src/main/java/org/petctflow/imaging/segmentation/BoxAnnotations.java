package org.petctflow.imaging.segmentation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.petctflow.base.Progress;
import org.petctflow.imaging.dicom.DicomTags;
import org.petctflow.imaging.resample.Interpolation;
import org.petctflow.imaging.resample.Resampler;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.VolumeInfo;

/**
 * Rectangles drawn around lesions, one file a slice, as in the collection Lung-PET-CT-Dx (doi:10.7937/TCIA.2020.NNC2-0461): Pascal VOC
 * files, each named by the SOPInstanceUID of its image. They are no outlines: a mask of boxes is where to look for the lesion. Immutable.
 */
public final class BoxAnnotations implements Segmentation {

    /**
     * A rectangle on one image, of pixels from 0, borders included.
     *
     * @param instanceUid the image
     * @param label what is in it
     * @param firstColumn the leftmost column
     * @param firstRow the topmost row
     * @param lastColumn the rightmost column
     * @param lastRow the lowest row
     * @param columns how many columns the annotated image has; 0 if unknown
     * @param rows how many rows
     */
    record Box(String instanceUid, String label, int firstColumn, int firstRow, int lastColumn, int lastRow, int columns, int rows) {
    }

    private final List<Box> m_boxes;

    private final List<Segment> m_segments;

    private final List<String> m_warnings;

    BoxAnnotations(final List<Box> boxes, final List<String> warnings) {
        m_boxes = List.copyOf(boxes);
        m_warnings = List.copyOf(warnings);
        final List<Segment> segments = new ArrayList<>();
        for (final String label : new TreeSet<>(boxes.stream().map(Box::label).toList())) {
            segments.add(new Segment(segments.size() + 1, label));
        }
        m_segments = List.copyOf(segments);
    }

    @Override
    public String format() {
        return "Pascal VOC";
    }

    @Override
    public List<Segment> segments() {
        return m_segments;
    }

    @Override
    public References references() {
        return new References(Set.of(), Set.of(), Set.of(), new TreeSet<>(m_boxes.stream().map(Box::instanceUid).toList()));
    }

    @Override
    public List<String> warnings() {
        return m_warnings;
    }

    /** One of the image's slices is annotated. */
    @Override
    public boolean fits(final VolumeInfo image) {
        final Set<String> own = references().instanceUids();
        return Arrays.stream(DicomTags.perSlice(image, DicomTags.SOP_INSTANCE_UID)).anyMatch(own::contains);
    }

    @Override
    public SegmentMask mask(final Segment segment, final VolumeInfo image, final MaskOptions options, final Progress progress)
        throws IOException {
        if (!m_segments.contains(segment)) {
            throw new IllegalArgumentException("The annotations have no " + segment);
        }
        final Geometry g = image.geometry();
        final Map<String, Integer> slices = new LinkedHashMap<>();
        final String[] uids = DicomTags.perSlice(image, DicomTags.SOP_INSTANCE_UID);
        for (int s = 0; s < uids.length; s++) {
            slices.putIfAbsent(uids[s], s);
        }
        final byte[] inside = new byte[g.voxels()];
        final List<String> notes = new ArrayList<>();
        int elsewhere = 0;
        for (final Box box : m_boxes) {
            if (!box.label.equals(segment.name())) {
                continue;
            }
            progress.checkCancelled();
            final Integer slice = slices.get(box.instanceUid);
            if (slice == null) {
                elsewhere++;
            } else if (box.columns > 0 && box.columns != g.columns() || box.rows > 0 && box.rows != g.rows()) {
                throw new IOException("The box of " + segment + " was drawn on an image of " + box.columns + " x " + box.rows
                    + " pixels, but the image has " + g.columns() + " x " + g.rows());
            } else {
                fill(inside, g, slice, box);
            }
        }
        if (elsewhere > 0) {
            notes.add(elsewhere + " boxes of " + segment + " are on slices that are not in this image");
        }
        final Mask mask = Mask.of(segment.maskOn(image), inside);
        if (mask.count() == 0) {
            throw new IOException("No box of " + segment + " lies within this image");
        }
        notes.add("Boxes around the lesion, no outline: segment the lesion within them");
        return new SegmentMask(mask, Double.NaN, false, notes);
    }

    /**
     * @param segment one of {@link #segments()}
     * @param drawnOn images with annotated slices, in the frame of reference of the other image
     * @param image the image whose grid the mask shall have, such as the PET of a CT
     * @param progress told how far it is, and asked for cancellation
     * @return the boxes of all those images: a voxel is inside where the nearest voxel of one of them is
     * @throws IOException if no box lies within any of the images, or none reaches the other
     */
    public SegmentMask mask(final Segment segment, final List<VolumeInfo> drawnOn, final VolumeInfo image, final Progress progress)
        throws IOException {
        final byte[] inside = new byte[image.geometry().voxels()];
        final Set<String> notes = new LinkedHashSet<>();
        double volume = 0;
        for (final VolumeInfo own : drawnOn) {
            if (!cuts(segment, own)) {
                continue;
            }
            final SegmentMask mask = mask(segment, own, MaskOptions.DEFAULTS, progress);
            final byte[] moved = Resampler.resample(mask.mask(), image.geometry(), Interpolation.NEAREST, progress).inside();
            for (int v = 0; v < inside.length; v++) {
                inside[v] |= moved[v];
            }
            volume += mask.mask().volume();
            notes.addAll(mask.warnings());
        }
        final Mask mask = Mask.of(segment.maskOn(image), inside);
        if (mask.count() == 0) {
            throw new IOException("No box of " + segment + " reaches this image");
        }
        return new SegmentMask(mask, drawnOn.size() == 1 ? volume : Double.NaN, true, List.copyOf(notes));
    }

    /** Whether one of the segment's boxes is on a slice of the image. */
    private boolean cuts(final Segment segment, final VolumeInfo image) {
        final Set<String> slices = Set.copyOf(Arrays.asList(DicomTags.perSlice(image, DicomTags.SOP_INSTANCE_UID)));
        return m_boxes.stream().anyMatch(b -> b.label.equals(segment.name()) && slices.contains(b.instanceUid));
    }

    private static void fill(final byte[] inside, final Geometry g, final int slice, final Box box) {
        for (int r = Math.max(0, box.firstRow); r <= Math.min(g.rows() - 1, box.lastRow); r++) {
            for (int c = Math.max(0, box.firstColumn); c <= Math.min(g.columns() - 1, box.lastColumn); c++) {
                inside[g.voxel(slice, r, c)] = 1;
            }
        }
    }
}
