package org.petctflow.imaging.segmentation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.petctflow.imaging.dicom.codec.FrameDecoder;
import org.petctflow.imaging.dicom.codec.PixelFormat;
import org.petctflow.imaging.volume.Geometry;

/**
 * Reads DICOM SEG (PS3.3 section A.51): binary, fractional and label map; segments may overlap, frames may stand in any order and
 * those without a voxel may be missing. The grid is the smallest that holds all frames, with the spacing between slices from the
 * frames' positions, or from SpacingBetweenSlices where single frames are far apart.
 */
final class DicomSegReader {

    private enum Type {
            BINARY, FRACTIONAL, LABELMAP
    }

    /** How far a frame may be from its place on the grid; in slices. */
    private static final double OFF_GRID = 0.1;

    private static final double DIRECTION = 1e-3;

    /** More labels that nobody describes are no labels. */
    private static final int MAX_UNDESCRIBED = 1000;

    private static final int MAX_FRAMES = 200_000;

    /** No scanner's image has more: 4096 x 4096 voxels. */
    private static final int MAX_PIXELS = 1 << 24;

    /** So many slices a frame are empty at most: a wrong position must not ask for much memory. */
    private static final int MAX_GAP = 256;

    /** Nor reaches further, in mm. */
    private static final double MAX_EXTENT = 5000;

    /**
     * Where a frame belongs.
     *
     * @param segment its segment's number, 0 in a label map
     * @param position x, y, z of its first voxel in mm
     */
    private record Frame(int segment, double[] position) {
    }

    private final Path m_file;

    private final Attributes m_data;

    private final PixelFormat m_format;

    private final Type m_type;

    private DicomSegReader(final Path file, final Attributes data) throws IOException {
        m_file = file;
        m_data = data;
        m_format = PixelFormat.of(data);
        final String type = data.getString(Tag.SegmentationType, "").trim().toUpperCase(Locale.ROOT);
        m_type = switch (type) {
            case "BINARY" -> Type.BINARY;
            case "FRACTIONAL" -> Type.FRACTIONAL;
            case "LABELMAP" -> Type.LABELMAP;
            default -> throw problem("SegmentationType (0062,0001) is '" + type
                + "', but BINARY, FRACTIONAL or LABELMAP is expected");
        };
        final int bits = m_format.bitsAllocated();
        if ((long)m_format.rows() * m_format.columns() > MAX_PIXELS) {
            throw problem("frames of " + m_format.rows() + " x " + m_format.columns() + " voxels are too large");
        }
        if (m_format.samples() != 1 || m_type == Type.BINARY && bits != 1 && bits != 8
            || m_type != Type.BINARY && bits != 8 && bits != 16) {
            throw problem("a " + m_type + " segmentation of " + bits + " BitsAllocated (0028,0100) and "
                + m_format.samples() + " samples is not supported");
        }
    }

    private IOException problem(final String what) {
        return new IOException(m_file.getFileName() + ": " + what);
    }

    static LabelSegmentation read(final Path file, final Attributes data, final String syntax) throws IOException {
        return new DicomSegReader(file, data).read(syntax);
    }

    private LabelSegmentation read(final String syntax) throws IOException {
        final List<String> warnings = new ArrayList<>();
        final List<Frame> frames = frames();
        final double[] direction = direction();
        final int[] slice = new int[frames.size()];
        final Geometry grid = grid(frames, direction, slice, warnings);
        final int maximum = m_type == Type.FRACTIONAL ? Math.max(1, m_data.getInt(Tag.MaximumFractionalValue, 255)) : 1;
        final Pixels pixels = pixels(frames.size(), syntax);
        final List<Segment> segments = segments(frames, warnings);
        if (m_type == Type.LABELMAP) {
            addUndescribed(pixels, frames.size(), segments, warnings);
        }
        final PixelFormat format = m_format;
        final Type type = m_type;
        return new LabelSegmentation("DICOM SEG", grid, segments, references(), warnings, (index, threshold) -> {
            final byte[] inside = new byte[grid.voxels()];
            final int number = segments.get(index).number();
            final int plane = grid.rows() * grid.columns();
            for (int f = 0; f < slice.length; f++) {
                if (type == Type.LABELMAP || frames.get(f).segment() == number) {
                    final int from = type == Type.LABELMAP ? number
                        : type == Type.BINARY ? 1 : (int)Math.max(1, Math.ceil(threshold * maximum - 1e-9));
                    final int to = type == Type.LABELMAP ? number : Integer.MAX_VALUE;
                    mark(pixels.frame(f), format, plane, from, to, inside, slice[f] * plane);
                }
            }
            return inside;
        });
    }

