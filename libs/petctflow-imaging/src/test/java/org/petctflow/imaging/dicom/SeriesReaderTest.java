package org.petctflow.imaging.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.ElementDictionary;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;

/** From stored bits to values. */
final class SeriesReaderTest {

    @TempDir
    Path m_folder;

    private SeriesRecord only() throws IOException {
        final Scan scan = DicomScanner.scan(m_folder, ScanOptions.defaults(), Progress.NONE);
        assertTrue(scan.problems().isEmpty(), scan.problems().toString());
        assertEquals(1, scan.series().size());
        return scan.series().get(0);
    }

    private Volume read(final Attributes a, final String syntax) throws IOException {
        TestImages.write(m_folder.resolve("image"), a, syntax);
        final SeriesRecord r = only();
        assertEquals("", r.refusal());
        final Volume v = SeriesReader.read(r, 1, Progress.NONE);
        assertEquals(r.info().withGrid(r.geometry(), v.voxels().kind()), v.info());
        return v;
    }

    private Volume read(final Attributes a) throws IOException {
        return read(a, UID.ExplicitVRLittleEndian);
    }

    private static Attributes image(final int stored, final int high, final boolean signed, final short... values) {
        final Attributes a = TestImages.ct(0, 0);
        a.setString(Tag.RescaleIntercept, VR.DS, "0");
        TestImages.pixels(a, 1, values.length, stored, high, signed, values);
        return a;
    }

    private static void assertValues(final Volume v, final double... expected) {
        assertArrayEquals(expected, v.voxels().toDoubles(), 0);
    }

    // ---- container forms

    @ParameterizedTest
    @ValueSource(strings = {UID.ImplicitVRLittleEndian, UID.ExplicitVRLittleEndian, UID.ExplicitVRBigEndian,
        UID.DeflatedExplicitVRLittleEndian})
    void everyContainerFormGivesTheSameVolume(final String syntax) throws IOException {
        final Volume v = read(TestImages.ct(0, 5), syntax);
        for (int i = 0; i < v.voxels().length(); i++) {
            assertEquals(5 + i - 1024, v.voxels().get(i));
        }
    }

    @Test
    void privateElementsOfImplicitFilesAreUnderstood() throws IOException {
        final Attributes a = TestImages.pet(0, 1, 1);
        a.setString(Tag.Manufacturer, VR.LO, "Philips Medical Systems");
        a.setString("Philips PET Private Group", 0x70531000, VR.DS, "0.000551");
        a.setString("Other", 0x00091001, VR.LO, "first block");
        a.setString("GEMS_PETD_01", 0x0009100D, VR.DT, "20250101110000.50");
        final Volume v = read(a, UID.ImplicitVRLittleEndian);
        assertEquals("0.000551", v.info().tags().get(DicomTags.PHILIPS_SUV_SCALE));
        // the key says the first block, wherever the file has it
        assertEquals("20250101110000.50", v.info().tags().get(DicomTags.GE_SCAN_DATE_TIME));
    }

    @Test
    void privateElementsWithoutACreatorCountForTheirVendorOnly() throws IOException {
        final Attributes a = TestImages.pet(0, 1, 1);
        a.setString(0x70531000, VR.DS, "0.0005");
        assertEquals(null, read(a).info().tags().get(DicomTags.PHILIPS_SUV_SCALE));
        a.setString(Tag.Manufacturer, VR.LO, "Philips Medical Systems");
        assertEquals("0.0005", read(a).info().tags().get(DicomTags.PHILIPS_SUV_SCALE));
    }

    // ---- bits

    @Test
    void signedAndUnsignedBitsOfAnyWidthAndPlaceAreTakenOut() throws IOException {
        assertValues(read(image(16, 15, true, (short)-32768, (short)-1, (short)0, (short)32767)), -32768, -1, 0, 32767);
        assertValues(read(image(12, 11, true, (short)0xF800, (short)0x0FFF, (short)0x07FF)), -2048, -1, 2047);
        assertValues(read(image(12, 11, false, (short)0xF800, (short)0x0FFF, (short)0x07FF)), 2048, 4095, 2047);
        assertValues(read(image(12, 15, false, (short)0x1230, (short)0xFFFF)), 0x123, 0xFFF);
        assertValues(read(image(12, 15, true, (short)0x8000, (short)0xFFF0)), -2048, -1);
    }

