package org.petctflow.imaging.suv;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.petctflow.imaging.dicom.DicomTags;
import org.petctflow.imaging.dicom.RealWorldUnits;
import org.petctflow.imaging.suv.SuvResult.Candidate;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.VolumeInfo;

/** One volume's factor; see {@link SuvNormalizer} for the formulas and their sources. */
final class SuvComputation {

    /** Below, dose is in MBq: doses of PET are 10 to 1000 MBq. */
    private static final double LEAST_DOSE = 1e5;

    private static final double MOST_DOSE = 2e10;

    private static final double MEGA = 1e6;

    private static final double DAY = 86400;

    /** Radionuclides that nobody scans the day after. */
    private static final double SHORT_LIVED = DAY / 2;

    /** Candidates for the reference time that lie closer are the same. */
    private static final double SAME_SECONDS = 1;

    private static final double WIDE_SPREAD = 60;

    private static final double RWV_TOLERANCE = 0.01;

    private static final Pattern OFFSET = Pattern.compile("^\\d{8,14}(?:\\.\\d+)?([+-]\\d{4})");

    /** Why there is no factor. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(final String reason) {
            super(reason);
        }
    }

    private record Time(String name, Moment moment) {
    }

    private final SuvOptions m_options;

    private final VolumeInfo m_info;

    private final Map<String, String> m_tags;

    private final SuvOverrides m_overrides;

    private final Map<String, String> m_numbers = new LinkedHashMap<>();

    private final List<String> m_warnings = new ArrayList<>();

    private final List<Candidate> m_candidates = new ArrayList<>();

    private double m_spread;

    private String m_rule = "";

    SuvComputation(final SuvOptions options, final VolumeInfo info, final SuvOverrides overrides) {
        m_options = options;
        m_info = info;
        m_tags = info.tags();
        m_overrides = overrides;
    }

    SuvResult result() {
        double[] factors = {};
        String refusal = "";
        try {
            factors = factorsOrMapping();
            for (final double f : factors) {
                if (!(f > 0) || !Double.isFinite(f)) {
                    throw new Refused("the factor would be " + f + "; numbers used: " + m_numbers);
                }
            }
            m_numbers.put("factor", number(mean(factors)));
            compareRealWorld(factors);
        } catch (final Refused e) {
            factors = new double[0];
            refusal = e.getMessage();
            m_rule = "";
        }
        return new SuvResult(m_options.type(), factors, m_rule, m_numbers, m_candidates, m_spread, m_warnings, refusal);
    }

    private static double mean(final double[] values) {
        double sum = 0;
        for (final double v : values) {
            sum += v;
        }
        return sum / values.length;
    }

    // ---- what the values are

    private double[] factorsOrMapping() throws Refused {
        if (m_options.mapping() == SuvOptions.Mapping.FIRST && mappedType() != null) {
            return mapped();
        }
        try {
            return factors();
        } catch (final Refused e) {
            if (m_options.mapping() == SuvOptions.Mapping.COMPARE || mappedType() == null) {
                throw e;
            }
            if (mappedFactors() == null) {
                throw new Refused(e.getMessage() + "; the header has a mapping to SUV, but no factor does the same: let the DICOM Reader"
                    + " apply it to the stored values");
            }
            m_numbers.clear();
            m_candidates.clear();
            m_warnings.clear();
            m_spread = 0;
            final double[] factors = mapped();
            m_warnings.add("the header's own mapping to SUV was taken, for the header gives no factor otherwise: " + e.getMessage());
            return factors;
        }
    }

    private double[] factors() throws Refused {
        String units = consistent(DicomTags.UNITS, "Units (0054,1001)");
        if (units.isEmpty()) {
            units = unitsOf(m_info.unit());
        }
        switch (units) {
            case "BQML":
                corrections(true);
                return activity(1, "Bq/ml");
            case "CNTS":
                return counts();
            case "CPS":
                return countsPerSecond();
            case "GML", "CM2ML":
                corrections(false);
                return converted(units);
            case "":
                throw new Refused("Units (0054,1001) is missing: nobody can tell Bq/ml from counts");
            default:
                throw new Refused("Units (0054,1001) " + units
                    + " cannot be converted to SUV: BQML, GML, CM2ML, and CNTS of Philips can; reconstruct in Bq/ml");
        }
    }

    /** For volumes that were no DICOM. */
    private static String unitsOf(final String unit) {
        return switch (unit) {
            case Units.BQML -> "BQML";
            case Units.COUNTS -> "CNTS";
            case Units.SUV_BW, Units.SUV_LBM, Units.SUV_IBW -> "GML";
            case Units.SUV_BSA -> "CM2ML";
            default -> "";
        };
    }

