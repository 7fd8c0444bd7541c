package org.petctflow.imaging.segmentation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.petctflow.imaging.dicom.DicomTags;
import org.petctflow.imaging.volume.VolumeInfo;

/**
 * Finds the images that a segmentation belongs to.
 *
 * <ul>
 * <li><b>By references</b>: the series it refers to; if none of the images has it, those with its frame of reference; then those of
 * its study; then the only image on whose grid it lies. Every step down is warned of. Of several images in one study or frame of
 * reference, those that it {@linkplain Segmentation#fits fits} are taken, if there are such.</li>
 * <li><b>By folder</b>: the images whose folder has the longest common way with the segmentation's. Where that does not tell images
 * apart, the only one on whose grid it lies, or those of one study, with a warning.</li>
 * <li><b>By name</b>: a regular expression is searched in the file's name; the text of its first group (or of the whole match)
 * equals one of the image's keys, whatever the case.</li>
 * </ul>
 */
public final class SegmentationMatcher {

    /** What decides. */
    public enum Rule {
            /** What the segmentation says of its images. */
            REFERENCES,
            /** Where it lies. */
            FOLDER,
            /** How it is named. */
            NAME
    }

    /**
     * An image that segmentations may belong to.
     *
     * @param info what is known of it
     * @param folder where its files are, or null if unknown
     * @param keys names that a file's name may hold: the patient's key, the row's name
     */
    public record Image(VolumeInfo info, Path folder, List<String> keys) {

        /** Copies the keys. */
        public Image {
            Objects.requireNonNull(info, "info");
            keys = List.copyOf(keys);
        }
    }

    /**
     * What was found.
     *
     * @param images indices of the images, in their order; empty if there is none
     * @param explanation how they were found, or why not; a warning if {@code certain} is false
     * @param certain whether they were found just as the rule says
     */
    public record Match(List<Integer> images, String explanation, boolean certain) {

        /** Copies the indices. */
        public Match {
            images = List.copyOf(images);
        }
    }

    private SegmentationMatcher() {
    }

    /**
     * @param file where the segmentation is
     * @param segmentation the segmentation
     * @param images the images
     * @param rule what decides
     * @param name the regular expression of {@link Rule#NAME}; null otherwise
     * @return the images it belongs to
     */
    public static Match match(final Path file, final Segmentation segmentation, final List<Image> images, final Rule rule,
        final Pattern name) {
        return switch (rule) {
            case REFERENCES -> byReferences(segmentation, images);
            case FOLDER -> byFolder(file, segmentation, images);
            case NAME -> byName(file, images, name);
        };
    }

