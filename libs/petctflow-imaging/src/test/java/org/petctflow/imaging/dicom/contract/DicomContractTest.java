package org.petctflow.imaging.dicom.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.ElementDictionary;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.SpecificCharacterSet;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomEncodingOptions;
import org.dcm4che3.io.DicomInputHandler;
import org.dcm4che3.io.DicomInputStream;
import org.dcm4che3.io.DicomOutputStream;
import org.dcm4che3.util.TagUtils;
import org.dcm4che3.util.UIDUtils;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What this library expects of dcm4che-core: the same tests pass on the stand-in and, with {@code -Ddcm4che}, on the real one.
 * Those that only the stand-in promises (bounds and messages) say so.
 */
final class DicomContractTest {

    private static final int GE = 0x00091001;

    private static void assumeStandin() {
        Assumptions.assumeTrue(DicomInputStream.class.getProtectionDomain().getCodeSource().getLocation().toString()
            .contains("standin"), "skipped: a promise of the stand-in only");
    }

    private static byte[] bytes(final int... values) {
        final byte[] b = new byte[values.length];
        for (int i = 0; i < b.length; i++) {
            b[i] = (byte)values[i];
        }
        return b;
    }

    private static Attributes sample() {
        final Attributes a = new Attributes();
        a.setString(Tag.SOPClassUID, VR.UI, UID.CTImageStorage);
        a.setString(Tag.SOPInstanceUID, VR.UI, "1.2.3");
        a.setString(Tag.ImageType, VR.CS, "ORIGINAL", "PRIMARY", "AXIAL");
        a.setString(Tag.PatientName, VR.PN, "Doe^Jane");
        a.setDouble(Tag.PixelSpacing, VR.DS, 0.9765625, 1.5);
        a.setInt(Tag.InstanceNumber, VR.IS, -7);
        a.setInt(Tag.Rows, VR.US, 65535);
        a.setInt(Tag.PixelRepresentation, VR.US, 1);
        a.setInt(Tag.PixelPaddingValue, VR.SS, -2000);
        a.setInt(Tag.ReferencedFrameNumber, VR.IS, 1, 2, 3);
        a.setFloat(Tag.NominalPercentageOfCardiacPhase, VR.FL, 1.25f);
        a.setDouble(Tag.RealWorldValueSlope, VR.FD, 0.123456789012345, -1e300);
        a.setInt(Tag.DimensionIndexValues, VR.UL, 1, 70000);
        a.setInt(Tag.DimensionIndexPointer, VR.AT, Tag.StackID);
        a.setNull(Tag.StudyDescription, VR.LO);
        final Sequence outer = a.newSequence(Tag.RadiopharmaceuticalInformationSequence, 2);
        final Attributes item = new Attributes();
        outer.add(item);
        outer.add(new Attributes());
        item.setString(Tag.RadionuclideTotalDose, VR.DS, "370000000");
        final Attributes code = new Attributes();
        item.newSequence(Tag.RadionuclideCodeSequence, 1).add(code);
        code.setString(Tag.CodeValue, VR.SH, "C-111A1");
        a.newSequence(Tag.SourceImageSequence, 0);
        a.setString("GEMS_PETD_01", 0x0009100D, VR.DT, "20250101110000.00");
        a.setBytes(Tag.PixelData, VR.OW, bytes(1, 2, 3, 4, 5, 6));
        return a;
    }