    @Test
    void unsignedValuesThatNeedSixteenBitsBecomeFloats() throws IOException {
        final Volume small = read(image(16, 15, false, (short)0, (short)32767));
        assertEquals(Voxels.Kind.INT16, small.voxels().kind());
        final Volume large = read(image(16, 15, false, (short)0, (short)0xFFFF));
        assertEquals(Voxels.Kind.FLOAT32, large.voxels().kind());
        assertValues(large, 0, 65535);
        final Attributes ct = image(16, 15, false, (short)0, (short)0x8FFF);
        ct.setString(Tag.RescaleIntercept, VR.DS, "-8192");
        final Volume v = read(ct);
        assertEquals(Voxels.Kind.INT16, v.voxels().kind());
        assertValues(v, -8192, 0x8FFF - 8192);
    }

    @Test
    void bytesAndWordsOfThirtyTwoBitsAreRead() throws IOException {
        final Attributes bytes = image(16, 15, false, (short)0);
        bytes.setInt(Tag.Columns, VR.US, 4);
        bytes.setInt(Tag.BitsAllocated, VR.US, 8);
        bytes.setInt(Tag.BitsStored, VR.US, 8);
        bytes.setInt(Tag.HighBit, VR.US, 7);
        bytes.setBytes(Tag.PixelData, VR.OB, new byte[]{0, 1, (byte)200, (byte)255});
        assertValues(read(bytes), 0, 1, 200, 255);
        bytes.setInt(Tag.PixelRepresentation, VR.US, 1);
        assertValues(read(bytes), 0, 1, -56, -1);
        final Attributes words = image(16, 15, false, (short)0);
        words.setInt(Tag.Columns, VR.US, 3);
        words.setInt(Tag.BitsAllocated, VR.US, 32);
        words.setInt(Tag.BitsStored, VR.US, 32);
        words.setInt(Tag.HighBit, VR.US, 31);
        words.setBytes(Tag.PixelData, VR.OW, ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putInt(1).putInt(-2)
            .putInt(Integer.MAX_VALUE).array());
        final Volume unsigned = read(words);
        assertEquals(Voxels.Kind.FLOAT64, unsigned.voxels().kind());
        assertValues(unsigned, 1, 4294967294.0, 2147483647);
        words.setInt(Tag.PixelRepresentation, VR.US, 1);
        assertValues(read(words), 1, -2, 2147483647);
    }

    @Test
    void floatingPointPixelsAreRead() throws IOException {
        final Attributes a = TestImages.pet(0, 0, 2);
        a.remove(Tag.PixelData);
        a.setInt(Tag.Rows, VR.US, 1);
        a.setInt(Tag.Columns, VR.US, 2);
        a.setInt(Tag.BitsAllocated, VR.US, 32);
        a.setBytes(Tag.FloatPixelData, VR.OF,
            ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putFloat(1.25f).putFloat(-3f).array());
        assertValues(read(a), 2.5, -6);
        a.remove(Tag.FloatPixelData);
        a.setInt(Tag.BitsAllocated, VR.US, 64);
        a.setBytes(Tag.DoubleFloatPixelData, VR.OD,
            ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putDouble(1e-9).putDouble(7).array());
        final Volume v = read(a);
        assertEquals(Voxels.Kind.FLOAT64, v.voxels().kind());
        assertValues(v, 2e-9, 14);
    }

    // ---- values

    @Test
    void aFractionalSlopeMakesFloats() throws IOException {
        final Attributes a = image(12, 11, false, (short)0, (short)3);
        a.setString(Tag.RescaleSlope, VR.DS, "0.5");
        a.setString(Tag.RescaleIntercept, VR.DS, "-1000");
        final Volume v = read(a);
        assertEquals(Voxels.Kind.FLOAT32, v.voxels().kind());
        assertValues(v, -1000, -998.5);
    }

