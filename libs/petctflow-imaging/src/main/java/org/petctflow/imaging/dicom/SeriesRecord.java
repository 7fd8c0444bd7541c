package org.petctflow.imaging.dicom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.dcm4che3.data.UID;
import org.petctflow.imaging.dicom.SliceHeader.SeriesKey;
import org.petctflow.imaging.dicom.codec.FrameDecoder;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.imaging.volume.Voxels;

/**
 * A series, or one part of a series that holds several volumes (frames, gates, beds, orientations ...), as its headers
 * describe it. {@link SeriesReader} reads its voxels. Where no volume can be made, {@link #refusal()} says why.
 */
public final class SeriesRecord {

    /** What the images of a series are. */
    public enum Kind {
            /** Slices. */
            IMAGE,
            /** An overview for planning a scan. */
            LOCALIZER,
            /** A projection through a volume, e.g. a maximum intensity projection. */
            PROJECTION
    }

    private static final Set<String> OUTSIDE_RANGE = Set.of("", "HU");

    private final SeriesKey m_key;

    private final Kind m_kind;

    private final String m_part;

    private final int m_partNumber;

    private final int m_parts;

    private final Layout m_layout;

    private final String m_refusal;

    private final List<String> m_warnings;

    private final List<String> m_irregularities;

    private final Map<String, String> m_tags;

    private final Modality m_modality;

    private final String m_unit;

    private final ScanOptions.Padding m_padding;

    private SeriesRecord(final SeriesKey key, final SeriesSplitter.Part part, final int partNumber, final int parts,
        final int damaged, final ScanOptions options, final List<String> warnings) {
        m_key = key;
        m_kind = part.kind();
        m_part = part.label();
        m_partNumber = partNumber;
        m_parts = parts;
        m_padding = options.padding();
        m_warnings = new ArrayList<>(warnings);
        if (part.orientations() > 1) {
            m_warnings.add("the series holds images of " + part.orientations()
                + " sizes, spacings or orientations: each became a volume of its own");
        }
        final int before = m_warnings.size();
        m_layout = Layout.of(part.slices(), options.policies(), damaged, m_warnings);
        m_irregularities = List.copyOf(m_warnings.subList(before, m_warnings.size()));
        m_tags = tags(m_layout.slices());
        final String modality = m_tags.getOrDefault("Modality", "");
        m_modality = modality.equals("CT") ? Modality.CT : modality.equals("PT") ? Modality.PET : Modality.OTHER;
        m_unit = unitOfTags();
        m_refusal = m_layout.refusal().isEmpty() ? unreadable() : m_layout.refusal();
        warn();
    }

    static SeriesRecord of(final SeriesKey key, final SeriesSplitter.Part part, final int partNumber, final int parts,
        final int damaged, final ScanOptions options, final List<String> warnings) {
        return new SeriesRecord(key, part, partNumber, parts, damaged, options, warnings);
    }

    /** What is the same in all slices is written once, what differs once a slice. */
    private static Map<String, String> tags(final List<SliceHeader> slices) {
        final Map<String, String> tags = new TreeMap<>();
        final int fields = HeaderFields.ALL.size();
        for (int f = 0; f < fields; f++) {
            final String first = slices.get(0).values()[f];
            boolean same = true;
            for (final SliceHeader s : slices) {
                same &= s.values()[f].equals(first);
            }
            if (same) {
                if (!first.isEmpty()) {
                    tags.put(HeaderFields.ALL.get(f).key(), first);
                }
                continue;
            }
            final StringBuilder all = new StringBuilder();
            for (int i = 0; i < slices.size(); i++) {
                all.append(i == 0 ? "" : "\\").append(slices.get(i).values()[f]);
            }
            tags.put(HeaderFields.ALL.get(f).key(), all.toString());
        }
        tags.remove("InstanceNumber");
        return tags;
    }

    private String unitOfTags() {
        final ValueMapping mapping = m_layout.slices().get(0).mapping();
        if (mapping != null) {
            return RealWorldUnits.shown(mapping.ucum());
        }
        if (m_modality == Modality.CT) {
            final String type = DicomTags.single(m_tags, "RescaleType");
            if (!OUTSIDE_RANGE.contains(type) && !type.equals("US")) {
                return type;
            }
            return Units.HU;
        }
        if (m_modality != Modality.PET) {
            return Units.NONE;
        }
        final String units = DicomTags.single(m_tags, DicomTags.UNITS);
        final String type = DicomTags.single(m_tags, DicomTags.SUV_TYPE);
        return switch (units) {
            case "BQML" -> Units.BQML;
            case "CNTS" -> Units.COUNTS;
            // PS3.3 section C.8.9.1: without SUVType the values are by body weight
            case "GML" -> type.isEmpty() || type.equals("BW") ? Units.SUV_BW : type.startsWith("LBM") ? Units.SUV_LBM
                : type.equals("IBW") ? Units.SUV_IBW : "GML " + type;
            case "CM2ML" -> Units.SUV_BSA;
            default -> units;
        };
    }