    private static List<Integer> all(final List<Image> images, final Predicate<VolumeInfo> condition) {
        final List<Integer> found = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            if (condition.test(images.get(i).info())) {
                found.add(i);
            }
        }
        return found;
    }

    private static List<Integer> fitting(final Segmentation segmentation, final List<Image> images,
        final List<Integer> candidates) {
        final List<Integer> fit = candidates.stream().filter(i -> segmentation.fits(images.get(i).info())).toList();
        return fit.isEmpty() ? candidates : fit;
    }

    private static boolean has(final Set<String> uids, final String uid) {
        return !uid.isEmpty() && uids.contains(uid);
    }

    private static boolean sharesImage(final References r, final VolumeInfo image) {
        if (r.instanceUids().isEmpty()) {
            return false;
        }
        for (final String uid : DicomTags.perSlice(image, DicomTags.SOP_INSTANCE_UID)) {
            if (has(r.instanceUids(), uid)) {
                return true;
            }
        }
        return false;
    }

    private static Match byReferences(final Segmentation segmentation, final List<Image> images) {
        final References r = segmentation.references();
        final List<Integer> series = all(images, i -> has(r.seriesUids(), i.seriesUid()));
        if (!series.isEmpty()) {
            // parts of one series (frames, beds) share its UID
            final List<Integer> own = series.stream().filter(i -> sharesImage(r, images.get(i).info())).toList();
            return new Match(own.isEmpty() ? series : own, "the series it refers to", true);
        }
        if (segmentation instanceof BoxAnnotations) { // they name slices, and nothing else
            final List<Integer> slices = all(images, segmentation::fits);
            return new Match(slices, slices.isEmpty() ? "the slices it names are not there" : "the slices it names", !slices.isEmpty());
        }
        final List<Integer> instances = all(images, i -> sharesImage(r, i));
        if (!instances.isEmpty()) {
            return new Match(instances, "the images it refers to", true);
        }
        final String why = r.seriesUids().isEmpty() ? "it refers to no series" : "the series it refers to is not there";
        final List<Integer> frame = all(images, i -> has(r.frameOfReferenceUids(), i.frameOfReferenceUid()));
        if (!frame.isEmpty()) {
            return new Match(fitting(segmentation, images, frame), why + "; it has the image's frame of reference", false);
        }
        final List<Integer> study = all(images, i -> has(r.studyUids(), i.studyUid()));
        if (!study.isEmpty()) {
            return new Match(fitting(segmentation, images, study),
                why + ", nor is its frame of reference; it is of the image's study", false);
        }
        final List<Integer> fit = all(images, segmentation::fits);
        if (fit.size() == 1) {
            return new Match(fit, "it refers to nothing that is there; it lies within this image alone", false);
        }
        return new Match(List.of(), "it refers to nothing that is there, and lies within " + (fit.isEmpty() ? "no image"
            : fit.size() + " images") + ": match by folder or by name", false);
    }

    private static Match byFolder(final Path file, final Segmentation segmentation, final List<Image> images) {
        final Path folder = file.toAbsolutePath().normalize().getParent();
        final int[] common = new int[images.size()];
        int best = -1;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < common.length; i++) {
            final Path at = images.get(i).folder();
            common[i] = at == null ? -1 : commonNames(folder, at.toAbsolutePath().normalize());
            best = Math.max(best, common[i]);
            least = Math.min(least, common[i]);
        }
        if (best < 0) {
            return new Match(List.of(), "the folders of the images are unknown", false);
        }
        final List<Integer> nearest = new ArrayList<>();
        for (int i = 0; i < common.length; i++) {
            if (common[i] == best) {
                nearest.add(i);
            }
        }
        if (nearest.size() == 1 || best > least) {
            return new Match(fitting(segmentation, images, nearest), "the nearest folder", true);
        }
        // all images are equally near: coordinates must tell them apart
        final List<Integer> fit = all(images, segmentation::fits);
        final boolean oneStudy =
            !fit.isEmpty() && fit.stream().map(i -> images.get(i).info().studyUid()).distinct().count() == 1
                && !images.get(fit.get(0)).info().studyUid().isEmpty();
        if (fit.size() == 1 || oneStudy) {
            return new Match(fit, "all images are equally near; it lies within this one", false);
        }
        return new Match(List.of(), "all images are equally near, and it lies within "
            + (fit.isEmpty() ? "none" : fit.size() + " of them") + ": put it beside its image", false);
    }

    private static int commonNames(final Path a, final Path b) {
        if (!Objects.equals(a.getRoot(), b.getRoot())) {
            return 0;
        }
        int n = 0;
        while (n < a.getNameCount() && n < b.getNameCount() && a.getName(n).equals(b.getName(n))) {
            n++;
        }
        return n;
    }

    private static Match byName(final Path file, final List<Image> images, final Pattern name) {
        Objects.requireNonNull(name, "name");
        final Matcher matcher = name.matcher(file.getFileName().toString());
        if (!matcher.find()) {
            return new Match(List.of(), "its name does not match " + name.pattern(), false);
        }
        final String key = matcher.groupCount() > 0 && matcher.group(1) != null ? matcher.group(1) : matcher.group();
        final List<Integer> found = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            if (images.get(i).keys().stream().anyMatch(key::equalsIgnoreCase)) {
                found.add(i);
            }
        }
        return found.isEmpty() ? new Match(found, "no image is called '" + key + "'", false)
            : new Match(found, "its name holds the image's", true);
    }
}
