package org.petctflow.imaging.segmentation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.petctflow.base.Progress;
import org.petctflow.imaging.resample.GridMatch;
import org.petctflow.imaging.resample.Interpolation;
import org.petctflow.imaging.resample.Resampler;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.imaging.volume.Voxels;

/** Segments as voxels on a grid of their own: label images and DICOM SEG. */
public final class LabelSegmentation implements Segmentation {

    /** Gives one segment's voxels. */
    @FunctionalInterface
    interface Source {
        /**
         * @param index which segment, from 0
         * @param fractionThreshold from which fraction on a voxel is inside
         * @return 1 inside, 0 outside, one for each voxel of the grid
         * @throws IOException if the voxels are damaged
         */
        byte[] inside(int index, double fractionThreshold) throws IOException;
    }

    private final String m_format;

    private final Geometry m_grid;

    private final List<Segment> m_segments;

    private final References m_references;

    private final List<String> m_warnings;

    private final Source m_source;

    LabelSegmentation(final String format, final Geometry grid, final List<Segment> segments, final References references,
        final List<String> warnings, final Source source) {
        m_format = format;
        m_grid = grid;
        m_segments = List.copyOf(segments);
        m_references = references;
        m_warnings = List.copyOf(warnings);
        m_source = source;
    }

    @Override
    public String format() {
        return m_format;
    }

    @Override
    public List<Segment> segments() {
        return m_segments;
    }

    @Override
    public References references() {
        return m_references;
    }

    @Override
    public List<String> warnings() {
        return m_warnings;
    }

    /** @return the grid of the labels */
    public Geometry grid() {
        return m_grid;
    }

    /** The labels' voxels are voxels of the image, in whichever order. */
    @Override
    public boolean fits(final VolumeInfo image) {
        return GridMatch.of(m_grid, image.geometry()).filter(GridMatch::within).isPresent();
    }

    /**
     * @param segment one of {@link #segments()}
     * @param fractionThreshold from which fraction on a voxel of a fractional segment is inside
     * @return the segment on its own grid
     * @throws IOException if the voxels are damaged
     */
    public Mask mask(final Segment segment, final double fractionThreshold) throws IOException {
        final int index = m_segments.indexOf(segment);
        if (index < 0) {
            throw new IllegalArgumentException("The segmentation has no segment " + segment);
        }
        return Mask.of(segment.maskOn(VolumeInfo.of(m_grid, Voxels.Kind.UINT8, Modality.MASK, Units.NONE)), m_source.inside(index, fractionThreshold));
    }

    @Override
    public SegmentMask mask(final Segment segment, final VolumeInfo image, final MaskOptions options,
        final Progress progress) throws IOException {
        progress.checkCancelled();
        final Mask own = mask(segment, options.fractionThreshold());
        final VolumeInfo info = segment.maskOn(image);
        final List<String> notes = new ArrayList<>();
        if (!m_references.frameOfReferenceUids().isEmpty() && !image.frameOfReferenceUid().isEmpty()
            && !m_references.frameOfReferenceUids().contains(image.frameOfReferenceUid())) {
            notes.add("The segmentation names another frame of reference than the image: check that it lies where it should");
        }
        final GridMatch match = GridMatch.of(m_grid, image.geometry()).orElse(null);
        final Mask mask;
        if (match != null) {
            mask = Mask.of(info, match.move(own.inside()));
        } else {
            final Interpolation interpolation = switch (options.differentGrid()) {
                case REFUSE -> throw new IOException("The segmentation's grid (" + m_grid + ") is not the image's ("
                    + image.geometry() + "): choose the image it was made on, or allow it to be resampled");
                case NEAREST -> Interpolation.NEAREST;
                case LINEAR -> Interpolation.LINEAR;
            };
            mask = Mask.of(info, Resampler.resample(own, image.geometry(), interpolation, progress).inside());
        }
        if (mask.count() == 0) {
            notes.add(own.count() == 0 ? "The segment " + segment + " is empty"
                : "The segment " + segment + " lies outside the image");
        } else if (match != null && mask.count() < own.count()) {
            notes.add("The segment " + segment + ": " + (own.count() - mask.count()) + " of its " + own.count()
                + " voxels lie outside the image");
        }
        return new SegmentMask(mask, own.volume(), match == null, notes);
    }
}
