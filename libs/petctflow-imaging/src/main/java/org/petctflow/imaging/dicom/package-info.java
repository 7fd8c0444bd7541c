/**
 * DICOM in and out: from a folder of any depth to series, from a series to a volume, and synthetic studies.
 *
 * <p>{@link org.petctflow.imaging.dicom.DicomScanner} looks at headers only and sorts what it finds into series,
 * {@link org.petctflow.imaging.dicom.SeriesReader} makes a volume of one of them, and
 * {@link org.petctflow.imaging.dicom.DicomTags} says which facts of the headers a volume carries along. Pixel data is decoded
 * in {@code dicom.codec}, structure sets in {@code dicom.rt}, segmentations in {@code dicom.seg}.
 *
 * <p>What comes from files is not trusted: memory and time are bounded by the size of the files, and whatever is wrong with
 * one is an {@link java.io.IOException} that names the element and says what to do. Nothing here writes a patient's name,
 * birth date or id into a volume, a message or a log.
 */
package org.petctflow.imaging.dicom;
