package org.petctflow.imaging.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.petctflow.base.Progress;
import org.petctflow.imaging.dicom.ScanOptions.RealWorldValues;
import org.petctflow.imaging.suv.SuvNormalizer;
import org.petctflow.imaging.suv.SuvOptions;
import org.petctflow.imaging.suv.SuvResult;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;

/**
 * Real World Value Mappings, of objects (PS3.3 section A.46) and of images themselves. Three PET slices have the stored values
 * {@code 100 slice + pixel}, rescaled by 2, 3 and 4 to Bq/ml.
 */
class RealWorldMappingsTest {

    @TempDir
    private Path m_folder;

    private final List<Attributes> m_images = new ArrayList<>();

    @BeforeEach
    void write() throws IOException {
        for (int s = 0; s < 3; s++) {
            m_images.add(TestImages.pet(3 * s, 100 * s, s + 2));
        }
        images();
    }

    private void images() throws IOException {
        for (int s = 0; s < m_images.size(); s++) {
            TestImages.write(m_folder.resolve("image" + s), m_images.get(s));
        }
    }

    private static Attributes item(final Attributes holder, final int sequence) {
        final Attributes item = new Attributes();
        if (holder.getSequence(sequence) == null) {
            holder.newSequence(sequence, 1);
        }
        holder.getSequence(sequence).add(item);
        return item;
    }

    private static Attributes mapping(final Attributes holder, final String unit, final int first, final int last) {
        final Attributes m = item(holder, Tag.RealWorldValueMappingSequence);
        m.setInt(Tag.RealWorldValueFirstValueMapped, VR.US, first);
        m.setInt(Tag.RealWorldValueLastValueMapped, VR.US, last);
        final Attributes code = item(m, Tag.MeasurementUnitsCodeSequence);
        code.setString(Tag.CodeValue, VR.SH, unit);
        code.setString(Tag.CodingSchemeDesignator, VR.SH, "UCUM");
        code.setString(Tag.CodeMeaning, VR.LO, unit);
        return m;
    }

    private static Attributes linear(final Attributes holder, final String unit, final double slope, final double intercept) {
        final Attributes m = mapping(holder, unit, 0, 4095);
        m.setDouble(Tag.RealWorldValueSlope, VR.FD, slope);
        m.setDouble(Tag.RealWorldValueIntercept, VR.FD, intercept);
        return m;
    }

    private static Attributes object(final String uid) {
        final Attributes o = new Attributes();
        o.setString(Tag.SOPClassUID, VR.UI, UID.RealWorldValueMappingStorage);
        o.setString(Tag.SOPInstanceUID, VR.UI, TestImages.uid(uid));
        o.setString(Tag.StudyInstanceUID, VR.UI, TestImages.uid("1"));
        o.setString(Tag.SeriesInstanceUID, VR.UI, TestImages.uid("1.67"));
        o.setString(Tag.Modality, VR.CS, "RWV");
        o.setString(Tag.PatientID, VR.LO, "4711-GEHEIM");
        return o;
    }

    /** For the fuzz test: an image with a table and a slope. */
    static Attributes withOwnMappings() {
        final Attributes a = TestImages.pet(0, 0, 2);
        mapping(a, "{SUVbw}g/ml", 0, 3).setDouble(Tag.RealWorldValueLUTData, VR.FD, 1, 2, 4, 8);
        final Attributes above = mapping(a, "{SUVbw}g/ml", 4, 4095);
        above.setDouble(Tag.RealWorldValueSlope, VR.FD, 0.5);
        linear(a, "Bq/ml", 2, 0);
        return a;
    }

    /** For the fuzz test: a mapping object. */
    static Attributes anObject() {
        final Attributes object = object("5");
        final Attributes of = item(object, Tag.ReferencedImageRealWorldValueMappingSequence);
        final Attributes image = item(of, Tag.ReferencedImageSequence);
        image.setString(Tag.ReferencedSOPInstanceUID, VR.UI, "1.2.3");
        image.setString(Tag.ReferencedFrameNumber, VR.IS, "1", "2");
        linear(of, "{SUVbw}g/ml", 0.1, 0);
        return object;
    }