    private static byte[] write(final Attributes a, final String syntax, final DicomEncodingOptions options) throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DicomOutputStream out = new DicomOutputStream(bytes, UID.ExplicitVRLittleEndian)) {
            if (options != null) {
                out.setEncodingOptions(options);
            }
            out.writeDataset(a.createFileMetaInformation(syntax), a);
        }
        return bytes.toByteArray();
    }

    private static Attributes read(final byte[] bytes) throws IOException {
        try (DicomInputStream in = new DicomInputStream(new ByteArrayInputStream(bytes))) {
            return in.readDataset();
        }
    }

    private static void assertSample(final Attributes a) throws IOException {
        assertEquals(UID.CTImageStorage, a.getString(Tag.SOPClassUID));
        assertArrayEquals(new String[]{"ORIGINAL", "PRIMARY", "AXIAL"}, a.getStrings(Tag.ImageType));
        assertEquals("AXIAL", a.getString(Tag.ImageType, 2));
        assertEquals("none", a.getString(Tag.ImageType, 3, "none"));
        assertEquals("Doe^Jane", a.getString(Tag.PatientName));
        assertArrayEquals(new double[]{0.9765625, 1.5}, a.getDoubles(Tag.PixelSpacing), 0);
        assertEquals(-7, a.getInt(Tag.InstanceNumber, 0));
        assertEquals(65535, a.getInt(Tag.Rows, 0));
        assertEquals(-2000, a.getInt(Tag.PixelPaddingValue, 0));
        assertArrayEquals(new int[]{1, 2, 3}, a.getInts(Tag.ReferencedFrameNumber));
        assertEquals(1.25, a.getDouble(Tag.NominalPercentageOfCardiacPhase, 0), 0);
        assertArrayEquals(new double[]{0.123456789012345, -1e300}, a.getDoubles(Tag.RealWorldValueSlope), 0);
        assertArrayEquals(new int[]{1, 70000}, a.getInts(Tag.DimensionIndexValues));
        assertEquals(Tag.StackID, a.getInt(Tag.DimensionIndexPointer, 0));
        assertTrue(a.contains(Tag.StudyDescription));
        assertFalse(a.containsValue(Tag.StudyDescription));
        assertNull(a.getString(Tag.StudyDescription));
        final Sequence outer = a.getSequence(Tag.RadiopharmaceuticalInformationSequence);
        assertEquals(2, outer.size());
        assertTrue(outer.get(1).isEmpty());
        final Attributes item = a.getNestedDataset(Tag.RadiopharmaceuticalInformationSequence);
        assertEquals(3.7e8, item.getDouble(Tag.RadionuclideTotalDose, 0), 0);
        assertEquals("C-111A1", item.getNestedDataset(Tag.RadionuclideCodeSequence).getString(Tag.CodeValue));
        assertNull(item.getNestedDataset(Tag.RadionuclideCodeSequence, 1));
        assertNull(a.getNestedDataset(Tag.SourceImageSequence));
        assertEquals("20250101110000.00", a.getString("GEMS_PETD_01", 0x0009100D, VR.DT));
        assertNull(a.getString("NOBODY", 0x0009100D, VR.DT));
        final boolean big = a.bigEndian();
        assertArrayEquals(big ? bytes(2, 1, 4, 3, 6, 5) : bytes(1, 2, 3, 4, 5, 6), a.getBytes(Tag.PixelData));
    }

    // ---- container forms

    @ParameterizedTest
    @ValueSource(strings = {UID.ImplicitVRLittleEndian, UID.ExplicitVRLittleEndian, UID.ExplicitVRBigEndian,
        UID.DeflatedExplicitVRLittleEndian})
    void everyFormRoundTrips(final String syntax) throws IOException {
        assertSample(read(write(sample(), syntax, null)));
        // lengths instead of delimiters, and groups that start with their length
        assertSample(read(write(sample(), syntax, new DicomEncodingOptions(true, false, false, false, false))));
        assertSample(read(write(sample(), syntax, new DicomEncodingOptions(false, true, true, true, true))));
    }

    @ParameterizedTest
    @ValueSource(strings = {UID.ImplicitVRLittleEndian, UID.ExplicitVRLittleEndian, UID.ExplicitVRBigEndian})
    void filesWithoutPreambleOrMetaInformationAreRead(final String syntax) throws IOException {
        final byte[] file = write(sample(), syntax, null);
        assertSample(read(Arrays.copyOfRange(file, 132, file.length)));
        final ByteArrayOutputStream bare = new ByteArrayOutputStream();
        try (DicomOutputStream out = new DicomOutputStream(bare, syntax)) {
            out.writeDataset(null, sample());
        }
        assertSample(read(bare.toByteArray()));
        try (DicomInputStream in = new DicomInputStream(new ByteArrayInputStream(bare.toByteArray()), syntax)) {
            assertNull(in.readFileMetaInformation());
            assertEquals(syntax, in.getTransferSyntax());
            assertSample(in.readDataset());
        }
    }

    @Test
    void metaInformationNamesTheTransferSyntax() throws IOException {
        final byte[] file = write(sample(), UID.ExplicitVRBigEndian, null);
        try (DicomInputStream in = new DicomInputStream(new ByteArrayInputStream(file))) {
            final Attributes meta = in.readFileMetaInformation();
            assertEquals(UID.ExplicitVRBigEndian, meta.getString(Tag.TransferSyntaxUID));
            assertEquals("1.2.3", meta.getString(Tag.MediaStorageSOPInstanceUID));
            assertEquals(UID.ExplicitVRBigEndian, in.getTransferSyntax());
            assertTrue(in.bigEndian());
            assertTrue(in.explicitVR());
        }
    }

    @Test
    void fragmentsKeepTheirOrderAndTheOffsetTable() throws IOException {
        final Attributes a = sample();
        final Fragments f = a.newFragments(Tag.PixelData, VR.OB, 3);
        f.add(bytes(0, 0, 0, 0));
        f.add(bytes(1, 2, 3, 4));
        f.add(bytes(5, 6));
        final Attributes b = read(write(a, UID.RLELossless, null));
        final Fragments g = (Fragments)b.getValue(Tag.PixelData);
        assertEquals(3, g.size());
        assertArrayEquals(bytes(0, 0, 0, 0), (byte[])g.get(0));
        assertArrayEquals(bytes(1, 2, 3, 4), (byte[])g.get(1));
        assertArrayEquals(bytes(5, 6), (byte[])g.get(2));
        assertEquals(VR.OB, b.getVR(Tag.PixelData));
    }

    @Test
    void aReaderMayStopAtAnElementAndKnowsWhereItsValueIs() throws IOException {
        for (final String syntax : new String[]{UID.ImplicitVRLittleEndian, UID.ExplicitVRLittleEndian}) {
            final byte[] file = write(sample(), syntax, null);
            try (DicomInputStream in = new DicomInputStream(new ByteArrayInputStream(file))) {
                final Attributes a = in.readDataset((DicomInputStream dis) -> dis.tag() == Tag.PixelData);
                assertFalse(a.contains(Tag.PixelData));
                assertEquals(Tag.PixelData, in.tag());
                assertEquals(6, in.length());
                assertEquals(6, in.unsignedLength());
                assertEquals(file.length - 6, in.getPosition());
                final byte[] value = new byte[6];
                in.readFully(value);
                assertArrayEquals(bytes(1, 2, 3, 4, 5, 6), value);
            }
            try (DicomInputStream in = new DicomInputStream(new ByteArrayInputStream(file))) {
                assertFalse(in.readDatasetUntilPixelData().contains(Tag.PixelData));
            }
            try (DicomInputStream in = new DicomInputStream(new ByteArrayInputStream(file))) {
                final Attributes a = in.readDataset(Tag.PatientName);
                assertTrue(a.contains(Tag.SOPInstanceUID));
                assertFalse(a.contains(Tag.PatientName));
            }
        }
    }

    @Test
    void aHandlerMaySkipElements() throws IOException {
        try (DicomInputStream in = new DicomInputStream(
            new ByteArrayInputStream(write(sample(), UID.ExplicitVRLittleEndian, null)))) {
            in.setDicomInputHandler(new DicomInputHandler() {
                @Override
                public void readValue(final DicomInputStream dis, final Attributes attrs) throws IOException {
                    if (dis.level() == 0 && dis.tag() == Tag.PatientName) {
                        dis.skipFully(dis.unsignedLength());
                    } else {
                        dis.readValue(dis, attrs);
                    }
                }

                @Override
                public void readValue(final DicomInputStream dis, final Sequence seq) throws IOException {
                    dis.readValue(dis, seq);
                }

                @Override
                public void readValue(final DicomInputStream dis, final Fragments frags) throws IOException {
                    dis.readValue(dis, frags);
                }

                @Override
                public void startDataset(final DicomInputStream dis) {
                    // not of interest
                }

                @Override
                public void endDataset(final DicomInputStream dis) {
                    // not of interest
                }
            });
            final Attributes a = in.readDataset();
            assertFalse(a.contains(Tag.PatientName));
            assertNotNull(a.getNestedDataset(Tag.RadiopharmaceuticalInformationSequence));
            assertEquals(65535, a.getInt(Tag.Rows, 0));
        }
    }

    // ---- sequences that nobody knew, private elements

    /** PS3.5 section 6.2.2: UN of undefined length holds implicit VR little endian. */
    @Test
    void unknownElementsOfUndefinedLengthAreSequencesInImplicitVr() throws IOException {
        final ByteBuffer b = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
        b.putShort((short)8).putShort((short)0x16).put("UI".getBytes(StandardCharsets.US_ASCII)).putShort((short)4)
            .put("1.2\0".getBytes(StandardCharsets.US_ASCII));
        b.putShort((short)8).putShort((short)0x1140).put("UN".getBytes(StandardCharsets.US_ASCII)).putShort((short)0).putInt(-1);
        b.putShort((short)0xFFFE).putShort((short)0xE000).putInt(-1);
        b.putShort((short)8).putShort((short)0x1155).putInt(4).put("1.5\0".getBytes(StandardCharsets.US_ASCII));
        b.putShort((short)0xFFFE).putShort((short)0xE00D).putInt(0);
        b.putShort((short)0xFFFE).putShort((short)0xE0DD).putInt(0);
        b.putShort((short)0x28).putShort((short)0x10).put("US".getBytes(StandardCharsets.US_ASCII)).putShort((short)2)
            .putShort((short)77);
        final Attributes a = read(Arrays.copyOf(b.array(), b.position()));
        assertEquals("1.5", a.getSequence(Tag.ReferencedImageSequence).get(0).getString(Tag.ReferencedSOPInstanceUID));
        assertEquals(77, a.getInt(Tag.Rows, 0));
    }

    @Test
    void privateElementsAreFoundByTheirCreatorInWhateverBlock() throws IOException {
        final Attributes a = new Attributes();
        a.setString(Tag.SOPClassUID, VR.UI, "1.2");
        a.setString(Tag.SOPInstanceUID, VR.UI, "1.3");
        a.setString("FIRST", GE, VR.LO, "a");
        a.setString("SECOND", GE, VR.LO, "b");
        a.setDouble("SECOND", GE + 1, VR.FD, 2.5);
        assertEquals("FIRST", a.getString(0x00090010));
        assertEquals("SECOND", a.getString(0x00090011));
        assertEquals("b", a.getString(0x00091101));
        final Attributes b = read(write(a, UID.ImplicitVRLittleEndian, null));
        assertEquals("a", b.getString("FIRST", GE, VR.LO));
        assertEquals("b", b.getString("SECOND", GE, VR.LO));
        assertEquals(2.5, b.getDouble("SECOND", GE + 1, VR.FD, 0), 0);
        assertEquals("SECOND", b.getPrivateCreator(0x00091101));
        assertFalse(b.contains("THIRD", GE));
    }

    // ---- text

    @ParameterizedTest
    @CsvSource({"ISO_IR 100, Müller^Ärztin", "ISO_IR 192, 山田^太郎", "GB18030, 王^小东", "ISO_IR 144, Люкceмбypг", "ISO_IR 166, นามสกุล",
        "ISO_IR 138, שרון^דבורה", "ISO_IR 127, قباني^لنزار", "ISO_IR 126, Διονυσιος"})
    void namesKeepTheirLettersInEveryCharacterSet(final String set, final String name) throws IOException {
        final Attributes a = sample();
        a.setString(Tag.SpecificCharacterSet, VR.CS, set);
        a.setString(Tag.PatientName, VR.PN, name);
        assertEquals(name, read(write(a, UID.ExplicitVRLittleEndian, null)).getString(Tag.PatientName));
    }

    /** PS3.5 section H.3.1, example 1. */
    @Test
    void escapeSequencesSwitchToKanjiAndBack() {
        final byte[] b = bytes(0x59, 0x61, 0x6d, 0x61, 0x64, 0x61, 0x5e, 0x54, 0x61, 0x72, 0x6f, 0x75, 0x3d, 0x1b, 0x24, 0x42, 0x3b,
            0x33, 0x45, 0x44, 0x1b, 0x28, 0x42, 0x5e, 0x1b, 0x24, 0x42, 0x42, 0x40, 0x4f, 0x3a, 0x1b, 0x28, 0x42, 0x3d, 0x1b, 0x24,
            0x42, 0x24, 0x64, 0x24, 0x5e, 0x24, 0x40, 0x1b, 0x28, 0x42, 0x5e, 0x1b, 0x24, 0x42, 0x24, 0x3f, 0x24, 0x6d, 0x24, 0x26,
            0x1b, 0x28, 0x42);
        final SpecificCharacterSet cs = SpecificCharacterSet.valueOf("", "ISO 2022 IR 87");
        assertEquals("Yamada^Tarou=山田^太郎=やまだ^たろう", cs.decode(b, "^=\\"));
        assertArrayEquals(b, cs.encode("Yamada^Tarou=山田^太郎=やまだ^たろう", "^=\\"));
    }

    /** PS3.5 section I.2. */
    @Test
    void escapeSequencesSwitchToHangul() {
        final byte[] b = bytes(0x48, 0x6f, 0x6e, 0x67, 0x5e, 0x47, 0x69, 0x6c, 0x64, 0x6f, 0x6e, 0x67, 0x3d, 0x1b, 0x24, 0x29, 0x43,
            0xfb, 0xf3, 0x5e, 0x1b, 0x24, 0x29, 0x43, 0xd1, 0xce, 0xd4, 0xd7, 0x3d, 0x1b, 0x24, 0x29, 0x43, 0xc8, 0xab, 0x5e, 0x1b,
            0x24, 0x29, 0x43, 0xb1, 0xe6, 0xb5, 0xbf);
        assertEquals("Hong^Gildong=洪^吉洞=홍^길동", SpecificCharacterSet.valueOf("", "ISO 2022 IR 149").decode(b, "^=\\"));
    }

    @Test
    void paddingIsNoPartOfAValue() throws IOException {
        final Attributes a = sample();
        a.setString(Tag.SeriesDescription, VR.LO, "odd");
        a.setBytes(Tag.StudyInstanceUID, VR.UI, "1.2.3\0".getBytes(StandardCharsets.US_ASCII));
        a.setBytes(Tag.PatientWeight, VR.DS, " 70.5 ".getBytes(StandardCharsets.US_ASCII));
        final Attributes b = read(write(a, UID.ImplicitVRLittleEndian, null));
        assertEquals("odd", b.getString(Tag.SeriesDescription));
        assertEquals("1.2.3", b.getString(Tag.StudyInstanceUID));
        assertEquals(70.5, b.getDouble(Tag.PatientWeight, 0), 0);
        assertEquals("70.5", a.getString(Tag.PatientWeight));
    }

    // ---- data sets in memory

    @Test
    void elementsAreSetReplacedRemovedAndCopied() {
        final Attributes a = new Attributes();
        assertTrue(a.isEmpty());
        a.setInt(Tag.Rows, VR.US, 1);
        a.setInt(Tag.Rows, VR.US, 2);
        a.setString(Tag.Modality, VR.CS, "PT");
        assertEquals(2, a.size());
        assertArrayEquals(new int[]{Tag.Modality, Tag.Rows}, a.tags());
        assertEquals(VR.US, a.getVR(Tag.Rows));
        assertNull(a.getVR(Tag.Columns));
        assertEquals(5, a.getInt(Tag.Columns, 5));
        assertEquals("x", a.getString(Tag.SeriesDescription, "x"));
        final Attributes all = new Attributes(a);
        a.remove(Tag.Rows);
        assertFalse(a.contains(Tag.Rows));
        assertEquals(2, all.getInt(Tag.Rows, 0));
        final Attributes some = new Attributes(all, Tag.Modality);
        assertEquals(1, some.size());
        assertTrue(some.addAll(all));
        assertEquals(2, some.size());
    }

    @Test
    void anItemKnowsItsParentAndBelongsToOne() {
        final Attributes a = new Attributes();
        final Attributes item = new Attributes();
        final Sequence seq = a.newSequence(Tag.ContourSequence, 1);
        seq.add(item);
        assertEquals(a, item.getParent());
        assertEquals(a, item.getRoot());
        assertTrue(a.isRoot());
        assertFalse(item.isRoot());
        assertThrows(IllegalArgumentException.class, () -> seq.add(item));
        seq.remove(item);
        assertNull(item.getParent());
    }

    @Test
    void numbersThatAreNoneAreNotMadeUp() {
        final Attributes a = new Attributes();
        a.setDouble(Tag.PatientWeight, VR.DS);
        assertEquals(-1, a.getDouble(Tag.PatientWeight, -1), 0);
        assertNull(a.getDoubles(Tag.PatientSize));
        final double[] none = a.getDoubles(Tag.PatientWeight);
        assertTrue(none == null || none.length == 0);
    }

    @Test
    void dictionaryTagsAndUids() {
        assertEquals("RadionuclideTotalDose", ElementDictionary.keywordOf(Tag.RadionuclideTotalDose, null));
        assertEquals(VR.DS, ElementDictionary.vrOf(Tag.RadionuclideTotalDose, null));
        assertEquals(Tag.RadionuclideTotalDose, ElementDictionary.tagForKeyword("RadionuclideTotalDose", null));
        assertEquals(VR.UN, ElementDictionary.vrOf(0x00091001, null));
        assertEquals(VR.LO, ElementDictionary.vrOf(0x00090010, null));
        assertEquals(-1, ElementDictionary.tagForKeyword("NoSuchKeyword", null));
        assertEquals("(0018,1074)", TagUtils.toString(Tag.RadionuclideTotalDose));
        assertEquals(0x00090010, TagUtils.creatorTagOf(0x0009100D));
        assertEquals(0x0009110D, TagUtils.toPrivateTag(0x00090011, 0x100D));
        assertTrue(UIDUtils.isValid(UIDUtils.createUID()));
        assertTrue(UIDUtils.createUID().startsWith("2.25."));
        assertEquals(UIDUtils.createNameBasedUID(bytes(1)), UIDUtils.createNameBasedUID(bytes(1)));
    }

    // ---- what is broken

    @ParameterizedTest
    @ValueSource(strings = {UID.ImplicitVRLittleEndian, UID.ExplicitVRLittleEndian, UID.ExplicitVRBigEndian})
    void aFileThatEndsEarlyIsAnIoException(final String syntax) throws IOException {
        final byte[] file = write(sample(), syntax, null);
        int checked = 0;
        for (int n = 140; n < file.length; n += 7) {
            final byte[] cut = Arrays.copyOf(file, n);
            try {
                final Attributes a = read(cut);
                // the cut fell between two elements
                assertFalse(a.contains(Tag.PixelData));
            } catch (final IOException e) {
                checked++;
            }
        }
        assertTrue(checked > 20, checked + " cuts were noticed");
    }

    @Test
    void textIsNoDicom() {
        assertThrows(IOException.class, () -> read("Neither a preamble nor an element, just words.".getBytes(
            StandardCharsets.US_ASCII)));
        assertThrows(IOException.class, () -> read(new byte[0]));
    }

    @Test
    void aBrokenFileNamesElementAndOffset() throws IOException {
        assumeStandin();
        final byte[] file = write(sample(), UID.ExplicitVRLittleEndian, null);
        final IOException e = assertThrows(IOException.class, () -> read(Arrays.copyOf(file, file.length - 1)));
        assertTrue(e.getMessage().contains("(7FE0,0010)"), e.getMessage());
        assertTrue(e.getMessage().contains("offset " + (file.length - 18)), e.getMessage());
    }

    @Test
    void endlessNestingAndLengthsBeyondTheFileEndAtOnce() {
        assumeStandin();
        final ByteBuffer b = ByteBuffer.allocate(40_000).order(ByteOrder.LITTLE_ENDIAN);
        while (b.remaining() > 24) {
            b.putShort((short)8).putShort((short)0x1140).putInt(-1);
            b.putShort((short)0xFFFE).putShort((short)0xE000).putInt(-1);
        }
        final IOException deep = assertThrows(IOException.class, () -> {
            try (DicomInputStream in =
                new DicomInputStream(new ByteArrayInputStream(b.array()), UID.ImplicitVRLittleEndian)) {
                in.readDataset();
            }
        });
        assertTrue(deep.getMessage().contains("(0008,1140)"), deep.getMessage());
        final ByteBuffer huge = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        huge.putShort((short)8).putShort((short)0x16).putInt(0x7ffffff0);
        final IOException large = assertThrows(IOException.class, () -> {
            try (DicomInputStream in =
                new DicomInputStream(new ByteArrayInputStream(huge.array()), UID.ImplicitVRLittleEndian)) {
                in.readDataset();
            }
        });
        assertTrue(large.getMessage().contains("(0008,0016)"), large.getMessage());
    }
}
