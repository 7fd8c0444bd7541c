package org.petctflow.imaging.dicom;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.dcm4che3.data.ElementDictionary;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;

/** Which facts of a header are kept, and under which keys ({@link DicomTags}). */
final class HeaderFields {

    /**
     * One fact.
     *
     * @param key its key
     * @param sequence the sequence in whose first item it stands, 0 if in none
     * @param nested the sequence within that one, 0 if in none
     * @param tag the element
     * @param creator who reserved the block of a private element, otherwise null
     * @param vr what a private element holds, otherwise null
     * @param vendor how the manufacturer's name starts (upper case) for whom a private element without a creator is believed
     */
    record Field(String key, int sequence, int nested, int tag, String creator, VR vr, String vendor) {
    }

    private static final int[] PLAIN = {Tag.ImageType, Tag.SOPClassUID, Tag.SOPInstanceUID, Tag.StudyDate, Tag.SeriesDate, Tag.AcquisitionDate,
        Tag.AcquisitionDateTime, Tag.StudyTime, Tag.SeriesTime, Tag.AcquisitionTime, Tag.Modality, Tag.Manufacturer,
        Tag.StudyDescription, Tag.SeriesDescription, Tag.ManufacturerModelName, Tag.TimezoneOffsetFromUTC,
        Tag.DerivationDescription, Tag.PatientSex, Tag.PatientAge, Tag.PatientSize, Tag.PatientWeight,
        Tag.PatientIdentityRemoved, Tag.ContrastBolusAgent, Tag.BodyPartExamined, Tag.SliceThickness, Tag.KVP, Tag.EchoTime,
        Tag.RepetitionTime, Tag.SpacingBetweenSlices, Tag.SoftwareVersions, Tag.ProtocolName, Tag.TriggerTime,
        Tag.ReconstructionDiameter, Tag.GantryDetectorTilt, Tag.ExposureTime, Tag.XRayTubeCurrent, Tag.Exposure,
        Tag.FilterType, Tag.ConvolutionKernel, Tag.ActualFrameDuration, Tag.PatientPosition, Tag.FrameAcquisitionDateTime,
        Tag.FrameReferenceDateTime, Tag.FrameAcquisitionDuration, Tag.DecayCorrectionDateTime, Tag.DecayCorrected,
        Tag.NominalPercentageOfCardiacPhase, Tag.NominalPercentageOfRespiratoryPhase, Tag.AttenuationCorrected,
        Tag.ScatterCorrected, Tag.RandomsCorrected, Tag.DeadTimeCorrected, Tag.DetectorNormalizationCorrection,
        Tag.SeriesNumber, Tag.AcquisitionNumber, Tag.InstanceNumber, Tag.TemporalPositionIdentifier,
        Tag.TemporalPositionIndex, Tag.StackID, Tag.PhotometricInterpretation, Tag.CorrectedImage, Tag.RescaleIntercept,
        Tag.RescaleSlope, Tag.RescaleType, Tag.LossyImageCompression, Tag.LossyImageCompressionMethod, Tag.NumberOfSlices,
        Tag.NumberOfTimeSlices, Tag.SeriesType, Tag.Units, Tag.CountsSource, Tag.ReprojectionMethod, Tag.SUVType,
        Tag.RandomsCorrectionMethod, Tag.AttenuationCorrectionMethod, Tag.DecayCorrection, Tag.ReconstructionMethod,
        Tag.ScatterCorrectionMethod, Tag.FrameReferenceTime, Tag.DecayFactor, Tag.DoseCalibrationFactor, Tag.ImageIndex};

    private static final int[] TRACER = {Tag.Radiopharmaceutical, Tag.RadiopharmaceuticalVolume,
        Tag.RadiopharmaceuticalStartTime, Tag.RadiopharmaceuticalStopTime, Tag.RadionuclideTotalDose,
        Tag.RadionuclideHalfLife, Tag.RadionuclidePositronFraction, Tag.RadiopharmaceuticalSpecificActivity,
        Tag.RadiopharmaceuticalStartDateTime, Tag.RadiopharmaceuticalStopDateTime};

    private static final int[] CODE = {Tag.CodeValue, Tag.CodingSchemeDesignator, Tag.CodeMeaning};