    /** An item of an object, for these images. */
    private Attributes images(final Attributes object, final int... slices) {
        final Attributes of = item(object, Tag.ReferencedImageRealWorldValueMappingSequence);
        for (final int s : slices) {
            final Attributes r = item(of, Tag.ReferencedImageSequence);
            r.setString(Tag.ReferencedSOPClassUID, VR.UI, UID.PositronEmissionTomographyImageStorage);
            r.setString(Tag.ReferencedSOPInstanceUID, VR.UI, m_images.get(s).getString(Tag.SOPInstanceUID));
        }
        return of;
    }

    private SeriesRecord scan(final RealWorldValues policy) throws IOException {
        final Scan scan = DicomScanner.scan(m_folder, ScanOptions.defaults().withRealWorldValues(policy), Progress.NONE);
        assertEquals(1, scan.series().size());
        assertEquals(List.of(), scan.problems());
        return scan.series().get(0);
    }

    private static Volume read(final SeriesRecord series) throws IOException {
        return SeriesReader.read(series, 2, Progress.NONE);
    }

    private void write(final String name, final Attributes object) throws IOException {
        TestImages.write(m_folder.resolve(name), object);
    }

    @ParameterizedTest
    @ValueSource(strings = {UID.ImplicitVRLittleEndian, UID.ExplicitVRLittleEndian, UID.ExplicitVRBigEndian,
        UID.DeflatedExplicitVRLittleEndian})
    void aMappingObjectMakesSuvOfTheImagesThatItNames(final String syntax) throws IOException {
        final Attributes object = object("5");
        for (int s = 0; s < 3; s++) {
            final Attributes of = images(object, s);
            linear(of, "Bq/ml", s + 2, 0);
            linear(of, "{SUVlbm}g/ml", 9, 0);
            linear(of, "{SUVbw}g/ml", 0.01 * (s + 1), 0.5);
        }
        TestImages.write(m_folder.resolve("rwv"), object, syntax);
        final SeriesRecord series = scan(RealWorldValues.APPLY);
        assertEquals(Units.SUV_BW, series.unit());
        assertTrue(series.warnings().contains("the real world value mapping to SUVbw of the Real World Value Mapping object rwv was"
            + " applied to the stored values"), series.warnings().toString());
        final Volume v = read(series);
        for (int s = 0; s < 3; s++) {
            for (int i = 0; i < 20; i++) {
                assertEquals((float)(0.01 * (s + 1) * (100 * s + i) + 0.5), v.voxels().get(20 * s + i));
            }
        }
        assertEquals("GML", v.info().tags().get(DicomTags.UNITS));
        assertEquals("BW", v.info().tags().get(DicomTags.SUV_TYPE));
        final SuvResult suv = SuvNormalizer.of(SuvOptions.defaults()).factors(v.info());
        assertEquals(1, suv.factor());
    }

    @Test
    void whereImagesSayWhatTheyAreAMappingIsReportedAndCompared() throws IOException {
        final Attributes object = object("5");
        final double slope = 4e-4;
        for (int s = 0; s < 3; s++) {
            linear(images(object, s), "{SUVbw}g/ml", slope * (s + 2), 0);
        }
        write("rwv", object);
        final SeriesRecord series = scan(RealWorldValues.WHERE_NEEDED);
        assertTrue(series.warnings().toString().contains("there is a real world value mapping to SUVbw of the Real World Value Mapping"
            + " object rwv: it was not applied"), series.warnings().toString());
        final Volume v = read(series);
        assertEquals(Units.BQML, v.info().unit());
        assertEquals(2f * 7, v.voxels().get(7));
        final SuvResult compared = SuvNormalizer.of(SuvOptions.defaults().withMapping(SuvOptions.Mapping.COMPARE)).factors(v.info());
        // by hand: 70 kg over 370 MBq after one hour of F-18
        assertEquals(70000 / (370e6 * Math.pow(2, -3600 / 6586.2)), compared.factor(), 1e-12);
        assertTrue(compared.warnings().toString().contains("own mapping to SUVbw (RealWorldValueSlope (0040,9225)) gives the factor 0.0004"),
            compared.warnings().toString());
        final SuvResult first = SuvNormalizer.of(SuvOptions.defaults().withMapping(SuvOptions.Mapping.FIRST)).factors(v.info());
        assertEquals(slope, first.factor(), 1e-18);
        assertEquals("real world value mapping to SUV by BW", first.rule());
        assertTrue(scan(RealWorldValues.IGNORE).tags().get(DicomTags.RWV_SLOPE) == null);
    }

