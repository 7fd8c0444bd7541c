package org.petctflow.imaging.synthetic;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.IntUnaryOperator;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomOutputStream;
import org.petctflow.base.Progress;
import org.petctflow.imaging.synthetic.SyntheticCohort.Decay;
import org.petctflow.imaging.synthetic.SyntheticCohort.DrawnOn;
import org.petctflow.imaging.synthetic.SyntheticCohort.PetUnits;
import org.petctflow.imaging.synthetic.SyntheticCohort.TransferSyntax;
import org.petctflow.imaging.synthetic.SyntheticCohort.Vendor;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Volume;

/**
 * One patient's files: CT Image, PET Image and RT Structure Set objects (DICOM PS3.3 A.3, A.21, A.19) as three vendors
 * write them. Stored values of PET come from the formulas of SUV turned round:
 *
 * <pre>
 *   START   Bq/ml = SUV * dose * 2^(-(scan - injection) / half-life) / weight
 *   ADMIN   Bq/ml = SUV * dose / weight
 *   NONE    Bq/ml = SUV * dose / weight * e^(-lambda (acquisition - injection)) * (1 - e^(-lambda T)) / (lambda T)
 * </pre>
 *
 * with the weight in g, lambda = ln 2 / half-life and a frame of T seconds.
 */
final class DicomStudy {

    private static final String CT_IMAGE = "1.2.840.10008.5.1.4.1.1.2";

    private static final String PET_IMAGE = "1.2.840.10008.5.1.4.1.1.128";

    private static final String STRUCTURE_SET = "1.2.840.10008.5.1.4.1.1.481.3";

    /** Of fluorine-18, as scanners write it, s. */
    private static final double HALF_LIFE = 6586.2;

    /** Its decay constant, 1/s. */
    private static final double LAMBDA = StrictMath.log(2) / HALF_LIFE;

    private static final int FRAME_SECONDS = 120;

    private static final double BED_MM = 160;

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss.SSSSSS", Locale.ROOT);

    private final SyntheticCase m_case;

    private final Vendor m_vendor;

    private final SyntheticCohort.Options m_options;

    private final LocalDateTime m_studyStart;

    private final LocalDateTime m_injection;

    private final LocalDateTime m_petStart;

    private final double m_weight;

    private final double m_height;

    private final double m_dose;

    private final double m_countScale;

    private final int m_age;

    private final boolean m_female;

    /** Rescale slopes of the PET's slices, as they are written. */
    private String[] m_slopes;

    DicomStudy(final SyntheticCase patient, final Vendor vendor) {
        m_case = patient;
        m_vendor = vendor;
        m_options = patient.options();
        m_age = Clinical.age(patient.seed());
        m_female = Clinical.female(patient.seed(), patient.truth().egfrLook(), m_options.effect());
        final Randomness random = new Randomness(patient.seed(), "header");
        m_studyStart = LocalDate.of(2021, 1, 4).plusDays(random.below(1000))
            .atTime(LocalTime.of(9, 0).plusSeconds(random.below(6 * 3600)));
        m_petStart = m_studyStart.plusSeconds(150 + random.below(120));
        m_injection = m_petStart.minusSeconds(3300 + random.below(1200));
        m_height = Math.rint((m_female ? 163 : 175) + 7 * Math.max(-2, Math.min(2, random.gaussian()))) / 100;
        m_weight = Math.rint(10 * random.between(19, 30) * m_height * m_height) / 10;
        m_dose = Math.rint(m_weight * random.between(3.3, 4.2)) * 1e6 + 1000 * random.below(1000);
        m_countScale = Double.parseDouble(String.format(Locale.ROOT, "%.6f", random.between(4e-4, 9e-4)));
    }

    /** @return SUV per Bq/ml in a slice of the PET */
    private double perBq(final int slice) {
        final double perBq = 1000 * m_weight / m_dose;
        return switch (m_options.decay()) {
            case START -> perBq * StrictMath.exp(LAMBDA * seconds(m_injection, m_petStart));
            case ADMIN -> perBq;
            case NONE -> perBq * StrictMath.exp(LAMBDA * seconds(m_injection, acquisition(slice))) * LAMBDA * FRAME_SECONDS
                / (1 - StrictMath.exp(-LAMBDA * FRAME_SECONDS));
        };
    }