    @Test
    void aModalityTableTakesThePlaceOfTheSlope() throws IOException {
        final Attributes a = image(12, 11, false, (short)0, (short)10, (short)11, (short)12, (short)100);
        final Attributes lut = new Attributes();
        lut.setInt(Tag.LUTDescriptor, VR.US, 3, 10, 16);
        lut.setString(Tag.ModalityLUTType, VR.LO, "HU");
        lut.setInt(Tag.LUTData, VR.US, 5, 500, 50000);
        a.newSequence(Tag.ModalityLUTSequence, 1).add(lut);
        a.remove(Tag.RescaleSlope);
        a.remove(Tag.RescaleIntercept);
        assertValues(read(a), 5, 5, 500, 50000, 50000);
        assertValues(read(a, UID.ExplicitVRBigEndian), 5, 5, 500, 50000, 50000);
    }

    @Test
    void paddingBecomesAirUnlessItShallBeKept() throws IOException {
        final Attributes a = image(16, 15, true, (short)-2000, (short)-1000, (short)40);
        // written as an unsigned number, as scanners do
        a.setInt(Tag.PixelPaddingValue, VR.US, 63536);
        assertValues(read(a), -1024, -1000, 40);
        a.setInt(Tag.PixelPaddingRangeLimit, VR.SS, -1000);
        assertValues(read(a), -1024, -1024, 40);
        final SeriesRecord kept = DicomScanner.scan(m_folder,
            ScanOptions.defaults().withPadding(ScanOptions.Padding.KEEP), Progress.NONE).series().get(0);
        assertValues(SeriesReader.read(kept, 1, Progress.NONE), -2000, -1000, 40);
        final Attributes pet = TestImages.pet(0, 0, 2);
        TestImages.pixels(pet, 1, 2, 16, 15, true, (short)-32768, (short)4);
        pet.setInt(Tag.PixelPaddingValue, VR.SS, -32768);
        assertValues(read(pet), 0, 8);
    }

    @Test
    void whatIsNotGreyIsRefusedAndWhatIsInvertedIsNoted() throws IOException {
        final Attributes a = TestImages.ct(0, 0);
        a.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME1");
        TestImages.write(m_folder.resolve("image"), a);
        assertTrue(only().warnings().stream().anyMatch(w -> w.startsWith("MONOCHROME1")));
        a.setString(Tag.PhotometricInterpretation, VR.CS, "PALETTE COLOR");
        TestImages.write(m_folder.resolve("image"), a);
        assertTrue(only().refusal().contains("PALETTE COLOR"));
        a.setInt(Tag.SamplesPerPixel, VR.US, 3);
        a.setBytes(Tag.PixelData, VR.OW, new byte[6 * TestImages.ROWS * TestImages.COLUMNS]);
        TestImages.write(m_folder.resolve("image"), a);
        assertTrue(only().refusal().contains("SamplesPerPixel (0028,0002) is 3"), only().refusal());
    }

    @ParameterizedTest
    @CsvSource({"GML, '', SUVbw", "GML, BW, SUVbw", "GML, LBM, SUVlbm", "GML, LBMJANMA, SUVlbm", "GML, IBW, SUVibw",
        "CM2ML, BSA, SUVbsa", "CNTS, '', counts", "BQML, '', Bq/ml", "PROPCPS, '', PROPCPS"})
    void unitsOfPetAreNamed(final String units, final String type, final String expected) throws IOException {
        final Attributes a = TestImages.pet(0, 0, 1);
        a.setString(Tag.Units, VR.CS, units);
        a.setString(Tag.SUVType, VR.CS, type);
        assertEquals(expected, read(a).info().unit());
    }

    // ---- fragments

    @Test
    void unsupportedTransferSyntaxesAreRefusedByName() throws IOException {
        final Attributes a = TestImages.ct(0, 0);
        final Fragments fragments = a.newFragments(Tag.PixelData, VR.OB, 2);
        fragments.add(new byte[0]);
        fragments.add(new byte[]{1, 2, 3, 4});
        TestImages.write(m_folder.resolve("image"), a, "1.2.840.10008.1.2.4.51");
        assertTrue(only().refusal().contains("12-bit lossy JPEG"), only().refusal());
    }

