package org.petctflow.imaging.dicom;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.ElementDictionary;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomInputHandler;
import org.dcm4che3.io.DicomInputStream;
import org.dcm4che3.io.DicomStreamException;
import org.dcm4che3.util.TagUtils;
import org.petctflow.imaging.dicom.HeaderFields.Field;
import org.petctflow.imaging.dicom.SliceHeader.SeriesKey;
import org.petctflow.imaging.dicom.codec.FrameDecoder;
import org.petctflow.imaging.dicom.codec.PixelFormat;

/** Reads what is needed of a file's header, and nothing of its pixels. Safe for several threads. */
final class HeaderReader {

    /** What a file turned out to be. */
    sealed interface Content {
    }

    /** No DICOM, or a directory of other files. */
    record NotDicom() implements Content {
    }

    /**
     * DICOM, but no image of this suite's kind.
     *
     * @param object what it is
     */
    record Other(DicomObject object) implements Content {
    }

    /**
     * A Real World Value Mapping object.
     *
     * @param object what it is
     * @param references what it says of images
     */
    record Mappings(DicomObject object, List<RealWorldMappings.Reference> references) implements Content {
    }

    /**
     * One image, or the frames of many.
     *
     * @param slices their headers
     */
    record Images(List<SliceHeader> slices) implements Content {
    }

    /** A value that is longer is passed over: no fact that is kept is. */
    private static final int LONGEST_VALUE = 1 << 20;

    private static final int LONGEST_TEXT = 1024;

    private static final int MOST_FRAMES = 100_000;

    /** Parts of a name or id that are shorter are too common to be cut out of a description. */
    private static final int SHORTEST_NAME = 3;

    private static final List<String> FREE_TEXT = List.of("StudyDescription", "SeriesDescription", "ProtocolName",
        "DerivationDescription", "ContrastBolusAgent", DicomTags.RADIOPHARMACEUTICAL + "Radiopharmaceutical");

    private static final List<String> NO_IMAGES = List.of("SEG", "RTDOSE", "RTPLAN", "RTSTRUCT", "REG", "PR", "KO", "SR");

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");

    private final PatientKeys m_keys;

    private final ConcurrentHashMap<String, String> m_strings = new ConcurrentHashMap<>();

    private final ConcurrentHashMap<SeriesKey, SeriesKey> m_series = new ConcurrentHashMap<>();

    HeaderReader(final PatientKeys keys) {
        m_keys = keys;
    }