    /** @return SUV per rescaled value in a slice of the PET */
    double factor(final int slice) {
        return switch (m_options.units()) {
            case BQML -> perBq(slice);
            case CNTS -> m_countScale;
            case GML -> 1;
        };
    }

    private static double seconds(final LocalDateTime from, final LocalDateTime to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }

    /** Beds follow one another from the feet up. */
    private LocalDateTime acquisition(final int slice) {
        final int slices = m_options.pet().slices();
        final int beds = (int)Math.max(1, Math.round(m_options.pet().lengthMm() / BED_MM));
        final int bed = slice * beds / slices;
        return m_petStart.plusSeconds((long)bed * (FRAME_SECONDS + 4));
    }

    private String transferSyntax() {
        return switch (m_options.transferSyntax()) {
            case IMPLICIT_LITTLE_ENDIAN -> UID.ImplicitVRLittleEndian;
            case EXPLICIT_LITTLE_ENDIAN -> UID.ExplicitVRLittleEndian;
            case EXPLICIT_BIG_ENDIAN -> UID.ExplicitVRBigEndian;
            case DEFLATED -> UID.DeflatedExplicitVRLittleEndian;
            case RLE -> UID.RLELossless;
        };
    }

    /**
     * @param folder an empty folder
     * @param progress asked for cancellation between files
     * @throws IOException if writing fails
     */
    void write(final Path folder, final Progress progress) throws IOException {
        writeCt(Files.createDirectory(folder.resolve("CT")), progress);
        writePet(Files.createDirectory(folder.resolve("PET")), progress);
        if (m_options.mappings()) {
            writeFile(Files.createDirectory(folder.resolve("RWV")).resolve("0001.dcm"), mappings(), plainSyntax());
        }
        final Modality drawnOn = m_options.drawnOn() == DrawnOn.CT ? Modality.CT : Modality.PET;
        writeFile(Files.createDirectory(folder.resolve("RTSTRUCT")).resolve("0001.dcm"), structureSet(drawnOn), plainSyntax());
    }

    /** That of objects without pixels. */
    private String plainSyntax() {
        return m_options.transferSyntax() == TransferSyntax.RLE ? UID.ExplicitVRLittleEndian : transferSyntax();
    }

    /** SUV by body weight per stored value of every PET slice, as Real World Value Mapping Storage (PS3.3 A.46) says it. */
    private Header mappings() {
        final Geometry g = m_case.pet().geometry();
        final List<Header> images = new ArrayList<>();
        for (int s = 0; s < g.slices(); s++) {
            if (m_case.truth().missing() == Modality.PET && m_case.truth().missingSlice() == s) {
                continue;
            }
            final Header mapping = new Header() //
                .real("RealWorldValueSlope", Double.parseDouble(m_slopes[s]) * factor(s)).real("RealWorldValueIntercept", 0) //
                .text("LUTExplanation", "SUV by body weight").text("LUTLabel", "SUVbw") //
                .code("MeasurementUnitsCodeSequence", "{SUVbw}g/ml", "UCUM", "Standardized Uptake Value body weight");
            // as signed as the pixels are
            mapping.attributes().setInt(Tag.RealWorldValueFirstValueMapped, VR.SS, -32768);
            mapping.attributes().setInt(Tag.RealWorldValueLastValueMapped, VR.SS, 32767);
            images.add(new Header().items("ReferencedImageSequence", reference(PET_IMAGE, Modality.PET, s))
                .items("RealWorldValueMappingSequence", mapping));
        }
        final LocalDateTime when = m_petStart.plusHours(1);
        return common(UID.RealWorldValueMappingStorage, "RWV", "RWV", 11, "SUV", when) //
            .text("SOPInstanceUID", m_case.uid("RWV 0")).number("InstanceNumber", 1) //
            .text("ContentDate", DATE.format(when)).text("ContentTime", TIME.format(when)) //
            .text("ContentLabel", "SUVBW").text("ContentDescription").text("ContentCreatorName") //
            .items("ReferencedImageRealWorldValueMappingSequence", images.toArray(new Header[0]));
    }