    private double[] converted(final String units) throws Refused {
        String term = consistent(DicomTags.SUV_TYPE, "SUVType (0054,1006)");
        if (term.isEmpty() && !m_tags.containsKey(DicomTags.UNITS)) {
            term = m_info.unit().equals(Units.SUV_LBM) ? SuvType.LBM_MORGAN.term()
                : m_info.unit().equals(Units.SUV_IBW) ? SuvType.IBW.term() : "";
        }
        final SuvType from = units.equals("CM2ML") && term.isEmpty() ? SuvType.BSA : SuvType.ofTerm(term);
        if (from == null) {
            throw new Refused("SUVType (0054,1006) " + term + " is unknown: BW, LBM, LBMJAMES128, LBMJANMA, IBW and BSA are not");
        }
        if (units.equals("CM2ML") != (from == SuvType.BSA)) {
            throw new Refused("Units (0054,1001) " + units + " and SUVType (0054,1006) " + term + " contradict each other");
        }
        if (from == m_options.type()) {
            m_rule = units + " with SUVType " + from.term() + ": the values are what was asked for";
            return new double[]{1};
        }
        m_rule = units + " with SUVType " + from.term() + " times " + m_options.type().term() + " / " + from.term();
        return new double[]{size(m_options.type()) / size(from)};
    }

    private double[] counts() throws Refused {
        final double toSuv = philips(DicomTags.PHILIPS_SUV_SCALE);
        final double toActivity = philips(DicomTags.PHILIPS_ACTIVITY_SCALE);
        if (toSuv > 0) {
            corrections(false);
            m_numbers.put("Philips SUV scale (7053,1000)", number(toSuv));
            m_rule = "CNTS times Philips' SUV scale factor (7053,1000)";
            if (m_options.type() == SuvType.BW) {
                return new double[]{toSuv};
            }
            m_rule += ", times " + m_options.type().term() + " / weight";
            return new double[]{toSuv * size(m_options.type()) / size(SuvType.BW)};
        }
        if (toActivity > 0) {
            corrections(true);
            m_numbers.put("Philips activity scale (7053,1009)", number(toActivity));
            return activity(toActivity, "CNTS times Philips' activity concentration scale factor (7053,1009)");
        }
        if (mappedType() != null && mappedFactors() != null) {
            return mapped();
        }
        if (RealWorldUnits.units(single(DicomTags.RWV_UNIT)).equals("BQML") && mappedFactors() != null) {
            corrections(true);
            final double[] activities = mappedFactors();
            final double[] perActivity = activity(1, "CNTS by the real world value mapping to Bq/ml");
            final double[] factors = new double[Math.max(activities.length, perActivity.length)];
            for (int i = 0; i < factors.length; i++) {
                factors[i] = activities[activities.length == 1 ? 0 : i] * perActivity[perActivity.length == 1 ? 0 : i];
            }
            return factors;
        }
        throw new Refused("Units (0054,1001) is CNTS, and neither Philips' factor (7053,1000) nor (7053,1009) has a value above 0:"
            + " counts alone say nothing of activity");
    }

    private double philips(final String key) throws Refused {
        final String text = consistent(key, key);
        return text.isEmpty() ? 0 : parse(text, key);
    }

    private double[] countsPerSecond() throws Refused {
        final String text = consistent("DoseCalibrationFactor", "DoseCalibrationFactor (0054,1322)");
        final double calibration = text.isEmpty() ? 0 : parse(text, "DoseCalibrationFactor (0054,1322)");
        if (!m_options.calibratedCounts() || !(calibration > 0)) {
            throw new Refused("Units (0054,1001) CPS cannot be converted to SUV"
                + (calibration > 0 ? " unless the option to use DoseCalibrationFactor (0054,1322) is on"
                    : ": DoseCalibrationFactor (0054,1322) is missing"));
        }
        corrections(true);
        m_numbers.put("dose calibration factor [Bq/ml per cps]", number(calibration));
        m_warnings.add("counts per second were calibrated by DoseCalibrationFactor (0054,1322): check against a phantom");
        return activity(calibration, "CPS times DoseCalibrationFactor (0054,1322)");
    }

    private void corrections(final boolean decay) throws Refused {
        final String text = all(DicomTags.CORRECTED_IMAGE).toUpperCase(Locale.ROOT);
        if (text.isEmpty()) {
            if (m_tags.containsKey(DicomTags.UNITS)) {
                m_warnings.add("CorrectedImage (0028,0051) is missing: nobody says that attenuation was corrected");
            }
            return;
        }
        for (final String slice : text.split("\\\\", -1)) {
            String missing = "";
            if (!slice.contains("ATTN")) {
                missing = "ATTN (attenuation)";
            } else if (decay && !slice.contains("DECY") && !slice.contains("DECAY")
                && !consistent(DicomTags.DECAY_CORRECTION, "DecayCorrection (0054,1102)").equals("NONE")) {
                missing = "DECY (decay)";
            }
            if (!missing.isEmpty()) {
                final String what = "CorrectedImage (0028,0051) " + slice.replace('|', ',') + " lacks " + missing;
                if (m_options.requireCorrections()) {
                    throw new Refused(what + ": take the corrected reconstruction");
                }
                m_warnings.add(what);
                return;
            }
        }
    }

    // ---- the patient

