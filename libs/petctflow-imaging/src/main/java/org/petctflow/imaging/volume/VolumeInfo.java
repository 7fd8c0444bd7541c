package org.petctflow.imaging.volume;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What is known of a volume without its voxels. Immutable.
 *
 * @param geometry the grid
 * @param kind how values are held
 * @param modality what made it
 * @param unit one of {@link Units}, or another unit as it is shown
 * @param patientKey identifies the patient within a study; a pseudonym where the reader was asked for one
 * @param studyUid DICOM's StudyInstanceUID, or empty
 * @param seriesUid DICOM's SeriesInstanceUID, or empty
 * @param frameOfReferenceUid volumes with the same one share coordinates; empty if unknown
 * @param name a series' description, a mask's region of interest, or empty
 * @param tags further facts by DICOM keyword, e.g. {@code PatientWeight -> 71.2}; a private element by its tag, e.g.
 *            {@code (7053,1000)}; a fact that differs between slices holds one value a slice, in their order, separated by
 *            a backslash. Never a patient's name, birth date or id.
 */
public record VolumeInfo(Geometry geometry, Voxels.Kind kind, Modality modality, String unit, String patientKey,
    String studyUid, String seriesUid, String frameOfReferenceUid, String name, Map<String, String> tags) {

    /** Copies the tags, in alphabetical order. */
    public VolumeInfo {
        Objects.requireNonNull(geometry, "geometry");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(modality, "modality");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(patientKey, "patientKey");
        Objects.requireNonNull(studyUid, "studyUid");
        Objects.requireNonNull(seriesUid, "seriesUid");
        Objects.requireNonNull(frameOfReferenceUid, "frameOfReferenceUid");
        Objects.requireNonNull(name, "name");
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }

    /**
     * @param geometry the grid
     * @param kind how values are held
     * @param modality what made it
     * @param unit the unit of a value
     * @return an info with everything else empty
     */
    public static VolumeInfo of(final Geometry geometry, final Voxels.Kind kind, final Modality modality,
        final String unit) {
        return new VolumeInfo(geometry, kind, modality, unit, "", "", "", "", "", Map.of());
    }

    /**
     * @param newGeometry another grid
     * @param newKind another type of values
     * @return this with another grid and type
     */
    public VolumeInfo withGrid(final Geometry newGeometry, final Voxels.Kind newKind) {
        return new VolumeInfo(newGeometry, newKind, modality, unit, patientKey, studyUid, seriesUid, frameOfReferenceUid,
            name, tags);
    }

    /**
     * @param newModality another modality
     * @param newUnit another unit
     * @return this with another modality and unit
     */
    public VolumeInfo withModality(final Modality newModality, final String newUnit) {
        return new VolumeInfo(geometry, kind, newModality, newUnit, patientKey, studyUid, seriesUid, frameOfReferenceUid,
            name, tags);
    }

    /**
     * @param newPatientKey another patient key
     * @return this with another patient key
     */
    public VolumeInfo withPatientKey(final String newPatientKey) {
        return new VolumeInfo(geometry, kind, modality, unit, newPatientKey, studyUid, seriesUid, frameOfReferenceUid, name,
            tags);
    }

    /**
     * @param newStudyUid another study
     * @param newSeriesUid another series
     * @param newFrameOfReferenceUid another frame of reference
     * @return this with other identifiers
     */
    public VolumeInfo withUids(final String newStudyUid, final String newSeriesUid, final String newFrameOfReferenceUid) {
        return new VolumeInfo(geometry, kind, modality, unit, patientKey, newStudyUid, newSeriesUid,
            newFrameOfReferenceUid, name, tags);
    }

    /**
     * @param newName another name
     * @return this with another name
     */
    public VolumeInfo withName(final String newName) {
        return new VolumeInfo(geometry, kind, modality, unit, patientKey, studyUid, seriesUid, frameOfReferenceUid, newName,
            tags);
    }

    /**
     * @param newTags other tags
     * @return this with other tags
     */
    public VolumeInfo withTags(final Map<String, String> newTags) {
        return new VolumeInfo(geometry, kind, modality, unit, patientKey, studyUid, seriesUid, frameOfReferenceUid, name,
            newTags);
    }
}