    /** Which instance a slice is, from 1: GE and Siemens number from the head down. */
    private int instance(final int slice, final int slices) {
        return m_vendor == Vendor.PHILIPS ? slice + 1 : slices - slice;
    }

    private String instanceUid(final Modality modality, final int slice) {
        return m_case.uid(modality + " " + slice);
    }

    private Header common(final String sopClass, final String modality, final String series, final int seriesNumber,
        final String description, final LocalDateTime seriesStart) {
        return new Header() //
            .text("SpecificCharacterSet", "ISO_IR 100") //
            .text("SOPClassUID", sopClass) //
            .text("StudyDate", DATE.format(m_studyStart)).text("StudyTime", TIME.format(m_studyStart)) //
            .text("SeriesDate", DATE.format(seriesStart)).text("SeriesTime", TIME.format(seriesStart)) //
            .text("AccessionNumber").text("Modality", modality) //
            .text("Manufacturer", switch (m_vendor) {
                case GE -> "GE MEDICAL SYSTEMS";
                case PHILIPS -> "Philips Medical Systems";
                default -> "SIEMENS";
            }) //
            .text("ManufacturerModelName", switch (m_vendor) {
                case GE -> "Discovery 690";
                case PHILIPS -> "Ingenuity TF PET/CT";
                default -> "Biograph64_mCT";
            }) //
            .text("InstitutionName", "PETCT Flow synthetic").text("ReferringPhysicianName") //
            .text("StudyDescription", "PET/CT chest, synthetic").text("SeriesDescription", description) //
            .text("SoftwareVersions", "synthetic") //
            .text("PatientName", String.format(Locale.ROOT, "Synthetic^Patient %04d", m_case.index() + 1)) //
            .text("PatientID", m_case.patientId()) //
            .text("PatientBirthDate", DATE.format(m_studyStart.toLocalDate().minusYears(m_age).minusDays(100))) //
            .text("PatientSex", m_female ? "F" : "M") //
            .text("PatientAge", String.format(Locale.ROOT, "%03dY", m_age)) //
            .decimal("PatientSize", m_height).decimal("PatientWeight", m_weight) //
            .text("StudyInstanceUID", m_case.uid("study")).text("SeriesInstanceUID", m_case.uid(series)) //
            .text("StudyID", "1").number("SeriesNumber", seriesNumber) //
            .text("FrameOfReferenceUID", m_case.uid("frame of reference")).text("PositionReferenceIndicator");
    }

    private Header image(final Header series, final Modality modality, final Geometry g, final int slice,
        final LocalDateTime acquisition) {
        final double[] p = g.toPatient(slice, 0, 0);
        return series.copy() //
            .text("SOPInstanceUID", instanceUid(modality, slice)) //
            .number("InstanceNumber", instance(slice, g.slices())) //
            .text("AcquisitionDate", DATE.format(acquisition)).text("AcquisitionTime", TIME.format(acquisition)) //
            .text("ContentDate", DATE.format(acquisition)).text("ContentTime", TIME.format(acquisition)) //
            .decimal("ImagePositionPatient", micrometres(p[0]), micrometres(p[1]), micrometres(p[2])) //
            .decimal("SliceLocation", micrometres(p[2]));
    }

    private static double micrometres(final double mm) {
        return Math.rint(mm * 1000) / 1000;
    }

    private static Header grid(final Header series, final Geometry g) {
        return series.text("PatientPosition", "HFS") //
            .decimal("SliceThickness", g.spacing(0)).decimal("PixelSpacing", g.spacing(1), g.spacing(2)) //
            .decimal("ImageOrientationPatient", 1, 0, 0, 0, 1, 0) //
            .number("SamplesPerPixel", 1).text("PhotometricInterpretation", "MONOCHROME2") //
            .number("Rows", g.rows()).number("Columns", g.columns()).number("BitsAllocated", 16);
    }