    @Test
    void aHeaderWithoutDoseFallsBackOnTheMapping() throws IOException {
        final Attributes object = object("5");
        for (int s = 0; s < 3; s++) {
            m_images.get(s).getNestedDataset(Tag.RadiopharmaceuticalInformationSequence).remove(Tag.RadionuclideTotalDose);
            linear(images(object, s), "{SUVbw}g/ml", (s + 1) * 0.001, 0);
        }
        images();
        write("rwv", object);
        final Volume v = read(scan(RealWorldValues.WHERE_NEEDED));
        final SuvNormalizer normalizer = SuvNormalizer.of(SuvOptions.defaults());
        final SuvResult suv = normalizer.factors(v.info());
        assertEquals(3, suv.factors().length);
        assertTrue(suv.warnings().toString().contains("RadionuclideTotalDose (0018,1074) is missing"), suv.warnings().toString());
        final Volume applied = normalizer.apply(v, suv);
        assertEquals((float)(0.003 * 219), applied.voxels().get(59));
        assertEquals((float)(0.002 * 101), applied.voxels().get(21));
        // an offset is no factor: the reader can apply it, the normaliser cannot
        m_images.forEach(a -> a.setString(Tag.RescaleIntercept, VR.DS, "5"));
        images();
        final SuvResult offset = normalizer.factors(scan(RealWorldValues.WHERE_NEEDED).info());
        assertTrue(offset.refusal().contains("let the DICOM Reader apply it"), offset.refusal());
        final SuvResult never = SuvNormalizer.of(SuvOptions.defaults().withMapping(SuvOptions.Mapping.COMPARE)).factors(v.info());
        assertTrue(never.refusal().startsWith("RadionuclideTotalDose"), never.refusal());
    }

    @Test
    void tablesAndRangesAreFollowedValueByValue() throws IOException {
        final Attributes object = object("5");
        final Attributes of = images(object, 0, 1, 2);
        final double[] table = IntStream.range(0, 150).mapToDouble(i -> 0.001 * i * i).toArray();
        mapping(of, "{SUVbw}g/ml", 0, 149).setDouble(Tag.RealWorldValueLUTData, VR.FD, table);
        final Attributes above = mapping(of, "{SUVbw}g/ml", 150, 219);
        above.setDouble(Tag.RealWorldValueSlope, VR.FD, 0.5);
        above.setDouble(Tag.RealWorldValueIntercept, VR.FD, -1);
        write("rwv", object);
        final SeriesRecord series = scan(RealWorldValues.APPLY);
        final Volume v = read(series);
        assertEquals((float)(0.001 * 19 * 19), v.voxels().get(19));
        assertEquals((float)(0.001 * 119 * 119), v.voxels().get(39));
        assertEquals((float)(0.5 * 200 - 1), v.voxels().get(40));
        assertEquals((float)(0.5 * 219 - 1), v.voxels().get(59));
        assertEquals("2 ranges", scan(RealWorldValues.WHERE_NEEDED).tags().get(DicomTags.RWV_SHAPE));
        above.setInt(Tag.RealWorldValueLastValueMapped, VR.US, 218);
        write("rwv", object);
        final IOException e = assertThrows(IOException.class, () -> read(scan(RealWorldValues.APPLY)));
        assertTrue(e.getMessage().contains("the stored value 219 has no real world value") && e.getMessage().contains("0 to 149, 150 to 218"),
            e.getMessage());
        // what stands for no value needs none
        m_images.forEach(a -> a.setInt(Tag.PixelPaddingValue, VR.US, 219));
        images();
        assertEquals(0, read(scan(RealWorldValues.APPLY)).voxels().get(59));
    }

