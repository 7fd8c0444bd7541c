package org.petctflow.imaging.segmentation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;

/** Reads RTSTRUCT objects (DICOM PS3.3 section A.19). */
final class StructureSetReader {

    private StructureSetReader() {
    }

    /**
     * @param file where it was read from, for messages
     * @param data the data set
     * @return the structure set
     * @throws IOException if it holds no regions, or a coordinate is no number
     */
    static StructureSet read(final Path file, final Attributes data) throws IOException {
        final List<String> warnings = new ArrayList<>();
        final Sequence headers = data.getSequence(Tag.StructureSetROISequence);
        if (headers == null || headers.isEmpty()) {
            throw new IOException(file.getFileName() + " has no regions: StructureSetROISequence (3006,0020) is empty");
        }
        final Map<Integer, List<Contour>> contours = contours(file, data, warnings);
        final Map<Integer, Integer> colors = new HashMap<>();
        for (final Attributes roi : items(data, Tag.ROIContourSequence)) {
            final String[] rgb = roi.getStrings(Tag.ROIDisplayColor);
            if (rgb != null) {
                colors.put(roi.getInt(Tag.ReferencedROINumber, Integer.MIN_VALUE), SegmentColors.ofIntegers(rgb));
            }
        }
        final Set<String> frames = new TreeSet<>();
        final List<Roi> rois = new ArrayList<>();
        for (final Attributes header : headers) {
            final int number = header.getInt(Tag.ROINumber, Integer.MIN_VALUE);
            final String frame = header.getString(Tag.ReferencedFrameOfReferenceUID, "");
            addUid(frames, frame);
            rois.add(new Roi(new Segment(number, header.getString(Tag.ROIName, "").trim(),
                colors.getOrDefault(number, Segment.NO_COLOR)), frame,
                contours.getOrDefault(number, List.of())));
        }
        final Set<String> studies = new TreeSet<>();
        final Set<String> series = new TreeSet<>();
        final Set<String> instances = new TreeSet<>();
        addUid(studies, data.getString(Tag.StudyInstanceUID));
        addUid(frames, data.getString(Tag.FrameOfReferenceUID));
        for (final Attributes frame : items(data, Tag.ReferencedFrameOfReferenceSequence)) {
            addUid(frames, frame.getString(Tag.FrameOfReferenceUID));
            for (final Attributes study : items(frame, Tag.RTReferencedStudySequence)) {
                addUid(studies, study.getString(Tag.ReferencedSOPInstanceUID));
                for (final Attributes one : items(study, Tag.RTReferencedSeriesSequence)) {
                    addUid(series, one.getString(Tag.SeriesInstanceUID));
                    for (final Attributes image : items(one, Tag.ContourImageSequence)) {
                        addUid(instances, image.getString(Tag.ReferencedSOPInstanceUID));
                    }
                }
            }
        }
        for (final Attributes roi : items(data, Tag.ROIContourSequence)) {
            for (final Attributes contour : items(roi, Tag.ContourSequence)) {
                for (final Attributes image : items(contour, Tag.ContourImageSequence)) {
                    addUid(instances, image.getString(Tag.ReferencedSOPInstanceUID));
                }
            }
        }
        return new StructureSet(rois, new References(studies, series, frames, instances), warnings);
    }

    private static Map<Integer, List<Contour>> contours(final Path file, final Attributes data, final List<String> warnings)
        throws IOException {
        final Map<Integer, List<Contour>> byNumber = new HashMap<>();
        for (final Attributes roi : items(data, Tag.ROIContourSequence)) {
            final int number = roi.getInt(Tag.ReferencedROINumber, Integer.MIN_VALUE);
            final List<Contour> list = byNumber.computeIfAbsent(number, n -> new ArrayList<>());
            for (final Attributes contour : items(roi, Tag.ContourSequence)) {
                if (!contour.containsValue(Tag.ContourData)) {
                    continue;
                }
                final double[] points = contour.getDoubles(Tag.ContourData);
                if (points == null || points.length == 0) {
                    throw new IOException("A contour of ROINumber " + number + " in " + file.getFileName()
                        + " is damaged: ContourData (3006,0050) holds something else than numbers");
                }
                if (points.length % 3 != 0) {
                    throw new IOException("A contour of ROINumber " + number + " in " + file.getFileName()
                        + " is damaged: ContourData (3006,0050) has " + points.length + " numbers, which are no triples");
                }
                for (final double p : points) {
                    if (!(Math.abs(p) < 1e7)) {
                        throw new IOException("A contour of ROINumber " + number + " in " + file.getFileName()
                            + " is damaged: ContourData (3006,0050) holds " + p + " mm");
                    }
                }
                final int stated = contour.getInt(Tag.NumberOfContourPoints, points.length / 3);
                if (stated != points.length / 3) {
                    warnings.add("A contour of ROINumber " + number + " says it has " + stated + " points, but has "
                        + points.length / 3);
                }
                list.add(new Contour(contour.getString(Tag.ContourGeometricType, Contour.CLOSED_PLANAR).trim(), points));
            }
        }
        return byNumber;
    }

    static List<Attributes> items(final Attributes data, final int tag) {
        final Sequence sequence = data.getSequence(tag);
        return sequence == null ? List.of() : sequence;
    }

    static void addUid(final Set<String> uids, final String uid) {
        if (uid != null && !uid.isBlank()) {
            uids.add(uid.trim());
        }
    }
}