    private void writeCt(final Path folder, final Progress progress) throws IOException {
        final Volume ct = m_case.ct();
        final Geometry g = ct.geometry();
        final boolean signed = m_vendor == Vendor.GE;
        final Header series = grid(common(CT_IMAGE, "CT", "CT", 2, "CT chest", m_studyStart), g) //
            .text("ImageType", "ORIGINAL", "PRIMARY", "AXIAL").number("AcquisitionNumber", 1) //
            .decimal("KVP", 120).number("XRayTubeCurrent", 110) //
            .text("ConvolutionKernel", m_vendor == Vendor.GE ? "STANDARD" : m_vendor == Vendor.PHILIPS ? "B" : "B30f") //
            .number("BitsStored", signed ? 16 : 12).number("HighBit", signed ? 15 : 11) //
            .number("PixelRepresentation", signed ? 1 : 0) //
            .decimal("RescaleIntercept", -1024).decimal("RescaleSlope", 1).text("RescaleType", "HU");
        final short[] hu = (short[])ct.voxels().array();
        final int pixels = g.rows() * g.columns();
        for (int s = 0; s < g.slices(); s++) {
            if (m_case.truth().missing() == Modality.CT && m_case.truth().missingSlice() == s) {
                continue;
            }
            progress.checkCancelled();
            final int first = s * pixels;
            write(folder, image(series, Modality.CT, g, s, m_studyStart), g, s, i -> hu[first + i] + 1024);
        }
    }

    private void writePet(final Path folder, final Progress progress) throws IOException {
        final Volume pet = m_case.pet();
        final Geometry g = pet.geometry();
        final boolean corrected = m_options.decay() != Decay.NONE;
        final Header series = grid(common(PET_IMAGE, "PT", "PET", 4, "PET AC", m_petStart), g) //
            .text("ImageType", "ORIGINAL", "PRIMARY").text("SeriesType", "WHOLE BODY", "IMAGE") //
            .text("Units", m_options.units().name()).text("CountsSource", "EMISSION") //
            .text("CorrectedImage", corrected ? new String[]{"DECY", "ATTN", "SCAT", "DTIM", "RAN", "NORM"}
                : new String[]{"ATTN", "SCAT", "DTIM", "RAN", "NORM"}) //
            .text("DecayCorrection", m_options.decay().name()) //
            .number("NumberOfSlices", g.slices()).text("ReconstructionMethod", "OSEM 3i21s, 4 mm Gauss") //
            .text("AttenuationCorrectionMethod", "measured, CT").text("RandomsCorrectionMethod", "DLYD") //
            .text("CollimatorType", "NONE").number("ActualFrameDuration", 1000 * FRAME_SECONDS) //
            .number("BitsStored", 16).number("HighBit", 15).number("PixelRepresentation", 1) //
            .decimal("RescaleIntercept", 0) //
            .items("RadiopharmaceuticalInformationSequence", tracer());
        if (m_options.units() == PetUnits.GML) {
            series.text("SUVType", "BW");
        }
        vendorElements(series);
        final float[] suv = (float[])pet.voxels().array();
        final int pixels = g.rows() * g.columns();
        final double[] greatest = new double[g.slices()];
        m_slopes = new String[g.slices()];
        double all = 0;
        for (int s = 0; s < g.slices(); s++) {
            for (int i = s * pixels; i < (s + 1) * pixels; i++) {
                greatest[s] = Math.max(greatest[s], suv[i] / factor(s));
            }
            all = Math.max(all, greatest[s]);
        }
        for (int s = 0; s < g.slices(); s++) {
            if (m_case.truth().missing() == Modality.PET && m_case.truth().missingSlice() == s) {
                continue;
            }
            progress.checkCancelled();
            // Philips has one slope a series, the others one a slice
            final double top = m_vendor == Vendor.PHILIPS ? all : greatest[s];
            final String slopeText = Header.decimal(top > 0 ? top / 32767 : 1);
            m_slopes[s] = slopeText;
            final double slope = Double.parseDouble(slopeText);
            final double perStep = slope * factor(s);
            final int first = s * pixels;
            final LocalDateTime acquisition = acquisition(s);
            final Header image = image(series, Modality.PET, g, s, acquisition) //
                .text("RescaleSlope", slopeText).number("ImageIndex", instance(s, g.slices())) //
                .decimal("FrameReferenceTime", micrometres(frameReference(acquisition))) //
                .decimal("DecayFactor", decayFactor(acquisition));
            write(folder, image, g, s, i -> (int)Math.min(32767, Math.round(suv[first + i] / perStep)));
        }
    }