    /** Elements outside of {@link #ALL} that the reader looks at. */
    private static final int[] NEEDED = {Tag.SpecificCharacterSet, Tag.PatientName, Tag.PatientID,
        Tag.IssuerOfPatientID, Tag.PatientBirthDate, Tag.OtherPatientIDs, Tag.OtherPatientNames, Tag.StudyInstanceUID,
        Tag.SeriesInstanceUID, Tag.ImagePositionPatient, Tag.ImageOrientationPatient, Tag.FrameOfReferenceUID,
        Tag.SamplesPerPixel, Tag.NumberOfFrames, Tag.Rows, Tag.Columns, Tag.PixelSpacing, Tag.BitsAllocated, Tag.BitsStored,
        Tag.HighBit, Tag.PixelRepresentation, Tag.PixelPaddingValue, Tag.PixelPaddingRangeLimit,
        Tag.FloatPixelPaddingValue, Tag.FloatPixelPaddingRangeLimit, Tag.DoubleFloatPixelPaddingValue,
        Tag.DoubleFloatPixelPaddingRangeLimit, Tag.ModalityLUTSequence, Tag.RealWorldValueMappingSequence,
        Tag.ReferencedImageRealWorldValueMappingSequence,
        Tag.RadiopharmaceuticalInformationSequence, Tag.SharedFunctionalGroupsSequence,
        Tag.PerFrameFunctionalGroupsSequence, Tag.UnassignedSharedConvertedAttributesSequence,
        Tag.DirectoryRecordSequence};

    /** All facts that are kept. */
    static final List<Field> ALL = new ArrayList<>();

    private static final Map<String, Integer> INDEX = new HashMap<>();

    private static final Set<Integer> WANTED = new HashSet<>();

    static {
        for (final int tag : PLAIN) {
            add(new Field(keyword(tag), 0, 0, tag, null, null, null));
        }
        for (final int tag : TRACER) {
            add(new Field(DicomTags.RADIOPHARMACEUTICAL + keyword(tag), Tag.RadiopharmaceuticalInformationSequence, 0, tag,
                null, null, null));
        }
        for (final int nested : new int[]{Tag.RadionuclideCodeSequence, Tag.RadiopharmaceuticalCodeSequence}) {
            for (final int tag : CODE) {
                add(new Field(DicomTags.RADIOPHARMACEUTICAL + keyword(nested) + "/" + keyword(tag),
                    Tag.RadiopharmaceuticalInformationSequence, nested, tag, null, null, null));
            }
        }
        privately(DicomTags.GE_SCAN_DATE_TIME, 0x0009100D, "GEMS_PETD_01", VR.DT, "GE");
        privately(DicomTags.GE_ADMIN_DATE_TIME, 0x0009103B, "GEMS_PETD_01", VR.DT, "GE");
        privately(DicomTags.SIEMENS_DECAY_DATE_TIME, 0x00711022, "SIEMENS MED PT", VR.DT, "SIEMENS");
        privately(DicomTags.PHILIPS_SUV_SCALE, 0x70531000, "Philips PET Private Group", VR.DS, "PHILIPS");
        privately(DicomTags.PHILIPS_ACTIVITY_SCALE, 0x70531009, "Philips PET Private Group", VR.DS, "PHILIPS");
        // not elements of the data set's top: the reader fills them from the mapping that counts, and from counting
        add(new Field(DicomTags.FRAME_NUMBER, 0, 0, 0, null, null, null));
        add(new Field(DicomTags.RWV_SLOPE, 0, 0, 0, null, null, null));
        add(new Field(DicomTags.RWV_INTERCEPT, 0, 0, 0, null, null, null));
        add(new Field(DicomTags.RWV_UNIT, 0, 0, 0, null, null, null));
        add(new Field(DicomTags.RWV_SHAPE, 0, 0, 0, null, null, null));
        add(new Field(DicomTags.RADIOPHARMACEUTICAL_ITEMS, 0, 0, 0, null, null, null));
        for (final int tag : NEEDED) {
            WANTED.add(tag);
        }
    }

    private HeaderFields() {
    }

    private static void privately(final String key, final int tag, final String creator, final VR vr, final String vendor) {
        add(new Field(key, 0, 0, tag, creator, vr, vendor));
    }

    private static void add(final Field field) {
        INDEX.put(field.key(), ALL.size());
        ALL.add(field);
        if (field.sequence() == 0 && field.creator() == null) {
            WANTED.add(field.tag());
        }
    }

    static String keyword(final int tag) {
        return ElementDictionary.keywordOf(tag, null);
    }

    /**
     * @param key a fact's key
     * @return where it stands in {@link #ALL}
     */
    static int index(final String key) {
        return INDEX.get(key);
    }

    /**
     * @param tag an element at the top of a data set
     * @return whether the reader looks at it
     */
    static boolean wanted(final int tag) {
        final int group = tag >>> 16;
        return group == 0x0009 || group == 0x0071 || group == 0x7053 || WANTED.contains(tag);
    }
}