    /** An RLE frame of bytes: the header names one segment, in literal runs. */
    private static byte[] rle(final byte... bytes) {
        final int length = bytes.length + 1 + (bytes.length + 1 & 1);
        return ByteBuffer.allocate(64 + length).order(ByteOrder.LITTLE_ENDIAN).putInt(0, 1).putInt(4, 64).position(64)
            .put((byte)(bytes.length - 1)).put(bytes).array();
    }

    private static Attributes bytes(final int columns) {
        final Attributes a = image(16, 15, false, (short)0);
        a.setInt(Tag.Columns, VR.US, columns);
        a.setInt(Tag.BitsAllocated, VR.US, 8);
        a.setInt(Tag.BitsStored, VR.US, 8);
        a.setInt(Tag.HighBit, VR.US, 7);
        a.remove(Tag.PixelData);
        return a;
    }

    @Test
    void aFrameInSeveralFragmentsIsPutTogether() throws IOException {
        final Attributes a = bytes(5);
        final byte[] frame = rle((byte)1, (byte)2, (byte)3, (byte)4, (byte)5);
        final Fragments fragments = a.newFragments(Tag.PixelData, VR.OB, 3);
        fragments.add(new byte[0]);
        fragments.add(Arrays.copyOf(frame, 20));
        fragments.add(Arrays.copyOfRange(frame, 20, frame.length));
        assertValues(read(a, UID.RLELossless), 1, 2, 3, 4, 5);
    }

    // ---- many frames

