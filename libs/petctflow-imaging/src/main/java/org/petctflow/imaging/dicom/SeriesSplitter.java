package org.petctflow.imaging.dicom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Splits the images of a series into what can each be a volume.
 *
 * <ol>
 * <li>Copies (same SOPInstanceUID, same place) are dropped.</li>
 * <li>Localizers and projections (MIP) are set apart from slices, images of another class, unit, attenuation correction, size,
 * spacing or orientation from each other.</li>
 * <li>Where images lie upon each other, the element that tells them apart is looked for: image type, time position, gate, time
 * slice, frame time, acquisition, kernel ... The one that leaves the fewest parts without duplicates wins.</li>
 * <li>Where steps are uneven, the same is tried for beds: parts that are regular each and overlap along the normal. Parts that
 * don't overlap stay together: a gap must show.</li>
 * </ol>
 */
final class SeriesSplitter {

    /**
     * Images that belong together.
     *
     * @param slices the images
     * @param kind what they are
     * @param label what sets them apart within their series, or empty
     * @param orientations in how many sizes and orientations the series' slices come
     */
    record Part(List<SliceHeader> slices, SeriesRecord.Kind kind, String label, int orientations) {
    }

    /** How far numbers of ImageOrientationPatient may differ within a stack. */
    private static final double SAME_DIRECTION = 1e-3;

    private static final double SAME_SPACING = 1e-3;

    private static final int MOST_ROUNDS = 4;

    /** Elements that tell images of one position apart, in the order in which they are preferred. */
    private static final List<String> FRAMES = List.of("TemporalPositionIdentifier", "TemporalPositionIndex", "TimeSlice",
        "NominalPercentageOfCardiacPhase", "NominalPercentageOfRespiratoryPhase", "TriggerTime", "ImageType",
        "ConvolutionKernel", "EchoTime", "KVP", "AttenuationCorrectionMethod", "ReconstructionMethod", "StackID",
        "ActualFrameDuration", "FrameReferenceTime", "AcquisitionNumber", "FrameReferenceDateTime",
        "FrameAcquisitionDateTime", "AcquisitionDateTime", "AcquisitionTime");

    private static final List<String> BEDS = List.of("StackID", "AcquisitionNumber", "FrameReferenceTime",
        "TemporalPositionIdentifier", "AcquisitionDateTime", "AcquisitionTime", "ImageType", "Origin");

    private SeriesSplitter() {
    }

    /**
     * @param images the images of a series
     * @param warnings takes what a user should know
     * @return its parts
     */
    static List<Part> split(final List<SliceHeader> images, final List<String> warnings) {
        final Map<String, List<SliceHeader>> groups = new LinkedHashMap<>();
        final List<SliceHeader> shapes = new ArrayList<>();
        final Map<String, Set<Integer>> orientations = new TreeMap<>();
        for (final SliceHeader s : withoutCopies(images, warnings)) {
            final SeriesRecord.Kind kind = kind(s);
            final int shape = shape(s, shapes);
            groups.computeIfAbsent(kind + " " + s.get("Modality") + " " + s.get("SOPClassUID") + " " + s.get(DicomTags.UNITS)
                + " " + (s.mapping() == null ? "" : s.mapping().ucum()) + " " + attenuationCorrected(s) + " " + shape, k -> new ArrayList<>()).add(s);
            orientations.computeIfAbsent(kind.name(), k -> new HashSet<>()).add(shape);
        }
        final List<Part> parts = new ArrayList<>();
        for (final List<SliceHeader> group : groups.values()) {
            final SliceHeader first = group.get(0);
            final SeriesRecord.Kind kind = kind(first);
            final int shapesOfKind = orientations.get(kind.name()).size();
            if (first.position() == null || first.pixelSpacing() == null || SliceStack.direction(first.orientation()) == null) {
                parts.add(new Part(group, kind, "", shapesOfKind));
            } else {
                separate(group, "", 0, (slices, label) -> parts.add(new Part(slices, kind, label, shapesOfKind)));
            }
        }
        return parts;
    }