    /** Enhanced PET without Units (0054,1001): an object says what each of its frames holds, and its own mapping gives way. */
    @Test
    void anObjectNamesFramesOfOneFile() throws IOException {
        for (int s = 0; s < 3; s++) {
            Files.delete(m_folder.resolve("image" + s));
        }
        final Attributes image = SeriesReaderTest.multiframe(4, true);
        for (final Attributes frame : image.getSequence(Tag.PerFrameFunctionalGroupsSequence)) {
            linear(frame, "Bq/ml", 5, 0);
            frame.remove(Tag.PixelValueTransformationSequence);
        }
        write("image", image);
        assertEquals(Units.BQML, scan(RealWorldValues.WHERE_NEEDED).unit());
        final Attributes object = object("5");
        for (int f = 1; f <= 4; f++) {
            final Attributes of = item(object, Tag.ReferencedImageRealWorldValueMappingSequence);
            final Attributes reference = item(of, Tag.ReferencedImageSequence);
            reference.setString(Tag.ReferencedSOPInstanceUID, VR.UI, image.getString(Tag.SOPInstanceUID));
            reference.setString(Tag.ReferencedFrameNumber, VR.IS, Integer.toString(f));
            linear(of, "{SUVbw}g/ml", f, 0);
        }
        write("rwv", object);
        final SeriesRecord series = scan(RealWorldValues.WHERE_NEEDED);
        assertEquals(Units.SUV_BW, series.unit());
        final Volume v = read(series);
        // frame 4 is the lowest slice: stored 300 and 301
        assertEquals(4f * 300, v.voxels().get(0));
        assertEquals(3f * 201, v.voxels().get(3));
        assertEquals(1f, v.voxels().get(7));
        assertEquals("4\\3\\2\\1", v.info().tags().get(DicomTags.FRAME_NUMBER));
    }

    /** PS3.16 CID 84 and 85, and what scanners write in their place. */
    @ParameterizedTest
    @CsvSource({"Bq/ml, BQML, '', Bq/ml, 1", "kBq/ml, BQML, '', Bq/ml, 1000", "MBq/cm3, BQML, '', Bq/ml, 1000000", "nBq/ml, '', '', nBq/ml, 1",
        "{SUVbw}g/ml, GML, BW, SUVbw, 1", "g/ml{SUVbw}, GML, BW, SUVbw, 1", "{SUVlbm}g/ml, GML, LBM, SUVlbm, 1",
        "{SUVlbm(James128)}g/ml, GML, LBMJAMES128, SUVlbm, 1", "{SUVlbm(Janma)}g/ml, GML, LBMJANMA, SUVlbm, 1",
        "{SUVbsa}cm2/ml, CM2ML, BSA, SUVbsa, 1", "{SUVibw}g/ml, GML, IBW, SUVibw, 1", "{counts}, CNTS, '', counts, 1",
        "{counts}/s, '', '', {counts}/s, 1", "[hnsf'U], '', '', HU, 1", "1, '', '', '', 1", "um2/s, '', '', um2/s, 1", "'', '', '', '', 1"})
    void unitsOfUcumAreNamed(final String ucum, final String units, final String type, final String shown, final double factor) {
        assertEquals(units, RealWorldUnits.units(ucum));
        assertEquals(type, RealWorldUnits.suvType(ucum));
        assertEquals(shown, RealWorldUnits.shown(ucum));
        assertEquals(factor, RealWorldUnits.factor(ucum));
    }

