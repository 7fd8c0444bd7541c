package org.petctflow.imaging.dicom;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.petctflow.base.Parallel;
import org.petctflow.imaging.dicom.GeometryProblem.Policy;

/**
 * How a folder is read. {@link #defaults()}: pseudonyms, all modalities, every geometry problem refused, padding becomes air,
 * symbolic links not followed, as many threads as processors, real world values where they are needed.
 *
 * @param keys names the patients
 * @param modalities which values of Modality (0060) are read, in capitals, e.g. {@code CT} and {@code PT}; empty for all
 * @param policies what to do about each problem; what is missing is refused
 * @param padding what becomes of padding
 * @param followLinks whether symbolic links below the folder are followed; loops are found and reported
 * @param threads how many threads look at files, at least 1
 * @param realWorldValues what becomes of real world value mappings
 */
public record ScanOptions(PatientKeys keys, Set<String> modalities, Map<GeometryProblem, Policy> policies, Padding padding,
    boolean followLinks, int threads, RealWorldValues realWorldValues) {

    /** What becomes of stored values that stand for "outside of the image" (PixelPaddingValue, PixelPaddingRangeLimit). */
    public enum Padding {
            /** CT: -1024 HU, PET: 0, others: as they are. A value of -3024 HU beside the body would spoil interpolation. */
            BACKGROUND,
            /** They are rescaled like any other value. */
            KEEP
    }

    /** What becomes of real world value mappings, the images' own and those of objects that name them. */
    public enum RealWorldValues {
            /** Applied where an image does not say itself what its values are (Units of PET, RescaleSlope of others); else reported. */
            WHERE_NEEDED,
            /** Applied wherever all slices of a series have one of the same unit. */
            APPLY,
            /** As if there were none. */
            IGNORE
    }

    /** Checks and copies. */
    public ScanOptions {
        Objects.requireNonNull(keys, "keys");
        Objects.requireNonNull(padding, "padding");
        Objects.requireNonNull(realWorldValues, "realWorldValues");
        final Set<String> capitals = new TreeSet<>();
        modalities.forEach(m -> capitals.add(m.strip().toUpperCase(Locale.ROOT)));
        modalities = Collections.unmodifiableSet(capitals);
        final Map<GeometryProblem, Policy> all = new EnumMap<>(GeometryProblem.class);
        for (final GeometryProblem p : GeometryProblem.values()) {
            all.put(p, p.negotiable() ? policies.getOrDefault(p, Policy.REFUSE) : Policy.REFUSE);
        }
        policies = Collections.unmodifiableMap(all);
        if (threads < 1) {
            throw new IllegalArgumentException("The number of threads must be at least 1, but was " + threads);
        }
    }

    /** @return the options of the class comment */
    public static ScanOptions defaults() {
        return new ScanOptions(PatientKeys.pseudonyms(), Set.of(), Map.of(), Padding.BACKGROUND, false,
            Parallel.processors(), RealWorldValues.WHERE_NEEDED);
    }

    /**
     * @param newKeys names the patients
     * @return this with other keys
     */
    public ScanOptions withKeys(final PatientKeys newKeys) {
        return new ScanOptions(newKeys, modalities, policies, padding, followLinks, threads, realWorldValues);
    }

    /**
     * @param newModalities which modalities are read; none for all
     * @return this with other modalities
     */
    public ScanOptions withModalities(final String... newModalities) {
        return new ScanOptions(keys, Set.of(newModalities), policies, padding, followLinks, threads, realWorldValues);
    }

    /**
     * @param problem a problem
     * @param policy what to do about it; one that isn't {@linkplain GeometryProblem#negotiable() negotiable} stays refused
     * @return this with another policy
     */
    public ScanOptions with(final GeometryProblem problem, final Policy policy) {
        final Map<GeometryProblem, Policy> changed = new EnumMap<>(policies);
        changed.put(problem, policy);
        return new ScanOptions(keys, modalities, changed, padding, followLinks, threads, realWorldValues);
    }

    /**
     * @param policy what to do about every problem that is negotiable
     * @return this with another policy
     */
    public ScanOptions withPolicy(final Policy policy) {
        ScanOptions changed = this;
        for (final GeometryProblem p : GeometryProblem.values()) {
            changed = changed.with(p, policy);
        }
        return changed;
    }

    /**
     * @param newPadding what becomes of padding
     * @return this with another treatment of padding
     */
    public ScanOptions withPadding(final Padding newPadding) {
        return new ScanOptions(keys, modalities, policies, newPadding, followLinks, threads, realWorldValues);
    }

    /**
     * @param follow whether symbolic links are followed
     * @return this with links followed or not
     */
    public ScanOptions withFollowLinks(final boolean follow) {
        return new ScanOptions(keys, modalities, policies, padding, follow, threads, realWorldValues);
    }

    /**
     * @param newThreads how many threads look at files
     * @return this with another number of threads
     */
    public ScanOptions withThreads(final int newThreads) {
        return new ScanOptions(keys, modalities, policies, padding, followLinks, newThreads, realWorldValues);
    }

    /**
     * @param newRealWorldValues what becomes of real world value mappings
     * @return this with mappings applied or not
     */
    public ScanOptions withRealWorldValues(final RealWorldValues newRealWorldValues) {
        return new ScanOptions(keys, modalities, policies, padding, followLinks, threads, newRealWorldValues);
    }
}