    /**
     * @param path a file
     * @return what it is
     * @throws IOException if it is damaged or cannot be read
     */
    Content read(final Path path) throws IOException {
        final BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(path), 1 << 13)) {
            if (!looksLikeDicom(raw)) {
                return new NotDicom();
            }
            try (DicomInputStream in = new DicomInputStream(raw)) {
                return read(path, file, in);
            } catch (final DicomStreamException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }

    /** A file without the four letters must at least begin like a data set that its sender did not wrap. */
    private static boolean looksLikeDicom(final InputStream in) throws IOException {
        in.mark(132);
        final byte[] b = in.readNBytes(132);
        in.reset();
        if (b.length == 132 && b[128] == 'D' && b[129] == 'I' && b[130] == 'C' && b[131] == 'M') {
            return true;
        }
        if (b.length < 12) {
            return false;
        }
        final boolean little = (b[0] == 2 || b[0] == 8) && b[1] == 0;
        final boolean big = b[0] == 0 && (b[1] == 2 || b[1] == 8);
        final int tag = little ? b[0] << 16 | (b[3] & 0xff) << 8 | b[2] & 0xff : b[1] << 16 | (b[2] & 0xff) << 8 | b[3] & 0xff;
        return (little || big) && ElementDictionary.vrOf(tag, null) != VR.UN;
    }

    /** Passes over what nobody asks for, so that a header never takes more memory than what is kept of it. */
    private static final class Picky implements DicomInputHandler {
        @Override
        public void readValue(final DicomInputStream dis, final Attributes attrs) throws IOException {
            final long length = dis.unsignedLength();
            if (TagUtils.isFileMetaInformation(dis.tag())) {
                if (length > LONGEST_VALUE) {
                    throw new IOException(TagUtils.toString(dis.tag()) + " at offset " + dis.getTagPosition() + " has "
                        + length + " bytes: the file meta information is damaged");
                }
                dis.readValue(dis, attrs);
            } else if (length >= 0 && (length > LONGEST_VALUE && dis.vr() != VR.SQ
                || dis.level() == 0 && !HeaderFields.wanted(dis.tag()))) {
                dis.skipFully(length);
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
            dis.skipFully(dis.unsignedLength());
            frags.add(new byte[0]);
        }

        @Override
        public void startDataset(final DicomInputStream dis) {
            // nothing to prepare
        }

        @Override
        public void endDataset(final DicomInputStream dis) {
            // nothing to finish
        }
    }

    /** Reads a part of a file. */
    private interface Part {
        Attributes read() throws IOException;
    }

    /** A damaged file may bring a library to exceptions of its arrays and stack: they say the same as an IOException. */
    private static Attributes parse(final DicomInputStream in, final Part part) throws IOException {
        try {
            return part.read();
        } catch (final RuntimeException | StackOverflowError e) {
            throw new IOException("The file is damaged at " + TagUtils.toString(in.tag()) + ", offset " + in.getTagPosition()
                + ": " + e, e);
        }
    }

    /**
     * @param in a file
     * @return its header, up to the pixels
     * @throws IOException if it is damaged
     */
    static Attributes header(final DicomInputStream in) throws IOException {
        in.setDicomInputHandler(new Picky());
        return parse(in, () -> in.readDataset((DicomInputStream dis) -> isPixelData(dis.tag())));
    }

    static boolean isPixelData(final int tag) {
        return tag == Tag.PixelData || tag == Tag.FloatPixelData || tag == Tag.DoubleFloatPixelData;
    }

    private Content read(final Path path, final BasicFileAttributes file, final DicomInputStream in) throws IOException {
        in.setDicomInputHandler(new Picky());
        final Attributes meta = parse(in, in::readFileMetaInformation);
        if (meta != null && UID.MediaStorageDirectoryStorage.equals(text(meta, Tag.MediaStorageSOPClassUID))) {
            return new NotDicom();
        }
        final boolean[] pixels = {false};
        final Attributes header =
            parse(in, () -> in.readDataset((DicomInputStream dis) -> pixels[0] = isPixelData(dis.tag())));
        if (header.contains(Tag.DirectoryRecordSequence)) {
            return new NotDicom();
        }
        final String syntax = in.getTransferSyntax();
        final String modality = modality(header);
        if (!pixels[0] || NO_IMAGES.contains(modality)) {
            if (!header.contains(Tag.SOPClassUID) && !header.contains(Tag.SOPInstanceUID)) {
                throw new IOException("It has neither SOPClassUID (0008,0016) nor pixel data (7FE0,0010): it ends too early, or"
                    + " it is no object that a scanner sends");
            }
            final DicomObject object = new DicomObject(path, modality, text(header, Tag.SOPClassUID),
                text(header, Tag.SOPInstanceUID), patientKey(header), text(header, Tag.StudyInstanceUID),
                text(header, Tag.SeriesInstanceUID), text(header, Tag.FrameOfReferenceUID));
            return header.contains(Tag.ReferencedImageRealWorldValueMappingSequence)
                ? new Mappings(object, references(header, path)) : new Other(object);
        }
        final int frames = frames(header);
        final boolean real = in.tag() != Tag.PixelData;
        final PixelFormat format = real ? realFormat(header, in.tag() == Tag.FloatPixelData ? 32 : 64)
            : PixelFormat.of(header);
        // of a deflated file neither place nor length of the pixels is known before they are read
        final boolean deflated = UID.DeflatedExplicitVRLittleEndian.equals(syntax);
        final long length = in.unsignedLength();
        final long offset = deflated ? -1 : in.getPosition();
        final FragmentIndex fragments;
        try {
            checkPixels(file.size(), syntax, real, format, frames, offset, length);
            fragments = length < 0 && offset >= 0 ? FragmentIndex.of(path, offset, frames) : null;
        } catch (final IOException e) {
            throw new DamagedImageException(text(header, Tag.SeriesInstanceUID), e);
        }
        final SourceFile source = new SourceFile(path, file.size(), file.lastModifiedTime().toMillis(), intern(syntax), format,
            real, in.vr() != VR.OB, frames, offset, length, header.getNestedDataset(Tag.ModalityLUTSequence) != null,
            fragments, padding(header, real, format));
        return new Images(slices(header, source, modality));
    }

    private static void checkPixels(final long size, final String syntax, final boolean real, final PixelFormat format,
        final int frames, final long offset, final long length) throws IOException {
        final long needed = real ? (long)format.pixels() * format.bitsAllocated() / 8 * frames
            : (format.frameBytes() * frames);
        if (length >= 0 && FrameDecoder.isEncapsulated(syntax)) {
            throw new IOException("Pixel data (7FE0,0010) of " + FrameDecoder.nameOf(syntax)
                + " should come in fragments, but has a length of its own (" + length + " bytes)");
        }
        if (length < 0 && !FrameDecoder.isEncapsulated(syntax)) {
            throw new IOException("Pixel data (7FE0,0010) has no length, though its transfer syntax is native (" + syntax
                + ")");
        }
        if (length >= 0 && length < needed) {
            throw new IOException("Pixel data (7FE0,0010) has " + length + " bytes where " + needed + " are needed for "
                + frames + " frame(s) of " + format.rows() + " x " + format.columns() + " pixels of "
                + format.bitsAllocated() + " bits");
        }
        if (length >= 0 && offset >= 0 && offset + length > size) {
            throw new IOException("The file is truncated: pixel data (7FE0,0010) at offset " + offset + " should have "
                + length + " bytes, but only " + (size - offset) + " are left; copy the file again");
        }
        if ((length < 0 || offset < 0) && needed > (16L << 20) + 16 * size) {
            throw new IOException("The header promises " + needed + " bytes of pixels in a file of " + size
                + " bytes: it is damaged");
        }
    }

    private static PixelFormat realFormat(final Attributes header, final int bits) throws IOException {
        final int rows = header.getInt(Tag.Rows, 0);
        final int columns = header.getInt(Tag.Columns, 0);
        if (rows < 1 || rows > 0xffff || columns < 1 || columns > 0xffff) {
            throw new IOException("Rows (0028,0010) and Columns (0028,0011) must be 1 to 65535, but were " + rows + " and "
                + columns);
        }
        return new PixelFormat(rows, columns, 1, bits, bits, bits - 1, true);
    }

    private static int frames(final Attributes header) throws IOException {
        final String text = text(header, Tag.NumberOfFrames);
        final double frames = text.isEmpty() ? 1 : number(text, Tag.NumberOfFrames);
        if (!(frames >= 1 && frames <= MOST_FRAMES)) {
            throw new IOException("NumberOfFrames (0028,0008) must be 1 to " + MOST_FRAMES + ", but was " + text);
        }
        return (int)frames;
    }

    /** PS3.3 section C.7.5.1.1.2: the padding value, or all values between it and the range's limit. */
    private static double[] padding(final Attributes header, final boolean real, final PixelFormat format) throws IOException {
        final int valueTag = !real ? Tag.PixelPaddingValue
            : format.bitsAllocated() == 32 ? Tag.FloatPixelPaddingValue : Tag.DoubleFloatPixelPaddingValue;
        final int limitTag = !real ? Tag.PixelPaddingRangeLimit
            : format.bitsAllocated() == 32 ? Tag.FloatPixelPaddingRangeLimit : Tag.DoubleFloatPixelPaddingRangeLimit;
        final String value = text(header, valueTag);
        if (value.isEmpty()) {
            return null;
        }
        final String limit = text(header, limitTag);
        final double a = stored(number(value, valueTag), real, format);
        final double b = limit.isEmpty() ? a : stored(number(limit, limitTag), real, format);
        return new double[]{Math.min(a, b), Math.max(a, b)};
    }

    /** The element's representation (US, SS) is often not the pixels': its bits are. */
    private static double stored(final double value, final boolean real, final PixelFormat format) {
        if (real || format.bitsAllocated() > 16) {
            return value;
        }
        final int bits = (int)value & 0xffff;
        return format.signed() ? (short)bits : bits;
    }

    private List<SliceHeader> slices(final Attributes header, final SourceFile source, final String modality)
        throws IOException {
        final SeriesKey key = new SeriesKey(patientKey(header), text(header, Tag.StudyInstanceUID),
            text(header, Tag.SeriesInstanceUID), text(header, Tag.FrameOfReferenceUID));
        final SeriesKey known = m_series.putIfAbsent(key, key);
        final SeriesKey series = known == null ? key : known;
        final String instance = text(header, Tag.SOPInstanceUID);
        final Sequence perFrame = header.getSequence(Tag.PerFrameFunctionalGroupsSequence);
        final List<SliceHeader> slices = new ArrayList<>(source.frames());
        final List<Attributes> shared = groups(header.getNestedDataset(Tag.SharedFunctionalGroupsSequence));
        shared.add(header);
        if (perFrame == null || perFrame.isEmpty()) {
            if (source.frames() > 1) {
                throw new IOException("NumberOfFrames (0028,0008) is " + source.frames()
                    + ", but there is no PerFrameFunctionalGroupsSequence (5200,9230) that says where they are");
            }
            final String[] values = values(header, shared, null, modality);
            slices.add(slice(source, 0, instance, series, shared, shared, values, mappings(shared, values)));
            return slices;
        }
        if (perFrame.size() != source.frames()) {
            throw new IOException("NumberOfFrames (0028,0008) is " + source.frames()
                + ", but PerFrameFunctionalGroupsSequence (5200,9230) has " + perFrame.size() + " items");
        }
        final String[] base = values(header, shared, null, modality);
        final List<ValueMapping> sharedMappings = mappings(shared, base);
        for (int f = 0; f < source.frames(); f++) {
            final List<Attributes> own = groups(perFrame.get(f));
            final String[] values = values(header, own, base, modality);
            final List<ValueMapping> mappings = mappings(own, values);
            set(values, DicomTags.FRAME_NUMBER, Integer.toString(f + 1));
            slices.add(slice(source, f, instance, series, own, shared, values,
                mappings.isEmpty() ? sharedMappings : mappings));
        }
        return slices;
    }

    /** @return the first items of an item's sequences: the functional groups of a frame, or those that all frames share */
    private static List<Attributes> groups(final Attributes item) {
        final List<Attributes> groups = new ArrayList<>();
        if (item != null) {
            for (final int tag : item.tags()) {
                final Attributes group = item.getVR(tag) == VR.SQ ? item.getNestedDataset(tag) : null;
                if (group != null) {
                    groups.add(group);
                }
            }
            groups.add(item);
        }
        return groups;
    }

    private SliceHeader slice(final SourceFile source, final int frame, final String instance, final SeriesKey series,
        final List<Attributes> own, final List<Attributes> shared, final String[] values, final List<ValueMapping> mappings)
        throws IOException {
        return new SliceHeader(source, frame, instance, series, numbers(own, shared, Tag.ImagePositionPatient, 3),
            numbers(own, shared, Tag.ImageOrientationPatient, 6), numbers(own, shared, Tag.PixelSpacing, 2), values, mappings);
    }

    private static double[] numbers(final List<Attributes> own, final List<Attributes> shared, final int tag, final int n)
        throws IOException {
        String text = find(own, tag);
        if (text.isEmpty()) {
            text = find(shared, tag);
        }
        if (text.isEmpty()) {
            return null;
        }
        final String[] parts = DicomTags.values(text);
        if (parts.length != n) {
            throw new IOException(name(tag) + " needs " + n + " numbers, but was " + text);
        }
        final double[] numbers = new double[n];
        for (int i = 0; i < n; i++) {
            numbers[i] = number(parts[i], tag);
        }
        return numbers;
    }

    private static String find(final List<Attributes> sources, final int tag) throws IOException {
        for (final Attributes a : sources) {
            final String text = text(a, tag);
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    // ---- facts

    private String[] values(final Attributes header, final List<Attributes> sources, final String[] base,
        final String modality) throws IOException {
        final String[] values = base == null ? new String[HeaderFields.ALL.size()] : base.clone();
        for (int i = 0; i < values.length; i++) {
            final Field field = HeaderFields.ALL.get(i);
            if (field.tag() == 0 || base != null && (field.sequence() != 0 || field.creator() != null)) {
                values[i] = base == null ? "" : values[i];
                continue;
            }
            final String text = field.creator() != null ? privately(header, field)
                : field.sequence() != 0 ? nested(header, field) : find(sources, field.tag());
            if (base == null || !text.isEmpty()) {
                values[i] = intern(text);
            }
        }
        final String frameType = find(sources, Tag.FrameType);
        if (!frameType.isEmpty()) {
            set(values, "ImageType", frameType);
        }
        set(values, "Modality", modality);
        if (base == null) {
            final Sequence tracers = header.getSequence(Tag.RadiopharmaceuticalInformationSequence);
            if (tracers != null && tracers.size() > 1) {
                set(values, DicomTags.RADIOPHARMACEUTICAL_ITEMS, Integer.toString(tracers.size()));
            }
            scrub(header, values);
        }
        if (modality.equals("PT")) {
            corrections(values);
        }
        return values;
    }

    private void set(final String[] values, final String key, final String value) {
        values[HeaderFields.index(key)] = intern(value);
    }

    private static String nested(final Attributes header, final Field field) throws IOException {
        Attributes item = header.getNestedDataset(field.sequence());
        if (item != null && field.nested() != 0) {
            item = item.getNestedDataset(field.nested());
        }
        return item == null ? "" : text(item, field.tag());
    }

    /** A private element counts if its creator reserved the block, or if the vendor's name says whose it must be. */
    private static String privately(final Attributes header, final Field field) throws IOException {
        try {
            String value = header.getString(field.creator(), field.tag(), field.vr());
            if (value == null && header.getString(TagUtils.creatorTagOf(field.tag())) == null
                && text(header, Tag.Manufacturer).toUpperCase(Locale.ROOT).startsWith(field.vendor())) {
                value = header.getString(null, field.tag(), field.vr());
            }
            return value == null ? "" : value.strip();
        } catch (final IllegalArgumentException | IllegalStateException | UnsupportedOperationException e) {
            throw new IOException(field.key() + " cannot be read as " + field.vr() + ": " + e.getMessage(), e);
        }
    }

    /** A mapping that cannot be used does not cost the image: its rescaled values are there, and the series says what is wrong. */
    private List<ValueMapping> mappings(final List<Attributes> sources, final String[] values) {
        final List<ValueMapping> mappings = new ArrayList<>();
        try {
            for (final Attributes a : sources) {
                mappings.addAll(ValueMapping.of(a, ""));
            }
        } catch (final IOException e) {
            set(values, DicomTags.RWV_SHAPE, RealWorldMappings.UNUSABLE + e.getMessage());
        }
        return List.copyOf(mappings);
    }

    /** What a Real World Value Mapping object (PS3.3 section A.46) says of images. */
    private static List<RealWorldMappings.Reference> references(final Attributes header, final Path path) throws IOException {
        final List<RealWorldMappings.Reference> references = new ArrayList<>();
        for (final Attributes item : header.getSequence(Tag.ReferencedImageRealWorldValueMappingSequence)) {
            final List<ValueMapping> mappings = List.copyOf(ValueMapping.of(item, path.getFileName().toString()));
            final Sequence images = item.getSequence(Tag.ReferencedImageSequence);
            if (images == null || mappings.isEmpty()) {
                continue;
            }
            for (final Attributes image : images) {
                final Set<Integer> frames = new HashSet<>();
                for (final String frame : DicomTags.values(text(image, Tag.ReferencedFrameNumber))) {
                    frames.add((int)number(frame, Tag.ReferencedFrameNumber));
                }
                references.add(new RealWorldMappings.Reference(text(image, Tag.ReferencedSOPInstanceUID), frames, mappings));
            }
        }
        if (references.isEmpty()) {
            throw new IOException("The Real World Value Mapping object refers to no image, or maps nothing:"
                + " ReferencedImageRealWorldValueMappingSequence (0040,9094) is empty");
        }
        return references;
    }

    /** Enhanced PET says one by one what CorrectedImage (0028,0051) and DecayCorrection (0054,1102) say of single frames. */
    private void corrections(final String[] values) {
        if (values[HeaderFields.index(DicomTags.CORRECTED_IMAGE)].isEmpty()
            && !values[HeaderFields.index("AttenuationCorrected")].isEmpty()) {
            final List<String> terms = new ArrayList<>();
            final String[][] names = {{"DecayCorrected", "DECY"}, {"AttenuationCorrected", "ATTN"}, {"ScatterCorrected", "SCAT"},
                {"DeadTimeCorrected", "DTIM"}, {"RandomsCorrected", "RAN"}, {"DetectorNormalizationCorrection", "NORM"}};
            for (final String[] name : names) {
                if (values[HeaderFields.index(name[0])].equals("YES")) {
                    terms.add(name[1]);
                }
            }
            set(values, DicomTags.CORRECTED_IMAGE, terms.isEmpty() ? "NONE" : String.join("|", terms));
        }
        if (values[HeaderFields.index(DicomTags.DECAY_CORRECTION)].isEmpty()
            && values[HeaderFields.index("DecayCorrected")].equals("NO")) {
            set(values, DicomTags.DECAY_CORRECTION, "NONE");
        }
    }

    /** Cuts the patient's names, ids and birth date out of what people wrote. */
    private void scrub(final Attributes header, final String[] values) throws IOException {
        final List<String> secrets = new ArrayList<>();
        for (final int tag : new int[]{Tag.PatientName, Tag.OtherPatientNames}) {
            secrets.addAll(Arrays.asList(text(header, tag).split("[\\s^=,;|]+")));
        }
        secrets.add(text(header, Tag.PatientBirthDate));
        if (!m_keys.plain()) {
            secrets.add(text(header, Tag.PatientID));
            secrets.addAll(Arrays.asList(text(header, Tag.OtherPatientIDs).split("[\\s|]+")));
        }
        secrets.removeIf(s -> s.length() < SHORTEST_NAME);
        if (secrets.isEmpty()) {
            return;
        }
        for (final String key : FREE_TEXT) {
            String value = values[HeaderFields.index(key)];
            if (value.isEmpty()) {
                continue;
            }
            for (final String secret : secrets) {
                value = Pattern.compile(Pattern.quote(secret), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE).matcher(value)
                    .replaceAll(Matcher.quoteReplacement("***"));
            }
            set(values, key, value);
        }
    }

    private String patientKey(final Attributes header) throws IOException {
        final String id = text(header, Tag.PatientID);
        if (id.isEmpty()) {
            // without an id the best that is known is that a study belongs to one patient
            return m_keys.of("study " + text(header, Tag.StudyInstanceUID), "");
        }
        return intern(m_keys.of(id, text(header, Tag.IssuerOfPatientID)));
    }

    private static String modality(final Attributes header) throws IOException {
        final String modality = text(header, Tag.Modality);
        if (!modality.isEmpty()) {
            return modality;
        }
        final String sopClass = text(header, Tag.SOPClassUID);
        return sopClass.equals(UID.CTImageStorage) || sopClass.equals(UID.EnhancedCTImageStorage) ? "CT"
            : sopClass.equals(UID.PositronEmissionTomographyImageStorage) || sopClass.equals(UID.EnhancedPETImageStorage)
                ? "PT" : "OT";
    }

    // ---- elements

    private String intern(final String s) {
        final String known = m_strings.putIfAbsent(s, s);
        return known == null ? s : known;
    }

    private static String name(final int tag) {
        return HeaderFields.keyword(tag) + " " + TagUtils.toString(tag);
    }

    /** @return the element's values, separated by {@link DicomTags#VALUES}; empty if there are none */
    static String text(final Attributes a, final int tag) throws IOException {
        final VR vr = a.getVR(tag);
        if (vr == null || vr == VR.SQ) {
            return "";
        }
        try {
            String[] values;
            if (vr == VR.FD || vr == VR.FL) {
                final double[] numbers = a.getDoubles(tag);
                values = numbers == null ? null : Arrays.stream(numbers).mapToObj(Double::toString).toArray(String[]::new);
            } else {
                values = vr == VR.UN ? a.getStrings(null, tag, ElementDictionary.vrOf(tag, null)) : a.getStrings(tag);
            }
            if (values == null) {
                return "";
            }
            final StringBuilder text = new StringBuilder();
            for (int i = 0; i < values.length && text.length() < LONGEST_TEXT; i++) {
                text.append(i == 0 ? "" : "|")
                    .append(values[i] == null ? "" : values[i].strip().replace('|', '/').replace('\\', '/'));
            }
            return text.length() <= LONGEST_TEXT ? text.toString() : text.substring(0, LONGEST_TEXT);
        } catch (final IllegalArgumentException | IllegalStateException | UnsupportedOperationException e) {
            throw new IOException(name(tag) + " cannot be read as " + vr + ": " + e.getMessage(), e);
        }
    }

    private static double number(final String text, final int tag) throws IOException {
        final double number = parse(text, Double.NaN);
        if (!Double.isFinite(number)) {
            throw new IOException(name(tag) + " must be a number, but was " + text);
        }
        return number;
    }

    /**
     * @param text a decimal number, with a comma where a careless writer put one
     * @param otherwise what to give where it is none
     * @return the number
     */
    static double parse(final String text, final double otherwise) {
        final String t = text.strip().replace(',', '.');
        return NUMBER.matcher(t).matches() ? Double.parseDouble(t) : otherwise;
    }
}