    private Header tracer() {
        return new Header() //
            .text("Radiopharmaceutical", "Fluorodeoxyglucose").text("RadiopharmaceuticalRoute", "Intravenous route") //
            .text("RadiopharmaceuticalStartTime", TIME.format(m_injection)) //
            .text("RadiopharmaceuticalStartDateTime", DATE.format(m_injection) + TIME.format(m_injection)) //
            .decimal("RadionuclideTotalDose", m_dose).decimal("RadionuclideHalfLife", HALF_LIFE) //
            .decimal("RadionuclidePositronFraction", 0.9673) //
            .code("RadionuclideCodeSequence", "C-111A1", "SRT", "^18^Fluorine") //
            .code("RadiopharmaceuticalCodeSequence", "C-B1031", "SRT", "Fluorodeoxyglucose F^18^");
    }

    private void vendorElements(final Header series) {
        final String scan = DATE.format(m_petStart) + TIME.format(m_petStart);
        final String injection = DATE.format(m_injection) + TIME.format(m_injection);
        switch (m_vendor) {
            case GE -> series.own("GEMS_PETD_01", 0x0009100d, VR.DT, scan).own("GEMS_PETD_01", 0x0009103b, VR.DT, injection);
            case PHILIPS -> {
                final boolean counts = m_options.units() == PetUnits.CNTS;
                // where values are Bq/ml already both factors are of no use, and are written all the same
                final double suv = counts ? m_countScale : perBq(0);
                final double activity = counts ? m_countScale / perBq(0) : 1;
                series.own("Philips PET Private Group", 0x70531000, VR.DS, Header.decimal(suv))
                    .own("Philips PET Private Group", 0x70531009, VR.DS, Header.decimal(activity));
            }
            default -> {
                if (m_options.decay() != Decay.NONE) {
                    series.own("SIEMENS MED PT", 0x00711022, VR.DT, m_options.decay() == Decay.START ? scan : injection);
                }
            }
        }
    }

    /** When the frame's activity is its average: T_ave = ln(lambda T / (1 - e^(-lambda T))) / lambda, from the scan's start. */
    private double frameReference(final LocalDateTime acquisition) {
        final double x = LAMBDA * FRAME_SECONDS;
        final double average = StrictMath.log(x / (1 - StrictMath.exp(-x))) / LAMBDA;
        return 1000 * (seconds(m_petStart, acquisition) + average);
    }

    private double decayFactor(final LocalDateTime acquisition) {
        final double x = LAMBDA * FRAME_SECONDS;
        final double frame = x / (1 - StrictMath.exp(-x));
        return switch (m_options.decay()) {
            case NONE -> 1;
            case START -> frame * StrictMath.exp(LAMBDA * seconds(m_petStart, acquisition));
            case ADMIN -> frame * StrictMath.exp(LAMBDA * seconds(m_injection, acquisition));
        };
    }

    private void write(final Path folder, final Header image, final Geometry g, final int slice, final IntUnaryOperator stored)
        throws IOException {
        final byte[] frame = new byte[2 * g.rows() * g.columns()];
        for (int i = 0; i < frame.length / 2; i++) {
            final int v = stored.applyAsInt(i);
            frame[2 * i] = (byte)v;
            frame[2 * i + 1] = (byte)(v >> 8);
        }
        if (m_options.transferSyntax() == TransferSyntax.RLE) {
            final Fragments fragments = image.attributes().newFragments(Tag.PixelData, VR.OB, 2);
            fragments.add(new byte[0]); // no offset table
            fragments.add(RleEncoder.encode(frame, g.columns()));
        } else {
            image.attributes().setBytes(Tag.PixelData, VR.OW, frame);
        }
        final String name = String.format(Locale.ROOT, "%04d.dcm", instance(slice, g.slices()));
        writeFile(folder.resolve(name), image, transferSyntax());
    }

