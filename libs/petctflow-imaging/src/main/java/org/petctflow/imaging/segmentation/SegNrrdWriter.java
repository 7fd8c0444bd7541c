package org.petctflow.imaging.segmentation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.petctflow.base.Progress;
import org.petctflow.imaging.dicom.DicomTags;
import org.petctflow.imaging.nrrd.NrrdWriter;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.imaging.volume.Voxels;

/**
 * Writes masks as a segmentation of 3D Slicer ({@code .seg.nrrd}, slicer.readthedocs.io, "Segmentation labelmap file format"): a label
 * image of as few layers as the masks' overlaps allow, with each segment's name, colour, label, layer and extent. A mask keeps the label
 * value and the colour of the file that it was read from, where no other mask of its layer has that value.
 */
public final class SegNrrdWriter {

    private static final String TERMS = "Segmentation.Status:completed|TerminologyEntry:Segmentation category and type - 3D Slicer General"
        + " Anatomy list~SCT^85756007^Tissue~SCT^85756007^Tissue~^^~Anatomic codes - DICOM master list~^^~^^|";

    private SegNrrdWriter() {
    }

    /**
     * @param file where to; replaced if it exists
     * @param masks one a segment, at least one, all on the same grid; named after the segments; they may overlap
     * @param progress told how far it is, and asked for cancellation
     * @throws IOException if the grids differ, or writing fails
     */
    public static void write(final Path file, final List<Mask> masks, final Progress progress) throws IOException {
        final Geometry grid = Masks.grid(masks);
        final int[] layer = new int[masks.size()];
        final List<short[]> layers = new ArrayList<>();
        final List<Set<Integer>> values = new ArrayList<>();
        final Map<String, String> fields = new LinkedHashMap<>();
        int greatest = 0;
        for (int m = 0; m < masks.size(); m++) {
            progress.checkCancelled();
            final byte[] inside = masks.get(m).inside();
            while (layer[m] < layers.size() && overlaps(layers.get(layer[m]), inside)) {
                layer[m]++;
            }
            if (layer[m] == layers.size()) {
                layers.add(new short[inside.length]);
                values.add(new HashSet<>(Set.of(0)));
            }
            final int value = value(masks.get(m).info(), values.get(layer[m]));
            greatest = Math.max(greatest, value);
            final short[] labels = layers.get(layer[m]);
            for (int i = 0; i < labels.length; i++) {
                if (inside[i] != 0) {
                    labels[i] = (short)value;
                }
            }
            describe(fields, m, masks.get(m), layer[m], value);
        }
        fields.put("Segmentation_ContainedRepresentationNames", "Binary labelmap|");
        fields.put("Segmentation_SourceRepresentation", "Binary labelmap");
        // the name of that field before 3D Slicer 5.2
        fields.put("Segmentation_MasterRepresentation", "Binary labelmap");
        fields.put("Segmentation_ReferenceImageExtentOffset", "0 0 0");
        final VolumeInfo info = masks.get(0).info();
        final List<Volume> volumes = new ArrayList<>();
        for (final short[] labels : layers) {
            final Voxels voxels = greatest > 255 ? Voxels.of(labels) : bytes(labels);
            volumes.add(Volume.of(grid, info.modality(), info.unit(), voxels));
        }
        NrrdWriter.writeLayers(file, volumes, true, fields, progress);
    }

    private static boolean overlaps(final short[] labels, final byte[] inside) {
        for (int i = 0; i < labels.length; i++) {
            if (inside[i] != 0 && labels[i] != 0) {
                return true;
            }
        }
        return false;
    }

    private static Voxels bytes(final short[] labels) {
        final byte[] bytes = new byte[labels.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte)labels[i];
        }
        return Voxels.ofUnsigned(bytes);
    }

    /** The label that the mask had, if it is free in its layer; otherwise the smallest that is. */
    private static int value(final VolumeInfo info, final Set<Integer> taken) {
        final String number = DicomTags.single(info.tags(), Segment.NUMBER_TAG);
        int value = number.matches("\\d{1,5}") ? Integer.parseInt(number) : 1;
        if (value > Short.MAX_VALUE || taken.contains(value)) {
            value = 1;
        }
        while (!taken.add(value)) {
            value++;
        }
        return value;
    }

    private static void describe(final Map<String, String> fields, final int index, final Mask mask, final int layer, final int value) {
        final String key = "Segment" + index + "_";
        final int color = SegmentColors.of(mask.info());
        final String name = mask.info().name().isBlank() ? "Segment " + (index + 1) : mask.info().name();
        final int[] box = mask.boundingBox();
        fields.put(key + "ID", "Segment_" + (index + 1));
        fields.put(key + "Name", name);
        fields.put(key + "NameAutoGenerated", mask.info().name().isBlank() ? "1" : "0");
        fields.put(key + "Color", SegmentColors.fractions(color == Segment.NO_COLOR ? SegmentColors.other(index) : color));
        fields.put(key + "ColorAutoGenerated", color == Segment.NO_COLOR ? "1" : "0");
        // columns, rows, slices; an empty one ends before it begins
        fields.put(key + "Extent", box == null ? "0 -1 0 -1 0 -1"
            : box[2] + " " + box[5] + " " + box[1] + " " + box[4] + " " + box[0] + " " + box[3]);
        fields.put(key + "LabelValue", Integer.toString(value));
        fields.put(key + "Layer", Integer.toString(layer));
        fields.put(key + "Tags", TERMS);
    }
}
