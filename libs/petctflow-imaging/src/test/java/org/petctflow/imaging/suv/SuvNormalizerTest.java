package org.petctflow.imaging.suv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.petctflow.imaging.dicom.DicomTags;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.imaging.volume.Voxels;

/** One complete header, one changed element a case; the numbers of the rules are of the digital reference objects. */
final class SuvNormalizerTest {

    private static final double WEIGHT_G = 70_000;

    private static final double DOSE = 368.08e6;

    private static final double HALF_LIFE = 6586.2;

    /** One hour of decay: as in the digital reference object 0_0 of oncoray/suv_computation. */
    private static final double BASE = WEIGHT_G / (DOSE * Math.pow(2, -3600 / HALF_LIFE));

    private static Map<String, String> header() {
        final Map<String, String> t = new TreeMap<>();
        t.put("Modality", "PT");
        t.put("Manufacturer", "Synthetic");
        t.put("SeriesDate", "20250101");
        t.put("SeriesTime", "110000.000000");
        t.put("AcquisitionDate", "20250101");
        t.put("AcquisitionTime", "110000.000000");
        t.put("PatientSex", "M");
        t.put("PatientSize", "1.75");
        t.put("PatientWeight", "70.0");
        t.put("ActualFrameDuration", "300000");
        t.put("FrameReferenceTime", "149605.4");
        t.put(DicomTags.CORRECTED_IMAGE, "NORM|DTIM|ATTN|SCAT|DECY|RAN");
        t.put(DicomTags.UNITS, "BQML");
        t.put(DicomTags.DECAY_CORRECTION, "START");
        t.put(DicomTags.RESCALE_SLOPE, "2.5");
        t.put(DicomTags.START_TIME, "100000.000000");
        t.put(DicomTags.START_DATE_TIME, "20250101100000.000000");
        t.put(DicomTags.TOTAL_DOSE, "368080000.0");
        t.put(DicomTags.HALF_LIFE, "6586.2");
        t.put(DicomTags.RADIONUCLIDE_CODE, "C-111A1");
        t.put(DicomTags.RADIONUCLIDE_MEANING, "^18^Fluorine");
        return t;
    }

    private static Map<String, String> with(final String... changes) {
        final Map<String, String> t = header();
        for (int i = 0; i < changes.length; i += 2) {
            if (changes[i + 1] == null) {
                t.remove(changes[i]);
            } else {
                t.put(changes[i], changes[i + 1]);
            }
        }
        return t;
    }

    private static VolumeInfo info(final Map<String, String> tags) {
        return VolumeInfo.of(Geometry.axial(3, 2, 2, 4, 4, 4), Voxels.Kind.FLOAT32, Modality.PET, Units.BQML).withTags(tags);
    }

    private static SuvResult suv(final Map<String, String> tags) {
        return suv(tags, SuvOptions.defaults());
    }

    private static SuvResult suv(final Map<String, String> tags, final SuvOptions options) {
        return SuvNormalizer.of(options).factors(info(tags));
    }

    private static void assertFactor(final double expected, final SuvResult result) {
        assertEquals("", result.refusal());
        assertEquals(1, result.factors().length);
        assertEquals(expected, result.factor(), 1e-9 * expected);
    }

    private static void assertRefused(final String words, final SuvResult result) {
        assertFalse(result.usable());
        assertEquals(0, result.factors().length);
        assertTrue(result.refusal().contains(words), result.refusal());
    }

    private static void assertWarned(final String words, final SuvResult result) {
        assertTrue(result.warnings().stream().anyMatch(w -> w.contains(words)), result.warnings().toString());
    }

    // ---- units and decay (rules 1, 2, 7 to 15)

    @Test
    void activityAtSeriesTimeGivesTheFormulasFactorAndAllItsNumbers() {
        final SuvResult r = suv(header());
        assertFactor(BASE, r);
        assertTrue(r.warnings().isEmpty(), r.warnings().toString());
        assertEquals("70", r.numbers().get("weight [kg]"));
        assertEquals("368080000", r.numbers().get("dose [Bq]"));
        assertEquals("3600", r.numbers().get("decay time [s]"));
        assertEquals("2025-01-01T11:00", r.numbers().get("reference time"));
        assertTrue(r.rule().contains("START"), r.rule());
        assertEquals(3, r.candidates().size());
        assertEquals(0, r.spreadSeconds(), 0.1);
    }