    private static void writeFile(final Path file, final Header header, final String transferSyntax) throws IOException {
        final Attributes dataset = header.attributes();
        try (DicomOutputStream out = new DicomOutputStream(
            new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), 1 << 16),
            UID.ExplicitVRLittleEndian)) {
            out.writeDataset(dataset.createFileMetaInformation(transferSyntax), dataset);
        }
    }

    private Header structureSet(final Modality drawnOn) {
        final Geometry g = (drawnOn == Modality.CT ? m_case.ct() : m_case.pet()).geometry();
        final String sopClass = drawnOn == Modality.CT ? CT_IMAGE : PET_IMAGE;
        final SortedMap<Integer, double[]> outlines = m_case.outlines(drawnOn);
        final LocalDateTime when = m_petStart.plusHours(2);
        final List<Header> images = new ArrayList<>();
        final List<Header> contours = new ArrayList<>();
        for (int s = 0; s < g.slices(); s++) {
            images.add(reference(sopClass, drawnOn, s));
        }
        for (final Map.Entry<Integer, double[]> e : outlines.entrySet()) {
            final double[] line = e.getValue();
            final double z = micrometres(g.toPatient(e.getKey(), 0, 0)[2]);
            final double[] data = new double[line.length / 2 * 3];
            for (int i = 0; i < line.length / 2; i++) {
                data[3 * i] = line[2 * i];
                data[3 * i + 1] = line[2 * i + 1];
                data[3 * i + 2] = z;
            }
            contours.add(new Header().items("ContourImageSequence", reference(sopClass, drawnOn, e.getKey())) //
                .text("ContourGeometricType", "CLOSED_PLANAR").number("NumberOfContourPoints", line.length / 2) //
                .decimal("ContourData", data));
        }
        final String frame = m_case.uid("frame of reference");
        return common(STRUCTURE_SET, "RTSTRUCT", "RTSTRUCT", 10, "Tumour", when) //
            .text("SOPInstanceUID", m_case.uid("RTSTRUCT 0")).number("InstanceNumber", 1) //
            .text("StructureSetLabel", SyntheticCohort.ROI).text("StructureSetDate", DATE.format(when)) //
            .text("StructureSetTime", TIME.format(when)) //
            .items("ReferencedFrameOfReferenceSequence", new Header().text("FrameOfReferenceUID", frame) //
                .items("RTReferencedStudySequence", new Header() //
                    .text("ReferencedSOPClassUID", "1.2.840.10008.3.1.2.3.1") //
                    .text("ReferencedSOPInstanceUID", m_case.uid("study")) //
                    .items("RTReferencedSeriesSequence", new Header() //
                        .text("SeriesInstanceUID", m_case.uid(drawnOn.name())) //
                        .items("ContourImageSequence", images.toArray(new Header[0]))))) //
            .items("StructureSetROISequence", new Header().number("ROINumber", 1) //
                .text("ReferencedFrameOfReferenceUID", frame).text("ROIName", SyntheticCohort.ROI) //
                .text("ROIGenerationAlgorithm", "MANUAL")) //
            .items("ROIContourSequence", new Header().number("ROIDisplayColor", 255, 0, 0) //
                .items("ContourSequence", contours.toArray(new Header[0])).number("ReferencedROINumber", 1)) //
            .items("RTROIObservationsSequence", new Header().number("ObservationNumber", 1) //
                .number("ReferencedROINumber", 1).text("RTROIInterpretedType", "GTV").text("ROIInterpreter")) //
            .text("ApprovalStatus", "UNAPPROVED");
    }

    private Header reference(final String sopClass, final Modality modality, final int slice) {
        return new Header().text("ReferencedSOPClassUID", sopClass).text("ReferencedSOPInstanceUID",
            instanceUid(modality, slice));
    }
}
