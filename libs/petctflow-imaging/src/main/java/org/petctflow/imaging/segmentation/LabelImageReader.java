package org.petctflow.imaging.segmentation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.petctflow.base.Progress;
import org.petctflow.imaging.nifti.NiftiReader;
import org.petctflow.imaging.nrrd.NrrdImage;
import org.petctflow.imaging.nrrd.NrrdReader;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;

/**
 * Label images: each value but 0 is a segment. Where a file names no segments, the only one bears the file's name, and several are
 * {@code label 1}, {@code label 2} ...
 */
final class LabelImageReader {

    /** More values than this are an image, not labels. */
    private static final int MAX_LABELS = 2000;

    private static final Pattern SEGMENT = Pattern.compile("Segment(\\d{1,6})_(ID|Name)");

    private LabelImageReader() {
    }

    static Segmentation readNifti(final Path file, final Progress progress) throws IOException {
        final NiftiReader.Result result = NiftiReader.read(file, progress);
        final List<Segment> segments = labels(file, result.volume());
        return of("NIfTI", List.of(result.volume()), segments, new int[segments.size()],
            segments.stream().mapToInt(Segment::number).toArray(), result.warnings());
    }

    static Segmentation readNrrd(final Path file, final Progress progress) throws IOException {
        final NrrdImage image = NrrdReader.read(file, progress);
        if (image.keyValues().keySet().stream().anyMatch(k -> SEGMENT.matcher(k).matches())) {
            return slicer(file, image);
        }
        final Volume volume = image.volume();
        final List<Segment> segments = labels(file, volume);
        return of("NRRD", List.of(volume), segments, new int[segments.size()],
            segments.stream().mapToInt(Segment::number).toArray(), image.warnings());
    }

    /**
     * 3D Slicer's fields: {@code Segment<i>_Name}, {@code _Color}, {@code _Layer} and {@code _LabelValue}; files of older versions have
     * neither of the latter, and one layer a segment. Extents and the offset of the reference image say nothing that the grid does not.
     * Segments are numbered by their label values, or from 1 where layers share values.
     */
    private static Segmentation slicer(final Path file, final NrrdImage image) throws IOException {
        final Map<String, String> fields = image.keyValues();
        final TreeSet<Integer> indices = new TreeSet<>();
        for (final String key : fields.keySet()) {
            final Matcher m = SEGMENT.matcher(key);
            if (m.matches()) {
                indices.add(Integer.parseInt(m.group(1)));
            }
        }
        if (image.layers().get(0).voxels().length() == 1) {
            throw new IOException(file.getFileName() + " holds a single voxel: that is how 3D Slicer saves segments that are all empty");
        }
        final List<Integer> layers = new ArrayList<>();
        final List<Integer> values = new ArrayList<>();
        for (final int i : indices) {
            final String key = "Segment" + i + "_";
            final int layer = number(file, fields, key + "Layer", image.layers().size() > 1 ? i : 0);
            if (layer < 0 || layer >= image.layers().size()) {
                throw new IOException(file.getFileName() + ": " + key + "Layer is " + layer + ", but the file has "
                    + image.layers().size() + " layers");
            }
            layers.add(layer);
            values.add(number(file, fields, key + "LabelValue", 1));
        }
        final boolean unique = new HashSet<>(values).size() == values.size();
        final List<Segment> segments = new ArrayList<>();
        for (final int i : indices) {
            final String key = "Segment" + i + "_";
            segments.add(new Segment(unique ? values.get(segments.size()) : segments.size() + 1,
                fields.getOrDefault(key + "Name", fields.getOrDefault(key + "ID", "")).trim(),
                SegmentColors.ofFractions(fields.getOrDefault(key + "Color", ""))));
        }
        return of("seg.nrrd", image.layers(), segments, layers.stream().mapToInt(i -> i).toArray(),
            values.stream().mapToInt(i -> i).toArray(), image.warnings());
    }

    private static int number(final Path file, final Map<String, String> fields, final String key, final int otherwise)
        throws IOException {
        final String text = fields.get(key);
        if (text == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text.trim());
        } catch (final NumberFormatException e) {
            throw new IOException(file.getFileName() + ": " + key + " must be a whole number", e);
        }
    }

    private static Segmentation of(final String format, final List<Volume> layers, final List<Segment> segments,
        final int[] layer, final int[] value, final List<String> warnings) {
        return new LabelSegmentation(format, layers.get(0).geometry(), segments, References.NONE, warnings, (index, t) -> {
            final Voxels voxels = layers.get(layer[index]).voxels();
            return where(voxels, value[index]);
        });
    }

    private static byte[] where(final Voxels voxels, final int label) {
        final byte[] inside = new byte[voxels.length()];
        switch (voxels.kind()) {
            case UINT8 -> {
                final byte[] b = (byte[])voxels.array();
                for (int i = 0; i < inside.length; i++) {
                    inside[i] = (byte)((b[i] & 0xff) == label ? 1 : 0);
                }
            }
            case INT16 -> {
                final short[] s = (short[])voxels.array();
                for (int i = 0; i < inside.length; i++) {
                    inside[i] = (byte)(s[i] == label ? 1 : 0);
                }
            }
            default -> {
                for (int i = 0; i < inside.length; i++) {
                    inside[i] = (byte)(voxels.get(i) == label ? 1 : 0);
                }
            }
        }
        return inside;
    }

    private static List<Segment> labels(final Path file, final Volume volume) throws IOException {
        final TreeSet<Integer> values = new TreeSet<>();
        final Voxels voxels = volume.voxels();
        double last = 0;
        for (int i = 0; i < voxels.length(); i++) {
            final double v = voxels.get(i);
            if (v == last) {
                continue;
            }
            if (v != Math.rint(v) || Math.abs(v) > Integer.MAX_VALUE) {
                throw new IOException(file.getFileName() + " is no label image: it holds " + v
                    + ", which is no whole number. If it is a probability, threshold it first");
            }
            last = v;
            if (v != 0 && values.add((int)v) && values.size() > MAX_LABELS) {
                throw new IOException(file.getFileName() + " is no label image: it holds more than " + MAX_LABELS
                    + " different values");
            }
        }
        final String name = file.getFileName().toString().replaceFirst("(?i)(\\.seg)?\\.(nii|nii\\.gz|hdr|hdr\\.gz|nrrd|nhdr)$", "");
        return values.stream().map(v -> new Segment(v, values.size() == 1 ? name : "label " + v)).toList();
    }
}