    private double size(final SuvType type) throws Refused {
        final double weight = weight();
        final double height = type.needsHeight() ? height() : Double.NaN;
        final double size;
        if (!type.needsSex()) {
            size = BodySize.of(type, weight, height, true);
        } else {
            final String sex = sex();
            if (sex.equals("M") || sex.equals("F")) {
                size = BodySize.of(type, weight, height, sex.equals("M"));
            } else if (m_options.meanOfSexes()) {
                size = (BodySize.of(type, weight, height, true) + BodySize.of(type, weight, height, false)) / 2;
                warnOnce("PatientSex (0010,0040) is " + (sex.isEmpty() ? "missing" : sex)
                    + ": the mean of a man's and a woman's " + type.term() + " was taken");
            } else {
                throw new Refused("PatientSex (0010,0040) is " + (sex.isEmpty() ? "missing" : sex) + ", but " + type.term()
                    + " differs between men and women");
            }
        }
        if (!(size > 0)) {
            throw new Refused("weight " + number(weight) + " kg and height " + number(height) + " m give no positive "
                + type.term());
        }
        m_numbers.put("body size " + type.term() + (type == SuvType.BSA ? " [cm2]" : " [g]"), number(size));
        return size;
    }

    private void warnOnce(final String warning) {
        if (!m_warnings.contains(warning)) {
            m_warnings.add(warning);
        }
    }

    private double weight() throws Refused {
        double weight;
        if (m_overrides.weightKg() != null) {
            weight = m_overrides.weightKg();
        } else {
            final String text = consistent("PatientWeight", "PatientWeight (0010,1030)");
            weight = text.isEmpty() ? 0 : parse(text, "PatientWeight (0010,1030)");
            if (!(weight > 0)) {
                throw new Refused("PatientWeight (0010,1030) is " + (text.isEmpty() ? "missing" : text)
                    + ": give the weight in kg");
            }
            if (weight >= 1000) {
                weight = mended("PatientWeight (0010,1030) " + text + " is too much for kg: taken as g", weight / 1000);
            }
        }
        if (!(weight >= 1 && weight < 1000)) {
            throw new Refused("a weight of " + number(weight) + " kg is impossible: give the weight in kg");
        }
        m_numbers.put("weight [kg]", number(weight));
        return weight;
    }

    private double height() throws Refused {
        double height;
        if (m_overrides.heightM() != null) {
            height = m_overrides.heightM();
        } else {
            final String text = consistent("PatientSize", "PatientSize (0010,1020)");
            height = text.isEmpty() ? 0 : parse(text, "PatientSize (0010,1020)");
            if (!(height > 0)) {
                throw new Refused("PatientSize (0010,1020) is " + (text.isEmpty() ? "missing" : text)
                    + ": give the height in m, which " + m_options.type().term() + " needs");
            }
            if (height > 3) {
                height = mended("PatientSize (0010,1020) " + text + " is too much for m: taken as cm", height / 100);
            }
        }
        if (!(height >= 0.2 && height <= 3)) {
            throw new Refused("a height of " + number(height) + " m is impossible: give the height in m");
        }
        m_numbers.put("height [m]", number(height));
        return height;
    }

    private String sex() throws Refused {
        final String sex = (m_overrides.sex() != null ? m_overrides.sex()
            : consistent("PatientSex", "PatientSex (0010,0040)")).strip().toUpperCase(Locale.ROOT);
        m_numbers.put("sex", sex.isEmpty() ? "unknown" : sex);
        return sex;
    }

    private double mended(final String warning, final double value) throws Refused {
        if (!m_options.mendUnits()) {
            throw new Refused(warning.substring(0, warning.indexOf(':')) + ": mend the header, or switch mending on");
        }
        warnOnce(warning);
        return value;
    }

    // ---- dose and decay

    private double[] activity(final double scale, final String what) throws Refused {
        final double size = size(m_options.type());
        final String items = m_tags.getOrDefault(DicomTags.RADIOPHARMACEUTICAL_ITEMS, "");
        if (!items.isEmpty()) {
            m_warnings.add("RadiopharmaceuticalInformationSequence (0054,0016) has " + items.replace('\\', ',')
                + " items: the first was taken");
        }
        final double halfLife = halfLife();
        final double lambda = Math.log(2) / halfLife;
        String decay = consistent(DicomTags.DECAY_CORRECTION, "DecayCorrection (0054,1102)").toUpperCase(Locale.ROOT);
        if (decay.isEmpty()) {
            if (all(DicomTags.CORRECTED_IMAGE).contains("DECY") || !m_tags.containsKey(DicomTags.UNITS)
                || m_tags.containsKey("DecayCorrectionDateTime")) {
                decay = "START";
                if (!m_tags.containsKey("DecayCorrectionDateTime") && m_overrides.reference() == null) {
                    m_warnings.add("DecayCorrection (0054,1102) is missing: START was taken");
                }
            } else {
                throw new Refused("DecayCorrection (0054,1102) is missing, and CorrectedImage (0028,0051) does not say DECY");
            }
        }
        switch (decay) {
            case "ADMIN":
                m_rule = what + ", ADMIN: " + m_options.type().term() + " / dose";
                return new double[]{scale * size / dose(null, lambda)};
            case "START":
                final Moment reference = reference(halfLife, scale * size);
                final Moment injection = injection(reference);
                final double seconds = decayTime(injection, reference, halfLife, true);
                final double left = dose(injection, lambda) * Math.exp(-lambda * seconds);
                m_numbers.put("injection", injection.toString());
                m_numbers.put("reference time", reference.toString());
                m_numbers.put("decay time [s]", number(seconds));
                m_numbers.put("dose at reference time [Bq]", number(left));
                m_rule = what + ", START: " + m_options.type().term() + " / (dose decayed to the reference time)";
                return new double[]{scale * size / left};
            case "NONE":
                m_rule = what + ", NONE: " + m_options.type().term()
                    + " / dose, each slice corrected from its acquisition to the injection";
                return uncorrected(scale * size, halfLife);
            default:
                throw new Refused("DecayCorrection (0054,1102) " + decay + " is unknown: START, ADMIN and NONE are not");
        }
    }

