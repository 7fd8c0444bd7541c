package org.petctflow.imaging.nrrd;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.petctflow.imaging.raw.SampleType;
import org.petctflow.imaging.volume.Geometry;

/** An NRRD file's header, as far as a volume needs it. */
final class NrrdHeader {

    /** Slicer's segmentations carry long fields, but never such long ones. */
    private static final int MAX_BYTES = 4 << 20;

    private static final double RIGHT_ANGLE = 1e-3;

    private final Map<String, String> m_fields = new LinkedHashMap<>();

    private final Map<String, String> m_keyValues = new LinkedHashMap<>();

    private final List<String> m_warnings;

    private final int[] m_sizes;

    /** The axis of layers, or -1. */
    private final int m_listAxis;

    private final int m_bytes;

    /**
     * @param in the file from its beginning; a file's length or more may be read from it
     * @param warnings takes what a user should know
     */
    NrrdHeader(final InputStream in, final List<String> warnings) throws IOException {
        m_warnings = warnings;
        final Lines lines = new Lines(in);
        final String magic = lines.next();
        if (magic == null || !magic.matches("NRRD000[1-5]")) {
            throw new IOException("This is no NRRD file: it does not begin with NRRD0001 to NRRD0005");
        }
        for (String line = lines.next(); line != null && !line.isEmpty(); line = lines.next()) {
            if (!line.startsWith("#")) {
                parse(line);
            }
        }
        m_bytes = lines.m_read;
        m_sizes = sizes();
        m_listAxis = listAxis();
    }

    private void parse(final String line) throws IOException {
        final int field = line.indexOf(": ");
        final int key = line.indexOf(":=");
        if (key >= 0 && (field < 0 || key < field)) {
            m_keyValues.put(unescape(line.substring(0, key)), unescape(line.substring(key + 2)));
        } else if (field >= 0) {
            final String name = line.substring(0, field).toLowerCase(Locale.ROOT);
            final String standard = switch (name) {
                case "datafile" -> "data file";
                case "lineskip" -> "line skip";
                case "byteskip" -> "byte skip";
                case "sampleunits" -> "sample units";
                default -> name;
            };
            if (m_fields.put(standard, line.substring(field + 2).trim()) != null) {
                throw new IOException("The NRRD header has the field '" + printable(name) + "' twice");
            }
        } else {
            throw new IOException("The NRRD header's line '" + printable(line) + "' is neither a field nor a key with a value");
        }
    }

