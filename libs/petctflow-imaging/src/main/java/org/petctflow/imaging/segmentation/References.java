package org.petctflow.imaging.segmentation;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a segmentation says of the images it was drawn on. Each set may be empty: many programs leave references out or write
 * ones that lead nowhere.
 *
 * @param studyUids studies: its own and those it refers to
 * @param seriesUids series it refers to
 * @param frameOfReferenceUids frames of reference of its coordinates
 * @param instanceUids images it refers to
 */
public record References(Set<String> studyUids, Set<String> seriesUids, Set<String> frameOfReferenceUids,
    Set<String> instanceUids) {

    /** Nothing is known. */
    public static final References NONE = new References(Set.of(), Set.of(), Set.of(), Set.of());

    /** Copies the sets. */
    public References {
        studyUids = copy(studyUids);
        seriesUids = copy(seriesUids);
        frameOfReferenceUids = copy(frameOfReferenceUids);
        instanceUids = copy(instanceUids);
    }

    private static Set<String> copy(final Set<String> set) {
        return Collections.unmodifiableSet(new TreeSet<>(set));
    }
}