    @Test
    void activityCorrectedToTheInjectionIsNotDecayedAgain() {
        assertFactor(WEIGHT_G / DOSE, suv(with(DicomTags.DECAY_CORRECTION, "ADMIN")));
        // no time is needed
        assertFactor(WEIGHT_G / DOSE, suv(with(DicomTags.DECAY_CORRECTION, "ADMIN", "SeriesTime", null, "AcquisitionTime", null,
            DicomTags.START_TIME, null, DicomTags.START_DATE_TIME, null)));
    }

    @Test
    void uncorrectedSlicesAreEachCorrectedFromTheirOwnAcquisition() {
        final SuvResult r = suv(with(DicomTags.DECAY_CORRECTION, "NONE", DicomTags.CORRECTED_IMAGE, "ATTN|SCAT",
            "AcquisitionTime", "110000\\110000\\110500"));
        final double lambda = Math.log(2) / HALF_LIFE;
        final double frame = lambda * 300 / (1 - Math.exp(-lambda * 300));
        assertEquals("", r.refusal());
        assertArrayEquals(new double[]{WEIGHT_G / DOSE * frame * Math.exp(lambda * 3600),
            WEIGHT_G / DOSE * frame * Math.exp(lambda * 3600), WEIGHT_G / DOSE * frame * Math.exp(lambda * 3900)}, r.factors(),
            1e-15);
        assertRefused("ActualFrameDuration", suv(with(DicomTags.DECAY_CORRECTION, "NONE", "ActualFrameDuration", null)));
        assertRefused("2 acquisition times for 3 slices", suv(with(DicomTags.DECAY_CORRECTION, "NONE", "AcquisitionTime",
            "110000\\110500")));
    }

    @Test
    void decayCorrectionThatIsMissingIsStartWhereTheImageSaysItWasCorrected() {
        final SuvResult r = suv(with(DicomTags.DECAY_CORRECTION, null));
        assertFactor(BASE, r);
        assertWarned("DecayCorrection (0054,1102) is missing", r);
        assertRefused("DecayCorrection (0054,1102) is missing", suv(with(DicomTags.DECAY_CORRECTION, null,
            DicomTags.CORRECTED_IMAGE, "ATTN"), SuvOptions.defaults().withRequireCorrections(false)));
        assertRefused("DecayCorrection (0054,1102) LATER is unknown", suv(with(DicomTags.DECAY_CORRECTION, "LATER")));
    }

    @Test
    void countsOfPhilipsTakeItsPrivateFactors() {
        assertFactor(0.000551, suv(with(DicomTags.UNITS, "CNTS", DicomTags.PHILIPS_SUV_SCALE, "0.000551",
            DicomTags.PHILIPS_ACTIVITY_SCALE, "1.602563")));
        assertFactor(1.602563 * BASE, suv(with(DicomTags.UNITS, "CNTS", DicomTags.PHILIPS_SUV_SCALE, "0",
            DicomTags.PHILIPS_ACTIVITY_SCALE, "1.602563")));
        assertFactor(1.602563 * BASE, suv(with(DicomTags.UNITS, "CNTS", DicomTags.PHILIPS_ACTIVITY_SCALE, "1.602563")));
        // Bq/ml needs no private factor
        assertFactor(BASE, suv(with(DicomTags.PHILIPS_SUV_SCALE, "0.0035", DicomTags.PHILIPS_ACTIVITY_SCALE, "4.7")));
        assertRefused("CNTS", suv(with(DicomTags.UNITS, "CNTS")));
        assertRefused("CNTS", suv(with(DicomTags.UNITS, "CNTS", DicomTags.PHILIPS_SUV_SCALE, "0.0",
            DicomTags.PHILIPS_ACTIVITY_SCALE, "0")));
    }

