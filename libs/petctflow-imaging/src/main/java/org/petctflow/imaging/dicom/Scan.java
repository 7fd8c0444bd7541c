package org.petctflow.imaging.dicom;

import java.util.List;

/**
 * What a folder holds.
 *
 * @param series one record a volume, by patient, study date, series number and part; those that make no volume say why
 * @param objects DICOM objects that are no images: structure sets, segmentations ...
 * @param problems files that could not be read, by path
 * @param files how many regular files there were
 * @param notDicom how many of them are no DICOM, or are a DICOMDIR
 * @param filtered how many of them have a modality that was not asked for
 * @param links how many symbolic links were not followed
 */
public record Scan(List<SeriesRecord> series, List<DicomObject> objects, List<FileProblem> problems, int files, int notDicom,
    int filtered, int links) {

    /** Copies the lists. */
    public Scan {
        series = List.copyOf(series);
        objects = List.copyOf(objects);
        problems = List.copyOf(problems);
    }
}