    private static int value(final byte[] frame, final PixelFormat format, final int i) {
        return switch (format.bitsAllocated()) {
            case 1 -> frame[i >> 3] >> (i & 7) & 1;
            case 8 -> frame[i] & 0xff;
            default -> frame[2 * i] & 0xff | (frame[2 * i + 1] & 0xff) << 8;
        };
    }

    private static void mark(final byte[] frame, final PixelFormat format, final int n, final int from, final int to,
        final byte[] inside, final int offset) {
        for (int i = 0; i < n; i++) {
            final int value = value(frame, format, i);
            if (value >= from && value <= to) {
                inside[offset + i] = 1;
            }
        }
    }

    private List<Segment> segments(final List<Frame> frames, final List<String> warnings) throws IOException {
        final List<Segment> segments = new ArrayList<>();
        final Set<Integer> numbers = new TreeSet<>();
        for (final Attributes item : StructureSetReader.items(m_data, Tag.SegmentSequence)) {
            final int number = item.getInt(Tag.SegmentNumber, -1);
            // in a label map 0 may be described too: it is the background
            if (number < 0 || m_type != Type.LABELMAP && number == 0 || !numbers.add(number)) {
                throw problem("SegmentNumber (0062,0004) " + number + " is missing, not positive or there twice");
            }
            if (number > 0) {
                segments.add(new Segment(number, item.getString(Tag.SegmentLabel, "").trim(),
                    SegmentColors.ofLab(item.getInts(Tag.RecommendedDisplayCIELabValue))));
            }
        }
        if (segments.isEmpty()) {
            throw problem("SegmentSequence (0062,0002) is empty: there are no segments");
        }
        for (final Frame f : frames) {
            if (m_type != Type.LABELMAP && numbers.add(f.segment())) {
                warnings.add("Frames belong to segment number " + f.segment() + ", which is not described; it was named after it");
                segments.add(new Segment(f.segment(), ""));
            }
        }
        return segments;
    }

    /** Labels of voxels that no segment describes are regions all the same; padding is background. */
    private void addUndescribed(final Pixels pixels, final int frames, final List<Segment> segments, final List<String> warnings)
        throws IOException {
        final BitSet labels = new BitSet();
        for (int f = 0; f < frames; f++) {
            final byte[] frame = pixels.frame(f);
            for (int i = 0; i < m_format.pixels(); i++) {
                labels.set(value(frame, m_format, i));
            }
        }
        labels.clear(0);
        labels.clear(m_data.getInt(Tag.PixelPaddingValue, 0) & 0xffff);
        segments.forEach(s -> labels.clear(s.number()));
        if (labels.cardinality() > MAX_UNDESCRIBED) {
            throw problem("voxels have " + labels.cardinality() + " labels that SegmentSequence (0062,0002) does not describe");
        }
        labels.stream().forEach(label -> {
            warnings.add("Voxels have the label " + label + ", which is not described; it was named after it");
            segments.add(new Segment(label, ""));
        });
    }

    private References references() {
        final Set<String> studies = new TreeSet<>();
        final Set<String> series = new TreeSet<>();
        final Set<String> frames = new TreeSet<>();
        final Set<String> instances = new TreeSet<>();
        StructureSetReader.addUid(studies, m_data.getString(Tag.StudyInstanceUID));
        StructureSetReader.addUid(frames, m_data.getString(Tag.FrameOfReferenceUID));
        addSeries(m_data, series, instances);
        for (final Attributes study : StructureSetReader.items(m_data, Tag.StudiesContainingOtherReferencedInstancesSequence)) {
            StructureSetReader.addUid(studies, study.getString(Tag.StudyInstanceUID));
            addSeries(study, series, instances);
        }
        for (final int groups : new int[]{Tag.SharedFunctionalGroupsSequence, Tag.PerFrameFunctionalGroupsSequence}) {
            StructureSetReader.items(m_data, groups).forEach(g -> SourceImages.addInstances(g, instances));
        }
        return new References(studies, series, frames, instances);
    }