    @Test
    void boundsOfSignedPixelsAreSigned() throws IOException {
        m_images.clear();
        for (int s = 0; s < 2; s++) {
            final Attributes a = TestImages.pet(3 * s, 0, 1);
            final short[] values = new short[20];
            values[0] = -7;
            values[1] = 6;
            TestImages.pixels(a, 4, 5, 16, 15, true, values);
            m_images.add(a);
        }
        Files.delete(m_folder.resolve("image2"));
        images();
        final Attributes object = object("5");
        // an object has no PixelRepresentation (0028,0103): written as US, -8 is 65528
        mapping(images(object, 0, 1), "{SUVbw}g/ml", 65528, 7).setDouble(Tag.RealWorldValueLUTData, VR.FD,
            IntStream.range(-8, 8).mapToDouble(i -> i / 4.0).toArray());
        write("rwv", object);
        final Volume v = read(scan(RealWorldValues.APPLY));
        assertEquals(-1.75, v.voxels().get(0));
        assertEquals(1.5, v.voxels().get(21));
        assertEquals(0, v.voxels().get(39));
    }

    @Test
    void mappingsThatCannotBeTrustedAreReportedAndNotUsed() throws IOException {
        final Attributes part = object("5");
        linear(images(part, 0, 2), "{SUVbw}g/ml", 0.01, 0);
        write("rwv", part);
        SeriesRecord series = scan(RealWorldValues.APPLY);
        assertTrue(series.warnings().contains("the real world value mapping to SUVbw covers 2 of 3 images: it was not used"),
            series.warnings().toString());
        assertEquals(Units.BQML, series.unit());
        final Attributes all = object("6");
        linear(images(all, 0, 1, 2), "{SUVbw}g/ml", 0.02, 0);
        write("rwv2", all);
        series = scan(RealWorldValues.APPLY);
        assertTrue(series.warnings().toString().contains("contradict each other about SUVbw"), series.warnings().toString());
        assertEquals(Units.BQML, series.unit());
        Files.delete(m_folder.resolve("rwv"));
        assertEquals(Units.SUV_BW, scan(RealWorldValues.APPLY).unit());
        // an object of other images, and one that maps nothing
        final Attributes stranger = object("7");
        final Attributes of = item(stranger, Tag.ReferencedImageRealWorldValueMappingSequence);
        item(of, Tag.ReferencedImageSequence).setString(Tag.ReferencedSOPInstanceUID, VR.UI, "1.2.3");
        linear(of, "Bq/ml", 1, 0);
        write("stranger", stranger);
        final Attributes wrong = object("8");
        mapping(images(wrong, 0), "Bq/ml", 0, 4095).setDouble(Tag.RealWorldValueLUTData, VR.FD, 1, 2, 3);
        write("wrong", wrong);
        final Scan scan = DicomScanner.scan(m_folder, ScanOptions.defaults(), Progress.NONE);
        assertEquals(2, scan.problems().size());
        assertTrue(scan.problems().get(0).reason().contains("none of the 1 images"), scan.problems().toString());
        assertTrue(scan.problems().get(1).reason().contains("RealWorldValueLUTData (0040,9212) has 3 values for stored values from 0"),
            scan.problems().toString());
        assertEquals(2, scan.objects().size());
    }

    @Test
    void anImagesOwnMappingMayBeWrongWithoutLosingIt() throws IOException {
        m_images.forEach(a -> mapping(a, "{SUVbw}g/ml", 0, 100));
        images();
        final SeriesRecord series = scan(RealWorldValues.APPLY);
        assertTrue(series.warnings().toString().contains("own real world value mapping is unusable: RealWorldValueMappingSequence"),
            series.warnings().toString());
        assertEquals(14, read(series).voxels().get(7));
        m_images.forEach(a -> a.remove(Tag.RealWorldValueMappingSequence));
        m_images.forEach(a -> linear(a, "kBq/ml", 0.002, 0));
        images();
        final Volume v = read(scan(RealWorldValues.APPLY));
        assertEquals(Units.BQML, v.info().unit());
        assertEquals(14f, v.voxels().get(7)); // 7 * 0.002 kBq/ml
    }
}
