package org.petctflow.radiomics.pyradiomics;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.petctflow.imaging.petseg.Components;
import org.petctflow.imaging.petseg.Connectivity;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.radiomics.image.Region;

/**
 * What PyRadiomics says of an extraction besides features, under its names and in its notation: (x, y, z). Its versions of other programs are
 * not among them. The image's hash is the SHA-1 of its voxels as they are held, the mask's that of unsigned 32 bit, as PyRadiomics 3 has
 * it.
 */
public final class Diagnostics {

    private static final List<String> IMAGE = List.of("Spacing", "Size", "Mean", "Minimum", "Maximum");

    private static final List<String> MASK = List.of("Spacing", "Size", "BoundingBox", "VoxelNum", "VolumeNum", "CenterOfMassIndex",
        "CenterOfMass");

    private static final List<String> IN_MASK = List.of("Mean", "Minimum", "Maximum");

    private Diagnostics() {
    }

    /**
     * @param settings how features are extracted
     * @return the names of the diagnostics, in their order; depends on the settings only
     */
    public static List<String> names(final PyRadiomicsSettings settings) {
        final List<String> names = new ArrayList<>(List.of("Configuration_Settings", "Configuration_EnabledImageTypes",
            "Image-original_Hash", "Image-original_Dimensionality"));
        IMAGE.forEach(n -> names.add("Image-original_" + n));
        names.add("Mask-original_Hash");
        MASK.forEach(n -> names.add("Mask-original_" + n));
        if (settings.resampledSpacing().isPresent()) {
            IMAGE.forEach(n -> names.add("Image-interpolated_" + n));
            MASK.forEach(n -> names.add("Mask-interpolated_" + n));
            IN_MASK.forEach(n -> names.add("Mask-interpolated_" + n));
        }
        if (settings.get("resegmentRange") != null) {
            MASK.forEach(n -> names.add("Mask-resegmented_" + n));
            IN_MASK.forEach(n -> names.add("Mask-resegmented_" + n));
        }
        names.replaceAll(n -> "diagnostics_" + n);
        return names;
    }

    /**
     * @param image the image
     * @param mask the region
     * @param settings how features are extracted
     * @return the diagnostics by name; those that a region has not (it is empty) are left out
     */
    public static Map<String, String> of(final Volume image, final Mask mask, final PyRadiomicsSettings settings) {
        final Map<String, String> all = new LinkedHashMap<>();
        all.put("diagnostics_Configuration_Settings", python(settings.settings()));
        all.put("diagnostics_Configuration_EnabledImageTypes", python(settings.imageTypes()));
        all.put("diagnostics_Image-original_Hash", hash(image.voxels().array()));
        all.put("diagnostics_Image-original_Dimensionality", "3D");
        addImage(all, "original", image);
        final byte[] inside = mask.inside();
        final int[] wide = new int[inside.length];
        for (int v = 0; v < wide.length; v++) {
            wide[v] = inside[v];
        }
        all.put("diagnostics_Mask-original_Hash", hash(wide));
        if (mask.count() == 0) {
            return all;
        }
        addMask(all, "original", mask);
        try {
            final PyRadiomicsImage processed = PyRadiomicsImage.of(image, mask, settings);
            if (settings.resampledSpacing().isPresent() && processed.mask().count() > 0) {
                addImage(all, "interpolated", processed.image());
                addMask(all, "interpolated", processed.mask());
                addInMask(all, "interpolated", processed);
            }
            if (settings.get("resegmentRange") != null) {
                final Mask kept = PyRadiomicsExtractor.keptMask(processed.mask(),
                    PyRadiomicsImage.resegmented(Region.of(processed.image(), processed.mask()), settings));
                addMask(all, "resegmented", kept);
                addInMask(all, "resegmented", new PyRadiomicsImage(processed.image(), kept));
            }
        } catch (final IllegalArgumentException e) {
            return all; // the features' own reason says what is wrong
        }
        return all;
    }

    private static void addImage(final Map<String, String> all, final String which, final Volume image) {
        final String name = "diagnostics_Image-" + which + "_";
        addGrid(all, name, image.geometry());
        addRange(all, name, image.voxels().toDoubles());
    }

    private static void addInMask(final Map<String, String> all, final String which, final PyRadiomicsImage image) {
        addRange(all, "diagnostics_Mask-" + which + "_", Region.of(image.image(), image.mask()).values());
    }