    private String unreadable() {
        if (m_key.seriesUid().isEmpty()) {
            m_warnings.add("SeriesInstanceUID (0020,000E) is missing: images of a folder may be mixed");
        }
        for (final SliceHeader s : m_layout.slices()) {
            if (!s.file().real()) {
                try {
                    FrameDecoder.of(s.file().transferSyntax(), s.file().format(), s.file().words());
                } catch (final IOException e) {
                    return e.getMessage();
                }
            }
            if (!s.get("PhotometricInterpretation").startsWith("MONOCHROME")
                && !s.get("PhotometricInterpretation").isEmpty()) {
                return "only grey images are read, but PhotometricInterpretation (0028,0004) is "
                    + s.get("PhotometricInterpretation");
            }
            if (!(s.file().modalityLut() || finite(s, DicomTags.RESCALE_SLOPE, 1) && finite(s, DicomTags.RESCALE_INTERCEPT, 0))) {
                return "RescaleSlope (0028,1053) and RescaleIntercept (0028,1052) must be numbers, but were "
                    + s.get(DicomTags.RESCALE_SLOPE) + " and " + s.get(DicomTags.RESCALE_INTERCEPT);
            }
        }
        return "";
    }

    private static boolean finite(final SliceHeader s, final String key, final double otherwise) {
        return Double.isFinite(s.number(key, s.get(key).isEmpty() ? otherwise : Double.NaN));
    }

    private void warn() {
        final SliceHeader first = m_layout.slices().get(0);
        final Set<String> notes = new LinkedHashSet<>();
        if (m_layout.slices().size() == 1) {
            notes.add("a single image");
        }
        boolean tableMissing = false;
        for (final SliceHeader s : m_layout.slices()) {
            final String syntax = s.file().transferSyntax();
            if (syntax.equals(UID.JPEGBaseline8Bit)) {
                notes.add("8-bit lossy JPEG: grey values differ from what was measured");
            } else if (s.get("LossyImageCompression").equals("01") || syntax.equals(UID.JPEGLSNearLossless)) {
                notes.add("lossy compression: grey values differ from what was measured");
            }
            if (s.get("PhotometricInterpretation").equals("MONOCHROME1")) {
                notes.add("MONOCHROME1: shown inverted; the values are as stored");
            }
            tableMissing |= s.mapping() == null && !s.file().modalityLut() && s.get(DicomTags.RESCALE_SLOPE).isEmpty();
            if (m_modality == Modality.PET && s.number(DicomTags.RESCALE_INTERCEPT, 0) != 0) {
                notes.add("RescaleIntercept (0028,1052) of a PET image is not 0");
            }
        }
        if (m_modality == Modality.CT && tableMissing) {
            notes.add("RescaleSlope (0028,1053) is missing: stored values are taken as Hounsfield units");
        }
        if (m_modality == Modality.PET && tableMissing) {
            notes.add("RescaleSlope (0028,1053) is missing: stored values are taken as they are");
        }
        if (m_modality == Modality.CT && first.get("RescaleType").equals("US")) {
            notes.add("RescaleType (0028,1054) is US (unspecified): taken as Hounsfield units");
        }
        if (m_modality == Modality.PET && m_unit.isEmpty()) {
            notes.add("Units (0054,1001) is missing or differs between slices");
        }
        if (m_modality == Modality.PET && !attenuationCorrected()) {
            notes.add("attenuation was not corrected: CorrectedImage (0028,0051) lacks ATTN");
        }
        if (m_kind == Kind.LOCALIZER) {
            notes.add("a localizer: no volume of slices");
        }
        if (m_kind == Kind.PROJECTION) {
            notes.add("a projection (MIP): no volume of slices");
        }
        if (m_key.frameOfReferenceUid().isEmpty()) {
            notes.add("FrameOfReferenceUID (0020,0052) is missing: the place cannot be compared with other series");
        }
        m_warnings.addAll(notes);
    }

    /** @return the patient, by whatever {@link ScanOptions#keys()} chose */
    public String patientKey() {
        return m_key.patientKey();
    }

    /** @return StudyInstanceUID, or empty */
    public String studyUid() {
        return m_key.studyUid();
    }

    /** @return SeriesInstanceUID, or empty; parts of one series share it */
    public String seriesUid() {
        return m_key.seriesUid();
    }

    /** @return FrameOfReferenceUID, or empty */
    public String frameOfReferenceUid() {
        return m_key.frameOfReferenceUid();
    }

    /** @return what the images are */
    public Kind kind() {
        return m_kind;
    }

    /** @return what sets this part of the series apart, e.g. {@code TemporalPositionIdentifier 3}; empty if nothing needs to */
    public String part() {
        return m_part;
    }

    /** @return which part of the series this is, from 1 */
    public int partNumber() {
        return m_partNumber;
    }