    private double[] uncorrected(final double numerator, final double halfLife) throws Refused {
        final double lambda = Math.log(2) / halfLife;
        final List<Moment> acquisitions = acquisitions();
        if (acquisitions.isEmpty()) {
            throw new Refused("AcquisitionTime (0008,0032) is missing: without it the decay (DecayCorrection NONE) is unknown");
        }
        final String[] durations = durations();
        final int n = Math.max(acquisitions.size(), durations.length);
        if (n > 1 && n != m_info.geometry().slices()
            || acquisitions.size() > 1 && durations.length > 1 && acquisitions.size() != durations.length) {
            throw new Refused("there are " + n + " acquisition times for " + m_info.geometry().slices()
                + " slices: correct the decay before resampling");
        }
        final double[] factors = new double[n];
        final Moment injection = injection(earliest(acquisitions));
        final double dose = dose(injection, lambda);
        m_numbers.put("injection", injection.toString());
        for (int i = 0; i < n; i++) {
            final Moment acquisition = acquisitions.get(acquisitions.size() == 1 ? 0 : i);
            final double frame = seconds(durations.length == 0 ? "" : durations[durations.length == 1 ? 0 : i]);
            if (!(frame > 0)) {
                throw new Refused("ActualFrameDuration (0018,1242) is missing: without it the decay within a frame is unknown");
            }
            final double seconds = decayTime(injection, acquisition, halfLife, i == 0);
            factors[i] = numerator / dose * lambda * frame / -Math.expm1(-lambda * frame) * Math.exp(lambda * seconds);
            if (i == 0) {
                m_numbers.put("first acquisition", acquisition.toString());
                m_numbers.put("first frame [s]", number(frame));
                m_numbers.put("decay time of the first slice [s]", number(seconds));
            }
        }
        return factors;
    }

    private double dose(final Moment injection, final double lambda) throws Refused {
        final SuvOverrides.Syringe syringe = m_overrides.syringe();
        double dose;
        if (syringe != null) {
            if (injection == null || syringe.beforeTime() == null || syringe.afterBq() > 0 && syringe.afterTime() == null) {
                throw new Refused("the syringe's activity needs the times at which it was measured, and an injection time");
            }
            final double before = syringeTime("full", syringe.beforeTime(), injection, lambda);
            dose = syringe.beforeBq() * Math.exp(-lambda * before);
            m_numbers.put("syringe before [Bq]", number(syringe.beforeBq()));
            m_numbers.put("from its measurement to the injection [s]", number(before));
            m_numbers.put("syringe after [Bq]", number(syringe.afterBq()));
            if (syringe.afterBq() > 0) {
                final double after = -syringeTime("empty", syringe.afterTime(), injection, lambda);
                dose -= syringe.afterBq() * Math.exp(lambda * after);
                m_numbers.put("from the injection to its measurement [s]", number(after));
            }
        } else if (m_overrides.doseBq() != null) {
            dose = m_overrides.doseBq();
        } else {
            final String text = consistent(DicomTags.TOTAL_DOSE, "RadionuclideTotalDose (0018,1074)");
            dose = text.isEmpty() ? 0 : parse(text, "RadionuclideTotalDose (0018,1074)");
            if (!(dose > 0)) {
                throw new Refused("RadionuclideTotalDose (0018,1074) is " + (text.isEmpty() ? "missing" : text)
                    + ": give the dose in Bq");
            }
            if (dose < LEAST_DOSE && dose * MEGA <= MOST_DOSE) {
                dose = mended("RadionuclideTotalDose (0018,1074) " + text + " is too little for Bq: taken as MBq", dose * MEGA);
            }
        }
        if (!(dose >= LEAST_DOSE && dose <= MOST_DOSE)) {
            throw new Refused("a dose of " + number(dose) + " Bq is impossible: give the dose in Bq");
        }
        if (dose < MEGA) {
            m_warnings.add("a dose of " + number(dose / MEGA) + " MBq is very little: check its unit");
        }
        m_numbers.put("dose [Bq]", number(dose));
        return dose;
    }

    /** @return s from a measurement of the syringe to the injection; where a date is missing the two lie within 12 hours */
    private double syringeTime(final String what, final Moment measured, final Moment injection, final double lambda)
        throws Refused {
        final double seconds = between(measured, injection);
        final double clock = seconds - DAY * Math.rint(seconds / DAY);
        final double halfLife = Math.log(2) / lambda;
        if (measured.date() == null || injection.date() == null) {
            return clock;
        }
        if (Math.abs(seconds) <= m_options.maxHalfLives() * halfLife) {
            return seconds;
        }
        if (halfLife < SHORT_LIVED && Math.abs(clock) <= m_options.maxHalfLives() * halfLife) {
            warnOnce("the " + what + " syringe was measured at " + measured + " and injected at " + injection
                + ", days apart: dates were shifted, clock times were taken");
            return clock;
        }
        throw new Refused("between the measurement of the " + what + " syringe at " + measured + " and the injection " + injection + " lie "
            + number(Math.abs(seconds) / halfLife) + " half-lives: mend the times");
    }