    private static List<SliceHeader> withoutCopies(final List<SliceHeader> images, final List<String> warnings) {
        final Map<String, SliceHeader> known = new LinkedHashMap<>();
        final List<SliceHeader> kept = new ArrayList<>(images.size());
        int copies = 0;
        int reused = 0;
        for (final SliceHeader s : images) {
            final SliceHeader other = s.instanceUid().isEmpty() ? null : known.putIfAbsent(s.instanceUid() + "/" + s.frame(), s);
            if (other == null) {
                kept.add(s);
            } else if (Arrays.equals(other.position(), s.position())) {
                copies++;
            } else {
                reused++;
                kept.add(s);
            }
        }
        if (copies > 0) {
            warnings.add(copies + (copies == 1 ? " image was" : " images were")
                + " there twice (same SOPInstanceUID (0008,0018) and place): one of each was read");
        }
        if (reused > 0) {
            warnings.add(reused + " images share the SOPInstanceUID (0008,0018) of another one at another place");
        }
        return kept;
    }

    static SeriesRecord.Kind kind(final SliceHeader s) {
        final String type = s.get("ImageType").toUpperCase(Locale.ROOT);
        final String[] values = DicomTags.values(type);
        for (final String v : values) {
            if (v.equals("LOCALIZER") || v.equals("SCOUT") || v.equals("TOPOGRAM")) {
                return SeriesRecord.Kind.LOCALIZER;
            }
        }
        for (final String v : values) {
            if (v.equals("MIP") || v.contains("PROJECTION") || v.equals("MAXIMUM") || v.equals("MAX_IP") || v.equals("MINIP")
                || v.equals("VOLREN") || v.equals("VOLUMERENDER") || v.equals("REPROJECTION")) {
                return SeriesRecord.Kind.PROJECTION;
            }
        }
        final String seriesType = s.get("SeriesType").toUpperCase(Locale.ROOT);
        return seriesType.endsWith("REPROJECTION") ? SeriesRecord.Kind.PROJECTION : SeriesRecord.Kind.IMAGE;
    }

    /** @return whether attenuation was corrected; true for what is no PET, and where nothing is said */
    static boolean attenuationCorrected(final SliceHeader s) {
        if (!s.get("Modality").equals("PT")) {
            return true;
        }
        if (s.get("AttenuationCorrected").equals("NO")) {
            return false;
        }
        final String corrected = s.get(DicomTags.CORRECTED_IMAGE);
        return corrected.isEmpty() || corrected.toUpperCase(Locale.ROOT).contains("ATTN");
    }

    /** @return the number of the size, spacing and orientation among those that were seen */
    private static int shape(final SliceHeader s, final List<SliceHeader> shapes) {
        for (int i = 0; i < shapes.size(); i++) {
            final SliceHeader o = shapes.get(i);
            if (s.file().format().rows() == o.file().format().rows()
                && s.file().format().columns() == o.file().format().columns()
                && near(s.pixelSpacing(), o.pixelSpacing(), SAME_SPACING)
                && near(s.orientation(), o.orientation(), SAME_DIRECTION)
                && (s.position() == null) == (o.position() == null)) {
                return i;
            }
        }
        shapes.add(s);
        return shapes.size() - 1;
    }

    private static boolean near(final double[] a, final double[] b, final double tolerance) {
        if (a == null || b == null) {
            return a == b;
        }
        for (int i = 0; i < a.length; i++) {
            if (!(Math.abs(a[i] - b[i]) <= tolerance)) {
                return false;
            }
        }
        return true;
    }

    // ---- frames, gates, beds

    private interface Sink {
        void accept(List<SliceHeader> slices, String label);
    }

    private record Candidate(String key, Map<String, List<SliceHeader>> parts, int duplicates) {
    }

