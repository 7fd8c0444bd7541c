package org.petctflow.imaging.dicom;

import java.nio.file.Path;

/**
 * A file that should have been read and could not.
 *
 * @param path the file, or a folder that could not be opened
 * @param reason what was wrong, and what to do about it
 */
public record FileProblem(Path path, String reason) {
}