    private double halfLife() throws Refused {
        final String nuclide = Radionuclides.nuclide(consistent(DicomTags.RADIONUCLIDE_CODE, "RadionuclideCodeSequence"),
            consistent(DicomTags.RADIONUCLIDE_MEANING, "RadionuclideCodeSequence"),
            consistent(DicomTags.RADIOPHARMACEUTICAL + "Radiopharmaceutical", "Radiopharmaceutical (0018,0031)"));
        final double known = Radionuclides.halfLife(nuclide);
        if (!nuclide.isEmpty()) {
            m_numbers.put("radionuclide", nuclide);
        }
        double halfLife;
        if (m_overrides.halfLifeS() != null) {
            halfLife = m_overrides.halfLifeS();
        } else {
            final String text = consistent(DicomTags.HALF_LIFE, "RadionuclideHalfLife (0018,1075)");
            halfLife = text.isEmpty() ? 0 : parse(text, "RadionuclideHalfLife (0018,1075)");
            if (!(halfLife > 0)) {
                if (Double.isNaN(known)) {
                    throw new Refused("RadionuclideHalfLife (0018,1075) is " + (text.isEmpty() ? "missing" : text)
                        + ", and no radionuclide is named: give the half-life in s");
                }
                halfLife = known;
                m_warnings.add("RadionuclideHalfLife (0018,1075) is " + (text.isEmpty() ? "missing" : text) + ": "
                    + number(known) + " s of " + nuclide + " was taken");
            } else if (!Double.isNaN(known) && Math.abs(halfLife - known) > 0.02 * known) {
                if (Math.abs(60 * halfLife - known) <= 0.02 * known) {
                    halfLife = mended("RadionuclideHalfLife (0018,1075) " + text + " of " + nuclide
                        + " is too little for s: taken as minutes", 60 * halfLife);
                } else {
                    m_warnings.add("RadionuclideHalfLife (0018,1075) is " + text + " s, but that of " + nuclide + " is "
                        + number(known) + " s: the header's was taken, check which is right");
                }
            }
        }
        if (!(halfLife > 0) || !Double.isFinite(halfLife)) {
            throw new Refused("the half-life must be positive, but was " + halfLife);
        }
        m_numbers.put("half-life [s]", number(halfLife));
        return halfLife;
    }

    // ---- times

    /** @return the offset from UTC of the header's times: the one that is stated, otherwise the first that one of its date-times has */
    private String zone() {
        final String stated = single("TimezoneOffsetFromUTC");
        if (!stated.isEmpty()) {
            return stated;
        }
        for (final String key : new String[]{"AcquisitionDateTime", "FrameAcquisitionDateTime", "DecayCorrectionDateTime",
            DicomTags.START_DATE_TIME}) {
            final Matcher offset = OFFSET.matcher(all(key));
            if (offset.find()) {
                return offset.group(1);
            }
        }
        return "";
    }

    private Moment injection(final Moment reference) throws Refused {
        if (m_overrides.injection() != null) {
            return m_overrides.injection();
        }
        final String zone = zone();
        final String dateTime = consistent(DicomTags.START_DATE_TIME, "RadiopharmaceuticalStartDateTime (0018,1078)");
        final LocalTime time = Moment.time(consistent(DicomTags.START_TIME, "RadiopharmaceuticalStartTime (0018,1072)"));
        final Moment moment = Moment.dateTime(dateTime, zone);
        if (moment != null) {
            if (time != null && Math.abs(time.toSecondOfDay() - moment.time().toSecondOfDay()) > WIDE_SPREAD) {
                m_warnings.add("RadiopharmaceuticalStartDateTime (0018,1078) " + dateTime
                    + " and RadiopharmaceuticalStartTime (0018,1072) " + time + " differ: the date-time was taken");
            }
            return moment;
        }
        if (time != null) {
            if (!dateTime.isEmpty()) {
                m_warnings.add("RadiopharmaceuticalStartDateTime (0018,1078) " + dateTime
                    + " is no date-time: RadiopharmaceuticalStartTime (0018,1072) was taken");
            }
            return onDayOf(time, reference);
        }
        final Moment ge = Moment.dateTime(consistent(DicomTags.GE_ADMIN_DATE_TIME, "GE's administration (0009,103B)"), zone);
        if (ge != null) {
            return ge;
        }
        throw new Refused("RadiopharmaceuticalStartDateTime (0018,1078) and RadiopharmaceuticalStartTime (0018,1072) are missing:"
            + " give the time of the injection");
    }

    /** A time without a date is on the reference's day, or the day before if it would be later than it. */
    private Moment onDayOf(final LocalTime time, final Moment reference) {
        if (reference.date() == null) {
            return new Moment(null, time);
        }
        if (time.isAfter(reference.time())) {
            warnOnce("the injection at " + time + " is later in the day than " + reference.time()
                + ": taken to be on the day before");
            return new Moment(reference.date().minusDays(1), time);
        }
        return new Moment(reference.date(), time);
    }