    static Attributes multiframe(final int frames, final boolean pet) {
        final Attributes a = pet ? TestImages.pet(0, 0, 1) : TestImages.ct(0, 0);
        a.setString(Tag.SOPClassUID, VR.UI, pet ? UID.EnhancedPETImageStorage : UID.EnhancedCTImageStorage);
        for (final int tag : new int[]{Tag.ImagePositionPatient, Tag.ImageOrientationPatient, Tag.PixelSpacing,
            Tag.SliceThickness, Tag.RescaleSlope, Tag.RescaleIntercept, Tag.Units, Tag.CorrectedImage, Tag.DecayCorrection,
            Tag.AcquisitionTime}) {
            a.remove(tag);
        }
        a.setInt(Tag.NumberOfFrames, VR.IS, frames);
        final Attributes shared = new Attributes();
        a.newSequence(Tag.SharedFunctionalGroupsSequence, 1).add(shared);
        group(shared, Tag.PlaneOrientationSequence).setDouble(Tag.ImageOrientationPatient, VR.DS, 1, 0, 0, 0, 1, 0);
        final Attributes measures = group(shared, Tag.PixelMeasuresSequence);
        measures.setDouble(Tag.PixelSpacing, VR.DS, 2, 1);
        measures.setString(Tag.SliceThickness, VR.DS, "3");
        final Sequence each = a.newSequence(Tag.PerFrameFunctionalGroupsSequence, frames);
        for (int f = 0; f < frames; f++) {
            final Attributes item = new Attributes();
            each.add(item);
            // from the head down
            group(item, Tag.PlanePositionSequence).setDouble(Tag.ImagePositionPatient, VR.DS, 0, 0, -3 * f);
            final Attributes values = group(item, Tag.PixelValueTransformationSequence);
            values.setString(Tag.RescaleSlope, VR.DS, Integer.toString(f + 1));
            values.setString(Tag.RescaleIntercept, VR.DS, "0");
            group(item, Tag.FrameContentSequence).setString(Tag.FrameAcquisitionDateTime, VR.DT, "2025010111000" + f);
        }
        final short[] values = new short[frames * 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short)(100 * (i / 2) + i % 2);
        }
        TestImages.pixels(a, 1, 2, 16, 15, true, values);
        return a;
    }

    private static Attributes group(final Attributes item, final int tag) {
        final Attributes group = new Attributes();
        item.newSequence(tag, 1).add(group);
        return group;
    }

    @ParameterizedTest
    @ValueSource(strings = {UID.ImplicitVRLittleEndian, UID.ExplicitVRLittleEndian, UID.ExplicitVRBigEndian,
        UID.DeflatedExplicitVRLittleEndian})
    void framesOfEnhancedImagesAreSlices(final String syntax) throws IOException {
        final Volume v = read(multiframe(4, false), syntax);
        assertEquals(4, v.geometry().slices());
        assertArrayEquals(new double[]{0, 0, -9}, v.geometry().origin(), 1e-12);
        assertArrayEquals(new double[]{3, 2, 1}, v.geometry().spacing(), 1e-12);
        // sorted from the feet up, each with its frame's own slope
        assertValues(v, 300 * 4, 301 * 4, 200 * 3, 201 * 3, 100 * 2, 101 * 2, 0, 1);
        assertEquals("20250101110003\\20250101110002\\20250101110001\\20250101110000",
            v.info().tags().get("FrameAcquisitionDateTime"));
    }

    @Test
    void enhancedPetTakesItsUnitFromTheRealWorldValueMapping() throws IOException {
        final Attributes a = multiframe(2, true);
        a.setString(Tag.AttenuationCorrected, VR.CS, "YES");
        a.setString(Tag.DecayCorrected, VR.CS, "YES");
        a.setString(Tag.DecayCorrectionDateTime, VR.DT, "20250101110000");
        final Attributes mapping =
            group(a.getNestedDataset(Tag.SharedFunctionalGroupsSequence), Tag.RealWorldValueMappingSequence);
        mapping.setDouble(Tag.RealWorldValueSlope, VR.FD, 0.123456789012345);
        mapping.setDouble(Tag.RealWorldValueIntercept, VR.FD, 0);
        group(mapping, Tag.MeasurementUnitsCodeSequence).setString(Tag.CodeValue, VR.SH, "Bq/ml");
        final Volume v = read(a);
        assertEquals(Units.BQML, v.info().unit());
        assertEquals((float)(101 * 0.123456789012345), v.voxels().get(1));
        assertEquals("DECY|ATTN", v.info().tags().get(DicomTags.CORRECTED_IMAGE));
        assertEquals("20250101110000", v.info().tags().get("DecayCorrectionDateTime"));
    }

    @Test
    void encapsulatedFramesAreFoundByCountOrByTheOffsetTable() throws IOException {
        final byte[] first = rle((byte)1, (byte)2);
        final byte[] second = rle((byte)3, (byte)4);
        final Attributes a = multiframe(2, false);
        a.setInt(Tag.BitsAllocated, VR.US, 8);
        a.setInt(Tag.BitsStored, VR.US, 8);
        a.setInt(Tag.HighBit, VR.US, 7);
        a.setInt(Tag.PixelRepresentation, VR.US, 0);
        Fragments f = a.newFragments(Tag.PixelData, VR.OB, 3);
        f.add(new byte[0]);
        f.add(first);
        f.add(second);
        // the first frame lies higher, and its slope is 1
        assertValues(read(a, UID.RLELossless), 6, 8, 1, 2);
        f = a.newFragments(Tag.PixelData, VR.OB, 4);
        f.add(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(0).putInt(first.length + 16).array());
        f.add(Arrays.copyOf(first, 10));
        f.add(Arrays.copyOfRange(first, 10, first.length));
        f.add(second);
        assertValues(read(a, UID.RLELossless), 6, 8, 1, 2);
        f.set(0, new byte[0]);
        TestImages.write(m_folder.resolve("image"), a, UID.RLELossless);
        final Scan scan = DicomScanner.scan(m_folder, ScanOptions.defaults(), Progress.NONE);
        assertTrue(scan.problems().get(0).reason().contains("3 fragments for 2 frames"), scan.problems().toString());
    }

    @Test
    void framesWithoutPlacesAreReported() throws IOException {
        final Attributes a = multiframe(3, false);
        a.remove(Tag.PerFrameFunctionalGroupsSequence);
        TestImages.write(m_folder.resolve("image"), a);
        final Scan scan = DicomScanner.scan(m_folder, ScanOptions.defaults(), Progress.NONE);
        assertTrue(scan.series().isEmpty());
        assertTrue(scan.problems().get(0).reason().contains("PerFrameFunctionalGroupsSequence"), scan.problems().toString());
    }

    @ParameterizedTest
    @CsvSource({"NumberOfFrames, 0", "NumberOfFrames, 2000000000", "Rows, 0", "BitsAllocated, 12", "ImagePositionPatient, 1",
        "PixelSpacing, abc", "ImageOrientationPatient, 1\\0\\0\\0\\1\\x"})
    void headersThatMakeNoSenseNameTheElement(final String keyword, final String value) throws IOException {
        final Attributes a = TestImages.ct(0, 0);
        final int tag = ElementDictionary.tagForKeyword(keyword, null);
        a.setString(tag, ElementDictionary.vrOf(tag, null), value.split("\\\\"));
        TestImages.write(m_folder.resolve("image"), a);
        final Scan scan = DicomScanner.scan(m_folder, ScanOptions.defaults(), Progress.NONE);
        assertEquals(1, scan.problems().size());
        assertTrue(scan.problems().get(0).reason().contains(keyword), scan.problems().get(0).reason());
    }

    // ---- PET and CT

    @Test
    void thePetAndTheBestCtOfAStudyArePaired() throws IOException {
        for (int s = 0; s < 6; s++) {
            TestImages.write(m_folder.resolve("pet" + s), TestImages.pet(3 * s, s, 1));
            TestImages.write(m_folder.resolve("ct" + s), TestImages.ct(3 * s, s));
            final Attributes other = TestImages.ct(3 * s + 12, s);
            other.setString(Tag.SeriesInstanceUID, VR.UI, TestImages.uid("1.7"));
            other.setInt(Tag.SeriesNumber, VR.IS, 0);
            TestImages.write(m_folder.resolve("half" + s), other);
            final Attributes elsewhere = TestImages.ct(3 * s, s);
            elsewhere.setString(Tag.SeriesInstanceUID, VR.UI, TestImages.uid("1.8"));
            elsewhere.setString(Tag.FrameOfReferenceUID, VR.UI, TestImages.uid("3"));
            TestImages.write(m_folder.resolve("elsewhere" + s), elsewhere);
            final Attributes nac = TestImages.pet(3 * s, s, 1);
            nac.setString(Tag.SeriesInstanceUID, VR.UI, TestImages.uid("1.9"));
            nac.setInt(Tag.SeriesNumber, VR.IS, 0);
            nac.setString(Tag.CorrectedImage, VR.CS, "DECY");
            TestImages.write(m_folder.resolve("nac" + s), nac);
        }
        final Scan scan = DicomScanner.scan(m_folder, ScanOptions.defaults(), Progress.NONE);
        assertEquals(5, scan.series().size());
        final List<SeriesPairing.Pair> pairs = SeriesPairing.pair(scan.series());
        assertEquals(1, pairs.size());
        final SeriesPairing.Pair pair = pairs.get(0);
        assertTrue(pair.complete());
        assertEquals(TestImages.uid("1.2"), pair.pet().seriesUid());
        assertEquals(TestImages.uid("1.1"), pair.ct().seriesUid());
        assertEquals("PET series 2 (6 slices of 3 mm) was chosen of 2 PET series (attenuation corrected, Bq/ml, 18 mm long); CT "
            + "series 1 (6 slices of 3 mm) has its frame of reference and holds 100 % of it, before CT series 0 (33 %, 6 slices "
            + "of 3 mm)", pair.explanation());
    }

    @Test
    void aPetWithoutACtSaysWhy() throws IOException {
        for (int s = 0; s < 3; s++) {
            TestImages.write(m_folder.resolve("pet" + s), TestImages.pet(3 * s, s, 1));
            TestImages.write(m_folder.resolve("ct" + s), TestImages.ct(3 * s * s, s));
        }
        final SeriesPairing.Pair pair =
            SeriesPairing.pair(DicomScanner.scan(m_folder, ScanOptions.defaults(), Progress.NONE).series()).get(0);
        assertEquals(null, pair.ct());
        assertTrue(pair.explanation().contains("no usable CT series: CT series 1: 2 slices are missing"),
            pair.explanation());
        assertThrows(IllegalStateException.class, () -> DicomScanner
            .scan(m_folder, ScanOptions.defaults().withModalities("CT"), Progress.NONE).series().get(0).info());
    }
}