    private static void addSeries(final Attributes data, final Set<String> series, final Set<String> instances) {
        for (final Attributes one : StructureSetReader.items(data, Tag.ReferencedSeriesSequence)) {
            StructureSetReader.addUid(series, one.getString(Tag.SeriesInstanceUID));
            for (final Attributes image : StructureSetReader.items(one, Tag.ReferencedInstanceSequence)) {
                StructureSetReader.addUid(instances, image.getString(Tag.ReferencedSOPInstanceUID));
            }
        }
    }

    /** An item of a frame's functional groups, or else of those that all frames share. */
    private Attributes group(final Attributes frame, final int sequence) {
        final Attributes own = frame == null ? null : frame.getNestedDataset(sequence);
        if (own != null) {
            return own;
        }
        final Attributes shared = m_data.getNestedDataset(Tag.SharedFunctionalGroupsSequence);
        return shared == null ? null : shared.getNestedDataset(sequence);
    }

    private double[] numbers(final Attributes data, final int tag, final int n, final String name) throws IOException {
        final double[] values = data == null ? null : data.getDoubles(tag);
        if (values == null || values.length != n) {
            throw problem(name + " is missing or does not hold " + n + " numbers");
        }
        for (final double v : values) {
            if (!(Math.abs(v) < 1e7)) {
                throw problem(name + " holds " + v);
            }
        }
        return values;
    }

    private List<Frame> frames() throws IOException {
        final Sequence perFrame = m_data.getSequence(Tag.PerFrameFunctionalGroupsSequence);
        if (perFrame == null || perFrame.isEmpty()) {
            throw problem("PerFrameFunctionalGroupsSequence (5200,9230) is empty: where the frames lie is unknown");
        }
        final int stated = m_data.getInt(Tag.NumberOfFrames, perFrame.size());
        if (stated != perFrame.size() || stated > MAX_FRAMES) {
            throw problem("NumberOfFrames (0028,0008) is " + stated + ", but PerFrameFunctionalGroupsSequence (5200,9230) has "
                + perFrame.size() + " items");
        }
        final List<Frame> frames = new ArrayList<>();
        for (final Attributes item : perFrame) {
            int segment = 0;
            if (m_type != Type.LABELMAP) {
                final Attributes id = group(item, Tag.SegmentIdentificationSequence);
                segment = id == null ? -1 : id.getInt(Tag.ReferencedSegmentNumber, -1);
                if (segment < 1) {
                    throw problem("frame " + (frames.size() + 1) + " belongs to no segment: ReferencedSegmentNumber "
                        + "(0062,000B) is missing");
                }
            }
            frames.add(new Frame(segment, numbers(group(item, Tag.PlanePositionSequence), Tag.ImagePositionPatient, 3,
                "ImagePositionPatient (0020,0032) of frame " + (frames.size() + 1))));
        }
        return frames;
    }

    /** Directions of slices, rows and columns; the slices' sign is not known yet. */
    private double[] direction() throws IOException {
        final Sequence perFrame = m_data.getSequence(Tag.PerFrameFunctionalGroupsSequence);
        double[] first = null;
        for (final Attributes item : perFrame) {
            final double[] o = numbers(group(item, Tag.PlaneOrientationSequence), Tag.ImageOrientationPatient, 6,
                "ImageOrientationPatient (0020,0037)");
            first = first == null ? o : first;
            for (int i = 0; i < 6; i++) {
                if (Math.abs(o[i] - first[i]) > DIRECTION) {
                    throw problem("frames have different ImageOrientationPatient (0020,0037): they form no volume");
                }
            }
            if (item.getNestedDataset(Tag.PlaneOrientationSequence) == null) {
                break; // shared by all
            }
        }
        final double[] d = new double[9];
        for (int v = 0; v < 2; v++) {
            final double length = Math.sqrt(first[3 * v] * first[3 * v] + first[3 * v + 1] * first[3 * v + 1]
                + first[3 * v + 2] * first[3 * v + 2]);
            for (int i = 0; i < 3; i++) {
                // the first three numbers are where columns advance to
                d[(v == 0 ? 6 : 3) + i] = first[3 * v + i] / length;
            }
        }
        for (int i = 0; i < 3; i++) {
            final int j = (i + 1) % 3;
            final int k = (i + 2) % 3;
            d[i] = d[6 + j] * d[3 + k] - d[6 + k] * d[3 + j];
        }
        return d;
    }

