package org.petctflow.imaging.dicom;

import java.util.Arrays;
import java.util.Map;

import org.petctflow.imaging.volume.VolumeInfo;

/**
 * How the facts of DICOM headers are written in {@link VolumeInfo#tags()}.
 *
 * <ul>
 * <li>A standard element stands under its keyword: {@code PatientWeight -> 71.2}. An empty element is left out.</li>
 * <li>An element of a sequence's (first) item stands under the path of keywords:
 * {@code RadiopharmaceuticalInformationSequence/RadionuclideTotalDose}.</li>
 * <li>A private element stands under its tag as if its block was the first one, in capital hexadecimal digits, wherever the
 * block lies in the file: {@code (7053,1000)}. Values are text whatever the representation was.</li>
 * <li>Several values of one element are separated by {@link #VALUES}: {@code ImageType -> ORIGINAL|PRIMARY}.</li>
 * <li>What differs between slices has one entry a slice, in the order of the volume's slices, separated by
 * {@link #SLICES}: {@code AcquisitionTime -> 101500.00\101500.00\101730.00}; empty where a slice lacks it. What is the same
 * in all slices is written once.</li>
 * <li>Multi-frame objects give the same keys as single-frame ones where the meaning is the same: those of a frame's
 * functional groups are written as if they stood at the top ({@code FrameAcquisitionDateTime}, {@code RescaleSlope}).</li>
 * <li>Never a patient's name, birth date or id, nor other people's names.</li>
 * </ul>
 *
 * <p>Values of voxels are already rescaled when a volume is read: {@link #RESCALE_SLOPE} is kept for the record and for rules
 * that look at its spread. Dates and times are as DICOM writes them (PS3.5 section 6.2: {@code YYYYMMDD},
 * {@code HHMMSS.FFFFFF}).
 */
public final class DicomTags {

    /** Separates the values of one element. */
    public static final char VALUES = '|';

    /** Separates the slices' values. */
    public static final char SLICES = '\\';

    /** The sequence about the tracer, as the beginning of a key. */
    public static final String RADIOPHARMACEUTICAL = "RadiopharmaceuticalInformationSequence/";

    /** Which file a slice comes from. */
    public static final String SOP_INSTANCE_UID = "SOPInstanceUID";

    /** Which frame of its file a slice is, from 1; only where files have many. */
    public static final String FRAME_NUMBER = "FrameNumber";

    /** Injected activity in Bq. */
    public static final String TOTAL_DOSE = RADIOPHARMACEUTICAL + "RadionuclideTotalDose";

    /** Half-life in s. */
    public static final String HALF_LIFE = RADIOPHARMACEUTICAL + "RadionuclideHalfLife";

    /** Time of the injection. */
    public static final String START_TIME = RADIOPHARMACEUTICAL + "RadiopharmaceuticalStartTime";

    /** Date and time of the injection. */
    public static final String START_DATE_TIME = RADIOPHARMACEUTICAL + "RadiopharmaceuticalStartDateTime";

    /** The radionuclide's code, e.g. {@code C-111A1} for F-18. */
    public static final String RADIONUCLIDE_CODE = RADIOPHARMACEUTICAL + "RadionuclideCodeSequence/CodeValue";

    /** The radionuclide's name, e.g. {@code ^18^Fluorine}. */
    public static final String RADIONUCLIDE_MEANING = RADIOPHARMACEUTICAL + "RadionuclideCodeSequence/CodeMeaning";

    /** Units of the rescaled values: {@code BQML}, {@code CNTS}, {@code GML} ... */
    public static final String UNITS = "Units";

    /** Which SUV a {@code GML} or {@code CM2ML} image holds. */
    public static final String SUV_TYPE = "SUVType";

    /** {@code START}, {@code ADMIN} or {@code NONE}. */
    public static final String DECAY_CORRECTION = "DecayCorrection";

    /** Which corrections were made, e.g. {@code DECY|ATTN}. */
    public static final String CORRECTED_IMAGE = "CorrectedImage";

    /** Slope of the modality rescale. */
    public static final String RESCALE_SLOPE = "RescaleSlope";

    /** Intercept of the modality rescale. */
    public static final String RESCALE_INTERCEPT = "RescaleIntercept";

    /** Philips: SUV per rescaled value (creator {@code Philips PET Private Group}). */
    public static final String PHILIPS_SUV_SCALE = "(7053,1000)";

    /** Philips: Bq/ml per rescaled value (creator {@code Philips PET Private Group}). */
    public static final String PHILIPS_ACTIVITY_SCALE = "(7053,1009)";

    /** GE: start of the scan (creator {@code GEMS_PETD_01}). */
    public static final String GE_SCAN_DATE_TIME = "(0009,100D)";

    /** GE: injection (creator {@code GEMS_PETD_01}). */
    public static final String GE_ADMIN_DATE_TIME = "(0009,103B)";

    /** Siemens: what decay is corrected to (creator {@code SIEMENS MED PT}). */
    public static final String SIEMENS_DECAY_DATE_TIME = "(0071,1022)";

    /**
     * Of several real world value mappings, the image's own or those of objects that name it, the one to SUVbw, otherwise to another
     * SUV, to Bq/ml, or the first: value per stored value.
     */
    public static final String RWV_SLOPE = "RealWorldValueMappingSequence/RealWorldValueSlope";

    /** The intercept that belongs to {@link #RWV_SLOPE}. */
    public static final String RWV_INTERCEPT = "RealWorldValueMappingSequence/RealWorldValueIntercept";

    /** The unit that belongs to {@link #RWV_SLOPE}, in UCUM, e.g. {@code {SUVbw}g/ml}. */
    public static final String RWV_UNIT = "RealWorldValueMappingSequence/MeasurementUnitsCodeSequence/CodeValue";

    /** How the mapping of {@link #RWV_UNIT} goes where a slope and an intercept do not say it: {@code a table}, {@code 2 ranges}. */
    public static final String RWV_SHAPE = "RealWorldValueMappingSequence";

    /** How many items the sequence about the tracer has where it has more than one. */
    public static final String RADIOPHARMACEUTICAL_ITEMS = "RadiopharmaceuticalInformationSequence";

    private DicomTags() {
    }

    /**
     * @param tags a volume's tags
     * @param key which one
     * @return its value where there is one; empty if it is missing, and where slices differ
     */
    public static String single(final Map<String, String> tags, final String key) {
        final String value = tags.getOrDefault(key, "");
        return value.indexOf(SLICES) >= 0 ? "" : value;
    }

    /**
     * @param info a volume's info
     * @param key which tag
     * @return one value a slice, whether they differ or not; empty where a slice lacks it
     */
    public static String[] perSlice(final VolumeInfo info, final String key) {
        final String value = info.tags().getOrDefault(key, "");
        final int slices = info.geometry().slices();
        if (value.indexOf(SLICES) < 0) {
            final String[] same = new String[slices];
            Arrays.fill(same, value);
            return same;
        }
        return value.split("\\\\", -1);
    }

    /**
     * @param value a tag's value
     * @return the values of an element with several
     */
    public static String[] values(final String value) {
        return value.isEmpty() ? new String[0] : value.split("\\|", -1);
    }
}