    private static void addGrid(final Map<String, String> all, final String name, final Geometry g) {
        all.put(name + "Spacing", tuple(g.spacing(2), g.spacing(1), g.spacing(0)));
        all.put(name + "Size", tuple(g.columns(), g.rows(), g.slices()));
    }

    private static void addRange(final Map<String, String> all, final String name, final double[] values) {
        double sum = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (final double v : values) {
            sum += v;
            min = Math.min(min, v);
            max = Math.max(max, v);
        }
        all.put(name + "Mean", Double.toString(sum / values.length));
        all.put(name + "Minimum", Double.toString(min));
        all.put(name + "Maximum", Double.toString(max));
    }

    private static void addMask(final Map<String, String> all, final String which, final Mask mask) {
        final String name = "diagnostics_Mask-" + which + "_";
        final Geometry g = mask.geometry();
        addGrid(all, name, g);
        final int[] b = mask.boundingBox();
        all.put(name + "BoundingBox", tuple(b[2], b[1], b[0], b[5] - b[2] + 1, b[4] - b[1] + 1, b[3] - b[0] + 1));
        all.put(name + "VoxelNum", Integer.toString(mask.count()));
        all.put(name + "VolumeNum", Integer.toString(Components.of(mask.inside(), g, Connectivity.CORNERS).count()));
        final byte[] inside = mask.inside();
        final double[] centre = new double[3];
        for (int v = 0; v < inside.length; v++) {
            if (inside[v] != 0) {
                centre[0] += v / (g.rows() * g.columns());
                centre[1] += v / g.columns() % g.rows();
                centre[2] += v % g.columns();
            }
        }
        for (int d = 0; d < 3; d++) {
            centre[d] /= mask.count();
        }
        all.put(name + "CenterOfMassIndex", tuple(centre[2], centre[1], centre[0]));
        final double[] p = g.toPatient(centre[0], centre[1], centre[2]);
        all.put(name + "CenterOfMass", tuple(p[0], p[1], p[2]));
    }

    private static String tuple(final double... values) {
        final List<String> texts = new ArrayList<>();
        for (final double v : values) {
            texts.add(Double.toString(v));
        }
        return "(" + String.join(", ", texts) + ")";
    }

    private static String tuple(final int... values) {
        final List<String> texts = new ArrayList<>();
        for (final int v : values) {
            texts.add(Integer.toString(v));
        }
        return "(" + String.join(", ", texts) + ")";
    }

    /** As Python writes it. */
    private static String python(final Object value) {
        if (value == null) {
            return "None";
        } else if (value instanceof Boolean b) {
            return b ? "True" : "False";
        } else if (value instanceof String s) {
            return "'" + s + "'";
        } else if (value instanceof List<?> list) {
            return "[" + String.join(", ", list.stream().map(Diagnostics::python).toList()) + "]";
        } else if (value instanceof Map<?, ?> map) {
            final List<String> entries = new ArrayList<>();
            map.forEach((k, v) -> entries.add(python(k) + ": " + python(v)));
            return "{" + String.join(", ", entries) + "}";
        }
        return value.toString();
    }

    /** SHA-1 of numbers as a processor of today lays them out: the lowest byte first. */
    private static String hash(final Object array) {
        final int length = java.lang.reflect.Array.getLength(array);
        final int size = array instanceof byte[] ? 1 : array instanceof short[] ? 2 : array instanceof double[] ? 8 : 4;
        try {
            final MessageDigest digest = MessageDigest.getInstance("SHA-1");
            final int part = 1 << 16;
            final ByteBuffer bytes = ByteBuffer.allocate(part * size).order(ByteOrder.LITTLE_ENDIAN);
            for (int from = 0; from < length; from += part) {
                final int n = Math.min(part, length - from);
                bytes.clear();
                if (array instanceof byte[] a) {
                    bytes.put(a, from, n);
                } else if (array instanceof short[] a) {
                    bytes.asShortBuffer().put(a, from, n);
                } else if (array instanceof int[] a) {
                    bytes.asIntBuffer().put(a, from, n);
                } else if (array instanceof float[] a) {
                    bytes.asFloatBuffer().put(a, from, n);
                } else {
                    bytes.asDoubleBuffer().put((double[])array, from, n);
                }
                digest.update(bytes.array(), 0, n * size);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-1", e);
        }
    }
}