    private Geometry grid(final List<Frame> frames, final double[] direction, final int[] slice, final List<String> warnings)
        throws IOException {
        final Attributes measures =
            group(m_data.getNestedDataset(Tag.PerFrameFunctionalGroupsSequence), Tag.PixelMeasuresSequence);
        final double[] pixel = numbers(measures, Tag.PixelSpacing, 2, "PixelSpacing (0028,0030)");
        final double stated = Math.max(measures.getDouble(Tag.SpacingBetweenSlices, 0), 0);
        final double[] at = new double[frames.size()];
        int lowest = 0;
        for (int f = 0; f < at.length; f++) {
            final double[] p = frames.get(f).position();
            at[f] = p[0] * direction[0] + p[1] * direction[1] + p[2] * direction[2];
            lowest = at[f] < at[lowest] ? f : lowest;
        }
        final double spacing = spacing(at, stated, measures.getDouble(Tag.SliceThickness, 0));
        if (stated > 0 && Math.abs(spacing - stated) > 0.01 * stated) {
            warnings.add(String.format(Locale.ROOT, "SpacingBetweenSlices (0018,0088) is %.3f mm, but frames lie %.3f mm apart",
                stated, spacing));
        }
        int slices = 0;
        final double[] origin = frames.get(lowest).position();
        for (int f = 0; f < at.length; f++) {
            final double index = (at[f] - at[lowest]) / spacing;
            if (!(index < Short.MAX_VALUE && at[f] - at[lowest] < MAX_EXTENT)) {
                throw problem("frames lie " + (at[f] - at[lowest]) + " mm apart, where slices are " + spacing + " mm apart");
            }
            slice[f] = (int)Math.rint(index);
            slices = Math.max(slices, slice[f] + 1);
            if (Math.abs(index - slice[f]) > OFF_GRID) {
                throw problem(String.format(Locale.ROOT,
                    "frame %d lies %.3f mm off the slices, which are %.3f mm apart: they form no regular grid", f + 1,
                    Math.abs(index - slice[f]) * spacing, spacing));
            }
            double aside = 0;
            for (int i = 0; i < 3; i++) {
                final double d = frames.get(f).position()[i] - origin[i] - (at[f] - at[lowest]) * direction[i];
                aside += d * d;
            }
            if (Math.sqrt(aside) > Math.min(pixel[0], pixel[1]) / 2) {
                throw problem("frame " + (f + 1) + " is shifted against the others within its plane: they form no regular grid");
            }
        }
        if (slices > MAX_GAP * (1L + frames.size())) {
            throw problem(frames.size() + " frames lie on a grid of " + slices + " slices: SpacingBetweenSlices (0018,0088) or a "
                + "position is wrong");
        }
        try {
            return Geometry.of(slices, m_format.rows(), m_format.columns(), new double[]{spacing, pixel[0], pixel[1]}, origin,
                direction);
        } catch (final IllegalArgumentException e) {
            throw new IOException(m_file.getFileName() + ": " + e.getMessage(), e);
        }
    }