    private static void separate(final List<SliceHeader> slices, final String label, final int round, final Sink sink) {
        final SliceStack stack = SliceStack.of(slices);
        final int duplicates = stack.duplicates();
        Candidate best = null;
        if (round < MOST_ROUNDS && slices.size() > 2) {
            if (duplicates > 0 && stack.extent() >= SliceStack.ONE_POSITION_MM) {
                best = frames(slices, duplicates);
            }
            if (best == null && !stack.regular()) {
                best = beds(slices);
            }
        }
        if (best == null) {
            sink.accept(stack.slices(), label);
            return;
        }
        final String key = best.key();
        best.parts().forEach((value, part) -> separate(part, (label.isEmpty() ? "" : label + ", ") + key + " "
            + (value.isEmpty() ? "none" : value), round + 1, sink));
    }

    private static Candidate frames(final List<SliceHeader> slices, final int duplicates) {
        Candidate best = null;
        for (final String key : FRAMES) {
            final Map<String, List<SliceHeader>> parts = partition(slices, key);
            if (parts.size() < 2 || smallest(parts) < 2) {
                continue;
            }
            int left = 0;
            for (final List<SliceHeader> part : parts.values()) {
                left += SliceStack.of(part).duplicates();
            }
            if (left < duplicates && (best == null || left < best.duplicates
                || left == best.duplicates && parts.size() < best.parts.size())) {
                best = new Candidate(key, parts, left);
            }
        }
        return best;
    }

    private static Candidate beds(final List<SliceHeader> slices) {
        for (final String key : BEDS) {
            final Map<String, List<SliceHeader>> parts = partition(slices, key);
            if (parts.size() < 2 || smallest(parts) < 3) {
                continue;
            }
            final List<SliceStack> stacks = new ArrayList<>();
            parts.values().forEach(p -> stacks.add(SliceStack.of(p)));
            stacks.sort(Comparator.comparingDouble(s -> s.along(0)));
            boolean good = true;
            for (int i = 0; i < stacks.size() && good; i++) {
                good = stacks.get(i).regular() && (i == 0
                    || stacks.get(i).along(0) <= stacks.get(i - 1).along(stacks.get(i - 1).size() - 1));
            }
            if (good) {
                return new Candidate(key, parts, 0);
            }
        }
        return null;
    }

    private static int smallest(final Map<String, List<SliceHeader>> parts) {
        return parts.values().stream().mapToInt(List::size).min().orElse(0);
    }

    private static Map<String, List<SliceHeader>> partition(final List<SliceHeader> slices, final String key) {
        final Map<String, List<SliceHeader>> parts = new TreeMap<>(SeriesSplitter::compareValues);
        for (final SliceHeader s : slices) {
            parts.computeIfAbsent(value(s, key), k -> new ArrayList<>()).add(s);
        }
        return parts;
    }

    private static String value(final SliceHeader s, final String key) {
        switch (key) {
            case "TimeSlice":
                // PS3.3 section C.8.9.4.1.9: the image index counts slices first, then time slices
                final double perTime = s.number("NumberOfSlices", 0);
                final double index = s.number("ImageIndex", 0);
                return perTime >= 1 && index >= 1 && s.number("NumberOfTimeSlices", 1) > 1
                    ? Integer.toString(1 + (int)((index - 1) / perTime)) : "";
            case "Origin":
                final SliceStack one = SliceStack.of(List.of(s));
                final double[] d = one.direction();
                final double[] p = s.position();
                return SliceStack.mm(Math.rint(10 * (p[0] * d[3] + p[1] * d[4] + p[2] * d[5])) / 10) + " "
                    + SliceStack.mm(Math.rint(10 * (p[0] * d[6] + p[1] * d[7] + p[2] * d[8])) / 10);
            case "AcquisitionTime":
                return (s.get("AcquisitionDate") + " " + s.get(key)).strip();
            default:
                return s.get(key);
        }
    }

    /** Numbers by their value, then everything else by its letters. */
    private static int compareValues(final String a, final String b) {
        final double x = HeaderReader.parse(a, Double.MAX_VALUE);
        final double y = HeaderReader.parse(b, Double.MAX_VALUE);
        final int c = Double.compare(x, y);
        return c == 0 ? a.compareTo(b) : c;
    }
}