    /** @return of how many parts */
    public int parts() {
        return m_parts;
    }

    /** @return CT, PET, or other */
    public Modality modality() {
        return m_modality;
    }

    /** @return DICOM's Modality (0008,0060) */
    public String modalityCode() {
        return m_tags.getOrDefault("Modality", "");
    }

    /** @return the unit of voxels, see {@link Units}; another of DICOM's terms where it is none of them */
    public String unit() {
        return m_unit;
    }

    /** @return SeriesDescription without the patient's name and id */
    public String description() {
        return DicomTags.single(m_tags, "SeriesDescription");
    }

    /** @return SeriesNumber, 0 if there is none */
    public int number() {
        return (int)HeaderReader.parse(DicomTags.single(m_tags, "SeriesNumber"), 0);
    }

    /** @return date of the series, otherwise of the study, as {@code YYYYMMDD}; empty if there is none */
    public String date() {
        final String series = DicomTags.single(m_tags, "SeriesDate");
        return series.isEmpty() ? DicomTags.single(m_tags, "StudyDate") : series;
    }

    /** @return who built the scanner */
    public String manufacturer() {
        return DicomTags.single(m_tags, "Manufacturer");
    }

    /** @return the scanner's model */
    public String model() {
        return DicomTags.single(m_tags, "ManufacturerModelName");
    }

    /** @return the grid, null where no volume can be made */
    public Geometry geometry() {
        return m_layout.geometry();
    }

    /** @return how many images there are; more or fewer than the grid's slices where they were regularised */
    public int images() {
        return m_layout.slices().size();
    }

    /** @return how many files they come from */
    public int files() {
        final Set<SourceFile> files = new LinkedHashSet<>();
        m_layout.slices().forEach(s -> files.add(s.file()));
        return files.size();
    }

    /** @return the folder of the first image's file */
    public Path folder() {
        return m_layout.slices().get(0).file().path().getParent();
    }

    /** @return the transfer syntaxes of the files */
    public Set<String> transferSyntaxes() {
        final Set<String> syntaxes = new TreeSet<>();
        m_layout.slices().forEach(s -> syntaxes.add(s.file().transferSyntax()));
        return syntaxes;
    }

    /** @return what a user should know, in the order in which it was found */
    public List<String> warnings() {
        return List.copyOf(m_warnings);
    }

    /** @return those of the warnings that say how slices that make no regular grid were taken all the same */
    public List<String> irregularities() {
        return m_irregularities;
    }

    /** @return why no volume can be made; empty if one can */
    public String refusal() {
        return m_refusal;
    }

    /** @return whether a volume can be made */
    public boolean readable() {
        return m_refusal.isEmpty();
    }

    /** @return whether attenuation was corrected; true for what is no PET */
    public boolean attenuationCorrected() {
        return SeriesSplitter.attenuationCorrected(m_layout.slices().get(0));
    }

    /** @return the facts of the headers, see {@link DicomTags} */
    public Map<String, String> tags() {
        return m_tags;
    }

    /**
     * @return what is known of the volume before it is read; the type of values is the most likely one
     * @throws IllegalStateException if no volume can be made
     */
    public VolumeInfo info() {
        return info(SliceValues.likelyKind(m_layout.slices(), m_modality));
    }

    VolumeInfo info(final Voxels.Kind valueKind) {
        if (m_layout.geometry() == null) {
            throw new IllegalStateException("The series makes no volume: " + m_refusal);
        }
        final String name = m_part.isEmpty() ? description() : (description() + " [" + m_part + "]").strip();
        return new VolumeInfo(m_layout.geometry(), valueKind, m_modality, m_unit, patientKey(), studyUid(), seriesUid(),
            frameOfReferenceUid(), name, gridTags());
    }

    /** A slice of a regularised grid has the facts of the image that lies nearest. */
    private Map<String, String> gridTags() {
        if (m_layout.regularisation() == null) {
            return m_tags;
        }
        final int slices = m_layout.geometry().slices();
        final int[] nearest = new int[slices];
        final double[] place = m_layout.regularisation().place();
        for (int s = 0; s < slices; s++) {
            for (int i = 1; i < place.length; i++) {
                if (Math.abs(place[i] - s) < Math.abs(place[nearest[s]] - s)) {
                    nearest[s] = i;
                }
            }
        }
        final Map<String, String> tags = new TreeMap<>(m_tags);
        tags.replaceAll((key, value) -> {
            if (value.indexOf(DicomTags.SLICES) < 0) {
                return value;
            }
            final String[] images = value.split("\\\\", -1);
            final StringBuilder all = new StringBuilder();
            for (int s = 0; s < slices; s++) {
                all.append(s == 0 ? "" : "\\").append(images[nearest[s]]);
            }
            return all.toString();
        });
        return tags;
    }

    Layout layout() {
        return m_layout;
    }

    ScanOptions.Padding padding() {
        return m_padding;
    }
}