    /** The distance of slices: that of the nearest frames, unless what is stated divides all distances. */
    private static double spacing(final double[] positions, final double stated, final double thickness) {
        final double[] sorted = positions.clone();
        Arrays.sort(sorted);
        final double extent = sorted[sorted.length - 1] - sorted[0];
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 1; i < sorted.length; i++) {
            final double gap = sorted[i] - sorted[i - 1];
            // frames of several segments lie on one slice, up to rounding
            if (gap > Math.max(0.01, 0.05 * stated)) {
                nearest = Math.min(nearest, gap);
            }
        }
        if (Double.isInfinite(nearest)) {
            return stated > 0 ? stated : thickness > 0 ? thickness : 1;
        }
        if (stated > 0 && stated < nearest * (1 - OFF_GRID) && fits(sorted, stated)) {
            return stated; // frames without voxels were left out between all that are there
        }
        // the mean over the whole extent: single gaps are rounded
        return extent / Math.max(1, Math.rint(extent / nearest));
    }

    private static boolean fits(final double[] sorted, final double spacing) {
        for (final double p : sorted) {
            final double index = (p - sorted[0]) / spacing;
            if (Math.abs(index - Math.rint(index)) > OFF_GRID) {
                return false;
            }
        }
        return true;
    }

    /** Gives frames one by one: their bits, bytes or 16-bit values in little endian order. */
    @FunctionalInterface
    private interface Pixels {
        byte[] frame(int index) throws IOException;
    }

    private Pixels pixels(final int frames, final String syntax) throws IOException {
        if (m_data.getValue(Tag.PixelData) instanceof Fragments fragments) {
            return encapsulated(fragments, frames, syntax);
        }
        final int n = m_format.pixels();
        final int bits = m_format.bitsAllocated();
        final boolean words = m_data.getVR(Tag.PixelData) == VR.OW;
        final byte[] all = m_data.getBytes(Tag.PixelData);
        if (all == null || (long)n * bits * frames > 8L * all.length) {
            throw problem("PixelData (7FE0,0010) is shorter than " + frames + " frames of " + m_format.rows() + " x "
                + m_format.columns() + " voxels");
        }
        if (bits == 1) {
            final boolean swapped = UID.ExplicitVRBigEndian.equals(syntax) && words;
            return f -> bits(all, (long)f * n, n, swapped);
        }
        final FrameDecoder decoder = FrameDecoder.of(syntax, m_format, words);
        final int bytes = n * bits / 8;
        return f -> decode(decoder, ByteBuffer.wrap(all, f * bytes, bytes).slice());
    }

    /** Frames of single bits follow each other without a gap: a frame may begin within a byte (PS3.5 section 8.1.1). */
    private static byte[] bits(final byte[] all, final long first, final int n, final boolean swapped) {
        final byte[] bits = new byte[(n + 7) / 8];
        final int shift = (int)(first & 7);
        final int start = (int)(first >> 3);
        for (int i = 0; i < bits.length; i++) {
            final int low = at(all, start + i, swapped) >> shift;
            final int high = shift == 0 ? 0 : at(all, start + i + 1, swapped) << 8 - shift;
            bits[i] = (byte)(low | high);
        }
        return bits;
    }

    private static int at(final byte[] all, final int index, final boolean swapped) {
        final int k = swapped ? index ^ 1 : index;
        return k < all.length ? all[k] & 0xff : 0;
    }

    private Pixels encapsulated(final Fragments fragments, final int frames, final String syntax) throws IOException {
        if (m_format.bitsAllocated() == 1) {
            throw problem("compressed single bits are not supported (transfer syntax " + syntax
                + "): convert the file to Explicit VR Little Endian");
        }
        // the first fragment is the table of offsets
        if (fragments.size() != frames + 1) {
            throw problem("PixelData (7FE0,0010) has " + (fragments.size() - 1) + " fragments for " + frames
                + " frames, but one for each frame is expected");
        }
        final FrameDecoder decoder = FrameDecoder.of(syntax, m_format, false);
        return f -> {
            if (!(fragments.get(f + 1) instanceof byte[] bytes)) {
                throw problem("frame " + (f + 1) + " of PixelData (7FE0,0010) is empty");
            }
            return decode(decoder, ByteBuffer.wrap(bytes));
        };
    }

    private byte[] decode(final FrameDecoder decoder, final ByteBuffer encoded) throws IOException {
        final int n = m_format.pixels();
        final short[] values = new short[n];
        decoder.decode(encoded, values, 0);
        final boolean bytes = m_format.bitsAllocated() == 8;
        final byte[] packed = new byte[bytes ? n : 2 * n];
        for (int i = 0; i < n; i++) {
            if (bytes) {
                packed[i] = (byte)values[i];
            } else {
                packed[2 * i] = (byte)values[i];
                packed[2 * i + 1] = (byte)(values[i] >> 8);
            }
        }
        return packed;
    }
}