    private double decayTime(final Moment injection, final Moment reference, final double halfLife, final boolean warn)
        throws Refused {
        final double most = m_options.maxHalfLives() * halfLife;
        double seconds = between(injection, reference);
        final boolean dated = injection.date() != null && reference.date() != null;
        if (!dated && seconds < 0) {
            seconds += DAY;
        }
        if (seconds >= 0 && seconds <= most) {
            return seconds;
        }
        final double clock = ((seconds % DAY) + DAY) % DAY;
        if (dated && halfLife < SHORT_LIVED && clock <= most && Math.abs(seconds - clock) >= DAY - 1) {
            if (warn) {
                warnOnce("the injection " + injection + " and the reference time " + reference + " lie "
                    + number(seconds / DAY) + " days apart, which is impossible with a half-life of " + number(halfLife)
                    + " s: dates were shifted, clock times were taken");
            }
            return clock;
        }
        if (seconds < 0) {
            throw new Refused("the injection " + injection + " is later than the reference time " + reference
                + ": mend the times");
        }
        throw new Refused("between the injection " + injection + " and the reference time " + reference + " lie "
            + number(seconds / halfLife) + " half-lives: mend the times");
    }

    private static double between(final Moment from, final Moment to) {
        if (from.date() == null || to.date() == null) {
            return (to.time().toNanoOfDay() - from.time().toNanoOfDay()) / 1e9;
        }
        return to.seconds() - from.seconds();
    }

    private Moment reference(final double halfLife, final double numerator) throws Refused {
        if (m_overrides.reference() != null) {
            m_candidates.add(new Candidate("given by the user", m_overrides.reference(), Double.NaN, true));
            return m_overrides.reference();
        }
        final String zone = zone();
        final Time enhanced = time("DecayCorrectionDateTime (0018,9701)", single("DecayCorrectionDateTime"), zone);
        final Time series = series();
        final List<Moment> acquisitions = acquisitions();
        final Time earliest = acquisitions.isEmpty() ? null : new Time("earliest acquisition", earliest(acquisitions));
        Time vendor = time("GE (0009,100D)", single(DicomTags.GE_SCAN_DATE_TIME), zone);
        vendor = vendor != null ? vendor : time("Siemens (0071,1022)", single(DicomTags.SIEMENS_DECAY_DATE_TIME), zone);
        final Time back = backComputed(acquisitions, halfLife);
        Time chosen = choose(enhanced, series, earliest, vendor, back);
        if (m_options.reference() != SuvOptions.Reference.AUTOMATIC) {
            chosen = switch (m_options.reference()) {
                case SERIES -> series;
                case ACQUISITION -> earliest;
                case BACK_COMPUTED -> back;
                default -> vendor;
            };
            if (chosen == null) {
                throw new Refused("the header has no time for the reference that was asked for (" + m_options.reference() + ")");
            }
        }
        if (chosen == null) {
            throw new Refused("neither SeriesTime (0008,0031) nor AcquisitionTime (0008,0032) says when the scan was:"
                + " give the reference time");
        }
        list(chosen, halfLife, numerator, enhanced, series, earliest, vendor, back);
        return chosen.moment();
    }

    private Time choose(final Time enhanced, final Time series, final Time earliest, final Time vendor, final Time back) {
        if (enhanced != null) {
            return enhanced;
        }
        if (series != null && earliest == null && vendor == null) {
            m_warnings.add("no acquisition time says whether SeriesTime (0008,0031) " + series.moment() + " is what decay was corrected to:"
                + " if the volume was resampled, convert to SUV before that");
        }
        if (series != null && (earliest == null || between(series.moment(), earliest.moment()) > -SAME_SECONDS)) {
            if (vendor != null && back != null && same(vendor, back) && !same(series, vendor)) {
                m_warnings.add("SeriesTime (0008,0031) " + series.moment() + " was altered: " + vendor.name()
                    + " and the back-computed time agree on " + vendor.moment());
                return vendor;
            }
            if (vendor != null && !same(series, vendor)) {
                m_warnings.add(vendor.name() + " says " + vendor.moment() + ", SeriesTime (0008,0031) " + series.moment());
            }
            return series;
        }
        if (vendor != null) {
            return vendor;
        }
        if (back != null) {
            return back;
        }
        if (earliest != null) {
            m_warnings.add("the series' time is " + (series == null ? "missing" : "after the first acquisition")
                + " and frame reference times do not agree: the earliest acquisition " + earliest.moment() + " was taken");
        }
        return earliest;
    }

    private static boolean same(final Time a, final Time b) {
        return Math.abs(between(a.moment(), b.moment())) <= SAME_SECONDS;
    }

