package org.petctflow.imaging.dicom;

import java.util.List;

/** What is kept of one image: a file with one frame, or a frame of a file with many. Shared strings keep it small. */
final class SliceHeader {

    private final SourceFile m_file;

    private final int m_frame;

    private final String m_instanceUid;

    private final SeriesKey m_series;

    private final double[] m_position;

    private final double[] m_orientation;

    private final double[] m_pixelSpacing;

    private final String[] m_values;

    private final List<ValueMapping> m_mappings;

    private final ValueMapping m_mapping;

    /**
     * Which series an image belongs to.
     *
     * @param patientKey the patient, by whatever the user chose
     * @param studyUid the study
     * @param seriesUid the series
     * @param frameOfReferenceUid the frame of reference, or empty
     */
    record SeriesKey(String patientKey, String studyUid, String seriesUid, String frameOfReferenceUid) {
    }

    SliceHeader(final SourceFile file, final int frame, final String instanceUid, final SeriesKey series,
        final double[] position, final double[] orientation, final double[] pixelSpacing, final String[] values,
        final List<ValueMapping> mappings) {
        this(file, frame, instanceUid, series, position, orientation, pixelSpacing, values, mappings, null);
    }

    private SliceHeader(final SourceFile file, final int frame, final String instanceUid, final SeriesKey series,
        final double[] position, final double[] orientation, final double[] pixelSpacing, final String[] values,
        final List<ValueMapping> mappings, final ValueMapping mapping) {
        m_file = file;
        m_frame = frame;
        m_instanceUid = instanceUid;
        m_series = series;
        m_position = position;
        m_orientation = orientation;
        m_pixelSpacing = pixelSpacing;
        m_values = values;
        m_mappings = mappings;
        m_mapping = mapping;
    }

    /** @return this with other values, and a mapping of stored values that takes the place of rescaling; null for none */
    SliceHeader withMapping(final String[] values, final ValueMapping mapping) {
        return new SliceHeader(m_file, m_frame, m_instanceUid, m_series, m_position, m_orientation, m_pixelSpacing, values,
            m_mappings, mapping);
    }

    /** @return the real world value mappings that the image brings along */
    List<ValueMapping> mappings() {
        return m_mappings;
    }

    /** @return what makes real world values of its stored values, null where they are rescaled */
    ValueMapping mapping() {
        return m_mapping;
    }

    SourceFile file() {
        return m_file;
    }

    int frame() {
        return m_frame;
    }

    String instanceUid() {
        return m_instanceUid;
    }

    SeriesKey series() {
        return m_series;
    }

    /** @return ImagePositionPatient in mm, null if missing */
    double[] position() {
        return m_position;
    }

    /** @return ImageOrientationPatient, null if missing */
    double[] orientation() {
        return m_orientation;
    }

    /** @return mm between rows and between columns, null if missing */
    double[] pixelSpacing() {
        return m_pixelSpacing;
    }

    /** @return the values of {@link HeaderFields#ALL}, empty where there is none */
    String[] values() {
        return m_values;
    }

    String get(final String key) {
        return m_values[HeaderFields.index(key)];
    }

    double number(final String key, final double otherwise) {
        final String text = get(key);
        return text.isEmpty() ? otherwise : HeaderReader.parse(text, otherwise);
    }
}