    private static String unescape(final String text) {
        final StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            final char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
            if (c == '\\' && (next == 'n' || next == '\\')) {
                plain.append(next == 'n' ? '\n' : '\\');
                i++;
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /** For messages: no control characters, not too long. */
    static String printable(final String text) {
        final String clean = text.replaceAll("[^\\x20-\\x7e]", "?");
        return clean.length() > 60 ? clean.substring(0, 60) + "..." : clean;
    }

    private String required(final String field) throws IOException {
        final String value = m_fields.get(field);
        if (value == null || value.isEmpty()) {
            throw new IOException("The NRRD header's field '" + field + "' is missing");
        }
        return value;
    }

    private int[] sizes() throws IOException {
        final int dimension = integer("dimension", required("dimension"));
        if (dimension != 3 && dimension != 4) {
            throw new IOException("The NRRD file has " + dimension + " axes where 3, or 4 for a segmentation of layers, "
                + "are expected");
        }
        final String[] parts = required("sizes").split("\\s+");
        if (parts.length != dimension) {
            throw new IOException("The NRRD header's 'sizes' has " + parts.length + " numbers for " + dimension + " axes");
        }
        final int[] sizes = new int[dimension];
        for (int i = 0; i < dimension; i++) {
            sizes[i] = integer("sizes", parts[i]);
            if (sizes[i] < 1) {
                throw new IOException("The NRRD header's 'sizes' must be at least 1, but were " + printable(required("sizes")));
            }
        }
        return sizes;
    }

    private static int integer(final String field, final String text) throws IOException {
        try {
            return Integer.parseInt(text.trim());
        } catch (final NumberFormatException e) {
            throw new IOException("The NRRD header's '" + field + "' must be a whole number, but was '" + printable(text) + "'");
        }
    }

    private static double number(final String field, final String text) throws IOException {
        try {
            return Double.parseDouble(text.trim());
        } catch (final NumberFormatException e) {
            throw new IOException("The NRRD header's '" + field + "' must be a number, but was '" + printable(text) + "'");
        }
    }

    private int listAxis() throws IOException {
        if (m_sizes.length == 3) {
            return -1;
        }
        final String directions = m_fields.get("space directions");
        int axis = -1;
        if (directions != null) {
            final List<double[]> vectors = vectors("space directions", directions);
            for (int i = 0; i < vectors.size(); i++) {
                axis = vectors.get(i) == null ? i : axis;
            }
        } else {
            final String[] kinds = m_fields.getOrDefault("kinds", "").split("\\s+");
            for (int i = 0; i < kinds.length; i++) {
                axis = kinds[i].equals("list") || kinds[i].equals("vector") ? i : axis;
            }
        }
        if (axis != 0 && axis != 3) {
            throw new IOException("The NRRD file has four axes, but its header does not say that the first or the last one "
                + "counts layers ('space directions' of none, or 'kinds' of list)");
        }
        return axis;
    }

    /** @return how many layers there are */
    int layers() {
        return m_listAxis < 0 ? 1 : m_sizes[m_listAxis];
    }

    /** @return whether a voxel's layers follow each other; otherwise one layer follows the other */
    boolean interleaved() {
        return m_listAxis == 0;
    }

    /** @return the header's length in bytes, with the line that ends it */
    int bytes() {
        return m_bytes;
    }

    Map<String, String> keyValues() {
        return m_keyValues;
    }

    String field(final String name) {
        return m_fields.getOrDefault(name, "");
    }

    int skip(final String field) throws IOException {
        return m_fields.containsKey(field) ? integer(field, m_fields.get(field)) : 0;
    }

    String encoding() throws IOException {
        final String encoding = required("encoding").toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "raw" -> "raw";
            case "gz", "gzip" -> "gzip";
            case "txt", "text", "ascii" -> "ascii";
            default -> throw new IOException("The NRRD encoding '" + printable(encoding)
                + "' is not supported: save the file as raw or gzip");
        };
    }

    SampleType type() throws IOException {
        final String type = required("type").toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        return switch (type) {
            case "signed char", "int8", "int8_t" -> SampleType.INT8;
            case "uchar", "unsigned char", "uint8", "uint8_t" -> SampleType.UINT8;
            case "short", "short int", "signed short", "signed short int", "int16", "int16_t" -> SampleType.INT16;
            case "ushort", "unsigned short", "unsigned short int", "uint16", "uint16_t" -> SampleType.UINT16;
            case "int", "signed int", "int32", "int32_t" -> SampleType.INT32;
            case "uint", "unsigned int", "uint32", "uint32_t" -> SampleType.UINT32;
            case "longlong", "long long", "long long int", "signed long long", "signed long long int", "int64",
                "int64_t" -> SampleType.INT64;
            case "ulonglong", "unsigned long long", "unsigned long long int", "uint64", "uint64_t" -> SampleType.UINT64;
            case "float" -> SampleType.FLOAT32;
            case "double" -> SampleType.FLOAT64;
            default -> throw new IOException("The NRRD type '" + printable(type) + "' is not supported");
        };
    }

    ByteOrder order() throws IOException {
        final String endian = m_fields.get("endian");
        if (endian == null) {
            if (type().bytes() > 1 && !encoding().equals("ascii")) {
                throw new IOException("The NRRD header's field 'endian' is missing: it must be little or big");
            }
            return ByteOrder.LITTLE_ENDIAN;
        }
        return switch (endian.toLowerCase(Locale.ROOT)) {
            case "little" -> ByteOrder.LITTLE_ENDIAN;
            case "big" -> ByteOrder.BIG_ENDIAN;
            default -> throw new IOException("The NRRD header's 'endian' must be little or big, but was '"
                + printable(endian) + "'");
        };
    }

    /** @return the grid of the three spatial axes */
    Geometry geometry() throws IOException {
        final int first = m_listAxis == 0 ? 1 : 0;
        final double[] sign = signs();
        final double unit = unit();
        final double[][] axes = axes(first);
        final double[] origin = origin();
        final double[] spacing = new double[3];
        final double[] direction = new double[9];
        for (int axis = 0; axis < 3; axis++) {
            final double[] v = axes[axis];
            final double length = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
            if (!(length > 0) || !Double.isFinite(length)) {
                throw new IOException("The NRRD header's axis " + (first + axis) + " has no length: voxels must have a size");
            }
            spacing[2 - axis] = length * unit;
            for (int xyz = 0; xyz < 3; xyz++) {
                direction[3 * (2 - axis) + xyz] = sign[xyz] * v[xyz] / length + 0.0;
            }
        }
        for (int xyz = 0; xyz < 3; xyz++) {
            origin[xyz] = sign[xyz] * origin[xyz] * unit + 0.0;
        }
        checkRightAngles(direction);
        try {
            return Geometry.of(m_sizes[first + 2], m_sizes[first + 1], m_sizes[first], spacing, origin, direction);
        } catch (final IllegalArgumentException e) {
            throw new IOException("The NRRD header gives no grid: " + e.getMessage(), e);
        }
    }

    private static void checkRightAngles(final double[] d) throws IOException {
        for (int a = 0; a < 3; a++) {
            final int b = (a + 1) % 3;
            if (!(Math.abs(d[3 * a] * d[3 * b] + d[3 * a + 1] * d[3 * b + 1] + d[3 * a + 2] * d[3 * b + 2]) < RIGHT_ANGLE)) {
                throw new IOException("The NRRD header's 'space directions' are not at right angles: "
                    + "resample the image to a grid of right angles (in 3D Slicer: harden or resample the transform)");
            }
        }
    }

    /** What x, y, z of the file's space are multiplied by to become LPS. */
    private double[] signs() throws IOException {
        final String space = m_fields.getOrDefault("space", "").toLowerCase(Locale.ROOT);
        return switch (space) {
            case "left-posterior-superior", "lps" -> new double[]{1, 1, 1};
            case "right-anterior-superior", "ras" -> new double[]{-1, -1, 1};
            case "left-anterior-superior", "las" -> new double[]{1, -1, 1};
            case "" -> {
                final int dimension = m_fields.containsKey("space dimension")
                    ? integer("space dimension", m_fields.get("space dimension")) : 3;
                if (dimension != 3) {
                    throw new IOException("The NRRD header's 'space dimension' is " + dimension + ", but must be 3");
                }
                m_warnings.add("The NRRD header names no space: left-posterior-superior was taken");
                yield new double[]{1, 1, 1};
            }
            default -> throw new IOException("The NRRD space '" + printable(space)
                + "' is not supported: left-posterior-superior, right-anterior-superior or left-anterior-superior is expected");
        };
    }

    private double unit() throws IOException {
        final String units = m_fields.getOrDefault("space units", "").replace("\"", " ").trim();
        double unit = 0;
        if (!units.isEmpty()) {
            for (final String u : units.split("\\s+")) {
                final double mm = switch (u.toLowerCase(Locale.ROOT)) {
                    case "mm", "millimeter", "millimeters", "millimetre" -> 1;
                    case "cm" -> 10;
                    case "m" -> 1000;
                    case "um", "micron", "microns", "\u00b5m", "\u03bcm" -> 1e-3;
                    default -> throw new IOException("The NRRD header's 'space units' '" + printable(u) + "' is unknown");
                };
                if (unit != 0 && unit != mm) {
                    throw new IOException("The NRRD header's 'space units' differ between axes");
                }
                unit = mm;
            }
        }
        return unit == 0 ? 1 : unit;
    }

    private double[][] axes(final int first) throws IOException {
        final String directions = m_fields.get("space directions");
        if (directions != null) {
            final List<double[]> vectors = vectors("space directions", directions);
            if (vectors.size() != m_sizes.length) {
                throw new IOException("The NRRD header's 'space directions' has " + vectors.size() + " vectors for "
                    + m_sizes.length + " axes");
            }
            final double[][] axes = new double[3][];
            for (int i = 0; i < 3; i++) {
                axes[i] = vectors.get(first + i);
                if (axes[i] == null) {
                    throw new IOException("The NRRD header's 'space directions' has no vector for axis " + (first + i));
                }
            }
            return axes;
        }
        m_warnings.add("The NRRD header has no 'space directions': orientation is unknown, "
            + "the grid was put along the patient's axes");
        final String[] spacings = m_fields.getOrDefault("spacings", "").trim().split("\\s+");
        final double[][] axes = new double[3][3];
        for (int i = 0; i < 3; i++) {
            axes[i][i] = spacings.length == m_sizes.length ? number("spacings", spacings[first + i]) : 1;
            if (Double.isNaN(axes[i][i])) {
                axes[i][i] = 1; // the format's way to say that an axis' spacing is unknown
            }
        }
        return axes;
    }

    private double[] origin() throws IOException {
        final String text = m_fields.get("space origin");
        if (text == null) {
            m_warnings.add("The NRRD header has no 'space origin': (0, 0, 0) was taken");
            return new double[3];
        }
        final List<double[]> vectors = vectors("space origin", text);
        if (vectors.size() != 1 || vectors.get(0) == null) {
            throw new IOException("The NRRD header's 'space origin' must be one vector, but was '" + printable(text) + "'");
        }
        return vectors.get(0);
    }

    /** @return vectors of three numbers each; null for {@code none} */
    private static List<double[]> vectors(final String field, final String text) throws IOException {
        final List<double[]> vectors = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (text.startsWith("none", at)) {
                vectors.add(null);
                at += 4;
            } else {
                final int end = text.indexOf(')', at);
                if (text.charAt(at) != '(' || end < 0) {
                    throw new IOException("The NRRD header's '" + field + "' must be vectors like (1,0,0), but was '"
                        + printable(text) + "'");
                }
                final String[] parts = text.substring(at + 1, end).split(",", -1);
                if (parts.length != 3) {
                    throw new IOException("The NRRD header's '" + field + "' must be vectors of three numbers, but was '"
                        + printable(text) + "'");
                }
                final double[] v = new double[3];
                for (int i = 0; i < 3; i++) {
                    v[i] = number(field, parts[i]);
                    if (!Double.isFinite(v[i])) {
                        throw new IOException("The NRRD header's '" + field + "' must be finite, but was '"
                            + printable(text) + "'");
                    }
                }
                vectors.add(v);
                at = end + 1;
            }
        }
        return vectors;
    }

    /** Reads lines that end with LF or CR LF, and counts bytes. */
    private static final class Lines {
        private final InputStream m_in;

        private int m_read;

        Lines(final InputStream in) {
            m_in = in;
        }

        /** @return the line without its end, or null at the end of the file */
        String next() throws IOException {
            final ByteArrayOutputStream line = new ByteArrayOutputStream();
            int b = m_in.read();
            if (b < 0) {
                return null;
            }
            for (; b >= 0 && b != '\n'; b = m_in.read()) {
                line.write(b);
                if (++m_read > MAX_BYTES) {
                    throw new IOException("The NRRD header is longer than " + (MAX_BYTES >> 20) + " MiB: the file is damaged");
                }
            }
            m_read += b == '\n' ? 1 : 0;
            final String text = line.toString(StandardCharsets.UTF_8);
            return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        }
    }
}