    @Test
    void countsOfPhilipsCanBecomeAnotherSuv() {
        final double lbm = BodySize.of(SuvType.LBM_MORGAN, 70, 1.75, true);
        assertFactor(0.000551 * lbm / WEIGHT_G, suv(with(DicomTags.UNITS, "CNTS", DicomTags.PHILIPS_SUV_SCALE, "0.000551"),
            SuvOptions.defaults().withType(SuvType.LBM_MORGAN)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROPCNTS", "PROPCPS", "1CM", "NONE", "MGMINML", "CPS"})
    void otherUnitsAreRefusedByName(final String units) {
        assertRefused(units, suv(with(DicomTags.UNITS, units)));
    }

    @Test
    void countsPerSecondAreCalibratedOnlyWhereAskedFor() {
        final Map<String, String> t = with(DicomTags.UNITS, "CPS", "DoseCalibrationFactor", "1.5");
        assertRefused("unless the option", suv(t));
        final SuvResult r = suv(t, SuvOptions.defaults().withCalibratedCounts(true));
        assertFactor(1.5 * BASE, r);
        assertWarned("DoseCalibrationFactor", r);
    }

    @Test
    void missingUnitsAreRefusedUnlessTheVolumeKnowsItsUnit() {
        final VolumeInfo unknown = info(with(DicomTags.UNITS, null)).withModality(Modality.PET, "");
        assertRefused("Units (0054,1001) is missing", SuvNormalizer.of(SuvOptions.defaults()).factors(unknown));
        assertFactor(BASE, suv(with(DicomTags.UNITS, null)));
    }

    @Test
    void aVolumeWithoutAnyHeaderTakesEverythingFromTheTable() {
        final SuvResult r = SuvNormalizer.of(SuvOptions.defaults()).factors(info(Map.of()),
            SuvOverrides.NONE.withWeight(70.0).withDose(DOSE).withHalfLife(HALF_LIFE).withInjection(Moment.parse("10:00"))
                .withReference(Moment.parse("11:00:00")));
        assertFactor(BASE, r);
    }

    @Test
    void valuesThatAreSuvAlreadyAreConvertedByBodySizes() {
        final double bw = WEIGHT_G;
        assertFactor(1, suv(with(DicomTags.UNITS, "GML", DicomTags.PHILIPS_SUV_SCALE, "0.5")));
        assertFactor(1, suv(with(DicomTags.UNITS, "GML", DicomTags.SUV_TYPE, "BW", "PatientWeight", null)));
        final SuvType[] grams = {SuvType.LBM_MORGAN, SuvType.LBM_JAMES, SuvType.LBM_JANMAHASATIAN, SuvType.IBW};
        for (final SuvType type : grams) {
            assertFactor(bw / BodySize.of(type, 70, 1.75, true), suv(with(DicomTags.UNITS, "GML", DicomTags.SUV_TYPE,
                type.term())));
            assertFactor(BodySize.of(type, 70, 1.75, true) / bw, suv(with(DicomTags.UNITS, "GML"),
                SuvOptions.defaults().withType(type)));
        }
        final double bsa = BodySize.of(SuvType.BSA, 70, 1.75, true);
        assertFactor(bw / bsa, suv(with(DicomTags.UNITS, "CM2ML")));
        assertFactor(bw / bsa, suv(with(DicomTags.UNITS, "CM2ML", DicomTags.SUV_TYPE, "BSA")));
        assertFactor(1, suv(with(DicomTags.UNITS, "CM2ML"), SuvOptions.defaults().withType(SuvType.BSA)));
        assertRefused("contradict", suv(with(DicomTags.UNITS, "GML", DicomTags.SUV_TYPE, "BSA")));
        assertRefused("SUVType (0054,1006) XY is unknown", suv(with(DicomTags.UNITS, "GML", DicomTags.SUV_TYPE, "XY")));
    }

    // ---- body sizes (rules 16 to 20); values of @cornerstonejs/calculate-suv 1.1.0's tests, 75 kg and 1.85 m

    @ParameterizedTest
    @CsvSource({"LBM_MORGAN, true, 62777.574872", "LBM_MORGAN, false, 55925.675676", "LBM_JAMES, false, 55925.675676",
        "LBM_JANMAHASATIAN, true, 60915.335887", "LBM_JANMAHASATIAN, false, 49214.379968", "BSA, true, 19813.758427",
        "BSA, false, 19813.758427", "BW, true, 75000"})
    void bodySizesEqualPublishedOnes(final SuvType type, final boolean male, final double expected) {
        assertEquals(expected, BodySize.of(type, 75, 1.85, male), 1e-5);
    }

    @Test
    void jamesAndIdealBodyWeightEqualTheFormulas() {
        // 1.10 * 75 - 128 * (75 / 185)^2; 48 + 1.06 * 33; 45.5 + 0.91 * 33
        assertEquals(82_500 - 128_000 * 75.0 * 75 / (185.0 * 185), BodySize.of(SuvType.LBM_JAMES, 75, 1.85, true), 1e-9);
        assertEquals(82_980, BodySize.of(SuvType.IBW, 75, 1.85, true), 1e-9);
        assertEquals(75_530, BodySize.of(SuvType.IBW, 75, 1.85, false), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"O", ""})
    void anUnknownSexTakesTheMeanWithAWarningAndOnlyWhereItMatters(final String sex) {
        final String value = sex.isEmpty() ? null : sex;
        final SuvResult bw = suv(with("PatientSex", value));
        assertFactor(BASE, bw);
        assertTrue(bw.warnings().isEmpty());
        final SuvOptions lbm = SuvOptions.defaults().withType(SuvType.LBM_JAMES);
        final double mean = (BodySize.of(SuvType.LBM_JAMES, 70, 1.75, true) + BodySize.of(SuvType.LBM_JAMES, 70, 1.75, false)) / 2;
        final SuvResult r = suv(with("PatientSex", value), lbm);
        assertFactor(BASE * mean / WEIGHT_G, r);
        assertWarned("PatientSex", r);
        assertRefused("PatientSex", suv(with("PatientSex", value), lbm.withMeanOfSexes(false)));
        assertFactor(BASE * BodySize.of(SuvType.LBM_JAMES, 70, 1.75, false) / WEIGHT_G,
            SuvNormalizer.of(lbm).factors(info(with("PatientSex", value)), SuvOverrides.NONE.withSex("F")));
    }

    @Test
    void anUnusableWeightOrHeightIsMendedOrRefused() {
        assertRefused("PatientWeight (0010,1030) is missing", suv(with("PatientWeight", null)));
        assertRefused("PatientWeight (0010,1030) is 0", suv(with("PatientWeight", "0")));
        assertRefused("impossible", suv(with("PatientWeight", "0.7")));
        assertRefused("must be a number", suv(with("PatientWeight", "seventy")));
        final SuvResult grams = suv(with("PatientWeight", "70000"));
        assertFactor(BASE, grams);
        assertWarned("taken as g", grams);
        assertRefused("too much for kg", suv(with("PatientWeight", "70000"), SuvOptions.defaults().withMendUnits(false)));
        final SuvOptions bsa = SuvOptions.defaults().withType(SuvType.BSA);
        final SuvResult cm = suv(with("PatientSize", "175"), bsa);
        assertFactor(suv(header(), bsa).factor(), cm);
        assertWarned("taken as cm", cm);
        assertRefused("PatientSize (0010,1020) is missing", suv(with("PatientSize", null), bsa));
        assertFactor(suv(header(), bsa).factor(), SuvNormalizer.of(bsa).factors(info(with("PatientSize", null)),
            SuvOverrides.NONE.withHeight(1.75)));
    }

    // ---- dose and half-life (rules 23, 24, 33)

    @Test
    void aDoseInMegabecquerelIsMendedOrRefused() {
        final SuvResult r = suv(with(DicomTags.TOTAL_DOSE, "368.08"));
        assertFactor(BASE, r);
        assertWarned("taken as MBq", r);
        assertRefused("too little for Bq", suv(with(DicomTags.TOTAL_DOSE, "368.08"), SuvOptions.defaults().withMendUnits(false)));
        assertRefused("RadionuclideTotalDose (0018,1074) is missing", suv(with(DicomTags.TOTAL_DOSE, null)));
        assertRefused("impossible", suv(with(DicomTags.TOTAL_DOSE, "36808000000000")));
        assertFactor(BASE, SuvNormalizer.of(SuvOptions.defaults()).factors(info(with(DicomTags.TOTAL_DOSE, null)),
            SuvOverrides.NONE.withDose(DOSE)));
    }

    @Test
    void theSyringeBeforeAndAfterGivesTheNetDose() {
        final double lambda = Math.log(2) / HALF_LIFE;
        // measured half an hour before and a quarter after the injection
        final SuvOverrides.Syringe syringe = new SuvOverrides.Syringe(450e6, Moment.parse("09:30"), 10e6, Moment.parse("10:15"));
        final double net = 450e6 * Math.exp(-lambda * 1800) - 10e6 * Math.exp(lambda * 900);
        assertFactor(BASE * DOSE / net, SuvNormalizer.of(SuvOptions.defaults()).factors(info(header()),
            SuvOverrides.NONE.withSyringe(syringe)));
    }

    @Test
    void aSyringeMeasuredBeforeMidnightIsNotADayOld() {
        final double lambda = Math.log(2) / HALF_LIFE;
        final Map<String, String> night = with(DicomTags.START_DATE_TIME, "20250101001000", DicomTags.START_TIME, "001000",
            "SeriesTime", "011000", "AcquisitionTime", "011000");
        // 23:40 is half an hour before ten past midnight, 0:25 a quarter after it; dates, where they are given, are another year's
        final double net = 450e6 * Math.exp(-lambda * 1800) - 10e6 * Math.exp(lambda * 900);
        for (final String date : new String[]{"", "2031-05-04T"}) {
            final SuvOverrides.Syringe syringe = new SuvOverrides.Syringe(450e6, Moment.parse(date + "23:40"), 10e6,
                Moment.parse((date.isEmpty() ? "" : "2031-05-05T") + "00:25"));
            final SuvResult r = SuvNormalizer.of(SuvOptions.defaults()).factors(info(night), SuvOverrides.NONE.withSyringe(syringe));
            assertFactor(BASE * DOSE / net, r);
            assertEquals(date.isEmpty(), r.warnings().stream().noneMatch(w -> w.contains("clock times")), r.warnings().toString());
        }
        final SuvOverrides.Syringe late = new SuvOverrides.Syringe(450e6, Moment.parse("2025-01-01T12:20"), 0, null);
        assertRefused("half-lives: mend the times", SuvNormalizer.of(SuvOptions.defaults()).factors(info(night),
            SuvOverrides.NONE.withSyringe(late)));
    }

    @ParameterizedTest
    @CsvSource({"C-131A3, ^68^Gallium, 4062.6", "'', Ga-68, 4062.6", "'', 68Ga, 4062.6", "'', 18F, 6586.2", "'', F^18^, 6586.2",
        "C-168A4, '', 282276", "'', ^11^Carbon, 1221.84", "'', Fluorine F^18^, 6586.2"})
    void aMissingHalfLifeComesFromTheRadionuclide(final String code, final String meaning, final double expected) {
        final SuvResult r = suv(with(DicomTags.HALF_LIFE, null, DicomTags.RADIONUCLIDE_CODE, code,
            DicomTags.RADIONUCLIDE_MEANING, meaning));
        assertFactor(WEIGHT_G / (DOSE * Math.pow(2, -3600 / expected)), r);
        assertWarned("RadionuclideHalfLife (0018,1075) is missing", r);
    }

    @Test
    void aHalfLifeThatContradictsTheRadionuclideIsReported() {
        final SuvResult minutes = suv(with(DicomTags.HALF_LIFE, "109.77"));
        assertFactor(BASE, minutes);
        assertWarned("taken as minutes", minutes);
        final SuvResult other = suv(with(DicomTags.RADIONUCLIDE_CODE, "C-131A3", DicomTags.RADIONUCLIDE_MEANING, "^68^Gallium"));
        assertFactor(BASE, other);
        assertWarned("4062.6 s: the header's was taken", other);
        assertRefused("no radionuclide is named", suv(with(DicomTags.HALF_LIFE, "0", DicomTags.RADIONUCLIDE_CODE, null,
            DicomTags.RADIONUCLIDE_MEANING, null)));
        assertFactor(WEIGHT_G / (DOSE * Math.pow(2, -1.0)), SuvNormalizer.of(SuvOptions.defaults()).factors(info(header()),
            SuvOverrides.NONE.withHalfLife(3600.0)));
    }

    // ---- reference time (rules 3 to 6, 9)

    @Test
    void aSeriesTimeAfterTheAcquisitionGivesWayToFrameReferenceTimes() {
        // the object 3_2: the reconstruction's time stands in the series; frames of 300 s, two beds
        final SuvResult r = suv(with("SeriesTime", "120000", "AcquisitionTime", "110130\\110130\\110630", "FrameReferenceTime",
            "239605.4\\239605.4\\539605.4"));
        assertEquals("", r.refusal());
        assertEquals(BASE, r.factor(), 1e-6 * BASE);
        assertTrue(r.candidates().stream().anyMatch(c -> c.chosen() && c.name().startsWith("back-computed")));
        assertWarned("lie 3600 s apart", r);
    }

    @Test
    void frameReferenceTimesThatDisagreeAreNotBelieved() {
        // GE: one acquisition time for all beds
        final SuvResult r = suv(with("SeriesTime", "120000", "FrameReferenceTime", "149605.4\\149605.4\\449605.4"));
        assertFactor(BASE, r);
        assertWarned("the earliest acquisition", r);
        final SuvResult zero = suv(with("SeriesTime", null, "FrameReferenceTime", "0.0"));
        assertFactor(BASE, zero);
        assertWarned("the series' time is missing", zero);
    }

    @Test
    void vendorsTimesCountWhereTheSeriesTimeDoesNot() {
        final SuvResult ge = suv(with("SeriesTime", "120000", "FrameReferenceTime", null, "AcquisitionTime", "113000",
            DicomTags.GE_SCAN_DATE_TIME, "20250101110000.000000"));
        assertFactor(BASE, ge);
        final SuvResult siemens = suv(with("SeriesTime", "120000", "FrameReferenceTime", null, "AcquisitionTime", "113000",
            DicomTags.SIEMENS_DECAY_DATE_TIME, "20250101110000.000000"));
        assertFactor(BASE, siemens);
        // the series' time was set to something earlier, but two others agree
        final SuvResult altered = suv(with("SeriesTime", "100500", DicomTags.SIEMENS_DECAY_DATE_TIME, "20250101110000.000000"));
        assertFactor(BASE, altered);
        assertWarned("was altered", altered);
    }

    @Test
    void theUserMayChooseTheReferenceTime() {
        final Map<String, String> t = with("AcquisitionTime", "111000", "FrameReferenceTime", null);
        assertFactor(BASE, suv(t));
        assertFactor(WEIGHT_G / (DOSE * Math.pow(2, -4200 / HALF_LIFE)),
            suv(t, SuvOptions.defaults().withReference(SuvOptions.Reference.ACQUISITION)));
        assertRefused("VENDOR", suv(t, SuvOptions.defaults().withReference(SuvOptions.Reference.VENDOR)));
        assertFactor(WEIGHT_G / (DOSE * Math.pow(2, -1800 / HALF_LIFE)), SuvNormalizer.of(SuvOptions.defaults()).factors(info(t),
            SuvOverrides.NONE.withReference(Moment.parse("20250101103000"))));
    }

    @Test
    void enhancedPetSaysWhatDecayIsCorrectedTo() {
        assertFactor(WEIGHT_G / (DOSE * Math.pow(2, -1800 / HALF_LIFE)), suv(with("DecayCorrected", "YES",
            "DecayCorrectionDateTime", "20250101103000.000000", DicomTags.DECAY_CORRECTION, null, "AcquisitionTime", null,
            "FrameAcquisitionDateTime", "20250101110000\\20250101110000\\20250101110500")));
    }

    @Test
    void withoutAnyTimeOfTheScanThereIsNoFactor() {
        assertRefused("neither SeriesTime", suv(with("SeriesTime", null, "AcquisitionTime", null)));
    }

    // ---- injection (rules 25 to 29)

    @Test
    void theInjectionComesFromDateTimeThenTimeThenGe() {
        assertFactor(BASE, suv(with(DicomTags.START_TIME, null)));
        assertFactor(BASE, suv(with(DicomTags.START_DATE_TIME, null)));
        assertFactor(BASE, suv(with(DicomTags.START_DATE_TIME, null, DicomTags.START_TIME, null, DicomTags.GE_ADMIN_DATE_TIME,
            "20250101100000.00")));
        assertRefused("are missing: give the time of the injection", suv(with(DicomTags.START_DATE_TIME, null,
            DicomTags.START_TIME, null)));
        assertWarned("differ: the date-time was taken", suv(with(DicomTags.START_TIME, "093000")));
        final SuvResult broken = suv(with(DicomTags.START_DATE_TIME, "20250101"));
        assertFactor(BASE, broken);
        assertWarned("is no date-time", broken);
    }

    @Test
    void anInjectionBeforeMidnightWasOnTheDayBefore() {
        final Map<String, String> t = with("SeriesDate", "20250102", "AcquisitionDate", "20250102", "SeriesTime", "003000",
            "AcquisitionTime", "003000", DicomTags.START_TIME, "233000", DicomTags.START_DATE_TIME, null);
        final SuvResult r = suv(t);
        assertFactor(BASE, r);
        assertWarned("day before", r);
        // a date-time is never moved by a day where that would not mend it
        t.put(DicomTags.START_DATE_TIME, "20250102013000");
        assertRefused("later than the reference time", suv(t));
    }

    @Test
    void datesShiftedByDeidentificationLeaveClockTimes() {
        final SuvResult r = suv(with(DicomTags.START_DATE_TIME, "20241224100000"));
        assertFactor(BASE, r);
        assertWarned("dates were shifted", r);
        final SuvResult ahead = suv(with(DicomTags.START_DATE_TIME, "20250102100000"));
        assertFactor(BASE, ahead);
        assertWarned("dates were shifted", ahead);
        // zirconium is scanned days later
        final SuvResult days = suv(with(DicomTags.START_DATE_TIME, "20241228110000", DicomTags.HALF_LIFE, "282276",
            DicomTags.RADIONUCLIDE_CODE, "C-168A4", DicomTags.RADIONUCLIDE_MEANING, "^89^Zirconium"));
        assertFactor(WEIGHT_G / (DOSE * Math.pow(2, -4 * 86400 / 282276.0)), days);
    }

    @Test
    void impossibleDecayTimesAreRefused() {
        assertRefused("later than the reference time", suv(with(DicomTags.START_DATE_TIME, "20250101113000")));
        assertRefused("half-lives", suv(with(DicomTags.START_DATE_TIME, "20250101100000", "SeriesTime", "233000",
            "AcquisitionTime", "233000", "FrameReferenceTime", null)));
    }

    @Test
    void fractionsOfSecondsAndTimeZonesCount() {
        assertFactor(WEIGHT_G / (DOSE * Math.pow(2, -3599.5 / HALF_LIFE)), suv(with(DicomTags.START_DATE_TIME,
            "20250101100000.500000")));
        assertFactor(BASE, suv(with(DicomTags.START_DATE_TIME, "20250101080000.000000-0100", "TimezoneOffsetFromUTC", "+0100")));
        assertFactor(BASE, suv(with(DicomTags.START_DATE_TIME, "20250101100000.000000+0100")));
    }

    @Test
    void datesAndTimesAreReadAsDicomWritesThem() {
        assertEquals(LocalDate.of(2025, 2, 28), Moment.date("20250228"));
        assertEquals(LocalDate.of(2025, 2, 28), Moment.date("2025.02.28"));
        assertEquals(null, Moment.date("20250230"));
        assertEquals(LocalTime.of(23, 59, 59, 123_456_000), Moment.time("235959.123456"));
        assertEquals(LocalTime.of(23, 59, 59), Moment.time("23:59:60"));
        assertEquals(LocalTime.of(7, 0), Moment.time("07"));
        assertEquals(null, Moment.time("2500"));
        assertEquals(null, Moment.time(""));
        assertEquals(null, Moment.dateTime("2025", ""));
        assertEquals("2025-01-01T10:00", Moment.parse("2025-01-01T10:00:00").toString());
        assertEquals("10:00", Moment.parse("10:00").toString());
    }

    // ---- corrections, consistency, real world values (rules 30, 31, 32, 34)

    @Test
    void anImageWithoutAttenuationOrDecayCorrectionIsRefusedUnlessAllowed() {
        assertRefused("lacks ATTN", suv(with(DicomTags.CORRECTED_IMAGE, "DECY|SCAT")));
        assertRefused("lacks DECY", suv(with(DicomTags.CORRECTED_IMAGE, "ATTN")));
        assertRefused("lacks ATTN", suv(with(DicomTags.UNITS, "GML", DicomTags.CORRECTED_IMAGE, "DECY")));
        assertFactor(BASE, suv(with(DicomTags.CORRECTED_IMAGE, "DECAY|ATTN")));
        final SuvResult warned = suv(with(DicomTags.CORRECTED_IMAGE, "DECY"), SuvOptions.defaults().withRequireCorrections(false));
        assertFactor(BASE, warned);
        assertWarned("lacks ATTN", warned);
        assertWarned("CorrectedImage (0028,0051) is missing", suv(with(DicomTags.CORRECTED_IMAGE, null)));
    }

    @Test
    void slicesThatContradictEachOtherAreRefused() {
        assertRefused("PatientWeight (0010,1030) differs", suv(with("PatientWeight", "70\\71\\70")));
        assertRefused("Units (0054,1001) differs", suv(with(DicomTags.UNITS, "BQML\\GML\\GML")));
        assertRefused("RadionuclideTotalDose (0018,1074) differs", suv(with(DicomTags.TOTAL_DOSE, "368080000\\1\\1")));
        assertFactor(BASE, suv(with("PatientWeight", "70\\70.0\\70")));
    }

    @Test
    void theHeadersOwnMappingIsComparedAndUsedForCounts() {
        final SuvResult r = suv(with(DicomTags.RWV_SLOPE, Double.toString(2.5 * BASE * 1.1), DicomTags.RWV_UNIT, "{SUVbw}g/ml"));
        assertFactor(BASE, r);
        assertWarned("own mapping", r);
        assertTrue(suv(with(DicomTags.RWV_SLOPE, Double.toString(2.5 * BASE), DicomTags.RWV_UNIT, "{SUVbw}g/ml")).warnings()
            .isEmpty());
        assertFactor(0.0004, suv(with(DicomTags.UNITS, "CNTS", DicomTags.RWV_SLOPE, "0.001", DicomTags.RWV_UNIT, "g/ml{SUVbw}")));
    }

    /** PS3.5 section 6.2: a DT with an offset says when it was, wherever that was; enhanced PET has its times so. */
    @Test
    void dateTimesOfOtherOffsetsAreTheSameMoment() {
        for (final String injection : new String[]{"20250101100000+0100", "20250101090000+0000", "20250101040000-0500",
            "20250101143000.000000+0530"}) {
            assertFactor(BASE, suv(with("DecayCorrectionDateTime", "20250101110000+0100", DicomTags.START_DATE_TIME, injection,
                DicomTags.START_TIME, null, DicomTags.DECAY_CORRECTION, null)));
            // the offset that is stated for all other times counts where date-times have none
            assertFactor(BASE, suv(with("TimezoneOffsetFromUTC", "+0100", DicomTags.START_DATE_TIME, injection, DicomTags.START_TIME, null)));
        }
        // midnight lies between in one of the zones only
        assertFactor(BASE, suv(with("DecayCorrectionDateTime", "20250102003000+0200", DicomTags.START_DATE_TIME, "20250101213000+0000",
            DicomTags.START_TIME, null)));
    }

    /** Resampling leaves no slice with its own time: of a scan of several beds that was saved later, the series' time would be believed. */
    @Test
    void aResampledVolumeWarnsThatItsTimesCannotBeChecked() {
        final SuvResult r = suv(with("SeriesTime", "114500", "AcquisitionTime", null, "FrameReferenceTime", null));
        assertWarned("convert to SUV before that", r);
        assertTrue(suv(header()).warnings().isEmpty());
    }

    // ---- application

    @Test
    void applyingScalesEverySliceAndSaysWhatTheValuesAre() {
        final short[] values = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
        final VolumeInfo info = VolumeInfo.of(Geometry.axial(3, 2, 2, 4, 4, 4), Voxels.Kind.INT16, Modality.PET, Units.BQML)
            .withTags(with(DicomTags.DECAY_CORRECTION, "NONE", "AcquisitionTime", "110000\\110200\\110400", DicomTags.RWV_SLOPE,
                "1"));
        final SuvNormalizer normalizer = SuvNormalizer.of(SuvOptions.defaults());
        final SuvResult r = normalizer.factors(info);
        final Volume suv = normalizer.apply(new Volume(info, Voxels.of(values)), r);
        for (int i = 0; i < values.length; i++) {
            assertEquals((float)(values[i] * r.factors()[i / 4]), suv.voxels().get(i));
        }
        assertEquals(Units.SUV_BW, suv.info().unit());
        assertEquals("GML", suv.info().tags().get(DicomTags.UNITS));
        // normalising twice changes nothing
        final SuvResult again = normalizer.factors(suv.info());
        assertFactor(1, again);
        assertTrue(again.warnings().isEmpty(), again.warnings().toString());
        assertThrows(IllegalArgumentException.class, () -> normalizer.apply(suv, suv(with("PatientWeight", null))));
    }
}