    private void list(final Time chosen, final double halfLife, final double numerator, final Time... times) throws Refused {
        final double lambda = Math.log(2) / halfLife;
        double first = Double.POSITIVE_INFINITY;
        double last = Double.NEGATIVE_INFINITY;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (final Time t : times) {
            if (t == null) {
                continue;
            }
            double factor = Double.NaN;
            try {
                final Moment injection = new SuvComputation(m_options, m_info, m_overrides).injection(t.moment());
                final SuvComputation quiet = new SuvComputation(m_options, m_info, m_overrides);
                factor = numerator / (quiet.dose(injection, lambda)
                    * Math.exp(-lambda * quiet.decayTime(injection, t.moment(), halfLife, false)));
            } catch (final Refused e) {
                if (t == chosen) {
                    throw e;
                }
            }
            m_candidates.add(new Candidate(t.name(), t.moment(), factor, t == chosen));
            final double offset = between(chosen.moment(), t.moment());
            first = Math.min(first, offset);
            last = Math.max(last, offset);
            if (!Double.isNaN(factor)) {
                least = Math.min(least, factor);
                most = Math.max(most, factor);
            }
        }
        m_spread = last - first;
        if (m_spread > WIDE_SPREAD) {
            m_warnings.add(String.format(Locale.ROOT, "times that decay may be corrected to lie %.0f s apart (SUV %.1f %% more from"
                + " the one than the other): %s was taken", m_spread, 100 * (most / least - 1), chosen.name()));
        }
    }

    private static Time time(final String name, final String text, final String zone) {
        final Moment moment = Moment.dateTime(text, zone);
        return moment == null ? null : new Time(name, moment);
    }

    private Time series() {
        final LocalTime time = Moment.time(single("SeriesTime"));
        if (time == null) {
            return null;
        }
        LocalDate date = Moment.date(single("SeriesDate"));
        date = date != null ? date : Moment.date(single("StudyDate"));
        return new Time("series", new Moment(date, time));
    }

    /** @return one moment a slice, or a single one for all; empty where a slice has none */
    private List<Moment> acquisitions() {
        final String zone = zone();
        for (final String key : new String[]{"FrameAcquisitionDateTime", "AcquisitionDateTime"}) {
            final List<Moment> moments = new ArrayList<>();
            for (final String text : all(key).split("\\\\", -1)) {
                final Moment m = Moment.dateTime(text, zone);
                if (m == null) {
                    break;
                }
                moments.add(m);
            }
            if (moments.size() == all(key).split("\\\\", -1).length) {
                return moments;
            }
        }
        final String[] times = all("AcquisitionTime").split("\\\\", -1);
        final String[] dates = all("AcquisitionDate").split("\\\\", -1);
        LocalDate otherwise = Moment.date(single("SeriesDate"));
        otherwise = otherwise != null ? otherwise : Moment.date(single("StudyDate"));
        final List<Moment> moments = new ArrayList<>();
        final int n = Math.max(times.length, dates.length);
        for (int i = 0; i < n; i++) {
            final LocalTime time = Moment.time(times[times.length == 1 ? 0 : Math.min(i, times.length - 1)]);
            final LocalDate date = Moment.date(dates[dates.length == 1 ? 0 : Math.min(i, dates.length - 1)]);
            if (time == null) {
                return List.of();
            }
            moments.add(new Moment(date != null ? date : otherwise, time));
        }
        return moments;
    }

    private static Moment earliest(final List<Moment> moments) {
        Moment earliest = moments.get(0);
        for (final Moment m : moments) {
            if (between(m, earliest) > 0) {
                earliest = m;
            }
        }
        return earliest;
    }

    private String[] durations() {
        final String text = all("ActualFrameDuration").isEmpty() ? all("FrameAcquisitionDuration") : all("ActualFrameDuration");
        return text.isEmpty() ? new String[0] : text.split("\\\\", -1);
    }

