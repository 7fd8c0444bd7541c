package org.petctflow.imaging.dicom;

import java.nio.file.Path;

/**
 * A DICOM object that is no image series: a structure set, a segmentation, a dose, a report.
 *
 * @param path its file
 * @param modality {@code RTSTRUCT}, {@code SEG}, {@code SR} ...
 * @param sopClassUid its class
 * @param sopInstanceUid itself
 * @param patientKey the patient, as in {@link SeriesRecord#patientKey()}
 * @param studyUid the study it belongs to
 * @param seriesUid the series it belongs to
 * @param frameOfReferenceUid its own frame of reference; empty where it only refers to one
 */
public record DicomObject(Path path, String modality, String sopClassUid, String sopInstanceUid, String patientKey,
    String studyUid, String seriesUid, String frameOfReferenceUid) {
}
