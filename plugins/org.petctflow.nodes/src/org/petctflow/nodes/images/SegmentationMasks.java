package org.petctflow.nodes.images;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.knime.core.data.DataCell;
import org.petctflow.base.Progress;
import org.petctflow.imaging.segmentation.BoxAnnotations;
import org.petctflow.imaging.segmentation.NoSegmentationException;
import org.petctflow.imaging.segmentation.Segment;
import org.petctflow.imaging.segmentation.SegmentMask;
import org.petctflow.imaging.segmentation.Segmentation;
import org.petctflow.imaging.segmentation.SegmentationMatcher;
import org.petctflow.imaging.segmentation.SegmentationReader;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.images.SegmentationFiles.Images;
import org.petctflow.nodes.images.SegmentationReaderNodeParameters.Grids;
import org.petctflow.types.VolumeCellFactory;

/** Reads files of regions and puts them on the grids of their images. Safe for several threads. */
final class SegmentationMasks {

    /** A mask, or why there is none, for one of the images. */
    record Made(int image, String region, DataCell mask, SegmentMask result, String problem) {
    }

    /** What became of a file; {@code other} if it is a DICOM object that holds no regions at all. */
    record Outcome(String format, List<Segment> regions, String found, List<String> warnings, List<Made> made, String problem,
        boolean other) {

        Outcome(final String problem, final boolean other) {
            this("", List.of(), "", List.of(), List.of(), problem, other);
        }

        long masks() {
            return made.stream().filter(m -> m.result != null).count();
        }

        /** @return why there is no mask; empty if there is one, or no region was asked for */
        String reason() {
            return !problem.isEmpty() || masks() > 0 || made.isEmpty() ? problem : made.get(0).problem;
        }
    }

    private final Images m_images;

    private final SegmentationReaderNodeParameters m_parameters;

    private final VolumeCellFactory m_cells;

    SegmentationMasks(final Images images, final SegmentationReaderNodeParameters parameters, final VolumeCellFactory cells) {
        m_images = images;
        m_parameters = parameters;
        m_cells = cells;
    }

    /** @return the file's masks, or why there are none */
    Outcome attempt(final Path file, final Progress progress) {
        try {
            return read(file, progress);
        } catch (final IOException | IllegalArgumentException e) {
            return new Outcome(Execution.messageOf(e), e instanceof NoSegmentationException);
        }
    }

    private Outcome read(final Path file, final Progress progress) throws IOException {
        final Segmentation segmentation = SegmentationReader.read(file, Progress.NONE);
        final SegmentationMatcher.Match match = SegmentationMatcher.match(file, segmentation, m_images.images(), m_parameters.rule(),
            m_parameters.namePattern().map(Pattern::compile).orElse(null));
        final List<String> warnings = new ArrayList<>(segmentation.warnings());
        if (!match.certain() && !match.images().isEmpty()) {
            warnings.add(match.explanation());
        }
        final List<Segment> regions = SegmentationReader.select(segmentation.segments(), m_parameters.m_regionNames);
        final List<Made> made = new ArrayList<>();
        for (final int image : targets(match.images())) {
            for (final Segment region : regions) {
                progress.checkCancelled();
                try {
                    final SegmentMask mask = mask(segmentation, region, match.images(), image);
                    made.add(new Made(image, region.name(), m_cells.createCell(mask.mask().toVolume()), mask, ""));
                } catch (final IOException | IllegalArgumentException e) {
                    made.add(new Made(image, region.name(), null, null, Execution.messageOf(e)));
                }
            }
        }
        final String problem = match.images().isEmpty() ? match.explanation()
            : regions.isEmpty() ? "no region fits \"Regions named\": it has "
                + String.join(", ", segmentation.segments().stream().map(s -> "'" + s.name() + "'").toList()) : "";
        return new Outcome(segmentation.format(), segmentation.segments(), match.explanation(), warnings, made, problem, false);
    }

    /** Boxes are drawn on slices of their images; another image of the frame of reference gets them from there. */
    private SegmentMask mask(final Segmentation segmentation, final Segment region, final List<Integer> matched, final int image)
        throws IOException {
        final VolumeInfo info = m_images.images().get(image).info();
        if (segmentation instanceof BoxAnnotations boxes && !matched.contains(image)) {
            final List<VolumeInfo> drawnOn = matched.stream().map(m -> m_images.images().get(m).info())
                .filter(m -> m.frameOfReferenceUid().equals(info.frameOfReferenceUid())).toList();
            return boxes.mask(region, drawnOn, info, Progress.NONE);
        }
        return segmentation.mask(region, info, m_parameters.options(), Progress.NONE);
    }

    /** The images a file belongs to and, if asked for, the others of the same patient in the same frame of reference. */
    private Set<Integer> targets(final List<Integer> matched) {
        final Set<Integer> targets = new TreeSet<>(matched);
        if (m_parameters.m_grids == Grids.FRAME_OF_REFERENCE) {
            for (final int m : matched) {
                final VolumeInfo drawnOn = m_images.images().get(m).info();
                for (int i = 0; i < m_images.images().size(); i++) {
                    final VolumeInfo other = m_images.images().get(i).info();
                    if (!drawnOn.frameOfReferenceUid().isEmpty() && drawnOn.patientKey().equals(other.patientKey())
                        && drawnOn.frameOfReferenceUid().equals(other.frameOfReferenceUid())) {
                        targets.add(i);
                    }
                }
            }
        }
        return targets;
    }
}