    /** @return ms of the header as s, NaN if there are none */
    private static double seconds(final String text) {
        try {
            return text.isEmpty() ? Double.NaN : Double.parseDouble(text) / 1000;
        } catch (final NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** acquisition + Tave - FrameReferenceTime, if all slices agree on it within a second. */
    private Time backComputed(final List<Moment> acquisitions, final double halfLife) {
        final String[] references = all("FrameReferenceTime").split("\\\\", -1);
        final String[] durations = durations();
        if (acquisitions.isEmpty() || durations.length == 0) {
            return null;
        }
        final double lambda = Math.log(2) / halfLife;
        final int n = Math.max(acquisitions.size(), Math.max(references.length, durations.length));
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            final Moment acquisition = acquisitions.get(acquisitions.size() == 1 ? 0 : Math.min(i, acquisitions.size() - 1));
            final double reference = seconds(references[references.length == 1 ? 0 : Math.min(i, references.length - 1)]);
            final double frame = seconds(durations[durations.length == 1 ? 0 : Math.min(i, durations.length - 1)]);
            // 0 is what software writes that did not know
            if (!(reference > 0) || !(frame > 0)) {
                return null;
            }
            final double mean = Math.log(lambda * frame / -Math.expm1(-lambda * frame)) / lambda;
            final double offset = between(acquisitions.get(0), acquisition) + mean - reference;
            least = Math.min(least, offset);
            most = Math.max(most, offset);
        }
        if (most - least > SAME_SECONDS) {
            return null;
        }
        return new Time("back-computed from frame reference times", plus(acquisitions.get(0), (least + most) / 2));
    }

    private static Moment plus(final Moment m, final double seconds) {
        final long micros = Math.round(seconds * 1e6);
        if (m.date() == null) {
            return new Moment(null, m.time().plusNanos(micros * 1000));
        }
        final LocalDateTime t = m.date().atTime(m.time()).plusNanos(micros * 1000);
        return new Moment(t.toLocalDate(), t.toLocalTime());
    }

    // ---- real world values

    /** @return which SUV the header's own mapping of stored values gives, null if there is no mapping to SUV */
    private SuvType mappedType() {
        final String type = RealWorldUnits.suvType(single(DicomTags.RWV_UNIT));
        return type.isEmpty() ? null : SuvType.ofTerm(type);
    }

    /**
     * With real world value = a stored + b and rescaled value = s stored + i the factor is a / s, if b = a i / s.
     *
     * @return real world value per rescaled value, one or one a slice; null if there is no mapping, or no factor does the same
     */
    private double[] mappedFactors() {
        final String[] keys = {DicomTags.RWV_SLOPE, DicomTags.RWV_INTERCEPT, DicomTags.RESCALE_SLOPE, DicomTags.RESCALE_INTERCEPT};
        final double[] otherwise = {Double.NaN, 0, 1, 0};
        final String[][] values = new String[keys.length][];
        int n = 1;
        for (int k = 0; k < keys.length; k++) {
            values[k] = all(keys[k]).split("\\\\", -1);
            n = Math.max(n, values[k].length);
        }
        if (n > 1 && n != m_info.geometry().slices()) {
            return null;
        }
        final double[] factors = new double[n];
        boolean same = true;
        for (int i = 0; i < n; i++) {
            final double[] v = new double[keys.length];
            for (int k = 0; k < keys.length; k++) {
                if (values[k].length > 1 && values[k].length != n) {
                    return null;
                }
                v[k] = number(values[k][values[k].length == 1 ? 0 : i], otherwise[k]);
            }
            factors[i] = v[0] / v[2];
            // a thousandth of a step of the stored values is no offset
            if (!(v[0] > 0 && v[2] > 0) || !(Math.abs(v[1] - factors[i] * v[3]) <= 1e-3 * v[0])) {
                return null;
            }
            same &= Math.abs(factors[i] - factors[0]) <= 1e-9 * factors[0];
        }
        return same ? new double[]{factors[0]} : factors;
    }

    private double[] mapped() throws Refused {
        final SuvType from = mappedType();
        final double[] factors = mappedFactors();
        if (factors == null) {
            final String shape = single(DicomTags.RWV_SHAPE);
            throw new Refused("the header's own mapping to SUV" + (shape.isEmpty() ? " has an offset or no positive slope"
                : " goes by " + shape) + ": no factor does the same, let the DICOM Reader apply it to the stored values");
        }
        corrections(false);
        m_numbers.put("unit of the real world value mapping", single(DicomTags.RWV_UNIT));
        m_numbers.put("real world value per value of the image", number(mean(factors)));
        m_rule = "real world value mapping to SUV by " + from.term();
        if (from != m_options.type()) {
            final double ratio = size(m_options.type()) / size(from);
            m_rule += ", times " + m_options.type().term() + " / " + from.term();
            for (int i = 0; i < factors.length; i++) {
                factors[i] *= ratio;
            }
        }
        return factors;
    }

    private static double number(final String text, final double otherwise) {
        try {
            return text.isEmpty() ? otherwise : Double.parseDouble(text);
        } catch (final NumberFormatException e) {
            return otherwise;
        }
    }

    private void compareRealWorld(final double[] factors) {
        final double[] mapped = mappedType() == m_options.type() && !m_rule.contains("real world") ? mappedFactors() : null;
        for (int i = 0; mapped != null && i < Math.max(factors.length, mapped.length); i++) {
            final double factor = factors[factors.length == 1 ? 0 : i];
            final double other = mapped[mapped.length == 1 ? 0 : i];
            if (Math.abs(factor - other) > RWV_TOLERANCE * other) {
                m_warnings.add("the header's own mapping to " + m_options.type().unit() + " (RealWorldValueSlope (0040,9225)) gives the"
                    + " factor " + number(other) + ", the rule " + number(factor));
                return;
            }
        }
    }

    // ---- tags

    private String all(final String key) {
        return m_tags.getOrDefault(key, "");
    }

    private String single(final String key) {
        return DicomTags.single(m_tags, key);
    }

    /** @return a value that all slices must share */
    private String consistent(final String key, final String name) throws Refused {
        final String value = all(key);
        if (value.indexOf(DicomTags.SLICES) < 0) {
            return value;
        }
        final String[] values = value.split("\\\\", -1);
        for (final String v : values) {
            final double a = number(v, Double.NaN);
            final double b = number(values[0], Double.NaN);
            if (!v.equals(values[0]) && !(a == b)) {
                throw new Refused(name + " differs between slices (" + values[0] + ", " + v
                    + "): these are several images, or the header is damaged");
            }
        }
        return values[0];
    }

    private static double parse(final String text, final String name) throws Refused {
        final double value = number(text, Double.NaN);
        if (!Double.isFinite(value)) {
            throw new Refused(name + " must be a number, but was " + text);
        }
        return value;
    }

    private static String number(final double value) {
        if (!Double.isFinite(value) || value == 0) {
            return value == 0 ? "0" : Double.toString(value);
        }
        // twelve digits: enough to repeat the computation, and 67.71 minutes are 4062.6 s
        final BigDecimal rounded = new BigDecimal(value).round(new MathContext(12)).stripTrailingZeros();
        return rounded.scale() < -12 || rounded.scale() > 20 ? rounded.toString() : rounded.toPlainString();
    }
}
